import type { FedSetting } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'

export type Read = { readonly ok: true; readonly setting: FedSetting } | { readonly ok: false; readonly why: string; readonly where: HTMLElement }

/** What one setting is typed into, and what it comes to. */
export interface Fields {
  readonly rows: readonly Node[]
  readonly first: HTMLElement
  readonly read: () => Read
}

export function choice(label: string, options: readonly (readonly [value: string, text: string])[], value: string): { readonly row: HTMLElement; readonly select: HTMLSelectElement } {
  const select = element('select', '', options.map(([one, text]) => element('option', '', [text], { value: one })))
  select.value = value
  return { row: element('label', 'field', [element('span', '', [label]), select]), select }
}
