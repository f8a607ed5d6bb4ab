import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { journal as journalContract, journalEntry as entryContract } from '../../contracts/ipc/index.ts'
import { queries } from '../queries/index.ts'
import { commands } from './index.ts'
import { testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = testRegister()
})
afterEach(() => {
  register.remove()
})

const context = () => ({ reader: register.database, seat: 'counter' })
const ask = (input: Parameters<typeof queries.journal>[1]) => journalContract.output.parse(value(queries.journal(context(), input)))
const list = (): void => { while (register.database.project(50) > 0); }
const append = (type: string, body: unknown, more: { readonly operator?: string; readonly approver?: string } = {}): void => {
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.append(register.context().moment(), { type, schemaVersion: 1, businessDate: '2026-11-21', operator: 'op-1', body, ...more }) })))
}

function sell(): void {
  value(register.database.unitOfWork(() => {
    register.database.setSeat({ seat: 'counter', operatorId: 'op-1' })
    return { ok: true, value: undefined }
  }))
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567908' }))
  value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash', received: 2000 }] }))
}

describe('the journal, asked', () => {
  test('[JOURNAL-5] a real sale is a row with its operator, amount and receipt, and opens into facts of the right kinds', () => {
    sell()
    list()
    const { entries, next, listing } = ask({ limit: 5, group: 'sales' })
    expect([next, listing]).toEqual([undefined, false])
    expect(entries).toMatchObject([{ epoch: 1, seq: 1, type: 'sale.completed', operatorName: 'Li', operatorId: 'op-1', amount: 1250, currency: 'CNY', said: { number: '3-1', change: 750 } }])
    const saleId = entries[0]?.saleId ?? ''
    expect(queries.receipt(context(), { saleId })).toMatchObject({ ok: true })
    const { facts, hash, catalogueVersion } = entryContract.output.parse(value(queries['journal-entry'](context(), { epoch: 1, seq: 1 })))
    expect([hash, catalogueVersion]).toEqual([register.database.entryHashAt(1, 1), register.database.facts().catalogueVersion])
    const of = (...path: string[]) => facts.find((fact) => fact.path.join() === path.join())
    expect([of('total'), of('openedAt')?.kind, of('lines', '1', 'name'), of('lines', '1', 'quantity')?.kind, of('lines', '1', 'rate')?.kind, of('trail', '1', 'operator'), of('tenders', '1', 'received')]).toEqual([
      { path: ['total'], kind: 'amount', value: 1250 }, 'moment', { path: ['lines', '1', 'name'], kind: 'text', value: 'tea' }, 'quantity', 'rate', { path: ['trail', '1', 'operator'], kind: 'person', value: 'Li' }, { path: ['tenders', '1', 'received'], kind: 'amount', value: 2000 },
    ])
  })

  test('[JOURNAL-5] an approval of a share is no amount of money, one of money is, and who asked is named', () => {
    append('approval.granted', { permission: 'discount', amount: 200_000, reason: 'customerRequest', requester: 'op-1' })
    append('approval.granted', { permission: 'refund', amount: 1250, reason: 'customerRequest', requester: 'op-1' })
    list()
    const { entries } = ask({ limit: 2 })
    expect(entries.map(({ amount, said }) => [amount, said['requester']])).toEqual([[1250, 'Li'], [undefined, 'Li']])
    const kindOf = (seq: number) => entryContract.output.parse(value(queries['journal-entry'](context(), { epoch: 1, seq }))).facts.find(({ path }) => path.join() === 'amount')?.kind
    expect([kindOf(1), kindOf(2)]).toEqual(['rate', 'amount'])
  })

  test('[JOURNAL-5] a limit of the matrix is money where its right counts money, and a share where it counts shares', () => {
    append('permission.changed', { permission: 'discount', role: 'cashier', from: 'no', to: 'upTo:100000' })
    append('permission.changed', { permission: 'refund', secondPersonAbove: 50_000, from: 'none' })
    list()
    const facts = (seq: number) => value(queries['journal-entry'](context(), { epoch: 1, seq })).facts.map(({ path, kind, value: said }) => [path.join(), kind, said])
    expect(facts(1)).toEqual([['from', 'text', 'no'], ['permission', 'text', 'discount'], ['role', 'text', 'cashier'], ['to', 'rate', 100_000]])
    expect(facts(2)).toEqual([['from', 'text', 'none'], ['permission', 'text', 'refund'], ['secondPersonAbove', 'amount', 50_000]])
  })

  test('[JOURNAL-5] goods that an entry only has the id of are named, with their number', () => {
    append('recall.lifted', { itemId: 'water', lot: 'L7' })
    append('recall.set', { itemId: 'gone', reason: 'supplier', since: '2026-11-21' })
    append('moon.phased', { lines: [{ itemId: 'water', name: 'as sold' }, { itemId: 'water' }] })
    list()
    const water = register.database.itemById('water')
    const named = `water · ${water?.sku ?? ''}`
    expect(ask({ limit: 5 }).entries.map(({ said }) => said['goods'])).toEqual([undefined, undefined, named])
    const goods = (seq: number) => entryContract.output.parse(value(queries['journal-entry'](context(), { epoch: 1, seq }))).facts.filter(({ path }) => path.at(-1) === 'goods')
    expect([goods(1), goods(2), goods(3)]).toEqual([[{ path: ['goods'], kind: 'text', value: named }], [], [{ path: ['lines', '2', 'goods'], kind: 'text', value: named }]])
  })

  test('[JOURNAL-5] is found by receipt number in any width of digits, page by page, and by nothing else', () => {
    for (let sale = 0; sale < 3; sale += 1) sell()
    list()
    expect(ask({ limit: 5, text: ' ３-2 ' }).entries.map(({ said }) => said['number'])).toEqual(['3-2'])
    expect(ask({ limit: 5, text: '9' }).entries).toEqual([])
    const first = ask({ limit: 2 })
    expect(first.entries.map(({ seq }) => seq)).toEqual([3, 2])
    expect(ask({ limit: 2, ...(first.next && { before: first.next }) })).toMatchObject({ entries: [{ seq: 1 }] })
    expect(ask({ limit: 3 }).next).toBeUndefined()
  })

  test('[JOURNAL-5] an approver is named, one who is unknown here by id, and what nobody knows is shown as far as it can be read', () => {
    append('moon.phased', { __proto__: null, constructor: 'x', long: 'y'.repeat(200), nested: { deep: [1] } }, { approver: 'op-2' })
    append('drawer.opened', { reason: 'other' }, { operator: 'op-9', approver: 'op-8' })
    list()
    expect(ask({ limit: 5 }).entries).toMatchObject([
      { type: 'drawer.opened', operatorName: '', operatorId: 'op-9', approverName: 'op-8' },
      { type: 'moon.phased', operatorName: 'Li', approverName: 'Wu', said: { constructor: 'x' } },
    ])
    expect(value(queries['journal-entry'](context(), { epoch: 1, seq: 1 })).facts).toEqual([
      { path: ['constructor'], kind: 'text', value: 'x' }, { path: ['long'], kind: 'text', value: 'y'.repeat(200) }, { path: ['nested', 'deep', '1'], kind: 'number', value: 1 },
    ])
    expect(queries['journal-entry'](context(), { epoch: 1, seq: 3 })).toMatchObject({ ok: false, refusal: { code: 'entry.unknown' } })
  })
})
