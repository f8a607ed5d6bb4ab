import type { OverspentOverview, Overview, QuarantineOverview, RefundOverview, RegisterOverview, SaleOverview, StoreOverview, AlertOverview } from '../../contracts/replication/index.ts'
import type { Opened } from './documents-dialog.ts'
import { button, element } from './dom.ts'
import { ageText, moneyText, whenText } from './format.ts'
import { type Concern, concernsOf, type Health, healthOf, lackingOf, lockOf, marks } from './health.ts'
import { type Language, languages } from './languages.ts'
import { mayAct } from './who.ts'

/** What every part of the page is drawn from. */
export interface Shown {
  readonly overview: Overview
  readonly now: number
  /** The books are away, and all this is of then: nothing may be said of now. */
  readonly asOf?: string
  readonly language: Language
  readonly open: (opened: Opened) => void
  readonly openOverspent: (row: OverspentOverview) => void
  readonly openQuarantined: (one: QuarantineOverview) => void
  readonly openTwins: (alert: AlertOverview) => void
  readonly openRegister: (register: RegisterOverview, store: StoreOverview) => void
  /** Sales and refunds that arrived since the last drawing. */
  readonly fresh: ReadonlySet<string>
}

function mark(health: Health): HTMLElement {
  return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
}

function card(label: string, value: string, note: readonly (Node | string)[]): HTMLElement {
  return element('section', 'card', [element('h2', 'label', [label]), element('p', 'figure num', [value]), element('p', 'note', note)])
}

/** The figures of each store's business date, and beside them what they may not hold yet. */
export function figures({ overview, now, language, asOf }: Shown): readonly HTMLElement[] {
  const words = languages[language]
  const known = overview.stores.flatMap((store) => store.registers)
  const registers = known.filter((register) => !register.retired)
  const unheard = registers.filter((register) => healthOf(register, now) !== 'live')
  const lacking = lackingOf(known, now)
  const today = overview.stores.flatMap((store) => store.today)
  const count = today.reduce((sum, { sales }) => sum + sales, 0)
  const refunds = today.reduce((sum, row) => sum + row.refunds, 0)
  const total = sumText(today.map(({ currency, total: amount }) => ({ currency, amount })), language)
  const givenBack = words.givenBack(sumText(today.map(({ currency, refunded: amount }) => ({ currency, amount })), language), refunds)
  const missing = lacking.length === 0 ? words.totalsComplete : words.totalsMayMiss(lacking.map((register) => register.number).join(', '))
  const health: Health = lacking.length === 0 && asOf === undefined ? 'live' : 'quiet'
  const completeness = registers.length === 0 ? [words.noRegisters] : [mark(health), element('span', health, [asOf === undefined ? missing : words.away.asOf(asOf)])]
  return [
    card(words.salesToday, total === '' ? '–' : total, count + refunds === 0 ? [words.noSalesYet] : [...completeness, ...(refunds === 0 ? [] : [element('span', 'given-back num', [givenBack])])]),
    moneyCard(overview, language),
    card(words.salesCount, new Intl.NumberFormat(language).format(count), completeness.map((node) => (typeof node === 'string' ? node : node.cloneNode(true)))),
    card(words.registers, String(registers.length), [words.registersHeard(registers.length - unheard.length, registers.length)]),
  ]
}

/** One amount for each currency, which are never added to each other. */
function sumText(amounts: readonly { readonly currency: string; readonly amount: number }[], language: Language): string {
  const sums = new Map<string, number>()
  for (const { currency, amount } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, minor]) => moneyText(minor, currency, language)).join(' + ')
}

