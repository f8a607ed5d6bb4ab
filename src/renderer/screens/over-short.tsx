import { ArrowDown, ArrowUp, Check } from 'lucide-react'
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { formatMoney } from '../ui/index.ts'

/** "3.50 short": a size and a word, for a sign alone is read wrongly. Below nothing, something is missing. */
export function overShortWords(t: TFunction, overShort: number, currency: CurrencyCode): string {
  if (overShort === 0) return t('cash.even')
  return t(overShort < 0 ? 'cash.short' : 'cash.over', { amount: formatMoney(Math.abs(overShort), currency) })
}

/** The same, by shape and colour as well. */
export function OverShort(props: { readonly value: number; readonly currency: CurrencyCode; readonly className?: string }) {
  const { t } = useTranslation()
  const Drawing = props.value === 0 ? Check : props.value < 0 ? ArrowDown : ArrowUp
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold ${props.value === 0 ? 'text-ok' : props.value < 0 ? 'text-danger' : 'text-warn'} ${props.className ?? ''}`}>
      <Drawing aria-hidden="true" size={18} className="shrink-0" /> {overShortWords(t, props.value, props.currency)}
    </span>
  )
}
