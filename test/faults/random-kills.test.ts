import { describe, expect, test } from 'vitest'
import { type Evidence, judge } from './kill-oracle.ts'
import { killAtRandom, killWhileMade } from './random-kills.ts'

const minutes = 60_000
const kills = 5

describe('a selling register that is killed', () => {
  test(`[KILL-1] [REP-1] [REP-4] ${kills} times at random: every acknowledged sale is everywhere exactly once`, { timeout: 6 * minutes }, async () => {
    const seed = Number(process.env['TILLWRIGHT_SEED'] ?? Date.now() % 1_000_000)
    const evidence = await killAtRandom({ kills, seed })
    expect(judge(evidence), `seed ${seed}`).toEqual([])
    // A run in which nothing happened proves nothing.
    expect(evidence.lives.length).toBe(kills + 1)
    expect(evidence.acknowledged.length).toBeGreaterThan(kills)
    expect(evidence.lives.reduce((sum, { pulses }) => sum + pulses, 0)).toBeGreaterThan(kills)

    // The same evidence with one thing wrong has to be seen as wrong.
    const [first] = evidence.acknowledged
    if (first === undefined) throw new Error('no sale')
    const without = evidence.register.filter(({ id }) => id !== first.id)
    expect(judge({ ...evidence, register: without })).toContain(`acknowledged sale ${first.number} (${first.id}) is not in the register`)
    expect(judge({ ...evidence, acknowledged: [...evidence.acknowledged, first] })).toEqual([`sale ${first.id} was acknowledged twice`])
    expect(judge({ ...evidence, headOffice: [...evidence.headOffice, first] })).toContain(`sale ${first.id} is twice in head office`)
  })

  test('[KILL-2] while it is being made comes up whole at its next start', { timeout: 3 * minutes }, async () => {
    expect(await killWhileMade()).toEqual([])
  })
})

const tea = { id: 'a', number: '1-1', total: 250 }
const milk = { id: 'b', number: '1-2', total: 145 }
const flawless: Evidence = {
  acknowledged: [tea, milk],
  register: [tea, milk],
  journal: [tea, milk],
  headOffice: [tea, milk],
  entries: ['1 aa', '2 bb'],
  ledger: ['1 aa', '2 bb'],
  papers: [
    { number: '1-1', duplicate: false, whole: false },
    { number: '1-1', duplicate: true, whole: true },
    { number: '1-2', duplicate: false, whole: true },
    { duplicate: false, whole: false },
  ],
  lives: [{ pulses: 1, begun: 2 }, { pulses: 0, begun: 0 }],
  kickAttempts: new Map([['a', 1], ['b', 0]]),
  unfinished: 0,
}

describe('the judge of the kills', () => {
  test('[KILL-3] finds nothing where nothing is wrong', () => {
    expect(judge(flawless)).toEqual([])
  })

  test('[KILL-3] a sale that was written and not acknowledged is no loss: the kill came before the answer', () => {
    expect(judge({ ...flawless, acknowledged: [tea] })).toEqual([])
  })

  const wrong: readonly (readonly [string, Partial<Evidence>, string])[] = [
    ['lost by the register', { register: [milk] }, 'acknowledged sale 1-1 (a) is not in the register'],
    ['lost by the journal', { journal: [tea] }, 'acknowledged sale 1-2 (b) is not in the journal'],
    ['lost by head office', { headOffice: [milk] }, 'acknowledged sale 1-1 (a) is not in head office'],
    ['doubled at head office', { headOffice: [tea, milk, milk] }, 'sale b is twice in head office'],
    ['doubled in the register', { register: [tea, tea, milk] }, 'sale a is twice in the register'],
    ['known to head office alone', { acknowledged: [milk], register: [milk], journal: [milk] }, 'head office has sale 1-1 (a), the register has not'],
    ['of another total', { headOffice: [tea, { ...milk, total: 144 }] }, 'sale b was acknowledged as 1-2 of 145, head office says 1-2 of 144'],
    ['with a number used before', { register: [tea, { ...milk, number: '1-1' }] }, 'receipt number 1-1 comes after 1-1'],
    ['with a number going back', { register: [milk, tea] }, 'receipt number 1-1 comes after 1-2'],
    ['in a broken chain', { chainFault: 'hash' }, 'the chain is broken: hash'],
    ['with other bytes at head office', { ledger: ['1 aa', '2 cc'] }, 'head office holds 2 entries of 2; the first that differs: 1'],
    ['not all sent', { ledger: ['1 aa'] }, 'head office holds 1 entries of 2; the first that differs: 1'],
    ['printed twice without a mark', { papers: [...flawless.papers, { number: '1-2', duplicate: false, whole: true }] }, 'receipt 1-2 was printed twice without a mark'],
    ['torn off, and printed again without a mark', { papers: [...flawless.papers, { number: '1-1', duplicate: false, whole: false }] }, 'receipt 1-1 was printed twice without a mark'],
    ['never printed', { papers: flawless.papers.slice(0, 2) }, 'receipt 1-2 was never printed whole'],
    ['printed and unknown', { papers: [...flawless.papers, { number: '1-9', duplicate: false, whole: true }] }, 'receipt 1-9 was printed, and there is no such sale'],
    ['begun to be kicked twice', { kickAttempts: new Map([['a', 2]]) }, 'the drawer was kicked 2 times for sale a'],
    ['kicked once more than anybody began', { lives: [{ pulses: 3, begun: 2 }] }, 'life 1: 3 pulses for 2 kicks'],
    ['kicked again after the restart', { lives: [{ pulses: 1, begun: 1 }, { pulses: 1, begun: 0 }] }, 'life 2: 1 pulses for 0 kicks'],
    ['whose drawer never opened', { lives: [{ pulses: 0, begun: 2 }] }, 'life 1: only 0 pulses for 2 kicks'],
    ['whose print still waits', { unfinished: 1 }, '1 prints and kicks still wait'],
  ]
  test.each(wrong)('[KILL-3] a sale %s is reported', (_what, change, problem) => {
    expect(judge({ ...flawless, ...change })).toContain(problem)
  })
})
