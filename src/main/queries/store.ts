import { type StoreView } from '../../contracts/ipc/index.ts'
import { type RegisterFacts, type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { layAwayTerms } from './lay-aways.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'

/** What of this page head office may keep. */
const storeKinds = ['chainName', 'storeName', 'storeLines', 'receiptFooter', 'returnDays', 'layAway', 'storedValue', 'cashRounding'] as const

/** What the store takes besides its own money. */
export function takenBeside({ currenciesTaken, voucherKinds, storedValue }: Pick<RegisterFacts, 'currenciesTaken' | 'voucherKinds' | 'storedValue'>): Pick<StoreView, 'currenciesTaken' | 'voucherKinds' | 'storedValue'> {
  return {
    ...(currenciesTaken === undefined ? {} : { currenciesTaken: currenciesTaken.map((one) => ({ ...one, rate: { ...one.rate } })) }),
    ...(voucherKinds === undefined ? {} : { voucherKinds: voucherKinds.map((one) => ({ ...one, names: { ...one.names } })) }),
    ...(storedValue === undefined ? {} : { storedValue: { ...storedValue } }),
  }
}

export function storeViewOf(reader: Pick<RegisterReader, 'facts' | 'isRowFed'>): StoreView {
  const { chainName, storeName, storeLines, receiptFooter = [], currency, taxPack, cashRounding = '', timeZone, cutOffHour, registerNumber, headOfficeUrl, layAwayLeast, layAwayDays, returnDays, trainingSlips, ...rest } = reader.facts()
  const ofHeadOffice = storeKinds.filter((kind) => isOfHeadOffice(reader, kind))
  return { ...(ofHeadOffice.length > 0 && { ofHeadOffice }), chainName, storeName, storeLines: [...storeLines], receiptFooter: [...receiptFooter], currency, taxPack, cashRounding, timeZone, cutOffHour, registerNumber, ...(headOfficeUrl !== undefined && { headOfficeUrl }), ...(returnDays !== undefined && { returnDays }), ...takenBeside(rest), ...(trainingSlips === true && { trainingSlips }), layAway: layAwayTerms({ ...(layAwayLeast !== undefined && { layAwayLeast }), ...(layAwayDays !== undefined && { layAwayDays }) }) }
}

export function store({ reader }: QueryContext): Result<StoreView> {
  return accept(storeViewOf(reader))
}
