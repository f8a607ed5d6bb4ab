import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openRegisterDatabase } from '../../src/db/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { newId } from '../../src/main/core/index.ts'
import { oneLife } from './one-life.ts'

const kills = 6
interface Cancelled {
  readonly layAwayId: string
  readonly amount: number
  readonly tenders: readonly { readonly type: string; readonly amount: number; readonly number?: string }[]
}

test(`[KILL-8] [LAY-3] [LAY-6] goods laid aside, paid, collected and given up, killed ${kills} times or more: what was paid in is used once, given back once, or still held`, { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-lay-away-kills-'))
  const file = path.join(folder, 'register.db')
  try {
    const told: string[] = []
    const ended = (): number => told.filter((line) => /^(?:collected|cancelled) /.test(line)).length
    // A busy machine does less in a life: it gets more of them, until enough are told of.
    for (let kill = 0; kill < kills || (ended() <= kills && kill < 5 * kills); kill += 1) told.push(...(await oneLife('laying-register.ts', file, 15 + kill * 17)))
    expect(ended()).toBeGreaterThan(kills)
    const opened = openRegisterDatabase({ path: file, newId })
    if (!opened.ok) throw new Error(opened.refusal.code)
    const database = opened.value
    expect([database.chainFaultAtOpen(), database.verifyChain()]).toEqual([undefined, undefined])
    const bodies = <T>(type: string): readonly T[] => database.entriesAfter(1, 0, 1_000_000).flatMap((entry) => (entry.type === type ? [(JSON.parse(entry.text) as { body: T }).body] : []))
    const sales = bodies<SaleBody>('sale.completed')
    for (const sale of sales) expect(checkSale(sale)).toEqual([])
    const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
    const paidIn = sum(sales.flatMap(({ liabilities = [] }) => liabilities.flatMap(({ owes, amount }) => (owes.kind === 'deposit' ? [amount] : []))))
    const used = sum(sales.flatMap(({ tenders }) => tenders.flatMap(({ type, amount }) => (type === 'deposit' ? [amount] : []))))
    const cancelled = bodies<Cancelled>('layAway.cancelled')
    const stillHeld = sum(database.layAways().flatMap(({ id }) => database.depositsOf(id).map(({ amount }) => amount)))
    expect(used + sum(cancelled.map(({ amount }) => amount)) + stillHeld).toBe(paidIn)
    // Each once, and each that was told of.
    expect(new Set(cancelled.map(({ layAwayId }) => layAwayId)).size).toBe(cancelled.length)
    for (const line of told) {
      const [act, id = ''] = line.split(' ')
      const state = database.layAwayById(id)?.state
      if (act === 'collected' || act === 'cancelled') expect([line, state]).toEqual([line, act])
      if (act === 'laid' || act === 'paid') expect([line, ['held', 'collecting', 'collected', 'cancelled'].includes(state ?? '')]).toEqual([line, true])
    }
    // What went back as store credit is there to be spent, each number with what its document says.
    const credits = cancelled.flatMap(({ tenders }) => tenders.filter(({ type }) => type === 'storeCredit'))
    expect(credits.length).toBeGreaterThan(0)
    for (const { number = '', amount } of credits) expect(database.storedValue({ kind: 'storeCredit', number }, 0)).toEqual({ own: amount, isOurs: true })
    // One paper each, and never two.
    for (const { layAwayId } of cancelled.slice(-20)) expect(database.outcomesOf(`layAway:${layAwayId}`).filter(({ kind }) => kind === 'print')).toHaveLength(1)
    database.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
