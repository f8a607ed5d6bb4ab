import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startHeadOfficeProcess } from '../../../src/main/demo/head-office-process.ts'
import { heartbeatMs, type Replicator, startReplicator } from '../../../src/main/replicator/index.ts'
import { createTransport } from '../../../src/main/replicator/transport.ts'
import { testJournal, type TestJournal } from '../../integration/replication.fixture.ts'
import { chanceOf } from '../chance.ts'
import { reading, salesOf } from '../kill-evidence.ts'
import { type Books, type HeldSale } from '../kill-oracle.ts'
import { faultyLine } from '../network/line.ts'
import { herdTime } from './herd-time.ts'

export interface OutageOptions {
  readonly folder: string
  readonly registers: number
  readonly seed: number
  readonly outageSeconds: number
  /** Before the outage, to see what is usual. */
  readonly steadySeconds: number
  /** What is drawn for each pause: by the seed, unless a control says otherwise. */
  readonly random?: () => number
}

export interface OutageFigures {
  /** Requests in a second: the mean and the most while all was well, and the most once head office was back. */
  readonly steadyMean: number
  readonly steadyPeak: number
  readonly peak: number
  /** Milliseconds of this machine in which the worst second's requests were all answered. */
  readonly worstSecondMs: number
  /** From its return until the last register had sent everything, in the registers' seconds; absent: never. */
  readonly drainedAfter: number | undefined
  readonly books: readonly Books[]
}

/** One sale in so many seconds, at each register. */
const sellsEvery = 30
/** The longest pause there is, and a heartbeat. */
const patience = 300 + heartbeatMs / 1000 + 10

interface One {
  readonly journal: TestJournal
  readonly replicator: Replicator
}

/**
 * The real replicator many times, each with a journal in memory, before a real head office that goes away and comes back. Each sells as
 * it goes away, so that all of them notice in the same second: a morning's rush, or the power of a whole street.
 */
export async function outage({ folder, registers, seed, outageSeconds, steadySeconds, random }: OutageOptions): Promise<OutageFigures> {
  const data = path.join(folder, 'head-office')
  mkdirSync(folder, { recursive: true })
  const office = await startHeadOfficeProcess({ script: new URL('../../../src/headoffice/main.ts', import.meta.url).pathname, data, storeName: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'UTC' })
  const line = await faultyLine({ headOffice: office.url, deadlineMs: 10_000 })
  const chance = chanceOf(seed)
  const time = herdTime(Date.now())
  let asked = 0
  const herd: One[] = []

  async function second(): Promise<{ readonly requests: number; readonly ms: number }> {
    asked = 0
    for (const { journal, replicator } of herd) {
      if (!chance.happens(1 / sellsEvery)) continue
      journal.sell()
      replicator.wake()
    }
    const from = performance.now()
    await time.pass()
    return { requests: asked, ms: performance.now() - from }
  }

  try {
    // Over the time of a heartbeat, or theirs would all fall into one second for ever.
    const atOnce = Math.ceil((1000 * registers) / heartbeatMs)
    for (let index = 0; index < registers; index += 1) {
      herd.push(await enrolled())
      if (index % atOnce === 0) await time.pass()
    }
    const steady: number[] = []
    for (let passed = 0; passed < steadySeconds; passed += 1) steady.push((await second()).requests)

    line.play({ name: 'the outage', isShut: true }, seed)
    for (const { journal, replicator } of herd) {
      journal.sell()
      replicator.wake()
    }
    for (let passed = 0; passed < outageSeconds; passed += 1) await second()
    await line.heal()

    const backs: { readonly requests: number; readonly ms: number }[] = []
    let drainedAfter: number | undefined
    // Each that still has something from before its return. What it sells from now on is the steady load again.
    const owes = new Map(herd.map((one) => [one, one.journal.entries.length]))
    for (let passed = 0; passed < patience && drainedAfter === undefined; passed += 1) {
      backs.push(await second())
      for (const [one, until] of owes) if ((one.journal.cursor?.seq ?? 0) >= until) owes.delete(one)
      if (owes.size === 0) drainedAfter = passed + 1
    }
    // The last sales of all, without new ones.
    for (let passed = 0; passed <= heartbeatMs / 1000; passed += 1) await time.pass()
    const peak = Math.max(...backs.map(({ requests }) => requests))
    return {
      steadyMean: steady.reduce((sum, one) => sum + one, 0) / steady.length,
      steadyPeak: Math.max(...steady),
      peak,
      worstSecondMs: Math.max(...backs.filter(({ requests }) => requests === peak).map(({ ms }) => ms)),
      drainedAfter,
      books: booksOf(herd, folder),
    }
  } finally {
    await Promise.all(herd.map(({ replicator }) => replicator.close()))
    await line.close()
    await office.close()
  }

  async function enrolled(): Promise<One> {
    const journal = testJournal()
    const { after, asked: awaited, isBusy } = time.forOne()
    const replicator = startReplicator({
      source: journal,
      clock: time.now,
      after,
      random: random ?? chance.next,
      log: () => undefined,
      connect(address) {
        const socket = createTransport(address, { clock: time.now, after })
        return {
          close: socket.close,
          post(way, headers, body) {
            asked += 1
            return awaited(socket.post(way, headers, body))
          },
        }
      },
    })
    const answer = await replicator.enrol(line.url, await office.enrolmentCode())
    if (!answer.ok) throw new Error(answer.refusal.code)
    while (isBusy()) await new Promise<void>((resolve) => setImmediate(resolve))
    return { journal, replicator }
  }
}

function booksOf(herd: readonly One[], folder: string): readonly Books[] {
  const sales = new Map(salesOf(folder).map((sale) => [sale.id, sale]))
  const ledger = reading(path.join(folder, 'head-office', 'head-office.db'), (all) => all<{ register: string; seq: number; hash: string }>('SELECT register, seq, hash FROM ledger ORDER BY register, epoch, seq'))
  const ledgers = new Map<string, string[]>(herd.map(({ journal }) => [journal.id, []]))
  for (const { register, seq, hash } of ledger) ledgers.get(register)?.push(`${seq} ${hash}`)
  return herd.map(({ journal }) => {
    const sold = journal.entries.map(({ text }): HeldSale => {
      const { body } = JSON.parse(text) as { body: { saleId: string; number: string; total: number } }
      return { id: body.saleId, number: body.number, total: body.total }
    })
    return {
      acknowledged: sold,
      register: sold,
      journal: sold,
      headOffice: sold.flatMap(({ id }) => sales.get(id) ?? []),
      entries: journal.entries.map(({ seq, hash }) => `${seq} ${hash}`),
      ledger: ledgers.get(journal.id) ?? [],
    }
  })
}