/** What is in the drawers and on the way from cards, less what was given back: an exchange moved none of it. */
function moneyCard(overview: Overview, language: Language): HTMLElement {
  const words = languages[language]
  const money = overview.stores.flatMap((store) => store.today).flatMap(({ currency, tenders }) => tenders.map((tender) => ({ ...tender, currency })))
  const types = [...new Set(money.map(({ type }) => type))]
  const note = types.map((type) => `${words.tenders[type] ?? type} ${sumText(money.filter((one) => one.type === type), language)}`).join(' · ')
  return card(words.moneyTaken, money.length === 0 ? '–' : sumText(money, language), [note === '' ? words.noMoneyYet : note])
}

export function panel(title: string, rows: readonly HTMLElement[], empty: string): HTMLElement {
  const body = rows.length === 0 ? element('p', 'empty', [empty]) : element('ul', 'rows', rows)
  return element('section', 'panel', [element('h2', 'panel-title', [title]), body])
}

export function salesPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  const sales = shown.overview.sales.map((sale) => ({ receivedAt: sale.receivedAt, row: () => saleRow(sale, shown) }))
  const refunds = shown.overview.refunds.map((refund) => ({ receivedAt: refund.receivedAt, row: () => refundRow(refund, shown) }))
  const newest = [...sales, ...refunds].toSorted((left, right) => right.receivedAt - left.receivedAt).slice(0, shownDocuments)
  const made = panel(words.sales, newest.map(({ row }) => row()), words.noSales)
  made.classList.add('sales')
  return made
}

/** As many as head office sends of each. */
const shownDocuments = 50

export function zoneOf(overview: Overview, storeId: string): string {
  return overview.stores.find((store) => store.id === storeId)?.timeZone ?? 'UTC'
}

function tendersText(tenders: SaleOverview['tenders'], language: Language): string {
  const words = languages[language]
  return [...new Set(tenders.map(({ type }) => words.tenders[type] ?? type))].join(' + ')
}

/** What nobody has held against its sale yet, or what does not agree with it, is marked where it is listed: by shape and words. */
function standing({ result, putAway }: RefundOverview, language: Language): HTMLElement | undefined {
  const words = languages[language]
  if (result === 'agrees') return undefined
  const health: Health = result === 'waiting' ? 'quiet' : putAway === true ? 'retired' : 'silent'
  return element('span', health, [mark(health), result === 'waiting' ? words.notVerified : putAway === true ? words.lookedInto : words.contradicted])
}

/** A refund among the sales, with its amount below nothing: it takes from the day what a sale brings. */
function refundRow(refund: RefundOverview, { overview, now, language, fresh, open }: Shown): HTMLElement {
  const words = languages[language]
  const { refundId, store, number, saleNumber } = refund
  const timeZone = zoneOf(overview, store)
  const finding = overview.findings.find((one) => one.refundId === refundId)
  const opener = button('', 'row-button', () => open({ refundId, store, number, timeZone, ...(finding && { finding }) }))
  opener.append(
    element('span', 'main num', [words.refund(number)]),
    element('span', 'sub', [`${whenText(refund.completedAt, now, timeZone, language)} · ${words.register(refund.registerNumber)} · ${saleNumber === undefined ? words.withoutReceipt : words.refundOf(saleNumber)}`]),
    element('span', 'amount num', [moneyText(0 - refund.total, refund.currency, language)]),
    element('span', 'amount-sub', [standing(refund, language), element('span', '', [tendersText(refund.tenders, language)])]),
  )
  opener.dataset['opens'] = `list ${refundId}`
  return element('li', fresh.has(refundId) ? 'fresh' : '', [opener])
}

function saleRow(sale: SaleOverview, { overview, now, language, fresh }: Shown): HTMLElement {
  const words = languages[language]
  const timeZone = zoneOf(overview, sale.store)
  return element('li', fresh.has(sale.saleId) ? 'row fresh' : 'row', [
    element('span', 'main num', [sale.number]),
    element('span', 'sub', [`${whenText(sale.completedAt, now, timeZone, language)} · ${words.register(sale.registerNumber)}`]),
    element('span', 'amount num', [moneyText(sale.total, sale.currency, language)]),
    element('span', 'amount-sub', [tendersText(sale.tenders, language)]),
  ])
}

