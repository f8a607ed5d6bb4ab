import { z } from 'zod'
import { approvalId } from './approve.ts'
import { command, query } from './define.ts'
import { counterView, namesView } from './views.ts'

/** What the form for a red line's item may offer. */
export const itemOptions = query('item-options', {
  who: 'sell',
  input: z.strictObject({ barcode: z.string().trim().min(1).max(256) }),
  output: z.strictObject({
    /** Of the store's tax pack. `rate` in parts per million, where there is one today. */
    taxClasses: z.array(z.strictObject({ id: z.string(), rate: z.exactOptional(z.int()) })),
    /** Those items have, with the names of their tile page where one goes by their id. */
    categories: z.array(z.strictObject({ id: z.string(), names: z.exactOptional(namesView) })),
    /** The code is as long as a GTIN, and its last digit is not the one that checks: misread, or a shop's own number. */
    checkDigit: z.exactOptional(z.strictObject({ found: z.string(), right: z.string() })),
    /** The item that is there already and has no price. */
    unpriced: z.exactOptional(z.strictObject({ names: namesView, unit: z.string() })),
  }),
})
export type ItemOptionsView = z.infer<typeof itemOptions.output>

/**
 * Puts what a red line stands for into this register's catalogue, or gives it the price it lacks, and makes the line its own.
 * `item` for what nobody knows; without it, what is known gets the price. Sold by the kilogram and not weighed yet, the red
 * line goes and the item waits for a weight. Refuses `line.unknown`, `price.invalid`, `tax.noRate`, `item.unknown` for a known
 * code without `item`, and `barcode.malformed` for a label that does not read.
 */
export const createItem = command('create-item', {
  who: 'createItem',
  input: z.strictObject({
    lineNo: z.int().positive(),
    price: z.int().positive().max(999_999_999),
    item: z.exactOptional(z.strictObject({ name: z.string().trim().min(1).max(200), unit: z.enum(['each', 'kg']), taxClass: z.string().min(1).max(64), category: z.exactOptional(z.string().min(1).max(100)) })),
    approval: z.exactOptional(approvalId),
  }),
  output: counterView,
})
