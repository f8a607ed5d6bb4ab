/** What a tender of a kind does, in one place: a new kind is one more object here, and no new branch in whoever asks. */
export interface TenderKind {
  /** More than is due: `change` is given back, `refused`, or its own setting says (`setting`). */
  readonly overTender: 'change' | 'refused' | 'setting'
  /** The drawer opens when it is taken, and when it is handed back. */
  readonly drawer: boolean
  /** What is paid or given back in coins of it is rounded by the store's rule. */
  readonly rounded: boolean
  /** How a refund gives it back: where it came from, in home cash as its own, or in cash instead, behind a right of its own. */
  readonly givesBack: 'itself' | 'cash' | 'instead'
  /** Who has it back while the basket is open: whoever sells hands it back, or a device has to take it back first. */
  readonly handedBack: 'byHand' | 'byDevice'
}

export const tenderKinds = {
  cash: { overTender: 'change', drawer: true, rounded: true, givesBack: 'cash', handedBack: 'byHand' },
  foreignCash: { overTender: 'change', drawer: true, rounded: true, givesBack: 'cash', handedBack: 'byHand' },
  card: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'itself', handedBack: 'byDevice' },
  wallet: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'itself', handedBack: 'byDevice' },
  giftCard: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'itself', handedBack: 'byHand' },
  storeCredit: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'itself', handedBack: 'byHand' },
  voucher: { overTender: 'setting', drawer: false, rounded: false, givesBack: 'instead', handedBack: 'byHand' },
  account: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'itself', handedBack: 'byHand' },
  // Used up with the goods it was paid for: whoever brings those back is given cash, and somebody allows it.
  deposit: { overTender: 'refused', drawer: false, rounded: false, givesBack: 'instead', handedBack: 'byHand' },
} as const satisfies Readonly<Record<string, TenderKind>>

export type TenderType = keyof typeof tenderKinds

/** Of a line in a finished sale, whose type may be no tender at all: a rounding, an exchange. */
export function tenderKindOf(type: string): TenderKind | undefined {
  return Object.hasOwn(tenderKinds, type) ? tenderKinds[type as TenderType] : undefined
}
