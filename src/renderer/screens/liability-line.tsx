import { Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type LiabilityLineView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { Amount } from '../ui/index.ts'

/** A shape of its own in the place of the quantity: it is no goods, and cannot be two. */
export function LiabilityBadge(props: { readonly open: boolean }) {
  return (
    <span className={`inline-flex h-9 w-11 shrink-0 items-center justify-center rounded-lg ${props.open ? 'bg-accent text-on-accent' : 'bg-sunken text-ink'}`}>
      <Wallet aria-hidden="true" size={18} />
    </span>
  )
}

/** What it is, whose, and how much. Beside it stands that it is no turnover: the subtotal above does not have it. */
export function LiabilityLineText(props: { readonly line: LiabilityLineView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line } = props
  return (
    <>
      <span className={`min-w-0 flex-1 ${line.removed ? 'line-through' : ''}`}>
        <span className={`block truncate text-[15px] font-semibold ${line.removed ? 'text-ink-3' : ''}`}>{nameIn(line.names, language)}</span>
        <bdi className="number block truncate text-[13px] leading-[18px] text-ink-3">{line.printed ?? t('basket.owed')}</bdi>
      </span>
      {line.removed ? <span className="text-[13px] font-medium text-ink-3">{t('basket.removed')}</span> : <Amount value={line.amount} currency={props.currency} className="text-[17px] font-bold" />}
    </>
  )
}
