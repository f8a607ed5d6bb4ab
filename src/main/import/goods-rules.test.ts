import { expect, test } from 'vitest'
import { goodsRules } from './goods-rules.ts'

const read = (fields: Readonly<Record<string, string>>) => goodsRules((name) => fields[name] ?? '', '2026-11-21')

test('[IMP-20] an item’s own rules are read from their columns, and an empty field says nothing', () => {
  expect(read({})).toEqual({ row: {} })
  expect(read({ returnDays: '0', minimumAge: '18', noDiscount: 'Yes', links: '4012*6 4013', recalled: 'glass splinters' })).toEqual({
    row: { returnDays: 0, minimumAge: 18, noDiscount: true, links: [{ sku: '4012', pieces: 6 }, { sku: '4013', pieces: 1 }], recalled: { reason: 'glass splinters', since: '2026-11-21' } },
  })
  expect([read({ noDiscount: '否' }), read({ noDiscount: '0' })]).toEqual([{ row: { noDiscount: false } }, { row: { noDiscount: false } }])
})

test.each([['returnDays', '-1'], ['returnDays', '14 days'], ['minimumAge', '0'], ['minimumAge', '121'], ['noDiscount', 'maybe'], ['links', '4012*0'], ['links', '4012 4012'], ['links', 'a*b'], ['recalled', 'x'.repeat(201)]])('[IMP-20] %s of "%s" is named as what does not read', (name, value) => {
  expect(read({ [name]: value })).toEqual({ fault: name, value })
})
