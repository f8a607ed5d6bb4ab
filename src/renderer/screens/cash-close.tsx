import { PenLine, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { foreignCurrencyOf, type DeclarationView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { splitOf, type CashCloseWork } from '../state/cash-work.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { TypedAmount } from './cash-move.tsx'
import { OverShort } from './over-short.tsx'

function TenderName(props: { readonly tender: DeclarationView['tenders'][number]['tender'] }) {
  const { t } = useTranslation()
  const foreign = foreignCurrencyOf(props.tender)
  return <>{foreign === undefined ? t(`tender.${props.tender}`) : t('tender.foreignIn', { currency: foreign })}</>
}

/** Of foreign notes their own amount, and below it what that is worth here: this is what the difference is reckoned in. */
function Worth(props: { readonly tender: DeclarationView['tenders'][number]['tender']; readonly own: number | undefined; readonly value: number; readonly currency: CurrencyCode }) {
  const foreign = foreignCurrencyOf(props.tender)
  if (foreign === undefined || props.own === undefined) return <Amount value={props.value} currency={props.currency} />
  return (
    <>
      <Amount value={props.own} currency={foreign} /> <Amount value={props.value} currency={props.currency} symbol className="block text-[13px] text-ink-2" />
    </>
  )
}

/** Tender by tender, for the first time beside each other: counted, expected, and what that comes to in words. */
function Told(props: { readonly declaration: DeclarationView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { declaration, currency } = props
  return (
    <table data-testid="over-short" className="w-full rounded-card border border-line bg-surface text-[15px]">
      <thead>
        <tr className="text-start text-[13px] text-ink-2">
          <th scope="col" className="px-3 py-1.5 text-start font-medium">{t('cashClose.tender')}</th>
          <th scope="col" className="px-3 py-1.5 text-end font-medium">{t('cashClose.counted')}</th>
          <th scope="col" className="px-3 py-1.5 text-end font-medium">{t('cashClose.expected')}</th>
          <th scope="col" className="px-3 py-1.5 text-end font-medium">{t('cashClose.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {declaration.tenders.map(({ tender, counted, expected, overShort, own }) => (
          <tr key={tender} data-testid={`over-short-${tender}`} className="border-t border-line">
            <th scope="row" className="px-3 py-2 text-start font-semibold"><TenderName tender={tender} /></th>
            <td className="px-3 py-2 text-end"><Worth tender={tender} own={own?.counted} value={counted} currency={currency} /></td>
            <td className="px-3 py-2 text-end"><Worth tender={tender} own={own?.expected} value={expected} currency={currency} /></td>
            <td className="px-3 py-2 text-end"><OverShort value={overShort} currency={currency} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is typed stays in the till, the rest of what was counted goes to the safe; without a count it is the other way round. */
function Split(props: { readonly work: CashCloseWork; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const entry = useScreen((state) => state.entry)
  const { work, currency } = props
  const toSafe = splitOf({ ...work, typed: entry }, currency)?.toSafe
  return (
    <>
      <TypedAmount words={t(work.counted === undefined ? 'cashClose.toSafe' : 'cashClose.leave')} currency={currency} usual={work.usual} />
      {work.counted !== undefined && (
        <p className="flex items-baseline justify-between px-5 text-lg font-semibold">
          <span>{t('cashClose.toSafe')}</span>
          <span data-testid="to-safe">{toSafe === undefined || toSafe < 0 ? <span className="text-danger">{t('cashClose.tooMuchShort')}</span> : <Amount value={toSafe} currency={currency} symbol />}</span>
        </p>
      )}
    </>
  )
}

/** After the count: over or short, count again or close; what stays, what goes to the safe. The bag is asked for next. */
export function CashClose() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const shift = useScreen((state) => state.shift)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'cashClose' || shift === undefined) return null
  const { currency, carried } = shift
  const declaration = work.counted === undefined ? undefined : shift.shift?.declaration
  return (
    <div lang={language} className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-4 pt-2 pb-4">
      {declaration === undefined ? <p data-testid="close-uncounted" className="rounded-card bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">{t('cashClose.uncounted')}</p> : <Told declaration={declaration} currency={currency} />}
      {(carried.payments > 0 || carried.baskets > 0) && <p className="px-1 text-[14px] text-ink-2">{t('cash.carried', { payments: carried.payments, baskets: carried.baskets })}</p>}
      <div className="grid grid-cols-2 gap-2">
        <Key testId="count-again" className="min-h-14 gap-2 px-3.5 py-1 text-start text-[15px] font-semibold" isDisabled={work.asking} onPress={acts.countAgain}>
          <RotateCcw aria-hidden="true" size={18} className="shrink-0" />
          <span className="min-w-0 flex-1">{t('cashClose.again')}</span> <Shortcut keys={labelOf('countAgain')} boxed />
        </Key>
        <Key testId="close-note" className="min-h-14 gap-2 px-3.5 py-1 text-start text-[15px] font-semibold" isDisabled={work.asking} onPress={acts.askCloseNote}>
          <PenLine aria-hidden="true" size={18} className="shrink-0" />
          <span className="min-w-0 flex-1 truncate">{work.note ?? t('cashMove.note')}</span> <Shortcut keys={labelOf('closeNote')} boxed />
        </Key>
      </div>
      <Split work={work} currency={currency} />
      <AmountPad testId="cash-close" act={t('cashClose.close')} missing={undefined} isDisabled={work.asking} onPress={acts.confirmClose} />
    </div>
  )
}
