import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashEntry } from '../../domain/journal/index.ts'
import { moment, openForTest, sell, write } from '../fixture.ts'
import { sha256 } from '../sha256.ts'
import { at, lengths, rechain, type RegisterFile, registerFile, rewritten, tamper } from './tampering.fixture.ts'
import { verifyRegisterFile } from './verify-register-file.ts'
import { type EntryFault, type GivenHead, type Verification } from './verification.ts'

let master: RegisterFile
beforeAll(() => {
  master = registerFile()
}, 60_000)
afterAll(() => {
  master.remove()
})

function verify(file: string, given: readonly GivenHead[] = []): Verification {
  const result = verifyRegisterFile({ path: file, given })
  if (!result.ok) throw new Error(`${result.why} ${result.detail ?? ''}`)
  return result.verification
}
function faultAfter(change: (raw: Database.Database) => void, given?: readonly GivenHead[]): EntryFault | undefined {
  const file = master.copy()
  tamper(file, change)
  return verify(file, given).fault
}
const text = (raw: Database.Database, epoch: number, seq: number): string => raw.prepare<[number], string>('SELECT text FROM journal WHERE position = ?').pluck().get(at(epoch, seq)) ?? ''
const lastOf = (epoch: number): number => lengths[epoch - 1] ?? 0
/** First, middle and last, an ordinary entry and a sale, of either epoch. */
const places = [1, 2].flatMap((epoch) => [1, 44, 45, lastOf(epoch) - 1, lastOf(epoch)].map((seq) => [epoch, seq] as const))

/** The last entry of the older epoch is missed by the receipt numbers, which go on in the next one. */
const endOf = (epoch: number): Partial<EntryFault> => (epoch === 1 ? { epoch: 2, seq: 1, reason: 'counters' } : { epoch, seq: lastOf(epoch), reason: 'cutOff' })

const copyRow = (from: number, to: number): string =>
  `INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT ${to}, id || 'x', type, sale_count, receipt_counter, prev_hash, hash, text FROM journal WHERE position = ${from}`
/** Beside the chain every witness but one is silenced. */
function silence(raw: Database.Database, but: string): void {
  raw.exec(`UPDATE projection_cursor SET position = ${but === 'projections' ? 'position' : '0'}`)
  for (const [name, sql] of Object.entries({
    outbox: 'DELETE FROM outbox_cursor', verifiedHead: 'DELETE FROM verified_head', receipts: 'DELETE FROM receipt', dayTotals: 'DELETE FROM day_total', seats: 'UPDATE seat SET last_sale_id = NULL',
  })) if (name !== but) raw.exec(sql)
}
const cutFrom = (raw: Database.Database, epoch: number, seq: number, headersToo = true): void => {
  raw.exec(`DELETE FROM journal WHERE position >= ${at(epoch, seq)}`)
  if (headersToo) raw.exec(`DELETE FROM sale WHERE (epoch << 40) + seq >= ${at(epoch, seq)}`)
}

describe('a whole journal', () => {
  test('[REP-3] is found whole, with the number of its entries, its heads and the witnesses it was held against', () => {
    const { fault, entries, epochs, acknowledged, missingGuards, witnesses } = verify(master.path)
    expect({ fault, entries, acknowledged, missingGuards }).toEqual({ fault: undefined, entries: 210, acknowledged: { epoch: 2, seq: 60 }, missingGuards: [] })
    expect(epochs.map(({ epoch, entries: count }) => [epoch, count])).toEqual([[1, 120], [2, 90]])
    expect(witnesses).toEqual(['register', 'outbox', 'verifiedHead', 'sales', 'refunds', 'projections', 'receipts', 'dayTotals', 'seats', 'suspendedBaskets', 'payments'])
  })

  test('[REP-3] whose guards were taken away is whole and says so', () => {
    const file = master.copy()
    tamper(file, () => undefined)
    const { fault, missingGuards } = verify(file)
    expect([fault, missingGuards.length]).toEqual([undefined, 3])
  })

  test('[REP-3] holds what the caller knows of it: a hash of any entry, or how far it must reach', () => {
    const { epochs } = verify(master.path)
    expect(verify(master.path, [{ hash: epochs[0]?.hash ?? '' }, { seq: 90 }, { epoch: 1, seq: 120 }]).fault).toBeUndefined()
    expect(verify(master.path, [{ seq: 91 }]).fault).toEqual({ epoch: 2, seq: 91, reason: 'cutOff', witness: 'given' })
    expect(verify(master.path, [{ epoch: 3, seq: 1 }]).fault).toEqual({ epoch: 3, seq: 1, reason: 'cutOff', witness: 'given' })
    expect(verify(master.path, [{ hash: 'f'.repeat(64) }]).fault).toEqual({ epoch: 2, seq: 91, reason: 'cutOff', witness: 'given' })
  })
})

