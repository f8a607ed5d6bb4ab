import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { type Chance, chanceOf } from './chance.ts'
import { deafTo, type DeafLine } from './deaf-line.ts'
import { type Fault, type FaultResult } from './fault.ts'
import { reading, until } from './kill-evidence.ts'
import { type HeldSale } from './kill-oracle.ts'
import { heldBy, isQuiet, judgeRestored } from './restored-oracle.ts'
import { startSelling } from './selling-process.ts'
import { startStation } from './station.ts'

/** Milliseconds that a register sells after its first sale. */
const selling = { least: 100, most: 700 }

/**
 * A register's file, or head office's, is put back from an older backup, again and again, between lives of a register that sells. What head
 * office had, or the register, the other gets back: nothing that a cashier was told is done may be missing anywhere, or be there twice.
 */
export const staleBackup: Fault = {
  name: 'stale-backup',
  runs: 12,
  async run(runs, seed, say) {
    const outcome = await restores(runs, chanceOf(seed), say)
    const problems = judgeRestored(outcome.acknowledged, outcome.held)
    // A head office without the door by which a register gets its own journal back: what is sold from then on never arrives.
    const control = await restores(1, chanceOf(seed), () => {}, true)
    const missed = judgeRestored(control.acknowledged, control.held)
    say(`control: without the door ${missed.length} things are wrong`)
    return { ...resultOf(runs, outcome, problems), controlCaught: missed.length > 0 }
  },
}

interface Outcome {
  readonly acknowledged: readonly HeldSale[]
  readonly held: ReturnType<typeof heldBy>
}

function resultOf(runs: number, { acknowledged, held }: Outcome, problems: readonly string[]): FaultResult {
  const ids = (all: readonly HeldSale[]): string[] => all.map(({ id }) => id)
  const [here, there] = [new Set(ids(held.register)), new Set(ids(held.headOffice))]
  return {
    name: 'stale-backup',
    runs,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ id }) => !here.has(id) || !there.has(id)).length,
    doubled: held.register.length - here.size + held.headOffice.length - there.size,
    controlCaught: false,
    skipped: null,
    problems,
  }
}

async function restores(runs: number, chance: Chance, say: (line: string) => void, isDeaf = false): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-stale-'))
  const [data, officeData] = [path.join(folder, 'register'), path.join(folder, 'head-office')]
  const station = await startStation()
  let port = 0
  const open = async (): Promise<HeadOffice> => {
    const opened = await startHeadOffice({ dataDirectory: officeData, port, store: { name: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 }, clock: Date.now, log: () => undefined })
    port = Number(new URL(opened.url).port)
    return opened
  }
  let office = await open()
  const deaf: DeafLine | undefined = isDeaf ? await deafTo(office.url, 'register-journal') : undefined
  const { code } = await office.createEnrolmentCode()
  const acknowledged: HeldSale[] = []
  const backups = { register: [] as string[], headOffice: [] as string[] }

  /** Restored to the very end of an epoch that its register had left, a file looks like a second machine: somebody knows that there is none. */
  async function drained(): Promise<void> {
    await until(() => isQuiet(data, officeData) || looksLikeTwo(officeData), 50)
    if (isQuiet(data, officeData)) return
    const opened = await openStore({ dataDirectory: officeData }, Date.now(), () => undefined)
    try {
      const twin = (await opened.overview(Date.now())).alerts.find(({ kind }) => kind === 'twin')?.twin
      if (twin !== undefined) await opened.settleTwins(twin.storeId, twin.register, { goesOn: twin.other.epoch, by: 'Ana', at: Date.now() })
    } finally {
      await opened.close()
    }
    say('taken for two machines, and settled')
    await until(() => isQuiet(data, officeData), 50)
  }

  /** One life; `offlineMs`: head office is away for as long at its beginning. */
  async function live(sells: 'keepingUp' | 'flatOut' | 'nothing', drains: boolean, offlineMs = 0): Promise<void> {
    if (offlineMs > 0) await office.close()
    const register = startSelling({ data, printer: station.url, headOffice: deaf?.url ?? office.url, enrolmentCode: code, sells })
    await register.ready()
    if (sells !== 'nothing') {
      await register.firstSale()
      await new Promise((resolve) => setTimeout(resolve, offlineMs + selling.least + chance.below(selling.most - selling.least)))
      if (offlineMs > 0) office = await open()
      await register.killAfter(0)
    } else {
      if (drains) await drained()
      else await new Promise((resolve) => setTimeout(resolve, 3000))
      await register.stop()
    }
    acknowledged.push(...register.sold())
  }

  try {
    // Something to go back to: an enrolled register, all of it at head office.
    await live('flatOut', true)
    await live('nothing', true)
    /** A basket that stands open in a backup may be paid here again before anybody can know that it was: nothing brings that apart. */
    const isBetweenSales = (): boolean => reading(path.join(data, 'register.db'), (all) => all<{ n: number }>('SELECT count(*) AS n FROM basket')[0]?.n === 0)
    for (let run = 1; run <= runs; run += 1) {
      const side = isDeaf || chance.happens(0.6) ? 'register' : 'headOffice'
      const [from, to] = side === 'register' ? [data, `${data}-${run}`] : [officeData, `${officeData}-${run}`]
      for (let tries = 0; side === 'register' && !isBetweenSales() && tries < 20; tries += 1) await live('keepingUp', true)
      if (side === 'register' && !isBetweenSales()) continue
      if (side === 'headOffice') await office.close()
      cpSync(from, to, { recursive: true })
      if (side === 'headOffice') office = await open()
      backups[side].push(to)
      await live('flatOut', true)
      // All of it arrives first: what only a disk had that is gone, nobody can bring back.
      await live('nothing', true)
      const backup = backups[side][chance.below(backups[side].length)] ?? to
      if (side === 'headOffice') await office.close()
      rmSync(from, { recursive: true })
      cpSync(backup, from, { recursive: true })
      if (side === 'headOffice') office = await open()
      const offlineMs = side === 'register' && chance.happens(0.5) ? 300 : 0
      await live('flatOut', true, offlineMs)
      await live('nothing', !isDeaf)
      say(`restore ${run} of ${side === 'register' ? 'the register' : 'head office'}${offlineMs > 0 ? ', sold before it heard of it' : ''}: ${acknowledged.length} sales in all`)
    }
    return { acknowledged, held: heldBy(data, officeData) }
  } finally {
    await deaf?.close()
    await office.close()
    await station.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function looksLikeTwo(office: string): boolean {
  return reading(path.join(office, 'head-office.db'), (all) => all<{ n: number }>("SELECT count(*) AS n FROM alert WHERE kind = 'twin' AND resolved_at IS NULL")[0]?.n ?? 0) > 0
}
