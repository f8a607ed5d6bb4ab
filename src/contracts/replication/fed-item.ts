import { z } from 'zod'
import { hasHiddenSigns, isGtinMistyped } from '../../domain/catalogue/index.ts'
import { type FedItem } from '../../domain/feed/index.ts'
import { type FedPrice } from '../../domain/feed/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'

/** No database keeps a NUL in a text, and no till prints what a line break does to a slip. */
const line = (longest: number): z.ZodString => z.string().trim().min(1).max(longest).regex(/^\P{Cc}*$/u)

export const longestItemName = 120
export const mostBarcodes = 20
/** Of a name: with them all a row stays well below what a page takes. */
export const mostLanguages = 20
/** Of now and to come. */
export const mostPrices = 8

/** What is fed of an item. Open: a newer head office may say more, and what an older register does not know of it is not there for it. */
export const fedItem = z
  .object({
    id: z.uuid(),
    sku: line(32),
    barcodes: z.array(line(64)).max(mostBarcodes),
    names: z.record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u), line(longestItemName)).refine((names) => Object.keys(names).length > 0 && Object.keys(names).length <= mostLanguages),
    unit: z.enum(['each', 'kg', 'l', 'm']),
    taxClass: line(32),
    category: z.exactOptional(line(64)),
    currency: z.string().regex(/^[A-Z]{3}$/u),
    prices: z.array(z.object({ from: z.int().nonnegative(), minor: z.int().nonnegative().max(1_000_000_000_000), per: z.int().positive().max(1_000_000_000) })).max(mostPrices),
  })
  .refine(({ prices }) => prices.every(({ from }, index) => from > (prices[index - 1]?.from ?? -1)))
  .transform(({ prices, ...item }): FedItem => ({ ...item, prices: prices.map((price): FedPrice => ({ from: price.from, minor: minor(price.minor), per: thousandths(price.per) })) }))

/** Head office's page says this: an item that is new or changed, what it was when it was looked at (0: it is new), and who did it. */
export const itemEdit = z.strictObject({ item: fedItem.refine(isFitToType), seenVersion: z.int().nonnegative(), by: line(64) })
export type ItemEdit = z.infer<typeof itemEdit>

/** Of what is typed from now on: what is fed already stays readable as it is. */
function isFitToType({ names, sku, barcodes, taxClass, category = '' }: FedItem): boolean {
  return ![...Object.values(names), sku, ...barcodes, taxClass, category].some(hasHiddenSigns) && !barcodes.some(isGtinMistyped)
}

/** Takes it out of the range. */
export const itemWithdrawal = z.strictObject({ seenVersion: z.int().positive(), by: line(64) })

/** One item as head office has it. */
export interface ItemOverview extends FedItem {
  /** When it was changed last. */
  readonly version: number
}

/** How far a register is. Nothing of `version`: it never asked. */
export interface ItemsArrival {
  readonly registerNumber: number
  readonly version?: number
  readonly at?: number
  /** Of these it could not make anything: the first ones, and how many. */
  readonly parked: number
  readonly named: readonly { readonly id: string; readonly reason: string }[]
}

/** What GET /api/stores/:store/items answers. */
export interface ItemsOverview {
  readonly version: number
  /** In the whole range. */
  readonly count: number
  /** Found, in the order of their names; at most as many as one page shows. */
  readonly items: readonly ItemOverview[]
  readonly more: boolean
  readonly arrivals: readonly ItemsArrival[]
  /** What the store's prices and sales are in; absent where neither is there yet. */
  readonly currency?: string
  /** What an item may be priced in: the store's own money, or any while nothing of it was sold. */
  readonly currencies: readonly string[]
  /** Of the tax rates that head office keeps for the store, or, while it keeps none, of every law that its money is under. */
  readonly taxClasses: readonly string[]
}

/** What became of an edit: its version; or why it was not made. `codeTaken`: by the item of this SKU; `otherCurrency`: the store sells in that one; `taxClassUnknown`: in its tax rates there are these. */
export type ItemEdited = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly reason: 'changedMeanwhile' } | { readonly ok: false; readonly reason: 'codeTaken'; readonly code: string; readonly by: string } | { readonly ok: false; readonly reason: 'otherCurrency'; readonly currency: string } | { readonly ok: false; readonly reason: 'taxClassUnknown'; readonly known: readonly string[] }
