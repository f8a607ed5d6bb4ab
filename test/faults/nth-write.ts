import { chanceOf } from './chance.ts'
import { type Fault, type FaultResult, resultOf } from './fault.ts'
import { judge } from './kill-oracle.ts'
import { judgeDocuments } from './steps/documents-oracle.ts'
import { failingRegister, type FailingRegister } from './writes/failing-lives.ts'
import { type Injection, noTracing } from './writes/traced.ts'

/** What is done to the nth of them. A full disk takes no write, and syncs what it has. */
const ways: readonly Pick<Injection, 'call' | 'what'>[] = [
  { call: 'fsync', what: 'EIO' },
  { call: 'fsync', what: 'kill' },
  { call: 'pwrite64', what: 'EIO' },
  { call: 'pwrite64', what: 'full' },
  { call: 'pwrite64', what: 'kill' },
]
/** More than there are: each of them. */
const all = 5000
/** Kills at a write, each followed by as many of what comes up after it. */
const compound = { kills: 25, again: 3 }

/** The nth write and the nth fsync of a selling register's thread on its database and its log fails, or the process ends there, n = 1, 2, ... until it runs through. */
export const nthWrite: Fault = { name: 'nth-write', runs: all, run: (runs, seed, say) => failEachWrite({ runs, seed, say }) }

interface Failing {
  /** So many of all, spread over them: consecutive seeds go through all of them. More than there are is all of them. */
  readonly runs: number
  readonly seed: number
  readonly say: (line: string) => void
  readonly only?: (way: Pick<Injection, 'call' | 'what'>) => boolean
  readonly compoundKills?: number
  readonly control?: boolean
}

export async function failEachWrite({ runs, seed, say, only = () => true, compoundKills = runs >= all ? compound.kills : 0, control = true }: Failing): Promise<FaultResult> {
  const why = noTracing()
  if (why !== undefined) return { name: 'nth-write', runs: 0, acknowledged: 0, lost: 0, doubled: 0, controlCaught: false, skipped: why, problems: [] }
  const register = await failingRegister()
  const chance = chanceOf(seed)
  const problems: string[] = []
  let hits = 0
  async function fail(injection: Injection): Promise<boolean> {
    const { life, problems: found } = await register.live(injection)
    if (life.hit) hits += 1
    problems.push(...found.map((problem) => `${injection.what} at ${injection.call} ${injection.nth}: ${problem}`))
    return life.hit
  }
  try {
    const chosen = ways.filter(only)
    const counts = countsOf((await register.live()).life.calls)
    const total = chosen.reduce((sum, { call }) => sum + counts[call], 0)
    const every = Math.max(1, Math.floor(total / runs))
    for (const way of chosen) {
      const before = hits
      // Past what a life without a fault does: one that has something left over does more.
      for (let nth = 1 + (seed % every); await fail({ ...way, nth }); nth += every);
      say(`${way.what} at each ${every === 1 ? '' : `${every}th `}${way.call}: ${hits - before} of ${counts[way.call]}, ${problems.length} problems`)
    }
    for (let kill = 0; kill < compoundKills; kill += 1) {
      await fail({ call: 'pwrite64', what: 'kill', nth: 1 + chance.below(counts.pwrite64) })
      // While it recovers: the first writes of its start, and what it finishes.
      for (let again = 0; again < compound.again; again += 1) await fail({ call: chance.happens(0.5) ? 'fsync' : 'pwrite64', what: 'kill', nth: 1 + chance.below(12) })
    }
    const evidence = await register.evidence()
    const caught = control && (await carelessTillIsSeen(say))
    const result = resultOf('nth-write', hits, evidence)
    const wrong = [...problems, ...judge(evidence), ...judgeDocuments(evidence.documents, evidence.journal)]
    return { ...result, acknowledged: result.acknowledged + evidence.documents.acknowledged.length, controlCaught: caught, problems: wrong }
  } finally {
    await register.close()
  }
}

function countsOf(calls: readonly string[]): Readonly<Record<Injection['call'], number>> {
  const count = (call: string): number => calls.filter((line) => line.includes(` ${call}(`)).length
  return { pwrite64: count('pwrite64'), fsync: count('fsync') }
}

/** The control: a till that says a sale is done before its commit, killed at a write of that commit, loses it, and that is seen. */
async function carelessTillIsSeen(say: (line: string) => void): Promise<boolean> {
  const register = await failingRegister({ saysFirst: true })
  try {
    // The first life has more to open than those after it.
    await register.live()
    const nth = await writeAfterItSaid(register)
    const { problems } = await register.live({ call: 'pwrite64', what: 'kill', nth })
    const lost = problems.find((problem) => problem.includes('is not in the register'))
    say(`control: a till that says it before it commits, killed at write ${nth}: ${lost ?? 'not seen'}`)
    return lost !== undefined
  } finally {
    await register.close()
  }
}

/** Well inside the commit, which is some twenty writes long: a start may take a few more or fewer the next time. */
async function writeAfterItSaid(register: FailingRegister): Promise<number> {
  const { life } = await register.live()
  const said = life.calls.findIndex((line) => line.includes(' write(') && line.includes('"sold '))
  return countsOf(life.calls.slice(0, said)).pwrite64 + 5
}
