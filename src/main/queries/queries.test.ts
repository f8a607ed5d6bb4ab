import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contract, mainNames, register as registerContract, tiles as tilesContract } from '../../contracts/ipc/index.ts'
import { openRegisterDatabase, type RegisterWriter } from '../../db/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { queries } from './index.ts'

let folder = ''
let database: RegisterWriter
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwright-'))
  let next = 0
  const opened = openRegisterDatabase({ path: join(folder, 'register.db'), newId: () => `00000000-0000-7000-8000-${String((next += 1)).padStart(12, '0')}` })
  if (!opened.ok) throw new Error(opened.refusal.code)
  database = opened.value
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

function write(act: () => void): void {
  database.unitOfWork(() => ({ ok: true, value: act() }))
}
const context = (): { reader: RegisterWriter; seat: string } => ({ reader: database, seat: 'counter' })

describe('queries', () => {
  test('[QUERY-1] a PIN is shown by a demo database, and by no other', () => {
    write(() => {
      database.saveFacts({ mode: 'demo' })
      database.saveOperator({ id: 'op-1', name: 'Li', role: 'cashier', demoPin: '4711' }, '$argon2id$1')
    })
    const demo = queries.register(context())
    expect(demo).toMatchObject({ value: { mode: 'demo', operators: [{ id: 'op-1', demoPin: '4711' }] } })
    // A reader that still hands the PIN out, whatever the database thinks: the query itself must not pass it on.
    const reader = { ...database, facts: () => ({ ...database.facts(), mode: 'live' as const }) }
    const live = queries.register({ reader, seat: 'counter' })
    expect(JSON.stringify(live)).not.toContain('4711')
    for (const answer of [demo, live]) expect(answer.ok && registerContract.output.parse(answer.value)).toEqual(answer.ok && answer.value)
  })

  test('[QUERY-2] tiles carry their item as it is now, priced or not', () => {
    const item = { id: 'water', sku: 'w', names: { en: 'Water' }, unit: 'each', taxClass: 'standard', category: 'drinks' } as const
    write(() => {
      database.saveItems([{ item: { ...item, price: { minor: minor(200), per: thousandths(1000) } }, barcodes: [] }, { item: { ...item, id: 'news', sku: 'n' }, barcodes: [] }])
      database.saveTilePages([{ id: 'all', names: { en: 'All' }, tiles: [{ itemId: 'water', icon: 'drop', hue: 1 }, { itemId: 'news', icon: 'paper', hue: 2 }] }])
    })
    expect(queries.tiles({ ...context(), reader: { ...database, tilePages: () => [] } }, {})).toEqual({ ok: true, value: { pages: [], goods: true } })
    const answer = queries.tiles(context(), {})
    expect(answer).toEqual({
      ok: true,
      value: {
        pages: [
          {
            id: 'all',
            names: { en: 'All' },
            tiles: [
              { itemId: 'water', sku: 'w', names: { en: 'Water' }, unit: 'each', price: { minor: 200, per: 1000 }, icon: 'drop', hue: 1 },
              { itemId: 'news', sku: 'n', names: { en: 'Water' }, unit: 'each', icon: 'paper', hue: 2 },
            ],
          },
        ],
      },
    })
    expect(answer.ok && tilesContract.output.parse(answer.value)).toEqual(answer.ok && answer.value)
  })

  test('[QUERY-3] an untouched counter is empty, and a tax pack nobody knows is a bug that is not sold through', () => {
    expect(queries.counter(context())).toEqual({ ok: true, value: { currency: 'CNY', suspended: 0 } })
    write(() => {
      database.saveFacts({ taxPack: 'XX-1999' })
      database.openBasket({ id: 'b', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 0, lines: [], trail: [] }, 'counter')
    })
    expect(() => queries.counter(context())).toThrow('tax pack')
  })

  test('[QUERY-4] every query of the contract has its function, but for those that main answers', () => {
    const mains: ReadonlySet<string> = new Set(mainNames)
    const named = Object.values(contract).filter(({ kind }) => kind === 'query').map(({ name }) => name)
    expect(Object.keys(queries).toSorted()).toEqual(named.filter((name) => !mains.has(name)).toSorted())
  })
})
