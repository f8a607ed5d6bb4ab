import { counter } from './counter.ts'
import { register } from './register.ts'
import { tiles } from './tiles.ts'

export * from './counter-view.ts'
export * from './query-context.ts'
export * from './sale-view.ts'

/** By their names in the contract. `status` is main's own. */
export const queries = { counter, register, tiles } as const
