import { type Random, randomOf, seedOf } from './random.ts'

/** Something that is to survive anything, and the judge of whether it did. */
export interface FuzzTarget {
  readonly name: string
  /** One case. The answer is what went wrong, or undefined; what it throws went wrong too. */
  one(random: Random): Promise<string | undefined> | string | undefined
}

export interface FuzzProblem {
  readonly target: string
  readonly at: number
  readonly what: string
}

export interface FuzzOptions {
  readonly frames: number
  readonly seed: number
  /** The first case's number: `at` of a problem, to see that one alone. */
  readonly from?: number
}

/** So many cases of one target; ends at the first five problems, which are enough to look at. */
export async function fuzz(target: FuzzTarget, { frames, seed, from = 0 }: FuzzOptions): Promise<readonly FuzzProblem[]> {
  const problems: FuzzProblem[] = []
  for (let at = from; at < from + frames && problems.length < 5; at += 1) {
    const what = await judged(target, randomOf(seedOf(seed, target.name, at)))
    if (what !== undefined) problems.push({ target: target.name, at, what })
  }
  return problems
}

async function judged(target: FuzzTarget, random: Random): Promise<string | undefined> {
  try {
    return await target.one(random)
  } catch (error) {
    return `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
  }
}
