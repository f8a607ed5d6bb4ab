import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { saleCompleted } from '../../contracts/replication/index.ts'
import { weighingFacts } from '../queries/index.ts'
import { addWeighed, commands, type Weighing } from './index.ts'
import { code, papersOf, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  const tares = [{ id: 'bag', names: { en: 'Bag', 'zh-CN': '袋' }, weight: thousandths(5) }, { id: 'tray', names: { en: 'Tray', 'zh-CN': '托盘' }, weight: thousandths(12) }]
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveTares(tares) })))
})
afterEach(() => register.remove())

const read = (quantity: number, more: Partial<Weighing['weight']> = {}): Weighing['weight'] => ({ quantity: thousandths(quantity), division: thousandths(5), minimum: thousandths(100), net: 'gross', ...more })
const weigh = (weight: Weighing['weight'], tareId?: string, itemId = 'apples', request?: string) => addWeighed(register.context(request), { itemId, weight, ...(tareId !== undefined && { tareId }) })

describe('what a scale weighed', () => {
  test('[SCL-15] is the net at the catalogue\'s price, with its tare on the line', () => {
    // 0.485 kg at 9.90.
    expect(value(weigh(read(500), 'tray')).basket).toMatchObject({ total: 480, lines: [{ quantity: 485, weighed: 'scale', tare: { weight: 15, by: 'preset' }, total: 480 }] })
  })

  test('[SCL-15] nothing is added for a tare nobody keeps, one that leaves too little, a second one, pieces, or by nobody', () => {
    expect([code(weigh(read(500), 'gone')), code(weigh(read(100), 'bag')), code(weigh(read(5), 'bag')), code(weigh(read(500, { net: 'net' }), 'bag')), code(weigh(read(1000), undefined, 'water'))]).toEqual([
      'scale.unknownTare', 'scale.belowMinimum', 'scale.tareTooHeavy', 'scale.taredTwice', 'quantity.invalid',
    ])
    value(commands['sign-off'](register.context()))
    expect(code(weigh(read(500)))).toBe('operator.notSignedOn')
    expect(register.database.seat('counter').basketId).toBeUndefined()
  })

  test('[SCL-15] the same request again is the same line', () => {
    value(weigh(read(500), 'bag', 'apples', 'once'))
    expect(value(weigh(read(900), 'bag', 'apples', 'once')).basket?.lines).toHaveLength(1)
  })

  test('[SCL-16] an amount the scale showed is the till\'s own, or there is no line', () => {
    const priced = (unitPrice: number, amount: number) => code(weigh(read(505, { priced: { unitPrice, amount } })))
    // 0.505 kg at 9.90 is 4.9995.
    expect([priced(990, 500), priced(990, 499), priced(990, 501), priced(980, 495), priced(1000, 505)]).toEqual(['accepted', ...Array<string>(4).fill('scale.otherAmount')])
    // The tare is the till's: the amount is the whole load's.
    expect(value(weigh(read(505, { priced: { unitPrice: 990, amount: 500 } }), 'bag')).basket?.lines[1]).toMatchObject({ quantity: 500, total: 495 })
  })

  test('[SCL-16] the price a scale is asked with is the catalogue\'s for a kilogram, and none where that is no whole number', () => {
    const { item } = testItems[2]!
    const asked = (per: number) => {
      value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems([{ item: { ...item, price: { minor: minor(100), per: thousandths(per) } }, barcodes: [] }]) })))
      return weighingFacts(register.database, { itemId: 'apples', tareId: 'tray' })
    }
    expect([asked(1000), asked(100), asked(3000)]).toMatchObject([{ unitPrice: 100, tare: { weight: 12 } }, { unitPrice: 1000 }, {}])
    expect(asked(3000)).not.toHaveProperty('unitPrice')
    expect(weighingFacts(register.database, { itemId: 'gone', tareId: 'gone' })).toEqual({})
  })

  test('[SCL-15] weighed and typed stand in the sale, which adds up again and which head office takes, and on its paper', () => {
    value(weigh(read(500), 'tray'))
    const typed = value(commands['add-item'](register.context(), { itemId: 'apples', quantity: 300 }))
    expect(typed.basket?.lines[1]).toMatchObject({ weighed: 'typed' })
    const scanned = value(commands.scan(register.context(), { barcode: '2000001', quantity: 200 }))
    expect(scanned.basket?.lines[2]).toMatchObject({ weighed: 'typed' })
    const paid = value(commands['complete-sale'](register.context(), { basketId: scanned.basket?.id ?? '', revision: scanned.basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
    const saleId = paid.lastSale?.id ?? ''
    const { body } = JSON.parse(register.database.saleDocument(saleId) ?? '') as { readonly body: SaleBody }
    expect(body.lines).toMatchObject([{ quantity: 485, weighed: 'scale', tare: { weight: 15, by: 'preset' } }, { quantity: 300, weighed: 'typed' }, { quantity: 200, weighed: 'typed' }])
    expect(checkSale(body)).toEqual([])
    expect(saleCompleted.safeParse(body).success).toBe(true)
    const texts = papersOf(register, saleId).flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : block.kind === 'columns' ? [block.left] : [])))
    expect(texts).toEqual(expect.arrayContaining(['  Net 0.485 kg x 9.90/kg', '  Preset tare 0.015 kg', '  0.300 kg x 9.90/kg', '  Manual weight (typed)']))
  })

  test('[SCL-15] the kept tares come back in their order, also after the file was closed, and are replaced whole', () => {
    register.reopen()
    expect(register.database.tares().map(({ id, weight }) => [id, weight])).toEqual([['bag', 5], ['tray', 12]])
    value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveTares([{ id: 'tub', names: { en: 'Tub' }, weight: thousandths(35) }]) })))
    expect([register.database.tares().length, register.database.tareById('bag'), register.database.tareById('tub')?.names]).toEqual([1, undefined, { en: 'Tub' }])
    expect(() => register.database.unitOfWork(() => ({ ok: true, value: register.database.saveTares([{ id: 'air', names: {}, weight: thousandths(0) }]) }))).toThrow(/CHECK/u)
  })
})
