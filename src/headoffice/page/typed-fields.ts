import type { FedSetting, KeptSetting } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'

export type Read = { readonly ok: true; readonly setting: FedSetting } | { readonly ok: false; readonly why: string; readonly where: HTMLElement }

/** What one setting is typed into, and what it comes to. */
export interface Fields {
  readonly rows: readonly Node[]
  readonly first: HTMLElement
  readonly read: () => Read
}

/** A setting in the list: the row of the feed that it is, and what it is typed into. */
export interface SettingRow {
  readonly id: string
  readonly name: string
  /** Where its name alone does not say which it is, once it stands by itself. */
  readonly heading?: string
  readonly fields: (kept: KeptSetting | undefined) => Fields
}

export function choice(label: string, options: readonly (readonly [value: string, text: string])[], value: string): { readonly row: HTMLElement; readonly select: HTMLSelectElement } {
  const select = element('select', '', options.map(([one, text]) => element('option', '', [text], { value: one })))
  select.value = value
  return { row: element('label', 'field', [element('span', '', [label]), select]), select }
}
