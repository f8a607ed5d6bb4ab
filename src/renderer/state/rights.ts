import { type PermissionsView, type Permission, type Role } from '../../contracts/ipc/index.ts'

/** A cell of the matrix: of a role, or without one the amount above which two people have to agree. */
export interface RightsCell {
  readonly permission: Permission
  readonly role: Role | undefined
}

/** `none` is for the second person only: no amount of it needs two. */
export type GrantWay = 'no' | 'ask' | 'upTo' | 'yes' | 'none'
export type RightsRow = PermissionsView['permissions'][number]

export const settingsPages = ['devices', 'people', 'rights', 'taxes', 'ownPin', 'secondFactor', 'store', 'templates', 'mail', 'lossWatch', 'customers', 'training', 'support', 'backups', 'move'] as const
export type SettingsPage = (typeof settingsPages)[number]

/** The right without which a page shows nothing. Devices are looked at by everybody who sells, and set by whoever may. */
export const pageRights: Readonly<Partial<Record<SettingsPage, Permission>>> = { devices: 'sell', customers: 'editCustomers', people: 'managePeople', rights: 'managePeople', taxes: 'changeTaxRates', secondFactor: 'sell', store: 'setStore', templates: 'setStore', mail: 'sell', lossWatch: 'seeLossWatch', support: 'supportBundle', training: 'training', backups: 'manageBackups', move: 'moveRegister' }
