import { type CurrencyCode } from '../../domain/money/index.ts'
import { formatMinor, formatMoney } from './format.ts'

/**
 * The one way an amount reaches the screen: tabular digits, so columns stand still while they change, and isolated
 * from the text around it, which a right-to-left sentence would otherwise reorder ("12.90 × 1.284 kg").
 */
export function Amount(props: { readonly value: number; readonly currency: CurrencyCode; readonly symbol?: boolean; readonly className?: string }) {
  const text = props.symbol === true ? formatMoney(props.value, props.currency) : formatMinor(props.value, props.currency)
  return (
    <bdi dir="ltr" className={`number ${props.className ?? ''}`}>
      {text}
    </bdi>
  )
}
