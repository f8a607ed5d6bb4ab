import { expect, test } from 'vitest'
import { isOver, isTrouble } from './device-event.ts'

const well = { health: 'ready', faults: [] } as const
const out = { health: 'offline', faults: ['paper-out'] } as const

test('[DEV-24] what was wrong and is so no more is over; what is so still, and what was never wrong, is not', () => {
  for (const event of [{ kind: 'faultBegan', code: 'paper-out' }, { kind: 'state', code: 'offline' }, { kind: 'tested', code: 'paper-out' }] as const) {
    expect(isTrouble(event), event.kind).toBe(true)
    expect(isOver(event, { ...well, faults: [] }), event.kind).toBe(true)
    expect(isOver(event, { ...out, faults: ['paper-out'] }), event.kind).toBe(false)
  }
  for (const event of [{ kind: 'faultEnded', code: 'paper-out' }, { kind: 'state', code: 'ready' }, { kind: 'tested', code: 'passed' }, { kind: 'set', code: 'none' }, { kind: 'tested', code: 'endOfDay.done' }] as const) {
    expect(isTrouble(event), `${event.kind} ${event.code}`).toBe(false)
    expect(isOver(event, { ...well, faults: [] })).toBe(false)
  }
})

test('[DEV-24] a day nobody knows the end of is not over because the terminal answers', () => {
  const event = { kind: 'tested', code: 'endOfDay.unknown' } as const
  expect(isTrouble(event)).toBe(true)
  expect(isOver(event, { ...well, faults: [] })).toBe(false)
})
