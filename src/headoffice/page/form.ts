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
}

/** Fields, what went wrong, and one button that Enter presses too. `send` says whether to let it be pressed again. */
export function form(rows: readonly (Node | undefined)[], label: string, send: () => Promise<void> | void): Form {
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const press = element('button', 'primary', [label], { type: 'submit' })
  const made = element('form', 'put-away-form', [...rows.filter((row) => row !== undefined), trouble, press])
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    if (press.disabled) return
    press.disabled = true
    trouble.textContent = ''
    void Promise.resolve(send()).finally(() => (press.disabled = false))
  })
  return { form: made, say: (text) => (trouble.textContent = text) }
}

export function refusalText(reply: Extract<Reply<unknown>, { ok: false }>, language: Language): string {
  const { people } = languages[language]
  if (reply.slug === 'sign-on-waits') return people.waits(reply.waitSeconds ?? 30)
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
