import { type Books, judgeBooks } from '../kill-oracle.ts'
import { toldToStranger } from './line.ts'
import { type Scenario } from './scenarios.ts'
import { type Site } from './site.ts'

export interface Played {
  readonly problems: readonly string[]
  /** From the end of the fault until all was there, in milliseconds of the registers' own time. */
  readonly drainedMs: number
  /** How often what happened. */
  readonly struck: ReadonlyMap<string, number>
}

export interface Play {
  readonly scenario: Scenario
  readonly seed: number
  /** By each register, with pauses between them. */
  readonly sales: number
  readonly restMs: number
}

/** Real milliseconds from the end of a fault: who has not sent everything by then never will. */
export const patienceMs = 30_000

/** The registers sell while the line does its worst; then it is a good one, and everything has to get through. */
export async function play(site: Site, { scenario, seed, sales, restMs }: Play, patience = patienceMs): Promise<Played> {
  site.line.play(scenario, seed)
  await Promise.all(site.registers.map((register) => register.sell(sales, restMs)))
  const healedAt = performance.now()
  const struck = await site.line.heal()
  const problems = (await untilDrained(site, patience)) ? [] : [`not everything was at head office ${patience} ms after the line was whole`]
  const drainedMs = (performance.now() - healedAt) * site.pace
  // What was late comes in now, and must do no harm either.
  await site.line.quiet()
  problems.push(...judgeAll(await site.books()))
  if (struck.has(toldToStranger)) problems.push('a register told its sales to somebody with another certificate')
  if (struck.size === 0) problems.push('nothing happened on the line')
  return { problems: problems.map((problem) => `${site.name}, ${scenario.name}, seed ${seed}: ${problem}`), drainedMs, struck }
}

export const judgeAll = (books: readonly Books[]): readonly string[] => books.flatMap((one, index) => judgeBooks(one).map((problem) => `register ${index + 1}: ${problem}`))

export async function untilDrained(site: Site, patience = patienceMs): Promise<boolean> {
  const giveUpAt = performance.now() + patience
  while (!(await site.isDrained())) {
    if (performance.now() > giveUpAt) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
