import { afterEach, beforeEach, expect, test } from 'vitest'
import { counterView, priceCheckView, type CounterView } from '../../contracts/ipc/index.ts'
import { checkSale, type SaleBody } from '../../domain/sale/index.ts'
import { answeringCommands, commands } from './index.ts'
import { code, staffedRegister, testItems, type TestRegister, value } from './register.fixture.ts'

const gs = '\u001d'
const water = '06901234567892'
const cheeseGtin = '09506000134352'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
  value(
    register.database.unitOfWork(() => {
      const [, , apples] = testItems
      if (apples !== undefined) register.database.saveItems([{ item: { ...apples.item, id: 'cheese', sku: 'cheese' }, barcodes: [cheeseGtin] }])
      return { ok: true, value: undefined }
    }),
  )
})
afterEach(() => register.remove())

const scan = (barcode: string): CounterView => {
  const view = value(commands.scan(register.context(), { barcode }))
  expect(counterView.parse(view)).toEqual(view)
  return view
}
const lines = (): readonly object[] => value(commands['set-layout'](register.context(), { layout: 'tiles' })).basket?.lines ?? []

test('[GSC-1] an element string, with the scanner\'s prefix or without, and an address find the item by its GTIN', () => {
  scan(`]C101${water}10A`)
  scan(`01${water}10A`)
  expect(scan(`https://id.example.com/01/${water}/10/A?17=261231`).basket?.lines).toMatchObject([
    { itemId: 'water', quantity: 2000, lot: 'A' },
    { itemId: 'water', quantity: 1000, lot: 'A', expiry: '2026-12-31' },
  ])
  expect(scan(']E06901234567908').basket?.lines[2]).toMatchObject({ itemId: 'tea', quantity: 1000 })
})

test('[GSC-2] a label\'s weight and price are charged, and the price check says the same', () => {
  const weighed = `]e001${cheeseGtin}3103001284`
  const priced = `]e001${cheeseGtin}310300130039221656`
  const checked = value(answeringCommands['check-price'](register.context(), { barcode: priced }))
  expect(checked).toMatchObject({ item: { itemId: 'cheese' }, embedded: { kind: 'price', quantity: 1300, amount: 1656 } })
  expect(priceCheckView.parse(checked)).toEqual(checked)
  expect(value(answeringCommands['check-price'](register.context(), { barcode: weighed }))).toMatchObject({ embedded: { kind: 'weight', quantity: 1284, amount: 1271 } })
  expect(value(answeringCommands['check-price'](register.context(), { barcode: `]C101${water}10A` }))).not.toHaveProperty('embedded')
  scan(weighed)
  expect(scan(priced).basket).toMatchObject({ total: 1271 + 1656, lines: [{ quantity: 1284 }, { quantity: 1300, gross: 1656, fixedPrice: true, embedded: { kind: 'price', weight: 1300 } }] })
})

test('[GSC-3] an exact barcode beats what GS1 would read in it', () => {
  const stored = `01${water}10A`
  const [, tea] = testItems
  value(register.database.unitOfWork(() => ({ ok: true, value: tea && register.database.saveItems([{ ...tea, barcodes: ['6901234567908', stored] }]) })))
  const [line] = scan(stored).basket?.lines ?? []
  expect(line).toMatchObject({ itemId: 'tea' })
  expect(line).not.toHaveProperty('lot')
})

test('[GSC-4] a label that is broken is a red line that says why, one nobody knows says nothing', () => {
  const broken: readonly (readonly [string, string | undefined])[] = [
    [`]C10106901234567893`, 'gs1.checkDigit'],
    [`]d201${water}17261301`, 'gs1.impossibleDate'],
    [`01${water}${gs}5`, 'gs1.unknownIdentifier'],
    [']C100106141411234567897', 'gs1.noItem'],
    [`https://a.b/01/${water}?10=`, 'gs1.wrongLength'],
    [']C10104006381333931', undefined],
  ]
  for (const [barcode, problem] of broken) {
    const line = scan(barcode).basket?.lines.at(-1)
    expect(line, barcode).toMatchObject({ kind: 'unresolved', barcode, reason: 'unknown' })
    expect(line?.kind === 'unresolved' ? line.problem : '', barcode).toBe(problem)
  }
})

test('[GSC-5] what is past its last day at the store\'s own midnight, or in the basket by its serial number, is refused and changes nothing', () => {
  register.now = Date.UTC(2026, 10, 21, 15, 59)
  const lastDay = `01${water}1726112121S1`
  scan(lastDay)
  const before = lines()
  expect(code(commands.scan(register.context(), { barcode: lastDay }))).toBe('serial.repeated')
  register.now = Date.UTC(2026, 10, 21, 16)
  expect(commands.scan(register.context(), { barcode: `01${water}1726112121S2` })).toEqual({ ok: false, refusal: { code: 'item.expired', params: { expiry: '2026-11-21' } } })
  expect(lines()).toEqual(before)
})

test('[GSC-6] lot, last day and serial number survive a restart and are frozen into the sale, which adds up again', () => {
  scan(`01${water}1726123110L/7${gs}21S1`)
  scan(`]e001${cheeseGtin}310300130039221656${gs}10L8`)
  scan('6901234567908')
  register.reopen()
  const open = scan(`01${water}1726123110L/7${gs}21S2`)
  const paid = value(commands['complete-sale'](register.context(), { basketId: open.basket?.id ?? '', revision: 4, tenders: [{ type: 'card' }] }))
  const { body } = JSON.parse(register.database.saleDocument(paid.lastSale?.id ?? '') ?? '') as { readonly body: SaleBody }
  expect(checkSale(body)).toEqual([])
  expect(body.lines).toMatchObject([
    { itemId: 'water', lot: 'L/7', expiry: '2026-12-31', serial: 'S1' },
    { itemId: 'cheese', lot: 'L8', quantity: 1300, gross: 1656, embedded: { kind: 'price', weight: 1300 } },
    { itemId: 'tea' },
    { itemId: 'water', serial: 'S2' },
  ])
  expect(JSON.stringify(body.lines[2])).not.toMatch(/lot|expiry|serial|weight/)
  expect(body.movements).toMatchObject([{ itemId: 'water', quantity: -2000 }, { itemId: 'cheese', quantity: -1300 }, { itemId: 'tea' }])
  const second = body.lines[1]
  if (second?.embedded === undefined) throw new Error('no label')
  const changed = (line: object): SaleBody => ({ ...body, lines: body.lines.map((one, place) => (place === 1 ? { ...one, ...line } : one)) })
  expect(checkSale(changed({ embedded: { ...second.embedded, weight: 1301 } }))).toEqual(['line 2: quantity is not what the label\'s price buys'])
  expect(checkSale(changed({ itemId: 'water', serial: 'S1' }))).toContain('a serial number was sold twice')
})
