import { type ProblemSlug, type RebuildAnswer, type RegisterLock } from '../../contracts/replication/index.ts'
import { bindingOf, type HeadOfficeFacts, lockIn, type StoreRow } from './enrolment-rows.ts'
import { type Decided, type Sql, type Units } from './units.ts'

export interface Rebuilding {
  readonly codeHash: string
  /** Of the new machine. */
  readonly publicKey: string
}

export type RebuildOutcome = { readonly ok: true; readonly answer: RebuildAnswer } | { readonly ok: false; readonly slug: ProblemSlug }

/** A key that another one took the place of. `epoch`: the newest that head office had of its register then. */
export interface ReplacedKey {
  readonly publicKey: string
  readonly epoch: number
  /** Its machine was locked when another took its place, and stays so. */
  readonly lock?: RegisterLock
}

/** A register whose machine is gone goes on on another: codes for that, and the keys that went with the machines. Written once for both databases. */
export interface RebuildStore {
  /** Codes made for it before and not used end with this one. False: there is no such register in this store, or it is retired. */
  addRebuildCode(storeId: string, registerId: string, codeHash: string, expiresAt: number, now: number): Promise<boolean>
  /** Spends the code and binds the key in one unit of work. The same key again is answered the same: its answer was lost. */
  rebuild(rebuilding: Rebuilding, now: number): Promise<RebuildOutcome>
  replacedKeys(storeId: string, registerId: string): Promise<readonly ReplacedKey[]>
}

interface CodeRow {
  readonly store: string
  readonly register: string
  readonly expires_at: number
  readonly used_at: number | null
}

interface RegisterRow {
  readonly number: number
  readonly public_key: string
  readonly retired_at: number | null
  readonly newest_epoch: number | null
  readonly locked_at: number | null
  readonly locked_reason: string | null
}

interface KeyRow extends Pick<RegisterRow, 'public_key' | 'locked_at' | 'locked_reason'> {
  readonly epoch: number
}

interface HomeRow extends StoreRow {
  readonly language: string
  readonly time_zone: string
  readonly cut_off_hour: number
}

const codeOf = (hash: string): Sql<CodeRow> => ({ text: 'SELECT store, register, expires_at, used_at FROM rebuild_code WHERE hash = ?', values: [hash] })
const registerOf = (hash: string): Sql<RegisterRow> => ({
  text: `SELECT r.number, r.public_key, r.retired_at, r.locked_at, r.locked_reason, (SELECT max(c.epoch) FROM cursor c WHERE c.store = r.store AND c.register = r.id) AS newest_epoch
    FROM rebuild_code k JOIN register r ON r.store = k.store AND r.id = k.register WHERE k.hash = ?`,
  values: [hash],
})
const homeOf = (hash: string): Sql<HomeRow> => ({
  text: `SELECT s.id, s.name, s.chain_name, s.lines, s.next_register_number, s.language, s.time_zone, s.cut_off_hour FROM rebuild_code k JOIN store s ON s.id = k.store WHERE k.hash = ?`,
  values: [hash],
})

export function createRebuilds(units: Units, head: HeadOfficeFacts): RebuildStore {
  return {
    addRebuildCode: (store, register, hash, expiresAt, now) =>
      units.change([{ text: 'SELECT retired_at FROM register WHERE store = ? AND id = ?', values: [store, register] } as Sql<{ readonly retired_at: number | null }>], ([[known]]) => {
        if (known === undefined || known.retired_at !== null) return { writes: [], outcome: false }
        return {
          writes: [
            { text: 'UPDATE rebuild_code SET expires_at = ? WHERE store = ? AND register = ? AND used_at IS NULL AND expires_at > ?', values: [now, store, register, now] },
            { text: 'INSERT INTO rebuild_code (hash, store, register, created_at, expires_at) VALUES (?, ?, ?, ?, ?)', values: [hash, store, register, now, expiresAt] },
          ],
          outcome: true,
        }
      }),
    rebuild: ({ codeHash, publicKey }, now) =>
      units.change([codeOf(codeHash), registerOf(codeHash), homeOf(codeHash)], ([[code], [known], [home]]): Decided<RebuildOutcome> => {
        const refuse = (slug: ProblemSlug): Decided<RebuildOutcome> => ({ writes: [], outcome: { ok: false, slug } })
        if (code === undefined || known === undefined || home === undefined) return refuse('code-unknown')
        if (known.retired_at !== null) return refuse('register-retired')
        const { language, time_zone: timeZone, cut_off_hour: cutOffHour } = home
        const bound: RebuildOutcome = { ok: true, answer: { ...bindingOf(home, known.number, head).answer, register: code.register, language, timeZone, cutOffHour } }
        if (code.used_at !== null) return known.public_key === publicKey ? { writes: [], outcome: bound } : refuse('code-used')
        if (code.expires_at <= now) return refuse('code-expired')
        // The key of a machine that is to be replaced is no key of a new one.
        if (known.public_key === publicKey) return refuse('key-differs')
        return {
          writes: [
            { text: 'INSERT INTO replaced_key (store, register, public_key, epoch, replaced_at, locked_at, locked_reason) VALUES (?, ?, ?, ?, ?, ?, ?)', values: [code.store, code.register, known.public_key, known.newest_epoch ?? 0, now, known.locked_at, known.locked_reason] },
            // The lock is the old machine's: the new one is in good hands, or nobody would have made a code for it.
            { text: 'UPDATE register SET public_key = ?, locked_at = NULL, locked_reason = NULL, locked_by = NULL, lock_heard_at = NULL WHERE store = ? AND id = ?', values: [publicKey, code.store, code.register] },
            { text: 'UPDATE rebuild_code SET used_at = ? WHERE hash = ?', values: [now, codeHash] },
          ],
          outcome: bound,
        }
      }),
    replacedKeys: async (store, register) => {
      const rows = await units.read<KeyRow>({ text: 'SELECT public_key, epoch, locked_at, locked_reason FROM replaced_key WHERE store = ? AND register = ?', values: [store, register] })
      return rows.map((row) => ({ publicKey: row.public_key, epoch: row.epoch, ...lockIn(row) }))
    },
  }
}
