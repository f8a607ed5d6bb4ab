import { civilTime, dateText, timeText } from '../business-date/index.ts'
import { nameIn } from '../catalogue/index.ts'
import { liabilityKinds, liabilityNames } from '../liability/index.ts'
import { currencies, decimalText, minor, type CurrencyCode } from '../money/index.ts'
import { foreignCurrencyOf, type Carried, type CashRecord, type CountedTender, type ShiftReport, type Sum, type Turnover, type ZBody } from '../shift/index.ts'
import { withMarks } from './marks.ts'
import { type Bitmap, type ReceiptBlock, type ReceiptDocument } from './receipt-document.ts'
import { centred, columns, logoBlocks, rateText, rule, signedText, type PaperFacts } from './receipt-parts.ts'
import { type ShiftWords } from './shift-words.ts'

/** `nameOf`: a person by id; one whom the register knows no more prints as the id. */
export interface ShiftPaperFacts extends Pick<PaperFacts, 'at' | 'tzOffset' | 'operatorName' | 'words' | 'language' | 'marks' | 'template'> {
  readonly store: { readonly chainName: string; readonly storeName: string; readonly logo?: Bitmap }
  readonly shiftWords: ShiftWords
  readonly nameOf: (operator: string) => string
  /** Of a kind of voucher: as it is called today, or its id where it is taken no more. */
  readonly voucherName: (kind: string) => string
  readonly approverName?: string
}

function text(said: string): ReceiptBlock {
  return { kind: 'text', text: said }
}

function heading(said: string): ReceiptBlock[] {
  return [rule, { kind: 'text', text: said, bold: true }]
}

function header({ store, at, tzOffset, template }: ShiftPaperFacts, title: string): ReceiptBlock[] {
  const time = civilTime(at, tzOffset)
  return [
    // Until somebody words this paper it has none: what stays in the shop need not look nice.
    ...(template === undefined ? [] : logoBlocks(store, template, 'top')),
    { kind: 'text', text: store.storeName, align: 'centre', bold: true },
    ...(store.storeName === store.chainName ? [] : [{ kind: 'text', text: store.chainName, align: 'centre' } as const]),
    ...centred(template?.headerLines ?? []),
    { kind: 'text', text: title, align: 'centre', bold: true, size: 'large' },
    columns(dateText(time), timeText(time)),
  ]
}

function moment(at: number, tzOffset: number): string {
  const time = civilTime(at, tzOffset)
  return `${dateText(time)} ${timeText(time)}`
}

/** Two of the same width on any paper: 58 mm has room for some thirty letters. */
function hashLines(hash: string): ReceiptBlock[] {
  return (hash.match(/.{1,16}/g) ?? []).map((part) => ({ kind: 'text', text: part, align: 'right' }) as const)
}

function writers(currency: CurrencyCode) {
  const amount = (value: number): string => decimalText(minor(value), currency)
  return {
    amount,
    counted: (label: string, { count, amount: sum }: Sum, sign: 1 | -1 = 1): ReceiptBlock => columns(`${label} (${count})`, amount(sum === 0 ? 0 : sign * sum)),
    signed: (value: number): string => signedText(minor(value), currency),
  }
}

function movementBlocks(movement: CashRecord, { shiftWords: words, nameOf, tzOffset }: ShiftPaperFacts, currency: CurrencyCode): ReceiptBlock[] {
  const { amount } = writers(currency)
  const said = [movement.reason === undefined ? undefined : words.reasons[movement.reason], movement.bag === undefined ? undefined : `${words.bag} ${movement.bag}`, movement.note].filter((part) => part !== undefined)
  return [
    columns(`${words.kinds[movement.kind]} #${movement.number}`, amount(movement.amount)),
    text(`  ${timeText(civilTime(movement.at, tzOffset))} ${nameOf(movement.operator)}${movement.approver === undefined ? '' : ` / ${nameOf(movement.approver)}`}`),
    ...said.map((part) => text(`  ${part}`)),
  ]
}

