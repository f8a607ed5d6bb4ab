import { ArrowDown, ArrowDownUp, ArrowUp, Check, type LucideIcon } from 'lucide-react'
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { formatMoney } from '../ui/index.ts'

/**
 * "3.50 short": a size and a word, for a sign alone is read wrongly. Below nothing, something is missing. `difference`: the sum of
 * sizes where several tenders stand behind it. A sale paid in cash and rung up as card is over here and short there by the same:
 * added up it said "exact" of a drawer and slips that were both wrong.
 */
export function overShortWords(t: TFunction, overShort: number, currency: CurrencyCode, difference = Math.abs(overShort)): string {
  if (difference === 0) return t('cash.even')
  const [over, short] = [(difference + overShort) / 2, (difference - overShort) / 2]
  if (over > 0 && short > 0) return t('cash.both', { over: formatMoney(over, currency), short: formatMoney(short, currency) })
  return t(overShort < 0 ? 'cash.short' : 'cash.over', { amount: formatMoney(Math.abs(overShort), currency) })
}

function look(value: number, difference: number): readonly [LucideIcon, string] {
  if (difference === 0) return [Check, 'text-ok']
  if (difference !== Math.abs(value)) return [ArrowDownUp, 'text-danger']
  return value < 0 ? [ArrowDown, 'text-danger'] : [ArrowUp, 'text-warn']
}

/** The same, by shape and colour as well. */
export function OverShort(props: { readonly value: number; readonly difference?: number | undefined; readonly currency: CurrencyCode; readonly className?: string }) {
  const { t } = useTranslation()
  const { value, difference = Math.abs(value) } = props
  const [Drawing, colour] = look(value, difference)
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${colour} ${props.className ?? ''}`}>
      <Drawing aria-hidden="true" size={18} className="shrink-0" /> {overShortWords(t, value, props.currency, difference)}
    </span>
  )
}
