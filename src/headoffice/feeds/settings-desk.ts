import { fedSetting, feedRowText, settingId, type FedSetting, type SettingChange, type SettingEdit, type SettingEdited, type SettingsOverview } from '../../contracts/replication/index.ts'
import { checkTemplate } from '../../domain/receipt/index.ts'
import { ratesToKeep, taxPackById } from '../../domain/tax/index.ts'
import { cashRoundingRules } from '../../domain/tender/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'

const shownChanges = 50
/** More than there are settings. */
const mostSettings = 500

interface SettingsDeskParts {
  readonly store: Pick<HeadOfficeStore, 'feedHead' | 'feedRow' | 'feedRows' | 'feedArrivals' | 'feedChanges' | 'editFeed' | 'overview'>
  readonly clock: Clock
  readonly log: Log
  readonly edited: (storeId: string) => void
}

export interface SettingsDesk {
  /** Undefined: there is no such store. */
  settings(storeId: string): Promise<SettingsOverview | undefined>
  editSetting(storeId: string, edit: SettingEdit): Promise<SettingEdited | undefined>
  releaseSetting(storeId: string, id: string, said: { readonly seenVersion: number; readonly by: string }): Promise<SettingEdited | undefined>
}

/** What head office's people do with the settings of a store. What is not kept here is the store's own. */
export function settingsDesk({ store, clock, log, edited }: SettingsDeskParts): SettingsDesk {
  const storeOf = async (storeId: string) => (await store.overview(clock())).stores.find(({ id }) => id === storeId)

  async function made(storeId: string, row: { readonly id: string; readonly text: string | null; readonly seenVersion: number }, by: string): Promise<SettingEdited> {
    const done = await store.editFeed(storeId, { feed: 'settings', rows: [{ ...row, search: row.id.toLowerCase(), codes: [] }], by }, clock())
    // Before anybody hears that it is done: the next acknowledgement says so.
    if (done.ok) edited(storeId)
    log('setting.edited', { store: storeId, setting: row.id, outcome: done.ok ? `version ${done.version}` : done.reason })
    if (!done.ok && done.reason === 'codeTaken') throw new Error('a setting has no code')
    return done.ok || done.reason === 'changedMeanwhile' ? done : { ok: false, reason: 'changedMeanwhile' }
  }

  return {
    settings: async (storeId) => {
      const shop = await storeOf(storeId)
      if (shop === undefined) return undefined
      const [head, rows, arrivals, changes] = await Promise.all([store.feedHead(storeId, 'settings'), store.feedRows(storeId, 'settings', { words: [], limit: mostSettings }), store.feedArrivals(storeId, 'settings'), store.feedChanges(storeId, 'settings', shownChanges)])
      const currency = shop.today[0]?.currency
      return {
        version: head.version,
        kept: rows.flatMap(({ id, text, version }) => {
          const setting = settingOf(text)
          return setting === undefined ? [] : [{ id, setting, version }]
        }),
        arrivals,
        changes: changes.map(({ text, ...of }): SettingChange => {
          const setting = settingOf(text)
          return { ...of, ...(setting !== undefined && { setting }) }
        }),
        businessDate: shop.businessDate,
        ...(currency !== undefined && { currency }),
      }
    },
    editSetting: async (storeId, { setting, seenVersion, by }) => {
      const shop = await storeOf(storeId)
      if (shop === undefined) return undefined
      const id = settingId(setting)
      const before = settingOf((await store.feedRow(storeId, 'settings', id))?.text ?? null)
      const checked = checkedSetting(setting, before, shop.businessDate)
      if ('code' in checked) return { ok: false, reason: 'refused', code: checked.code }
      // Not as an entry is written, which has neither null nor true.
      const text = JSON.stringify(checked.setting)
      return text.length > feedRowText ? { ok: false, reason: 'refused', code: 'setting.tooLong' } : made(storeId, { id, text, seenVersion }, by)
    },
    releaseSetting: async (storeId, id, { seenVersion, by }) => ((await storeOf(storeId)) === undefined ? undefined : made(storeId, { id, text: null, seenVersion }, by)),
  }
}

/** What a register would say of it, said before it travels: by the same rules. */
function checkedSetting(setting: FedSetting, before: FedSetting | undefined, businessDate: string): { readonly setting: FedSetting } | { readonly code: string } {
  if (setting.kind === 'cashRounding') return setting.value === '' || Object.hasOwn(cashRoundingRules, setting.value) ? { setting } : { code: 'setting.unknownRule' }
  if (setting.kind === 'template') {
    const checked = checkTemplate(setting.template)
    return checked.ok ? { setting } : { code: checked.refusal.code }
  }
  if (setting.kind !== 'taxRates') return { setting }
  const pack = taxPackById(setting.pack)
  if (pack === undefined) return { code: 'tax.packUnknown' }
  const kept = ratesToKeep(pack, setting.taxClass, before?.kind === 'taxRates' ? before.rates : [], setting.rates.map((rate) => ({ ...rate, taxClass: setting.taxClass })), businessDate)
  return kept.ok ? { setting: { ...setting, rates: kept.value.map(({ from, rate, parts }) => ({ from, rate, ...(parts !== undefined && { parts: parts.map((part) => ({ ...part })) }) })) } } : { code: kept.refusal.code }
}

function settingOf(text: string | null): FedSetting | undefined {
  return text === null ? undefined : fedSetting.safeParse(JSON.parse(text)).data
}
