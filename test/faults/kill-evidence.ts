import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { GENESIS_HASH, verifyChain } from '../../src/domain/journal/index.ts'
import { startHeadOffice } from '../../src/headoffice/index.ts'
import { type Evidence, type HeldSale } from './kill-oracle.ts'
import { type SellingOptions, startSelling } from './selling-process.ts'
import { startStation } from './station.ts'

/** Milliseconds. */
const patience = 120_000

/** A printer, a drawer and head office, which outlive the register that is killed. */
export async function surroundings() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-kills-'))
  const station = await startStation()
  const office = await startHeadOffice({
    dataDirectory: path.join(folder, 'head-office'),
    store: { name: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'Europe/London', cutOffHour: 4 },
    clock: Date.now,
    log: () => undefined,
  })
  /** What a new register is told of them. */
  const told = async () => ({ printer: station.url, headOffice: office.url, enrolmentCode: (await office.createEnrolmentCode()).code })
  return {
    folder,
    station,
    told,
    async start(data: string, sells: SellingOptions['sells'], environment?: Readonly<Record<string, string>>) {
      return startSelling({ data, ...(await told()), sells }, environment)
    },
    async close() {
      await office.close()
      await station.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function reading<T>(file: string, read: (all: <Row>(sql: string) => Row[]) => T): T {
  const db = new Database(file, { readonly: true })
  try {
    return read(<Row>(sql: string) => db.prepare<[], Row>(sql).all())
  } finally {
    db.close()
  }
}

/** Kicks of cash sales so far, those among the unfinished that never began, and how often each was begun. */
export function kicksOf(file: string, attempts: Map<string, number>): { readonly cashSales: number; readonly neverBegun: number } {
  return reading(file, (all) => {
    for (const row of all<{ sale: string; attempts: number }>("SELECT sale_id AS sale, attempts FROM effect WHERE kind = 'kick'")) {
      attempts.set(row.sale, Math.max(row.attempts, attempts.get(row.sale) ?? 0))
    }
    return {
      // A part in cash opened the drawer when it was taken; the card that then paid the rest did not.
      cashSales: (all<{ n: number }>(`SELECT count(*) AS n FROM sale WHERE tenders LIKE '%"type":"cash"%' AND tenders NOT LIKE '%"type":"card"%'`)[0]?.n ?? 0) + (all<{ n: number }>("SELECT count(*) AS n FROM journal WHERE type = 'tender.taken'")[0]?.n ?? 0),
      neverBegun: all<{ n: number }>("SELECT count(*) AS n FROM effect WHERE kind = 'kick' AND state = 'waiting'")[0]?.n ?? 0,
    }
  })
}

export const waitingIn = (file: string): number =>
  reading(file, (all) => all<{ n: number }>("SELECT count(*) AS n FROM effect WHERE state IN ('waiting', 'working')")[0]?.n ?? 0)

export const entriesIn = (file: string): number => reading(file, (all) => all<{ n: number }>('SELECT count(*) AS n FROM journal')[0]?.n ?? 0)

interface EntryRow {
  readonly seq: number
  readonly type: string
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

export function held(file: string): Pick<Evidence, 'register' | 'journal' | 'entries' | 'chainFault'> {
  return reading(file, (all) => {
    const entries = all<EntryRow>('SELECT seq, type, prev_hash AS prevHash, hash, text FROM journal ORDER BY position')
    const fault = verifyChain(entries, GENESIS_HASH, (text) => createHash('sha256').update(text).digest('hex'))
    return {
      register: all<HeldSale>('SELECT id, number, total FROM sale ORDER BY epoch, seq'),
      journal: entries.filter(({ type }) => type === 'sale.completed').map(({ text }) => saleIn(text)),
      entries: entries.map(({ seq, hash }) => `${seq} ${hash}`),
      ...(fault === undefined ? {} : { chainFault: JSON.stringify(fault) }),
    }
  })
}

/** What is owed for a card is no turnover and stands beside it; the register's header has what the customer paid in all. */
export const owedIn = (text: string): number => (JSON.parse(text) as { body: { owed?: number } }).body.owed ?? 0

function saleIn(text: string): HeldSale {
  const { body } = JSON.parse(text) as { body: { saleId: string; number: string; total: number } }
  return { id: body.saleId, number: body.number, total: body.total + owedIn(text) }
}

const officeFile = (folder: string): string => path.join(folder, 'head-office', 'head-office.db')
export const salesOf = (folder: string): readonly HeldSale[] => reading(officeFile(folder), (all) => all<HeldSale>('SELECT sale_id AS id, number, total FROM sale ORDER BY epoch, seq'))
export const ledgerOf = (folder: string): readonly string[] =>
  reading(officeFile(folder), (all) => all<{ seq: number; hash: string }>('SELECT seq, hash FROM ledger ORDER BY epoch, seq').map(({ seq, hash }) => `${seq} ${hash}`))

/** Looks until it is so. What never comes is an error, with what was waited for. */
export async function until(condition: () => boolean, everyMs: number): Promise<void> {
  const giveUpAt = performance.now() + patience
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${condition.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
