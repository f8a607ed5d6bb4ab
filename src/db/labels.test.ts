import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { type LabelDocument } from '../domain/label/index.ts'
import { freshRegister, openForTest, receipt, type TestFolder, write } from './fixture.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openRegisterDatabase } from './open-database.ts'
import { type EffectWork, type RegisterWriter } from './register-database.ts'

const document: LabelDocument = {
  version: 1, kind: 'shelf', size: '50x30', language: 'en', name: 'Baked beans', price: '£1.20', notes: [], details: ['No. 1001'], code: { symbology: 'ean13', data: '5000157024671' },
}
const label: EffectWork = { kind: 'label', document, copies: 3 }
const print: EffectWork = { kind: 'print', document: receipt(2) }

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})
const add = (sale: string, work: EffectWork): number => write(register, () => register.addEffect(sale, work))
const start = (id: number): void => { write(register, () => { register.effectStarted(id) }) }

describe('labels in the spool', () => {
  test('[DB-22] a label keeps its document and its copies, and its outcome', () => {
    const id = add('label:r1', label)
    expect(register.effectsToDo(10)).toEqual([{ id, saleId: 'label:r1', work: label, state: 'waiting', attempts: 0 }])
    start(id)
    write(register, () => { register.effectFinished(id, 'printed') })
    expect(register.outcomesOf('label:r1')).toEqual([{ kind: 'label', state: 'printed' }])
  })

  test('[DB-22] however many labels wait, every receipt is in the list, and the other way round', () => {
    for (let at = 0; at < 40; at += 1) add(`label:${at}`, label)
    const receipts = [add('s1', print), add('s2', print)]
    const kinds = (limit: number): string[] => register.effectsToDo(limit).map(({ work }) => work.kind)
    expect(kinds(32).slice(0, 2)).toEqual(['print', 'print'])
    expect(kinds(32)).toHaveLength(34)
    for (let at = 0; at < 40; at += 1) receipts.push(add(`t${at}`, print))
    expect(kinds(32).filter((kind) => kind === 'label')).toHaveLength(32)
  })

  test('[DB-22] a label that had begun when the register died is not printed again by itself; one that had not still is', () => {
    const [begun, waiting] = [add('label:1', label), add('label:2', label)]
    start(begun)
    register.close()
    register = openForTest(folder.path)
    expect(register.effectsToDo(10).map(({ id }) => id)).toEqual([waiting])
    expect(register.outcomesOf('label:1')).toEqual([{ kind: 'label', state: 'unconfirmed', fault: 'interrupted' }])
  })

  test('[DB-22] what waited in a file of before the labels still waits, with its id', () => {
    const path = join(folder.path, '..', `${randomUUID()}.db`)
    const raw = new Database(path)
    migrate(raw, migrations.filter(({ id }) => id < 200), 1)
    raw.prepare(`INSERT INTO effect (id, sale_id, kind, document, state, attempts) VALUES (7, 's1', 'print', ?, 'waiting', 0), (9, 's2', 'print', ?, 'printed', 1)`).run(JSON.stringify(receipt(1)), JSON.stringify(receipt(1)))
    raw.close()
    const opened = openRegisterDatabase({ path, newId: randomUUID, now: () => 99 })
    if (!opened.ok) throw new Error(opened.refusal.code)
    expect(opened.value.effectsToDo(10).map(({ id, saleId }) => [id, saleId])).toEqual([[7, 's1']])
    expect(write(opened.value, () => opened.value.addEffect('label:1', label))).toBe(10)
    opened.value.close()
  })

  test('[DB-22] no label without a number of copies, and none of too many', () => {
    expect(() => add('label:1', { ...label, copies: 100 })).toThrow('CHECK')
    expect(() => add('label:1', { ...label, copies: 0 })).toThrow('CHECK')
  })
})
