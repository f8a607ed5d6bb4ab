import { type HeadOfficeStore } from '../port.ts'
import { endedBySettling, verdictsOf } from '../twin-rows.ts'
import { type Pool } from './connect.ts'
import { type Continuation, forWriting, type Statement, transaction } from './transaction.ts'

/** Which of two machines with one key goes on, under the lock that their batches wait for. */
export function createTwins(pool: Pool): Pick<HeadOfficeStore, 'settleTwins'> {
  return {
    settleTwins: (store, register, { goesOn, by, at }) => {
      const lock: Statement = { name: 'lock-register', text: 'SELECT number FROM register WHERE store = $1 AND id = $2 FOR NO KEY UPDATE', values: [store, register] }
      const refused: Statement<{ epoch: number }> = { name: 'twins-refused', text: `SELECT epoch FROM alert WHERE store = $1 AND register = $2 AND kind = 'twin' AND resolved_at IS NULL`, values: [store, register] }
      const newest: Statement<{ epoch: number | null }> = { name: 'twins-newest', text: 'SELECT max(epoch) AS epoch FROM cursor WHERE store = $1 AND register = $2', values: [store, register] }
      return transaction(pool, forWriting, [lock, refused, newest], ([, waiting, [last]]): Continuation<boolean> => {
        const verdicts = verdictsOf(goesOn, waiting.map(({ epoch }) => epoch), last?.epoch ?? 0)
        if (verdicts.length === 0) return { statements: [], outcome: false }
        const keep: Statement = {
          name: 'twins-settle',
          text: `INSERT INTO twin_settled (store, register, epoch, verdict, settled_at, settled_by)
            SELECT $1, $2, epoch, verdict, $4, $5 FROM jsonb_to_recordset($3::jsonb) AS v (epoch bigint, verdict text)
            ON CONFLICT (store, register, epoch) DO UPDATE SET verdict = excluded.verdict, settled_at = excluded.settled_at, settled_by = excluded.settled_by`,
          values: [store, register, JSON.stringify(verdicts), at, by],
        }
        const resolve: Statement = { name: 'twins-resolve', text: `UPDATE alert SET resolved_at = $3 WHERE store = $1 AND register = $2 AND kind IN (${endedBySettling}) AND resolved_at IS NULL`, values: [store, register, at] }
        return { statements: [keep, resolve], outcome: true }
      })
    },
  }
}
