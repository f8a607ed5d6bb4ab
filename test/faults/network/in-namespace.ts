import { execFileSync } from 'node:child_process'
import { databaseKinds } from '../../../src/headoffice/store/databases.fixture.ts'
import { lossScenarios, nftLine } from './nft-line.ts'
import { type LossReport } from './packet-loss.ts'
import { play, type Played } from './play.ts'
import { openSite } from './site.ts'

// Runs in a network namespace of its own, so that whatever it does to packets nobody else notices. What it found is its last line.

const { folder, plays, seed } = JSON.parse(process.argv[2] ?? '') as { folder: string; plays: number; seed: number }
/** The kernel's own retransmissions take what they take: a deadline has to leave room for some. */
const pace = 3

execFileSync('ip', ['link', 'set', 'lo', 'up'])
const [sqlite] = databaseKinds
if (sqlite === undefined) throw new Error('no database')
const site = await openSite(sqlite, { folder, registers: 2, pace, lineTo: nftLine })
let report: LossReport
try {
  const played: Played[] = []
  for (let index = 0; index < plays; index += 1) {
    const scenario = lossScenarios[index % lossScenarios.length] ?? { name: 'none' }
    const result = await play(site, { scenario, seed: seed + index, sales: 8, restMs: 60 })
    const packets = [...result.struck.values()].reduce((sum, one) => sum + one, 0)
    process.stdout.write(`say ${scenario.name}: ${packets} packets, drained in ${(result.drainedMs / 1000).toFixed(1)} s\n`)
    played.push(result)
  }
  report = { books: await site.books(), problems: played.flatMap(({ problems }) => problems) }
} finally {
  await site.close()
}
process.stdout.write(`${JSON.stringify(report)}\n`)
