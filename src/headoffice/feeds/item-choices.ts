import { fedSetting, type Overview } from '../../contracts/replication/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { fitsCurrency, taxPackById, taxPacks } from '../../domain/tax/index.ts'

export interface ItemChoices {
  /** What the store sells in, by documents that are here; absent while there is none. */
  readonly sellsIn?: CurrencyCode
  readonly currencies: readonly CurrencyCode[]
  readonly taxClasses: readonly string[]
}

/** What an item of a store may be priced in and taxed as: its registers park whatever else they are sent. `usual`: what its items are priced in. */
export function itemChoices({ stores, sales, refunds, zReports }: Overview, storeId: string, settings: readonly string[], usual: string | undefined): ItemChoices {
  const today = stores.find(({ id }) => id === storeId)?.today ?? []
  const sellsIn = [...today, ...[...sales, ...refunds, ...zReports].filter(({ store }) => store === storeId)].map(({ currency }) => currency).find(isCurrency)
  const money = sellsIn ?? (usual !== undefined && isCurrency(usual) ? usual : undefined)
  const kept = settings.flatMap((text) => {
    const setting = fedSetting.safeParse(JSON.parse(text)).data
    return setting?.kind === 'taxRates' ? [taxPackById(setting.pack)].filter((pack) => pack !== undefined) : []
  })
  const packs = kept.length > 0 ? kept : Object.values(taxPacks).filter(({ id }) => money === undefined || fitsCurrency(id, money))
  return {
    ...(sellsIn !== undefined && { sellsIn }),
    currencies: sellsIn === undefined ? Object.keys(currencies).filter(isCurrency).toSorted() : [sellsIn],
    taxClasses: [...new Set(packs.flatMap(({ classes }) => Object.keys(classes)))],
  }
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencies, code)
}
