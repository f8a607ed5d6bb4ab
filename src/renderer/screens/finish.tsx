import { Check, Gift, Info, Mail, PlugZap, Printer, ReceiptText, TriangleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type SaleView } from '../../contracts/ipc/index.ts'
import { lastDone } from '../state/basket-rows.ts'
import { splitChange } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { isNothingThere, paperAdvice } from '../state/paper-advice.ts'
import { Amount, formatDenomination, Key, RoundingRow, Shortcut } from '../ui/index.ts'
import { GivenBack } from './given-back.tsx'
import { GatedKey } from './gated-key.tsx'
import { Outcome } from './outcome.tsx'

interface Handed {
  /** What stands over the figure. */
  readonly words: string
  readonly amount: number
  /** Whether it is coins and notes out of the drawer. */
  readonly cash: boolean
}

/** What goes over the counter now: change, or what is given back; else what was paid, goods that paid for goods aside. */
function handedOver(done: SaleView, refund: SaleView | undefined): Handed {
  const back = refund?.tenders.filter(({ type }) => type !== 'exchange') ?? []
  const cashBack = back.reduce((sum, { type, amount }) => (type === 'cash' ? sum + amount : sum), 0)
  if (cashBack > 0) return { words: 'finish.giveBack', amount: cashBack, cash: true }
  const [first] = back
  if (first !== undefined) return { words: 'finish.wentBack', amount: back.reduce((sum, { amount }) => sum + amount, 0), cash: false }
  if (done.change > 0) return { words: 'finish.giveChange', amount: done.change, cash: true }
  const swapped = done.tenders.reduce((sum, { type, amount }) => (type === 'exchange' ? sum + amount : sum), 0)
  if (swapped > 0 && swapped === done.total) return { words: 'finish.even', amount: 0, cash: false }
  return { words: 'finish.noChange', amount: (done.payable ?? done.total) - swapped, cash: false }
}

