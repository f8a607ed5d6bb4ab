import { type DatedRateView, type Output, type TaxesView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { businessDateOf, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { taxRatesId } from '../../domain/settings/index.ts'
import { type DatedRate } from '../../domain/tax/index.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'
import { taxPackOf } from './tax-pack.ts'

/** `businessDate`: today's, YYYY-MM-DD. */
export function taxesViewOf(reader: RegisterReader, businessDate: string): TaxesView {
  const facts = reader.facts()
  const pack = taxPackOf(facts)
  const viewOf = (taxClass: string, { from, rate, parts }: DatedRate, inForce: DatedRate | undefined): DatedRateView => ({
    from,
    rate,
    ...(parts === undefined ? {} : { parts: parts.map((part) => ({ ...part })) }),
    standing: from > businessDate ? 'coming' : from === inForce?.from ? 'inForce' : 'past',
    ...(facts.taxRates?.some((added) => added.pack === pack.id && added.taxClass === taxClass && added.from === from) === true ? { added: true as const } : {}),
  })
  return {
    pack: pack.id,
    priceMode: pack.priceMode,
    businessDate,
    classes: Object.entries(pack.classes).map(([taxClass, rates]) => {
      const inForce = rates.findLast(({ from }) => from <= businessDate)
      return { taxClass, rates: rates.map((rate) => viewOf(taxClass, rate, inForce)).toReversed(), ...(isOfHeadOffice(reader, taxRatesId(pack.id, taxClass)) && { ofHeadOffice: true as const }) }
    }),
  }
}

export function taxes({ reader, now }: QueryContext): Result<Output<'taxes'>> {
  if (now === undefined) throw new Error('a query that asks for the time was given none')
  const { timeZone, cutOffHour } = reader.facts()
  return accept(taxesViewOf(reader, businessDateOf(now.at, offsetMinutes(timeZone, now.at), cutOffHour)))
}
