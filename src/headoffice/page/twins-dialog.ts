import type { AlertOverview } from '../../contracts/replication/index.ts'
import type { Connection } from './connection.ts'
import { button, element } from './dom.ts'
import { failureText } from './form.ts'
import { type Language, languages } from './languages.ts'
import { mayAct, signedOnName } from './who.ts'

/** As much as head office takes. */
const longestName = 64

/** Two machines that sell as one register: somebody who knows both says which goes on. Nothing of either is lost by it. */
export function showTwins(language: Language, { registerNumber, store, twin }: AlertOverview, { settleTwins }: Pick<Connection, 'settleTwins'>): void {
  if (twin === undefined) return
  const words = languages[language]
  const dialog = element('dialog', 'dialog', [], { 'aria-labelledby': 'twins-title' })
  const name = element('input', '', [], { type: 'text', maxlength: String(longestName), autocomplete: 'off' })
  const own = signedOnName()
  name.value = own ?? ''
  const trouble = element('p', 'silent', [], { role: 'alert' })
  // A machine that was replaced is not chosen: what it still has is filed, or it is not.
  const isSilent = twin.replaced === true && twin.newest.epoch === twin.other.epoch
  const offered = twin.replaced === true ? [twin.newest].filter(() => !isSilent) : [twin.newest, twin.other]
  const choices = offered.map(({ epoch }) => {
    const choice = button(twin.replaced === true ? words.rebuild.fileRest : words.twinGoesOn[epoch === twin.newest.epoch ? 'confirmed' : 'waiting'], 'plain', () => {
      if (name.value.trim() === '') {
        trouble.textContent = words.putAwayNameFirst
        name.focus()
        return
      }
      for (const one of choices) one.disabled = true
      void settleTwins(twin.storeId, twin.register, epoch, name.value).then((reply) => {
        if (reply.ok) return dialog.close()
        for (const one of choices) one.disabled = false
        trouble.textContent = failureText(reply, language, words.twinsFailed)
      })
    })
    return choice
  })
  dialog.append(
    element('h2', 'panel-title', [twin.replaced === true ? words.rebuild.replaced(store, registerNumber, twin.other.epoch, twin.other.seq) : words.twins(store, registerNumber, twin)], { id: 'twins-title' }),
    element('p', '', [twin.replaced === true ? words.rebuild.replacedHow : words.twinsHow]),
    ...(isSilent ? [element('p', 'note', [words.rebuild.notYet])] : []),
    ...(own === undefined ? [element('label', 'field', [element('span', '', [words.putAwayName]), name])] : []),
    trouble,
    ...(mayAct() ? choices : [element('p', 'note', [words.people.looksOnly])]),
    button(words.close, 'primary', () => dialog.close()),
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
