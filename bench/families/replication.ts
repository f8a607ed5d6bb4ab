import { cpSync, mkdtempSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import path from 'node:path'
import { type ArmResult, type Family, type FamilyResult, median, quantile, rounded } from '../harness.ts'
import { batchEntries } from '../../src/contracts/replication/index.ts'
import { startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { headOffice, makeBacklog, sellOne, startDrain, untilDrained } from '../lib/backlog.ts'
import { enrolAll, fleet, inParallel, lineTo, someSales } from '../lib/ingest-load.ts'
import { threadedCounter } from '../lib/register.ts'

/** A backlog goes to head office while the counter sells on. What is timed is complete-sale, by the writer's thread as main asks it. */
export const replication: Family = async ({ quick, scratch, say }) => {
  const backlog = quick ? 2_000 : 10_000
  const master = path.join(scratch, 'backlog')
  say(`a backlog of ${backlog} sales is being made`)
  await makeBacklog(master, backlog)
  return drainWhileSelling({ master, backlog, scratch, say, rounds: 1, around: quick ? 150 : 1_000 })
}

export interface DrainOptions {
  /** Of the register that has the backlog; worked on is a copy. */
  readonly master: string
  readonly backlog: number
  readonly scratch: string
  readonly rounds: number
  /** Sales before the drain and after it, in each round. */
  readonly around: number
  say(line: string): void
}

export async function drainWhileSelling({ master, backlog, scratch, rounds, around, say }: DrainOptions): Promise<FamilyResult> {
  const [without, during]: [number[], number[]] = [[], []]
  const [alone, beside, bytes, prepared]: [number[], number[], number[], number[]] = [[], [], [], []]
  const sales = await someSales(scratch, 200)
  for (let round = 0; round < rounds; round += 1) {
    // By itself first: how fast it goes where nobody sells.
    const still = copied(master, scratch)
    const quiet = await threadedCounter(still)
    const first = await startDrain(quiet, path.join(still, 'head-office'))
    const began = performance.now()
    await untilDrained(first)
    alone.push(backlog / ((performance.now() - began) / 1000))
    bytes.push(first.bytes() / backlog)
    await first.close()
    await quiet.close()
    prepared.push(await preparedRate(sales, backlog, mkdtempSync(path.join(scratch, 'prepared-'))))

    const folder = copied(master, scratch)
    const counter = await threadedCounter(folder)
    let sale = 0
    const sell = async (into: number[]): Promise<void> => void into.push(await sellOne(counter, (sale += 1)))
    for (let sold = 0; sold < around; sold += 1) await sell([])
    for (let sold = 0; sold < around; sold += 1) await sell(without)
    const drain = await startDrain(counter, path.join(folder, 'head-office'))
    const from = performance.now()
    const before = during.length
    while (drain.view().state !== 'healthy' || drain.view().waitingSales > 20) await sell(during)
    const seconds = (performance.now() - from) / 1000
    beside.push(backlog / seconds)
    say(`round ${round + 1}: drained in ${seconds.toFixed(1)} s, ${during.length - before} sales meanwhile`)
    await untilDrained(drain)
    await drain.close()
    for (let sold = 0; sold < around; sold += 1) await sell(without)
    await counter.close()
  }
  const arms = [armOf('ours: nothing to send', without, without), armOf(`ours: ${backlog} sales on their way`, during, without)]
  const [p95without, p95during] = [quantile(without, 0.95), quantile(during, 0.95)]
  return {
    groups: [{ name: 'one sale, 5 lines, 2 tenders, while a backlog drains', load: loadavg()[0] ?? 0, arms }],
    goals: [{ name: 'p95 of a sale while a backlog drains to that without', value: p95during / p95without, limit: 1.5, unit: 'ratio' }, { name: 'time of a backlog by itself to that of its batches prepared beforehand', value: median(prepared) / median(alone), limit: 2, unit: 'ratio' }],
    facts: {
      backlogSales: backlog,
      p95WithoutMs: rounded(p95without / 1000),
      p95DuringMs: rounded(p95during / 1000),
      drainedSalesPerSecondAlone: rounded(median(alone)),
      drainedSalesPerSecondBesideSelling: rounded(median(beside)),
      preparedSalesPerSecond: rounded(median(prepared)),
      bytesPerSale: rounded(median(bytes)),
      journalKiB: rounded(statSync(path.join(master, 'threaded.db')).size / 1024),
    },
  }
}

/** The floor of a drain: as many sales in as large batches, written, signed and packed before the clock starts, one in flight; only head office works. */
async function preparedRate(sales: Parameters<typeof fleet>[1], backlog: number, folder: string): Promise<number> {
  const one = fleet(1, sales)
  const office = await startHeadOfficeProcess({ script: headOffice, data: folder, storeName: 'Corner', chainName: 'Corner', language: 'en', timeZone: 'UTC' })
  const line = lineTo(office.url, 1)
  try {
    await enrolAll(one.registers, office)
    const batches = await one.more(Math.ceil(backlog / batchEntries), batchEntries)
    const { ms } = await inParallel(batches, line.send)
    return (Math.ceil(backlog / batchEntries) * batchEntries) / (ms / 1000)
  } finally {
    line.close()
    await office.close()
  }
}

function copied(master: string, scratch: string): string {
  const folder = mkdtempSync(path.join(scratch, 'register-'))
  cpSync(master, folder, { recursive: true })
  return folder
}

function armOf(name: string, times: readonly number[], floor: readonly number[]): ArmResult {
  return { name, kind: 'ours', p50: rounded(quantile(times, 0.5)), p99: rounded(quantile(times, 0.99)), toFloor: rounded(quantile(times, 0.5) / quantile(floor, 0.5)), samples: times.length, verdict: 'right' }
}
