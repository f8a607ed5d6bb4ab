import { taxPacks, type TaxPack } from '../tax/index.ts'
import { checkOwedOfSale, checkRefundLiabilities } from './owed-back.ts'
import { checkRefundTenders } from './check-refund-tenders.ts'
import { checkOfSale } from './check-refund-of-sale.ts'
import { sum, type Note } from './refund-note.ts'
import { returnMovements } from './return-movements.ts'
import { type CheckedRefund, type CheckedRefundLine, type PastRefund } from './refund.ts'
import { type ReturnableSale } from './returnable-sale.ts'

function checkLine(line: CheckedRefundLine, body: CheckedRefund, note: Note): void {
  const where = `line ${line.lineNo}`
  const { quantity, gross, discount, total, tax, lineDiscount = 0, basketDiscount = 0 } = line
  note(quantity > 0 && Number.isSafeInteger(quantity), `${where}: nothing came back`)
  note([gross, total, tax, lineDiscount, basketDiscount].every((amount) => Number.isSafeInteger(amount) && amount >= 0), `${where}: an amount below nothing`)
  note(gross - discount === total, `${where}: gross - discount is not total`)
  note(lineDiscount + basketDiscount === discount, `${where}: its discounts do not add up to discount`)
  note((line.saleLineNo === undefined) === (body.original === undefined), `${where}: a line of no sale, or of one that is not named`)
  note(body.taxes.some(({ rate, taxGroup }) => rate === line.rate && taxGroup === line.taxGroup), `${where}: its rate has no bucket`)
  note((line.reason === 'voided') === (body.kind === 'void'), `${where}: a reason of the other kind of refund`)
}

function checkTaxes(body: CheckedRefund, pack: TaxPack | undefined, note: Note): void {
  note(pack !== undefined, `tax pack ${body.taxPack} is not known`)
  note(new Set(body.taxes.map(({ rate, taxGroup = '' }) => `${rate} ${taxGroup}`)).size === body.taxes.length, 'a rate has two buckets')
  for (const bucket of body.taxes) {
    const where = `rate ${bucket.rate}`
    const lines = body.lines.filter(({ rate, taxGroup }) => rate === bucket.rate && taxGroup === bucket.taxGroup)
    note(lines.length > 0, `${where}: no line has it`)
    note(bucket.net + bucket.tax === bucket.gross, `${where}: net + tax is not gross`)
    note(sum(lines, ({ total }) => total) === (pack?.priceMode === 'exclusive' ? bucket.net : bucket.gross), `${where}: its lines do not add up to it`)
    note(sum(lines, ({ tax }) => tax) === bucket.tax, `${where}: taxes of its lines do not add up to it`)
    note((bucket.parts === undefined) === (bucket.taxGroup === undefined), `${where}: parts without a group, or a group without parts`)
    note(bucket.parts === undefined || (sum(bucket.parts, ({ tax }) => tax) === bucket.tax && bucket.parts.every(({ tax }) => tax >= 0)), `${where}: its parts do not add up to its tax`)
  }
  note(sum(body.taxes, ({ tax }) => tax) === body.tax, 'buckets do not add up to tax')
  note(sum(body.taxes, ({ gross }) => gross) === body.total, 'buckets do not add up to total')
}

function checkMovements({ lines, movements }: CheckedRefund, note: Note): void {
  const spelt = (all: CheckedRefund['movements']): string => JSON.stringify(all.map(({ itemId, quantity, reason = '' }) => [itemId, quantity, reason]))
  note(lines.every(({ condition }) => condition === 'stock' || condition === 'waste'), 'goods that went nowhere')
  note(lines.every(({ quantity }) => Number.isSafeInteger(quantity)) && spelt(movements) === spelt(returnMovements(lines)), 'what moved is not what came back')
}

/**
 * Adds a refund up again and says what does not agree; empty when all does. For a reader of somebody else's refund: it
 * reports, it never corrects. With `sale` and the refunds before this one it also asks whether so much was left, of the goods
 * and of each tender; without them (a sale nobody has seen yet) it can only say that the refund agrees with itself.
 */
export function checkRefund(body: CheckedRefund, packs: Readonly<Record<string, TaxPack>> = taxPacks, of?: { readonly sale: ReturnableSale; readonly refunds: readonly PastRefund[] }): string[] {
  const problems: string[] = []
  const note: Note = (holds, problem) => {
    if (!holds) problems.push(problem)
  }
  body.lines.forEach((line, index) => {
    note(Number.isSafeInteger(line.lineNo) && line.lineNo > (body.lines[index - 1]?.lineNo ?? 0), `line ${line.lineNo}: out of order`)
    checkLine(line, body, note)
  })
  note(body.lines.length > 0 || body.liabilities !== undefined, 'nothing came back')
  checkRefundLiabilities(body, note)
  note((body.kind === 'void') === (body.voidReason !== undefined), 'a void without a reason, or a reason without one')
  note(body.kind !== 'void' || body.original !== undefined, 'a void of no sale')
  note(sum(body.lines, ({ gross }) => gross) === body.subtotal, 'lines do not add up to subtotal')
  note(sum(body.lines, ({ discount }) => discount) === body.discount, 'discounts of lines do not add up to discount')
  checkTaxes(body, Object.hasOwn(packs, body.taxPack) ? packs[body.taxPack] : undefined, note)
  checkRefundTenders(body, note)
  checkMovements(body, note)
  if (of !== undefined) {
    checkOfSale(body, of.sale, of.refunds, note)
    checkOwedOfSale(body, of.sale, of.refunds, note)
  }
  return problems
}