function soldBlocks(report: ShiftReport, words: ShiftWords): ReceiptBlock[] {
  const { amount, counted } = writers(report.currency)
  const { firstReceipt, lastReceipt } = report
  return [
    ...heading(words.receipts),
    ...(firstReceipt === undefined || lastReceipt === undefined ? [] : [columns(firstReceipt, lastReceipt)]),
    ...report.gaps.map(({ from, to }) => columns(words.missingReceipts, from === to ? String(from) : `${from} - ${to}`)),
    columns(words.gross, amount(report.gross)),
    ...report.discounts.map((discount) => counted(`${words.discounts}: ${words.discountReasons[discount.key] ?? discount.key}`, discount, -1)),
    counted(words.sales, report.sales),
    counted(words.refunds, report.refunds, -1),
    counted(words.voids, report.voids, -1),
    { kind: 'columns', left: words.net, right: `${currencies[report.currency].symbol}${amount(report.net)}`, bold: true, size: 'tall' },
    counted(words.overrides, report.overrides),
    counted(words.cancelled, report.cancelled),
    columns(words.noSales, String(report.noSales)),
    columns(words.reprints, String(report.reprints)),
  ]
}

function taxBlocks({ taxes, currency }: Pick<ShiftReport, 'taxes' | 'currency'>, words: ShiftWords): ReceiptBlock[] {
  const { amount } = writers(currency)
  return [...heading(words.tax), ...taxes.map(({ rate, base, tax }) => columns(`${rateText(rate)} (${words.base} ${amount(base)})`, amount(tax)))]
}

/** Without `expected` (an X for somebody who may not see it before the count) a tender has no figure at all. */
function moneyBlocks(report: ShiftReport, { shiftWords: words, voucherName }: ShiftPaperFacts, showsExpected: boolean): ReceiptBlock[] {
  const { amount, signed } = writers(report.currency)
  const float = columns(report.floatCounted === 1 ? words.float : `${words.float} (${words.floatNotCounted})`, amount(report.float))
  const tenders = report.tenders.flatMap(({ tender, expected, counted, overShort, own }): ReceiptBlock[] => {
    const told = showsExpected || counted !== undefined
    const foreign = foreignCurrencyOf(tender)
    return [
      columns(foreign === undefined ? words.tenders[tender as CountedTender] : `${words.foreignCash} ${foreign}`, told ? `${words.expected} ${amount(expected)}` : '---'),
      ...(foreign === undefined || own === undefined ? [] : [columns(`  ${foreign} ${words.expected}`, decimalText(minor(own.expected), foreign)), columns(`  ${foreign} ${words.counted}`, decimalText(minor(own.counted), foreign))]),
      ...(counted === undefined || overShort === undefined ? [] : [columns(`  ${words.counted}`, amount(counted)), columns(`  ${words.overShort}`, overShort === 0 ? amount(0) : signed(overShort))]),
    ]
  })
  const others = (report.others ?? []).flatMap(({ type, key, count, amount: worth, received, surplus }): ReceiptBlock[] => {
    const known = Object.keys(currencies).find((code): code is CurrencyCode => code === key)
    const own = type === 'foreignCash' && known !== undefined && received !== undefined ? ` ${decimalText(minor(received), known)}` : ''
    const line = columns(`${words[type]} ${type === 'voucher' ? voucherName(key) : key}${own} (${count})`, amount(worth))
    return surplus === undefined ? [line] : [line, columns(`  ${words.voucherSurplus}`, amount(surplus))]
  })
  return [...heading(words.money), float, ...tenders, ...others, ...(report.rounding === 0 ? [] : [columns(words.rounding, signed(-report.rounding))])]
}

