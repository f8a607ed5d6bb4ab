import { bitFlip } from './bit-flip.ts'
import { clone } from './clone.ts'
import { type Fault, type FaultResult, resultOf } from './fault.ts'
import { killAtStep } from './kill-at-step.ts'
import { type Evidence, judge } from './kill-oracle.ts'
import { clockFault } from './clock.ts'
import { diskFullFault } from './disk-full.ts'
import { herdFault } from './herd/herd.ts'
import { networkFault } from './network/network.ts'
import { nthWrite } from './nth-write.ts'
import { lostByCarelessness } from './power-cuts.ts'
import { type FileSystem, noPowerDisk } from './power-disk.ts'
import { killAtRandom } from './random-kills.ts'
import { twoRegistersFault } from './two-registers/two-registers.ts'
import { staleBackup } from './stale-backup.ts'
import { runSchedule } from './simulation/schedule.ts'
import { headOfficeShortcuts, registerShortcuts } from './simulation/shortcuts.ts'

const controlTries = 5

/** Every fault, in the order they are run. */
export const faults: readonly Fault[] = [
  powerCut('ext4'),
  powerCut('xfs'),
  { name: 'kill-random', runs: 200, run: killRandom },
  diskFullFault,
  networkFault,
  clockFault,
  twoRegistersFault,
  herdFault,
  killAtStep,
  nthWrite,
  staleBackup,
  clone,
  { name: 'simulation', runs: 2000, run: simulation },
  bitFlip,
]

function powerCut(disk: FileSystem): Fault {
  const name = `power-cut-${disk}`
  return {
    name,
    runs: 30,
    async run(runs, seed, say) {
      const skipped = noPowerDisk(disk)
      if (skipped !== undefined) return { name, runs: 0, acknowledged: 0, lost: 0, doubled: 0, controlCaught: false, skipped, problems: [] }
      const evidence = await killAtRandom({ kills: runs, seed, say, disk })
      let careless = 0
      for (let tries = 0; tries < controlTries && careless <= 0; tries += 1) careless = await lostByCarelessness(disk)
      say(`control: a till with synchronous=NORMAL lost ${careless} sales it had called done`)
      return { ...resultOf(name, runs, evidence), controlCaught: careless > 0 }
    },
  }
}

async function killRandom(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult> {
  const evidence = await killAtRandom({ kills: runs, seed, say })
  return { ...resultOf('kill-random', runs, evidence), controlCaught: isJudged(evidence) }
}

/** A head office that lost one sale, and a register that printed one receipt twice without a mark, are seen. */
function isJudged(evidence: Evidence): boolean {
  const short = judge({ ...evidence, headOffice: evidence.headOffice.slice(1) })
  const twice = judge({ ...evidence, papers: [...evidence.papers, ...evidence.papers.filter(({ duplicate }) => !duplicate).slice(0, 1)] })
  const found = judge(evidence).length
  return short.length > found && twice.length > found
}

async function simulation(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult> {
  const problems: string[] = []
  let sales = 0
  for (let one = seed; one < seed + runs; one += 1) {
    const outcome = await runSchedule(one)
    sales += outcome.sales
    problems.push(...outcome.violations.map((violation) => `seed ${one}: ${violation}`))
  }
  const uncaught: string[] = []
  for (const shortcut of [...registerShortcuts, ...headOfficeShortcuts]) {
    let caught = false
    for (let one = 1; one <= 60 && !caught; one += 1) caught = (await runSchedule(one, shortcut)).violations.length > 0
    if (!caught) uncaught.push(shortcut)
  }
  say(`${runs} schedules, ${sales} sales; shortcuts not caught: ${uncaught.length === 0 ? 'none' : uncaught.join(', ')}`)
  const lost = problems.filter((problem) => /not at head office|are gone|not counted/u.test(problem)).length
  const doubled = problems.filter((problem) => problem.includes('twice')).length
  return { name: 'simulation', runs, acknowledged: sales, lost, doubled, controlCaught: uncaught.length === 0, skipped: null, problems }
}
