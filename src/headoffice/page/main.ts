import type { Overview, WhoIsThere } from '../../contracts/replication/index.ts'
import { backupsPanel } from './backups-panel.ts'
import { connect } from './connection.ts'
import { showDocuments } from './documents-dialog.ts'
import { button, element } from './dom.ts'
import { showEnrolment } from './enrol-dialog.ts'
import { dateText, momentText } from './format.ts'
import { showItems } from './items-dialog.ts'
import { showLayouts } from './layouts-dialog.ts'
import { showOperators } from './operators-dialog.ts'
import { type Language, languageOf, languages } from './languages.ts'
import { showOverspent } from './overspent-dialog.ts'
import { showQuarantined } from './quarantine-dialog.ts'
import { quarantinePanel } from './quarantine-panel.ts'
import { concernsPanel, figures, registersPanel, salesPanel, type Shown, zoneOf } from './panels.ts'
import { showSettings } from './settings-dialog.ts'
import { showRegister } from './register-dialog.ts'
import { showTwins } from './twins-dialog.ts'
import { daysPanel, followOpenDay } from './day-panel.ts'
import { showOwnAccount } from './own-account-dialog.ts'
import { showPeople } from './people-dialog.ts'
import { passphraseDueView, showFirstOwner, signOnView, type WhyOut } from './sign-on.ts'
import { ask, hearWho, mayAct, onRefused, whoIsThere } from './who.ts'
import { zPanel } from './z-panel.ts'

const page = document.getElementById('page') ?? document.body
const kept = localStorage.getItem('tillwright.language')
let language: Language = languageOf(kept ?? navigator.language)
let overview: Overview | undefined
/** Head office's clock minus ours when the overview came: ages are by one clock, whatever this computer's says. */
let ahead = 0
let answering = true
/** The books are away; `since`: they were there until then, by head office's clock. */
let away: { readonly since?: number } | undefined
let signedOut = false
const seen = new Set<string>()

const now = (): number => Date.now() + ahead

const heading = element('h1', 'title')
const subtitle = element('p', 'sub')
const state = element('p', 'state', [], { role: 'status' })
const languageButton = button('', 'plain', () => {
  language = language === 'en' ? 'zh-CN' : 'en'
  localStorage.setItem('tillwright.language', language)
  draw()
})
const enrolButton = button('', 'primary', () => {
  void connection.then(({ makeCode }) => showEnrolment(language, makeCode))
})
const peopleButton = button('', 'plain', () => {
  const you = whoIsThere()?.you
  if (you?.kind === 'person') void showPeople(language, you.id)
})
const accountButton = button('', 'plain', () => {
  // As it is now, and not as it was when the page opened.
  void lookWho().then(() => {
    const you = whoIsThere()?.you
    if (you?.kind === 'person') showOwnAccount(language, you)
  })
})
const signOffButton = button('', 'plain', () => void ask('/api/sign-off', {}).then(() => location.reload()))
const ownerButton = button('', 'primary', () => showFirstOwner(language))
const nobodyYet = element('section', 'banner nobody-yet', [element('div', '', [element('h2', '', [], { id: 'nobody-yet' }), element('p', '')]), ownerButton], { 'aria-labelledby': 'nobody-yet' })
const itemsButton = button('', 'plain', () => showItems(language, overview?.stores ?? [], now))
const settingsButton = button('', 'plain', () => showSettings(language, overview?.stores ?? [], now))
const layoutsButton = button('', 'plain', () => showLayouts(language, overview?.stores ?? [], now))
const operatorsButton = button('', 'plain', () => showOperators(language, overview?.stores ?? [], now))
const banner = element('p', 'banner', [], { role: 'alert' })
const content = element('main', 'content')
/** A row that is drawn anew between press and release was never clicked. */
let pressed = false
content.addEventListener('pointerdown', () => (pressed = true))
for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => setTimeout(() => (pressed = false)))
// Made once: redrawing the figures must not take the focus from the button a person is on.
page.append(
  element('header', 'header', [element('span', 'logo', [], { 'aria-hidden': 'true' }), element('div', 'titles', [heading, subtitle]), state, languageButton, itemsButton, layoutsButton, settingsButton, operatorsButton, peopleButton, accountButton, signOffButton, enrolButton]),
  nobodyYet,
  banner,
  content,
)

