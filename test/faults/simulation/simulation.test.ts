import { describe, expect, test } from 'vitest'
import { aloneAtHeadOffice } from './oracle.ts'
import { runSchedule } from './schedule.ts'
import { headOfficeShortcuts, registerShortcuts } from './shortcuts.ts'

const schedules = 2000
const minutes = 60_000

/** All that can happen to a shop; a simulation in which one of them never did has shown nothing of it. */
const kinds = ['a clock is set', 'a sale', 'a sale nobody can read', 'a till is backed up', 'a till is moved', 'a till is restored', 'a till without a backup', 'head office is backed up', 'head office is off', 'head office is replaced', 'head office is restored', 'the till restarts']

describe('registers and head office in a time of their own', () => {
  test(`[REP-17] [REP-4] [REP-5] [REP-6] [REP-7] [REP-8] in ${schedules} schedules of misfortunes every sale comes to head office exactly once`, { timeout: 10 * minutes }, async () => {
    const happened = new Map<string, number>()
    let sales = 0
    for (let seed = 1; seed <= schedules; seed += 1) {
      const outcome = await runSchedule(seed)
      expect(outcome.violations, `seed ${seed}: npm run test:soak -- 1 ${seed}`).toEqual([])
      sales += outcome.sales
      for (const [what, times] of outcome.happened) happened.set(what, (happened.get(what) ?? 0) + times)
    }
    expect([...happened.keys()].toSorted()).toEqual(kinds)
    expect(Math.min(...happened.values())).toBeGreaterThan(schedules / 4)
    expect(sales).toBeGreaterThan(20 * schedules)
  })

  test('[REP-17] the same seed does the same, to the byte', async () => {
    const [once, again, other] = [await runSchedule(77), await runSchedule(77), await runSchedule(78)]
    expect(again.trace).toBe(once.trace)
    expect(other.trace).not.toBe(once.trace)
  })

  test('[REP-17] [REP-7] what was on its way when its till was restored, and arrived after a person settled which machine goes on, is not asked of the till, and nothing else is taken for that', () => {
    const late = { id: 'late', epoch: 3, seq: 7, afterItsEnd: true } as const
    const till = { epochs: [[{ id: 'sold' }]], left: [{ epoch: 3, to: 6 }] }
    const ofEnded = (one: Parameters<typeof aloneAtHeadOffice>[0][number], here = till, owed: readonly string[] = []): readonly number[] => {
      const found = aloneAtHeadOffice([one], here, new Set(owed))
      return [found.ofEnded.length, found.lacking.length]
    }
    expect(ofEnded(late)).toEqual([1, 0])
    expect(ofEnded({ id: 'late', epoch: 3, seq: 7 }), 'before anybody settled it').toEqual([0, 1])
    expect(ofEnded({ ...late, seq: 6 }), 'heard of when the till asked').toEqual([0, 1])
    expect(ofEnded({ ...late, epoch: 2 }), 'of an epoch that was not left').toEqual([0, 1])
    expect(ofEnded(late, till, ['late']), 'there when the till was restored').toEqual([0, 1])
    expect(ofEnded({ ...late, id: 'sold' }), 'here').toEqual([0, 0])
  })

  // A checker nobody has seen fail is a drawing of one.
  test.each([...registerShortcuts, ...headOfficeShortcuts])('[REP-17] the shortcut "%s" is caught', { timeout: 2 * minutes }, async (shortcut) => {
    let caught: readonly string[] = []
    for (let seed = 1; seed <= 60 && caught.length === 0; seed += 1) caught = (await runSchedule(seed, shortcut)).violations
    expect(caught).not.toEqual([])
  })
})
