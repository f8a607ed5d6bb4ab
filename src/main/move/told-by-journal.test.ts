import { expect, test } from 'vitest'
import { GENESIS_HASH, makeEntry } from '../../domain/journal/index.ts'
import { sha256 } from '../../db/index.ts'
import { beyond } from './stage-rebuild.ts'
import { toldByJournal } from './told-by-journal.ts'

const [owner, cashier, customer] = ['01a20870-0000-7000-8000-00000000aaa1', '01a20870-0000-7000-8000-00000000bbb2', '01a20870-0000-7000-8000-00000000ccc3']

/** A journal of these entries, each in the epoch that it says. */
function journalOf(...drafts: readonly { readonly type: string; readonly body: unknown; readonly id?: string; readonly epoch?: number; readonly businessDate?: string; readonly operator?: string }[]) {
  const entries = drafts.map(({ epoch = 1, id, businessDate = '2026-11-23', operator = owner, ...draft }, index) => {
    const content = { register: owner, epoch, seq: index + 1, id: id ?? `01a20870-0000-7000-8000-${String(index).padStart(12, '0')}`, schemaVersion: 1, at: 1000 + index, tzOffset: 0, bootId: owner, monoMs: index, businessDate, operator, catalogueVersion: 3, ...draft }
    return { epoch, seq: content.seq, id: content.id, type: content.type, ...makeEntry(content, GENESIS_HASH, sha256) }
  })
  return toldByJournal({
    facts: () => ({ registerId: owner, registerNumber: 3, epoch: 2, mode: 'live', storeId: '', storeName: '', chainName: '', storeLines: [], currency: 'CNY', taxPack: 'CN-2019', timeZone: 'Europe/London', cutOffHour: 4, language: 'en', catalogueVersion: 0, layout: 'tiles', lockAfterSeconds: 180 }),
    entriesAfter: (epoch, after) => entries.filter((one) => one.epoch === epoch && one.seq > after),
  })
}

const price = { minor: 145, per: 1000 }
const line = { lineNo: 1, itemId: 'milk', sku: '1001', name: 'Milk', barcode: '6907992500942', quantity: 1000, unit: 'each', price, gross: 145, discount: 0, total: 145, taxClass: 'zero', rate: 0, tax: 0 }
const sale = (basketId: string, more: object = {}) => ({ saleId: basketId, number: '3-1', basketId, openedAt: 1, currency: 'GBP', taxPack: 'GB-2011', lines: [line], taxes: [], subtotal: 145, discount: 0, tax: 0, total: 145, tenders: [{ tenderNo: 1, type: 'cash', amount: 145 }], change: 0, movements: [], trail: [], ...more })
const changed = (setting: string, to: string) => ({ type: 'setting.changed', body: { setting, from: '', to } })

