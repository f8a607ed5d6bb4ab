import { type TFunction } from 'i18next'
import { type Grant } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { percentText } from '../state/percent.ts'
import { type RightsRow } from '../state/rights.ts'
import { formatDenomination } from '../ui/index.ts'
import { currencies } from '../../domain/money/index.ts'

/** A limit in its permission's unit: "10 %", "£50". */
export function limitText(unit: RightsRow['unit'], limit: number, currency: CurrencyCode): string {
  return unit === 'ppm' ? `${percentText(limit)} %` : `${currencies[currency].symbol}${formatDenomination(limit, currency)}`
}

/** What stands in a cell; without a grant, in the second person's. */
export function grantText(row: RightsRow, grant: Grant | undefined, second: boolean, currency: CurrencyCode, t: TFunction): string {
  if (typeof grant === 'number') return t(second ? 'rights.above' : 'rights.upTo', { limit: limitText(row.unit, grant, currency) })
  return t(`rights.way.${grant ?? 'none'}`)
}
