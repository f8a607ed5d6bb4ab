import { type CurrencyCode } from '../../domain/money/index.ts'
import { Amount } from './amount.tsx'

/** What rounding does to a sum that is paid in cash, and what it comes to: "Cash rounding −0.03 · To pay in cash 12.90". */
export function RoundingRow(props: {
  readonly label: string
  readonly toPayLabel: string
  /** In minor units: above 0 it was put on, below 0 taken off. */
  readonly rounding: number
  readonly toPay: number
  readonly currency: CurrencyCode
}) {
  return (
    <p className="rounded-key bg-info-soft px-4 py-2 text-center text-[15px] font-semibold text-info">
      {props.label} {props.rounding > 0 && '+'}
      <Amount value={props.rounding} currency={props.currency} /> · {props.toPayLabel} <Amount value={props.toPay} currency={props.currency} symbol />
    </p>
  )
}
