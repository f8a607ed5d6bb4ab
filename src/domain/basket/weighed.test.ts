import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { extend, thousandths } from '../quantity/index.ts'
import { changedQuantity, keyedLine, netWeight, tareOn, weighedLine, type BasketLine, type ItemLine, type ScaleWeight } from './index.ts'

const act = { at: 5, operator: 'op-1' }
const empty = { lines: [], trail: [] }
const price = { minor: minor(1290), per: thousandths(1000) }
const apples: Item = { id: 'apples', sku: 'A', names: { en: 'Apples' }, unit: 'kg', taxClass: 'food', price }
const read = (quantity: number, more: Partial<ScaleWeight> = {}): ScaleWeight => ({ quantity: thousandths(quantity), division: thousandths(5), minimum: thousandths(100), net: 'gross', ...more })
const sold = (weight: ScaleWeight, preset?: number): unknown => {
  const net = netWeight(weight, preset === undefined ? undefined : thousandths(preset))
  return net.ok ? [net.value.quantity, net.value.tare] : net.refusal.code
}
const item = (line: BasketLine | undefined): ItemLine => {
  if (line?.kind !== 'item') throw new Error('no item line')
  return line
}
const lineOf = (made: ReturnType<typeof weighedLine>): ItemLine => {
  if (!made.ok) throw new Error(made.refusal.code)
  return item(made.value.line)
}

const scales = fc.record({ division: fc.constantFrom(1, 2, 5, 10, 20, 50), steps: fc.integer({ min: 1, max: 6_000 }), minimumSteps: fc.integer({ min: 0, max: 30 }), preset: fc.integer({ min: 1, max: 9_999 }) })

test('[WGH-1] net and tare are together what the scale shows, whole divisions both, and never below nothing or the minimum', () => {
  fc.assert(
    fc.property(scales, ({ division, steps, minimumSteps, preset }) => {
      const weight = read(steps * division, { division: thousandths(division), minimum: thousandths(minimumSteps * division) })
      const net = netWeight(weight, thousandths(preset))
      const off = tareOn(thousandths(preset), weight.division)
      expect(off >= preset && off - preset < division && off % division === 0).toBe(true)
      if (!net.ok) {
        expect(weight.quantity - off <= 0 || weight.quantity - off < weight.minimum).toBe(true)
        return
      }
      expect(net.value.quantity + (net.value.tare?.weight ?? 0)).toBe(weight.quantity)
      expect(net.value.quantity % division).toBe(0)
      expect(net.value.quantity).toBeGreaterThan(0)
      expect(net.value.quantity).toBeGreaterThanOrEqual(weight.minimum)
      expect(net.value.tare).toEqual({ weight: off, by: 'preset' })
      // What is in the bag costs no more with the bag's own weight taken off.
      expect(extend(price, net.value.quantity)).toBeLessThanOrEqual(extend(price, weight.quantity))
    }),
  )
})

test('[WGH-2] a preset tare goes up to the scale\'s next division', () => {
  expect([5, 12, 20, 35, 1].map((grams) => tareOn(thousandths(grams), thousandths(5)))).toEqual([5, 15, 20, 35, 5])
  expect(sold(read(500), 12)).toEqual([485, { weight: 15, by: 'preset' }])
})

test('[WGH-3] nothing left, and less left than the scale may be used for, are refused', () => {
  expect([sold(read(500), 500), sold(read(500), 505), sold(read(500), 405), sold(read(500), 400), sold(read(500), 496)]).toEqual(['scale.tareTooHeavy', 'scale.tareTooHeavy', 'scale.belowMinimum', [100, { weight: 400, by: 'preset' }], 'scale.tareTooHeavy'])
  expect(sold(read(95))).toBe('scale.belowMinimum')
  expect(sold(read(500, { minimum: thousandths(0) }), 495)).toEqual([5, { weight: 495, by: 'preset' }])
})

test('[WGH-4] two tares are never taken off one load; a scale\'s own is kept with what it weighed', () => {
  expect([sold(read(500, { net: 'net' }), 5), sold(read(500, { net: 'unsaid', tare: thousandths(20) }), 5)]).toEqual(['scale.taredTwice', 'scale.taredTwice'])
  expect(sold(read(500, { net: 'net', tare: thousandths(20) }))).toEqual([500, { weight: 20, by: 'scale' }])
  expect([sold(read(500, { net: 'net' })), sold(read(500, { tare: thousandths(0) }))]).toEqual([[500, undefined], [500, undefined]])
  expect(sold(read(500, { net: 'unsaid' }), 5)).toEqual([495, { weight: 5, by: 'preset' }])
})

test('[WGH-4] a scale that was asked with the tare has taken it off: it is not taken off again, and is still the preset one', () => {
  const asked = (quantity: number, tare: number): ScaleWeight => read(quantity, { net: 'net', tare: thousandths(tare), tareAsked: true })
  expect([sold(asked(485, 15), 12), sold(asked(95, 15), 12), sold(asked(485, 20), 12)]).toEqual([[485, { weight: 15, by: 'preset' }], 'scale.belowMinimum', 'scale.taredTwice'])
})

test('[WGH-5] a line says that a scale weighed it and with which tare, and two weighings are two lines', () => {
  const first = lineOf(weighedLine(empty, apples, { quantity: thousandths(485), tare: { weight: thousandths(15), by: 'preset' } }, act))
  expect(first).toMatchObject({ lineNo: 1, quantity: 485, weighed: 'scale', tare: { weight: 15, by: 'preset' } })
  const second = lineOf(weighedLine({ lines: [first], trail: [] }, apples, { quantity: thousandths(485) }, act))
  expect([second.lineNo, second.weighed, 'tare' in second]).toEqual([2, 'scale', false])
})

test('[WGH-5] what is not sold by the kilogram is not weighed', () => {
  for (const unit of ['each', 'l', 'm'] as const) expect(weighedLine(empty, { ...apples, unit }, { quantity: thousandths(1000) }, act)).toMatchObject({ ok: false, refusal: { code: 'quantity.invalid' } })
})

test('[WGH-6] a weight that was typed says so, also one that was weighed and changed by hand; pieces and litres do not', () => {
  expect(lineOf(keyedLine(empty, apples, thousandths(500), act)).weighed).toBe('typed')
  for (const unit of ['each', 'l', 'm'] as const) expect(lineOf(keyedLine(empty, { ...apples, unit }, thousandths(1000), act))).not.toHaveProperty('weighed')
  const weighed = lineOf(weighedLine(empty, apples, { quantity: thousandths(485), tare: { weight: thousandths(15), by: 'preset' } }, act))
  const changed = changedQuantity({ lines: [weighed] }, 1, thousandths(480), act)
  expect(changed.ok && [item(changed.value.line).weighed, 'tare' in changed.value.line, item(changed.value.line).quantity]).toEqual(['typed', false, 480])
})