describe.each(places)('tampering at epoch %i, entry %i', (epoch, seq) => {
  const last = seq === lastOf(epoch)

  test('[REP-3] a changed text', () => {
    expect(faultAfter((raw) => raw.prepare('UPDATE journal SET text = ? WHERE position = ?').run(text(raw, epoch, seq).replace('"at":1', '"at":2'), at(epoch, seq)))).toEqual({ epoch, seq, reason: 'hash' })
  })

  test('[REP-3] a changed text with its hash made anew shows at the next entry, or is remembered otherwise', () => {
    const fault = faultAfter((raw) => {
      const changed = rewritten(text(raw, epoch, seq), { operator: 'operator-2' })
      const prev = raw.prepare<[number], string>('SELECT prev_hash FROM journal WHERE position = ?').pluck().get(at(epoch, seq)) ?? ''
      raw.prepare('UPDATE journal SET text = ?, hash = ? WHERE position = ?').run(changed, hashEntry(prev, changed, sha256), at(epoch, seq))
    })
    const sale = seq % 3 === 0
    // Of an older epoch's last entry nothing is left that remembers its hash, unless it is a sale.
    if (!last || sale) expect(fault).toMatchObject({ epoch, seq: sale ? seq : seq + 1, reason: sale ? 'sale' : 'prevHash' })
    else expect(fault).toMatchObject({ epoch, seq, reason: 'rewritten' })
  })

  test('[REP-3] a removed entry', () => {
    const fault = faultAfter((raw) => raw.exec(`DELETE FROM journal WHERE position = ${at(epoch, seq)}`))
    expect(fault).toMatchObject(last ? endOf(epoch) : { epoch, seq, reason: 'missing' })
  })

  test('[REP-3] a removed entry, with those after it moved up', () => {
    const fault = faultAfter((raw) => {
      raw.exec(`DELETE FROM journal WHERE position = ${at(epoch, seq)}`)
      for (let next = seq + 1; next <= lastOf(epoch); next += 1) raw.exec(`UPDATE journal SET position = position - 1 WHERE position = ${at(epoch, next)}`)
    })
    expect(fault).toMatchObject(last ? endOf(epoch) : { epoch, seq, reason: 'prevHash' })
  })

  test('[REP-3] an inserted entry', () => {
    const fault = faultAfter((raw) => {
      for (let next = lastOf(epoch); next >= seq; next -= 1) raw.exec(`UPDATE journal SET position = position + 1 WHERE position = ${at(epoch, next)}`)
      raw.exec(copyRow(at(epoch, seq + 1), at(epoch, seq)))
    })
    expect(fault).toMatchObject({ epoch, seq })
  })

  test('[REP-3] two entries that changed places', () => {
    const other = seq === 1 ? 2 : seq - 1
    const fault = faultAfter((raw) => {
      for (const [from, to] of [[seq, 9999], [other, seq], [9999, other]] as const) raw.exec(`UPDATE journal SET position = ${at(epoch, to)} WHERE position = ${at(epoch, from)}`)
    })
    expect(fault).toEqual({ epoch, seq: Math.min(seq, other), reason: 'prevHash' })
  })

  test.each([
    ['id', `id = id || 'x'`, 'columns'],
    ['type', `type = type || 'x'`, 'columns'],
    ['sale_count', 'sale_count = sale_count + 1', 'counters'],
    ['receipt_counter', 'receipt_counter = receipt_counter + 1', 'counters'],
    ['hash', `hash = replace(hash, substr(hash, 1, 1), 'z')`, 'hash'],
    ['prev_hash', `prev_hash = '${'1'.repeat(64)}'`, 'prevHash'],
  ])('[REP-3] another %s in its row', (_, change, reason) => {
    expect(faultAfter((raw) => raw.exec(`UPDATE journal SET ${change} WHERE position = ${at(epoch, seq)}`))).toEqual({ epoch, seq, reason })
  })

  test('[REP-3] another register’s entry with sound hashes', () => {
    const fault = faultAfter((raw) => {
      raw.prepare('UPDATE journal SET text = ? WHERE position = ?').run(rewritten(text(raw, epoch, seq), { register: 'r' }), at(epoch, seq))
      rechain(raw, epoch, seq)
    })
    expect(fault).toMatchObject({ epoch, seq, reason: 'register' })
  })
})

