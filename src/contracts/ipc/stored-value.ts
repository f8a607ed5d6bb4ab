import { z } from 'zod'
import { command, query } from './define.ts'
import { storeView } from './store.ts'
import { storedValueView } from './views.ts'

const shown = z.strictObject({ kind: z.enum(['giftCard', 'storeCredit']), number: z.string(), printed: z.string(), balance: z.exactOptional(z.int()), spendable: z.int(), verified: z.enum(['known', 'unverified']) })

/**
 * What is on a gift card or store credit, as far as this register may let it be spent now. `known`: certain, by head office or
 * because it was issued here; `unverified`: `spendable` is what the store lets go without asking. `balance`: what is on it by head
 * office or by this register's own documents; absent where neither knows it. Refuses `giftCard.numberInvalid`.
 */
export const storedValue = query('stored-value', { who: 'sell', input: z.strictObject({ number: z.string().max(256) }), output: shown })
export type StoredValueView = z.infer<typeof storedValue.output>

/**
 * The same, asked of head office first, for two seconds at most. `spend`: so much is about to be taken, and head office lets no
 * other register have it for some minutes. Answered by what is known here where it cannot be asked.
 */
export const askStoredValue = command('ask-stored-value', {
  who: 'sell',
  input: z.strictObject({ number: z.string().max(256), spend: z.exactOptional(z.int().positive().max(1_000_000_000)) }),
  output: shown,
})

/** Whether gift cards are sold, and how much of a card or of store credit is taken while head office cannot be asked about it: 0 is none. */
export const setStoredValue = command('set-stored-value', { who: 'setStore', input: storedValueView, output: storeView })
