import { openRecords, readColumns, type RecordSource } from '../import/index.ts'
import { type LineFault, readBasketLine, type ReadLine, type ReturnedLine, type SaleLine, salesColumns, type SalesColumns } from './basket-line.ts'

/** Everything that is sold in the file, under one code. */
export interface SoldItem {
  readonly sku: string
  readonly name: string
  /** Of its first sale, in pence a piece. */
  readonly minor: number
}

export interface Survey {
  readonly items: readonly SoldItem[]
  /** The line each document ends on: two are not written in one piece, and are one sale all the same. */
  readonly lastLineOf: ReadonlyMap<string, number>
  readonly sales: number
}

/** One InvoiceNo, whole. `lines` is empty for a document of which nothing can be rung. */
export interface SalesDocument {
  readonly invoice: string
  readonly kind: 'sale' | 'return'
  readonly lines: readonly SaleLine[]
  /** What came back. */
  readonly goods: readonly ReturnedLine[]
  readonly adjustments: number
}

export interface RefusedLine {
  readonly line: number
  readonly reason: LineFault
}

/** First reading: what is sold, and where each document ends. Throws when the columns are not those of a sales file, and SourceFailure. */
export async function surveySales(file: string): Promise<Survey> {
  const lastLineOf = new Map<string, number>()
  const items = new Map<string, { name: string; readonly minor: number }>()
  const sales = new Set<string>()
  for await (const read of readLines(await openRecords(file))) {
    if (read.invoice !== undefined) lastLineOf.set(read.invoice, read.line)
    if (read.kind !== 'sale') continue
    sales.add(read.invoice)
    const known = items.get(read.code)
    if (known === undefined) items.set(read.code, { name: read.description, minor: read.minor })
    else if (known.name === '') known.name = read.description
  }
  return { items: [...items].map(([sku, { name, minor }]) => ({ sku, name: name === '' ? sku : name, minor })), lastLineOf, sales: sales.size }
}

/** Second reading: the documents, each when its last line has been read. Only those that are not whole yet are held. */
export async function* salesDocuments(file: string, { lastLineOf }: Pick<Survey, 'lastLineOf'>, onRefused: (refused: RefusedLine) => void): AsyncGenerator<SalesDocument, void, undefined> {
  const open = new Map<string, { kind: SalesDocument['kind']; readonly lines: SaleLine[]; readonly goods: ReturnedLine[]; adjustments: number }>()
  for await (const read of readLines(await openRecords(file))) {
    if (read.kind === 'refused') onRefused({ line: read.line, reason: read.fault })
    const { invoice } = read
    if (invoice === undefined) continue
    const document = open.get(invoice) ?? { kind: 'sale', lines: [], goods: [], adjustments: 0 }
    open.set(invoice, document)
    if (read.kind === 'sale') document.lines.push(read)
    else if (read.kind === 'adjustment') document.adjustments += 1
    else if (read.kind === 'return') {
      document.kind = 'return'
      if (read.goods !== undefined) document.goods.push(read.goods)
    }
    if (lastLineOf.get(invoice) !== read.line) continue
    open.delete(invoice)
    yield { invoice, ...document }
  }
}

async function* readLines(source: RecordSource): AsyncGenerator<ReadLine, void, undefined> {
  let columns: SalesColumns | undefined
  for await (const records of source.records()) {
    for (const record of records) {
      if (columns !== undefined) {
        yield readBasketLine(record, columns)
        continue
      }
      const read = readColumns(record.fields ?? [], salesColumns)
      if (!read.ok) throw new Error(`The first line must name each of these columns once: ${Object.keys(salesColumns).join(', ')}.`)
      columns = read.columns
    }
  }
  if (columns === undefined) throw new Error('The file is empty.')
}
