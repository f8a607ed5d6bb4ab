import type { RegisterDayOverview, StoreDayOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { dayFindingText, dayText, otherMachineText, registerDayText } from './day-text.ts'
import { dateText, momentText } from './format.ts'
import { type Health, marks } from './health.ts'
import { type Language, languages } from './languages.ts'
import { panel, type Shown, zoneOf } from './panels.ts'

const healths: Readonly<Record<StoreDayOverview['state'], Health>> = { complete: 'live', ahead: 'quiet', ended: 'retired', waiting: 'quiet', differs: 'silent' }
const registerHealths: Readonly<Record<RegisterDayOverview['state'], Health>> = { complete: 'live', noTrade: 'retired', z: 'quiet', proof: 'quiet', late: 'quiet', silent: 'quiet', endedZ: 'retired', endedProof: 'retired', ahead: 'quiet', differs: 'silent' }

/** Each store's days, newest first: whether all that its registers sold is here, and if not, whose word is missing or which documents are. */
export function daysPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  return panel(words.storeDays, shown.overview.storeDays.map((day) => dayRow(day, shown)), words.noStoreDays)
}

function mark(health: Health): HTMLElement {
  return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
}

function dayRow(day: StoreDayOverview, { overview, language, openRegister }: Shown): HTMLElement {
  const words = languages[language]
  const health = healths[day.state]
  const store = overview.stores.length < 2 ? '' : `${overview.stores.find(({ id }) => id === day.store)?.name ?? ''} · `
  const opener = button('', 'row-button concern', () => showDay(day, { overview, language }, openRegister))
  opener.append(
    mark(health),
    element('span', 'main', [`${store}${dateText(day.businessDate, language)}`, element('span', `sub day-state ${health}`, [dayText(day, words)])]),
    element('span', 'opens', [words.open]),
  )
  opener.dataset['opens'] = `day ${day.store} ${day.businessDate}`
  return element('li', '', [opener])
}

/** The day whose dialog is open, written anew with each overview: what it says must not be older than the row behind it. */
let openDay: { readonly day: Pick<StoreDayOverview, 'store' | 'businessDate'>; readonly write: (day: StoreDayOverview, shown: Pick<Shown, 'overview' | 'language'>) => void } | undefined

export function followOpenDay(shown: Pick<Shown, 'overview' | 'language'>): void {
  const now = shown.overview.storeDays.find(({ store, businessDate }) => store === openDay?.day.store && businessDate === openDay.day.businessDate)
  if (now !== undefined) openDay?.write(now, shown)
}

function showDay(day: StoreDayOverview, shown: Pick<Shown, 'overview' | 'language'>, openRegister: Shown['openRegister']): void {
  const dialog = element('dialog', 'dialog wide', [], { 'aria-labelledby': 'day-title' })
  const said = element('div', 'documents')
  let before = ''
  const write = (now: StoreDayOverview, { overview, language }: typeof shown): void => {
    // Only a change: whoever is reading, or has it read out, begins at its top again.
    const next = JSON.stringify([now, language])
    if (next === before) return
    before = next
    const openOf = (number: number): void => {
      const store = overview.stores.find(({ id }) => id === now.store)
      const register = store?.registers.find((one) => one.number === number)
      dialog.close()
      if (store !== undefined && register !== undefined) openRegister(register, store)
    }
    said.replaceChildren(...dayBlocks(now, zoneOf(overview, now.store), language, openOf))
    closing.textContent = languages[language].close
  }
  const closing = button('', 'primary', () => dialog.close())
  write(day, shown)
  dialog.append(said, closing)
  dialog.addEventListener('close', () => {
    openDay = undefined
    dialog.remove()
  })
  openDay = { day, write }
  document.body.append(dialog)
  dialog.showModal()
}

/** Every register of that day, and every difference by the receipt it is of. */
function dayBlocks(day: StoreDayOverview, timeZone: string, language: Language, openOf: (registerNumber: number) => void): readonly HTMLElement[] {
  const words = languages[language]
  const registers = day.registers.map((one) => {
    const health = registerHealths[one.state]
    const rows = one.findings.map((finding) => element('li', 'row', [element('span', 'main', [dayFindingText(finding, words, language)])]))
    return element('section', 'document', [
      element('h3', 'main num', [mark(health), words.register(one.registerNumber)]),
      element('p', health, [registerDayText(one, words)]),
      ...outOfServiceLines(one, timeZone, language, openOf),
      ...otherMachineText(one, timeZone, words, language).map((said) => element('p', 'note', [said])),
      ...(one.provedAt === undefined ? [] : [element('p', 'note', [words.dayProvedAt(momentText(one.provedAt, timeZone, language))])]),
      ...(rows.length === 0 ? [] : [element('ul', 'rows', rows)]),
      ...(one.more === 0 ? [] : [element('p', 'note', [words.dayMore(one.more)])]),
    ])
  })
  return [element('h2', 'panel-title', [dateText(day.businessDate, language)], { id: 'day-title' }), element('p', healths[day.state], [mark(healths[day.state]), dayText(day, words)]), ...registers]
}

/** Of a register that is out of service: why nothing more is waited for, or what there is to do so that it is not. */
function outOfServiceLines({ outOfService, state, registerNumber }: RegisterDayOverview, timeZone: string, language: Language, openOf: (registerNumber: number) => void): readonly HTMLElement[] {
  const { rest } = languages[language]
  if (outOfService === undefined || state === 'complete' || state === 'noTrade') return []
  const { ended } = outOfService
  const isOver = state === 'endedZ' || state === 'endedProof'
  if (isOver) return [element('p', 'note', [ended === undefined ? rest.dayOver : rest.daysEnded(ended.by, momentText(ended.at, timeZone, language), ended.note)])]
  return [element('p', 'note', [rest.dayWaits]), button(rest.day, 'plain', () => openOf(registerNumber))]
}
