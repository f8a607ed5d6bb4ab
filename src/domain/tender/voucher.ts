import { type Minor } from '../money/index.ts'

/**
 * What becomes of a voucher that says more than is due. `keep`: no change, and the surplus is the shop's, on record as such.
 * `lapse`: it counts for what is due, and the rest for nobody, as an issuer has it who pays for what was bought. `refuse`: it is
 * not taken. A way that gives change is not among them: paper that somebody prints would be turned into money.
 */
export const voucherOvers = ['keep', 'lapse', 'refuse'] as const
export type VoucherOver = (typeof voucherOvers)[number]

/** Vouchers of one issuer or purpose, as the store's settings hold them. */
export interface VoucherKind {
  readonly id: string
  readonly names: { readonly en: string; readonly 'zh-CN': string }
  readonly over: VoucherOver
}

/** A voucher in the hand: `number` as printed, `faceValue` in minor units. */
export interface VoucherPaper {
  readonly kind: string
  /** As printed on the receipt: the store's language. */
  readonly name: string
  readonly number: string
  readonly faceValue: Minor
}

/** As it is kept and compared: the same voucher scanned and typed is one. */
export function voucherNumber(text: string): string {
  return text.replaceAll(/[\s-]+/g, '').toUpperCase()
}
