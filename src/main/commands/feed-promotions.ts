import { type FedRow } from '../../db/index.ts'
import { type FeedContext } from './feed-items.ts'

/**
 * A place-holder: what head office will say of promotions comes its own way already, and this program prices by none of it. Each row waits with that reason, which head office is told; a later program
 * asks for all of them again within a day.
 */
export const promotionsFeed = {
  use: (_context: FeedContext, rows: readonly FedRow[]): ReadonlyMap<string, string> => new Map(rows.flatMap(({ id, text }) => (text === null ? [] : [[id, 'promotion-unknown'] as const]))),
  applied: 'promotions.fed',
  released: 'promotions.released',
} as const
