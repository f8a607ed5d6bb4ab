import type { RegisterOverview, RestOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { momentText } from './format.ts'
import { mayBeMoney } from './health.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { ask, mayAct, signedOnName } from './who.ts'

/** As much as head office takes. */
const longestName = 64
const longestNote = 200

/** A register that is out of service: what it still has, as far as it said so, and what becomes of that and of the days that wait for it. */
export function showOutOfService(language: Language, register: RegisterOverview, store: StoreOverview): void {
  const { rest: words, close, people } = languages[language]
  const { rest = {} } = register
  const dialog = element('dialog', 'dialog', [], { 'aria-labelledby': 'rest-title' })
  const done = (): void => dialog.close()
  const over = rest.overAt !== undefined
  const forms = [
    ...(over || rest.taken !== undefined ? [] : [actForm(language, store, register, { title: words.takeTitle, how: words.takeHow, act: words.take, door: 'take-rest' }, done)]),
    ...(over || rest.daysEnded !== undefined ? [] : [actForm(language, store, register, { title: words.endTitle, how: words.endHow, act: words.end, door: 'end-days' }, done)]),
  ]
  dialog.append(
    element('h2', 'panel-title', [words.title(store.name, register.number)], { id: 'rest-title' }),
    element('div', 'put-away-form', standing(rest, store, language).map((text) => element('p', '', [text]))),
    ...(mayAct() ? forms : forms.length === 0 ? [] : [element('p', 'note', [people.looksOnly])]),
    button(close, 'primary', done),
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

function standing({ unsent, taken, overAt, daysEnded }: RestOverview, { timeZone }: StoreOverview, language: Language): readonly string[] {
  const { rest: words } = languages[language]
  const moment = (at: number): string => momentText(at, timeZone, language)
  const has = unsent !== undefined ? words.called(moment(unsent.at), words.unsent(unsent.documents, unsent.atLeast === true), mayBeMoney(unsent)) : overAt !== undefined ? words.over(moment(overAt)) : words.neverCalled
  return [
    has,
    ...(taken === undefined ? [] : [words.taken(taken.by, moment(taken.at), taken.note)]),
    ...(taken === undefined || overAt !== undefined ? [] : [words.takenHow]),
    ...(daysEnded === undefined ? [] : [words.daysEnded(daysEnded.by, moment(daysEnded.at), daysEnded.note)]),
  ]
}

interface Act {
  readonly title: string
  readonly how: readonly string[]
  readonly act: string
  readonly door: 'take-rest' | 'end-days'
}

/** A name, where no account says it, and a reason: neither is done without. */
function actForm(language: Language, store: StoreOverview, register: RegisterOverview, { title, how, act, door }: Act, done: () => void): HTMLElement {
  const words = languages[language]
  const own = signedOnName()
  const [name, why] = [field(words.putAwayName, longestName), field(words.rest.why, longestNote)]
  name.input.value = own ?? ''
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const acting = button(act, 'plain', () => {
    const missing = ([[name.input, words.putAwayNameFirst], [why.input, words.rest.whyFirst]] as const).find(([input]) => input.value.trim() === '')
    if (missing !== undefined) {
      trouble.textContent = missing[1]
      missing[0].focus()
      return
    }
    acting.disabled = true
    trouble.textContent = ''
    void ask(`/api/stores/${encodeURIComponent(store.id)}/registers/${encodeURIComponent(register.id)}/${door}`, { by: name.input.value, note: why.input.value }).then((reply) => {
      if (reply.ok) return done()
      acting.disabled = false
      trouble.textContent = failureText(reply, language, words.rest.failed)
    })
  })
  return element('section', 'put-away-form', [element('h3', '', [title]), ...how.map((text) => element('p', 'note', [text])), ...(own === undefined ? [name.row] : []), why.row, trouble, acting], { 'aria-label': title })
}
