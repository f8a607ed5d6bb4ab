import { countryOfCurrency, setupCountry, type CountryCode, type DeviceSlot, type FoundDevicesView, type Output, type Provision, type SetupView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { type ReceiptView } from '../../contracts/ipc/index.ts'
import { type Language } from './preferences.ts'

export const setupPages = ['start', 'store', 'country', 'tax', 'goods', 'devices', 'headOffice', 'owner'] as const
/** The one page after the first when a register comes from another machine: it brings all the answers along. */
export const takeOverPages = ['start', 'takeOver'] as const
/** And when it is rebuilt from what head office has: whoever stands here, and the code, which is over soon. */
export const rebuildPages = ['start', 'owner', 'rebuild'] as const
export type SetupPage = (typeof setupPages)[number] | (typeof takeOverPages)[number] | (typeof rebuildPages)[number]

/** What may be done with a register that is nobody's yet, in the order of the first page. One more way is one more word here. */
export const setupWays = ['new', 'takeOver', 'rebuild'] as const
export type SetupWay = (typeof setupWays)[number]

/** What a shop has on its first day, in the order of the page. A second printer and labels come later, under Settings. */
export const setupSlots = ['printer', 'cashDrawer', 'scanner', 'scale', 'customerDisplay', 'paymentTerminal'] as const satisfies readonly DeviceSlot[]

/** The row of the devices page that is open: what was found for it, and its address as it is written so far. */
export interface SetupDevice {
  readonly slot: DeviceSlot
  readonly looking: boolean
  readonly found: FoundDevicesView | undefined
  readonly address: string
  /** Main is trying it. */
  readonly busy: boolean
  /** How a machine on the network answered, where it was asked and cannot be used. */
  readonly probe: Output<'probe-device'>['outcome'] | undefined
}

/** A shop's own rates stand beside the laws, under this name. */
export const ownTax = 'own'
export const addressFields = 3
export const footerFields = 2

/** Answers as they are written: text that may not fit yet. The PIN lives here until it is sent, and nowhere else. */
export interface SetupDraft {
  readonly way: SetupWay
  readonly language: Language
  readonly chainName: string
  readonly storeName: string
  readonly storeLines: readonly string[]
  readonly receiptFooter: readonly string[]
  readonly country: CountryCode
  readonly currency: CurrencyCode
  readonly cashRounding: string
  /** Id of a pack, or `own`. */
  readonly taxPack: string
  readonly ownMode: 'inclusive' | 'exclusive'
  readonly ownStandard: string
  readonly ownReduced: string
  readonly timeZone: string
  readonly cutOffHour: number
  readonly catalogue: 'empty' | 'example'
  /** Addresses by slot. What is not in it is "not now". */
  readonly devices: Readonly<Partial<Record<DeviceSlot, string>>>
  readonly joins: boolean
  readonly headOfficeUrl: string
  readonly enrolmentCode: string
  readonly ownerName: string
  readonly pin: string
  readonly pinAgain: string
  /** Path of a moved register. */
  readonly moveFile: string
  /** Only while it is being typed. */
  readonly passphrase: string
}
export type DraftField = keyof SetupDraft

/** A page says at which of its fields something is wrong, and what. */
export interface SetupFault {
  readonly field: DraftField
  /** A key of the catalogues. */
  readonly words: string
  readonly params?: Readonly<Record<string, string | number>>
}

export interface SetupWork {
  readonly view: SetupView
  /** What is asked, in this order: what was answered beforehand is not. */
  readonly pages: readonly SetupPage[]
  readonly page: SetupPage
  readonly draft: SetupDraft
  readonly fault: SetupFault | undefined
  readonly preview: ReceiptView['document'] | undefined
  readonly sending: boolean
  readonly device: SetupDevice | undefined
  /** It was brought here, and the program has to be started again. */
  readonly takenOver: SetupView['takenOver']
  /** Likewise, made of head office's copy of its journal. */
  readonly rebuilt: SetupView['rebuilt']
  /** How far it is while it is being made. */
  readonly rebuilding: SetupView['rebuilding']
  /** One for all its tries: an answer that got lost is found again, and nobody is made twice. */
  readonly request: string
}

/** What a country brings along, where the owner has not said otherwise. */
export function withCountry(draft: SetupDraft, country: CountryCode, machineZone: string): SetupDraft {
  const { currency, taxPacks, timeZones, cashRoundings } = setupCountry(country)
  const timeZone = timeZones.length === 0 || timeZones.includes(machineZone) ? machineZone : (timeZones[0] ?? machineZone)
  return { ...draft, country, currency, taxPack: taxPacks[0] ?? ownTax, timeZone, cashRounding: cashRoundings[0] ?? '' }
}

export function isExampleAt({ examples }: SetupView, { currency, taxPack }: Pick<SetupDraft, 'currency' | 'taxPack'>): boolean {
  return examples.some((one) => one.currency === currency && one.taxPack === taxPack)
}

/** A code that enrols a new register makes none of an old one, nor the other way about: each way begins with its own. */
export function codeOf({ provisioned: { headOffice } }: SetupView, way: SetupWay): string {
  return way === 'new' && headOffice !== undefined && headOffice !== 'later' ? headOffice.enrolmentCode : ''
}

/** The pages of a way, one after another. */
export function pagesOf({ provisioned, takenOver, rebuilt }: SetupView, way: SetupWay): readonly SetupPage[] {
  if (takenOver !== undefined) return ['takeOver']
  if (rebuilt !== undefined) return ['rebuild']
  if (way === 'new') return left(provisioned)
  const pages = way === 'takeOver' ? takeOverPages : rebuildPages
  return provisioned.language === undefined ? pages : pages.slice(1)
}

/** Which pages a file of answers leaves to be asked. The owner's always is: a PIN is in no file. */
function left({ language, chainName, currency, taxPack, timeZone, catalogue, devices, headOffice }: Provision): readonly SetupPage[] {
  const answered: Readonly<Record<(typeof setupPages)[number], boolean>> = {
    start: language !== undefined,
    store: chainName !== undefined,
    // The country brings the laws and the zones: without its page only own rates and the machine's zone could be chosen.
    country: currency !== undefined && taxPack !== undefined && timeZone !== undefined,
    tax: taxPack !== undefined && timeZone !== undefined,
    goods: catalogue !== undefined,
    devices: devices !== undefined,
    headOffice: headOffice !== undefined,
    owner: false,
  }
  return setupPages.filter((page) => !answered[page])
}

/** A clock that nobody set to a place: a machine fresh from its box says nothing about where it stands. */
const placeless = /^(?:UTC|UCT|GMT|Zulu|Universal|Etc\/.+)$/

/** Where the shop stands, as far as the file's currency, the machine's clock and then the page's language tell. */
export function likelyCountry({ provisioned: { currency }, machine }: SetupView, language: Language): CountryCode {
  const here = machine.country ?? (language === 'zh-CN' && placeless.test(machine.timeZone) ? 'CN' : 'other')
  return currency === undefined || setupCountry(here).currency === currency ? here : (countryOfCurrency(currency) ?? 'other')
}

const padded = (lines: readonly string[], length: number): string[] => Array.from({ length: Math.max(length, lines.length) }, (_, index) => lines[index] ?? '')

export function beginSetup(view: SetupView, language: Language, request: string): SetupWork {
  const { provisioned, machine } = view
  const country = likelyCountry(view, language)
  const empty: SetupDraft = {
    way: 'new', language, chainName: '', storeName: '', storeLines: [], receiptFooter: [], country, currency: 'EUR', cashRounding: '', taxPack: ownTax,
    ownMode: 'inclusive', ownStandard: '', ownReduced: '', timeZone: machine.timeZone, cutOffHour: 4, catalogue: 'empty', devices: {}, joins: false, headOfficeUrl: view.headOfficeUrl ?? '', enrolmentCode: '', ownerName: '', pin: '', pinAgain: '',
    // One is the one that was meant; of several nobody knows.
    moveFile: view.moveFiles.length === 1 ? (view.moveFiles[0] ?? '') : '', passphrase: '',
  }
  const { owner, headOffice, cashRounding, ...known } = provisioned
  const suggested = withCountry(empty, country, machine.timeZone)
  // Coins of another currency than the file's are nobody's.
  const coins = cashRounding ?? (known.currency === undefined || known.currency === suggested.currency ? suggested.cashRounding : '')
  const draft: SetupDraft = {
    ...suggested,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    cashRounding: coins,
    storeLines: padded(known.storeLines ?? [], addressFields),
    receiptFooter: padded(known.receiptFooter ?? [], footerFields),
    ownerName: owner?.name ?? '',
    ...(headOffice !== undefined && headOffice !== 'later' ? { joins: true, headOfficeUrl: headOffice.url, enrolmentCode: codeOf(view, 'new') } : {}),
  }
  const pages = pagesOf(view, draft.way)
  return { view, pages, page: pages[0] ?? 'owner', draft, fault: undefined, preview: undefined, sending: false, device: undefined, takenOver: view.takenOver, rebuilt: view.rebuilt, rebuilding: view.rebuilding, request }
}
