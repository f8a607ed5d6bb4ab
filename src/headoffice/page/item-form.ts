import type { ItemEdited, ItemOverview, ItemsOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { localMoment } from '../../domain/business-date/index.ts'
import type { Names } from '../../domain/catalogue/index.ts'
import { currencies, decimalText, minor, parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { itemFault, itemFaultText } from './item-faults.ts'
import { momentText, moneyText } from './format.ts'
import { itemsLine } from './items-line.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { taxClassName } from './setting-text.ts'
import { mayAct, type Reply, signedOnName } from './who.ts'

interface FormParts {
  readonly language: Language
  readonly store: StoreOverview
  /** Absent: a new one. */
  readonly item: ItemOverview | undefined
  readonly currency: string | undefined
  /** What its registers can use. */
  readonly choices: Pick<ItemsOverview, 'currencies' | 'taxClasses'> | undefined
  readonly now: () => number
  /** Back to the list, with what was done. */
  readonly back: (done?: string) => void
}

/** As much as head office takes; one of a full list is the price of now. */
const mostPlanned = 7
const longest = { name: 120, sku: 32, barcodes: 1200, category: 64, by: 64 }
const units = ['each', 'kg', 'l', 'm'] as const
const byName = 'tillwright.name'

type Read = { readonly ok: true; readonly item: Omit<ItemOverview, 'version'>; readonly by: string; readonly forNothing: boolean } | { readonly ok: false; readonly why: string; readonly where: HTMLElement }

/** One item: what it is called and scanned as, its price now or from a moment on, and those that are to come. */
export function itemForm({ language, store, item, currency: usual, choices, now, back }: FormParts): { readonly section: HTMLElement; readonly focus: () => void } {
  const words = languages[language]
  const said = words.items
  const filled = (label: string, most: number, value: string): ReturnType<typeof field> => {
    const made = field(label, most)
    made.input.value = value
    return made
  }
  const english = filled(said.nameEnglish, longest.name, item?.names['en'] ?? '')
  const chinese = filled(said.nameChinese, longest.name, item?.names['zh-CN'] ?? '')
  const sku = filled(said.sku, longest.sku, item?.sku ?? '')
  const barcodes = filled(said.barcodes, longest.barcodes, (item?.barcodes ?? []).join(' '))
  const unit = element('select', '', units.map((one) => element('option', '', [said.units[one]], { value: one })))
  unit.value = item?.unit ?? 'each'
  const taxClass = chosen(said.taxClass, choices?.taxClasses ?? ['standard'], item?.taxClass ?? (choices === undefined || choices.taxClasses.includes('standard') ? 'standard' : ''), (one) => taxClassName(one, words.settings))
  const category = filled(said.category, longest.category, item?.category ?? '')
  const currency = chosen(said.currency, choices?.currencies ?? Object.keys(currencies), item?.currency ?? usual ?? (choices?.currencies.length === 1 ? choices.currencies[0] : undefined) ?? '', (one) => one)
  const current = item?.prices.findLast(({ from }) => from <= now())
  const code = item?.currency
  const price = filled(said.price, 20, current === undefined || code === undefined || !isCurrency(code) ? '' : decimalText(minor(current.minor), code))
  price.input.inputMode = 'decimal'
  const startsAt = field(said.startsAt, 20)
  startsAt.input.type = 'datetime-local'
  const own = signedOnName()
  const by = filled(words.putAwayName, longest.by, own ?? sessionStorage.getItem(byName) ?? '')
  const trouble = element('p', 'silent', [], { role: 'alert' })
  let planned = (item?.prices ?? []).filter(({ from }) => from > now())
  const plannedList = element('ul', 'rows')
  const plannedTitle = element('h3', 'label', [said.planned])

  function drawPlanned(): void {
    plannedTitle.hidden = planned.length === 0
    plannedList.replaceChildren(
      ...planned.map((one) =>
        element('li', 'row', [
          element('span', 'main', [said.from(moneyText(one.minor, item?.currency ?? currency.input.value, language), momentText(one.from, store.timeZone, language))]),
          button(said.drop, 'plain', () => {
            planned = planned.filter(({ from }) => from !== one.from)
            drawPlanned()
            price.input.focus()
          }),
        ]),
      ),
    )
  }

  const typedIn = { en: english, 'zh-CN': chinese, sku, barcodes, taxClass, category, price }

  function read(): Read {
    const no = (why: string, where: HTMLElement): Read => ({ ok: false, why, where })
    const name = by.input.value.trim()
    const names = namesIn(item?.names ?? {}, { en: english.input.value.trim(), 'zh-CN': chinese.input.value.trim() })
    if (sku.input.value.trim() === '') return no(said.skuFirst, sku.input)
    if (Object.keys(names).length === 0) return no(said.skuFirst, english.input)
    const paidIn = currency.input.value.trim().toUpperCase()
    if (!isCurrency(paidIn)) return no(said.currencyFirst, currency.input)
    const amount = price.input.value.trim() === '' ? undefined : parseAmount(price.input.value, paidIn)
    if (price.input.value.trim() !== '' && amount === undefined) return no(said.priceWrong, price.input)
    // A date without its time has no value, and is no "at once": a price of Christmas was in force in November.
    if (startsAt.input.validity.badInput) return no(said.dateHalf, startsAt.input)
    const at = startsAt.input.value === '' ? undefined : localMoment(startsAt.input.value, store.timeZone)
    if (at !== undefined && (amount === undefined || !Number.isSafeInteger(at) || at <= now())) return no(amount === undefined ? said.priceWrong : said.dateWrong, amount === undefined ? price.input : startsAt.input)
    if (name === '') return no(said.nameFirst, by.input)
    const isSame = at === undefined && current !== undefined && amount === current.minor && paidIn === item?.currency
    const prices = [
      ...(current !== undefined && (at !== undefined || isSame) ? [current] : []),
      ...(amount !== undefined && !isSame ? [{ from: at ?? now(), minor: amount, per: thousandths(1000) }] : []),
      ...planned.filter(({ from }) => from !== at),
    ].toSorted((a, b) => a.from - b.from)
    if (prices.filter(({ from }) => from > now()).length > mostPlanned) return no(said.tooMany, price.input)
    const made: Omit<ItemOverview, 'version'> = {
      id: item?.id ?? crypto.randomUUID(),
      sku: sku.input.value.trim(),
      barcodes: barcodes.input.value.split(/[\s,，、]+/u).filter((one) => one !== ''),
      names,
      unit: units.find((one) => one === unit.value) ?? 'each',
      taxClass: taxClass.input.value.trim(),
      ...(category.input.value.trim() !== '' && { category: category.input.value.trim() }),
      currency: paidIn,
      prices,
    }
    const fault = itemFault(made)
    if (fault !== undefined) return no(itemFaultText(fault, said, { en: said.nameEnglish, 'zh-CN': said.nameChinese, sku: said.sku, barcodes: said.barcodes, taxClass: said.taxClass, category: said.category, price: said.price }), typedIn[fault.field].input)
    return { ok: true, by: name, item: made, forNothing: amount === 0 && !isSame }
  }

  async function act(made: Promise<Reply<ItemEdited>>, done: string): Promise<void> {
    // A button that is disabled loses the keyboard, and whoever uses it tries again from where they were.
    const pressed = acts.find((one) => one === document.activeElement)
    for (const one of acts) one.disabled = true
    const reply = await made
    for (const one of acts) one.disabled = false
    pressed?.focus()
    if (!reply.ok) {
      trouble.textContent = failureText(reply, language, reply.slug === 'unreachable' ? said.noAnswer : said.failed)
      return
    }
    const told = reply.value
    if (told.ok) return back(done)
    trouble.textContent = refusalText(told)
  }

  function refusalText(told: Extract<ItemEdited, { ok: false }>): string {
    if (told.reason === 'otherCurrency') return said.otherCurrency(told.currency)
    if (told.reason === 'taxClassUnknown') return said.taxClassUnknown(told.known.map((one) => taxClassName(one, words.settings)).join(language === 'en' ? ', ' : '、'))
    return told.reason === 'changedMeanwhile' ? said.changedMeanwhile : said.codeTaken(told.code, told.by)
  }

  function signed(): string | undefined {
    const name = by.input.value.trim()
    if (name !== '') {
      // Whoever changes ten prices in a row says once who they are.
      if (own === undefined) sessionStorage.setItem(byName, name)
      return name
    }
    trouble.textContent = said.nameFirst
    by.input.focus()
    return undefined
  }

  // Asked once for each price: whoever types another one is asked anew.
  let nothingSure = false
  function askForNothing(asked: boolean): void {
    nothingSure = asked
    save.textContent = asked ? said.forNothingSure : said.save
    trouble.textContent = asked ? said.forNothing : ''
  }
  for (const { input } of [price, currency, startsAt]) {
    input.addEventListener('input', () => {
      if (nothingSure) askForNothing(false)
    })
  }
  const save = button(said.save, 'primary', () => {
    const found = read()
    if (!found.ok) {
      trouble.textContent = found.why
      found.where.focus()
      return
    }
    if (found.forNothing && !nothingSure) return askForNothing(true)
    signed()
    trouble.textContent = ''
    void act(itemsLine.save(store.id, found.item, item?.version ?? 0, found.by), `${said.saved} ${said.savedHow}`)
  })
  let sure = false
  const withdraw = button(said.withdraw, 'plain', () => {
    const name = signed()
    if (name === undefined || item === undefined) return
    if (!sure) {
      sure = true
      withdraw.textContent = said.withdrawSure
      return
    }
    void act(itemsLine.withdraw(store.id, item.id, item.version, name), said.withdrawn)
  })
  const acts = [save, withdraw]
  drawPlanned()
  const section = element('section', 'put-away-form item-form', [
    element('h3', 'label', [item === undefined ? said.newItem : item.sku]),
    english.row, chinese.row, sku.row, barcodes.row,
    element('label', 'field', [element('span', '', [said.unit]), unit]),
    taxClass.row, category.row, currency.row, price.row, startsAt.row,
    plannedTitle, plannedList, ...(own === undefined ? [by.row] : []), trouble,
    ...(mayAct() ? [] : [element('p', 'note', [words.people.looksOnly])]),
    element('div', 'item-acts', [...(mayAct() ? [save, ...(item === undefined ? [] : [withdraw])] : []), button(said.back, 'plain', () => back())]),
  ])
  return { section, focus: () => (item === undefined ? english : price).input.focus() }
}

/** One of these, or what it is already; nothing is chosen where nothing is usual. */
function chosen(label: string, offered: readonly string[], value: string, nameOf: (one: string) => string): { readonly row: HTMLElement; readonly input: HTMLSelectElement } {
  const all = offered.includes(value) ? offered : [value, ...offered]
  const input = element('select', '', all.map((one) => element('option', '', [one === '' ? '–' : nameOf(one)], { value: one })))
  input.value = value
  return { row: element('label', 'field', [element('span', '', [label]), input]), input }
}

/** In further languages it keeps what it has. */
function namesIn(before: Names, typed: Names): Names {
  return Object.fromEntries(Object.entries({ ...before, ...typed }).filter(([, text]) => text !== ''))
}

function isCurrency(code: string): code is CurrencyCode {
  return Object.hasOwn(currencies, code)
}
