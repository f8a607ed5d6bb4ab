import type { QuarantineOverview, QuarantineState } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { type Health, marks } from './health.ts'
import { languages } from './languages.ts'
import { panel, type Shown } from './panels.ts'
import type { Words } from './words.ts'

/** By shape and words, as everything that needs a look: what lies there, what somebody took out, what is read since. */
export const quarantineHealths: Readonly<Record<QuarantineState, Health>> = { quarantined: 'quiet', discarded: 'retired', applied: 'live' }

/** What an entry says it is, in the shop's words where they know it. */
export function whatOf({ type, number, seq }: Pick<QuarantineOverview, 'type' | 'number' | 'seq'>, words: Words): string {
  const named = type === undefined ? words.entry(seq) : (words.inQuarantine.types[type] ?? type)
  return number === undefined ? named : `${named} ${number}`
}

export function mark(health: Health): HTMLElement {
  return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
}

/** Each entry that could not be read when it came, and what became of it; opened, its content and what can be done. */
export function quarantinePanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  const held = shown.overview.stores.flatMap(({ registers }) => registers).reduce((sum, { quarantined }) => sum + quarantined, 0)
  const listed = shown.overview.quarantine.filter(({ state }) => state === 'quarantined').length
  const rows = shown.overview.quarantine.map((one) => row(one, shown))
  const more = held > listed ? [element('li', 'row', [element('span', 'main', [words.inQuarantine.more(held - listed)])])] : []
  return panel(words.inQuarantine.title, [...rows, ...more], words.inQuarantine.empty)
}

function row(one: QuarantineOverview, { overview, language, openQuarantined }: Shown): HTMLElement {
  const words = languages[language]
  const health = quarantineHealths[one.state]
  const opener = button('', 'row-button concern', () => openQuarantined(one))
  opener.append(
    mark(health),
    element('span', 'main', [
      `${whatOf(one, words)} · ${words.register(one.registerNumber)}${storeName(overview, one.store)}`,
      element('span', `sub day-state ${health}`, [`${standing(one, words)} (${one.epoch}/${one.seq})`]),
    ]),
    element('span', 'opens', [words.open]),
  )
  opener.dataset['opens'] = `quarantine ${one.register} ${one.epoch} ${one.seq}`
  return element('li', '', [opener])
}

/** How it stands. Why it could not be read is not said any more once it was. */
export function standing({ state, reason }: Pick<QuarantineOverview, 'state' | 'reason'>, words: Words): string {
  const said = words.inQuarantine.states[state]
  return state === 'applied' ? said : `${said}: ${words.quarantineReason(reason)}`
}

function storeName({ stores }: Shown['overview'], id: string): string {
  return stores.length < 2 ? '' : ` · ${stores.find((store) => store.id === id)?.name ?? ''}`
}

/** Written so that a person can read it; as it came where it is no JSON. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