/** Once, and calmly: a shop that has no printer yet is told where its receipts are, and where to set one up. One that chose to have none knows. */
function NoPrinterYet(props: { readonly saleId: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const told = useScreen((state) => state.noPrinterToldAt)
  const { saleId } = props
  useEffect(() => acts.tellNoPrinter(saleId), [acts, saleId])
  if (told !== saleId) return null
  return (
    <div role="status" data-testid="no-printer" className="flex max-w-[720px] flex-wrap items-center gap-3 rounded-card bg-info-soft px-5 py-3 text-start text-base text-info">
      <Info aria-hidden="true" size={24} className="shrink-0" />
      <span className="min-w-60 flex-1">{t('finish.noPrinter')}</span>
      <Key testId="no-printer-devices" className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={acts.openDevices}>
        <PlugZap aria-hidden="true" size={18} /> {t('finish.devices')} <Shortcut keys={labelOf('devices')} boxed />
      </Key>
    </div>
  )
}

/** The sale is on disk. Change first, in digits to be read at arm's length; Enter, a tap or any scan goes on. */
export function Finish() {
  const { t } = useTranslation()
  const acts = useActs()
  const sale = useScreen((state) => lastDone(state.counter))
  const refund = useScreen((state) => state.counter?.lastRefund)
  const currency = useScreen((state) => state.counter?.currency)
  const held = useScreen((state) => state.heldScans.length)
  if (sale === undefined || currency === undefined) return null
  const cash = sale.tenders.find((tender) => tender.type === 'cash')
  const rounded = sale.tenders.find((tender) => tender.rounding !== undefined)
  const paidWith = sale.tenders.map((tender) => t(`tender.${tender.type}`)).join(' + ')
  const handed = handedOver(sale, refund)
  const pieces = handed.cash ? splitChange(handed.amount, currency) : []
  const paper = paperAdvice(sale.effects)
  const unprinted = sale.effects.findLast(({ kind }) => kind === 'print')
  const noPrinter = unprinted !== undefined && isNothingThere(unprinted)
  // The drawer hangs on the printer: where neither is, one word about paper says both.
  const effects = sale.effects.filter((effect) => effect.kind !== 'kick' || !isNothingThere(effect))
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center-safe gap-4 overflow-y-auto p-6 text-center">
      <ul aria-label={t('finish.outcomes')} className="flex flex-wrap justify-center gap-2">
        {sale.kind === undefined && (
          <li className="flex min-h-11 items-center gap-2.5 rounded-full bg-ok-soft px-5 text-[15px] font-semibold text-ok">
            <Check aria-hidden="true" size={19} />
            {t('finish.paid', { tenders: paidWith })}
          </li>
        )}
        {effects.map((effect, index) => (
          // A receipt printed again is a second print; they never change places.
          <Outcome key={`${effect.kind} ${index}`} effect={effect} />
        ))}
      </ul>
      {refund !== undefined && <GivenBack refund={refund} currency={currency} />}
      {paper !== undefined && (
        <p role="alert" data-testid={`paper-${paper.kind}`} className="flex max-w-[720px] items-center gap-3 rounded-card border-2 border-warn bg-warn-soft px-5 py-3 text-start text-base font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={24} className="shrink-0" />
          <span>{t(`paper.${paper.kind}`, { todo: t(`paper.todo.${paper.todo}`), key: labelOf('reprint') })}</span>
        </p>
      )}
      {noPrinter && <NoPrinterYet saleId={sale.id} />}
      {held > 0 && <output className="rounded-key bg-warn-soft px-5 py-2.5 text-[15px] font-semibold text-warn">{t('card.heldScans', { count: held })}</output>}
      <output data-testid="handed-over" className="mt-2">
        <p className="text-xl font-semibold text-ink-2">{t(handed.words)}</p>
        <Amount value={handed.amount} currency={currency} symbol className="block text-[112px] leading-[1.15] font-bold tracking-tight max-[1199px]:text-[84px]" />
        {cash?.received !== undefined && sale.change > 0 && (
          <p className="text-lg text-ink-3">
            {t('finish.totalOf')} <Amount value={sale.total} currency={currency} symbol /> · {t('tender.received')} <Amount value={cash.received} currency={currency} symbol />
          </p>
        )}
        {rounded?.rounding !== undefined && sale.kind === undefined && <RoundingRow label={t('tender.rounding')} toPayLabel={t('tender.toPay')} rounding={rounded.rounding} toPay={rounded.amount} currency={currency} />}
      </output>
      {pieces.length > 0 && (
        <ul aria-label={t('finish.pieces')} className="flex max-w-[640px] flex-wrap justify-center gap-2">
          {pieces.map((piece) => (
            <li key={piece.minor} className="number flex h-10 items-center gap-1.5 rounded-full border border-line bg-surface px-4 text-base font-bold">
              <bdi dir="ltr">
                {formatDenomination(piece.minor, currency)}
                {piece.count > 1 && <span className="ms-1.5 font-medium text-ink-3">× {piece.count}</span>}
              </bdi>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex shrink-0 flex-wrap justify-center gap-3 max-[1199px]:w-full max-[1199px]:flex-nowrap max-[1199px]:gap-2">
      {noPrinter ? (
        <Key testId="show-receipt" className="h-16 min-w-52 justify-center gap-3 px-6 text-base font-semibold max-[1199px]:min-w-0 max-[1199px]:flex-1 max-[1199px]:gap-1.5 max-[1199px]:px-2 max-[1199px]:text-sm" onPress={() => acts.openScanned(sale.id)}>
          <ReceiptText aria-hidden="true" size={22} /> {t('finish.showReceipt')}
        </Key>
      ) : (
        <GatedKey says permission="reprint" className="h-16 min-w-52 justify-center gap-3 px-6 text-base font-semibold max-[1199px]:min-w-0 max-[1199px]:flex-1 max-[1199px]:gap-1.5 max-[1199px]:px-2 max-[1199px]:text-sm" onPress={() => acts.reprint(sale.id)}>
          <Printer aria-hidden="true" size={22} /> {t('receipt.reprint')} <Shortcut keys={labelOf('reprint')} boxed />
        </GatedKey>
      )}
      {sale.kind === undefined && !noPrinter && (
        <Key testId="finish-gift" className="h-16 min-w-44 justify-center gap-3 px-6 text-base font-semibold max-[1199px]:min-w-0 max-[1199px]:flex-1 max-[1199px]:gap-1.5 max-[1199px]:px-2 max-[1199px]:text-sm" onPress={acts.openGift}>
          <Gift aria-hidden="true" size={22} /> {t('gift.key')} <Shortcut keys={labelOf('gift')} boxed />
        </Key>
      )}
      <Key testId="finish-mail" className="h-16 min-w-44 justify-center gap-3 px-6 text-base font-semibold max-[1199px]:min-w-0 max-[1199px]:flex-1 max-[1199px]:gap-1.5 max-[1199px]:px-2 max-[1199px]:text-sm" onPress={acts.openMailReceipt}>
        <Mail aria-hidden="true" size={22} /> {t('mailReceipt.key')} <Shortcut keys={labelOf('mailReceipt')} boxed />
      </Key>
      </div>
      <Key look="accent" className="h-[76px] w-full shrink-0 max-w-[640px] justify-center gap-3 text-[21px] font-bold" onPress={acts.nextCustomer}>
        {t('finish.next')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
      <p className="text-[15px] text-ink-2">{t('finish.orScan')}</p>
    </div>
  )
}
