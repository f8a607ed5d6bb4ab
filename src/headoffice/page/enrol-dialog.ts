import type { ShownCode } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { timeText } from './format.ts'
import { type Language, languages } from './languages.ts'
import type { Reply } from './who.ts'

/** Shows a one-time code, once: closing the dialog forgets it. */
export async function showEnrolment(language: Language, makeCode: () => Promise<Reply<ShownCode>>): Promise<void> {
  const words = languages[language]
  const made = await makeCode()
  const dialog = element('dialog', 'dialog', [], { 'aria-labelledby': 'enrol-title' })
  const title = element('h2', 'panel-title', [words.enrol], { id: 'enrol-title' })
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const body =
    !made.ok
      ? [element('p', 'silent', [failureText(made, language, words.enrolFailed)], { role: 'alert' })]
      : [element('p', '', [words.enrolHow]), element('output', 'code num', [made.value.code]), element('p', 'note', [words.expires(timeText(made.value.expiresAt, zone, language))])]
  dialog.append(title, ...body, button(words.close, 'primary', () => dialog.close()))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
