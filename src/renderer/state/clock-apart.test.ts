import { expect, test } from 'vitest'
import { apartNow } from './clock-apart.ts'

const after = (ms: number, set: number) => ({ wall: 1_000_000 + ms + set * 1_000, mono: 500 + ms })
const apart = (ahead: number, set: number) => apartNow(ahead, after(0, 0), after(90_000, set))

test('[CLK-2] how far a clock is off head office’s is what it is now: nothing is said once it was set right, and of one that was set nearer what is left', () => {
  expect([apart(3_600, 0), apart(-3_600, 0)]).toEqual([3_600, -3_600])
  expect([apart(3_600, -3_600), apart(3_600, -3_500), apart(-86_400, 86_400), apart(3_600, -3_720)]).toEqual([undefined, undefined, undefined, undefined])
  expect([apart(3_600, -1_800), apart(-86_400, 3_600), apart(600, -900)]).toEqual([1_800, -82_800, -300])
})

test('[CLK-2] time that a machine slept through adds nothing', () => {
  expect([apart(3_600, 28_800), apart(-3_600, -60)]).toEqual([3_600, -3_600])
})
