import type { RegisterOverview, StoreOverview } from '../../contracts/replication/index.ts'
import type { Connection } from './connection.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { timeText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { lockSections } from './lock-section.ts'
import { showOutOfService } from './rest-dialog.ts'

/** A register whose machine is gone, or in the wrong hands: what a new one gets, what becomes of the old one, and then the code, once; and what keeps the old one from being worked on. */
export function showRegister(language: Language, register: RegisterOverview, store: StoreOverview, { rebuildCode }: Pick<Connection, 'rebuildCode'>): void {
  // Out of service it is never rebuilt: what is left to do is about what it still has.
  if (register.retired) return showOutOfService(language, register, store)
  const { rebuild: words, close, expires } = languages[language]
  const dialog = element('dialog', 'dialog', [], { 'aria-labelledby': 'register-title' })
  const shown = element('div', 'field', [...[words.what, words.old].map((text) => element('p', '', [text])), element('p', 'note', [words.lost])])
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const make = button(words.begin, 'plain', () => {
    make.disabled = true
    trouble.textContent = ''
    void rebuildCode(store.id, register.id).then((made) => {
      make.disabled = false
      if (!made.ok) {
        trouble.textContent = failureText(made, language, words.failed)
        return
      }
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      shown.replaceChildren(element('p', '', [words.how]), element('output', 'code num', [made.value.code]), element('p', 'note', [expires(timeText(made.value.expiresAt, zone, language))]))
      make.remove()
      for (const one of locks) one.remove()
      done.focus()
    })
  })
  const done = button(close, 'primary', () => dialog.close())
  const locks = lockSections(language, register, store, () => dialog.close())
  dialog.append(element('h2', 'panel-title', [words.title(store.name, register.number)], { id: 'register-title' }), shown, trouble, make, ...locks, done)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
