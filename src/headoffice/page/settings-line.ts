import type { FedSetting, SettingEdited, SettingsOverview } from '../../contracts/replication/index.ts'
import { ask, type Reply } from './who.ts'

/** The page's line to head office about a store's settings. */
export interface SettingsLine {
  readonly look: (store: string) => Promise<Reply<SettingsOverview>>
  readonly save: (store: string, setting: FedSetting, seenVersion: number, by: string) => Promise<Reply<SettingEdited>>
  readonly release: (store: string, id: string, seenVersion: number, by: string) => Promise<Reply<SettingEdited>>
}

const address = (store: string): string => `/api/stores/${encodeURIComponent(store)}/settings`

export const settingsLine: SettingsLine = {
  look: (store) => ask(address(store)),
  save: (store, setting, seenVersion, by) => ask(address(store), { setting, seenVersion, by }),
  release: (store, id, seenVersion, by) => ask(`${address(store)}/${encodeURIComponent(id)}/released`, { seenVersion, by }),
}
