import type { OperatorEdit, OperatorEdited, OperatorOverview, StoreOverview } from '../../contracts/replication/index.ts'
import type { Role } from '../../domain/authority/index.ts'
import { button, element } from './dom.ts'
import { failureText, typed } from './form.ts'
import { type Language, languages } from './languages.ts'
import { operatorsLine } from './operators-line.ts'
import { field } from './put-away.ts'
import { signedOnName } from './who.ts'

interface FormParts {
  readonly language: Language
  readonly store: StoreOverview
  readonly stores: readonly StoreOverview[]
  /** Absent: somebody new. */
  readonly operator: OperatorOverview | undefined
  readonly mayAdmins: boolean
  /** Back to the list, with what was done. */
  readonly back: (done?: string) => void
}

const roleNames: readonly Role[] = ['cashier', 'supervisor', 'stockKeeper', 'manager', 'admin']
const longest = { name: 64, badge: 64, by: 64 }
const byName = 'tillwright.name'

/** One person: who they are at the tills, with which role, badge and PIN, and where. */
export function operatorForm({ language, store, stores, operator, mayAdmins, back }: FormParts): { readonly section: HTMLElement; readonly focus: () => void } {
  const words = languages[language]
  const said = words.operators
  const filled = (label: string, most: number, value: string): ReturnType<typeof field> => {
    const made = field(label, most)
    made.input.value = value
    return made
  }
  const name = filled(said.name, longest.name, operator?.name ?? '')
  // Whoever may not make an admin is not offered one; who is one already is shown as it is, and head office refuses the rest.
  const offered = roleNames.filter((one) => one !== 'admin' || mayAdmins || operator?.role === 'admin')
  const role = element('select', '', offered.map((one) => element('option', '', [said.roles[one]], { value: one })))
  role.value = operator?.role ?? 'cashier'
  const badge = filled(said.badge, longest.badge, operator?.badge ?? '')
  const active = ticked(said.active, operator?.active ?? true)
  const places = stores.map((one) => ({ id: one.id, ...ticked(one.name, operator === undefined ? one.id === store.id : operator.stores.includes(one.id)) }))
  const [pin, repeat] = [typed(operator?.hasPin === true ? said.pinAnew : said.pin, 'new-password', 'password'), typed(said.repeat, 'new-password', 'password')]
  for (const { input } of [pin, repeat]) {
    input.inputMode = 'numeric'
    input.addEventListener('input', () => (save.textContent = said.save))
  }
  const own = signedOnName()
  const by = filled(words.putAwayName, longest.by, own ?? sessionStorage.getItem(byName) ?? '')
  const trouble = element('p', 'silent', [], { role: 'alert' })
  const id = operator?.id ?? crypto.randomUUID()
  /** That this store's tills will switch them off: asked once for each choice of stores. */
  let leavesSure = false
  /** A PIN was typed, refused and taken off the screen: saving without one is asked for once. */
  let pinOwed = false
  for (const { input } of places) {
    input.addEventListener('change', () => {
      leavesSure = false
      save.textContent = said.save
      trouble.textContent = ''
    })
  }

  function read(): OperatorEdit | undefined {
    const no = (why: string, where: HTMLElement): undefined => {
      trouble.textContent = why
      where.focus()
      return undefined
    }
    const worksAt = places.flatMap((one) => (one.input.checked ? [one.id] : []))
    if (name.input.value.trim() === '') return no(said.nameFirst, name.input)
    const scanned = badge.input.value.trim()
    if (scanned !== '' && !/^[\x21-\x7e]{4,64}$/u.test(scanned)) return no(said.badgeWrong, badge.input)
    if (worksAt.length === 0) return no(said.storeFirst, places[0]?.input ?? name.input)
    if (pin.input.value !== repeat.input.value) {
      for (const one of [pin, repeat]) one.input.value = ''
      pinOwed = true
      return no(said.pinsDiffer, pin.input)
    }
    if (pin.input.value !== '' && !/^\d{4,8}$/u.test(pin.input.value)) return no(said.weak.digits, pin.input)
    if (pinOwed && pin.input.value === '') {
      pinOwed = false
      save.textContent = said.withoutPinSure
      return no(said.withoutPin, save)
    }
    if (by.input.value.trim() === '') return no(words.putAwayNameFirst, by.input)
    if (!worksAt.includes(store.id) && !leavesSure) {
      leavesSure = true
      save.textContent = said.leavesSure
      return no(said.leaves, save)
    }
    const chosen = roleNames.find((one) => one === role.value) ?? 'cashier'
    return {
      operator: { id, name: name.input.value.trim(), role: chosen, active: active.input.checked, ...(scanned !== '' && { badge: scanned }) },
      stores: worksAt,
      ...(pin.input.value !== '' && { pin: pin.input.value }),
      seenVersion: operator?.version ?? 0,
      by: by.input.value.trim(),
    }
  }

  function why(told: Extract<OperatorEdited, { ok: false }>): string {
    if (told.reason === 'badgeTaken') return said.badgeTaken(told.by, told.store)
    if (told.reason === 'pinWeak') return said.weak[told.why]
    return said[told.reason]
  }

  async function send(): Promise<void> {
    const edit = read()
    if (edit === undefined) return
    if (own === undefined) sessionStorage.setItem(byName, edit.by)
    trouble.textContent = ''
    save.disabled = true
    const reply = await operatorsLine.save(store.id, edit)
    save.disabled = false
    if (reply.ok && reply.value.ok) return back(said.saved)
    trouble.textContent = reply.ok ? (reply.value.ok ? '' : why(reply.value)) : failureText(reply, language, reply.slug === 'unreachable' ? said.noAnswer : said.failed)
    // A PIN that was refused is typed anew, and stays on no screen.
    if (reply.ok && !reply.value.ok && reply.value.reason === 'pinWeak') {
      for (const one of [pin, repeat]) one.input.value = ''
      pinOwed = true
      save.textContent = said.save
      pin.input.focus()
    } else save.focus()
  }

  const save = element('button', 'primary', [said.save], { type: 'submit' })
  const section = element('form', 'put-away-form item-form', [
    element('h3', 'label', [operator?.name ?? said.newPerson]),
    name.row,
    element('label', 'field', [element('span', '', [said.role]), role]),
    element('p', 'note', [said.roleHow]),
    badge.row,
    element('p', 'note', [said.badgeHow]),
    active.row,
    ...(stores.length > 1 ? [element('fieldset', 'ticks', [element('legend', '', [said.worksAt]), ...places.map(({ row }) => row)])] : []),
    pin.row,
    repeat.row,
    element('p', 'note', [said.pinHow]),
    ...(own === undefined ? [by.row] : []),
    trouble,
    save,
    button(words.items.back, 'plain', () => back()),
  ])
  section.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!save.disabled) void send()
  })
  return { section, focus: () => name.input.focus() }
}

function ticked(label: string, on: boolean): { readonly row: HTMLElement; readonly input: HTMLInputElement } {
  const input = element('input', '', [], { type: 'checkbox' })
  input.checked = on
  return { row: element('label', 'tick', [input, element('span', '', [label])]), input }
}