describe('what no place names', () => {
  test('[REP-3] flipping any bit of any byte of any entry’s text is found, at that entry', () => {
    const file = master.copy()
    tamper(file, () => undefined)
    const raw = new Database(file)
    const read = raw.prepare<[number], Buffer>('SELECT CAST(text AS BLOB) FROM journal WHERE position = ?').pluck()
    const put = raw.prepare('UPDATE journal SET text = CAST(? AS TEXT) WHERE position = ?')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 }), fc.nat(), fc.nat(), fc.nat(7), (epoch, anySeq, anyByte, bit) => {
        const seq = 1 + (anySeq % lastOf(epoch))
        const before = read.get(at(epoch, seq)) ?? Buffer.alloc(0)
        const after = Buffer.from(before)
        const place = anyByte % after.length
        after[place] = (after[place] ?? 0) ^ (1 << bit)
        put.run(after, at(epoch, seq))
        raw.pragma('wal_checkpoint(TRUNCATE)')
        expect(verify(file).fault).toMatchObject({ epoch, seq, reason: 'hash' })
        put.run(before, at(epoch, seq))
      }),
      { numRuns: 60 },
    )
    raw.close()
  })

  test('[REP-3] bytes that are no text read like U+FFFD in both files, and are told apart all the same', () => {
    const swap = (raw: Database.Database): void => {
      const bytes = raw.prepare<[number], Buffer>('SELECT CAST(text AS BLOB) FROM journal WHERE position = ?').pluck().get(at(1, 2)) ?? Buffer.alloc(0)
      const mark = bytes.indexOf(Buffer.from('\u{fffd}'))
      raw.prepare('UPDATE journal SET text = CAST(? AS TEXT) WHERE position = ?').run(Buffer.concat([bytes.subarray(0, mark), Buffer.from([0xff]), bytes.subarray(mark + 3)]), at(1, 2))
    }
    expect(faultAfter(swap)).toEqual({ epoch: 1, seq: 2, reason: 'hash' })
  })

  test.each([
    ['before the first', at(0, 5), { epoch: 0, seq: 5, reason: 'place' }],
    ['as number 0 of an epoch', at(1, 0), { epoch: 1, seq: 1, reason: 'place' }],
    ['beyond the last, with a gap', at(2, 99), { epoch: 2, seq: 91, reason: 'missing' }],
    ['in an epoch after the next', at(4, 1), { epoch: 3, seq: 1, reason: 'missing' }],
    ['below every epoch', -7, { epoch: -1, reason: 'place' }],
  ])('[REP-3] a row %s', (_, position, fault) => {
    expect(faultAfter((raw) => {
      raw.pragma('ignore_check_constraints = 1')
      raw.exec(copyRow(at(1, 1), position))
    })).toMatchObject(fault)
  })

  test('[REP-3] an epoch taken out whole, the oldest and the newest', () => {
    expect(faultAfter((raw) => raw.exec('DELETE FROM journal WHERE epoch = 1'))).toEqual({ epoch: 1, seq: 1, reason: 'missing' })
    expect(faultAfter((raw) => raw.exec('DELETE FROM journal WHERE epoch = 2'))).toMatchObject({ epoch: 2, seq: 1, reason: 'cutOff' })
  })

  test('[REP-3] a sale header that was changed, and one that was put in', () => {
    expect(faultAfter((raw) => raw.exec(`UPDATE sale SET total = total - 1 WHERE epoch = 1 AND seq = 45`))).toEqual({ epoch: 1, seq: 45, reason: 'sale' })
    expect(faultAfter((raw) => raw.exec(`INSERT INTO sale SELECT 'new', number, 'new', seat, epoch, seq, business_date, completed_at, operator_id, total, change, tenders, logo FROM sale WHERE epoch = 1 AND seq = 45`))).toEqual({ epoch: 1, seq: 45, reason: 'sale' })
  })
})

