import type { Overview } from '../../contracts/replication/index.ts'
import { connect } from './connection.ts'
import { showDocuments } from './documents-dialog.ts'
import { button, element } from './dom.ts'
import { showEnrolment } from './enrol-dialog.ts'
import { dateText } from './format.ts'
import { type Language, languageOf, languages } from './languages.ts'
import { showOverspent } from './overspent-dialog.ts'
import { showQuarantined } from './quarantine-dialog.ts'
import { quarantinePanel } from './quarantine-panel.ts'
import { concernsPanel, figures, registersPanel, salesPanel, type Shown, zoneOf } from './panels.ts'
import { showTwins } from './twins-dialog.ts'
import { daysPanel, followOpenDay } from './day-panel.ts'
import { zPanel } from './z-panel.ts'

const page = document.getElementById('page') ?? document.body
const kept = localStorage.getItem('tillwright.language')
let language: Language = languageOf(kept ?? navigator.language)
let overview: Overview | undefined
/** Head office's clock minus ours when the overview came: ages are by one clock, whatever this computer's says. */
let ahead = 0
let answering = true
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
const banner = element('p', 'banner', [], { role: 'alert' })
const content = element('main', 'content')
/** A row that is drawn anew between press and release was never clicked. */
let pressed = false
content.addEventListener('pointerdown', () => (pressed = true))
for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => setTimeout(() => (pressed = false)))
// Made once: redrawing the figures must not take the focus from the button a person is on.
page.append(
  element('header', 'header', [element('span', 'logo', [], { 'aria-hidden': 'true' }), element('div', 'titles', [heading, subtitle]), state, languageButton, enrolButton]),
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
  enrolButton.textContent = words.enrol
  enrolButton.hidden = signedOut
  banner.hidden = answering || signedOut
  say(banner, words.notAnswering)
  const [first] = overview?.stores ?? []
  heading.textContent = first?.chainName ?? words.title
  subtitle.textContent = first === undefined ? '' : `${words.businessDay} ${dateText(first.businessDate, language)}`
  say(state, answering && !signedOut && overview !== undefined ? `● ${words.live}` : '')
  if (signedOut) content.replaceChildren(element('section', 'panel signed-out', [element('h2', 'panel-title', [words.signedOut]), element('p', 'empty', [words.signedOutHow])]))
  else if (overview !== undefined && !pressed) redraw(overview)
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
  const shown: Shown = { overview: view, now: now(), language, fresh, open, openOverspent, openQuarantined, openTwins }
  return [element('div', 'figures', figures(shown)), element('div', 'columns', [salesPanel(shown), element('div', 'side', [registersPanel(shown), concernsPanel(shown), daysPanel(shown), quarantinePanel(shown), zPanel(shown)])])]
}

function documentIds({ sales, refunds }: Overview): readonly string[] {
  return [...sales.map(({ saleId }) => saleId), ...refunds.map(({ refundId }) => refundId)]
}

function remember(view: Overview): void {
  for (const id of documentIds(view)) seen.add(id)
}

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
  signedOut: () => {
    signedOut = true
    draw()
  },
})
// Ages grow while nothing happens: that nothing happens is what a person has to see.
setInterval(draw, 1000)
