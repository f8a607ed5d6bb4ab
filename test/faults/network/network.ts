import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Fault, resultOfBooks } from '../fault.ts'
import { type Books } from '../kill-oracle.ts'
import { type Certificates, makeCertificates, noTls } from './certificates.ts'
import { type Databases, openDatabases } from './databases.ts'
import { wrongAnswers } from './mishaps.ts'
import { lossScenarios } from './nft-line.ts'
import { losePackets, type LossReport, noPacketLoss } from './packet-loss.ts'
import { play, type Played } from './play.ts'
import { type Scenario, scenariosOf } from './scenarios.ts'
import { openSite } from './site.ts'

/** The registers' deadlines and pauses pass so many times faster. */
const pace = 10
const registers = 2
const seeds = 3
const sales = { sales: 8, restMs: 40 }

/** Every scenario with each of three seeds, and on each database; and packets that the kernel drops, where it may be told to. */
export const networkFault: Fault = {
  name: 'network',
  runs: seeds * scenariosOf(noTls === undefined).length,
  run: (runs, seed, say) => withParts(async (parts) => {
    if (noTls !== undefined) say(`SKIPPED, encrypted lines: ${noTls}`)
    if (parts.databases.missing !== undefined) say(`SKIPPED, PostgreSQL: ${parts.databases.missing}`)
    const scenarios = scenariosOf(parts.certificates !== undefined)
    const plays = Array.from({ length: runs }, (_, index) => ({ scenario: scenarios[index % scenarios.length] ?? { name: 'none' }, seed: seed + Math.floor(index / scenarios.length) }))
    const through = await playThrough(plays, parts, say)
    const without = noPacketLoss()
    const lossPlays = without === undefined ? lossScenarios.length * Math.max(1, Math.round(runs / scenarios.length)) : 0
    if (without !== undefined) say(`SKIPPED, lost packets: ${without}`)
    const lost: LossReport = lossPlays === 0 ? { books: [], problems: [] } : await losePackets({ folder: parts.folder, plays: lossPlays, seed }, say)
    const result = resultOfBooks('network', runs + lossPlays, [...through.books, ...lost.books], [...through.problems, ...lost.problems.map((problem) => `packets: ${problem}`)])
    return { ...result, controlCaught: await credulityIsCaught(parts, say) }
  }),
}

export interface Parts {
  readonly folder: string
  readonly databases: Databases
  readonly certificates: Certificates | undefined
}

export async function withParts<T>(use: (parts: Parts) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-network-'))
  const databases = await openDatabases()
  try {
    return await use({ folder, databases, certificates: noTls === undefined ? makeCertificates(folder) : undefined })
  } finally {
    await databases.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Through {
  readonly books: readonly Books[]
  readonly problems: readonly string[]
  readonly slowestMs: number
}

/** One after another on each database; the databases side by side. */
export async function playThrough(plays: readonly { readonly scenario: Scenario; readonly seed: number }[], { folder, databases, certificates }: Parts, say: (line: string) => void): Promise<Through> {
  const each = await Promise.all(
    databases.kinds.map(async (kind): Promise<Through> => {
      const site = await openSite(kind, { folder, registers, pace, ...(certificates !== undefined && { certificates }) })
      try {
        const played: Played[] = []
        for (const one of plays) {
          const result = await play(site, { ...one, ...sales })
          const happened = [...result.struck].map(([, count]) => count).reduce((sum, count) => sum + count, 0)
          say(`${kind.name}, ${one.scenario.name}, seed ${one.seed}: ${happened} times, drained in ${seconds(result.drainedMs)}${result.problems.length === 0 ? '' : `, ${result.problems.length} PROBLEMS`}`)
          played.push(result)
          // Behind this nothing would be told apart any more.
          if (result.problems.length > 0) break
        }
        const alerts = (await site.database.rows('SELECT kind, count(*) AS alerts FROM alert GROUP BY kind ORDER BY kind')) as { kind: string; alerts: number }[]
        say(`${kind.name}: head office was alarmed ${alerts.length === 0 ? 'by nothing' : alerts.map(({ kind: what, alerts: times }) => `by ${times} of ${what}`).join(', ')}`)
        return { books: await site.books(), problems: played.flatMap(({ problems }) => problems), slowestMs: Math.max(...played.map(({ drainedMs }) => drainedMs)) }
      } finally {
        await site.close()
      }
    }),
  )
  const slowestMs = Math.max(...each.map((one) => one.slowestMs))
  say(`${plays.length} plays on each of ${databases.kinds.map(({ name }) => name).join(' and ')}; the slowest was drained ${seconds(slowestMs)} after the fault, in the registers' own time`)
  return { books: each.flatMap(({ books }) => books), problems: each.flatMap(({ problems }) => problems), slowestMs }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** A register that takes any 200 for an acknowledgement loses sales to a captive portal, and it is seen. */
export async function credulityIsCaught({ folder, databases, certificates }: Parts, say: (line: string) => void): Promise<boolean> {
  const [kind] = databases.kinds
  if (kind === undefined) return false
  const site = await openSite(kind, { folder, registers: 1, pace, believes: 'any 200', ...(certificates !== undefined && { certificates }) })
  try {
    const { problems } = await play(site, { scenario: { name: 'the control', requests: [wrongAnswers.portal], share: 0.8 }, seed: 1, ...sales }, 1_000)
    const lost = problems.filter((problem) => problem.includes('is not in head office')).length
    say(`control: a register that takes any 200 for an acknowledgement lost ${lost} sales`)
    return lost > 0
  } finally {
    await site.close()
  }
}
