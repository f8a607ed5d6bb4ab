import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { createHash } from 'node:crypto'
import { applyDuePrices, applyFeed, commands, type CommandContext, keepFeedPage, releaseFeed } from './index.ts'
import { code, staffedRegister, startOfTest, type TestRegister, value } from './register.fixture.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const [water, other] = [randomUUID(), randomUUID()]

let register: TestRegister
let at: number
let held: Map<string, string>
let version: number
beforeEach(() => {
  register = staffedRegister()
  at = startOfTest
  held = new Map()
  version = 0
})
afterEach(() => register.remove())

const here = (): Pick<CommandContext, 'database' | 'moment'> => {
  const context = register.context()
  return { database: register.database, moment: () => ({ ...context.moment(), at }) }
}

/** What head office has now, as one version and one page. */
function feed(...rows: readonly { readonly id: string; readonly text: string | null }[]) {
  for (const { id, text } of rows) {
    if (text === null) held.delete(id)
    else held.set(id, text)
  }
  const setHash = [...held].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  version += 1
  value(keepFeedPage(here(), 'items', { instance: 'hq', from: version - 1, to: version, snapshot: false, setHash, rows: [...rows] }))
  return value(applyFeed(here(), 'items'))
}
const item = (change: object = {}): { id: string; text: string } => {
  const said = { id: water, sku: 'W1', barcodes: ['06901234567908'], names: { en: 'Spring water', 'zh-CN': '矿泉水' }, unit: 'each', taxClass: 'standard', currency: register.database.facts().currency, prices: [{ from: 5, minor: 900, per: 1000 }], ...change }
  return { id: said.id, text: JSON.stringify(said) }
}
const scan = (): CounterView => value(commands.scan(register.context(), { barcode: '6901234567908' }))
const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { catalogueVersion: number; operator: string; body: Record<string, unknown> })

test('[REP-13] what is applied is one entry that names head office’s version and set, and every entry from it on the catalogue it made', () => {
  const before = register.database.facts().catalogueVersion
  expect(feed(item(), { id: other, text: '{}' })).toMatchObject({ kind: 'applied', changed: 1, parked: 1 })
  const { setHash } = register.database.feedState('items')
  expect(entries('items.fed')).toMatchObject([{ catalogueVersion: before + 1, operator: 'system', body: { version: 1, setHash, changed: 1, withdrawn: 0, parked: 1 } }])
  const { basket } = scan()
  expect(basket?.lines).toMatchObject([{ names: { en: 'Spring water' }, price: { minor: 900 } }])
  value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  expect(entries('sale.completed')).toMatchObject([{ catalogueVersion: before + 1 }])
})

test('[REP-13] an open basket keeps the prices it was rung up with, and the next scan has the new one', () => {
  feed(item())
  const first = scan()
  expect(first.basket?.total).toBe(900)
  feed(item({ prices: [{ from: 5, minor: 950, per: 1000 }] }))
  value(commands['cancel-basket'](register.context(), { basketId: first.basket?.id ?? '' }))
  expect(scan().basket?.total).toBe(950)
})

test('[REP-13] a sale that stood open over a price change says of each line which catalogue it was priced with', () => {
  feed(item())
  scan()
  const begun = register.database.facts().catalogueVersion
  feed(item({ prices: [{ from: 5, minor: 950, per: 1000 }] }))
  const both = scan()
  expect(both.basket?.total).toBe(1850)
  const again = value(commands['change-quantity'](register.context(), { lineNo: 1, quantity: 2000 }))
  // Held and taken up again it is the same sale; the entry of the holding says it, too.
  value(commands['suspend-basket'](register.context(), {}))
  feed(item({ prices: [{ from: 5, minor: 970, per: 1000 }] }))
  const taken = value(commands['resume-basket'](register.context(), { basketId: both.basket?.id ?? '' }))
  expect(taken.basket?.total).toBe(again.basket?.total)
  const last = scan()
  value(commands['complete-sale'](register.context(), { basketId: last.basket?.id ?? '', revision: last.basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  const said = (type: string) => entries(type).map(({ catalogueVersion, body }) => [catalogueVersion, (body['lines'] as readonly { readonly catalogueVersion?: number }[]).map((line) => line.catalogueVersion)])
  expect(said('basket.suspended')).toEqual([[begun + 1, [begun, undefined]]])
  // What the entry names itself is not said once more.
  expect(said('sale.completed')).toEqual([[begun + 2, [begun, begun + 1, undefined]]])
})

test('[REP-13] what was rung up before a change and paid after it says so in every line, and a sale that saw none says nothing', () => {
  feed(item())
  const begun = register.database.facts().catalogueVersion
  const pay = ({ basket }: CounterView): unknown => value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  const open = scan()
  feed(item({ prices: [{ from: 5, minor: 950, per: 1000 }] }))
  pay(open)
  pay(scan())
  expect(entries('sale.completed').map(({ body }) => (body['lines'] as readonly { readonly catalogueVersion?: number }[]).map((line) => line.catalogueVersion))).toEqual([[begun], [undefined]])
})

test('[REP-8] what another currency, an unknown tax or an id that is not its own says is not used, and each says why', () => {
  feed(item({ currency: 'JPY' }), { id: other, text: 'nonsense' })
  expect(register.database.feedState('items').parked).toEqual({ count: 2, named: [{ id: water, reason: 'currency-differs' }, { id: other, reason: 'not-json' }].toSorted((a, b) => (a.id < b.id ? -1 : 1)) })
  feed(item({ taxClass: 'moon' }), { id: other, text: item().text })
  expect(register.database.feedState('items').parked.named.map(({ reason }) => reason).toSorted()).toEqual(['item-unreadable', 'tax-class-unknown'])
})

test('[REP-13] an item of head office’s gets no price at the counter: that is head office’s to say, until it keeps no range any more', () => {
  feed(item({ prices: [] }))
  const view = scan()
  expect(view.basket?.lines).toMatchObject([{ kind: 'unresolved' }])
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveGrant('cashier', 'createItem', 'yes') })))
  const price = () => commands['create-item'](register.context(), { lineNo: 1, price: 300 })
  expect(code(price())).toBe('item.ofHeadOffice')
  expect(value(releaseFeed(here(), 'items'))).toEqual({ released: 1 })
  expect(entries('items.released')).toHaveLength(1)
  expect(code(price())).toBe('accepted')
  // Nothing to let go of: no entry.
  value(releaseFeed(here(), 'items'))
  expect(entries('items.released')).toHaveLength(1)
})

test('[FED-2] a price comes into force within its minute, with an entry, and not on a register that is somewhere else by now', () => {
  feed(item({ prices: [{ from: 5, minor: 900, per: 1000 }, { from: startOfTest + 60_000, minor: 800, per: 1000 }] }))
  expect(value(applyDuePrices(here()))).toBe(0)
  at += 60_000
  const before = register.database.facts().catalogueVersion
  expect([value(applyDuePrices(here())), value(applyDuePrices(here()))]).toEqual([1, 0])
  expect(entries('prices.due')).toMatchObject([{ catalogueVersion: before + 1, body: { changed: 1, version: 1 } }])
  expect(scan().basket?.total).toBe(800)
})
