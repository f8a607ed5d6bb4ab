import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Admission, type AdmissionLimits, createAdmission, takes, usualLimits } from './admission.ts'

const small: AdmissionLimits = { ...usualLimits, atOnce: 1, ofOne: 2, waiting: 3, bytes: 1_000, longestWaitMs: 60_000 }

function entered(admission: Admission, register: string, bytes = 1) {
  const admitted = admission.enter(register, bytes)
  if (!admitted.ok) throw new Error(admitted.slug)
  return admitted
}
const slug = (admission: Admission, register: string, bytes = 1): string => {
  const admitted = admission.enter(register, bytes)
  return admitted.ok ? 'in' : `${admitted.slug} ${admitted.retryAfterSeconds}`
}

test('[REP-10] of one register no more requests are let in than set, and of all no more bytes and no longer a line than set', async () => {
  const admission = createAdmission(() => 0, small)
  const [first] = [entered(admission, 'a', 400), entered(admission, 'a', 400)]
  expect([slug(admission, 'a'), slug(admission, 'b', 300), slug(admission, 'b', 200)]).toEqual(['too-many-at-once 1', 'busy 1', 'in'])
  first.leave()
  first.leave()
  expect(slug(admission, 'a', 400)).toBe('in')

  const full = createAdmission(() => 0, small)
  for (const register of ['a', 'b', 'c', 'd']) void entered(full, register).turn()
  expect(slug(full, 'e')).toBe('busy 1')
})

test('[REP-10] who would wait longer than a register waits for an answer is sent away at once, with when to come back', async () => {
  let now = 0
  const admission = createAdmission(() => now, { ...usualLimits, atOnce: 1, longestWaitMs: 5_000 })
  for (let round = 0; round < 30; round += 1) {
    const one = entered(admission, 'a')
    await one.turn()
    now += 1_000
    one.leave()
  }
  const outcomes = Array.from({ length: 8 }, (_, at) => {
    const admitted = admission.enter(`r${at}`, 1)
    if (admitted.ok) void admitted.turn()
    return admitted.ok ? 'in' : `${admitted.slug} ${admitted.retryAfterSeconds}`
  })
  expect(outcomes).toEqual(['in', 'in', 'in', 'in', 'in', 'in', 'busy 6', 'busy 6'])
})

test('[REP-10] a small register is never starved by one with a large backlog: between two batches of it everybody who waits has a turn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 8 }), fc.integer({ min: 1, max: 4 }), async (backlogs, atOnce) => {
      const admission = createAdmission(() => 0, { ...usualLimits, atOnce })
      const order: string[] = []
      await Promise.all(
        backlogs.map(async (batches, at) => {
          const register = `r${at}`
          for (let batch = 0; batch < batches; batch += 1) {
            const mine = entered(admission, register)
            await mine.turn()
            order.push(register)
            await Promise.resolve()
            mine.leave()
          }
        }),
      )
      expect(order.length).toBe(backlogs.reduce((sum, one) => sum + one, 0))
      for (const [at, register] of order.entries()) {
        const until = order.slice(at + 1).indexOf(register)
        const between = until < 0 ? [] : order.slice(at + 1, at + 1 + until)
        const others = backlogs.flatMap((batches, index) => (`r${index}` !== register && order.slice(0, at + 1).filter((one) => one === `r${index}`).length < batches ? [`r${index}`] : []))
        // Those in the middle of their own turn need none between.
        const missing = others.filter((one) => !between.includes(one))
        if (until >= 0) expect(missing.length).toBeLessThan(atOnce + 1)
      }
    }),
    { numRuns: 100, seed: 10 },
  )
})

test('[REP-10] a turn is given on when its request went away, whether it waited, was worked on or never asked for its turn', async () => {
  const admission = createAdmission(() => 0, small)
  const [working, gone, next, never] = [entered(admission, 'a'), entered(admission, 'b'), entered(admission, 'c'), entered(admission, 'd')]
  await working.turn()
  void gone.turn()
  let came = false
  void next.turn().then(() => (came = true))
  gone.leave()
  never.leave()
  expect(came).toBe(false)
  working.leave()
  await Promise.resolve()
  expect(came).toBe(true)
  next.leave()
  expect(admission.expectedWaitMs()).toBe(0)
})

test('[REP-10] the longer the line, the less of a batch is asked for, and never nothing', () => {
  const most = { entries: 200, bytes: 512 * 1024 }
  expect([0, 250, 1_000, 3_000].map((wait) => takes(wait, most).entries)).toEqual([200, 100, 50, 25])
  expect(takes(60_000, { entries: 1, bytes: 1 })).toEqual({ entries: 1, bytes: 1 })
})