export function registersPanel(shown: Shown): HTMLElement {
  const words = languages[shown.language]
  const rows = shown.overview.stores.flatMap((store) => store.registers.map((register) => registerRow(register, store, shown)))
  return panel(words.registers, rows, words.noRegisters)
}

function registerRow(register: RegisterOverview, store: StoreOverview, { now, language, openRegister }: Shown): HTMLElement {
  const words = languages[language]
  const health = healthOf(register, now)
  const heard = health === 'retired' ? words.retired : register.lastSeen === undefined ? words.neverHeard : words.lastHeard(ageText(now - register.lastSeen, words))
  const taken = register.taken.length === 0 ? '' : ` · ${words.taken(sumText(register.taken, language))}`
  const troubles = [
    lockOf(register) === undefined ? undefined : element('span', 'silent', [mark('silent'), words.lock.row]),
    register.rest?.unsent === undefined ? undefined : element('span', 'silent', [mark('silent'), words.rest.row]),
    register.alerts > 0 ? element('span', 'silent', [mark('silent'), words.alerts(register.alerts)]) : undefined,
    register.quarantined > 0 ? element('span', 'quiet', [mark('quiet'), words.quarantined(register.quarantined)]) : undefined,
  ]
  const said = [
    element('span', 'main', [mark(health), words.register(register.number)]),
    element('span', `sub ${health}`, [`${store.name} · ${heard}${taken}`]),
    element('span', 'amount num', [words.entries(new Intl.NumberFormat(language).format(register.seq))]),
    element('span', 'amount-sub', troubles),
  ]
  if (!mayAct()) return element('li', 'row', said)
  const opener = button('', 'row-button', () => openRegister(register, store))
  opener.append(...said)
  opener.dataset['opens'] = `register ${register.id}`
  return element('li', '', [opener])
}

export function concernsPanel({ overview, now, language, asOf, open, openOverspent, openQuarantined, openTwins, openRegister }: Shown): HTMLElement {
  const words = languages[language]
  const away: readonly Concern[] = asOf === undefined ? [] : [{ health: 'silent', text: words.away.asOf(asOf) }]
  const rows = [...away, ...concernsOf(overview, now, words, language)].map(({ health, text, finding, overspent, quarantined, twin, rest }) => {
    const said = [mark(health), element('span', 'main', [text])]
    if (twin !== undefined) return element('li', '', [opening(said, `twin ${twin.registerNumber} ${twin.epoch}`, words.settle, () => openTwins(twin))])
    if (rest !== undefined) return element('li', '', [opening(said, `rest ${rest.register.id}`, words.open, () => openRegister(rest.register, rest.store))])
    if (overspent !== undefined) return element('li', '', [opening(said, `spent ${overspent.kind} ${overspent.printed} ${overspent.documentId}`, words.open, () => openOverspent(overspent))])
    if (quarantined !== undefined) return element('li', '', [opening(said, `unread ${quarantined.register} ${quarantined.epoch} ${quarantined.seq}`, words.open, () => openQuarantined(quarantined))])
    if (finding === undefined) return element('li', 'row concern', said)
    const { refundId, store, number } = finding
    return element('li', '', [opening(said, `look ${refundId}`, words.open, () => open({ refundId, store, number, timeZone: zoneOf(overview, store), finding }))])
  })
  const inService = overview.stores.some(({ registers }) => registers.some(({ retired }) => !retired))
  return panel(words.needsALook, rows, inService ? words.nothingToLookAt : words.nobodyToHear)
}

function opening(said: readonly HTMLElement[], opens: string, words: string, press: () => void): HTMLElement {
  const opener = button('', 'row-button concern', press)
  opener.append(...said, element('span', 'opens', [words]))
  opener.dataset['opens'] = opens
  return opener
}
