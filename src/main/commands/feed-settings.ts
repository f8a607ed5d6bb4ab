import { type FedSetting, fedSetting, settingId, settingKinds } from '../../contracts/replication/index.ts'
import { type FedRow, type RegisterFacts } from '../../db/index.ts'
import { canonicalJson, canonicalValue } from '../../domain/journal/index.ts'
import { type AddedRate, rateOfPack, rateWord, taxPackById, withRatesOfHeadOffice } from '../../domain/tax/index.ts'
import { taxPackOf } from '../queries/index.ts'
import { businessDateAt } from './command-context.ts'
import { type FeedContext } from './feed-items.ts'
import { type Said } from './said.ts'
import { setAs, setOfflineHours } from './set-as-fed.ts'
import { takesPeople } from './set-rights-as-fed.ts'

/**
 * The settings of the store that head office keeps. Each row is one setting, whole; one that is not there is the store's own. What a row says counts from the next act on, a tax
 * rate from its business date; a basket that is begun keeps what it was begun under (`termsFor`). A row that is gone leaves the setting as it is, for the store to change.
 */
export const settingsFeed = { use: useSettings, release: releaseSettings, applied: 'settings.fed', released: 'settings.released' } as const

function useSettings(context: FeedContext, rows: readonly FedRow[]): ReadonlyMap<string, string> {
  const { database, moment } = context
  const now = moment()
  const businessDate = businessDateAt(context, now)
  const before = database.facts()
  const parked = new Map<string, string>()
  const said: Said[] = []
  // The store has no page for it, and what no head office keeps any more narrows nobody's rights.
  if (rows.some(({ id, text }) => id === 'offlineHours' && text === null)) said.push(...setOfflineHours(database, undefined, now))
  for (const { id, setting } of inOrder(rows)) {
    const done = typeof setting === 'string' ? setting : setting.kind === 'taxRates' ? setRates(context, setting, businessDate) : setAs(database, setting, now)
    if (typeof done === 'string') parked.set(id, done)
    else said.push(...done)
  }
  // What follows is another catalogue: a sale names the entry that made its rates.
  const { catalogueVersion } = database.facts()
  database.saveFacts({ catalogueVersion: catalogueVersion + 1 })
  keepTerms(context, before, { below: catalogueVersion + 1, upTo: businessDate })
  for (const { type = 'setting.changed', body } of said) database.append(now, { type, schemaVersion: 1, businessDate, operator: 'system', body: canonicalValue(body) })
  return parked
}

interface ReadRow {
  readonly id: string
  readonly setting: FedSetting | string
}

/** Those that are kept, what takes the right over people away behind what gives it: of a version that hands it over neither has to wait. */
function inOrder(rows: readonly FedRow[]): readonly ReadRow[] {
  const read = rows.flatMap(({ id, text }): ReadRow[] => (text === null ? [] : [{ id, setting: readSetting(id, text) }]))
  const isLast = ({ setting }: ReadRow): boolean => typeof setting !== 'string' && takesPeople(setting)
  return [...read.filter((row) => !isLast(row)), ...read.filter(isLast)]
}

/** Head office keeps none any more. */
function releaseSettings({ database, moment }: FeedContext): void {
  const now = moment()
  for (const { body } of setOfflineHours(database, undefined, now)) database.append(now, { type: 'setting.changed', schemaVersion: 1, businessDate: businessDateAt({ database }, now), operator: 'system', body: canonicalValue(body) })
}

/** The setting, or why it is none. */
function readSetting(id: string, text: string): FedSetting | string {
  let said: unknown
  try {
    said = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  const setting = fedSetting.safeParse(said).data
  if (setting !== undefined) return settingId(setting) === id ? setting : 'setting-unreadable'
  const kind: unknown = typeof said === 'object' && said !== null && 'kind' in said ? said.kind : undefined
  return settingKinds.some((one) => one === kind) ? 'setting-unreadable' : 'setting-unknown'
}

function setRates({ database }: FeedContext, { pack: packId, taxClass, rates: fed }: Extract<FedSetting, { kind: 'taxRates' }>, businessDate: string): readonly Said[] | string {
  const { taxPack, taxRates: before = [] } = database.facts()
  const pack = taxPackById(packId)
  if (pack === undefined || packId !== taxPack) return 'tax-pack-differs'
  if (!Object.hasOwn(pack.classes, taxClass)) return 'tax-class-unknown'
  const rates = fed.flatMap((rate): readonly AddedRate[] => {
    const kept = rateOfPack(pack, { ...rate, taxClass })
    return kept === undefined ? [] : [kept]
  })
  if (rates.length < fed.length) return 'tax-rate-impossible'
  const taxRates = withRatesOfHeadOffice(before, { pack: packId, taxClass }, rates, businessDate)
  const [gone, come] = [withoutThose(before, taxRates), withoutThose(taxRates, before)]
  if (gone.length + come.length > 0) database.saveFacts({ taxRates })
  const bodyOf = ({ pack: of, taxClass: ofClass, from, rate, parts, ...rest }: AddedRate): Said['body'] => ({ pack: of, taxClass: ofClass, startsOn: from, rate, ...(parts === undefined ? {} : { parts, spelt: rateWord({ rate, parts, ...rest }) }) })
  return [...gone.map((rate): Said => ({ type: 'tax.rateWithdrawn', body: bodyOf(rate) })), ...come.map((rate): Said => ({ type: 'tax.rateAdded', body: bodyOf(rate) }))]
}

function withoutThose(rates: readonly AddedRate[], those: readonly AddedRate[]): readonly AddedRate[] {
  const known = new Set(those.map((rate) => canonicalJson(canonicalValue({ ...rate }))))
  return rates.filter((rate) => !known.has(canonicalJson(canonicalValue({ ...rate }))))
}

/** What counted until now, where today's is another by this: for the baskets that are begun. Without such a basket nothing has to be kept. */
function keepTerms({ database }: FeedContext, before: RegisterFacts, mark: { readonly below: number; readonly upTo: string }): void {
  const after = database.facts()
  const oldest = database.oldestBegun()
  const changed = today(before, mark.upTo) !== today(after, mark.upTo)
  const kept = (before.termsBefore ?? []).filter(({ below }) => oldest !== undefined && oldest < below)
  const next = changed && oldest !== undefined ? [...kept, { ...mark, taxRates: before.taxRates ?? [], cashRounding: before.cashRounding ?? '' }] : kept
  if (next.length > 0 || (before.termsBefore ?? []).length > 0) database.saveFacts({ termsBefore: next })
}

function today(facts: RegisterFacts, businessDate: string): string {
  const begun = Object.entries(taxPackOf(facts).classes).map(([taxClass, rates]) => [taxClass, rates.filter(({ from }) => from <= businessDate)])
  return JSON.stringify([begun, facts.cashRounding ?? ''])
}
