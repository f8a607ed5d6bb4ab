import { randomUUID } from 'node:crypto'
import { type ProblemSlug } from '../../../contracts/replication/index.ts'
import { type Connection } from './connection.ts'
import { type Binding, bindingOf, type HeadOfficeFacts, recordOf, registerColumns, type RegisterRow, type StoreRow } from '../enrolment-rows.ts'
import { type Enrolment, type EnrolmentOutcome, type NewStore, type RegisterRecord } from '../port.ts'

export interface Enrolments {
  ensureStore(store: NewStore, now: number): string
  register(id: string): RegisterRecord | undefined
  addCode(storeId: string, hash: string, expiresAt: number, now: number): void
  enrol(enrolment: Enrolment, now: number): EnrolmentOutcome
  retire(id: string, now: number): void
}

/** Stores, registers and one-time codes on SQLite. Each write is one immediate transaction. */
export function createEnrolments(connection: Connection, head: HeadOfficeFacts): Enrolments {
  const anyStore = connection.prepare<[string], { id: string }>('SELECT id FROM store ORDER BY name = ? DESC, created_at LIMIT 1')
  const addStore = connection.prepare(
    'INSERT INTO store (id, name, chain_name, lines, language, time_zone, cut_off_hour, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const storeOf = connection.prepare<[string], StoreRow>('SELECT id, name, chain_name, lines, next_register_number FROM store WHERE id = ?')
  const countNumber = connection.prepare('UPDATE store SET next_register_number = next_register_number + 1 WHERE id = ?')
  const registerOf = connection.prepare<[string], RegisterRow>(`SELECT ${registerColumns} FROM register WHERE id = ?`)
  const addRegister = connection.prepare('INSERT INTO register (store, id, number, public_key, enrolled_at) VALUES (?, ?, ?, ?, ?)')
  const retireRegister = connection.prepare('UPDATE register SET retired_at = ? WHERE id = ? AND retired_at IS NULL')
  const insertCode = connection.prepare('INSERT INTO enrolment_code (hash, store, created_at, expires_at) VALUES (?, ?, ?, ?)')
  const codeOf = connection.prepare<[string], { store: string; expires_at: number; used_at: number | null }>(
    'SELECT store, expires_at, used_at FROM enrolment_code WHERE hash = ?',
  )
  const spendCode = connection.prepare('UPDATE enrolment_code SET used_at = ?, used_by = ? WHERE hash = ? AND used_at IS NULL')

  const ensureStore = connection.transaction((store: NewStore, now: number): string => {
    const found = anyStore.get(store.name)
    if (found !== undefined) return found.id
    const id = randomUUID()
    addStore.run(id, store.name, store.chainName, JSON.stringify(store.lines ?? []), store.language, store.timeZone, store.cutOffHour, now)
    return id
  })

  function binding(storeId: string, number: number): Binding {
    const store = storeOf.get(storeId)
    if (store === undefined) throw new Error(`register of an unknown store ${storeId}`)
    return bindingOf(store, number, head)
  }

  // Spending the code and handing out the number are one transaction: a code must not make two registers, nor a number
  // belong to two, whatever dies in between.
  const enrol = connection.transaction((enrolment: Enrolment, now: number): EnrolmentOutcome => {
    const refuse = (slug: ProblemSlug): EnrolmentOutcome => ({ ok: false, slug })
    const code = codeOf.get(enrolment.codeHash)
    const known = registerOf.get(enrolment.register)
    if (known !== undefined) {
      if (known.public_key !== enrolment.publicKey) return refuse('key-differs')
      if (known.retired_at !== null) return refuse('register-retired')
      if (code !== undefined && code.store !== known.store) return refuse('store-differs')
      // Its answer was lost, or a person enrols it once more: the same binding, and no new number.
      return binding(known.store, known.number)
    }
    if (code === undefined) return refuse('code-unknown')
    if (code.used_at !== null) return refuse('code-used')
    if (code.expires_at <= now) return refuse('code-expired')
    const number = storeOf.get(code.store)?.next_register_number
    if (number === undefined) return refuse('code-unknown')
    countNumber.run(code.store)
    addRegister.run(code.store, enrolment.register, number, enrolment.publicKey, now)
    spendCode.run(now, enrolment.register, enrolment.codeHash)
    return binding(code.store, number)
  })

  return {
    ensureStore: (store, now) => ensureStore.immediate(store, now),
    register: (id) => {
      const row = registerOf.get(id)
      return row === undefined ? undefined : recordOf(row)
    },
    addCode: (storeId, hash, expiresAt, now) => void insertCode.run(hash, storeId, now, expiresAt),
    enrol: (enrolment, now) => enrol.immediate(enrolment, now),
    retire: (id, now) => void retireRegister.run(now, id),
  }
}
