import { ArrowLeft, Ban, FileDown, Gift, Mail, Printer, ReceiptText, Search, TriangleAlert, Undo2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ReceiptView, type SaleSummaryView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { otherSaleOf } from '../state/screen-state.ts'
import { hourAndMinute, storeDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { BuyerKey } from './buyer-key.tsx'
import { ArmedField } from './armed-field.tsx'
import { OtherSale } from './other-sale.tsx'
import { Outcome } from './outcome.tsx'
import { GatedKey } from './gated-key.tsx'
import { ReceiptPaper } from './receipt-paper.tsx'
import { ReturnedMark, VoidShut } from './returned-mark.tsx'
import { useDayText } from './use-day-text.ts'

/** The next page is asked for when less than this is left below, in CSS pixels. */
const nearTheEnd = 400

/** One receipt in a list of them. */
export function ReceiptRow(props: { readonly sale: SaleSummaryView; readonly chosen: boolean; readonly open: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation()
  const row = useRef<HTMLDivElement>(null)
  const { sale, chosen } = props
  const time = useStoreTime()
  const day = useDayText()
  const onPaper = storeDate(sale.completedAt, useScreen((state) => state.register?.timeZone))
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row} className="px-0.5">
      <Key
        testId="receipt-row"
        look={props.open ? 'soft' : 'plain'}
        isPressed={props.open}
        className={`min-h-16 w-full gap-3 px-3.5 py-2 text-start ${chosen ? 'ring-2 ring-focus' : ''}`}
        onPress={props.onPress}
      >
        <span className="min-w-0 flex-1">
          <span className="number block truncate text-base font-bold text-ink">{sale.number}</span>
          {sale.ofSale !== undefined && <span className="number block truncate text-[13px] font-semibold text-ink-2">{t('receipts.ofSale', { number: sale.ofSale.number })}</span>}
          <span className="number block truncate text-[13px] text-ink-2">
            {day(onPaper)} {time(sale.completedAt, hourAndMinute)} · {sale.operatorName}
            {/* After midnight, before the cut-off: the till counts it to the day before. */}
            {onPaper !== sale.businessDate && ` · ${t('receipts.businessDay', { day: day(sale.businessDate) })}`}
          </span>
        </span>
        {sale.kind !== undefined && (
          <span data-testid={`receipt-${sale.kind}`} className="flex shrink-0 items-center gap-1.5 rounded-full bg-warn-soft px-2.5 py-1 text-[13px] font-semibold text-warn">
            {sale.kind === 'void' ? <Ban aria-hidden="true" size={15} /> : <Undo2 aria-hidden="true" size={15} />} {t(`receipts.kind.${sale.kind}`)}
          </span>
        )}
        <ReturnedMark returned={sale.returned} />
        {sale.paper !== undefined && (
          <span data-testid={`receipt-paper-${sale.paper}`} className="flex shrink-0 items-center gap-1.5 rounded-full bg-warn-soft px-2.5 py-1 text-[13px] font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={15} /> {t(`receipts.paper.${sale.paper}`)}
          </span>
        )}
        {sale.contradicted !== undefined && (
          <span data-testid="receipt-contradicted" className="flex shrink-0 items-center gap-1.5 rounded-full bg-warn-soft px-2.5 py-1 text-[13px] font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={15} /> {t('receipts.contradicted')}
          </span>
        )}
        {sale.verified !== undefined && (
          <span data-testid={`receipt-verified-${sale.verified}`} className={`flex shrink-0 items-center gap-1.5 rounded-full px-2.5 py-1 text-[13px] font-semibold ${sale.verified === 'contradicted' ? 'bg-warn-soft text-warn' : 'bg-sunken text-ink-2'}`}>
            {sale.verified === 'contradicted' && <TriangleAlert aria-hidden="true" size={15} />} {t(`receipts.verified.${sale.verified}`)}
          </span>
        )}
        <span className="shrink-0 text-end">
          <Amount value={sale.kind === undefined ? sale.total : -sale.total} currency={sale.currency} className={`block text-[17px] font-bold ${sale.kind === undefined ? 'text-ink' : 'text-warn'}`} />
          <span className="block text-[13px] text-ink-2">{[...new Set(sale.tenders.map((tender) => t(`tender.${tender.type}`)))].join(' + ')}</span>
        </span>
      </Key>
    </div>
  )
}

function List(props: { readonly className: string; readonly openId: string | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const receipts = useScreen((state) => state.receipts)
  const buyer = useScreen((state) => (state.work.kind === 'receipts' ? state.work.buyer : undefined))
  return (
    <div className={`min-h-0 flex-col gap-2 ${props.className}`}>
      <ArmedField of="entry" drawing={Search} label={t('receipts.search')} placeholder={t('receipts.placeholder')} className="shrink-0" />
      <BuyerKey buyer={buyer} words="receipts.of" onAnybody={acts.openReceipts} />
      {receipts !== undefined && receipts.found.length === 0 && (
        <p className="p-6 text-center text-[15px] text-ink-2">{receipts.text === '' ? t('receipts.none') : t('receipts.nothing', { text: receipts.text })}</p>
      )}
      {receipts !== undefined && receipts.found.length > 0 && (
        <Group
          aria-label={t('receipts.list')}
          data-own-enter
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
            if (scrollHeight - scrollTop - clientHeight < nearTheEnd) acts.moreReceipts()
          }}
        >
          <div className="flex flex-col gap-2 py-0.5">
            {receipts.found.map((sale, index) => (
              <ReceiptRow key={sale.id} sale={sale} chosen={index === receipts.chosen} open={sale.id === props.openId} onPress={() => acts.showReceipt(sale.id)} />
            ))}
          </div>
        </Group>
      )}
    </div>
  )
}

