import type { ItemOverview, StoreOverview, TilePageEdited, TilePageOverview } from '../../contracts/replication/index.ts'
import { hasHiddenSigns } from '../../domain/catalogue/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { type Language, languages } from './languages.ts'
import { layoutsLine } from './layouts-line.ts'
import { field } from './put-away.ts'
import { mostTilesOfPage, tileEditor } from './tile-editor.ts'
import { tileSearch } from './tile-search.ts'
import { type Reply, signedOnName } from './who.ts'

interface FormParts {
  readonly language: Language
  readonly store: StoreOverview
  /** Absent: a new one. */
  readonly page: TilePageOverview | undefined
  readonly items: readonly ItemOverview[]
  readonly now: () => number
  /** Whose name stands in the list, where no account says it. */
  readonly by: string
  /** Back to the list, with what was done. */
  readonly back: (done?: string) => void
}

/** As much as head office takes: page.test.ts holds both to each other. */
export const longestNameOfPage = 40
const longestName = 64
const byName = 'tillwright.name'

/** One page of tiles: what it is called, what stands on it and where, saved whole. */
export function layoutForm({ language, store, page, items, now, by: typedName, back }: FormParts): { readonly section: HTMLElement; readonly focus: () => void } {
  const words = languages[language]
  const said = words.tiles
  const own = signedOnName()
  const filled = (label: string, most: number, value: string): ReturnType<typeof field> => {
    const made = field(label, most)
    made.input.value = value
    return made
  }
  const english = filled(said.nameEnglish, longestNameOfPage, page?.names['en'] ?? '')
  const chinese = filled(said.nameChinese, longestNameOfPage, page?.names['zh-CN'] ?? '')
  const by = filled(words.putAwayName, longestName, own ?? typedName)
  const news = element('p', 'live', [], { role: 'status' })
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const id = page?.id ?? crypto.randomUUID()

  const editor = tileEditor({ language, tiles: page?.tiles ?? [], items, now, told: (text) => (news.textContent = text) })
  const search = tileSearch({
    language, store, now, isOn: editor.isOn,
    put: (item) => {
      trouble.textContent = ''
      if (!editor.isOn(item.id) && editor.tiles().length >= mostTilesOfPage) trouble.textContent = said.full(mostTilesOfPage)
      else editor.put(item)
    },
  })

  async function act(made: Promise<Reply<TilePageEdited>>, done: string): Promise<void> {
    // A button that is disabled loses the keyboard, and whoever uses it tries again from where they were.
    const pressed = acts.find((one) => one === document.activeElement)
    for (const one of acts) one.disabled = true
    const reply = await made
    for (const one of acts) one.disabled = false
    pressed?.focus()
    if (!reply.ok) {
      trouble.textContent = failureText(reply, language, reply.slug === 'unreachable' ? words.settings.noAnswer : words.settings.failed)
      return
    }
    const told = reply.value
    if (told.ok) return back(done)
    trouble.textContent = told.reason === 'changedMeanwhile' ? said.changedMeanwhile : said.reasons[told.reason]
  }

  function no(why: string, where: HTMLElement): void {
    trouble.textContent = why
    where.focus()
  }

  function signed(): string | undefined {
    const typed = by.input.value.trim()
    if (typed === '') {
      no(words.settings.nameFirst, by.input)
      return undefined
    }
    // Whoever changes ten pages in a row says once who they are.
    if (own === undefined) sessionStorage.setItem(byName, typed)
    return typed
  }

  const save = button(words.settings.save, 'primary', () => {
    trouble.textContent = ''
    const typedIn = [['en', english.input], ['zh-CN', chinese.input]] as const
    const hidden = typedIn.find(([, { value }]) => hasHiddenSigns(value))
    if (hidden !== undefined) return no(said.hidden, hidden[1])
    // A name in a language that this page has no field for stays.
    const others = Object.entries(page?.names ?? {}).filter(([tag]) => typedIn.every(([typedTag]) => typedTag !== tag))
    const names = Object.fromEntries([...typedIn.map(([tag, { value }]) => [tag, value.trim()] as const).filter(([, name]) => name !== ''), ...others])
    if (Object.keys(names).length === 0) return no(said.pageNameFirst, language === 'en' ? english.input : chinese.input)
    const who = signed()
    if (who !== undefined) void act(layoutsLine.save(store.id, { id, names, tiles: [...editor.tiles()] }, page?.version ?? 0, who), words.settings.saved)
  })
  let sure = false
  const remove = button(said.remove, 'plain', () => {
    trouble.textContent = ''
    const who = signed()
    if (who === undefined || page === undefined) return
    if (!sure) {
      sure = true
      remove.textContent = said.removeSure
      return
    }
    void act(layoutsLine.remove(store.id, id, page.version, who), said.removed)
  })
  const acts = [save, remove]
  const section = element('section', 'put-away-form layout-form', [
    element('div', 'item-form put-away-form', [english.row, chinese.row]),
    // Above the tiles: what a chosen one can be made to look like is long.
    search,
    editor.section,
    ...(own === undefined ? [by.row] : []),
    news, trouble,
    element('div', 'item-acts', [save, ...(page === undefined ? [] : [remove]), button(words.settings.back, 'plain', () => back())]),
  ])
  return { section, focus: () => (language === 'en' ? english : chinese).input.focus() }
}
