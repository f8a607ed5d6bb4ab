import { expect, test } from 'vitest'
import { changedFields, memberEnd, memberNumber, phoneDigits, shortName, tidied, wrongField } from './index.ts'

test('[CUS-1] a name is asked, everything else may be absent, and each field is what it says it is', () => {
  expect(wrongField({ name: 'Maria Santos' })).toBeUndefined()
  expect(wrongField({ name: '王小明', member: 'M-10428', phone: '+86 (138) 0013-8000', mail: 'a@b.cn', note: 'by the door' })).toBeUndefined()
  const wrong = [{ name: '' }, { name: 'x'.repeat(65) }, { name: 'A', member: '123' }, { name: 'A', member: 'né-1' }, { name: 'A', phone: '12' }, { name: 'A', phone: 'ring me' }, { name: 'A', mail: 'a@b' }, { name: 'A', mail: 'a b@c.d' }, { name: 'A', note: 'n'.repeat(401) }]
  expect(wrong.map((fields) => wrongField(fields))).toEqual(['name', 'name', 'member', 'member', 'phone', 'phone', 'mail', 'mail', 'note'])
})

test('[CUS-2] a member number scanned and typed is one number, and a phone is found by its digits', () => {
  expect([memberNumber(' m-10 428 '), memberNumber('Ｍ－10428')]).toEqual(['M-10428', 'M-10428'])
  expect(phoneDigits('+86 138-0013 (8000)')).toBe('8613800138000')
  expect(tidied({ name: '  Maria ', member: ' ', phone: '', mail: ' a@b.cn ', note: undefined as never })).toEqual({ name: 'Maria', mail: 'a@b.cn' })
})

test('[CUS-3] a change is told by the names of its fields', () => {
  expect(changedFields(undefined, { name: 'A', phone: '138' })).toEqual(['name', 'phone'])
  expect(changedFields({ name: 'A', phone: '138', note: 'x' }, { name: 'A', phone: '139' })).toEqual(['phone', 'note'])
  expect(changedFields({ name: 'A' }, { name: 'A' })).toEqual([])
})

test('[CUS-4] where others read along a name is short, and a number its end', () => {
  expect(['Maria Santos', 'Maria de los Santos', 'Prince', '王小明', '王', '王 小明'].map(shortName)).toEqual(['Maria S.', 'Maria S.', 'Prince', '王*', '王', '王*'])
  expect(memberEnd('M-10428')).toBe('0428')
})
