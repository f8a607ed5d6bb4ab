import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startHeadOffice } from '../../src/headoffice/index.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { chanceOf } from './chance.ts'
import { type Fault } from './fault.ts'
import { reading, until } from './kill-evidence.ts'
import { type HeldSale } from './kill-oracle.ts'
import { type SellingProcess, startSelling } from './selling-process.ts'
import { startStation } from './station.ts'

const machines = ['one', 'two'] as const
type Machine = (typeof machines)[number]

interface Outcome {
  readonly acknowledged: readonly HeldSale[]
  /** Sales in the files of both machines, each once. */
  readonly register: ReadonlyMap<string, HeldSale>
  readonly headOffice: readonly HeldSale[]
  /** Head office said that there are two, and something of the refused one was filed before anybody settled it. */
  readonly silently: readonly string[]
}

/**
 * The file of a register is copied, and both machines sell as that register, killed and started at random. Head office has to say so; somebody
 * settles which goes on; then every sale of both is at head office once, and the one that goes on has all that was there when it did.
 */
export const clone: Fault = {
  name: 'clone',
  runs: 6,
  async run(runs, seed, say) {
    const problems: string[] = []
    let [acknowledged, lost, doubled] = [0, 0, 0]
    for (let run = 0; run < runs; run += 1) {
      const outcome = await twoMachines(seed + run)
      const there = new Set(outcome.headOffice.map(({ id }) => id))
      acknowledged += outcome.acknowledged.length
      lost += outcome.acknowledged.filter(({ id }) => !outcome.register.has(id) || !there.has(id)).length
      doubled += outcome.headOffice.length - there.size
      problems.push(...judgeClones(outcome).map((problem) => `seed ${seed + run}: ${problem}`))
      say(`copy ${run + 1}: ${outcome.acknowledged.length} sales on two machines`)
    }
    // Nobody settles it: the refused machine's sales stay where they are, and the oracle has to miss them.
    const control = judgeClones(await twoMachines(seed, false))
    say(`control: unsettled, ${control.length} things are wrong`)
    return { name: 'clone', runs, acknowledged, lost, doubled, controlCaught: control.length > 0, skipped: null, problems }
  },
}

function judgeClones({ acknowledged, register, headOffice, silently }: Outcome): readonly string[] {
  const problems = [...silently]
  const there = new Map(headOffice.map((sale) => [sale.id, sale]))
  if (there.size !== headOffice.length) problems.push(`${headOffice.length - there.size} sales are twice at head office`)
  for (const { id, number, total } of acknowledged) {
    for (const [name, held] of [['the machines', register.get(id)], ['head office', there.get(id)]] as const) {
      if (held === undefined) problems.push(`acknowledged sale ${number} (${id}) is not in ${name}`)
      else if (held.number !== number || held.total !== total) problems.push(`sale ${id} was acknowledged as ${number} of ${total}, ${name} has ${held.number} of ${held.total}`)
    }
  }
  const sum = (all: Iterable<HeldSale>): number => [...all].reduce((total, one) => total + one.total, 0)
  if (sum(register.values()) !== sum(headOffice)) problems.push(`the totals differ: the machines ${sum(register.values())}, head office ${sum(headOffice)}`)
  return problems
}

async function twoMachines(seed: number, settles = true): Promise<Outcome> {
  const chance = chanceOf(seed)
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-clone-'))
  const officeData = path.join(folder, 'head-office')
  const dataOf = (machine: Machine): string => path.join(folder, machine)
  const station = await startStation()
  const store = { name: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 }
  const office = await startHeadOffice({ dataDirectory: officeData, store, clock: Date.now, log: () => undefined })
  const { code } = await office.createEnrolmentCode()
  const acknowledged: HeldSale[] = []
  const start = (machine: Machine, sells: 'flatOut' | 'nothing'): SellingProcess => startSelling({ data: dataOf(machine), printer: station.url, headOffice: office.url, enrolmentCode: code, sells })
  const inOffice = <Row>(sql: string): readonly Row[] => reading(path.join(officeData, 'head-office.db'), (all) => all<Row>(sql))
  const filed = (): readonly HeldSale[] => inOffice<HeldSale>('SELECT sale_id AS id, number, total FROM sale ORDER BY sale_id')
  const salesOf = (machine: Machine): readonly HeldSale[] => reading(path.join(dataOf(machine), 'register.db'), (all) => all<HeldSale>('SELECT id, number, total FROM sale'))

  async function live(machine: Machine): Promise<void> {
    const process = start(machine, 'flatOut')
    await process.firstSale()
    await process.killAfter(100 + chance.below(500))
    acknowledged.push(...process.sold())
  }
  /** Both run, and sell nothing, until it is so. */
  async function both(condition: () => boolean): Promise<void> {
    const running = machines.map((machine) => start(machine, 'nothing'))
    await Promise.all(running.map((process) => process.ready()))
    await until(condition, 100)
    await Promise.all(running.map((process) => process.stop()))
  }

  try {
    // Enrolled, and all of it at head office; no basket stands open in it that two machines could both be paid for.
    const alone = start('one', 'nothing')
    await alone.ready()
    await until(() => inOffice('SELECT 1 FROM cursor').length > 0, 50)
    await alone.stop()
    cpSync(dataOf('one'), dataOf('two'), { recursive: true })
    // Each sells before it can know of the other, in an order that is drawn.
    const order = chance.happens(0.5) ? machines : machines.toReversed()
    await Promise.all(order.map(live))
    await live(chance.happens(0.5) ? 'one' : 'two')
    await both(() => inOffice("SELECT 1 FROM alert WHERE kind = 'twin' AND resolved_at IS NULL").length > 0)
    const silently: string[] = []
    const [twin] = inOffice<{ store: string; register: string; epoch: number }>("SELECT store, register, epoch FROM alert WHERE kind = 'twin' AND resolved_at IS NULL ORDER BY last_at DESC")
    if (twin === undefined) throw new Error('head office says nothing of two machines')
    const before = inOffice<{ n: number }>(`SELECT count(*) AS n FROM ledger WHERE epoch = ${twin.epoch}`)[0]?.n
    await Promise.all(machines.map(live))
    if (inOffice<{ n: number }>(`SELECT count(*) AS n FROM ledger WHERE epoch = ${twin.epoch}`)[0]?.n !== before) silently.push('head office filed what it should have refused')
    if (settles) {
      const opened = await openStore({ dataDirectory: officeData }, Date.now(), () => {})
      const newest = inOffice<{ epoch: number }>('SELECT max(epoch) AS epoch FROM cursor')[0]?.epoch ?? 0
      const settled = await opened.settleTwins(twin.store, twin.register, { goesOn: chance.happens(0.5) ? twin.epoch : newest, by: 'Ana', at: Date.now() })
      await opened.close()
      if (!settled) silently.push('it could not be settled')
      await both(() => new Set(filed().map(({ id }) => id)).size === new Set(machines.flatMap(salesOf).map(({ id }) => id)).size)
    }
    return { acknowledged, register: new Map(machines.flatMap(salesOf).map((sale) => [sale.id, sale])), headOffice: filed(), silently }
  } finally {
    await office.close()
    await station.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