/** Beside the turnover and not in it: what the shop owes for it, and what of that paid for something. */
function liabilityBlocks({ liabilities = [], currency }: ShiftReport, words: ShiftWords, language: string): ReceiptBlock[] {
  const owed = liabilities.filter(({ key }) => key !== liabilityKinds.accountPayment.ledgerKey)
  if (owed.length === 0) return []
  const { counted } = writers(currency)
  const rows = owed.flatMap(({ key, taken, given, back = { count: 0, amount: 0 } }): ReceiptBlock[] => {
    const names = liabilityNames(key)
    const used = { count: given.count - back.count, amount: given.amount - back.amount }
    const sums = [...(taken.count === 0 ? [] : [counted(`  ${words.taken}`, taken)]), ...(used.count === 0 ? [] : [counted(`  ${words.given}`, used, -1)]), ...(back.count === 0 ? [] : [counted(`  ${words.givenBack}`, back, -1)])]
    return [text(names === undefined ? key : nameIn(names, language)), ...sums]
  })
  return [...heading(words.liabilities), ...rows]
}

/** The other way round: what customers owe more by what they bought on account, and less by what they paid off or brought back. */
function accountSums({ liabilities = [], currency }: ShiftReport, words: ShiftWords): ReceiptBlock[] {
  const { counted } = writers(currency)
  return liabilities
    .filter(({ key }) => key === liabilityKinds.accountPayment.ledgerKey)
    .flatMap(({ taken, given }) => [...heading(words.accounts), ...(given.count === 0 ? [] : [counted(words.soldOnAccount, given)]), ...(taken.count === 0 ? [] : [counted(words.offAccount, taken, -1)])])
}

function turnoverBlocks(title: string, { sales, refunds, voids }: Turnover, currency: CurrencyCode): ReceiptBlock {
  return columns(title, writers(currency).amount(sales.amount - refunds.amount - voids.amount))
}

/** What it is and comes to, and under it since when and whose; another day's says which. */
function carriedLines({ id, amount: due, at, operator, kind }: Carried, { until, currency }: ShiftReport, { shiftWords: words, nameOf, tzOffset }: ShiftPaperFacts): ReceiptBlock[] {
  const line = columns(kind === undefined ? `..${id.slice(-12)}` : words.carriedKinds[kind], writers(currency).amount(due))
  if (at === undefined) return [line]
  const since = civilTime(at, tzOffset)
  const time = dateText(since) === dateText(civilTime(until, tzOffset)) ? timeText(since) : moment(at, tzOffset)
  return [line, text(`  ${time}${operator === undefined ? '' : ` ${nameOf(operator)}`}`)]
}

function carriedBlocks(report: ShiftReport, facts: ShiftPaperFacts): ReceiptBlock[] {
  const { shiftWords: words } = facts
  const list = (title: string, carried: ShiftReport['carriedPayments']): ReceiptBlock[] =>
    carried.length === 0 ? [] : [...heading(`${title} (${carried.length})`), ...carried.flatMap((one) => carriedLines(one, report, facts))]
  return [...list(words.carriedPayments, report.carriedPayments), ...list(words.carriedBaskets, report.carriedBaskets)]
}

function reportBlocks(report: ShiftReport, facts: ShiftPaperFacts, showsExpected: boolean): ReceiptBlock[] {
  const { shiftWords: words, tzOffset } = facts
  const { amount } = writers(report.currency)
  return [
    columns(words.register, String(report.registerNumber)),
    columns(words.shift, String(report.shift)),
    columns(words.businessDate, report.businessDate),
    columns(words.opened, moment(report.openedAt, tzOffset)),
    text(`${words.operators}: ${report.operators.map(facts.nameOf).join(', ')}`),
    ...soldBlocks(report, words),
    ...taxBlocks(report, words),
    ...moneyBlocks(report, facts, showsExpected),
    ...liabilityBlocks(report, words, facts.language),
    ...accountSums(report, words),
    ...(report.movements.length === 0 ? [] : [...heading(words.movements), ...report.movements.flatMap((movement) => movementBlocks(movement, facts, report.currency))]),
    ...carriedBlocks(report, facts),
    ...(report.suspendedShifts === undefined ? [] : [columns(words.suspendedShifts, report.suspendedShifts.join(', '))]),
    ...(report.unread === 0 ? [] : [columns(words.unread, String(report.unread))]),
    rule,
    turnoverBlocks(words.day, report.day, report.currency),
    turnoverBlocks(words.month, report.month, report.currency),
    turnoverBlocks(words.year, report.year, report.currency),
    columns(words.grandTotal, amount(report.grandTotal.sales)),
    columns(words.grandRefunds, amount(report.grandTotal.refunds)),
  ]
}

