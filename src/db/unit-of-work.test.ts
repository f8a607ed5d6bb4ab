import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { accept, refuse } from '../domain/errors/index.ts'
import { connect } from './connection.ts'
import { fillBasket, freshRegister, itemLine, moment, openForTest, sell, type TestFolder, valueOf, write, writeSale } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'
import { createWriter } from './register-writer.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const lines = [itemLine(1), itemLine(2)]
const drafted = { type: 'noted', schemaVersion: 1, businessDate: '2026-11-21', operator: 'system', body: {} }

/** Everything a sale touches, as one value. */
function state() {
  return {
    head: register.journalHead(),
    basket: register.basket('b1'),
    sale: register.saleByBasket('b1'),
    effects: register.effectsToDo(100),
    waiting: register.waiting(),
    seat: register.seat('counter'),
    seen: register.requestSeen('r1'),
    chain: register.verifyChain(),
  }
}

describe('unit of work', () => {
  test('[REP-1] a throw after everything of a sale is written leaves nothing of it, in memory or on disk', () => {
    sell(register, 'b0')
    fillBasket(register, 'b1', lines)
    const before = state()
    expect(() => register.unitOfWork(() => {
      writeSale(register, 'b1', lines)
      throw new Error('power of a bug')
    })).toThrow('power of a bug')
    expect(state()).toEqual(before)
    register.close()
    register = openForTest(folder.path)
    expect(state()).toEqual({ ...before, effects: before.effects.filter(({ work }) => work.kind === 'print') })
  })

  test('[REP-1] a refusal leaves nothing either, and comes back as it was', () => {
    fillBasket(register, 'b1', lines)
    const before = state()
    const refused = register.unitOfWork(() => {
      writeSale(register, 'b1', lines)
      return refuse('tender.short', { due: 5 })
    })
    expect(refused).toEqual(refuse('tender.short', { due: 5 }))
    expect(state()).toEqual(before)
  })

  test('[REP-1] what is accepted is all there after a reopen: sale, entry, effects, cleared basket, empty seat', () => {
    fillBasket(register, 'b1', lines)
    write(register, () => writeSale(register, 'b1', lines))
    const after = state()
    expect(after.basket).toBeUndefined()
    expect(after.seat).toEqual({ seat: 'counter', operatorId: 'operator-1', lastSaleId: 'b1' })
    expect([after.head.seq, after.sale?.number, after.effects.length, after.seen, after.waiting]).toEqual([1, '3-1', 2, false, { entries: 1, sales: 1 }])
    register.close()
    register = openForTest(folder.path)
    expect(state()).toEqual({ ...after, effects: after.effects.filter(({ work }) => work.kind === 'print') })
  })

  test('[REP-1] the entry after a rolled-back one follows the last that is on disk', () => {
    const first = sell(register, 'b0')
    expect(() => register.unitOfWork(() => {
      register.append(moment, drafted)
      throw new Error('undone')
    })).toThrow('undone')
    const next = write(register, () => register.append(moment, drafted))
    expect([next.seq, next.prevHash]).toEqual([2, first.hash])
    expect(register.verifyChain()).toBeUndefined()
  })

  test('[REP-1] facts saved in a unit of work that rolls back are not believed afterwards', () => {
    register.unitOfWork(() => {
      register.saveFacts({ storeName: 'never' })
      expect(register.facts().storeName).toBe('never')
      return refuse('request.failed')
    })
    expect(register.facts().storeName).toBe('')
  })

  test('[REP-1] every write outside a unit of work throws and writes nothing', () => {
    const writes = [
      () => register.append(moment, drafted),
      () => register.nextReceiptCounter(),
      () => { register.setSeat({ seat: 'counter' }) },
      () => { register.clearBasket('b1', 'r') },
      () => register.addEffect('s', { kind: 'kick', pin: 0 }),
      () => { register.effectStarted(1) },
      () => { register.effectFinished(1, 'kicked') },
      () => { register.saveFacts({}) },
      () => { register.saveItems([]) },
      () => { register.saveTilePages([]) },
      () => { register.resetProjections() },
    ]
    for (const attempt of writes) expect(attempt).toThrow('outside a unit of work')
    expect(register.journalHead().seq).toBe(0)
  })

  test('[REP-1] a unit of work inside another throws, and undoes the outer one', () => {
    expect(() => register.unitOfWork(() => {
      register.setSeat({ seat: 'counter', operatorId: 'o' })
      return register.unitOfWork(() => accept(1))
    })).toThrow('inside a unit of work')
    expect(register.seat('counter')).toEqual({ seat: 'counter' })
    expect(register.unitOfWork(() => accept(1))).toEqual(accept(1))
  })

  test('[REP-1] a full disk is refused as database.full, undoes the sale, and selling goes on when there is room', () => {
    register.close()
    const db = connect(folder.path)
    register = createWriter(db, { newId: () => crypto.randomUUID(), fold: () => undefined, beforeClose: () => undefined, onClose: () => undefined })
    fillBasket(register, 'b1', lines)
    const before = state()
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.pragma(`max_page_count = ${pages}`)
    const long = { ...drafted, body: 'x'.repeat(20_000) }
    expect(register.unitOfWork(() => {
      writeSale(register, 'b1', lines)
      register.append(moment, long)
      return accept(0)
    })).toEqual(refuse('database.full'))
    expect(state()).toEqual(before)
    db.pragma('max_page_count = 1000000')
    expect(valueOf(register.unitOfWork(() => accept(writeSale(register, 'b1', lines)))).seq).toBe(1)
  })

  test('[DB-33] a file that another program holds for longer than anybody waits refuses in words, and loses nothing', () => {
    register.close()
    const db = connect(folder.path)
    db.pragma('busy_timeout = 20')
    register = createWriter(db, { newId: () => crypto.randomUUID(), fold: () => undefined, beforeClose: () => undefined, onClose: () => undefined })
    fillBasket(register, 'b1', lines)
    const before = state()
    const other = new Database(folder.path)
    other.exec('BEGIN EXCLUSIVE')
    expect(register.unitOfWork(() => accept(writeSale(register, 'b1', lines)))).toEqual(refuse('database.busy'))
    expect(state()).toEqual(before)
    other.exec('ROLLBACK')
    other.close()
    expect(valueOf(register.unitOfWork(() => accept(writeSale(register, 'b1', lines)))).seq).toBe(1)
  })

  test('[REP-1] after an I/O error it throws, and so does everything later until the file is opened again', () => {
    sell(register, 'b0')
    const failure = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC')
    expect(() => register.unitOfWork(() => {
      register.append(moment, drafted)
      throw failure
    })).toThrow(failure)
    expect(() => register.unitOfWork(() => accept(1))).toThrow('opened again')
    register.close()
    register = openForTest(folder.path)
    expect([register.journalHead().seq, register.verifyChain()]).toEqual([1, undefined])
  })
})
