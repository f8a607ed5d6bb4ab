import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { addedLine, ageAsked, ageCheckOf, bornOnOrBefore, completionRefusal, confirmedAgeStep, departmentLine, labelledLine, refusedAge, removedLine, restoredLine, type Act, type Basket, type BasketEdit } from './index.ts'

const act: Act = { at: 1, operator: 'op' }
const empty: Basket = { id: 'b', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
const goods = (id: string, minimumAge?: number, unit: Item['unit'] = 'each'): Item => ({ id, sku: id, names: { en: id }, unit, taxClass: 'standard', price: { minor: minor(500), per: thousandths(1000) }, ...(minimumAge === undefined ? {} : { minimumAge }) })
const [beer, knife, milk] = [goods('beer', 18), goods('knife', 21), goods('milk')]

function after(basket: Basket, edit: { readonly ok: boolean; readonly value?: BasketEdit }): Basket {
  if (!edit.ok || edit.value === undefined) throw new Error(`refused: ${JSON.stringify(edit)}`)
  const { line, step } = edit.value
  return { ...basket, lines: [...basket.lines.filter(({ lineNo }) => lineNo !== line.lineNo), line].toSorted((one, other) => one.lineNo - other.lineNo), trail: [...basket.trail, step] }
}
const with_ = (basket: Basket, item: Item): Basket => after(basket, addedLine(basket, item, undefined, act))
const confirmed = (basket: Basket, age: number): Basket => {
  const step = confirmedAgeStep(basket, age, 'document', act)
  if (!step.ok) throw new Error(step.refusal.code)
  return { ...basket, trail: [...basket.trail, step.value] }
}

test('[AGE-1] the strictest age of the standing lines is asked, and blocks until it is confirmed once for all of them', () => {
  let basket = with_(with_(with_(empty, milk), beer), knife)
  expect(ageAsked(with_(empty, milk))).toBeUndefined()
  expect([ageAsked(basket), completionRefusal(basket)]).toEqual([21, 'age.unconfirmed'])
  basket = confirmed(basket, 21)
  expect([ageAsked(basket), completionRefusal(basket)]).toEqual([undefined, undefined])
  basket = with_(with_(basket, beer), knife)
  expect(ageAsked(basket)).toBeUndefined()
})

test('[AGE-2] a later line of a higher age asks again, and an age that is not asked is not confirmed', () => {
  let basket = confirmed(with_(empty, beer), 18)
  basket = with_(basket, knife)
  expect(ageAsked(basket)).toBe(21)
  expect(confirmedAgeStep(basket, 18, 'looksOlder', act)).toMatchObject({ refusal: { code: 'basket.changed' } })
  expect(confirmedAgeStep(with_(empty, milk), 18, 'looksOlder', act)).toMatchObject({ refusal: { code: 'basket.changed' } })
})

test('[AGE-3] too young strikes through what asked and leaves the rest; put back, it asks again', () => {
  let basket = with_(confirmed(with_(with_(empty, milk), beer), 18), knife)
  const refused = refusedAge(basket, 21, act)
  if (!refused.ok) throw new Error(refused.refusal.code)
  expect(refused.value).toMatchObject({ step: { act: 'ageRefused', age: 21, operator: 'op' }, removed: [{ line: { itemId: 'knife', removed: true }, step: { act: 'removed', reason: 'tooYoung' } }] })
  for (const edit of refused.value.removed) basket = after(basket, { ok: true, value: edit })
  expect(completionRefusal(basket)).toBeUndefined()
  expect(ageAsked(after(basket, restoredLine(basket, 3, act)))).toBe(21)
})

test('[AGE-4] what was confirmed before a basket was put aside is asked again', () => {
  const basket = confirmed(with_(empty, beer), 18)
  expect(ageAsked({ ...basket, trail: [...basket.trail, { ...act, act: 'suspended' }, { ...act, act: 'resumed' }] })).toBe(18)
})

test('[AGE-5] weighed goods, labels and departments ask like any other', () => {
  const spirits = goods('spirits', 18, 'kg')
  const rule = { prefix: '20', itemDigits: 5, valueKind: 'weight', valueDigits: 5, decimals: 3, verifier: 0, itemCode: 'plu' } as const
  expect(ageAsked(after(empty, addedLine(empty, spirits, thousandths(500), act)))).toBe(18)
  expect(ageAsked(after(empty, labelledLine(empty, spirits, { rule, plu: '1', value: 500 }, 'CNY', { ...act, barcode: '2' })))).toBe(18)
  expect(ageAsked(after(empty, departmentLine(empty, { id: 'd', names: { en: 'D' }, taxClass: 'standard', itemId: 'beer' }, beer, { amount: minor(100) }, act)))).toBe(18)
})

test('[AGE-6] the date of birth is counted on the calendar, and 29 February comes of age on 1 March', () => {
  expect([bornOnOrBefore('2026-11-22', 18), bornOnOrBefore('2028-02-29', 18), bornOnOrBefore('2028-02-29', 20), bornOnOrBefore('2026-02-28', 18), bornOnOrBefore('2026-03-01', 18)]).toEqual(['2008-11-22', '2010-02-28', '2008-02-29', '2008-02-28', '2008-03-01'])
  fc.assert(
    fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }), fc.date({ min: new Date('2061-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), fc.integer({ min: 1, max: 120 }), (born, now, age) => {
      const [birth, today] = [born.toISOString().slice(0, 10), now.toISOString().slice(0, 10)]
      // By counting birthdays: their number so far is the age.
      const had = Number(today.slice(0, 4)) - Number(birth.slice(0, 4)) - (today.slice(5) < birth.slice(5) ? 1 : 0)
      expect(birth <= bornOnOrBefore(today, age)).toBe(had >= age)
    }),
  )
})

test('[AGE-7] a sale says who looked and how, where something of it asked', () => {
  const basket = confirmed(with_(with_(empty, milk), beer), 18)
  expect(ageCheckOf(basket)).toEqual({ age: 18, how: 'document', operator: 'op' })
  expect(ageCheckOf(after(basket, removedLine(basket, 2, act)))).toBeUndefined()
})
