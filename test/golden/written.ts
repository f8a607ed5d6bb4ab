import { decimalText, minor } from '../../src/domain/money/index.ts'
import { type RefundBody } from '../../src/domain/refund/index.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { type GoldenCase } from './golden-case.ts'

type Written = Readonly<Record<string, unknown>>

function rateText(rate: number): string {
  return `${rate / 10_000}%`
}

function figures({ currency }: GoldenCase, body: SaleBody | RefundBody): Written {
  const text = (amount: number): string => decimalText(minor(amount), currency)
  const discounted = (amount: number): { discount?: string } => (amount === 0 ? {} : { discount: text(amount) })
  return {
    lines: body.lines.map(({ gross, discount, total, tax }) => ({ gross: text(gross), ...discounted(discount), total: text(total), tax: text(tax) })),
    taxes: body.taxes.map(({ rate, net, tax, gross, parts }) => ({
      rate: rateText(rate),
      net: text(net),
      tax: text(tax),
      gross: text(gross),
      ...(parts === undefined ? {} : { parts: parts.map((part) => ({ name: part.name, rate: rateText(part.rate), tax: text(part.tax) })) }),
    })),
    subtotal: text(body.subtotal),
    discount: text(body.discount),
    tax: text(body.tax),
    total: text(body.total),
    ...(body.payable === undefined ? {} : { payable: text(body.payable) }),
  }
}

/** A sale in the words of a case. */
export function writtenSale(golden: GoldenCase, sale: SaleBody): Written {
  const text = (amount: number): string => decimalText(minor(amount), golden.currency)
  return {
    ...figures(golden, sale),
    tenders: sale.tenders.map((tender) => ({ type: tender.type, amount: text(tender.amount), ...(tender.type === 'cash' ? { received: text(tender.received), change: text(tender.change) } : {}) })),
    change: text(sale.change),
  }
}

/** A refund in the words of a case. */
export function writtenRefund(golden: GoldenCase, refund: RefundBody): Written {
  return {
    ...figures(golden, refund),
    tenders: refund.tenders.map((tender) => ({
      type: tender.type,
      amount: decimalText(tender.amount, golden.currency),
      ...('of' in tender ? { of: tender.of } : {}),
      ...('from' in tender ? { from: tender.from } : {}),
      ...('by' in tender ? { by: tender.by } : {}),
    })),
  }
}