describe('a tail that was cut off', () => {
  test.each(['outbox', 'verifiedHead', 'receipts', 'dayTotals', 'projections', 'seats'])('[REP-18] with the sale headers, is known to %s alone', (witness) => {
    expect(faultAfter((raw) => {
      cutFrom(raw, 2, 50)
      silence(raw, witness)
    })).toEqual({ epoch: 2, seq: 50, reason: 'cutOff', witness })
  })

  test('[REP-18] is known to the sale headers, also when it is one sale', () => {
    expect(faultAfter((raw) => {
      cutFrom(raw, 2, 90, false)
      silence(raw, '')
    })).toEqual({ epoch: 2, seq: 90, reason: 'cutOff', witness: 'sales' })
  })

  test('[REP-18] and made anew from there on is known to who kept a hash', () => {
    const forge = (raw: Database.Database): void => {
      raw.prepare('UPDATE journal SET text = ? WHERE position = ?').run(rewritten(text(raw, 2, 58), { operator: 'operator-2' }), at(2, 58))
      rechain(raw, 2, 58)
    }
    expect(faultAfter(forge)).toEqual({ epoch: 2, seq: 60, reason: 'rewritten', witness: 'outbox' })
    const kept = verify(master.path).epochs[1]?.hash ?? ''
    expect(faultAfter((raw) => { forge(raw); silence(raw, '') })).toBeUndefined()
    expect(faultAfter((raw) => { forge(raw); silence(raw, '') }, [{ hash: kept }])).toMatchObject({ reason: 'cutOff', witness: 'given' })
  })

  test('[REP-18] with every witness is a valid shorter journal: only what head office was told shows it', () => {
    const cut = (raw: Database.Database): void => {
      cutFrom(raw, 2, 50)
      silence(raw, '')
    }
    expect(faultAfter(cut)).toBeUndefined()
    expect(faultAfter(cut, [{ seq: 60 }])).toEqual({ epoch: 2, seq: 50, reason: 'cutOff', witness: 'given' })
  })

  test('[REP-18] is known to a basket that is put aside, and to a payment under way', () => {
    const ids = `'b', 'counter', 1, '2026-11-21', 'CNY', 1, 1`
    expect(faultAfter((raw) => raw.exec(`INSERT INTO basket (id, seat, opened_at, business_date, currency, catalogue_version, revision, suspended_at, suspended_by) VALUES (${ids}, 5, 'o')`))).toEqual({ epoch: 2, seq: 91, reason: 'cutOff', witness: 'suspendedBaskets' })
    expect(faultAfter((raw) => raw.exec(`INSERT INTO payment (id, basket_id, seat, operator_id, method, kind, amount, currency, started_at, state) VALUES ('p', 'b', 'counter', 'o', 'card', 'sale', 5, 'CNY', 5, 'pending')`))).toEqual({ epoch: 2, seq: 91, reason: 'cutOff', witness: 'payments' })
  })
})

