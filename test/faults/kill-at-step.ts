import { chanceOf } from './chance.ts'
import { type Fault, type FaultResult, resultOf } from './fault.ts'
import { judge } from './kill-oracle.ts'
import { judgeDocuments } from './steps/documents-oracle.ts'
import { killMigrations } from './steps/killed-migrations.ts'
import { type SteppedEvidence, steppedRegister } from './steps/stepped-lives.ts'

/** More than there are: all of them. */
const all = 2000
/** Kills of a register, each followed by this many of the one that comes up after it. */
const compound = { kills: 25, again: 3 }

/** `kill -9` at each step that a selling, refunding and closing register was seen to take. */
export const killAtStep: Fault = { name: 'kill-at-step', runs: all, run: (runs, seed, say) => killAtSteps({ runs, seed, say }) }

interface Killing {
  /** So many steps, from the (runs x seed)th on: consecutive seeds go through all of them. More than there are is all of them. */
  readonly runs: number
  readonly seed: number
  readonly say: (line: string) => void
  /** Of all steps, those to be killed at. */
  readonly among?: (step: string) => boolean
  readonly compoundKills?: number
  /** Whether older files are migrated, too. */
  readonly migrations?: boolean
  readonly control?: boolean
}

export async function killAtSteps({ runs, seed, say, among = () => true, compoundKills = runs >= all ? compound.kills : 0, migrations = runs >= all, control = true }: Killing): Promise<FaultResult> {
  const register = await steppedRegister()
  try {
    // By name: what comes first, of the network and the counter, is another in each run.
    const known = register.steps.filter(among).toSorted()
    const from = runs < known.length ? (runs * seed) % known.length : 0
    const queue = known.slice(from, from + runs)
    const seen = new Set(register.steps)
    const missed: string[] = []
    let kills = 0
    // A life whose network or printer was faster this time may not come to a step: it is tried once more, at the end.
    const tries = queue.map((step) => ({ step, again: true }))
    for (let next = tries.shift(); next !== undefined; next = tries.shift()) {
      const killed = await register.killAt(next.step)
      if (killed) kills += 1
      else if (next.again) tries.push({ step: next.step, again: false })
      else missed.push(next.step)
      say(`${killed ? 'killed at' : 'never came to'} ${next.step}, ${tries.length} to go`)
      if (runs < all) continue
      // What only a register that has something left over does.
      for (const step of register.steps) {
        if (seen.has(step) || !among(step)) continue
        seen.add(step)
        tries.push({ step, again: false })
      }
    }
    kills += await killAgainAndAgain(register, compoundKills, seed, say)
    const evidence = await register.evidence()
    const result = resultOf('kill-at-step', kills, evidence)
    const migrated = migrations ? await killMigrations(say) : { kills: 0, sales: 0, lost: 0, problems: [] }
    const caught = control && (await carelessTillIsSeen(say))
    say(`${kills} kills, of ${known.length} steps; not met again: ${missed.length === 0 ? 'none' : missed.join(', ')}`)
    return {
      ...result,
      runs: kills + migrated.kills,
      acknowledged: result.acknowledged + evidence.documents.acknowledged.length + migrated.sales,
      lost: result.lost + migrated.lost,
      controlCaught: caught,
      problems: [...problemsOf(evidence), ...migrated.problems],
    }
  } finally {
    await register.close()
  }
}

const problemsOf = (evidence: SteppedEvidence): readonly string[] => [...judge(evidence), ...judgeDocuments(evidence.documents, evidence.journal)]

/** A fault in the recovery from a fault: what comes up is killed at a step of its start, and so is the next, and the next. */
async function killAgainAndAgain(register: Awaited<ReturnType<typeof steppedRegister>>, kills: number, seed: number, say: (line: string) => void): Promise<number> {
  const { below } = chanceOf(seed)
  let done = 0
  const pick = (steps: readonly string[]): string => steps[below(steps.length)] ?? ''
  for (let kill = 0; kill < kills; kill += 1) {
    const working = register.steps.filter((step) => /^(sale|refund|z)\//.test(step))
    const recovering = register.steps.filter((step) => /^(start|leftover)\//.test(step))
    const chain = [pick(working), ...Array.from({ length: compound.again }, () => pick(recovering))]
    for (const step of chain) if (await register.killAt(step)) done += 1
    say(`again and again, ${kill + 1} of ${kills}: ${chain.join(', then ')}`)
  }
  return done
}

/** The control: a till whose receipts come out before their commit is seen by the same judge, once it is killed there and not before. */
async function carelessTillIsSeen(say: (line: string) => void): Promise<boolean> {
  const register = await steppedRegister({ inkFirst: true })
  try {
    const before = problemsOf(await register.evidence())
    const killed = await register.killAt('sale/complete-sale: COMMIT')
    const found = problemsOf(await register.evidence())
    say(`control: a till that prints before it commits, unharmed: ${before[0] ?? 'nothing wrong'}; killed at the commit: ${found[0] ?? 'nothing wrong'}`)
    return before.length === 0 && killed && found.length > 0
  } finally {
    await register.close()
  }
}
