import { type CurrencyCode } from '../../domain/money/index.ts'

/** What a country's shops start from. Everything in it is a suggestion that the owner sees, and may change. */
export interface SetupCountry {
  readonly currency: CurrencyCode
  /** Ids of domain/tax, the usual one first. None: the shop says its own rates. */
  readonly taxPacks: readonly string[]
  /** IANA names, the most people first. */
  readonly timeZones: readonly string[]
  /** Ids of domain/tender, the usual one first; `''` is cash to the last minor unit. */
  readonly cashRoundings: readonly string[]
}

const european = { currency: 'EUR', taxPacks: [], cashRoundings: [''] } as const satisfies Partial<SetupCountry>

/** Where this version knows the currency, the tax or the coins of. `other` is everywhere else. */
export const setupCountries = {
  CN: { currency: 'CNY', taxPacks: ['CN-2019'], timeZones: ['Asia/Shanghai', 'Asia/Urumqi'], cashRoundings: ['CN-0.10-down', '', 'CN-1.00-down'] },
  GB: { currency: 'GBP', taxPacks: ['GB-2011'], timeZones: ['Europe/London'], cashRoundings: [''] },
  DE: { currency: 'EUR', taxPacks: ['DE-2007'], timeZones: ['Europe/Berlin'], cashRoundings: [''] },
  FR: { ...european, timeZones: ['Europe/Paris'] },
  ES: { ...european, timeZones: ['Europe/Madrid', 'Atlantic/Canary'] },
  IT: { ...european, timeZones: ['Europe/Rome'] },
  AT: { ...european, timeZones: ['Europe/Vienna'] },
  JP: { currency: 'JPY', taxPacks: ['JP-2019', 'JP-2019-BEFORE-TAX'], timeZones: ['Asia/Tokyo'], cashRoundings: [''] },
  KR: { currency: 'KRW', taxPacks: [], timeZones: ['Asia/Seoul'], cashRoundings: [''] },
  US: { currency: 'USD', taxPacks: ['US-NY-NYC', 'US-NY-NYC-LINE'], timeZones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix'], cashRoundings: [''] },
  CA: { currency: 'CAD', taxPacks: ['CA-QC-2012'], timeZones: ['America/Toronto', 'America/Vancouver', 'America/Edmonton', 'America/Winnipeg', 'America/Halifax'], cashRoundings: ['CA-0.05', ''] },
  AU: { currency: 'AUD', taxPacks: [], timeZones: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth'], cashRoundings: ['AU-0.05', ''] },
  NZ: { currency: 'NZD', taxPacks: [], timeZones: ['Pacific/Auckland'], cashRoundings: ['NZ-0.10', ''] },
  CH: { currency: 'CHF', taxPacks: [], timeZones: ['Europe/Zurich'], cashRoundings: ['CH-0.05', ''] },
  SE: { currency: 'SEK', taxPacks: [], timeZones: ['Europe/Stockholm'], cashRoundings: ['SE-1.00', ''] },
  KW: { currency: 'KWD', taxPacks: [], timeZones: ['Asia/Kuwait'], cashRoundings: [''] },
  BH: { currency: 'BHD', taxPacks: [], timeZones: ['Asia/Bahrain'], cashRoundings: [''] },
  other: { ...european, timeZones: [] },
} as const satisfies Readonly<Record<string, SetupCountry>>
export type CountryCode = keyof typeof setupCountries
export const countryCodes = Object.keys(setupCountries) as readonly CountryCode[]

export function setupCountry(code: CountryCode): SetupCountry {
  return setupCountries[code]
}

/** The one country of the list that pays in this currency; undefined where several do, or none. */
export function countryOfCurrency(currency: CurrencyCode): CountryCode | undefined {
  const [one, another] = countryCodes.filter((code) => setupCountry(code).currency === currency)
  return another === undefined ? one : undefined
}

/** The country whose clocks this machine shows; undefined where no country of the list keeps that time. */
export function countryOfZone(timeZone: string): CountryCode | undefined {
  return countryCodes.find((code) => setupCountry(code).timeZones.includes(timeZone))
}
