import { type HeadOfficeStore } from '../port.ts'
import { endedBySettling, verdictsOf } from '../twin-rows.ts'
import { type Connection } from './connection.ts'

type Settling = Parameters<HeadOfficeStore['settleTwins']>[2]

/** Which of two machines with one key goes on, in one unit of work with the alerts that it ends. */
export function createTwins(connection: Connection): (store: string, register: string, settling: Settling) => boolean {
  const refused = connection.prepare<[string, string], { epoch: number }>(
    `SELECT epoch FROM alert WHERE store = ? AND register = ? AND kind = 'twin' AND resolved_at IS NULL`,
  )
  const newest = connection.prepare<[string, string], { epoch: number | null }>('SELECT max(epoch) AS epoch FROM cursor WHERE store = ? AND register = ?')
  const keep = connection.prepare(
    `INSERT INTO twin_settled (store, register, epoch, verdict, settled_at, settled_by) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET verdict = excluded.verdict, settled_at = excluded.settled_at, settled_by = excluded.settled_by`,
  )
  const resolve = connection.prepare(`UPDATE alert SET resolved_at = ? WHERE store = ? AND register = ? AND kind IN (${endedBySettling}) AND resolved_at IS NULL`)
  const unit = connection.transaction((store: string, register: string, { goesOn, by, at }: Settling): boolean => {
    const verdicts = verdictsOf(goesOn, refused.all(store, register).map(({ epoch }) => epoch), newest.get(store, register)?.epoch ?? 0)
    for (const { epoch, verdict } of verdicts) keep.run(store, register, epoch, verdict, at, by)
    if (verdicts.length > 0) resolve.run(at, store, register)
    return verdicts.length > 0
  })
  return (store, register, settling) => unit.immediate(store, register, settling)
}
