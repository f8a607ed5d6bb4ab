import type { OfficePeople, OfficePerson, OfficeRole, OneTimePassphrase, PersonEvent } from '../../contracts/replication/index.ts'
import { button, element } from './dom.ts'
import { dialogOf, form, openDialog, refusalText, troubleLine, typed } from './form.ts'
import { momentText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { ask } from './who.ts'

const roles: readonly OfficeRole[] = ['viewer', 'manager', 'owner']
const shownEvents = 50
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Who has an account, what they may, and what was done: for owners. */
export async function showPeople(language: Language, ownId: string): Promise<void> {
  const { people } = languages[language]
  const dialog = dialogOf('people-title', people.people, true)
  const body = element('section', 'people')
  dialog.append(body)

  async function draw(news?: Node, open?: string): Promise<void> {
    const reply = await ask<OfficePeople>('/api/people')
    if (!reply.ok) return body.replaceChildren(element('p', 'silent', [refusalText(reply, language)], { role: 'alert' }))
    const { people: all, events } = reply.value
    body.replaceChildren(
      ...(news === undefined ? [] : [news]),
      element('p', 'note', [people.rolesHow]),
      element('ul', 'rows', all.map((one) => personRow(one, one.id === open))),
      addForm(),
      element('h3', 'label', [people.history]),
      element('ul', 'rows', events.slice(0, shownEvents).map((event) => element('li', 'row', [element('span', 'main', [eventText(event, language)]), element('span', 'sub', [placeText(event)])]))),
    )
  }

  function placeText({ at, address }: PersonEvent): string {
    return [momentText(at, zone(), language), ...(address === undefined ? [] : [people.address(address)])].join(' · ')
  }

  function personRow(one: OfficePerson, open: boolean): HTMLElement {
    const facts = [
      one.signOnName,
      people.roles[one.role],
      ...(one.id === ownId ? [people.you] : []),
      ...(one.secondFactor ? [people.withSecondFactor] : []),
      one.oneTimeUntil === undefined ? (one.signedOnAt === undefined ? people.neverSignedOn : people.lastSignedOn(momentText(one.signedOnAt, zone(), language))) : people.passphraseDue(momentText(one.oneTimeUntil, zone(), language)),
    ]
    const off = one.state === 'off'
    const said = [element('span', 'main', [`${off ? '○' : '●'} ${one.name}`]), element('span', off ? 'sub retired' : 'sub', [[...(off ? [people.off] : []), ...facts].join(' · ')])]
    const details = element('details', '', [element('summary', 'row person', said, { 'aria-label': `${people.changeOf(one.name)}: ${[...(off ? [people.off] : []), ...facts].join(', ')}` }), acts(one)])
    details.open = open
    return element('li', '', [details])
  }

  function acts(one: OfficePerson): HTMLElement {
    const address = `/api/people/${encodeURIComponent(one.id)}`
    const trouble = troubleLine()
    const own = typed(people.ownPassphrase, 'current-password', 'password')
    const act = async <Value>(door: string, more: object, done: (value: Value) => void): Promise<void> => {
      if (own.input.value === '') {
        trouble.say(people.ownPassphraseMissing)
        return own.input.focus()
      }
      const reply = await ask<Value>(`${address}/${door}`, { ...more, passphrase: own.input.value })
      if (reply.ok) done(reply.value)
      else trouble.refuse(reply, language)
    }
    const drawn = (): void => void draw(element('p', 'live', [people.done], { role: 'status' }), one.id)
    const role = roleSelect(one.role)
    const made = element('section', 'put-away-form', [
      own.row,
      role.row,
      button(people.setRole, 'plain', () => void act('role', { role: role.select.value }, drawn)),
      button(one.state === 'on' ? people.turnOff : people.turnOn, 'plain', () => void act('state', { state: one.state === 'on' ? 'off' : 'on' }, drawn)),
    ])
    // Of oneself the rest is under one's own account.
    if (one.id !== ownId) {
      made.append(button(people.givePassphrase, 'plain', () => void act<OneTimePassphrase>('passphrase', {}, (given) => handOver(one.name, given))))
      if (one.secondFactor) made.append(button(people.takeSecondFactor, 'plain', () => void act('second-factor/remove', {}, drawn)))
    }
    made.append(...trouble.rows)
    return made
  }

  function roleSelect(chosen: OfficeRole): { readonly row: HTMLElement; readonly select: HTMLSelectElement } {
    const select = element('select', '', roles.map((role) => element('option', '', [people.roles[role]], { value: role })))
    select.value = chosen
    return { row: element('label', 'field', [element('span', '', [people.role]), select]), select }
  }

  /** Shown once: the next drawing has forgotten it. */
  function handOver(name: string, { passphrase, endsAt }: OneTimePassphrase): void {
    const shown = element('section', 'put-away-form', [element('p', '', [people.handOver(name, momentText(endsAt, zone(), language))]), element('output', 'secret num', [passphrase])], { tabindex: '-1', role: 'group', 'aria-label': people.oneTimePassphrase })
    void draw(shown).then(() => shown.focus())
  }

  function addForm(): HTMLElement {
    const [signOnName, name, own] = [typed(people.signOnName, 'off'), typed(people.displayName, 'off'), typed(people.ownPassphrase, 'current-password', 'password')]
    const role = roleSelect('manager')
    const { form: made, say, refuse } = form([element('h3', 'label', [people.addTitle]), signOnName.row, name.row, role.row, own.row], people.add, async () => {
      if (own.input.value === '') {
        say(people.ownPassphraseMissing)
        return own.input.focus()
      }
      const reply = await ask<OneTimePassphrase>('/api/people', { signOnName: signOnName.input.value, name: name.input.value, role: role.select.value, passphrase: own.input.value })
      if (reply.ok) handOver(name.input.value.trim(), reply.value)
      else refuse(reply, language)
    })
    return made
  }

  await draw()
  openDialog(dialog, language)
}

/** What an older or newer head office wrote down, and this page has no words for, is shown as it is. */
export function eventText({ kind, person = '', by = '', detail = '' }: PersonEvent, language: Language): string {
  const { people } = languages[language]
  // The door, and behind a space what it was about: an address has none.
  const [door = '', ...about] = detail.split(' ')
  const act = actText(door, language)
  const said = kind !== 'acted' || act === undefined ? detail : about.length === 0 ? act : people.actedOn(act, about.join(' '))
  return people.events[kind]?.(person, by, said) ?? [kind, person, by, detail].filter((part) => part !== '').join(' · ')
}

/** By the address of the door: its last part, or where that says too little the kind of thing it is about. */
function actText(door: string, language: Language): string | undefined {
  const parts = door.split('/')
  const { acts } = languages[language].people
  return acts[parts.at(-1) ?? ''] ?? acts[parts.at(4) ?? '']
}
