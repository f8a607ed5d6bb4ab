import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { refuse } from '../domain/errors/index.ts'
import { GENESIS_HASH, hashEntry, parseEntry } from '../domain/journal/index.ts'
import { freshRegister, moment, openForTest, sell, type TestFolder, write } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'
import { sha256 } from './sha256.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const draft = { type: 'drawer.opened', schemaVersion: 1, businessDate: '2026-11-21', operator: 'operator-1', body: { reason: 'float' } }
const append = (count = 1): void => {
  for (let done = 0; done < count; done += 1) write(register, () => register.append(moment, draft))
}

/** What somebody with the file and a tool of their own can do to it. */
function tamper(change: (raw: Database.Database) => void): void {
  register.close()
  const raw = new Database(folder.path)
  for (const name of ['journal_never_changes', 'journal_never_shrinks', 'journal_follows']) raw.exec(`DROP TRIGGER IF EXISTS ${name}`)
  change(raw)
  raw.close()
  register = openForTest(folder.path)
}

describe('append', () => {
  test('[REP-2] entries are numbered from 1 without a gap, whatever rolls back between them', () => {
    for (let round = 0; round < 20; round += 1) {
      append()
      register.unitOfWork(() => {
        register.append(moment, draft)
        return refuse('request.failed')
      })
    }
    const entries = register.entriesAfter(1, 0, 100)
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(entries[0]?.prevHash).toBe(GENESIS_HASH)
  })

  test('[REP-2] the text is canonical, names its own place, and hashes with the hash before it', () => {
    append(2)
    const [first, second] = register.entriesAfter(1, 0, 2)
    if (first === undefined || second === undefined) throw new Error('two were appended')
    const { approver, ...content } = parseEntry(second.text) ?? {}
    expect(content).toEqual({ ...moment, ...draft, register: register.facts().registerId, epoch: 1, seq: 2, id: second.id, catalogueVersion: 0 })
    expect(approver).toBeUndefined()
    expect([second.prevHash, second.hash]).toEqual([first.hash, hashEntry(first.hash, second.text, sha256)])
    expect([register.entryHashAt(1, 2), register.entryHashAt(1, 3)]).toEqual([second.hash, undefined])
  })

  test('[REP-2] entries after a seq come in order and no more than asked for', () => {
    append(5)
    expect(register.entriesAfter(1, 2, 2).map(({ seq }) => seq)).toEqual([3, 4])
    expect(register.entriesAfter(2, 0, 5)).toEqual([])
  })

  test('[REP-7] a new epoch begins its own chain at 1, keeps the receipt numbers rising, and is never left for an older one', () => {
    sell(register, 'b1')
    write(register, () => { register.saveFacts({ epoch: 2 }) })
    expect(register.journalHead()).toEqual({ epoch: 2, seq: 0, hash: GENESIS_HASH })
    const entry = sell(register, 'b2')
    expect([entry.epoch, entry.seq, entry.prevHash, register.saleByBasket('b2')?.number]).toEqual([2, 1, GENESIS_HASH, '3-2'])
    expect([register.verifyChain(), register.entriesAfter(1, 0, 9).length]).toEqual([undefined, 1])
    expect(() => register.unitOfWork(() => {
      register.saveFacts({ epoch: 1 })
      return refuse('request.failed')
    })).toThrow('never goes back')
  })
})

describe('receipt numbers', () => {
  test('[REP-2] no number is used twice over rollbacks and reopens, and none is lost to a rollback', () => {
    const numbers: number[] = []
    const take = (keep: boolean): void => {
      register.unitOfWork(() => {
        const counter = register.nextReceiptCounter()
        register.append(moment, draft)
        if (keep) numbers.push(counter)
        return keep ? { ok: true, value: 0 } : refuse('request.failed')
      })
    }
    for (const keep of [true, false, true, false, false, true]) take(keep)
    register.close()
    register = openForTest(folder.path)
    take(true)
    expect(numbers).toEqual([1, 2, 3, 4])
  })

  test('[REP-2] a number cannot be committed without an entry that says what became of it', () => {
    expect(() => write(register, () => register.nextReceiptCounter())).toThrow('receipt number without an entry')
    const again = write(register, () => {
      const counter = register.nextReceiptCounter()
      register.append(moment, { ...draft, type: 'receiptNumber.abandoned', body: { counter } })
      return counter
    })
    expect(again).toBe(1)
  })
})

