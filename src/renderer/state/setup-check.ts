import { fitsCurrency, type Input, ownTaxPackId, type SetupView, weakPin } from '../../contracts/ipc/index.ts'
import { normaliseCode } from '../../contracts/replication/index.ts'
import { parsePercent, percentText } from './percent.ts'
import { storeDate } from './store-time.ts'
import { isExampleAt, ownTax, type DraftField, type SetupDraft, type SetupFault, type SetupPage } from './setup-work.ts'

/** Parts per million of a rate as somebody types it: `20`, `8.875`, `0`, with `%` behind it or a comma in it. */
export function readRate(text: string): number | undefined {
  const typed = text.normalize('NFKC').trim().replace(/\s*%$/, '').replace(',', '.')
  if (/^0+(?:\.0+)?$/.test(typed)) return 0
  const ppm = parsePercent(typed)
  return ppm === undefined || ppm > 999_999 ? undefined : ppm
}

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text.trim()) && URL.canParse(text.trim())
}

/** Twelve letters and digits as head office shows them, however they are typed. A slip said here costs no call, and no wait at the end of the setup. */
export function isEnrolmentCode(text: string): boolean {
  return normaliseCode(text) !== undefined
}

/** Where the cursor stands when a page comes: what is answered already is not written over, least of all by a PIN in plain sight. */
export function firstEmpty<Field extends DraftField>(draft: SetupDraft, fields: readonly [Field, ...Field[]]): Field {
  return fields.find((field) => draft[field] === '') ?? fields[0]
}

/** The first thing on a page that cannot stay as it is; undefined when the next page may come. */
export function faultOn(page: SetupPage, draft: SetupDraft, view: SetupView): SetupFault | undefined {
  switch (page) {
    case 'store':
      return draft.chainName.trim() === '' ? { field: 'chainName', words: 'setup.fault.chainName' } : undefined
    case 'tax':
      return taxFault(draft)
    case 'goods':
      return draft.catalogue === 'example' && !isExampleAt(view, draft) ? { field: 'catalogue', words: 'setup.fault.catalogue' } : undefined
    case 'headOffice':
      if (!draft.joins) return undefined
      if (!isAddress(draft.headOfficeUrl)) return { field: 'headOfficeUrl', words: 'setup.fault.headOfficeUrl' }
      return !isEnrolmentCode(draft.enrolmentCode) ? { field: 'enrolmentCode', words: 'setup.fault.enrolmentCode' } : undefined
    case 'rebuild':
      if (!isAddress(draft.headOfficeUrl)) return { field: 'headOfficeUrl', words: 'setup.fault.headOfficeUrl' }
      return !isEnrolmentCode(draft.enrolmentCode) ? { field: 'enrolmentCode', words: 'setup.fault.rebuildCode' } : undefined
    case 'owner':
      if (draft.ownerName.trim() === '') return { field: 'ownerName', words: 'setup.fault.ownerName' }
      return weakness(draft) ?? (draft.pin === draft.pinAgain ? undefined : { field: 'pinAgain', words: 'setup.fault.pinAgain' })
    case 'takeOver':
      if (draft.moveFile.trim() === '') return { field: 'moveFile', words: 'setup.fault.moveFile' }
      return draft.passphrase === '' ? { field: 'passphrase', words: 'setup.fault.passphrase' } : undefined
    case 'start':
    case 'country':
    case 'devices':
      return undefined
  }
}

/** Why main would refuse the PIN, said before it is typed a second time. Main looks again, by its own clock. */
export function weakness({ pin, timeZone }: Pick<SetupDraft, 'pin' | 'timeZone'>): SetupFault | undefined {
  const weak = weakPin(pin, storeDate(new Date(), isTimeZone(timeZone) ? timeZone : undefined))
  return weak === undefined ? undefined : { field: 'pin', words: `pin.weak.${weak}` }
}

function taxFault({ currency, taxPack, ownStandard, ownReduced, timeZone }: SetupDraft): SetupFault | undefined {
  if (!fitsCurrency(taxPack, currency)) return { field: 'taxPack', words: 'setup.fault.taxPack', params: { currency } }
  if (taxPack === ownTax && readRate(ownStandard) === undefined) return { field: 'ownStandard', words: 'setup.fault.rate' }
  if (taxPack === ownTax && ownReduced.trim() !== '' && readRate(ownReduced) === undefined) return { field: 'ownReduced', words: 'setup.fault.rate' }
  const swapped = taxPack === ownTax ? aboveStandard(ownStandard, ownReduced) : undefined
  if (swapped !== undefined) return swapped
  return isTimeZone(timeZone.trim()) ? undefined : { field: 'timeZone', words: 'setup.fault.timeZone' }
}

/** Both rates are named, for who filled them in the wrong way round reads the labels as they meant them. */
function aboveStandard(ownStandard: string, ownReduced: string): SetupFault | undefined {
  const [standard, reduced] = [readRate(ownStandard), readRate(ownReduced)]
  if (standard === undefined || reduced === undefined || reduced <= standard) return undefined
  return { field: 'ownReduced', words: 'setup.fault.reducedAbove', params: { standard: percentText(standard), reduced: percentText(reduced) } }
}

/** The pack that the page stands for: a shop's own rates are their own name. */
export function taxPackOfDraft({ taxPack, ownMode, ownStandard, ownReduced }: SetupDraft): string {
  if (taxPack !== ownTax) return taxPack
  const standard = readRate(ownStandard) ?? 0
  return ownTaxPackId({ priceMode: ownMode, standard, reduced: readRate(ownReduced) ?? standard })
}

const written = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '')

/** What stands around the paper, as far as it is written. */
export function paperOf({ chainName, storeName, storeLines, receiptFooter }: Pick<SetupDraft, 'chainName' | 'storeName' | 'storeLines' | 'receiptFooter'>): Input<'set-store'> {
  const name = chainName.trim()
  const branch = storeName.trim()
  return { chainName: name, storeName: branch === '' ? name : branch, storeLines: written(storeLines), receiptFooter: written(receiptFooter) }
}

/** The draft in the contract's words. Asked of a draft in which no page finds a fault. */
export function answersOf(draft: SetupDraft): Input<'set-up'> {
  const { language, currency, cashRounding, cutOffHour, catalogue, devices } = draft
  return {
    language, ...paperOf(draft), currency, cashRounding, cutOffHour, catalogue,
    taxPack: taxPackOfDraft(draft),
    timeZone: draft.timeZone.trim(),
    headOffice: draft.joins ? { url: draft.headOfficeUrl.trim(), enrolmentCode: draft.enrolmentCode.trim() } : 'later',
    ...(Object.keys(devices).length > 0 && { devices }),
    owner: { name: draft.ownerName.trim(), pin: draft.pin },
  }
}

/** On which page an answer stands that main refused. */
export function pageOfField(field: string): SetupPage {
  if (field === 'taxPack' || field === 'timeZone' || field === 'cutOffHour') return 'tax'
  if (field === 'currency' || field === 'cashRounding') return 'country'
  if (field === 'catalogue') return 'goods'
  if (field.startsWith('devices')) return 'devices'
  return field === 'headOffice' ? 'headOffice' : 'store'
}
