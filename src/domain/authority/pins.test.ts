import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterRight, noWrongPins, oneMoreWrong, operatorWait, registerWait, weakPin } from './index.ts'

const today = '2026-11-22'
const reasons = (pins: readonly string[]): readonly (string | undefined)[] => pins.map((pin) => weakPin(pin, today))
const all = (pins: readonly string[], reason: string): void => expect(reasons(pins)).toEqual(pins.map(() => reason))

test('[PIN-1] a PIN is four to eight digits of the ten that a keypad has', () => {
  all(['', '123', '123456789', '12a4', ' 4711', '4711 ', '４７１１', '-471', '1.34'], 'digits')
  expect(reasons(['4711', '83920', '90210473'])).toEqual([undefined, undefined, undefined])
})

test('[PIN-2] one digit, a run up or down and a repeated part are refused, at every length', () => {
  all(['0000', '99999', '11111111'], 'oneDigit')
  all(['0123', '1234', '7890', '56789', '12345678', '4321', '0987', '3210', '987654'], 'run')
  all(['1212', '121212', '4747', '471471', '47114711', '12341234'], 'repeated')
  expect(reasons(['1213', '1245', '121213', '47114712'])).toEqual([undefined, undefined, undefined, undefined])
})

test('[PIN-2] no run is missed, wherever it begins', () => {
  fc.assert(
    fc.property(fc.nat(9), fc.integer({ min: 4, max: 8 }), fc.constantFrom(1, 9), (first, length, step) =>
      weakPin(Array.from({ length }, (_, place) => (first + place * step) % 10).join(''), today) === 'run',
    ),
  )
})

test('[PIN-2] straight lines of the keypad are refused, also one after the other; the PINs of the demo and others beside a line are not', () => {
  all(['2580', '0852', '147258', '258369', '159357', '741852', '14789', '32147', '0852147'], 'line')
  expect(reasons(['4821', '7305', '9164', '2759', '4711', '8392', '2581', '1472', '15937'])).toEqual(Array.from({ length: 9 }, () => undefined))
})

test('[PIN-3] the years somebody alive was born in, the coming one, and today in any order are refused', () => {
  all(['2026', '2025', '2027', '1984', '1927'], 'year')
  expect(reasons(['2028', '1926'])).toEqual([undefined, undefined])
  all(['2211', '1122', '221126', '112226', '261122', '22112026', '11222026', '20261122'], 'date')
  expect(weakPin('2311', today)).toBeUndefined()
})

test('[PIN-4] the third wrong one in a row waits a second, the fourth two, the fifth five minutes, and each further one twice as long', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((wrong) => operatorWait(wrong) / 1000)).toEqual([0, 0, 0, 1, 2, 300, 600, 1200, 2400, 4800])
  fc.assert(fc.property(fc.nat(), (wrong) => operatorWait(wrong + 1) >= operatorWait(wrong) && operatorWait(wrong) <= 86_400_000))
})

test('[PIN-5] at a register the tenth wrong one in a row waits five seconds, from the twentieth each a minute', () => {
  expect([0, 9, 10, 19, 20, 10_000].map((wrong) => registerWait(wrong) / 1000)).toEqual([0, 0, 5, 5, 60, 60])
})

test('[PIN-6] a right PIN takes its own count back and clears what is in a row, and the count of the day only on another day', () => {
  const four = [1, 2, 3, 4].reduce((counted) => oneMoreWrong(counted, today), noWrongPins)
  const counted = (given: typeof four): typeof four => oneMoreWrong(given, today)
  expect(four).toEqual({ inRow: 4, total: 4, since: today })
  const cleared = afterRight(counted(four), today)
  expect(cleared).toEqual({ inRow: 0, total: 4, since: today })
  expect(oneMoreWrong(cleared, '2026-11-23')).toEqual({ inRow: 1, total: 5, since: today })
  expect(afterRight(counted(cleared), '2026-11-23')).toEqual(noWrongPins)
  expect(afterRight(counted(noWrongPins), today)).toEqual(noWrongPins)
})
