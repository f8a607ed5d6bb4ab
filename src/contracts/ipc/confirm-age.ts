import { z } from 'zod'
import { ageProofs } from '../../domain/basket/index.ts'
import { command } from './define.ts'
import { counterView } from './views.ts'

/**
 * The cashier's answer to `basket.age`: old enough, seen how, or too young, which strikes through what asked. `age` is the one
 * the cashier was asked for; `basket.changed` where another one is by now.
 */
export const confirmAge = command('confirm-age', {
  who: 'sell',
  input: z.strictObject({ basketId: z.string().max(64), age: z.int().positive().max(120), outcome: z.enum([...ageProofs, 'tooYoung']) }),
  output: counterView,
})
export type AgeOutcome = z.infer<typeof confirmAge.input>['outcome']
