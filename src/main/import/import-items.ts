import { type ImportRow, type RegisterFacts } from '../../db/index.ts'
import { civilTime, dateText, offsetMinutes } from '../../domain/business-date/index.ts'
import { taxPackById } from '../../domain/tax/index.ts'
import { type CoreInternal } from '../core/index.ts'
import { readColumns } from './columns.ts'
import { itemColumns, itemRows, type RefusedRow } from './item-row.ts'
import { type Bytes, openRecords, SourceFailure } from './read-records.ts'

export interface ImportProgress {
  /** Rows looked at, whatever became of them. */
  readonly rows: number
  readonly bytes: Bytes
}

export interface ImportReport {
  readonly rows: number
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  /** Of those taken in: without a price, and so refused at the counter until they have one. */
  readonly unpriced: number
  readonly ignoredColumns: readonly string[]
  /** In how many transactions. */
  readonly slices: number
}

/** Why an import did not come to its end. What it had taken in by then stays; the same file again goes on where it was. */
export type ImportFailure =
  | { readonly reason: 'missing' | 'unreadable' | 'damaged' | 'empty' | 'stopped' | 'refused' | 'busy'; readonly detail?: string }
  | { readonly reason: 'columns'; readonly missing: readonly string[]; readonly twice: readonly string[] }

export type ImportResult = { readonly ok: true; readonly report: ImportReport } | { readonly ok: false; readonly failure: ImportFailure; readonly report: ImportReport }

export interface ImportItemsOptions {
  readonly file: string
  readonly core: Pick<CoreInternal, 'facts' | 'importRows' | 'finishImport'>
  readonly onProgress?: (progress: ImportProgress) => void
  readonly onRefused?: (refused: RefusedRow) => void
  readonly signal?: AbortSignal
}

/** Rows per call of the core. It cuts them into slices itself; this only bounds what waits in between. */
const rowsPerCall = 500
const firstSlice = 32

/** A whole file into the catalogue, in step with the core: the next rows are read while the last ones are written, and no further ahead. */
export async function importItems({ file, core, onProgress, onRefused, signal }: ImportItemsOptions): Promise<ImportResult> {
  const counts = { rows: 0, added: 0, updated: 0, unchanged: 0, refused: 0, unpriced: 0, slices: 0 }
  let ignoredColumns: readonly string[] = []
  let slice = firstSlice
  let writing: Promise<string | undefined> = Promise.resolve(undefined)
  const report = (): ImportReport => ({ ...counts, ignoredColumns })

  async function write(rows: readonly ImportRow[]): Promise<string | undefined> {
    const saved = await core.importRows({ rows, slice })
    if (!saved.ok) return saved.refusal.code
    slice = saved.value.slice
    for (const key of ['added', 'updated', 'unchanged', 'slices'] as const) counts[key] += saved.value[key]
    return undefined
  }

  async function run(): Promise<ImportFailure | undefined> {
    const source = await openRecords(file)
    const facts = await core.facts()
    let check: ReturnType<typeof itemRows> | undefined
    let batch: ImportRow[] = []
    const flush = async (): Promise<string | undefined> => {
      const fault = await writing
      const rows = batch
      batch = []
      writing = fault === undefined && rows.length > 0 ? write(rows) : Promise.resolve(fault)
      return fault
    }
    for await (const records of source.records()) {
      if (signal?.aborted === true) return { reason: 'stopped' }
      for (const record of records) {
        if (check === undefined) {
          const read = readColumns(record.fields ?? [], itemColumns)
          if (!read.ok) return { reason: 'columns', missing: read.missing, twice: read.twice }
          ignoredColumns = read.ignored
          check = itemRows(read.columns, rulesOf(facts))
          continue
        }
        counts.rows += 1
        const checked = check(record)
        if (checked.ok) {
          if (checked.row.price === undefined) counts.unpriced += 1
          batch.push(checked.row)
        } else {
          counts.refused += 1
          onRefused?.(checked.refused)
        }
        if (batch.length < rowsPerCall) continue
        const fault = await flush()
        onProgress?.({ rows: counts.rows, bytes: source.bytes() })
        if (fault !== undefined) return { reason: 'refused', detail: fault }
      }
    }
    // Twice: the first writes what is left, the second waits for it.
    const fault = (await flush()) ?? (await flush())
    onProgress?.({ rows: counts.rows, bytes: source.bytes() })
    if (fault !== undefined) return { reason: 'refused', detail: fault }
    return check === undefined ? { reason: 'empty' } : undefined
  }

  let failure: ImportFailure | undefined
  try {
    failure = await run()
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error
    failure = { reason: error.reason }
  }
  const fault = await writing
  if (failure === undefined || counts.slices > 0) {
    const { added, updated, unchanged, refused } = counts
    const finished = await core.finishImport({ added, updated, unchanged, refused })
    if (!finished.ok) failure ??= { reason: 'refused', detail: finished.refusal.code }
  }
  if (fault !== undefined) failure ??= { reason: 'refused', detail: fault }
  return failure === undefined ? { ok: true, report: report() } : { ok: false, failure, report: report() }
}

function rulesOf({ currency, taxPack, timeZone }: RegisterFacts) {
  const pack = taxPackById(taxPack)
  if (pack === undefined) throw new Error('the tax pack of this register is not known to this version')
  const now = Date.now()
  return { currency, taxClasses: new Set(Object.keys(pack.classes)), today: dateText(civilTime(now, offsetMinutes(timeZone, now))) }
}
