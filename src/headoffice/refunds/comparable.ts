import { z } from 'zod'
import { returnConditions, returnReasons } from '../../domain/basket/index.ts'
import { currencies, type CurrencyCode, minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { voidReasons } from '../../domain/refund/index.ts'

// Filing a document asks little of it; holding one against another asks for every figure. What does not fit here is of a
// newer version or of nobody's, and is not compared: better no verdict than one about something half read.

/** Far above any sale, and far below where sums of them stop being exact: an absurd amount must not throw in the domain. */
const most = 1_000_000_000_000
const amount = z.int().min(-most).max(most).transform(minor)
const quantity = z.int().min(1).max(most).transform(thousandths)
const rate = z.int().min(0).max(most)
const text = z.string().max(200)
const lineNo = z.int().positive()
const tenderNo = z.int().positive()
const currency = z.custom<CurrencyCode>((value) => typeof value === 'string' && Object.hasOwn(currencies, value))
const payment = z.exactOptional(
  z.object({
    attemptId: text,
    terminalId: z.exactOptional(text),
    trace: z.exactOptional(text),
    receiptNo: z.exactOptional(text),
    cardType: z.exactOptional(text),
    lastFour: z.exactOptional(text),
    authorisation: z.exactOptional(text),
    saidBy: z.exactOptional(z.literal('operator')),
  }),
)
const taxPart = z.object({ name: text, rate, tax: amount })
const tax = z.object({ rate, net: amount, tax: amount, gross: amount, taxGroup: z.exactOptional(text), parts: z.exactOptional(z.array(taxPart)) })
const shared = { lineNo, quantity, total: amount, tax: amount, rate, taxGroup: z.exactOptional(text), lineDiscount: z.exactOptional(amount), basketDiscount: z.exactOptional(amount) }
const from = z.enum(['taken', 'instead'])
const cardNumber = z.string().max(64)

/** To whom; what a sale of a newer register owes to others is not compared. */
const owes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('giftCard'), number: cardNumber }),
  z.object({ kind: z.literal('deposit'), layAwayId: text, number: text }),
  z.object({ kind: z.literal('accountPayment'), customerId: text }),
])

/** A sale as far as goods of it can come back. */
export const comparableSale = z.object({
  saleId: text,
  number: text,
  currency,
  total: amount,
  lines: z.array(z.object(shared)),
  taxes: z.array(tax),
  tenders: z.array(z.object({ tenderNo, type: z.enum(['cash', 'card', 'wallet', 'rounding', 'exchange', 'foreignCash', 'voucher', 'account', 'giftCard', 'storeCredit', 'deposit']), amount, customer: z.exactOptional(text) })),
  liabilities: z.exactOptional(z.array(z.object({ lineNo, amount, owes }))),
})
export type ComparableSale = z.infer<typeof comparableSale> & { readonly businessDate: string }

/** A refund with every figure that the re-adder reads. */
export const comparableRefund = z.object({
  kind: z.enum(['return', 'void']),
  voidReason: z.exactOptional(z.enum(voidReasons)),
  currency,
  taxPack: text,
  original: z.exactOptional(z.object({ saleId: text, number: text, soldOn: text, verified: z.enum(['known', 'unverified']) })),
  lines: z.array(
    z.object({
      ...shared,
      saleLineNo: z.exactOptional(lineNo),
      itemId: text,
      gross: amount,
      discount: amount,
      condition: z.enum(returnConditions),
      reason: z.enum([...returnReasons, 'voided']),
    }),
  ),
  taxes: z.array(tax),
  subtotal: amount,
  discount: amount,
  tax: amount,
  total: amount,
  liabilities: z.exactOptional(z.array(z.object({ lineNo, saleLineNo: lineNo, amount, owes }))),
  owed: z.exactOptional(amount),
  payable: z.exactOptional(amount),
  tenders: z.array(
    z.discriminatedUnion('type', [
      z.object({ tenderNo, type: z.literal('exchange'), amount, saleId: text }),
      z.object({ tenderNo, type: z.literal('card'), amount, of: tenderNo, approval: z.literal('approvedOnTerminal'), payment }),
      z.object({ tenderNo, type: z.literal('wallet'), amount, of: tenderNo, payment }),
      z.object({ tenderNo, type: z.literal('account'), amount, of: tenderNo, customer: z.exactOptional(text), balance: z.exactOptional(amount) }),
      z.object({ tenderNo, type: z.enum(['giftCard', 'storeCredit']), amount, number: text, of: z.exactOptional(tenderNo) }),
      z.object({ tenderNo, type: z.literal('cash'), amount, from }),
      z.object({ tenderNo, type: z.literal('rounding'), amount, from, rule: text, by: z.enum(['rule', 'paid']) }),
    ]),
  ),
  movements: z.array(z.object({ itemId: text, quantity: z.int().min(-most).max(most).transform(thousandths), reason: z.exactOptional(z.literal('waste')) })),
})
export type ComparableRefund = z.infer<typeof comparableRefund>

/** The entries' texts, read; undefined for what can not be compared. They were readable enough to be filed. */
export function saleIn(text: string): ComparableSale | undefined {
  const entry = JSON.parse(text) as { readonly businessDate: string; readonly body: unknown }
  const sale = comparableSale.safeParse(entry.body)
  return sale.success ? { ...sale.data, businessDate: entry.businessDate } : undefined
}

export function refundIn(text: string): ComparableRefund | undefined {
  return comparableRefund.safeParse((JSON.parse(text) as { readonly body: unknown }).body).data
}
