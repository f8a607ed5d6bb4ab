import { CalendarDays, CreditCard, PackageX, Receipt, ReceiptText, Search, Wallet, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { whyUnreadable } from '../state/find-sale-acts.ts'
import { findFields, type FindField, type FindWork, type FoundRow } from '../state/return-work.ts'
import { hourAndMinute, paperDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { BuyerKey } from './buyer-key.tsx'
import { ArmedField } from './armed-field.tsx'
import { ReturnedMark } from './returned-mark.tsx'
import { useDayText } from './use-day-text.ts'

const drawings: Readonly<Record<FindField, LucideIcon>> = { text: Search, day: CalendarDays, amount: Wallet, lastFour: CreditCard }

function Fields(props: { readonly work: FindWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { field, said } = props.work
  return (
    <Group aria-label={t('returns.by')} className="grid shrink-0 grid-cols-4 gap-2">
      {findFields.map((each) => {
        const Drawing = drawings[each]
        return (
          <Key key={each} testId={`find-${each}`} look={each === field ? 'dark' : 'plain'} isPressed={each === field} className="min-h-14 flex-col justify-center gap-0.5 px-2 text-[13px] leading-tight font-semibold" onPress={() => acts.chooseFindField(each)}>
            <span className="flex items-center gap-1.5 text-center">
              <Drawing aria-hidden="true" size={16} className="max-[1199px]:hidden" /> {t(`returns.field.${each}`)}
            </span>
            {each !== field && said[each] !== '' && <bdi className="number max-w-full truncate text-[13px] font-medium text-accent">{said[each]}</bdi>}
          </Key>
        )
      })}
    </Group>
  )
}

function Row(props: { readonly sale: FoundRow; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLDivElement>(null)
  const time = useStoreTime()
  const day = useDayText()
  const { sale, chosen } = props
  const onPaper = paperDate(sale, useScreen((state) => state.register?.timeZone))
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row} className="px-0.5">
      <Key testId="found-sale" look="plain" className={`h-16 w-full gap-3 px-3.5 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.returnReceipt(sale.saleId)}>
        <Receipt aria-hidden="true" size={22} className="shrink-0 text-ink-3" />
        <span className="min-w-0 flex-1">
          <span className="number block truncate text-base font-bold text-ink">{sale.number}</span>
          <span className="number block truncate text-[13px] text-ink-2">
            {day(onPaper)}
            {sale.completedAt !== undefined && ` ${time(sale.completedAt, hourAndMinute)}`}
            {sale.operatorName !== undefined && ` · ${sale.operatorName}`}
            {/* "11/22 03:03" was a moment that never was: the day of the books beside the clock of the day after. */}
            {onPaper !== sale.soldOn && ` · ${t('receipts.businessDay', { day: day(sale.soldOn) })}`}
          </span>
        </span>
        <ReturnedMark returned={sale.returned} />
        <span className="shrink-0 text-end">
          <Amount value={sale.total} currency={sale.currency} className="block text-[17px] font-bold text-ink" />
          <span className="block text-[13px] text-ink-2">{[...new Set(sale.tenders.map((tender) => t(`tender.${tender.type}`)))].join(' + ')}</span>
        </span>
      </Key>
    </div>
  )
}

/** The sale that goods come back of: scanned off its receipt, or found by what the customer remembers of it. */
export function Returns() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const found = useScreen((state) => state.foundSales)
  const entry = useScreen((state) => state.entry)
  const why = useScreen(whyUnreadable)
  if (work.kind !== 'returns') return null
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[1fr_300px] gap-4 px-4 pt-2 pb-4 max-[1199px]:grid-cols-[1fr_236px] max-[1199px]:gap-3">
      <section aria-label={t('title.returns')} className="flex min-h-0 flex-col gap-2">
        <ArmedField of="entry" drawing={drawings[work.field]} label={t(`returns.field.${work.field}`)} placeholder={t(`returns.placeholder.${work.field}`)} className="shrink-0" />
        <Fields work={work} />
        <BuyerKey buyer={work.buyer} words="returns.of" onAnybody={acts.openReturns} />
        {found !== undefined && found.length > 0 ? (
          <Group aria-label={t('returns.found')} data-own-enter className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto py-0.5">
            {found.map((sale, index) => (
              <Row key={sale.saleId} sale={sale} chosen={index === work.chosen} />
            ))}
          </Group>
        ) : (
          <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 p-6 text-center">
            <ReceiptText aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
            <output className="text-lg font-semibold">{t(found === undefined ? (why ?? 'returns.goOn') : 'returns.nothing')}</output>
            <p className="max-w-sm text-[15px] text-ink-2">{t('returns.hint')}</p>
          </div>
        )}
      </section>
      <section aria-label={t('returns.other')} className="flex max-h-[540px] min-h-0 flex-col gap-2">
        <AmountPad act={t('returns.open')} missing={undefined} isDisabled={found === undefined || found.length === 0 || (found.length > 1 && work.chosen < 0 && entry === '')} onPress={acts.enterFoundSale} />
        <Key testId="loose-return" className="min-h-16 shrink-0 justify-center gap-2.5 px-3 text-[15px] font-semibold" onPress={acts.openLooseReturn}>
          <PackageX aria-hidden="true" size={20} className="shrink-0" /> {t('returns.withoutReceipt')} <Shortcut keys={labelOf('looseReturn')} boxed />
        </Key>
      </section>
    </div>
  )
}