describe('append-only', () => {
  test.each([
    ['UPDATE', "UPDATE journal SET text = '{}' WHERE position & 1 = 1"],
    ['UPDATE of a column beside the text', "UPDATE journal SET type = 'x'"],
    ['DELETE', 'DELETE FROM journal'],
    ['REPLACE', 'INSERT OR REPLACE INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT position, id, type, sale_count, receipt_counter, prev_hash, hash, text FROM journal'],
    ['INSERT past a gap', 'INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT position + 2, id || 1, type, 0, 0, hash, hash, text FROM journal ORDER BY position DESC LIMIT 1'],
    ['INSERT on a wrong hash', 'INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT position + 1, id || 1, type, 0, 0, prev_hash, hash, text FROM journal ORDER BY position DESC LIMIT 1'],
  ])('[REP-3] %s aborts, in a raw connection too, and changes nothing', (_, sql) => {
    append(3)
    const before = register.entriesAfter(1, 0, 10)
    const raw = new Database(folder.path)
    expect(() => raw.exec(sql)).toThrow(/append-only|must follow/u)
    raw.close()
    expect(register.entriesAfter(1, 0, 10)).toEqual(before)
  })

  test('[REP-3] an insert that does follow is let through: the trigger refuses the fault, not the insert', () => {
    append(3)
    const raw = new Database(folder.path)
    raw.exec('INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT position + 1, id || 1, type, 0, 0, hash, hash, text FROM journal ORDER BY position DESC LIMIT 1')
    raw.close()
    expect(register.entriesAfter(1, 3, 10)).toHaveLength(1)
  })
})

describe('verifyChain', () => {
  test.each([
    ['one byte of a text', 3, 'hash', (raw: Database.Database) => raw.exec(`UPDATE journal SET text = replace(text, 'float', 'floaT') WHERE seq = 3`)],
    ['a text and its hash', 4, 'prevHash', (raw: Database.Database) => {
      const row = raw.prepare<[], { prev_hash: string; text: string }>('SELECT prev_hash, text FROM journal WHERE seq = 3').get()
      if (row === undefined) throw new Error('no row')
      const text = row.text.replace('float', 'fluff')
      raw.prepare('UPDATE journal SET text = ?, hash = ? WHERE seq = 3').run(text, hashEntry(row.prev_hash, text, sha256))
    }],
    ['a column that no hash covers', 3, 'columns', (raw: Database.Database) => raw.exec(`UPDATE journal SET type = 'sale.completed' WHERE seq = 3`)],
    ['a text that is not JSON any more', 3, 'hash', (raw: Database.Database) => raw.exec(`UPDATE journal SET text = 'x' WHERE seq = 3`)],
    ['an entry taken out', 3, 'prevHash', (raw: Database.Database) => raw.exec('DELETE FROM journal WHERE seq = 3')],
  ])('[REP-3] finds %s, in a whole verification', (_, seq, reason, change) => {
    append(6)
    expect(register.verifyChain()).toBeUndefined()
    tamper(change)
    expect(register.verifyChain()).toMatchObject({ seq, reason })
    expect(register.verifyChain(1)).toMatchObject({ seq, reason })
  })

  test('[REP-3] a change among the entries of this run is found at the next open, told, and opening still works', () => {
    append(6)
    tamper((raw) => raw.exec(`UPDATE journal SET text = replace(text, 'float', 'floaT') WHERE seq = 3`))
    expect(register.chainFaultAtOpen()).toMatchObject({ epoch: 1, seq: 3, reason: 'hash' })
    expect(register.entriesAfter(1, 0, 10)).toHaveLength(6)
    register.close()
    register = openForTest(folder.path)
    expect(register.chainFaultAtOpen()).toMatchObject({ seq: 3 })
  })

  test('[REP-3] opening verifies from the last verified head on, and a sound chain moves that head', () => {
    append(4)
    register.close()
    register = openForTest(folder.path)
    expect(register.chainFaultAtOpen()).toBeUndefined()
    append(2)
    tamper((raw) => raw.exec(`UPDATE journal SET text = replace(text, 'float', 'floaT') WHERE seq = 2`))
    expect(register.chainFaultAtOpen()).toBeUndefined()
    expect(register.verifyChain()).toMatchObject({ seq: 2 })
    tamper((raw) => raw.exec(`UPDATE verified_head SET position = position - 5`))
    expect(register.chainFaultAtOpen()).toMatchObject({ seq: 2 })
  })

  test('[REP-18] a tail cut off behind the verified head, or behind what head office acknowledged, is found', () => {
    append(4)
    const acknowledged = register.entriesAfter(1, 3, 1)[0]
    if (acknowledged === undefined) throw new Error('four were appended')
    write(register, () => { register.moveOutboxCursor({ epoch: 1, seq: 4, hash: acknowledged.hash, instance: 'i' }) })
    tamper((raw) => raw.exec('DELETE FROM journal WHERE seq > 2'))
    expect(register.chainFaultAtOpen()).toMatchObject({ seq: 4, reason: 'witness' })
    expect(register.verifyChain()).toMatchObject({ seq: 4, reason: 'witness' })
  })
})
