import type { WhoIsThere } from '../../contracts/replication/index.ts'
import { element } from './dom.ts'
import { dialogOf, form, newPassphrase, openDialog, typed } from './form.ts'
import { type Language, languages } from './languages.ts'
import { ask, type Reply } from './who.ts'

/** Whoever was in is told why they are not: their account was turned off, or the session is over. */
export type WhyOut = 'turned-off' | 'over'

/** What was typed and refused so far: another language is no reason to begin anew. Never longer than the form it was typed into. */
interface SoFar {
  readonly values: () => readonly [name: string, passphrase: string, code: string]
  readonly asksCode: () => boolean
  refused?: { readonly reply: Extract<Reply<unknown>, { ok: false }>; readonly at: number }
}
let soFar: SoFar | undefined

/** Name and passphrase; the code only where head office asks for one. Afterwards the page begins anew, as the person's own. `goesOn`: it is the same form in another language. */
export function signOnView(language: Language, why?: WhyOut, goesOn = false): HTMLElement {
  const { people } = languages[language]
  const name = typed(people.signOnName, 'username')
  const passphrase = typed(people.passphrase, 'current-password', 'password')
  const code = typed(people.code, 'one-time-code')
  const codeHow = element('p', 'note', [people.codeHow])
  for (const row of [code.row, codeHow]) row.hidden = true
  function askForCode(): void {
    for (const row of [code.row, codeHow]) row.hidden = false
  }
  const view = element('section', 'panel signed-out', [element('h2', 'panel-title', [people.signOn]), why === undefined ? undefined : element('p', 'quiet', [`▲ ${people.whyOut[why]}`], { role: 'status' })])
  const { form: made, refuse } = form([element('p', 'note', [people.signOnHow]), name.row, passphrase.row, codeHow, code.row], people.signOn, async () => {
    const said = code.row.hidden ? {} : { code: code.input.value }
    const reply = await ask('/api/sign-on', { name: name.input.value, passphrase: passphrase.input.value, ...said })
    if (!reply.ok) {
      // It may be in another language by now.
      if (soFar !== own) return
      refuse(reply, language)
      own.refused = { reply, at: Date.now() }
      if (reply.slug === 'second-factor-needed' || reply.slug === 'second-factor-used') {
        askForCode()
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
  const before = goesOn ? soFar : undefined
  const own: SoFar = { values: () => [name.input.value, passphrase.input.value, code.input.value], asksCode: () => !code.row.hidden }
  soFar = own
  if (before === undefined) return view
  for (const [at, input] of [name.input, passphrase.input, code.input].entries()) input.value = before.values()[at] ?? ''
  if (before.asksCode()) askForCode()
  if (before.refused === undefined) return view
  own.refused = before.refused
  const { reply, at } = before.refused
  const waitSeconds = reply.waitSeconds === undefined ? undefined : Math.ceil(reply.waitSeconds - (Date.now() - at) / 1_000)
  if (waitSeconds === undefined) refuse(reply, language)
  else if (waitSeconds > 0) refuse({ ...reply, waitSeconds }, language)
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
