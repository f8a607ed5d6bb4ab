import { z } from 'zod'
// The page shows what is asked for before anybody types; what is taken is the core's to judge.
export { leastDeposit } from '../../domain/liability/index.ts'
import { depositWays } from '../../domain/refund/index.ts'
import { settingBounds } from '../../domain/settings/index.ts'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { storeView } from './store.ts'
import { counterView, currencyView, effectView, namesView } from './views.ts'

const layAwayId = z.string().min(1).max(64)
const amount = z.int().positive().max(1_000_000_000)

/** Why the goods go back to the shelf and the deposit to the customer. */
export const layAwayReasons = ['changedMind', 'notCollected', 'notAvailable', 'other'] as const

export const layAwayView = z.strictObject({
  id: z.string(),
  number: z.string(),
  /** `opening`: its first deposit lies on a counter. `collecting`: its goods do. */
  state: z.enum(['opening', 'held', 'collecting']),
  /** What the customer was called by. */
  label: z.exactOptional(z.string()),
  /** The name of the customer of the basket, unless erased. */
  customerName: z.exactOptional(z.string()),
  laidAt: z.int(),
  /** Its last day, YYYY-MM-DD, and whether that is over: nothing happens by itself. */
  until: z.string(),
  past: z.boolean(),
  /** The first of the goods, and how many there are. */
  firstNames: namesView,
  itemCount: z.int(),
  total: z.int(),
  paid: z.int(),
  due: z.int(),
  /** What of `paid` a card or wallet took and may have back; absent where nothing did. */
  toDevice: z.exactOptional(z.int()),
})
export type LayAwayView = z.infer<typeof layAwayView>

/** Those that stand on this register, oldest first, and what the store asks for a new one. */
export const layAways = query('lay-aways', {
  who: 'sell',
  input: z.strictObject({}),
  output: z.strictObject({
    currency: currencyView,
    leastPercent: z.int(),
    days: z.int(),
    /** The business date of now, and the last day of what is laid aside now, where nobody says another. */
    today: z.string(),
    until: z.string(),
    layAways: z.array(layAwayView),
  }),
})

/**
 * Lays the goods of the open basket aside: they leave the counter at their prices, and a basket with the deposit stands in their
 * place. It counts once that is paid, never before; dropped with that basket, the goods come back to the counter. `until`: absent, as
 * many days as the store keeps them. Refuses `layAway.goods` for anything but goods, `layAway.over` {due}, `layAway.untilInvalid`,
 * and below the store's least what an approval refuses (`layAwayBelowLeast`, by how much it is less).
 */
export const layAside = command('lay-aside', {
  who: 'sell',
  input: z.strictObject({
    basketId: z.string(),
    revision: z.int(),
    label: z.exactOptional(z.string().trim().min(1).max(40)),
    deposit: amount,
    until: z.exactOptional(z.string().regex(/^\d{4}-\d\d-\d\d$/)),
    approval: z.exactOptional(approvalId),
  }),
  output: counterView,
})

/** A line that pays more for it, in the open basket or a new one. Refuses `layAway.unknown`, `layAway.busy`, `layAway.over` {due}. */
export const payLayAway = command('pay-lay-away', { who: 'sell', input: z.strictObject({ layAwayId, amount }), output: counterView })

/** Its goods at the counter, to be sold as they were laid aside; what was paid is a tender of theirs. Refuses `basket.open`, `layAway.unknown`, `layAway.busy`, `layAway.overpaid` {paid}. */
export const collectLayAway = command('collect-lay-away', { who: 'sell', input: z.strictObject({ layAwayId }), output: counterView })

/**
 * Gives the whole deposit back and lets the goods go. `payBack`: to the cards and wallets that paid it, by hand on their device, and the
 * rest in cash; all in cash (also where it is absent); or all as store credit. `paidBack` is the cash, `toDevice` what is given back on a device; `creditNumber` is told once, in the answer that made it, for a printer may be out of paper and the slip is the money. Refuses
 * `layAway.unknown`, `layAway.busy`, and what approvals refuse: `cancelLayAway` for the amount, and `refundToOtherTender` for cash in the place of what took the money.
 */
export const cancelLayAway = command('cancel-lay-away', {
  who: 'cancelLayAway',
  input: z.strictObject({ layAwayId, reason: z.enum(layAwayReasons), payBack: z.exactOptional(z.enum(depositWays)), approvals: z.exactOptional(z.array(approvalId).max(4)) }),
  output: z.strictObject({ number: z.string(), paidBack: z.int(), toDevice: z.int(), credit: z.int(), creditNumber: z.exactOptional(z.string()), effects: z.array(effectView) }),
})

/** What a new one is asked for from now on. */
export const setLayAway = command('set-lay-away', {
  who: 'setStore',
  input: z.strictObject({ leastPercent: z.int().min(0).max(100), days: z.int().min(1).max(settingBounds.layAwayDays) }),
  output: storeView,
})
