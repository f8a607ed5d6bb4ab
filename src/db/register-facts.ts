import { type CurrencyCode } from '../domain/money/index.ts'
import { type Bitmap } from '../domain/receipt/index.ts'
import { type AddedRate, type TermsBefore } from '../domain/tax/index.ts'
import { type LeftEpoch } from './left-epochs.ts'
import { type TakenCurrency, type VoucherKind } from '../domain/tender/index.ts'

/** Facts of this register that every command needs. Read once at open, changed only by enrolment and settings. */
export interface RegisterFacts {
  readonly registerId: string
  /** 0 until enrolled: the first free number no store hands out. */
  readonly registerNumber: number
  readonly epoch: number
  /** `training`: a copy to try things on. It stays one, and nothing of it leaves this machine. */
  /** Epochs of which head office has another history than this file. Absent: none. */
  readonly left?: readonly LeftEpoch[]
  readonly mode: 'demo' | 'live' | 'training'
  readonly storeId: string
  readonly storeName: string
  readonly chainName: string
  /** Lines printed under the store's name on a receipt. */
  readonly storeLines: readonly string[]
  /** The last lines of every receipt, in place of its word of thanks. Absent: none. */
  readonly receiptFooter?: readonly string[]
  readonly currency: CurrencyCode
  readonly taxPack: string
  /** What the store added to its packs, whichever it uses now. Absent: nothing was. */
  readonly taxRates?: readonly AddedRate[]
  /** The oldest first. Absent: no basket is open that was begun under others. */
  readonly termsBefore?: readonly TermsBefore[]
  /** IANA time zone and the hour (0-23) at which a business date ends. */
  readonly timeZone: string
  readonly cutOffHour: number
  readonly language: string
  readonly catalogueVersion: number
  /** What the counter opens on: tiles, or one field that everything is scanned or typed into. `tiles` until somebody chose. */
  readonly layout: 'tiles' | 'scanFirst'
  /** What this counter's wedge gun was measured at, in milliseconds. Absent: the standard values. */
  readonly wedge?: { readonly pause: number; readonly burst: number }
  /** Seconds without anybody's doing until a seat locks itself; 0: never. */
  readonly lockAfterSeconds: number
  /** Where head office answers. Absent until enrolled; saving '' takes it back. */
  readonly headOfficeUrl?: string
  /** Id of the store's rule for cash (domain/tender `cashRoundingRules`); absent: cash is paid to the last minor unit. */
  readonly cashRounding?: string
  /** Foreign money that is taken at the counter, each at its rate. Absent: none. */
  readonly currenciesTaken?: readonly TakenCurrency[]
  /** Vouchers that are taken, by their issuer or purpose. Absent: none. */
  readonly voucherKinds?: readonly VoucherKind[]
  /** Whether gift cards are sold, and what of a card or of store credit is taken unasked (minor units). Absent: sold, and nothing unasked. */
  readonly storedValue?: { readonly giftCards: boolean; readonly giftCardOffline: number; readonly storeCreditOffline: number }
  /** The least deposit in percent, and the days that goods are kept for one. Absent: the presets. */
  readonly layAwayLeast?: number
  readonly layAwayDays?: number
  /** Slips of training come out of the shop's printer too. Absent: they stand on the screen alone. */
  readonly trainingSlips?: boolean
  /** Days after a sale that goods come back without asking; 0: never. Absent: for ever. An item's own count before them. */
  readonly returnDays?: number
  /** Printed above the chain's name. Each sale keeps the one it had. */
  readonly logo?: Bitmap
}

/** What may be changed of them. A logo, a gun or days to return in of `null` takes it off: an absent one leaves it as it is. */
export type FactChanges = Partial<Omit<RegisterFacts, 'registerId' | 'logo' | 'wedge' | 'returnDays'>> & { readonly logo?: Bitmap | null; readonly wedge?: RegisterFacts['wedge'] | null; readonly returnDays?: number | null }
