import { type Input, type Output, type ShiftReportView, type ZReportView, type ZSummaryView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { liabilityNames } from '../../domain/liability/index.ts'
import { xPaper, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type LiabilitySums, type ShiftReport, type Turnover } from '../../domain/shift/index.ts'
import { hasRight } from './may-ask.ts'
import { type QueryContext } from './query-context.ts'
import { reportOf } from './shift-now.ts'
import { shiftPaperFacts, zDocumentOf, zPaperOf, type ZDocument } from './shift-papers.ts'
import { movementView, nameIn } from './shift-view.ts'

function turnoverView({ sales, refunds, voids, taxes }: Turnover): ShiftReportView['day'] {
  return { sales: { ...sales }, refunds: { ...refunds }, voids: { ...voids }, taxes: taxes.map((tax) => ({ ...tax })) }
}

function liabilityView({ key, taken, given, back }: LiabilitySums): NonNullable<ShiftReportView['liabilities']>[number] {
  const names = liabilityNames(key)
  return { key, ...(names === undefined ? {} : { names: { ...names } }), taken: { ...taken }, given: { ...given }, ...(back === undefined ? {} : { back: { ...back } }) }
}

/** `seesExpected`: whether what each tender should come to is told before it was counted. */
export function reportView(reader: RegisterReader, kind: ShiftReportView['kind'], report: ShiftReport, seesExpected: boolean): ShiftReportView {
  const { shift, currency, businessDate, openedAt, until, float, gross, net, noSales, reprints, rounding, firstReceipt, lastReceipt } = report
  return {
    kind,
    shift,
    currency,
    businessDate,
    openedAt,
    until,
    operators: report.operators.map((id) => nameIn(reader, id)),
    float,
    floatCounted: report.floatCounted === 1,
    receipts: { ...(firstReceipt === undefined ? {} : { first: firstReceipt }), ...(lastReceipt === undefined ? {} : { last: lastReceipt }), gaps: report.gaps.map((gap) => ({ ...gap })) },
    gross,
    discounts: report.discounts.map((discount) => ({ ...discount })),
    sales: { ...report.sales },
    refunds: { ...report.refunds },
    voids: { ...report.voids },
    net,
    cancelled: { ...report.cancelled },
    noSales,
    overrides: { ...report.overrides },
    reprints,
    taxes: report.taxes.map((tax) => ({ ...tax })),
    rounding,
    ...(report.liabilities === undefined ? {} : { liabilities: report.liabilities.map(liabilityView) }),
    tenders: report.tenders.map(({ tender, expected, counted, overShort, own }) => ({
      tender,
      ...(own === undefined ? {} : { own }),
      ...(seesExpected || counted !== undefined ? { expected } : {}),
      ...(counted === undefined || overShort === undefined ? {} : { counted, overShort }),
    })),
    movements: report.movements.map((movement) => movementView(reader, movement)),
    carried: { payments: report.carriedPayments.map(({ id, amount }) => ({ id, amount })), baskets: report.carriedBaskets.map(({ id, amount }) => ({ id, amount })) },
    ...(report.unread === 0 ? {} : { unread: report.unread }),
    day: turnoverView(report.day),
    month: turnoverView(report.month),
    year: turnoverView(report.year),
    grandTotal: { ...report.grandTotal },
  }
}

export interface XNow {
  readonly report: ShiftReport
  readonly seesExpected: boolean
  readonly document: ReceiptDocument
}

/** The open shift up to now, and its paper as this person may have it. Refuses `shift.none`. */
export function xOf(reader: RegisterReader, operator: string, moment: { readonly at: number; readonly tzOffset: number }, seesExpected: boolean): Result<XNow> {
  const businessDate = businessDateOf(moment.at, moment.tzOffset, reader.facts().cutOffHour)
  return reader.ledgerNow((now) => {
    const { active } = now.books
    if (active === undefined) return refuse('shift.none')
    const report = reportOf(reader, now, active, { at: moment.at, businessDate })
    return accept({ report, seesExpected, document: xPaper(report, shiftPaperFacts(reader, 'report', { ...moment, operator }), seesExpected) })
  })
}

function documentView(document: ReceiptDocument): { version: 1; language: string; blocks: ReceiptDocument['blocks'][number][] } {
  return { ...document, blocks: [...document.blocks] }
}

export function xReport({ reader, seat, now }: QueryContext): Result<Output<'x-report'>> {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  const operator = hasRight(reader, seat, 'readX')
  if (!operator.ok) return operator
  const moment = { at: now.at, tzOffset: offsetMinutes(reader.facts().timeZone, now.at) }
  const x = xOf(reader, operator.value.id, moment, hasRight(reader, seat, 'seeExpected').ok)
  return x.ok ? accept({ report: reportView(reader, 'x', x.value.report, x.value.seesExpected), document: documentView(x.value.document) }) : x
}

function zSummary(reader: RegisterReader, { at, operator, body }: ZDocument): ZSummaryView {
  const { number, shift, businessDate, currency, net, tenders, declaration, hash } = body
  const overShort = tenders.reduce((sum, tender) => sum + (tender.overShort ?? 0), 0)
  const difference = tenders.reduce((sum, tender) => sum + Math.abs(tender.overShort ?? 0), 0)
  return { number, shift, businessDate, closedAt: at, operatorName: nameIn(reader, operator), currency, net, ...(declaration === undefined ? {} : { overShort, difference }), hash }
}

/** What the effects of a Z are kept under. */
export function zEffectsId(number: number): string {
  return `z:${number}`
}

export function zReportView(reader: RegisterReader, z: ZDocument): ZReportView {
  const { body, approver } = z
  const { declaration, bag, note } = body
  const tenders = body.tenders.map(({ tender, expected, counted = 0, overShort = 0, own }) => ({ tender, expected, counted, overShort, ...(own === undefined ? {} : { own }) }))
  return {
    ...zSummary(reader, z),
    report: reportView(reader, 'z', body, true),
    ...(declaration === undefined
      ? {}
      : { declaration: { at: declaration.at, operatorName: nameIn(reader, declaration.operator), attempt: declaration.attempt, stale: false, tenders, difference: tenders.reduce((sum, { overShort }) => sum + Math.abs(overShort), 0) } }),
    toSafe: body.toSafe,
    leave: body.leave,
    ...(bag === undefined ? {} : { bag }),
    ...(note === undefined ? {} : { note }),
    ...(approver === undefined ? {} : { approverName: nameIn(reader, approver) }),
    unsynced: body.unsynced,
    previousHash: body.previous,
    head: { ...body.head },
    document: documentView(zPaperOf(reader, z)),
    effects: reader.outcomesOf(zEffectsId(body.number)).map((outcome) => ({ ...outcome })),
  }
}

export function zReport({ reader }: QueryContext, { number }: Input<'z-report'>): Result<ZReportView> {
  const text = reader.zDocument(number)
  return text === undefined ? refuse('zReport.unknown') : accept(zReportView(reader, zDocumentOf(text)))
}

/** One more than asked for is looked up, to know whether there is a next page. */
export function zReports({ reader }: QueryContext, { before, limit }: Input<'z-reports'>): Result<Output<'z-reports'>> {
  const found = reader.zDocuments(before ?? Number.MAX_SAFE_INTEGER, limit + 1)
  const reports = found.slice(0, limit).map((text) => zSummary(reader, zDocumentOf(text)))
  const last = found.length > limit ? reports.at(-1) : undefined
  return accept({ reports, ...(last === undefined ? {} : { next: last.number }) })
}