/** A region that scrolls has to take the focus, else a keyboard cannot scroll it: a long receipt ends below the screen. */
function scrollByKeys(region: HTMLDivElement | null): void {
  region?.setAttribute('tabindex', '0')
}

function Preview(props: { readonly receipt: ReceiptView; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const reprinted = useScreen((state) => state.reprinted)
  const { sale, document } = props.receipt
  const listed = useScreen((state) => state.receipts?.found.find(({ id }) => id === sale.id))
  const of = listed?.ofSale
  // The newest print is the reprint's; before there was one the sale's own print is no news here.
  const print = reprinted?.id === sale.id ? reprinted.effects.findLast((effect) => effect.kind === 'print') : undefined
  return (
    <section aria-label={t('receipts.one', { number: sale.number })} className={`min-h-0 flex-col gap-2 ${props.className}`}>
      <div className="flex shrink-0 gap-2 min-[1200px]:hidden">
        <Key className="h-12 gap-2.5 px-4 font-semibold" onPress={acts.closeReceipt}>
          <ArrowLeft aria-hidden="true" size={20} /> {t('receipts.list')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
      </div>
      <div ref={scrollByKeys} data-testid="receipt-paper" role="region" aria-label={t('receipt.paper')} className="min-h-0 flex-1 overflow-auto rounded-card bg-sunken p-3">
        <ReceiptPaper document={document} />
      </div>
      <div className="flex shrink-0 flex-col gap-2">
        {print !== undefined && (
          <ul aria-label={t('finish.outcomes')} className="flex justify-center">
            <Outcome effect={print} />
          </ul>
        )}
        {listed?.contradicted?.map(({ number, registerNumber, reason = '' }) => (
          <p key={number} role="status" className="flex items-start gap-2 rounded-key bg-warn-soft px-3 py-2 text-[13px] font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
            {t('receipts.contradictedBy', { register: registerNumber, number, reason: t(`entryValue.refund.contradicted.reason.${reason}`, { defaultValue: t('receipts.contradictedUnsaid') }) })}
          </p>
        ))}
        <GatedKey says permission="reprint" look="accent" className="h-16 justify-center gap-3 text-lg font-bold" onPress={() => acts.reprint(sale.id)}>
          <Printer aria-hidden="true" size={22} /> {t('receipt.reprint')} <Shortcut keys={labelOf('reprint')} boxed />
        </GatedKey>
        {sale.kind === undefined ? (
          <div className="flex flex-wrap gap-2">
            <Key testId="return-receipt" isDisabled={listed?.returned === 'all'} className="min-h-14 flex-1 justify-center gap-2.5 px-2 text-base font-semibold max-[1199px]:text-sm" onPress={() => acts.returnReceipt(sale.id)}>
              <Undo2 aria-hidden="true" size={20} className="shrink-0" /> {t('return.key')} <Shortcut keys={labelOf('returnReceipt')} boxed />
            </Key>
            <Key testId="void-receipt" look="danger" isDisabled={listed?.returned !== undefined} className="min-h-14 flex-1 justify-center gap-2.5 px-2 text-base font-semibold max-[1199px]:text-sm" onPress={() => acts.openVoid(sale.id)}>
              <Ban aria-hidden="true" size={20} className="shrink-0" /> {t('voidSale.key')} <Shortcut keys={labelOf('voidSale')} boxed />
            </Key>
            <VoidShut returned={listed?.returned} />
          </div>
        ) : (
          of !== undefined && (
            <Key testId="show-sale" className="min-h-14 justify-center gap-2.5 px-4 text-base font-semibold" onPress={() => acts.showReceipt(of.id)}>
              <ReceiptText aria-hidden="true" size={20} /> {t('receipts.showSale', { number: of.number })}
            </Key>
          )
        )}
        <div className="flex flex-wrap gap-2">
          {sale.kind === undefined && (
            <Key testId="gift-receipt" className="min-h-14 flex-1 justify-center gap-2 px-2 text-base font-semibold whitespace-nowrap max-[1199px]:text-sm" onPress={acts.openGift}>
              <Gift aria-hidden="true" size={20} className="shrink-0" /> {t('gift.key')} <Shortcut keys={labelOf('gift')} boxed />
            </Key>
          )}
          <Key testId="mail-receipt" className="min-h-14 flex-1 justify-center gap-2.5 px-2 text-base font-semibold max-[1199px]:text-sm" onPress={acts.openMailReceipt}>
            <Mail aria-hidden="true" size={20} className="shrink-0" /> {t('mailReceipt.key')} <Shortcut keys={labelOf('mailReceipt')} boxed />
          </Key>
          <Key testId="receipt-file" className="min-h-14 flex-1 justify-center gap-2.5 px-2 text-base font-semibold max-[1199px]:text-sm" onPress={acts.saveReceiptFile}>
            <FileDown aria-hidden="true" size={20} className="shrink-0" /> {t('receiptFile.key')} <Shortcut keys={labelOf('receiptFile')} boxed />
          </Key>
        </div>
        <p className="text-center text-[13px] text-ink-2">{t('receipt.duplicate')}</p>
      </div>
    </section>
  )
}

/** Completed sales of this register: the list, and beside it the paper of the one that is looked at. */
export function Receipts() {
  const { t } = useTranslation()
  const receipt = useScreen((state) => state.openReceipt)
  const other = useScreen(otherSaleOf)
  const openId = receipt?.sale.id
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      <List openId={openId} className={`flex-1 min-[1200px]:w-[330px] min-[1200px]:flex-none ${receipt === undefined ? 'flex' : 'hidden min-[1200px]:flex'}`} />
      {receipt === undefined ? (
        <div className="hidden min-h-0 flex-1 flex-col items-center justify-center gap-2 p-8 text-center min-[1200px]:flex">
          <ReceiptText aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
          <p className="text-lg font-semibold">{t('receipts.choose')}</p>
          <p className="max-w-sm text-[15px] text-ink-2">{t('receipts.chooseHint')}</p>
        </div>
      ) : other === undefined ? (
        <Preview receipt={receipt} className="flex min-w-0 flex-1" />
      ) : (
        <OtherSale sale={other} className="flex min-w-0 flex-1" />
      )}
    </div>
  )
}
