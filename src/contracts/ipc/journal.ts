import { z } from 'zod'
import { query } from './define.ts'
import { currencyView } from './views.ts'

/**
 * What is looked for together, as the first words of entry types. A new type needs a line here only when its first word is
 * new: until then it stands among all, and nowhere else.
 */
export const journalGroups = {
  sales: ['sale', 'basket', 'receipt', 'receiptNumber', 'return', 'refund', 'age', 'layAway'],
  payments: ['payment'],
  drawer: ['drawer', 'cash', 'till', 'shift', 'xReport', 'zReport', 'period'],
  people: ['operator', 'operators', 'approval', 'pin', 'permission', 'customer', 'statement', 'lossWatch', 'lossCase', 'training'],
  goods: ['price', 'prices', 'item', 'items', 'promotions', 'recall', 'label', 'stock'],
  settings: ['setting', 'settings', 'register', 'device', 'tax'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type JournalGroup = keyof typeof journalGroups
export const journalGroupNames = ['sales', 'payments', 'drawer', 'people', 'goods', 'settings'] as const satisfies readonly JournalGroup[]

const date = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const place = z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1) })
const scalar = z.union([z.string(), z.int()])

export const journalRowView = z.strictObject({
  ...place.shape,
  at: z.int(),
  businessDate: z.string(),
  type: z.string(),
  /** Empty for one whom this register knows no more; `system` has none either. */
  operatorName: z.string(),
  operatorId: z.string(),
  approverName: z.string().optional(),
  currency: currencyView,
  /** In minor units: what the entry came to, where it came to something. */
  amount: z.int().optional(),
  /** The sale whose receipt can be shown. */
  saleId: z.string().optional(),
  /** What the entry says of itself in single words and numbers, for the sentence that tells it. */
  said: z.record(z.string(), scalar),
})
export type JournalRowView = z.infer<typeof journalRowView>

/** Who did what, and when: newest business date first, by day, operator, group, and by what an entry names. */
export const journal = query('journal', {
  who: 'seeJournal',
  input: z.strictObject({
    from: date.optional(),
    to: date.optional(),
    operatorId: z.string().max(64).optional(),
    group: z.enum(journalGroupNames).optional(),
    /** A receipt number, or the id of a sale, basket or payment. */
    text: z.string().max(64).optional(),
    before: z.strictObject({ businessDate: z.string().max(10), ...place.shape }).optional(),
    limit: z.int().min(1).max(200),
  }),
  output: z.strictObject({
    entries: z.array(journalRowView),
    /** Ask again with this as `before`. Absent at the end. */
    next: z.strictObject({ businessDate: z.string(), ...place.shape }).optional(),
    /** Entries of before this version are still being listed: the list may have no end yet. */
    listing: z.boolean(),
    /** Whoever asks for today has to know when a business date ends. */
    cutOffHour: z.int(),
  }),
})
export type JournalView = z.infer<typeof journal.output>

/** How a value is written: `amount` in minor units, `moment` in epoch ms, `quantity` in thousandths, `rate` in parts per million, `person` a name. */
export const journalFactView = z.strictObject({
  /** Names of fields, and numbers from 1 in lists: `lines`, `2`, `name`. */
  path: z.array(z.string()),
  kind: z.enum(['text', 'number', 'amount', 'moment', 'quantity', 'rate', 'person']),
  value: scalar,
})
export type JournalFactView = z.infer<typeof journalFactView>

/** All that one entry says, in readable pieces. */
export const journalEntry = query('journal-entry', {
  who: 'seeJournal',
  input: place,
  output: z.strictObject({
    row: journalRowView,
    hash: z.string(),
    /** What the catalogue was when it was written. A line of a sale that was priced with an earlier one says so. */
    catalogueVersion: z.int().optional(),
    facts: z.array(journalFactView),
  }),
})
export type JournalEntryView = z.infer<typeof journalEntry.output>
