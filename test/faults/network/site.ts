import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseKind, TestDatabase } from '../../../src/headoffice/store/databases.fixture.ts'
import { type HeadOfficeProcess, startHeadOfficeProcess } from '../../../src/main/demo/head-office-process.ts'
import { deadlineMs } from '../../../src/main/replicator/index.ts'
import { entriesIn, held, owedIn } from '../kill-evidence.ts'
import { type Books, type HeldSale } from '../kill-oracle.ts'
import { type Certificates } from './certificates.ts'
import { faultyLine, type Line } from './line.ts'
import { type ReplicatingOptions, type ReplicatingProcess, startReplicating } from './replicating-process.ts'

/** A head office in a process of its own, registers in theirs, and the line between them. */
export interface Site {
  readonly name: string
  readonly office: HeadOfficeProcess
  readonly line: Line
  readonly registers: readonly ReplicatingProcess[]
  readonly pace: number
  readonly database: TestDatabase
  /** What each register and head office hold of each other. */
  books(): Promise<readonly Books[]>
  /** All is acknowledged and there: as each register says, and as head office's own ledger does. */
  isDrained(): Promise<boolean>
  close(): Promise<void>
}

export interface SiteOptions {
  /** A folder of its own is made in it. */
  readonly folder: string
  readonly registers: number
  readonly pace: number
  readonly certificates?: Certificates
  readonly believes?: NonNullable<ReplicatingOptions['believes']>
  /** What is between. Absent: a line that a scenario can do anything with. */
  readonly lineTo?: (office: string) => Line
}

const main = new URL('../../../src/headoffice/main.ts', import.meta.url).pathname

export async function openSite(kind: DatabaseKind, { folder: parent, registers: count, pace, certificates, believes, lineTo }: SiteOptions): Promise<Site> {
  const folder = path.join(parent, `${kind.name}${believes === undefined ? '' : '-credulous'}`)
  mkdirSync(folder)
  const database = await kind.create()
  const { databaseUrl } = database.location
  const data = databaseUrl === undefined ? database.location.dataDirectory : path.join(folder, 'head-office')
  const office = await startHeadOfficeProcess({ script: main, data, storeName: 'Quay Street', chainName: 'Harbour Market', language: 'en', timeZone: 'Europe/London', ...(databaseUrl !== undefined && { databaseUrl }) })
  const line = lineTo?.(office.url) ?? await faultyLine({ headOffice: office.url, deadlineMs: deadlineMs / pace, ...(certificates !== undefined && { certificates }) })
  const codes: string[] = []
  for (let made = 0; made < count; made += 1) codes.push(await office.enrolmentCode())
  const registers = await Promise.all(
    codes.map((enrolmentCode, index) =>
      startReplicating({ data: path.join(folder, `register-${index + 1}`), headOffice: line.url, enrolmentCode, pace, ...(believes !== undefined && { believes }) }, certificates?.own.file),
    ),
  )

  const ledgerOf = async (register: string): Promise<readonly string[]> =>
    ((await database.rows('SELECT seq, hash FROM ledger WHERE register = ? ORDER BY epoch, seq', register)) as { seq: number; hash: string }[]).map(({ seq, hash }) => `${seq} ${hash}`)

  const salesOf = async (register: string): Promise<readonly HeldSale[]> => {
    const sold = 'SELECT sale.sale_id AS id, sale.number, sale.total, ledger.text FROM sale JOIN ledger ON ledger.store = sale.store AND ledger.register = sale.register AND ledger.epoch = sale.epoch AND ledger.seq = sale.seq'
    const rows = (await database.rows(`${sold} WHERE sale.register = ? ORDER BY sale.epoch, sale.seq`, register)) as (HeldSale & { readonly text: string })[]
    return rows.map(({ id, number, total, text }) => ({ id, number, total: total + owedIn(text) }))
  }

  return {
    name: kind.name,
    office,
    line,
    registers,
    pace,
    database,
    books: () =>
      Promise.all(
        registers.map(async ({ register, file, sold }) => ({
          acknowledged: [...sold()],
          ...held(file),
          headOffice: await salesOf(register),
          ledger: await ledgerOf(register),
        })),
      ),
    async isDrained() {
      const each = await Promise.all(
        registers.map(async (one) => {
          const { state, waiting } = await one.view()
          return state === 'healthy' && waiting === 0 && (await ledgerOf(one.register)).length === entriesIn(one.file)
        }),
      )
      return each.every(Boolean)
    },
    async close() {
      await Promise.all(registers.map((one) => one.stop()))
      await line.close()
      await office.close()
      await database.drop()
    },
  }
}
