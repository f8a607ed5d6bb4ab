import { type StoreView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type QueryContext } from './query-context.ts'

export function storeViewOf(reader: Pick<RegisterReader, 'facts'>): StoreView {
  const { chainName, storeName, storeLines, receiptFooter = [], currency, taxPack, cashRounding = '', timeZone, cutOffHour, registerNumber, headOfficeUrl } = reader.facts()
  return { chainName, storeName, storeLines: [...storeLines], receiptFooter: [...receiptFooter], currency, taxPack, cashRounding, timeZone, cutOffHour, registerNumber, ...(headOfficeUrl !== undefined && { headOfficeUrl }) }
}

export function store({ reader }: QueryContext): Result<StoreView> {
  return accept(storeViewOf(reader))
}