function draw(): void {
  const words = languages[language]
  document.documentElement.lang = language
  document.title = words.title
  languageButton.textContent = words.otherLanguage
  languageButton.setAttribute('aria-label', words.otherLanguageLabel)
  languageButton.lang = language === 'en' ? 'zh-CN' : 'en'
  itemsButton.textContent = words.items.open
  itemsButton.hidden = signedOut || overview === undefined
  settingsButton.textContent = words.settings.open
  settingsButton.hidden = signedOut || overview === undefined || !mayAct()
  layoutsButton.textContent = words.tiles.open
  layoutsButton.hidden = signedOut || overview === undefined || !mayAct()
  operatorsButton.textContent = words.operators.open
  operatorsButton.hidden = signedOut || overview === undefined || !mayAct()
  enrolButton.textContent = words.enrol
  enrolButton.hidden = signedOut || !mayAct() || whoIsThere() === undefined
  drawWho()
  banner.hidden = (answering && away === undefined) || signedOut
  const asOf = asOfText()
  say(banner, !answering ? words.notAnswering : asOf === undefined ? words.away.bannerAlone : words.away.banner(asOf))
  const [first] = overview?.stores ?? []
  heading.textContent = first?.chainName ?? words.title
  subtitle.textContent = first === undefined ? '' : `${words.businessDay} ${dateText(first.businessDate, language)}`
  say(state, !answering || signedOut || overview === undefined ? '' : away === undefined ? `● ${words.live}` : `▲ ${words.away.state}`)
  if (signedOut) {
    // What was opened shows prices and names, and lies over the sign-on.
    for (const dialog of document.querySelectorAll('dialog')) dialog.close()
    drawSignedOut()
  }
  else if (overview !== undefined && !pressed) redraw(overview)
  else if (overview === undefined && away !== undefined) drawNothingYet()
}

/** Of which moment the figures are, while the books are away. */
function asOf(): number | undefined {
  return away === undefined ? undefined : (away.since ?? overview?.now)
}

function asOfText(): string | undefined {
  const at = asOf()
  return at === undefined || overview === undefined ? undefined : momentText(at, overview.stores[0]?.timeZone ?? 'UTC', language)
}

function drawNothingYet(): void {
  const { nothingYet } = languages[language].away
  if (content.textContent !== nothingYet) content.replaceChildren(element('section', 'panel signed-out', [element('p', 'empty', [nothingYet])]))
}

function drawWho(): void {
  const { people } = languages[language]
  const you = signedOut ? undefined : whoIsThere()?.you
  const person = you?.kind === 'person' ? you : undefined
  peopleButton.textContent = people.people
  peopleButton.hidden = person?.role !== 'owner'
  accountButton.textContent = person?.name ?? ''
  accountButton.setAttribute('aria-label', people.account(person?.name ?? ''))
  signOffButton.textContent = people.signOff
  for (const one of [accountButton, signOffButton]) one.hidden = person === undefined
  nobodyYet.hidden = you?.kind !== 'machine'
  ownerButton.textContent = people.makeOwner
  const [title, how] = [nobodyYet.querySelector('h2'), nobodyYet.querySelector('p')]
  if (title !== null) say(title, people.nobodyYet)
  if (how !== null) say(how, people.nobodyYetHow)
}

/** Which of them is drawn: what is being typed there must outlive the next second. */
let drawnOut = ''
/** Why somebody who was in sits before the sign-on; undefined for whoever only came. */
let whyOut: WhyOut | undefined
function drawSignedOut(): void {
  const words = languages[language]
  const there = whoIsThere()
  const due = there?.you?.kind === 'person' && there.you.passphraseDue
  const kind = `${due ? 'due' : String(there?.accounts)} ${whyOut ?? ''}`
  const wanted = `${language} ${kind}`
  if (wanted === drawnOut) return
  const goesOn = drawnOut.endsWith(` ${kind}`)
  drawnOut = wanted
  if (due) content.replaceChildren(passphraseDueView(language))
  else if (there?.accounts === true) content.replaceChildren(signOnView(language, whyOut, goesOn))
  else content.replaceChildren(element('section', 'panel signed-out', [element('h2', 'panel-title', [words.signedOut]), element('p', 'empty', [words.signedOutHow])]))
  // Whoever pressed the language's button stands there still.
  if (!goesOn) content.querySelector<HTMLElement>('label:not([hidden]) > input')?.focus()
}

