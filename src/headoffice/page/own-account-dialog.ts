import type { NewSecondFactor, RecoveryCodes, SignedOnPerson } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { dialogOf, form, newPassphrase, openDialog, typed } from './form.ts'
import { type Language, languages } from './languages.ts'
import { qrCode } from './qr-code.ts'
import { ask, type Reply } from './who.ts'

/** One's own passphrase and second factor. Each asks for the passphrase: whoever finds a page open must not be able to keep it. */
export function showOwnAccount(language: Language, you: SignedOnPerson): void {
  const { people } = languages[language]
  const dialog = dialogOf('account-title', people.account(you.name), false)
  const factor = element('section', '')
  const drawFactor = (on: boolean, news?: Node): void => {
    factor.replaceChildren(
      element('h3', 'label put-away-form', [people.secondFactor]),
      element('p', 'note put-away-form', [on ? people.secondFactorOn : people.secondFactorOff]),
      ...(news === undefined ? [] : [news]),
      on ? onFactor(language, drawFactor) : offFactor(language, drawFactor),
    )
    // What was pressed is gone: whoever uses keys stands at what came instead.
    if (news instanceof HTMLElement) news.focus()
  }
  drawFactor(you.secondFactor)
  dialog.append(passphraseForm(language), factor)
  openDialog(dialog, language)
}

function passphraseForm(language: Language): HTMLElement {
  const { people } = languages[language]
  const before = typed(people.passphrase, 'current-password', 'password')
  const next = newPassphrase(language)
  const done = element('p', 'live', [], { role: 'status' })
  const { form: made, say, refuse } = form([element('h3', 'label', [people.changePassphrase]), before.row, ...next.rows, done], people.changePassphrase, async () => {
    const chosen = next.chosen()
    if (chosen === undefined) return say(people.repeatDiffers)
    const reply = await ask('/api/me/passphrase', { passphrase: before.input.value, next: chosen })
    if (!reply.ok) return refuse(reply, language)
    made.reset()
    done.textContent = people.changedPassphrase
  })
  return made
}

type DrawFactor = (on: boolean, news?: Node) => void

function offFactor(language: Language, draw: DrawFactor): HTMLElement {
  const { people } = languages[language]
  const passphrase = typed(people.passphrase, 'current-password', 'password')
  const { form: made, refuse } = form([passphrase.row], people.addSecondFactor, async () => {
    const reply = await ask<NewSecondFactor>('/api/me/second-factor', { passphrase: passphrase.input.value })
    if (!reply.ok) return refuse(reply, language)
    const fresh = confirmFactor(language, reply.value, draw)
    made.replaceWith(fresh)
    fresh.querySelector('input')?.focus()
  })
  return made
}

function confirmFactor(language: Language, { secret, uri }: NewSecondFactor, draw: DrawFactor): HTMLElement {
  const { people } = languages[language]
  const code = typed(people.code, 'one-time-code')
  const shown = [element('p', 'note', [people.scan]), qrCode(uri, people.qrCode), element('p', 'note', [people.secret]), element('output', 'secret num', [secret.replaceAll(/(.{4})(?=.)/gu, '$1 ')])]
  const { form: made, refuse } = form([...shown, code.row], people.confirm, async () => {
    const reply = await ask<RecoveryCodes>('/api/me/second-factor/confirm', { code: code.input.value })
    if (reply.ok) draw(true, codesShown(language, reply.value))
    else refuse(reply, language)
  })
  return made
}

function codesShown(language: Language, { codes }: RecoveryCodes): HTMLElement {
  const { people } = languages[language]
  return element('section', 'put-away-form', [element('h4', 'label', [people.recoveryCodes]), element('p', 'quiet', [`▲ ${people.recoveryCodesHow}`]), element('ul', 'codes num', codes.map((code) => element('li', '', [code])))], { tabindex: '-1', role: 'group', 'aria-label': people.recoveryCodes })
}

function onFactor(language: Language, draw: DrawFactor): HTMLElement {
  const { people } = languages[language]
  const [passphrase, code] = [typed(people.passphrase, 'current-password', 'password'), typed(people.code, 'one-time-code')]
  const proof = () => ({ passphrase: passphrase.input.value, code: code.input.value })
  const { form: made, refuse } = form([passphrase.row, element('p', 'note', [people.codeHow]), code.row], people.renewCodes, async () => {
    const reply = await ask<RecoveryCodes>('/api/me/recovery-codes', proof())
    tell(reply, (codes) => draw(true, codesShown(language, codes)))
  })
  function tell<Value>(reply: Reply<Value>, done: (value: Value) => void): void {
    if (reply.ok) done(reply.value)
    else refuse(reply, language)
  }
  made.append(
    button(people.removeSecondFactor, 'plain', () => {
      void ask('/api/me/second-factor/remove', proof()).then((reply) => tell(reply, () => draw(false, element('p', 'live put-away-form', [people.removed], { role: 'status', tabindex: '-1' }))))
    }),
  )
  return made
}
