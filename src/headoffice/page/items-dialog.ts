import type { ItemOverview, ItemsArrival, ItemsOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { ageText, momentText, moneyText } from './format.ts'
import { marks, type Health } from './health.ts'
import { itemForm } from './item-form.ts'
import { itemsLine } from './items-line.ts'
import { type Language, languages } from './languages.ts'
import { mayAct } from './who.ts'

/** While it is open: what arrived at a register meanwhile shows by itself. */
const againMs = 2_000
/** After the last key. */
const typedMs = 200

/** A store's range: found, changed with a date, and how far each register is. */
export function showItems(language: Language, stores: readonly StoreOverview[], now: () => number): void {
  const [first] = stores
  if (first === undefined) return
  const words = languages[language]
  const said = words.items
  let store = first
  let shown: ItemsOverview | undefined
  let wanted = 0

  const dialog = element('dialog', 'dialog wide items', [], { 'aria-labelledby': 'items-title' })
  // No field of the type search: Escape would empty it, and not close the dialog as everywhere on this page.
  const search = element('input', '', [], { type: 'text', maxlength: '100', autocomplete: 'off', enterkeyhint: 'search' })
  const choice = element('select', '', stores.map(({ id, name }) => element('option', '', [name], { value: id })))
  const news = element('p', 'live', [], { role: 'status' })
  const list = element('ul', 'rows')
  const note = element('p', 'note')
  const registers = element('ul', 'rows')
  const close = button(words.close, 'plain', () => dialog.close())
  const range = element('section', 'items-range', [
    element('p', 'note', [said.how]),
    ...(stores.length > 1 ? [element('label', 'field', [element('span', '', [said.store]), choice])] : []),
    element('label', 'field', [element('span', '', [said.search]), search]),
    ...(mayAct() ? [button(said.add, 'plain', () => open(undefined))] : []),
    news,
    list,
    note,
    element('h3', 'label', [said.registers]),
    registers,
  ])
  const place = element('section', 'items-place', [range])
  dialog.append(element('h2', 'panel-title', [said.title], { id: 'items-title' }), place, close)

  async function load(): Promise<void> {
    const turn = (wanted += 1)
    const found = await itemsLine.find(store.id, search.value)
    // What was asked before, and answered late, is not what stands in the field now.
    if (turn !== wanted) return
    if (!found.ok) note.textContent = failureText(found, language, words.documentsFailed)
    else draw(found.value)
  }

  function draw(found: ItemsOverview): void {
    if (JSON.stringify(found) === JSON.stringify(shown) && list.childElementCount > 0) return
    shown = found
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['item'] : undefined
    list.replaceChildren(...found.items.map((item) => row(item, found.arrivals)))
    note.textContent = found.count === 0 ? said.none : found.items.length === 0 ? said.notFound : found.more ? said.more : said.count(new Intl.NumberFormat(language).format(found.count))
    registers.replaceChildren(...(found.arrivals.length === 0 ? [element('li', 'row', [said.noRegisters])] : found.arrivals.flatMap((one) => arrivalRows(one, found.version))))
    for (const opener of list.querySelectorAll<HTMLElement>('[data-item]')) if (focused !== undefined && opener.dataset['item'] === focused) opener.focus({ preventScroll: true })
  }

  function row(item: ItemOverview, arrivals: readonly ItemsArrival[]): HTMLElement {
    const priceText = (minor: number): string => moneyText(minor, item.currency, language)
    const current = item.prices.findLast(({ from }) => from <= now())
    const planned = item.prices.filter(({ from }) => from > now()).map((one) => said.from(priceText(one.minor), momentText(one.from, store.timeZone, language)))
    const { there, refused } = whereItIs(item, arrivals)
    const notAt = refused.map(({ registerNumber, reason }) => said.notAt(registerNumber, said.parkedReasons[reason] ?? reason))
    const [name, ...others] = namesOf(item)
    const opener = button('', 'row-button concern', () => open(item))
    opener.dataset['item'] = item.id
    opener.append(
      mark(refused.length > 0 ? 'silent' : there === arrivals.length && there > 0 ? 'live' : 'quiet'),
      element('span', 'main', [[name, ...others].join(' · '), element('span', 'sub', [[item.sku, current === undefined ? said.noPrice : priceText(current.minor), ...planned, said.arrived(there, arrivals.length), ...notAt].join(' · ')])]),
      element('span', 'opens', [words.open]),
    )
    return element('li', '', [opener])
  }

  function namesOf({ names }: ItemOverview): readonly string[] {
    const own = names[language]
    const others = Object.entries(names).flatMap(([tag, name]) => (tag === language ? [] : [name]))
    return own === undefined ? others : [own, ...others]
  }

  function arrivalRows({ registerNumber, version, at, parked, named }: ItemsArrival, newest: number): readonly HTMLElement[] {
    const line = (health: Health, text: string): HTMLElement => element('li', 'row', [element('span', `main ${health}`, [mark(health), text])])
    const state = version === undefined ? (newest === 0 ? [] : [line('quiet', said.never(registerNumber))]) : version === newest ? [line('live', said.upToDate(registerNumber, ageText(now() - (at ?? now()), words)))] : [line('quiet', said.waiting(registerNumber))]
    if (parked === 0) return state
    const reasons = [...new Set(named.map(({ reason }) => said.parkedReasons[reason] ?? reason))]
    return [...state, line('silent', said.parked(registerNumber, parked, reasons.join(language === 'en' ? ', ' : '、')))]
  }

  function mark(health: Health): HTMLElement {
    return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
  }

  function open(item: ItemOverview | undefined): void {
    news.textContent = ''
    const form = itemForm({
      language,
      store,
      item,
      currency: shown?.currency,
      choices: shown,
      now,
      back: (done) => {
        place.replaceChildren(range)
        if (done !== undefined) news.textContent = done
        void load()
        search.focus()
      },
    })
    place.replaceChildren(form.section)
    form.focus()
  }

  let typing: ReturnType<typeof setTimeout> | undefined
  search.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(() => void load(), typedMs)
  })
  choice.addEventListener('change', () => {
    store = stores.find(({ id }) => id === choice.value) ?? store
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
  search.focus()
  void load()
}

/** At how many registers an item is as it is here, and which have it and cannot use it, and why. */
export function whereItIs({ id, version: changed }: Pick<ItemOverview, 'id' | 'version'>, arrivals: readonly ItemsArrival[]): { readonly there: number; readonly refused: readonly { readonly registerNumber: number; readonly reason: string }[] } {
  const refused = arrivals.flatMap(({ registerNumber, named }) => named.filter((one) => one.id === id).map(({ reason }) => ({ registerNumber, reason })))
  const there = arrivals.filter(({ registerNumber, version }) => (version ?? 0) >= changed && !refused.some((one) => one.registerNumber === registerNumber)).length
  return { there, refused }
}
