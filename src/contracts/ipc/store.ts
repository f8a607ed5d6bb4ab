import { z } from 'zod'
import { settingBounds } from '../../domain/settings/index.ts'
import { command, query } from './define.ts'
import { lineFaultView } from './replication-state.ts'
import { setupHeadOffice, storePaper } from './setup.ts'
import { currencyView, storedValueView, takenCurrencyView, voucherKindView } from './views.ts'

const headOfficeUrl = z.string().min(1).max(256)

export const storeView = z.strictObject({
  chainName: z.string(),
  storeName: z.string(),
  storeLines: z.array(z.string()),
  receiptFooter: z.array(z.string()),
  currency: currencyView,
  taxPack: z.string(),
  /** `''`: cash is paid to the last minor unit. */
  cashRounding: z.string(),
  timeZone: z.string(),
  cutOffHour: z.int(),
  /** 0 until enrolled. */
  registerNumber: z.int(),
  headOfficeUrl: z.exactOptional(z.string()),
  /** Days after a sale that goods come back without asking; 0: never. Absent: for ever. */
  returnDays: z.exactOptional(z.int()),
  /** Absent: none. */
  currenciesTaken: z.exactOptional(z.array(takenCurrencyView)),
  voucherKinds: z.exactOptional(z.array(voucherKindView)),
  /** Absent: gift cards are sold, and nothing is taken unasked. */
  storedValue: z.exactOptional(storedValueView),
  /** Slips of training come out of this register's printer. Absent: they stand on the screen alone. */
  trainingSlips: z.exactOptional(z.literal(true)),
  /** The least deposit for goods laid aside, in percent of them, and how many days they are kept. */
  layAway: z.strictObject({ leastPercent: z.int(), days: z.int() }),
  /** Which of these head office keeps, by the name of the setting. Absent: none. */
  ofHeadOffice: z.exactOptional(z.array(z.string())),
})
export type StoreView = z.infer<typeof storeView>

/** The store as this register knows it. What a sale's figures stand on (currency, tax, the day's end) is shown and never changed. */
export const store = query('store', { who: 'setStore', input: z.strictObject({}), output: storeView })

export const longestReturnDays = settingBounds.returnDays

/** From the next paper on. Each field that is another one is an entry of its own in the journal. Without `returnDays` they stay, with null they go. */
export const setStore = command('set-store', { who: 'setStore', input: z.strictObject({ ...storePaper, returnDays: z.exactOptional(z.int().min(0).max(longestReturnDays).nullable()) }), output: storeView })

/** From the next training on. */
export const setTrainingSlips = command('set-training-slips', { who: 'setStore', input: z.strictObject({ on: z.boolean() }), output: storeView })

/**
 * Who answers at an address, asked as this register: `known`, the head office it belongs to; `another`, one that knows it and has another database;
 * `differs`, one that has another journal of it; `notTaken`, one that takes nothing of it, and `reason` says why; `other`, something that is none; `silent`. `fault`: what is
 * wrong on the way there. Refuses `headOffice.addressUnfit`.
 */
export const lookAtHeadOffice = query('look-at-head-office', {
  who: 'setStore',
  input: z.strictObject({ url: headOfficeUrl }),
  output: z.strictObject({ url: z.string(), found: z.enum(['known', 'another', 'differs', 'notTaken', 'other', 'silent']), reason: z.exactOptional(z.enum(['retired', 'unknown', 'otherKey', 'else'])), fault: z.exactOptional(lineFaultView) }),
})
export type HeadOfficeFoundView = z.infer<typeof lookAtHeadOffice.output>

/**
 * From now on the journal goes to this address, whether anybody answers there or not, for the PIN of whoever is signed on. Nothing that waits is lost.
 * Refuses `headOffice.addressUnfit`, `headOffice.notJoined`, and what a PIN is refused with.
 */
export const setHeadOffice = command('set-head-office', { who: 'setStore', input: z.strictObject({ url: headOfficeUrl, pin: z.string().regex(/^\d{4,8}$/) }), output: storeView })

/** Binds this register to head office by its one-time code. Refuses `enrolment.refused` {reason} and `headOffice.unreachable`. */
export const joinHeadOffice = command('join-head-office', { who: 'setStore', input: setupHeadOffice, output: storeView })
