import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chanceOf } from './chance.ts'
import { type Fault, type FaultResult, resultOf } from './fault.ts'
import { reading } from './kill-evidence.ts'
import { type Evidence, judge } from './kill-oracle.ts'
import { afterLives, type OneLife } from './lives.ts'

/** `npm run test:faults -- --only clock`: the wall clock of a selling register jumps a week back, over a year ahead, and home again. */
export const clockFault: Fault = { name: 'clock', runs: 12, run: jump }

const name = 'clock'
const day = 86_400
/** Seconds, as libfaketime reads them. The last is an hour that summer time skips, at whatever time of the year it is. */
const jumps = [-7 * day, 400 * day, 0, 3_600, -3_600, -400 * day] as const
/** Milliseconds. */
const between = { least: 60, most: 500 }
const libraries = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1']

/** Why no clock jumps here; undefined when one does. */
export function noFakeClock(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux lets a library stand before the clock'
  return libraries.some((file) => existsSync(file)) ? undefined : 'libfaketime missing (Debian: apt-get install faketime)'
}

async function jump(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult> {
  const skipped = noFakeClock()
  if (skipped !== undefined) return { name, runs: 0, acknowledged: 0, lost: 0, doubled: 0, controlCaught: false, skipped, problems: [] }
  const { evidence, strays } = await sellThroughJumps(runs, seed, say)
  say(`entries that a clock would have put elsewhere: ${strays} of ${evidence.entries.length}`)
  const short = judge({ ...evidence, headOffice: evidence.headOffice.slice(1) })
  // A clock that never jumped would prove nothing: whoever ordered the journal by it would have to get it wrong.
  return { ...resultOf(name, runs, evidence), controlCaught: strays > 0 && short.length > judge(evidence).length }
}

/** How many entries are not where the journal's own times would put them. */
function straysIn(file: string): number {
  const times = reading(file, (all) => all<{ at: number }>("SELECT text ->> '$.at' AS at FROM journal ORDER BY position").map(({ at }) => at))
  const sorted = times.toSorted((one, other) => one - other)
  return times.filter((at, index) => at !== sorted[index]).length
}

export async function sellThroughJumps(runs: number, seed: number, say?: (line: string) => void): Promise<{ readonly evidence: Evidence; readonly strays: number }> {
  const { below } = chanceOf(seed)
  const folder = mkdtempSync(path.join(tmpdir(), 'tw-clock-'))
  const told = path.join(folder, 'clock')
  const tell = (seconds: number): void => writeFileSync(told, `${seconds < 0 ? '' : '+'}${seconds}\n`)
  tell(0)
  const environment = { LD_PRELOAD: libraries.find((file) => existsSync(file)) ?? '', FAKETIME_TIMESTAMP_FILE: told, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, between.least + below(between.most - between.least)))
  const lives = Array.from({ length: runs }, (_, run): OneLife => {
    const kills = below(2) === 0
    return {
      sells: run % 3 === 2 ? 'flatOut' : 'keepingUp',
      environment,
      // It starts in whatever time the one before left behind.
      async end(process) {
        await process.firstSale()
        for (let jumped = 0; jumped < 4; jumped += 1) {
          tell(jumps[below(jumps.length)] ?? 0)
          await wait()
        }
        await process.nextSale()
        if (kills) return process.killAfter(below(100))
        const code = await process.stop()
        if (code !== 0) throw new Error(`told to stop, the register ended with ${code}: ${process.complaint()}`)
      },
    }
  })
  let strays = 0
  try {
    const evidence = await afterLives({ lives, look: (file) => (strays = straysIn(file)), ...(say !== undefined && { say }) })
    return { evidence, strays }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