/** Every file of a folder and what is in it. */
const contents = (folder: string): Record<string, string> => Object.fromEntries(readdirSync(folder).map((name) => [name, createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex')]))

describe('reading', () => {
  test('[REP-3] a copy leaves no trace in its folder', () => {
    const file = master.copy()
    const before = contents(path.dirname(file))
    expect(verify(file).entries).toBe(210)
    expect(contents(path.dirname(file))).toEqual(before)
    expect(Object.keys(before)).toEqual(['register.db'])
  })

  test('[REP-3] beside a running register it sees what was just sold, and hinders nobody', () => {
    const file = master.copy()
    const register = openForTest(file)
    sell(register, 'while-verified')
    expect(verify(file)).toMatchObject({ entries: 211 })
    sell(register, 'afterwards')
    register.checkpoint()
    expect(verify(file)).toMatchObject({ entries: 212 })
    register.close()
    expect(readdirSync(path.dirname(file)).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
    expect(verify(file)).toMatchObject({ entries: 212 })
  })

  test.each([['-wal and -shm', ['', '-wal', '-shm'], 'logged'], ['-wal alone', ['', '-wal'], 'copied']])('[REP-3] a folder copied from a running register is read with its %s, and not changed', (_, ends, reading) => {
    const file = master.copy()
    const register = openForTest(file)
    write(register, () => register.append(moment, { type: 'drawer.opened', schemaVersion: 1, businessDate: '2026-11-21', operator: 'o', body: {} }))
    const own = path.join(path.dirname(file), 'evidence %20#1')
    mkdirSync(own)
    for (const end of ends) copyFileSync(`${file}${end}`, path.join(own, `register.db${end}`))
    register.close()
    const before = contents(own)
    const result = verifyRegisterFile({ path: path.join(own, 'register.db') })
    expect(result).toMatchObject({ ok: true, reading, verification: { entries: 211 } })
    expect(result.ok && result.verification.fault).toBeUndefined()
    expect(contents(own)).toEqual(before)
    rmSync(own, { recursive: true })
  })

  test('[REP-3] a page of entries that was overwritten is a damaged file, at the entry the walk had come to', () => {
    const file = master.copy()
    const bytes = readFileSync(file)
    const place = bytes.indexOf('"seq":44,')
    bytes.fill(0xa5, place - (place % 4096), place - (place % 4096) + 16)
    writeFileSync(file, bytes)
    expect(verify(file).fault?.reason).toBe('unreadable')
  })

  test.each([0.2, 0.34, 0.5, 0.67, 0.9, 0.999])('[REP-3] a file cut off at %d of its length is not whole, and its sound entries are counted as far as they can be read', (part) => {
    const file = master.copy()
    const bytes = readFileSync(file)
    const cut = bytes.subarray(0, Math.floor(bytes.length * part))
    writeFileSync(file, cut)
    const { entries, fault, epochs } = verify(file)
    expect(fault?.reason).toBe('unreadable')
    const last = epochs.at(-1)
    expect(fault).toMatchObject({ epoch: last?.epoch ?? 1, seq: (last?.entries ?? 0) + 1 })
    expect(entries).toBe(epochs.reduce((sum, one) => sum + one.entries, 0))
    if (part >= 0.9) expect(entries).toBeGreaterThan(100)
    // It is evidence: not a byte of it was mended.
    expect(readFileSync(file).equals(cut)).toBe(true)
  })

  test('[REP-3] what is no register’s database is told, never judged', () => {
    const folder = path.dirname(master.copy())
    const other = path.join(folder, 'other.db')
    new Database(other).exec('CREATE TABLE journal (x)').close()
    const noise = path.join(folder, 'noise.db')
    writeFileSync(noise, 'not a database at all, whatever its name is'.repeat(99))
    const why = (file: string): unknown => {
      const result = verifyRegisterFile({ path: file })
      return result.ok ? result.verification : result.why
    }
    expect([why(path.join(folder, 'none.db')), why(folder), why(other), why(noise)]).toEqual(['missing', 'folder', 'notRegister', 'notRegister'])
    expect(existsSync(path.join(folder, 'none.db'))).toBe(false)
  })
})
