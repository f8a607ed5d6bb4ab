import { randomUUID } from 'node:crypto'
import { type ProblemSlug } from '../../../contracts/replication/index.ts'
import { bindingOf, type HeadOfficeFacts, recordOf, registerColumns, type RegisterRow, type StoreRow } from '../enrolment-rows.ts'
import { type EnrolmentOutcome, type HeadOfficeStore } from '../port.ts'
import { type Pool } from './connect.ts'
import { ask, type Continuation, forWriting, type Statement, transaction } from './transaction.ts'

interface CodeRow {
  readonly store: string
  readonly expires_at: number
  readonly used_at: number | null
}

type Enrolments = Pick<HeadOfficeStore, 'ensureStore' | 'register' | 'addCode' | 'enrol' | 'retire'>

/** Stores, registers and one-time codes on PostgreSQL. Each write is one transaction. */
export function createEnrolments(pool: Pool, head: HeadOfficeFacts): Enrolments {
  const registerOf = (id: string): Statement<RegisterRow> => ({
    name: 'register',
    text: `SELECT ${registerColumns} FROM register WHERE id = $1`,
    values: [id],
  })

  return {
    ensureStore: (store, now) => {
      // There is no row to lock while there is no store, and two head offices may start at once.
      const alone: Statement = { text: "SELECT pg_advisory_xact_lock(hashtext('tillwright.stores'))" }
      const any: Statement<{ id: string }> = { text: 'SELECT id FROM store ORDER BY name = $1 DESC, created_at LIMIT 1', values: [store.name] }
      return transaction(pool, forWriting, [alone, any], ([, [found]]): Continuation<string> => {
        if (found !== undefined) return { statements: [], outcome: found.id }
        const id = randomUUID()
        const values = [id, store.name, store.chainName, JSON.stringify(store.lines ?? []), store.language, store.timeZone, store.cutOffHour, now]
        const text = 'INSERT INTO store (id, name, chain_name, lines, language, time_zone, cut_off_hour, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)'
        return { statements: [{ text, values }], outcome: id }
      })
    },
    register: async (id) => {
      const [row] = await ask(pool, registerOf(id))
      return row === undefined ? undefined : recordOf(row)
    },
    addCode: async (storeId, hash, expiresAt, now) => {
      await ask(pool, { text: 'INSERT INTO enrolment_code (hash, store, created_at, expires_at) VALUES ($1, $2, $3, $4)', values: [hash, storeId, now, expiresAt] })
    },
    // Spending the code and handing out the number are one transaction: a code must not make two registers, nor a number
    // belong to two, whatever dies in between. Code and store are locked, in this order, before the register is looked up.
    enrol: ({ codeHash, register, publicKey }, now) => {
      const codeOf: Statement<CodeRow> = { text: 'SELECT store, expires_at, used_at FROM enrolment_code WHERE hash = $1 FOR UPDATE', values: [codeHash] }
      const storesOf: Statement<StoreRow> = {
        text: `SELECT id, name, chain_name, lines, next_register_number FROM store
          WHERE id IN (SELECT store FROM enrolment_code WHERE hash = $1 UNION SELECT store FROM register WHERE id = $2) ORDER BY id FOR NO KEY UPDATE`,
        values: [codeHash, register],
      }
      return transaction(pool, forWriting, [codeOf, storesOf, registerOf(register)], ([[code], stores, [known]]): Continuation<EnrolmentOutcome> => {
        const refuse = (slug: ProblemSlug): Continuation<EnrolmentOutcome> => ({ statements: [], outcome: { ok: false, slug } })
        const home = stores.find(({ id }) => id === (known ?? code)?.store)
        if (known !== undefined) {
          if (home === undefined) throw new Error(`register of an unknown store ${known.store}`)
          if (known.public_key !== publicKey) return refuse('key-differs')
          if (known.retired_at !== null) return refuse('register-retired')
          if (code !== undefined && code.store !== known.store) return refuse('store-differs')
          // Its answer was lost, or a person enrols it once more: the same binding, and no new number.
          return { statements: [], outcome: bindingOf(home, known.number, head) }
        }
        if (code === undefined || home === undefined) return refuse('code-unknown')
        if (code.used_at !== null) return refuse('code-used')
        if (code.expires_at <= now) return refuse('code-expired')
        const number = home.next_register_number
        return {
          statements: [
            { text: 'UPDATE store SET next_register_number = next_register_number + 1 WHERE id = $1', values: [home.id] },
            { text: 'INSERT INTO register (store, id, number, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)', values: [home.id, register, number, publicKey, now] },
            { text: 'UPDATE enrolment_code SET used_at = $1, used_by = $2 WHERE hash = $3', values: [now, register, codeHash] },
          ],
          outcome: bindingOf(home, number, head),
        }
      })
    },
    retire: async (id, now) => {
      await ask(pool, { text: 'UPDATE register SET retired_at = $1 WHERE id = $2 AND retired_at IS NULL', values: [now, id] })
    },
  }
}
