import { button, element } from './dom.ts'
import { type Language, languages } from './languages.ts'
import type { Reply } from './who.ts'

export interface Typed {
  readonly row: HTMLElement
  readonly input: HTMLInputElement
}

/** A line to type into. What a password manager should know of it is said by `autocomplete`. */
export function typed(label: string, autocomplete: AutoFill, type: 'text' | 'password' = 'text'): Typed {
  const input = element('input', '', [], { type, autocomplete, autocapitalize: 'none', spellcheck: 'false' })
  return { row: element('label', 'field', [element('span', '', [label]), input]), input }
}

export interface Form {
  readonly form: HTMLFormElement
  /** What was refused, or is missing, in words; read out. */
  readonly say: (text: string) => void
  /** What head office refused; where somebody has to wait, the time runs down before their eyes. */
  readonly refuse: (reply: Extract<Reply<unknown>, { ok: false }>, language: Language) => void
}

/** Fields, what went wrong, and one button that Enter presses too. `send` says whether to let it be pressed again. */
export function form(rows: readonly (Node | undefined)[], label: string, send: () => Promise<void> | void): Form {
  const trouble = troubleLine()
  const press = element('button', 'primary', [label], { type: 'submit' })
  const made = element('form', 'put-away-form', [...rows.filter((row) => row !== undefined), ...trouble.rows, press])
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    if (press.disabled) return
    press.disabled = true
    trouble.say('')
    void Promise.resolve(send()).finally(() => (press.disabled = false))
  })
  return { form: made, say: trouble.say, refuse: trouble.refuse }
}

export interface Trouble extends Pick<Form, 'say' | 'refuse'> {
  readonly rows: readonly Node[]
}

/** What went wrong, read out once. How long somebody still waits stands beside it: read out each second it would be all they hear. */
export function troubleLine(): Trouble {
  const line = element('p', 'silent', [], { role: 'alert' })
  const left = element('p', 'quiet num', [], { role: 'timer' })
  left.hidden = true
  let counting: ReturnType<typeof setInterval> | undefined
  function say(text: string): void {
    clearInterval(counting)
    left.hidden = true
    line.textContent = text
  }
  function refuse(reply: Extract<Reply<unknown>, { ok: false }>, language: Language): void {
    say(refusalText(reply, language))
    if (reply.slug !== 'sign-on-waits') return
    const { people } = languages[language]
    const until = Date.now() + (reply.waitSeconds ?? usualWaitSeconds) * 1000
    const show = (): void => {
      const seconds = Math.ceil((until - Date.now()) / 1000)
      if (seconds <= 0) say(people.waitOver)
      else left.textContent = people.waitLeft(seconds)
      if (seconds <= 0 || !line.isConnected) clearInterval(counting)
    }
    left.hidden = false
    left.textContent = people.waitLeft(Math.ceil((until - Date.now()) / 1000))
    counting = setInterval(show, 1000)
  }
  return { rows: [line, left], say, refuse }
}

/** Where head office said to wait and not how long. */
const usualWaitSeconds = 30

export function refusalText(reply: Extract<Reply<unknown>, { ok: false }>, language: Language): string {
  const { people } = languages[language]
  if (reply.slug === 'sign-on-waits') return people.waits(reply.waitSeconds ?? usualWaitSeconds)
  return people.refusals[reply.slug] ?? people.failed
}

/** Likewise, where the words for no answer say more of what was being done. */
export function failureText(reply: Extract<Reply<unknown>, { ok: false }>, language: Language, noAnswer: string): string {
  return languages[language].people.refusals[reply.slug] ?? noAnswer
}

/** A passphrase to be chosen, twice: nobody sees what they type. */
export function newPassphrase(language: Language): { readonly rows: readonly Node[]; readonly first: HTMLInputElement; readonly chosen: () => string | undefined } {
  const { people } = languages[language]
  const [first, second] = [typed(people.newPassphrase, 'new-password', 'password'), typed(people.repeat, 'new-password', 'password')]
  return {
    rows: [element('p', 'note', [people.passphraseRule]), first.row, second.row],
    first: first.input,
    chosen: () => (first.input.value === second.input.value ? first.input.value : undefined),
  }
}

export function dialogOf(id: string, title: string, wide: boolean): HTMLDialogElement {
  const dialog = element('dialog', wide ? 'dialog wide' : 'dialog', [element('h2', 'panel-title', [title], { id })], { 'aria-labelledby': id })
  dialog.addEventListener('close', () => dialog.remove())
  return dialog
}

export function openDialog(dialog: HTMLDialogElement, language: Language): void {
  dialog.append(button(languages[language].close, 'plain', () => dialog.close()))
  document.body.append(dialog)
  dialog.showModal()
}
