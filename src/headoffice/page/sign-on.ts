import type { WhoIsThere } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'
import { dialogOf, form, newPassphrase, openDialog, typed } from './form.ts'
import { type Language, languages } from './languages.ts'
import { ask } from './who.ts'

/** Whoever was in is told why they are not: their account was turned off, or the session is over. */
export type WhyOut = 'turned-off' | 'over'

/** Name and passphrase; the code only where head office asks for one. Afterwards the page begins anew, as the person's own. */
export function signOnView(language: Language, why?: WhyOut): HTMLElement {
  const { people } = languages[language]
  const name = typed(people.signOnName, 'username')
  const passphrase = typed(people.passphrase, 'current-password', 'password')
  const code = typed(people.code, 'one-time-code')
  const codeHow = element('p', 'note', [people.codeHow])
  for (const row of [code.row, codeHow]) row.hidden = true
  const view = element('section', 'panel signed-out', [element('h2', 'panel-title', [people.signOn]), why === undefined ? undefined : element('p', 'quiet', [`▲ ${people.whyOut[why]}`], { role: 'status' })])
  const { form: made, refuse } = form([element('p', 'note', [people.signOnHow]), name.row, passphrase.row, codeHow, code.row], people.signOn, async () => {
    const said = code.row.hidden ? {} : { code: code.input.value }
    const reply = await ask('/api/sign-on', { name: name.input.value, passphrase: passphrase.input.value, ...said })
    if (!reply.ok) {
      refuse(reply, language)
      if (reply.slug === 'second-factor-needed' || reply.slug === 'second-factor-used') {
        for (const row of [code.row, codeHow]) row.hidden = false
        code.input.value = ''
        code.input.focus()
      }
      return
    }
    const there = await ask<WhoIsThere>('/api/me')
    if (there.ok && there.value.you?.kind === 'person' && there.value.you.passphraseDue) view.replaceWith(passphraseDueView(language, passphrase.input.value))
    else location.reload()
  })
  view.append(made)
  return view
}

/** Whoever signed on with what head office made chooses their own. `known`: it was typed a moment ago. */
export function passphraseDueView(language: Language, known?: string): HTMLElement {
  const { people } = languages[language]
  const before = typed(people.oneTimePassphrase, 'current-password', 'password')
  before.input.value = known ?? ''
  before.row.hidden = known !== undefined
  const next = newPassphrase(language)
  const { form: made, say, refuse } = form([element('p', 'note', [people.chooseOwnHow]), before.row, ...next.rows], people.choose, async () => {
    const chosen = next.chosen()
    if (chosen === undefined) return say(people.repeatDiffers)
    const reply = await ask('/api/me/passphrase', { passphrase: before.input.value, next: chosen })
    if (reply.ok) location.reload()
    else refuse(reply, language)
  })
  return element('section', 'panel signed-out', [element('h2', 'panel-title', [people.chooseOwn]), made])
}

/** The first account, made by whoever was handed the printed address. */
export function showFirstOwner(language: Language): void {
  const { people } = languages[language]
  const dialog = dialogOf('owner-title', people.makeOwner, false)
  const [signOnName, name] = [typed(people.signOnName, 'username'), typed(people.displayName, 'name')]
  const next = newPassphrase(language)
  const { form: made, say, refuse } = form([element('p', 'note', [people.makeOwnerHow]), signOnName.row, name.row, ...next.rows], people.makeOwner, async () => {
    const chosen = next.chosen()
    if (chosen === undefined) return say(people.repeatDiffers)
    const reply = await ask('/api/first-owner', { signOnName: signOnName.input.value, name: name.input.value, passphrase: chosen })
    if (reply.ok) location.reload()
    else refuse(reply, language)
  })
  dialog.append(made)
  openDialog(dialog, language)
}
