import type { LockReason, RegisterOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { momentText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { field } from './put-away.ts'
import { ask, type Reply, signedOnName } from './who.ts'

/** As much as head office takes. */
const longestName = 64
// Not from the contract: that would bring all of zod onto the page.
const reasons: readonly LockReason[] = ['stolen', 'missing', 'misused', 'other']

export function lockReasonText(reason: string, language: Language): string {
  const { lock } = languages[language]
  return lock.reasons[reason] ?? lock.reasons['other'] ?? reason
}

/** What is done about a register in the wrong hands: locked and let go, or out of service for good. `done`: the dialog is over. */
export function lockSections(language: Language, register: RegisterOverview, store: StoreOverview, done: () => void): readonly HTMLElement[] {
  const words = languages[language]
  const { lock } = words
  const address = `/api/stores/${encodeURIComponent(store.id)}/registers/${encodeURIComponent(register.id)}`
  const own = signedOnName()
  const name = field(words.putAwayName, longestName)
  name.input.value = own ?? ''
  const trouble = element('p', 'silent', [], { role: 'alert' })

  async function send(pressed: HTMLButtonElement, door: string, more: object = {}): Promise<void> {
    if (name.input.value.trim() === '') {
      trouble.textContent = words.putAwayNameFirst
      name.input.focus()
      return
    }
    pressed.disabled = true
    trouble.textContent = ''
    const reply: Reply<undefined> = await ask(`${address}/${door}`, { by: name.input.value, ...more })
    pressed.disabled = false
    if (reply.ok) return done()
    trouble.textContent = reply.slug === 'register-heard' ? lock.stillHeard : failureText(reply, language, lock.failed)
  }

  const why = element('select', '', reasons.map((reason) => element('option', '', [lockReasonText(reason, language)], { value: reason })))
  const locking = button(lock.lock, 'plain', () => void send(locking, 'lock', { reason: why.value }))
  const unlocking = button(lock.unlock, 'plain', () => void send(unlocking, 'unlock'))
  const retiring = button(lock.retire, 'plain', () => {
    retiring.replaceWith(sure)
    sure.focus()
  })
  const sure = button(lock.retireSure(register.number), 'plain', () => void send(sure, 'retire'))
  const { locked } = register
  const standing =
    locked === undefined
      ? [element('p', 'note', [lock.what]), element('p', 'note', [lock.safe]), element('label', 'field', [element('span', '', [lock.why]), why]), locking]
      : [
          element('p', 'note', [lock.since(locked.by, momentText(locked.at, store.timeZone, language), lockReasonText(locked.reason, language))]),
          element('p', locked.heardAt === undefined ? 'note silent' : 'note', [locked.heardAt === undefined ? lock.notHeard : lock.heard(momentText(locked.heardAt, store.timeZone, language))]),
          element('p', 'note', [lock.unlockWhat]),
          unlocking,
        ]
  return [
    element('section', 'put-away-form', [element('h3', '', [lock.title]), ...(own === undefined ? [name.row] : []), ...standing], { 'aria-label': lock.title }),
    element('section', 'put-away-form', [element('h3', '', [lock.retireTitle]), ...lock.retireWhat.map((text) => element('p', 'note', [text])), retiring], { 'aria-label': lock.retireTitle }),
    trouble,
  ]
}