function hear(there: WhoIsThere): void {
  const wasIn = whoIsThere()?.you?.kind === 'person'
  hearWho(there)
  const isIn = there.you !== undefined && !(there.you.kind === 'person' && there.you.passphraseDue)
  // Signed on again elsewhere in this browser: the page begins anew as theirs.
  if (isIn && signedOut) return location.reload()
  signedOut = !isIn
  if (there.turnedOff === true) whyOut = 'turned-off'
  else if (wasIn && there.you === undefined) whyOut = 'over'
  draw()
}

async function lookWho(): Promise<void> {
  const reply = await ask<WhoIsThere>('/api/me')
  if (reply.ok) hear(reply.value)
}

/** Drawn anew each second: whoever stands on a row with the keyboard has to stand there still. */
function redraw(view: Overview): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['opens'] : undefined
  content.replaceChildren(...sections(view))
  followOpenDay({ overview: view, language })
  if (focused === undefined) return
  for (const opener of content.querySelectorAll<HTMLElement>('[data-opens]')) if (opener.dataset['opens'] === focused) opener.focus({ preventScroll: true })
}

/** Only a change: a screen reader reads out what is set, also when it is the same. */
function say(where: HTMLElement, text: string): void {
  if (where.textContent !== text) where.textContent = text
}

function sections(view: Overview): readonly HTMLElement[] {
  const fresh = new Set(seen.size === 0 ? [] : documentIds(view).filter((id) => !seen.has(id)))
  const open: Shown['open'] = (opened) => {
    void connection.then((line) => showDocuments(language, opened, line))
  }
  const openOverspent: Shown['openOverspent'] = (row) => {
    const same = view.overspent.filter(({ kind, printed, balance }) => kind === row.kind && printed === row.printed && balance === row.balance)
    void connection.then((line) => showOverspent(language, row, same, zoneOf(view, row.store), line))
  }
  const openQuarantined: Shown['openQuarantined'] = (one) => {
    void connection.then((line) => showQuarantined(language, one, zoneOf(view, one.store), line))
  }
  const openTwins: Shown['openTwins'] = (alert) => {
    void connection.then((line) => showTwins(language, alert, line))
  }
  const openRegister: Shown['openRegister'] = (register, store) => {
    void connection.then((line) => showRegister(language, register, store, line))
  }
  const of = asOfText()
  // A register is not silent because what it says can not be filed.
  const shown: Shown = { overview: view, now: asOf() ?? now(), ...(of !== undefined && { asOf: of }), language, fresh, open, openOverspent, openQuarantined, openTwins, openRegister }
  return [element('div', 'figures', figures(shown)), element('div', 'columns', [
    // The sales last: they are a few rows in the morning and fifty in the evening, and what lies below them would be found by nobody.
    element('div', 'side', [concernsPanel(shown), daysPanel(shown), salesPanel(shown)]),
    element('div', 'side', [registersPanel(shown), quarantinePanel(shown), zPanel(shown), ...backupsPanel(shown)]),
  ])]
}

function documentIds({ sales, refunds }: Overview): readonly string[] {
  return [...sales.map(({ saleId }) => saleId), ...refunds.map(({ refundId }) => refundId)]
}

function remember(view: Overview): void {
  for (const id of documentIds(view)) seen.add(id)
}

function leave(): void {
  signedOut = true
  void lookWho().then(draw)
}

onRefused((slug) => (slug === 'session-missing' ? leave() : void lookWho()))
draw()
const connection = connect({
  overview: (view) => {
    if (kept === null && overview === undefined) language = languageOf(view.stores[0]?.language ?? navigator.language)
    overview = view
    ahead = view.now - Date.now()
    answering = true
    draw()
    remember(view)
  },
  answering: (isAnswering) => {
    answering = isAnswering
    draw()
  },
  books: (isAway) => {
    away = isAway
    draw()
  },
  signedOut: leave,
  there: hear,
})
// Whoever only reads and scrolls is there as well: head office signs off who does nothing for an hour.
const toldEveryMs = 5 * 60_000
let told = Date.now()
for (const sign of ['pointerdown', 'keydown', 'wheel'] as const) {
  addEventListener(sign, () => {
    if (signedOut || Date.now() - told < toldEveryMs) return
    told = Date.now()
    void lookWho()
  })
}
// Ages grow while nothing happens: that nothing happens is what a person has to see.
setInterval(draw, 1000)
