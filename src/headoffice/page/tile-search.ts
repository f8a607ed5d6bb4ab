import type { ItemOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { moneyText } from './format.ts'
import { itemsLine } from './items-line.ts'
import { type Language, languages } from './languages.ts'
import { nameOf } from './names.ts'

interface SearchParts {
  readonly language: Language
  readonly store: StoreOverview
  readonly now: () => number
  readonly isOn: (item: string) => boolean
  readonly put: (item: ItemOverview) => void
}

/** After the last key. */
const typedMs = 200
/** More than these nobody reads through: they type another word. */
const mostShown = 12

/** The store's range, by name, SKU or barcode, with a button for each item that puts it on the page. */
export function tileSearch({ language, store, now, isOn, put }: SearchParts): HTMLElement {
  const words = languages[language]
  const said = words.tiles
  const search = element('input', '', [], { type: 'text', maxlength: '100', autocomplete: 'off', enterkeyhint: 'search' })
  const list = element('ul', 'rows')
  const note = element('p', 'note', [said.searchHow], { role: 'status' })
  let wanted = 0

  async function find(): Promise<void> {
    const turn = (wanted += 1)
    if (search.value.trim() === '') {
      list.replaceChildren()
      note.textContent = said.searchHow
      return
    }
    const found = await itemsLine.find(store.id, search.value)
    if (turn !== wanted) return
    if (!found.ok) {
      note.textContent = failureText(found, language, words.documentsFailed)
      return
    }
    const { items, more, count } = found.value
    list.replaceChildren(...items.slice(0, mostShown).map(row))
    note.textContent = count === 0 ? words.items.none : items.length === 0 ? words.items.notFound : more || items.length > mostShown ? words.items.more : ''
  }

  function row(item: ItemOverview): HTMLElement {
    const price = item.prices.findLast(({ from }) => from <= now())
    const opener = button('', 'row-button', () => {
      put(item)
      state.textContent = isOn(item.id) ? said.isOn : said.put
    })
    const state = element('span', 'opens', [isOn(item.id) ? said.isOn : said.put])
    opener.append(element('span', 'main', [nameOf(item.names, language), element('span', 'sub', [[item.sku, price === undefined ? words.items.noPrice : moneyText(price.minor, item.currency, language)].join(' · ')])]), state)
    return element('li', '', [opener])
  }

  let typing: ReturnType<typeof setTimeout> | undefined
  search.addEventListener('input', () => {
    clearTimeout(typing)
    typing = setTimeout(() => void find(), typedMs)
  })
  return element('section', 'groups', [element('label', 'field', [element('span', '', [said.search]), search]), list, note])
}
