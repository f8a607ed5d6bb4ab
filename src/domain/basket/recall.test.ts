import { expect, test } from 'vitest'
import { type Item } from '../catalogue/index.ts'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { addedLine, checkedLots, completionRefusal, recallStanding, removedLine, type Act, type Basket, type BasketEdit, type Recall } from './index.ts'

const act: Act = { at: 1, operator: 'op' }
const empty: Basket = { id: 'b', openedAt: 1, businessDate: '2026-11-21', currency: 'CNY', catalogueVersion: 1, lines: [], trail: [] }
const salad: Item = { id: 'salad', sku: 'salad', names: { en: 'Salad' }, unit: 'each', taxClass: 'standard', price: { minor: minor(500), per: thousandths(1000) } }
const whole: Recall = { itemId: 'salad', reason: 'authority', since: '2026-11-20' }
const [l7, l8]: readonly Recall[] = [{ ...whole, lot: 'L7' }, { ...whole, lot: 'L8' }]

function after(basket: Basket, edit: { readonly ok: boolean; readonly value?: BasketEdit }): Basket {
  if (!edit.ok || edit.value === undefined) throw new Error(`refused: ${JSON.stringify(edit)}`)
  const { line, step } = edit.value
  return { ...basket, lines: [...basket.lines.filter(({ lineNo }) => lineNo !== line.lineNo), line], trail: [...basket.trail, step] }
}
const add = (basket: Basket, lot?: string): Basket => after(basket, addedLine(basket, salad, undefined, act, lot === undefined ? {} : { lot }))

test('[RCL-1] a recalled item blocks payment until its line is struck, whatever the scan said of its lot', () => {
  for (const basket of [add(empty), add(empty, 'L9')]) {
    expect(completionRefusal(basket, [whole])).toBe('item.recalled')
    expect(completionRefusal(basket, [{ ...whole, itemId: 'other' }])).toBeUndefined()
    expect(completionRefusal(after(add(basket, 'L1'), removedLine(basket, 1, act)), [{ ...whole, lot: 'L9' }])).toBeUndefined()
  }
})

test('[RCL-2] a recalled lot blocks the scan that says it, asks where the scan says none, and lets another pass', () => {
  expect(completionRefusal(add(empty, 'L7'), [l7!, l8!])).toBe('item.recalled')
  expect(completionRefusal(add(empty, 'L9'), [l7!, l8!])).toBeUndefined()
  const asked = add(empty)
  expect(completionRefusal(asked, [l7!, l8!])).toBe('recall.lotUnchecked')
  expect(recallStanding(asked.lines[0]!, [l7!, l8!])).toEqual({ state: 'lotAsked', reason: 'authority', lots: ['L7', 'L8'] })
})

test('[RCL-3] a look at the lot is for so many pieces and those lots: another piece or another lot asks again', () => {
  const asked = add(empty)
  const seen = after(asked, checkedLots(asked, 1, ['L7'], [l7!], act))
  expect(seen.trail.at(-1)).toMatchObject({ act: 'lotChecked', lineNo: 1, lots: ['L7'], quantity: 1000 })
  expect(completionRefusal(seen, [l7!])).toBeUndefined()
  expect(completionRefusal(add(seen), [l7!])).toBe('recall.lotUnchecked')
  expect(completionRefusal(seen, [l7!, l8!])).toBe('recall.lotUnchecked')
  expect([checkedLots(asked, 1, ['L7'], [l7!, l8!], act), checkedLots(seen, 1, ['L7'], [l7!], act), checkedLots(asked, 2, [], [l7!], act), checkedLots(asked, 1, [], [whole], act)].map((one) => (one.ok ? 'ok' : one.refusal.code))).toEqual(['basket.changed', 'basket.changed', 'line.unknown', 'basket.changed'])
})
