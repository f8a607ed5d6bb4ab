import type { Overview, RegisterOverview, SaleOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'
import { ageText, moneyText, timeText } from './format.ts'
import { concernsOf, type Health, healthOf, marks } from './health.ts'
import { type Language, languages } from './languages.ts'

/** What every part of the page is drawn from. */
export interface Shown {
  readonly overview: Overview
  readonly now: number
  readonly language: Language
  /** Sales that arrived since the last drawing. */
  readonly fresh: ReadonlySet<string>
}

function mark(health: Health): HTMLElement {
  return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
}

function card(label: string, value: string, note: readonly (Node | string)[]): HTMLElement {
  return element('section', 'card', [element('h2', 'label', [label]), element('p', 'figure num', [value]), element('p', 'note', note)])
}

/** The figures of each store's business date, and beside them what they may not hold yet. */
export function figures({ overview, now, language }: Shown): readonly HTMLElement[] {
  const words = languages[language]
  const registers = overview.stores.flatMap((store) => store.registers).filter((register) => !register.retired)
  const unheard = registers.filter((register) => healthOf(register, now) !== 'live')
  const totals = new Map<string, number>()
  let count = 0
  for (const { currency, sales, total } of overview.stores.flatMap((store) => store.today)) {
    totals.set(currency, (totals.get(currency) ?? 0) + total)
    count += sales
  }
  const total = [...totals].map(([currency, minor]) => moneyText(minor, currency, language)).join(' + ')
  const missing = unheard.length === 0 ? words.totalsComplete : words.totalsMayMiss(unheard.map((register) => register.number).join(', '))
  const health: Health = unheard.length === 0 ? 'live' : 'quiet'
  const completeness = registers.length === 0 ? [words.noRegisters] : [mark(health), element('span', health, [missing])]
  return [
    card(words.salesToday, total === '' ? '–' : total, count === 0 ? [words.noSalesYet] : completeness),
    card(words.salesCount, new Intl.NumberFormat(language).format(count), completeness.map((node) => (typeof node === 'string' ? node : node.cloneNode(true)))),
    card(words.registers, String(registers.length), [words.registersHeard(registers.length - unheard.length, registers.length)]),
  ]
}

function panel(title: string, rows: readonly HTMLElement[], empty: string): HTMLElement {
  const body = rows.length === 0 ? element('p', 'empty', [empty]) : element('ul', 'rows', rows)
  return element('section', 'panel', [element('h2', 'panel-title', [title]), body])
}

export function salesPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  return panel(words.sales, shown.overview.sales.map((sale) => saleRow(sale, shown)), words.noSales)
}

function saleRow(sale: SaleOverview, { overview, language, fresh }: Shown): HTMLElement {
  const words = languages[language]
  const timeZone = overview.stores.find((store) => store.id === sale.store)?.timeZone ?? 'UTC'
  const tenders = [...new Set(sale.tenders.map(({ type }) => words.tenders[type] ?? type))].join(' + ')
  return element('li', fresh.has(sale.saleId) ? 'row fresh' : 'row', [
    element('span', 'main num', [sale.number]),
    element('span', 'sub', [`${timeText(sale.completedAt, timeZone, language)} · ${words.register(sale.registerNumber)}`]),
    element('span', 'amount num', [moneyText(sale.total, sale.currency, language)]),
    element('span', 'amount-sub', [tenders]),
  ])
}

export function registersPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  const rows = shown.overview.stores.flatMap((store) => store.registers.map((register) => registerRow(register, store, shown)))
  return panel(words.registers, rows, words.noRegisters)
}

function registerRow(register: RegisterOverview, store: StoreOverview, { now, language }: Shown): HTMLElement {
  const words = languages[language]
  const health = healthOf(register, now)
  const heard = health === 'retired' ? words.retired : register.lastSeen === undefined ? words.neverHeard : words.lastHeard(ageText(now - register.lastSeen, words))
  const troubles = [
    register.alerts > 0 ? element('span', 'silent', [mark('silent'), words.alerts(register.alerts)]) : undefined,
    register.quarantined > 0 ? element('span', 'quiet', [mark('quiet'), words.quarantined(register.quarantined)]) : undefined,
  ]
  return element('li', 'row', [
    element('span', 'main', [mark(health), words.register(register.number)]),
    element('span', `sub ${health}`, [`${store.name} · ${heard}`]),
    element('span', 'amount num', [words.entries(new Intl.NumberFormat(language).format(register.seq))]),
    element('span', 'amount-sub', troubles),
  ])
}

export function concernsPanel({ overview, now, language }: Shown): HTMLElement {
  const words = languages[language]
  const rows = concernsOf(overview, now, words).map(({ health, text }) => element('li', 'row concern', [mark(health), element('span', 'main', [text])]))
  return panel(words.needsALook, rows, words.nothingToLookAt)
}
