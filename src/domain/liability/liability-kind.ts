import { type Names } from '../catalogue/index.ts'

/** Money that is owed and not earned, one object for each kind: a new kind is one more here, and no new branch in whoever asks. */
export interface LiabilityKind {
  /** On receipts, reports and the customer's display. */
  readonly names: Names
  /** In the ledger, as `<key>:taken` and `<key>:given`: codes in closed shifts, never renamed. */
  readonly ledgerKey: string
  /** The tender by which it is given again. */
  readonly tender: string
  /** What a sale put on it may be taken off again, while all of that is there. */
  readonly comesBack?: true
}

export const liabilityKinds = {
  giftCard: { names: { en: 'Gift card', 'zh-CN': '礼品卡' }, ledgerKey: 'giftCard', tender: 'giftCard', comesBack: true },
  // Never bought: a refund makes it, and so no line of a basket is of it.
  storeCredit: { names: { en: 'Store credit', 'zh-CN': '购物余额券' }, ledgerKey: 'storeCredit', tender: 'storeCredit' },
  deposit: { names: { en: 'Deposit', 'zh-CN': '订金' }, ledgerKey: 'deposit', tender: 'deposit' },
  // The other way round: goods were given before, by a tender of that name, and this is what comes in for them.
  accountPayment: { names: { en: 'Payment on account', 'zh-CN': '挂账还款' }, ledgerKey: 'account', tender: 'account' },
} as const satisfies Readonly<Record<string, LiabilityKind>>

export type LiabilityType = keyof typeof liabilityKinds

/** Whether a sale that brought it in may be undone. A deposit is given up with its goods, and an account was paid off. */
export function comesBack(kind: LiabilityType): boolean {
  const known: LiabilityKind = liabilityKinds[kind]
  return known.comesBack === true
}

/** Of whatever an entry calls itself; undefined for a kind that this program does not know. */
export function liabilityKindOf(type: string): LiabilityKind | undefined {
  return Object.hasOwn(liabilityKinds, type) ? liabilityKinds[type as LiabilityType] : undefined
}

const byTender = new Map<string, LiabilityKind>(Object.values(liabilityKinds).map((kind) => [kind.tender, kind]))

/** What a tender of this type takes off what is owed; undefined for money. */
export function liabilityOfTender(tender: string): LiabilityKind | undefined {
  return byTender.get(tender)
}

const byLedgerKey = new Map<string, LiabilityKind>(Object.values(liabilityKinds).map((kind) => [kind.ledgerKey, kind]))

/** Of the ledger's key; undefined for one of a later program. */
export function liabilityOfLedgerKey(ledgerKey: string): LiabilityKind | undefined {
  return byLedgerKey.get(ledgerKey)
}

const namesByKey = new Map<string, Names>(Object.values(liabilityKinds).map(({ ledgerKey, names }) => [ledgerKey, names]))

/** What the ledger's key is called on paper; undefined for one of a later program. */
export function liabilityNames(ledgerKey: string): Names | undefined {
  return namesByKey.get(ledgerKey)
}
