import type { ItemsArrival, LayoutsOverview, StoreOverview, TilePageOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { ageText, momentText } from './format.ts'
import { marks, type Health } from './health.ts'
import { type Language, languages } from './languages.ts'
import { layoutForm } from './layout-form.ts'
import { layoutsLine } from './layouts-line.ts'
import { nameOf } from './names.ts'
import { field } from './put-away.ts'
import { signedOnName } from './who.ts'

/** While it is open: what arrived at a register meanwhile shows by itself. */
const againMs = 2_000
const longestName = 64
const byName = 'tillwright.name'

/** The tiles of a store's counters: its pages in their order, how far each register is, and who changed what. */
export function showLayouts(language: Language, stores: readonly StoreOverview[], now: () => number): void {
  const [first] = stores
  if (first === undefined) return
  const words = languages[language]
  const said = words.tiles
  let store = first
  let shown: LayoutsOverview | undefined
  let wanted = 0
  let moving = false

  const dialog = element('dialog', 'dialog wide items', [], { 'aria-labelledby': 'layouts-title' })
  const choice = element('select', '', stores.map(({ id, name }) => element('option', '', [name], { value: id })))
  const own = signedOnName()
  const by = field(words.putAwayName, longestName)
  by.input.value = own ?? sessionStorage.getItem(byName) ?? ''
  const news = element('p', 'live', [], { role: 'status' })
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const [list, note, registers, changes] = [element('ul', 'rows'), element('p', 'note'), element('ul', 'rows'), element('ul', 'rows')]
  const range = element('section', 'items-range', [
    element('p', 'note', [said.how]),
    ...(stores.length > 1 ? [element('label', 'field', [element('span', '', [said.store]), choice])] : []),
    ...(own === undefined ? [by.row] : []),
    button(said.add, 'plain', () => open(undefined)),
    news, trouble, list, note,
    element('h3', 'label', [words.items.registers]), registers,
    element('h3', 'label', [words.settings.changes]), changes,
  ])
  const place = element('section', 'items-place', [range])
  dialog.append(element('h2', 'panel-title', [said.title], { id: 'layouts-title' }), place, button(words.close, 'primary', () => dialog.close()))

  async function load(): Promise<void> {
    const turn = (wanted += 1)
    const found = await layoutsLine.look(store.id)
    // What was asked before, and answered late, is of another store.
    if (turn !== wanted) return
    if (!found.ok) note.textContent = failureText(found, language, words.settings.noAnswer)
    else if (JSON.stringify(found.value) !== JSON.stringify(shown)) {
      shown = found.value
      draw(found.value)
    }
  }

  function draw(found: LayoutsOverview): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['tiles'] : undefined
    list.replaceChildren(...found.pages.map((page, index) => row(page, index, found)))
    note.textContent = found.pages.length === 0 ? said.none : ''
    registers.replaceChildren(...(found.arrivals.length === 0 ? [element('li', 'row', [words.items.noRegisters])] : found.arrivals.flatMap((one) => arrivalRows(one, found))))
    changes.replaceChildren(...(found.changes.length === 0 ? [element('li', 'row', [said.noChanges])] : found.changes.map(({ page, at, by: who }) => {
      const time = momentText(at, store.timeZone, language)
      return element('li', 'row', [element('span', 'main', [page === undefined ? said.formerPage : nameOf(page.names, language), element('span', 'sub', [page === undefined ? said.removedBy(who, time) : said.changed(who, time)])])])
    })))
    if (focused !== undefined) range.querySelector<HTMLElement>(`[data-tiles="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }

  function row(page: TilePageOverview, index: number, { arrivals, items, pages }: LayoutsOverview): HTMLElement {
    const there = arrivals.filter(({ version, named }) => (version ?? 0) >= page.version && !named.some(({ id }) => id === page.id)).length
    const known = new Set(items.map(({ id }) => id))
    const lacking = page.tiles.filter(({ item }) => !known.has(item)).length
    const name = nameOf(page.names, language)
    const opener = button('', 'row-button concern', () => open(page))
    opener.dataset['tiles'] = page.id
    opener.append(
      mark(lacking === 0 && there === arrivals.length && there > 0 ? 'live' : 'quiet'),
      element('span', 'main', [Object.values(page.names).join(' · '), element('span', 'sub', [[said.tiles(page.tiles.length), ...(lacking > 0 ? [said.lacking(lacking)] : []), words.items.arrived(there, arrivals.length)].join(' · ')])]),
      element('span', 'opens', [words.open]),
    )
    const mover = (step: -1 | 1, label: string, sign: string): HTMLElement => {
      const made = button(sign, 'plain', () => void move(index, step))
      made.setAttribute('aria-label', label)
      made.dataset['tiles'] = `${page.id} ${step}`
      // Kept where it is, so that the keyboard is not lost at either end.
      if (pages[index + step] === undefined) made.setAttribute('aria-disabled', 'true')
      return made
    }
    return element('li', 'page-row', [opener, mover(-1, said.earlierPage(name), '↑'), mover(1, said.laterPage(name), '↓')])
  }

  async function move(index: number, step: -1 | 1): Promise<void> {
    const found = shown
    const [one, other] = [found?.pages[index], found?.pages[index + step]]
    if (found === undefined || one === undefined || other === undefined || moving) return
    const who = by.input.value.trim()
    trouble.textContent = ''
    news.textContent = ''
    if (who === '') {
      trouble.textContent = words.settings.nameFirst
      by.input.focus()
      return
    }
    if (own === undefined) sessionStorage.setItem(byName, who)
    moving = true
    const order = found.pages.map((page) => (page === one ? other : page === other ? one : page))
    const reply = await layoutsLine.order(store.id, order.map(({ id, version }) => ({ id, seenVersion: version })), who)
    moving = false
    if (!reply.ok) trouble.textContent = failureText(reply, language, words.settings.noAnswer)
    else if (!reply.value.ok) trouble.textContent = said.orderChanged
    else news.textContent = said.movedPage(nameOf(one.names, language), index + step + 1)
    await load()
  }

  function arrivalRows({ registerNumber, version, at, parked, named }: ItemsArrival, { version: newest, pages }: LayoutsOverview): readonly HTMLElement[] {
    const line = (health: Health, text: string): HTMLElement => element('li', 'row', [element('span', `main ${health}`, [mark(health), text])])
    const state = version === undefined ? (newest === 0 ? [] : [line('quiet', said.never(registerNumber))]) : version === newest ? [line('live', words.items.upToDate(registerNumber, ageText(now() - (at ?? now()), words)))] : [line('quiet', words.items.waiting(registerNumber))]
    if (parked === 0) return state
    const apart = language === 'en' ? ', ' : '、'
    const names = named.map(({ id }) => nameOf(pages.find((page) => page.id === id)?.names ?? {}, language) || said.formerPage)
    const reasons = [...new Set(named.map(({ reason }) => said.parkedReasons[reason] ?? reason))]
    return [...state, line('silent', said.parked(registerNumber, names.join(apart), reasons.join(apart)))]
  }

  function mark(health: Health): HTMLElement {
    return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
  }

  function open(page: TilePageOverview | undefined): void {
    news.textContent = ''
    trouble.textContent = ''
    const form = layoutForm({
      language, store, page, items: shown?.items ?? [], now, by: by.input.value,
      back: (done) => {
        place.replaceChildren(range)
        by.input.value = own ?? sessionStorage.getItem(byName) ?? ''
        if (done !== undefined) news.textContent = done
        void load()
        const opener = page === undefined ? undefined : range.querySelector<HTMLElement>(`[data-tiles="${CSS.escape(page.id)}"]`)
        const fallback = range.querySelector<HTMLElement>('button')
        if (opener === undefined || opener === null) fallback?.focus()
        else opener.focus()
      },
    })
    place.replaceChildren(form.section)
    form.focus()
  }

  choice.addEventListener('change', () => {
    store = stores.find(({ id }) => id === choice.value) ?? store
    shown = undefined
    void load()
  })
  const again = setInterval(() => {
    if (range.isConnected) void load()
  }, againMs)
  dialog.addEventListener('close', () => {
    clearInterval(again)
    dialog.remove()
  })
  document.body.append(dialog)
  dialog.showModal()
  void load()
}