test('[REB-5] the store is as the newest entries say, and called as head office says from the enrolment on', () => {
  const setUp = { type: 'register.setUp', body: { operatorId: owner, role: 'admin', language: 'en', chainName: 'Old', storeName: 'Old Quay', currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', cutOffHour: 4, catalogue: 'empty', provisioned: '' } }
  const { facts } = journalOf(setUp, { type: 'register.enrolled', body: { storeId: 's', registerNumber: 3 } }, changed('store.storeLines', '1 Quay\nBristol'), changed('store.returnDays', '14'), changed('store.returnDays', ''), changed('lockAfter', '60'), changed('store.storedValue', 'sold 500 0'), changed('device.printer', 'tcp://1'))
  expect(facts).toEqual({ language: 'en', currency: 'GBP', taxPack: 'GB-2011', timeZone: 'Europe/London', cutOffHour: 4, storeLines: ['1 Quay', 'Bristol'], returnDays: null, lockAfterSeconds: 60, storedValue: { giftCards: true, giftCardOffline: 500, storeCreditOffline: 0 }, catalogueVersion: 3 })
})

test('[REB-5] rates that were added stay but for those withdrawn, and rights are as they were given last', () => {
  const rate = (type: string, startsOn: string) => ({ type, body: { pack: 'GB-2011', taxClass: 'standard', startsOn, rate: 210_000 } })
  const { facts, grants } = journalOf(rate('tax.rateAdded', '2027-01-01'), rate('tax.rateAdded', '2028-01-01'), rate('tax.rateWithdrawn', '2027-01-01'), { type: 'permission.changed', body: { role: 'cashier', permission: 'discount', from: 'ask', to: 'yes' } }, { type: 'permission.changed', body: { role: 'cashier', permission: 'discount', from: 'yes', to: 'upTo:50000' } }, { type: 'permission.changed', body: { role: 'nobody', permission: 'discount', from: 'yes', to: 'no' } })
  expect(facts.taxRates).toEqual([{ pack: 'GB-2011', taxClass: 'standard', from: '2028-01-01', rate: 210_000 }])
  expect(grants).toEqual([{ role: 'cashier', permission: 'discount', grant: 50_000 }])
})

test('[REB-5] from which amount on two people have to agree is as it was last, and what is no amount is none', () => {
  const above = (permission: string, secondPersonAbove: number | string) => ({ type: 'permission.changed', body: { permission, secondPersonAbove, from: 'none' } })
  const { secondPerson } = journalOf(above('refund', 5_000), above('refund', 7_000), above('discount', 300_000), above('discount', 'none'), above('sell', 10), above('voidSale', -1), above('voidSale', 'many'))
  expect(secondPerson).toEqual([{ permission: 'refund', above: 7_000 }, { permission: 'discount', above: undefined }])
})

test('[REB-5] people and customers come back by their ids, without a name, a badge or a PIN', () => {
  const { people, customers } = journalOf(
    { type: 'operator.added', body: { operatorId: cashier, role: 'cashier', active: 'yes', badge: 'set' } },
    { type: 'operator.saved', body: { operatorId: cashier, role: 'supervisor', active: 'no', badge: 'kept' } },
    { type: 'customer.added', body: { customerId: customer, fields: ['name'] } },
    { type: 'customer.limitSet', body: { customerId: customer, limit: 5000 } },
  )
  expect(people).toEqual([{ id: cashier, name: '#BBB2', role: 'supervisor', inactive: true }])
  expect(customers).toEqual([{ id: customer, name: '#CCC3', accountLimit: 5000 }])
})

test('[REB-6] goods are known as they were sold last, a price of the day is no price, and two with one barcode are one', () => {
  const later = { ...line, price: { minor: 100, per: 1000 }, cataloguePrice: { minor: 150, per: 1000 }, overrideReason: 'priceToday' }
  const twin = { ...line, itemId: 'other', sku: '1002', name: 'Other milk' }
  const flowers = { ...line, itemId: 'item-open-price', department: 'flowers' }
  const { goods } = journalOf(
    { type: 'item.created', body: { itemId: 'jam', sku: 'J', names: { en: 'Jam', 'zh-CN': '果酱' }, unit: 'each', taxClass: 'standard', price, barcode: '4006381333931' } },
    { type: 'item.priced', body: { itemId: 'jam', price: { minor: 300, per: 1000 } } },
    { type: 'sale.completed', body: sale('b1') },
    { type: 'sale.completed', body: sale('b2', { lines: [later, flowers] }) },
    { type: 'sale.completed', body: sale('b3', { lines: [twin] }) },
  )
  expect(goods).toEqual([
    { item: { id: 'jam', sku: 'J', names: { en: 'Jam', 'zh-CN': '果酱' }, unit: 'each', taxClass: 'standard', price: { minor: 300, per: 1000 } }, barcodes: ['4006381333931'] },
    { item: { id: 'milk', sku: '1001', names: { en: 'Milk' }, unit: 'each', taxClass: 'zero', price: { minor: 150, per: 1000 } }, barcodes: [] },
    { item: { id: 'other', sku: '1002', names: { en: 'Other milk' }, unit: 'each', taxClass: 'zero', price }, barcodes: ['6907992500942'] },
  ])
})

test('[REB-6] what is held or laid aside at the end is held again, at what it came to; what was sold, given up or is not known is not', () => {
  const suspended = (basketId: string, itemId = 'milk', said: object = {}, ofLine: object = {}) => ({ type: 'basket.suspended', body: { basketId, ...said, openedAt: 5, lines: [{ lineNo: 1, itemId, quantity: 2000, total: 275, ...ofLine }], total: 275, trail: [] } })
  const deposit = (saleId: string, layAwayId: string, amount: number) => ({ type: 'sale.completed', body: sale(saleId, { lines: [], liabilities: [{ lineNo: 1, name: 'Deposit', owes: { kind: 'deposit', layAwayId, number: 'L3-1' }, amount }] }) })
  const { held } = journalOf(
    { type: 'sale.completed', body: sale('b1') },
    suspended('held', 'milk', { label: 'blue coat' }), suspended('taken'), suspended('dropped'), suspended('unknown', 'rare'), suspended('laid', 'rare', { layAwayId: 'L1' }, { catalogueVersion: 2 }), suspended('gone', 'milk', { layAwayId: 'L2' }),
    deposit('d1', 'L1', 100), { type: 'layAway.made', body: { layAwayId: 'L1', basketId: 'laid', customer } },
    deposit('d2', 'L2', 100), { type: 'layAway.made', body: { layAwayId: 'L2', basketId: 'gone' } }, deposit('d3', 'L1', 50),
    { type: 'basket.resumed', body: { basketId: 'taken', seat: 'counter' } }, { type: 'basket.resumed', body: { basketId: 'laid', seat: 'counter' } },
    { type: 'basket.cancelled', body: { basketId: 'dropped' } }, { type: 'layAway.cancelled', body: { layAwayId: 'L2', basketId: 'gone' } },
  )
  expect(held.map(({ basketId, label, layAway, lines }) => ({ basketId, label, layAway, line: lines[0] }))).toEqual([
    { basketId: 'held', label: 'blue coat', layAway: undefined, line: { kind: 'item', lineNo: 1, itemId: 'milk', sku: '1001', names: { en: 'Milk' }, quantity: 2000, unit: 'each', price: { minor: 275, per: 2000 }, taxClass: 'zero', removed: false, catalogueVersion: 3 } },
    { basketId: 'laid', label: undefined, layAway: { id: 'L1', customerId: customer, deposits: [{ saleId: 'd1', amount: 100, inCash: true }, { saleId: 'd3', amount: 50, inCash: true }] }, line: expect.objectContaining({ itemId: 'rare', names: { en: '#RARE' }, taxClass: 'standard', catalogueVersion: 2 }) as unknown },
  ])
})

test('[REB-7] an entry that was issued again in a later epoch counts once, and numbers are skipped by the busiest day and the days since', () => {
  const again = { type: 'sale.completed', body: sale('b1'), id: '01a20870-0000-7000-8000-0000000000ff' }
  expect(journalOf(again, { ...again, epoch: 2 }, { type: 'refund.completed', body: {} }).busiest).toBe(2)
  expect([beyond(0, 0, 0), beyond(17, 3, 0.5), beyond(1417, 800, 2.1), beyond(1000, 10, 0), beyond(5, 400, 900), beyond(5, 1, -3)]).toEqual([1000, 2000, 5000, 2000, 7000, 2000])
})