function footer({ store, template }: ShiftPaperFacts): ReceiptBlock[] {
  if (template === undefined) return []
  return [...centred([...template.footerLines, ...template.legalLines]), ...logoBlocks(store, template, 'bottom')]
}

function documentOf(facts: ShiftPaperFacts, blocks: readonly ReceiptBlock[]): ReceiptDocument {
  return { version: 1, language: facts.language, blocks: withMarks([...blocks, ...footer(facts), { kind: 'feed', lines: 1 }, { kind: 'cut' }], facts.marks, facts.words) }
}

/** The sums of an open shift as they were read. */
export function xPaper(report: ShiftReport, facts: ShiftPaperFacts, showsExpected: boolean): ReceiptDocument {
  const { shiftWords: words } = facts
  return documentOf(facts, [...header(facts, words.x), { kind: 'text', text: words.xNote, align: 'centre' }, text(`${words.operator} ${facts.operatorName}`), rule, ...reportBlocks(report, facts, showsExpected)])
}

/** A Z, from its frozen figures: it prints them and computes none. */
export function zPaper(z: ZBody, facts: ShiftPaperFacts): ReceiptDocument {
  const { shiftWords: words } = facts
  const { amount } = writers(z.currency)
  return documentOf(facts, [
    ...header(facts, `${words.z} ${z.number}`),
    text(`${words.closed} ${facts.operatorName}${facts.approverName === undefined ? '' : ` / ${facts.approverName}`}`),
    rule,
    ...reportBlocks(z, facts, true),
    rule,
    ...(z.declaration === undefined ? [{ kind: 'text', text: words.notCounted, bold: true } as const] : [columns(words.attempt, String(z.declaration.attempt))]),
    columns(words.toSafe, amount(z.toSafe)),
    ...(z.bag === undefined ? [] : [columns(`  ${words.bag}`, z.bag)]),
    columns(words.leave, amount(z.leave)),
    columns(words.safe, amount(z.safe)),
    ...(z.note === undefined ? [] : [text(`${words.note}: ${z.note}`)]),
    columns(words.unsynced, String(z.unsynced)),
    rule,
    text(words.previous),
    ...hashLines(z.previous),
    text(`${words.head} ${z.head.epoch}-${z.head.seq}`),
    ...hashLines(z.head.hash),
    text(words.hash),
    ...hashLines(z.hash),
  ])
}

/** Of one movement: what goes into the bag, or to whoever got the money. */
export function cashSlip(movement: CashRecord, currency: CurrencyCode, facts: ShiftPaperFacts): ReceiptDocument {
  const { shiftWords: words } = facts
  const { amount } = writers(currency)
  return documentOf(facts, [
    ...header(facts, words.kinds[movement.kind]),
    columns(words.slip, `#${movement.number}`),
    text(`${words.operator} ${facts.operatorName}`),
    ...(facts.approverName === undefined ? [] : [text(`${words.approver} ${facts.approverName}`)]),
    rule,
    { kind: 'columns', left: words.kinds[movement.kind], right: `${currencies[currency].symbol}${amount(movement.amount)}`, bold: true, size: 'large' },
    ...(movement.reason === undefined ? [] : [columns(words.reason, words.reasons[movement.reason])]),
    ...(movement.bag === undefined ? [] : [columns(words.bag, movement.bag)]),
    ...(movement.note === undefined ? [] : [text(`${words.note}: ${movement.note}`)]),
    { kind: 'feed', lines: 2 },
    rule,
    text(words.signature),
  ])
}
