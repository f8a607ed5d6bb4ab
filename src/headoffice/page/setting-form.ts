import type { KeptSetting, SettingEdited, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { settingsLine } from './settings-line.ts'
import type { Fields } from './typed-fields.ts'
import { type Reply, signedOnName } from './who.ts'

interface FormParts {
  readonly language: Language
  readonly store: StoreOverview
  readonly id: string
  readonly name: string
  /** Absent: the store's own. */
  readonly kept: KeptSetting | undefined
  readonly fields: Fields
  /** Back to the list, with what was done. */
  readonly back: (done?: string) => void
}

const longestName = 64
const byName = 'tillwright.name'

/** One setting: what it is to be, saved or given back to the store. */
export function settingForm({ language, store, id, name, kept, fields, back }: FormParts): { readonly section: HTMLElement; readonly focus: () => void } {
  const words = languages[language]
  const said = words.settings
  const own = signedOnName()
  const by = field(words.putAwayName, longestName)
  by.input.value = own ?? sessionStorage.getItem(byName) ?? ''
  const trouble = element('p', 'silent', [], { role: 'alert' })

  async function act(made: Promise<Reply<SettingEdited>>, done: string): Promise<void> {
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
    trouble.textContent = told.reason === 'changedMeanwhile' ? said.changedMeanwhile : (said.refused[told.code] ?? said.failed)
  }

  function signed(): string | undefined {
    const typed = by.input.value.trim()
    if (typed !== '') {
      if (own === undefined) sessionStorage.setItem(byName, typed)
      return typed
    }
    trouble.textContent = said.nameFirst
    by.input.focus()
    return undefined
  }

  const save = button(said.save, 'primary', () => {
    trouble.textContent = ''
    const read = fields.read()
    if (!read.ok) {
      trouble.textContent = read.why
      read.where.focus()
      return
    }
    const who = signed()
    if (who !== undefined) void act(settingsLine.save(store.id, read.setting, kept?.version ?? 0, who), said.saved)
  })
  let sure = false
  const release = button(said.release, 'plain', () => {
    const who = signed()
    if (who === undefined || kept === undefined) return
    if (!sure) {
      sure = true
      release.textContent = said.releaseSure
      return
    }
    void act(settingsLine.release(store.id, id, kept.version, who), said.released)
  })
  const acts = [save, release]
  const section = element('section', 'put-away-form setting-form', [
    element('h3', 'label', [name]),
    element('p', 'note', [kept === undefined ? said.notKept : said.keptHere]),
    ...fields.rows, ...(own === undefined ? [by.row] : []), trouble,
    element('div', 'item-acts', [save, ...(kept === undefined ? [] : [release]), button(said.back, 'plain', () => back())]),
  ])
  return { section, focus: () => fields.first.focus() }
}
