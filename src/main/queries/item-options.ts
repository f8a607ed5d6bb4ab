import { type Input, type ItemOptionsView } from '../../contracts/ipc/index.ts'
import { civilTime, dateText, offsetMinutes } from '../../domain/business-date/index.ts'
import { checkDigit, isGtin } from '../../domain/catalogue/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { rateOn } from '../../domain/tax/index.ts'
import { type QueryContext } from './query-context.ts'
import { taxPackOf } from './tax-pack.ts'

/** What may be chosen for an item that nobody knows yet, and what looks wrong with its code. */
export function itemOptions({ reader, now }: QueryContext, { barcode }: Input<'item-options'>): Result<ItemOptionsView> {
  const facts = reader.facts()
  const pack = taxPackOf(facts)
  const today = now === undefined ? undefined : dateText(civilTime(now.at, offsetMinutes(facts.timeZone, now.at)))
  const pages = reader.storePageNames()
  const known = reader.itemByBarcode(barcode)
  const looksLikeGtin = /^(?:\d{8}|\d{12,14})$/.test(barcode) && !isGtin(barcode)
  return accept({
    taxClasses: Object.keys(pack.classes).map((id) => {
      const rate = today === undefined ? undefined : rateOn(pack, id, today)
      return { id, ...(rate === undefined ? {} : { rate }) }
    }),
    categories: reader.categories().map((id) => {
      const names = pages.get(id)
      return { id, ...(names === undefined ? {} : { names: { ...names } }) }
    }),
    ...(looksLikeGtin ? { checkDigit: { found: barcode.slice(-1), right: String(checkDigit(barcode.slice(0, -1))) } } : {}),
    ...(known === undefined || known.price !== undefined ? {} : { unpriced: { names: { ...known.names }, unit: known.unit } }),
  })
}
