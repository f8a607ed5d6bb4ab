import { z } from 'zod'
import { query } from './define.ts'
import { currencyView, saleView, unitView } from './views.ts'

const size = z.enum(['normal', 'tall', 'large']).optional()
/** The device-neutral document, block by block, as domain/receipt defines it. */
export const receiptBlockView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), align: z.enum(['left', 'centre', 'right']).optional(), bold: z.boolean().optional(), size }),
  z.strictObject({ kind: z.literal('columns'), left: z.string(), right: z.string(), bold: z.boolean().optional(), size }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('feed'), lines: z.int() }),
  z.strictObject({ kind: z.literal('qr'), data: z.string() }),
  z.strictObject({ kind: z.literal('ean13'), digits: z.string() }),
  z.strictObject({ kind: z.literal('logo'), bitmap: z.strictObject({ width: z.int(), height: z.int(), rows: z.array(z.string()).readonly() }) }),
  z.strictObject({ kind: z.literal('cut') }),
])
export const receiptDocumentView = z.strictObject({ version: z.literal(1), language: z.string(), blocks: z.array(receiptBlockView) })

/** One completed sale and its paper as a reprint would show it, without the DUPLICATE mark. */
export const receipt = query('receipt', {
  who: 'sell',
  input: z.strictObject({ saleId: z.string().max(64) }),
  output: z.strictObject({ sale: saleView, document: receiptDocumentView }),
})
export type ReceiptView = z.infer<typeof receipt.output>

/**
 * What this register knows of a sale that is another's: which it is, and what came back of it here. Refuses `sale.unknown` for
 * one that nothing came back of.
 */
export const saleElsewhere = query('sale-elsewhere', {
  who: 'sell',
  input: z.strictObject({ saleId: z.string().max(64) }),
  output: z.strictObject({
    saleId: z.string(),
    number: z.string(),
    /** YYYY-MM-DD */
    soldOn: z.string(),
    /** Of the register that sold it, as its number says. */
    registerNumber: z.exactOptional(z.int()),
    /** Oldest first. */
    refunds: z.array(
      z.strictObject({
        id: z.string(),
        number: z.string(),
        completedAt: z.int(),
        currency: currencyView,
        total: z.int(),
        lines: z.array(z.strictObject({ lineNo: z.int(), name: z.string(), unit: unitView, quantity: z.int(), total: z.int() })),
      }),
    ),
  }),
})
export type SaleElsewhereView = z.infer<typeof saleElsewhere.output>
