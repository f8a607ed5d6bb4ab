import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase, sha256 } from '../../src/db/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { type RefundBody } from '../../src/domain/refund/index.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { zHash, type CashMoved, type ZBody } from '../../src/domain/shift/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 12

test(`[KILL-5] [SHFC-10] a register that counts and closes, killed ${kills} times or more: no Z lost, doubled or out of its chain, and every sale and movement in exactly one`, { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-shift-kills-'))
  const file = path.join(folder, 'register.db')
  try {
    const told: string[] = []
    // A machine with other work closes fewer shifts in a life: it gets more of them, until enough are told of.
    const closed = (): number => told.filter((line) => line.startsWith('closed ')).length
    for (let kill = 0; kill < kills || (closed() <= kills && kill < 5 * kills); kill += 1) told.push(...(await oneLife('closing-register.ts', file, 15 + kill * 17)))
    const opened = openRegisterDatabase({ path: file, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    const database = opened.value
    expect([database.chainFaultAtOpen(), database.verifyChain()]).toEqual([undefined, undefined])
    const entries = database.entriesAfter(1, 0, 1_000_000).map(({ type, text }) => ({ type, body: (JSON.parse(text) as { body: unknown }).body }))
    const bodies = <T>(type: string): readonly T[] => entries.flatMap((entry) => (entry.type === type ? [entry.body as T] : []))
    const zs = bodies<ZBody>('shift.closed')
    const acknowledged = told.filter((line) => line.startsWith('closed ')).map((line) => line.slice(7))
    expect(acknowledged.length).toBeGreaterThan(kills)
    expect(acknowledged.filter((line) => !zs.some(({ number, hash }) => line === `${number} ${hash}`))).toEqual([])
    expect(zs.map(({ number }) => number)).toEqual(zs.map((_, index) => index + 1))
    expect(zs.map(({ previous }) => previous)).toEqual([GENESIS_HASH, ...zs.slice(0, -1).map(({ hash }) => hash)])
    expect(zs.filter((z) => zHash(z, sha256) !== z.hash)).toEqual([])
    // What no Z has is the open shift's.
    const open = database.ledgerNow(({ books, sumsOfShift }) => (books.active === undefined ? [] : sumsOfShift(books.active.number)))
    const openSum = (kind: string): number => open.reduce((sum, row) => (row.kind === kind ? sum + row.amount : sum), 0)
    const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
    const sold = sum(bodies<SaleBody>('sale.completed').map(({ total }) => total)) - sum(bodies<RefundBody>('refund.completed').map(({ total }) => total))
    expect(sum(zs.map(({ net }) => net)) + openSum('sale')).toBe(sold)
    expect(sum(zs.flatMap(({ movements }) => movements.map(({ amount }) => amount))) + openSum('cash')).toBe(sum(bodies<CashMoved>('cash.moved').map(({ amount }) => amount)))
    // Each was counted to the penny, so the float of each is what the one before had left.
    zs.forEach((z, index) => expect([z.number, z.float, z.tenders[0]?.overShort]).toEqual([z.number, zs[index - 1]?.leave ?? 0, 0]))
    // One paper each, and never two: the newest of them are still kept.
    for (const { number } of zs.slice(-20)) expect(database.effectsOf(`z:${number}`)).toHaveLength(1)
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
