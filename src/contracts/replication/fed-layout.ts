import { z } from 'zod'
import { hasHiddenSigns, tileHues, tileIcons } from '../../domain/catalogue/index.ts'
import { type ItemOverview, type ItemsArrival, mostLanguages } from './fed-item.ts'

/** Of one page's name, which has to fit a key above the tiles. */
export const longestPageName = 40
/** Of one page: with them all a row stays below what a page of the feed takes. */
export const mostTiles = 60
/** Of one store. */
export const mostTilePages = 24
export const mostPosition = 9_999

const pageName = z.string().trim().min(1).max(longestPageName).regex(/^\P{Cc}*$/u)
const fedTile = z.object({
  /** Head office's id of the item, which may arrive later, be another one's key at the till, or be withdrawn. */
  item: z.uuid(),
  icon: z.string().regex(/^[a-z0-9-]{1,40}$/u),
  hue: z.int().min(0).max(tileHues - 1),
})
const shape = z.object({
  id: z.uuid(),
  names: z.record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/u), pageName).refine((names) => Object.keys(names).length > 0 && Object.keys(names).length <= mostLanguages),
  /** The lowest comes first; of two that are the same, the one with the lower id. */
  position: z.int().nonnegative().max(mostPosition),
  tiles: z.array(fedTile).max(mostTiles),
})

/** A page of tiles of one store, whole. Open, as everything that is fed; an icon that an older till does not draw is a parcel there. */
export const fedTilePage = shape.refine(eachOnce)
export type FedTilePage = z.infer<typeof fedTilePage>
export type FedTile = FedTilePage['tiles'][number]

const by = z.string().trim().min(1).max(64).regex(/^\P{Cc}*$/u)

/** Head office's page says this: a page of tiles that is new or changed, the version it had when it was looked at (0: new), and who did it. Where it stands among the others is said by itself. */
export const tilePageEdit = z.strictObject({
  page: shape.omit({ position: true }).strict().refine((page) => eachOnce(page) && page.tiles.every(({ icon }) => tileIcons.some((one) => one === icon)) && !Object.values(page.names).some(hasHiddenSigns)),
  seenVersion: z.int().nonnegative(),
  by,
})
export type TilePageEdit = z.infer<typeof tilePageEdit>

/** All pages of the store in the order they are to have, each with the version it had. */
export const tilePageOrder = z.strictObject({
  pages: z.array(z.strictObject({ id: z.uuid(), seenVersion: z.int().positive() })).min(1).max(2 * mostTilePages).refine((pages) => new Set(pages.map(({ id }) => id)).size === pages.length),
  by,
})
export type TilePageOrder = z.infer<typeof tilePageOrder>

export const tilePageRemoval = z.strictObject({ seenVersion: z.int().positive(), by })

function eachOnce({ tiles }: { readonly tiles: readonly { readonly item: string }[] }): boolean {
  return new Set(tiles.map(({ item }) => item)).size === tiles.length
}

export interface TilePageOverview extends FedTilePage {
  /** When it was changed last. */
  readonly version: number
}

/** One change, the newest first. Without `page` it was removed. */
export interface TilePageChange {
  readonly id: string
  readonly version: number
  readonly at: number
  readonly by: string
  readonly page?: FedTilePage
}

/** What GET /api/stores/:store/layouts answers. */
export interface LayoutsOverview {
  readonly version: number
  /** In the order of the counter. */
  readonly pages: readonly TilePageOverview[]
  /** Those of the tiles that are in the range; the others are left out at the tills. */
  readonly items: readonly ItemOverview[]
  readonly arrivals: readonly ItemsArrival[]
  readonly changes: readonly TilePageChange[]
}

/** What became of an edit. `itemUnknown`: an item that is not in the store's range was put on the page. */
export type TilePageEdited = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly reason: 'changedMeanwhile' | 'tooMany' | 'itemUnknown' | 'tooLong' }
