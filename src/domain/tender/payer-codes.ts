/**
 * Payers' codes by how they begin: what the apps show to be scanned. As data, for a provider changes them by announcement.
 * Nobody's goods carry such numbers: 18 digits are no GTIN, and the two prefixes are no application of GS1's at that length.
 */
interface PayerCodes {
  readonly provider: string
  /** The first two digits, from and to. */
  readonly from: number
  readonly to: number
  readonly shortest: number
  readonly longest: number
}

export const payerCodes: readonly PayerCodes[] = [
  { provider: 'WeChat Pay', from: 10, to: 15, shortest: 18, longest: 18 },
  { provider: 'Alipay', from: 25, to: 30, shortest: 16, longest: 24 },
  { provider: 'UnionPay QR', from: 62, to: 62, shortest: 19, longest: 19 },
]

/** Whose code it is; undefined when it is no payer's code. */
export function providerOf(code: string): string | undefined {
  if (!/^\d+$/.test(code)) return undefined
  const start = Number(code.slice(0, 2))
  return payerCodes.find(({ from, to, shortest, longest }) => start >= from && start <= to && code.length >= shortest && code.length <= longest)?.provider
}
