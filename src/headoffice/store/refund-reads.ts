import { z } from 'zod'
import { type DocumentView, type PutAway, type RefundDocuments, type RefundVerdict } from '../../contracts/replication/index.ts'
import { findingView, type FindingRow } from './overview-rows.ts'

/** `tenders` is JSON text; `text` the entry's. */
export interface DocumentRow extends Omit<DocumentView, 'tenders' | 'lines' | 'operator' | 'approver'> {
  readonly tenders: string
  readonly operator: string | null
  readonly approver: string | null
  readonly text: string
}
export interface RefundDocumentRow extends DocumentRow, Omit<FindingRow, 'refundId' | 'other'> {
  readonly saleId: string | null
  /** The id of the other refund, beside the number on its receipt. */
  readonly other: string | null
  readonly otherNumber: string | null
  readonly putAwayAt: number | null
  readonly putAwayBy: string | null
  readonly putAwayNote: string | null
}

/** Who put it away; nobody yet without both a time and a name. */
export function putAwayOf({ putAwayAt, putAwayBy, putAwayNote }: Pick<RefundDocumentRow, 'putAwayAt' | 'putAwayBy' | 'putAwayNote'>): PutAway | undefined {
  return putAwayAt === null || putAwayBy === null ? undefined : { at: putAwayAt, by: putAwayBy, ...(putAwayNote !== null && { note: putAwayNote }) }
}

/** What the page opens, of rows that either database read. */
export function documentsOf(refund: RefundDocumentRow, sale: DocumentRow | undefined, other: DocumentRow | undefined): RefundDocuments {
  const putAway = putAwayOf(refund)
  const { id: refundId, number, saleNumber, store, registerNumber, receivedAt, result, reason, lineNo, otherNumber } = refund
  return {
    refund: documentOf(refund),
    ...(sale && { sale: documentOf(sale) }),
    ...(other && { other: documentOf(other) }),
    ...(result !== 'agrees' && { finding: findingView({ refundId, number, saleNumber, store, registerNumber, receivedAt, result, reason, lineNo, other: otherNumber }) }),
    ...(putAway && { putAway }),
  }
}

export interface VerdictRow {
  readonly refundId: string
  readonly result: string
  readonly reason: string | null
  readonly lineNo: number | null
  readonly other: string | null
}

/** A contradicted refund of another register's sale. */
export interface ContradictedRow extends VerdictRow {
  readonly saleId: string
  readonly number: string
  readonly registerNumber: number
  readonly at: number
}

/** As it goes down to the register whose sale it is. */
export function toldContradiction(row: ContradictedRow): RefundVerdict {
  const { saleId, number, registerNumber, at } = row
  return { ...toldVerdict(row), ofOwnSale: { saleId, number, registerNumber, at } }
}

/** As it goes down to the register that asked. */
export function toldVerdict({ refundId, result, reason, lineNo, other }: VerdictRow): RefundVerdict {
  return {
    refundId,
    result: result === 'agrees' ? 'confirmed' : 'contradicted',
    ...(reason !== null && { reason }),
    ...(lineNo !== null && lineNo > 0 && { lineNo }),
    ...(other !== null && { other }),
  }
}

/** A document for the page: its lines from the entry's own words, as far as they are what the page shows. */
export function documentOf(row: DocumentRow): DocumentView {
  const { id, kind, number, registerNumber, businessDate, completedAt, currency, total, tenders, operator, approver, text } = row
  return {
    id,
    kind,
    number,
    registerNumber,
    businessDate,
    completedAt,
    currency,
    total,
    tenders: JSON.parse(tenders) as { type: string; amount: number }[],
    lines: linesIn(text),
    ...owedIn(text),
    ...(operator !== null && { operator }),
    ...(approver !== null && { approver }),
  }
}

/** Money that came in for what is owed: no line of goods, and not in the total. A name that is none is not shown. */
function owedIn(text: string): Pick<DocumentView, 'owed'> {
  const { liabilities } = (JSON.parse(text) as { readonly body: { readonly liabilities?: unknown } }).body
  const read = owedLines.safeParse(liabilities)
  return read.success && read.data.length > 0 ? { owed: read.data.map(({ name, printed, amount }) => ({ name: printed === undefined ? name : `${name} ${printed}`, amount })) } : {}
}

const owedLines = z.array(z.looseObject({ name: z.string(), printed: z.exactOptional(z.string()), amount: z.int() }))

interface StoredLine {
  readonly lineNo: number
  readonly saleLineNo?: unknown
  readonly name: string
  readonly total: number
  readonly quantity?: unknown
  readonly condition?: unknown
}

function linesIn(text: string): DocumentView['lines'] {
  // It was read when it was filed: lines with a number, a name and a total are there.
  const { body } = JSON.parse(text) as { readonly body: { readonly lines: readonly StoredLine[] } }
  return body.lines.map(({ lineNo, saleLineNo, name, total, quantity, condition }) => ({
    lineNo,
    name,
    total,
    ...(typeof saleLineNo === 'number' && { saleLineNo }),
    ...(typeof quantity === 'number' && { quantity }),
    ...(condition === 'waste' && { wasted: true as const }),
  }))
}
