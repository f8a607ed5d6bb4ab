import { z } from 'zod'
// A page shows what notes are worth while they are counted out; what they are taken at is the core's.
export { isRate, rateOf, rateText, voucherOvers, worthOf, type VoucherOver } from '../../domain/tender/index.ts'
import { voucherOvers } from '../../domain/tender/index.ts'
import { command } from './define.ts'
import { storeView } from './store.ts'
import { currencyView } from './views.ts'

const part = z.int().positive().max(1_000_000_000_000)

/**
 * Takes a currency at this rate from now on: `home` minor units for `foreign` of it. Without a rate it is not taken any more.
 * Refuses `currency.home` for the store's own. The business date is the rate's date.
 */
export const setCurrency = command('set-currency', {
  who: 'setStore',
  input: z.strictObject({ currency: currencyView, rate: z.exactOptional(z.strictObject({ home: part, foreign: part })), notesOnly: z.boolean() }),
  output: storeView,
})

/** Takes vouchers of this kind from now on, or knows it under other names. Without names it is not taken any more; what was taken of it stays in the books. */
export const setVoucherKind = command('set-voucher-kind', {
  who: 'setStore',
  input: z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,32}$/),
    names: z.exactOptional(z.strictObject({ en: z.string().trim().min(1).max(40), 'zh-CN': z.string().trim().min(1).max(40) })),
    over: z.enum(voucherOvers),
  }),
  output: storeView,
})
