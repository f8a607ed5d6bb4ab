import { everyRow, longestReport, type Input, type Output, type ReportRowView, type ReportView } from '../../contracts/ipc/index.ts'
import { type LedgerNow, type PostedEntry, type RegisterReader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { type Names } from '../../domain/catalogue/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { ledgerRows } from '../../domain/ledger/index.ts'
import { reportOf, reportShapes, unitOfColumn, type CategoryOf, type PostedRow, type ReportKind } from '../../domain/report/index.ts'
import { turnoverOf } from '../../domain/shift/index.ts'
import { documentOf } from './document-of.ts'
import { type QueryContext } from './query-context.ts'

/** How many entries one call looks through for documents: some tens of milliseconds, and printing waits for no report. */
const mostLookedAt = 2000

/** How many days back a period begins and ends. */
const reach = { today: [0, 0], yesterday: [1, 1], week: [6, 0], month: [longestReport - 1, 0] } as const

function daysFrom(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

function isDay(date: string): boolean {
  return !Number.isNaN(Date.parse(date)) && daysFrom(date, 0) === date
}

/** Refuses `report.range`. */
export function asRange({ from, to }: { readonly from: string; readonly to: string }): Result<{ readonly from: string; readonly to: string }> {
  return isDay(from) && isDay(to) && from <= to && to <= daysFrom(from, longestReport - 1) ? accept({ from, to }) : refuse('report.range', { days: longestReport })
}

/** The register's own day of now: the business date, or the first open one where that is closed already. */
export function dayNow({ reader, now }: QueryContext, books: LedgerNow['books']): string {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  const { timeZone, cutOffHour } = reader.facts()
  const date = businessDateOf(now.at, offsetMinutes(timeZone, now.at), cutOffHour)
  return date < books.openDay ? books.openDay : date
}

/** By what an item's record says today: an item that moved to another category took what it sold before along. */
function categories(reader: RegisterReader): CategoryOf {
  const departments = new Map(reader.departments().map(({ id, itemId }) => [itemId, `department:${id}`]))
  const known = new Map<string, string>()
  return (itemId) => {
    const found = known.get(itemId)
    if (found !== undefined) return found
    const category = reader.itemById(itemId)?.category
    const of = departments.get(itemId) ?? (category === undefined ? 'none' : `category:${category}`)
    known.set(itemId, of)
    return of
  }
}

/** As it is called now: the ledger knows an id. `pages`: the tile pages' names, which the categories of the same id go by. */
function named(reader: RegisterReader, pages: ReadonlyMap<string, Names>, kind: ReportKind, key: string): Pick<ReportRowView, 'name' | 'names'> {
  if (kind === 'operator' || kind === 'void') return { name: reader.operatorById(key)?.name ?? '' }
  const [of = '', id = ''] = key.split(/:(.*)/su)
  if (of === 'item') {
    const item = reader.itemById(id)
    return item === undefined ? { name: id } : { names: { ...item.names } }
  }
  if (of === 'department') return { names: { ...reader.departments().find((department) => department.id === id)?.names } }
  const page = of === 'category' ? pages.get(id) : undefined
  if (page !== undefined) return { names: { ...page } }
  if (kind === 'tender' && of === 'voucher') return { names: { ...reader.facts().voucherKinds?.find((voucher) => voucher.id === id)?.names } }
  return {}
}

export function report(context: QueryContext, { kind, days, offset, limit }: Input<'report'>): Result<ReportView> {
  const { reader } = context
  return reader.ledgerNow((now) => {
    const today = dayNow(context, now.books)
    const range = 'period' in days ? accept({ from: daysFrom(today, -reach[days.period][0]), to: daysFrom(today, -reach[days.period][1]) }) : asRange(days)
    if (!range.ok) return range
    const { from, to } = range.value
    const { columns, main, of, apart = false } = reportShapes[kind]
    const made = reportOf(kind, now.rowsOfDays(from, to, of, apart), categories(reader))
    const { sales, refunds, voids } = turnoverOf(now.sumsOfDays(from, to))
    const pages = kind === 'category' ? reader.storePageNames() : new Map<string, Names>()
    const unread = reader.projectionProblems().length
    return accept({
      kind,
      from,
      to,
      currency: reader.facts().currency,
      columns: columns.map((name) => ({ name, unit: unitOfColumn(name) })),
      main: columns.indexOf(main),
      rows: made.rows.slice(offset, offset + limit).map(({ key, values }) => ({ key, ...named(reader, pages, kind, key), values: [...values] })),
      rowCount: made.rows.length,
      totals: [...made.totals],
      net: sales.amount - refunds.amount - voids.amount,
      ...(unread === 0 ? {} : { unread }),
    })
  })
}

/** What an entry adds to the ledger, as the report reads it. */
function postedRows({ type, text, operator, hour }: PostedEntry): readonly PostedRow[] {
  const { schemaVersion, body } = JSON.parse(text) as { readonly schemaVersion: number; readonly body: unknown }
  return (ledgerRows({ type, schemaVersion, body }) ?? []).map((row) => ({ ...row, operator, hour }))
}

/** Whether the row of that key would be another one without this entry. */
function addsTo(kind: ReportKind, key: string, entry: PostedEntry, categoryOf: CategoryOf): boolean {
  if (key === everyRow) return reportOf(kind, postedRows(entry), categoryOf).rows.length > 0
  // Told by where it was posted: the entry itself need not be read.
  if ((kind === 'operator' || kind === 'void') && entry.operator !== key) return false
  if (kind === 'hour' && entry.hour !== Number(key)) return false
  return reportOf(kind, postedRows(entry), categoryOf).rows.some((row) => row.key === key)
}

export function reportDocuments({ reader }: QueryContext, { kind, from, to, key, before, limit }: Input<'report-documents'>): Result<Output<'report-documents'>> {
  const range = asRange({ from, to })
  if (!range.ok) return range
  return reader.ledgerNow((now) => {
    const categoryOf = categories(reader)
    const found: PostedEntry[] = []
    let looked = 0
    let last: PostedEntry | undefined
    for (const entry of now.entriesOfDays({ from, to, types: reportShapes[kind].entries, ...(before === undefined ? {} : { before }) })) {
      // Only here is it known that there is something behind the page.
      if (found.length === limit || looked === mostLookedAt) return page(reader, found, last)
      looked += 1
      last = entry
      if (addsTo(kind, key, entry, categoryOf)) found.push(entry)
    }
    return page(reader, found, undefined)
  })
}

function page(reader: RegisterReader, found: readonly PostedEntry[], last: PostedEntry | undefined): Result<Output<'report-documents'>> {
  const documents = found.flatMap(({ epoch, seq }) => {
    const entry = reader.entryAt(epoch, seq)
    return entry === undefined ? [] : [documentOf(reader, entry)]
  })
  return accept({ documents, ...(last === undefined ? {} : { next: { day: last.day, epoch: last.epoch, seq: last.seq } }) })
}
