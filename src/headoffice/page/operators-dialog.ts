import type { ItemsArrival, OperatorOverview, OperatorsOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { ageText } from './format.ts'
import { marks, type Health } from './health.ts'
import { type Language, languages } from './languages.ts'
import { operatorForm } from './operator-form.ts'
import { operatorsLine } from './operators-line.ts'

/** While it is open: what arrived at a register meanwhile shows by itself. */
const againMs = 2_000
/** After the last key. */
const typedMs = 200

/** Who may work at a store's tills: found, changed, switched off, and how far each register is. */
export function showOperators(language: Language, stores: readonly StoreOverview[], now: () => number): void {
  const [first] = stores
  if (first === undefined) return
  const words = languages[language]
  const said = words.operators
  let store = first
  let shown: OperatorsOverview | undefined
  let wanted = 0

  const dialog = element('dialog', 'dialog wide items', [], { 'aria-labelledby': 'operators-title' })
  // No field of the type search: Escape would empty it, and not close the dialog as everywhere on this page.
  const search = element('input', '', [], { type: 'text', maxlength: '100', autocomplete: 'off', enterkeyhint: 'search' })
  const choice = element('select', '', stores.map(({ id, name }) => element('option', '', [name], { value: id })))
  const news = element('p', 'live', [], { role: 'status' })
  const list = element('ul', 'rows')
  const note = element('p', 'note')
  const registers = element('ul', 'rows')
  const range = element('section', 'items-range', [
    element('p', 'note', [said.how]),
    ...(stores.length > 1 ? [element('label', 'field', [element('span', '', [said.store]), choice])] : []),
    element('label', 'field', [element('span', '', [said.search]), search]),
    button(said.add, 'plain', () => open(undefined)),
    news,
    list,
    note,
    element('h3', 'label', [said.registers]),
    registers,
  ])
  const place = element('section', 'items-place', [range])
  dialog.append(element('h2', 'panel-title', [said.title], { id: 'operators-title' }), place, button(words.close, 'plain', () => dialog.close()))

  async function load(): Promise<void> {
    const turn = (wanted += 1)
    const found = await operatorsLine.find(store.id, search.value)
    // What was asked before, and answered late, is not what stands in the field now.
    if (turn !== wanted) return
    if (!found.ok) note.textContent = failureText(found, language, words.documentsFailed)
    else draw(found.value)
  }

  function draw(found: OperatorsOverview): void {
    if (JSON.stringify(found) === JSON.stringify(shown) && list.childElementCount > 0) return
    shown = found
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['operator'] : undefined
    list.replaceChildren(...found.operators.map((operator) => row(operator, found.arrivals)))
    note.textContent = found.count === 0 ? said.none : found.operators.length === 0 ? said.notFound : found.more ? said.more : said.count(found.count)
    registers.replaceChildren(...(found.arrivals.length === 0 ? [element('li', 'row', [words.items.noRegisters])] : found.arrivals.flatMap((one) => arrivalRows(one, found.version))))
    for (const opener of list.querySelectorAll<HTMLElement>('[data-operator]')) if (focused !== undefined && opener.dataset['operator'] === focused) opener.focus({ preventScroll: true })
  }

  function row(operator: OperatorOverview, arrivals: readonly ItemsArrival[]): HTMLElement {
    const there = arrivals.filter(({ version, named }) => (version ?? 0) >= operator.version && !named.some(({ id }) => id === operator.id)).length
    const opener = button('', 'row-button concern', () => open(operator))
    opener.dataset['operator'] = operator.id
    const facts = [said.roles[operator.role], operator.active ? said.active : said.off, operator.hasPin ? said.hasPin : said.noPin, words.items.arrived(there, arrivals.length)]
    opener.append(
      mark(there === arrivals.length && there > 0 ? 'live' : 'quiet'),
      element('span', 'main', [operator.name, element('span', 'sub', [facts.join(' · ')])]),
      element('span', 'opens', [words.open]),
    )
    return element('li', '', [opener])
  }

  function arrivalRows({ registerNumber, version, at, parked, named }: ItemsArrival, newest: number): readonly HTMLElement[] {
    const line = (health: Health, text: string): HTMLElement => element('li', 'row', [element('span', `main ${health}`, [mark(health), text])])
    const state = version === undefined ? (newest === 0 ? [] : [line('quiet', said.never(registerNumber))]) : version === newest ? [line('live', words.items.upToDate(registerNumber, ageText(now() - (at ?? now()), words)))] : [line('quiet', words.items.waiting(registerNumber))]
    if (parked === 0) return state
    const reasons = [...new Set(named.map(({ reason }) => said.parkedReasons[reason] ?? reason))]
    return [...state, line('silent', said.parked(registerNumber, parked, reasons.join(language === 'en' ? ', ' : '、')))]
  }

  function mark(health: Health): HTMLElement {
    return element('span', `mark ${health}`, [marks[health]], { 'aria-hidden': 'true' })
  }

  function open(operator: OperatorOverview | undefined): void {
    news.textContent = ''
    const form = operatorForm({
      language,
      store,
      stores,
      operator,
      mayAdmins: shown?.mayAdmins ?? false,
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
