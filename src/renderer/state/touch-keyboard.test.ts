import fc from 'fast-check'
import { expect, test } from 'vitest'
import { erasedFrom, letterRows, signRows, typedInto } from './touch-keyboard.ts'

test('[OSK-1] what is typed goes where the caret stands, over what is selected, and never beyond the field', () => {
  expect(typedInto('Zo', 2, 2, 'e', 64)).toEqual({ value: 'Zoe', caret: 3 })
  expect(typedInto('Ze', 1, 1, 'o', 64)).toEqual({ value: 'Zoe', caret: 2 })
  expect(typedInto('Zoe', 0, 3, 'A', 3)).toEqual({ value: 'A', caret: 1 })
  expect(typedInto('Zoe', 3, 3, '!', 3)).toEqual({ value: 'Zoe', caret: 3 })
})

test('[OSK-2] a backspace takes a whole character, or what is selected', () => {
  expect(erasedFrom('李明', 2, 2)).toEqual({ value: '李', caret: 1 })
  expect(erasedFrom('a🍎b', 3, 3)).toEqual({ value: 'ab', caret: 1 })
  expect(erasedFrom('abc', 1, 2)).toEqual({ value: 'ac', caret: 1 })
  expect(erasedFrom('abc', 0, 0)).toEqual({ value: 'abc', caret: 0 })
})

test('[OSK-3] a character typed and erased leaves the field as it was', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.constantFrom(...letterRows.join('').split(''), ...signRows.join('').split('')), (value, at, key) => {
      const from = at % (value.length + 1)
      const { value: longer, caret } = typedInto(value, from, from, key, Number.POSITIVE_INFINITY)
      expect(erasedFrom(longer, caret, caret)).toEqual({ value, caret: from })
    }),
  )
})

test('[OSK-4] a recovery code and an address can be typed on it', () => {
  const keys = new Set(`${letterRows.join('')}${letterRows.join('').toUpperCase()}${signRows.join('')} `)
  for (const text of ['ABCDE-FGHJK', 'tcp://192.168.1.50:9100?profile=epson-80', 'https://head.example.com/a_b', "O'Brien (Ann)"]) expect(text.split('').filter((character) => !keys.has(character)), text).toEqual([])
})
