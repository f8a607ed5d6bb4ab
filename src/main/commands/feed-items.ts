import { type FeedAnswer, fedItem } from '../../contracts/replication/index.ts'
import { type FeedApplied, type RegisterWriter, type StagedRow } from '../../db/index.ts'
import { fedPriceAt } from '../../domain/feed/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { taxPackOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** `hasPepper`: whether PIN hashes that were made with this pepper can be looked at here. */
export type FeedContext = Pick<CommandContext, 'database' | 'moment'> & { readonly hasPepper?: (id: string) => boolean }

export type FeedPage = FeedAnswer & { readonly instance: string }

/** Lays a page of head office's items out. A row that says nothing this register could use is kept with the reason, and the others go on. */
export function keepItemsPage({ database, moment }: FeedContext, page: FeedPage): Result<undefined> {
  const { at } = moment()
  const { currency } = database.facts()
  const classes = taxPackOf(database.facts()).classes
  const read = ({ id, text }: FeedAnswer['rows'][number]): StagedRow => {
    if (text === null) return { id, text }
    const said = parsed(text)
    if (said === undefined) return { id, text, reason: 'not-json' }
    const item = fedItem.safeParse(said).data
    if (item?.id !== id) return { id, text, reason: 'item-unreadable' }
    if (item.currency !== currency) return { id, text, reason: 'currency-differs' }
    if (!Object.hasOwn(classes, item.taxClass)) return { id, text, reason: 'tax-class-unknown' }
    const price = fedPriceAt(item.prices, at)
    return { id, text, item, ...(price !== undefined && { price }) }
  }
  const { after, rows, ...of } = page
  const staged = rows.map(read)
  return database.unitOfWork(() => {
    database.keepFeedPage({ ...of, rows: staged, ...(after !== undefined && { after }) })
    return accept(undefined)
  })
}

/**
 * All of it at once, with the cursor and an entry that says which of head office's versions this register's next one is. A basket that is open keeps the prices it was rung up
 * with; the next scan has the new ones.
 */
export function applyItems({ database, moment }: FeedContext): Result<FeedApplied> {
  return database.unitOfWork<FeedApplied>(() => {
    const applied = database.applyFeed()
    if (applied.kind !== 'applied') return accept(applied)
    const { version, setHash, changed, withdrawn, parked } = applied
    append({ database, moment }, 'items.fed', { version, setHash, changed, withdrawn, parked })
    return accept(applied)
  })
}

/** Head office keeps no range any more, or never did: what it fed is the store's own. */
export function releaseItems({ database, moment }: FeedContext): Result<{ readonly released: number }> {
  return database.unitOfWork(() => {
    const before = database.feedState('items')
    const released = database.releaseFeed()
    if (before.instance !== undefined) append({ database, moment }, 'items.released', { released })
    return accept({ released })
  })
}

/** Looked at every minute. */
export function applyDuePrices({ database, moment }: FeedContext): Result<number> {
  const { at } = moment()
  if (database.moved() !== undefined) return accept(0)
  return database.unitOfWork(() => {
    const changed = database.applyDuePrices(at)
    if (changed > 0) append({ database, moment }, 'prices.due', { changed, version: database.feedState('items').version })
    return accept(changed)
  })
}

/** The catalogue is another one from this entry on. */
function append({ database, moment }: { readonly database: RegisterWriter; readonly moment: CommandContext['moment'] }, type: string, body: Readonly<Record<string, string | number>>): void {
  const now = moment()
  database.saveFacts({ catalogueVersion: database.facts().catalogueVersion + 1 })
  database.append(now, { type, schemaVersion: 1, businessDate: businessDateAt({ database }, now), operator: 'system', body })
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
