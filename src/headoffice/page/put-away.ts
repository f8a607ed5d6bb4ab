import type { PutAway } from '../../contracts/replication/index.ts'
import type { Said } from './connection.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { momentText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { mayAct, type Reply, signedOnName } from './who.ts'

/** As much as head office takes. */
const longestName = 64
const longestNote = 200

/** Who looked into it, when, and what they wrote: beside the verdict, which stands. */
export function putAwayLine({ by, at, note }: PutAway, language: Language, timeZone: string): HTMLElement {
  const words = languages[language]
  return element('p', 'note put-away', [words.putAwayBy(by, momentText(at, timeZone, language)), ...(note === undefined ? [] : [` ${note}`])])
}

/** A line to type into, under its label. */
export function field(label: string, longest: number): { readonly row: HTMLElement; readonly input: HTMLInputElement } {
  const input = element('input', '', [], { type: 'text', maxlength: String(longest), autocomplete: 'off' })
  return { row: element('label', 'field', [element('span', '', [label]), input]), input }
}

/** A name, where no account says it, and a note, and it goes from the list of what to look at. `done` when it is away; `how` says what becomes of what was found. `whyFirst`: not without a note. */
export function putAwayForm(language: Language, put: (said: Said) => Promise<Reply<undefined>>, done: () => void, { how, whyFirst = false }: { readonly how?: string; readonly whyFirst?: boolean } = {}): HTMLElement {
  const words = languages[language]
  if (!mayAct()) return element('p', 'note put-away-form', [words.people.looksOnly])
  const own = signedOnName()
  const name = field(words.putAwayName, longestName)
  name.input.value = own ?? ''
  const note = field(whyFirst ? words.putAwayWhy : words.putAwayNote, longestNote)
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const away = button(words.putAway, 'plain', () => {
    if (name.input.value.trim() === '') {
      trouble.textContent = words.putAwayNameFirst
      name.input.focus()
      return
    }
    if (whyFirst && note.input.value.trim() === '') {
      trouble.textContent = words.putAwayWhyFirst
      note.input.focus()
      return
    }
    away.disabled = true
    void put({ by: name.input.value, note: note.input.value }).then((reply) => {
      if (reply.ok) done()
      else {
        away.disabled = false
        trouble.textContent = failureText(reply, language, words.putAwayFailed)
      }
    })
  })
  return element('section', 'put-away-form', [element('p', 'note', [how ?? words.putAwayHow]), ...(own === undefined ? [name.row] : []), note.row, trouble, away])
}
