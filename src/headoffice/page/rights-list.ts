import { isKept, mayNeedTwo, permissions, roles, type Role } from '../../domain/authority/index.ts'
import { grantId, secondPersonId } from '../../domain/settings/index.ts'
import { element } from './dom.ts'
import { grantFields, secondPersonFields } from './right-fields.ts'
import { type SettingWords } from './setting-words.ts'
import { choice, type SettingRow } from './typed-fields.ts'

export interface RightsList {
  readonly section: HTMLElement
  /** Where the rows stand. */
  readonly list: HTMLElement
  /** Of whom is chosen. */
  readonly rows: () => readonly SettingRow[]
}

const two = 'two'

/** The matrix of rights, one column of it at a time: two hundred rows at once nobody reads. `changed`: another column was chosen. */
export function rightsList(said: SettingWords, currency: () => string | undefined, changed: () => void): RightsList {
  const { rights } = said
  const whose = choice(rights.whose, [...roles.map((role) => [role, rights.roles[role]] as const), [two, rights.second] as const], roles[0])
  const list = element('ul', 'rows')
  whose.select.addEventListener('change', changed)

  function ofRole(role: Role): readonly SettingRow[] {
    return permissions
      .filter((permission) => !isKept(role, permission))
      .map((permission) => ({
        id: grantId(role, permission),
        name: rights.permissions[permission],
        heading: `${rights.permissions[permission]} (${rights.roles[role]})`,
        fields: (kept) => grantFields({ role, permission }, kept?.setting.kind === 'grant' ? kept.setting : undefined, { said, currency: currency() }),
      }))
  }

  function ofTwo(): readonly SettingRow[] {
    return permissions.filter(mayNeedTwo).map((permission) => ({
      id: secondPersonId(permission),
      name: rights.permissions[permission],
      heading: `${rights.permissions[permission]} (${rights.second})`,
      fields: (kept) => secondPersonFields(permission, kept?.setting.kind === 'secondPerson' ? kept.setting : undefined, { said, currency: currency() }),
    }))
  }

  return {
    section: element('details', '', [element('summary', 'row person', [element('span', 'main', [rights.title])]), element('section', 'groups', [element('p', 'note', [rights.how]), whose.row, list])]),
    list,
    rows: () => {
      const role = roles.find((one) => one === whose.select.value)
      return role === undefined ? ofTwo() : ofRole(role)
    },
  }
}
