import { type Grant, type Permission, type Role } from './permissions.ts'

/** What is not named is denied. */
type Granted = Partial<Record<Permission, Grant>>

const cashier: Granted = { sell: 'yes', discount: 100_000, overridePrice: 'ask', cancelBasket: 'yes', openDrawer: 'yes', reprint: 'yes', reversePayment: 'yes', resolvePayment: 'ask' }
const supervisor: Granted = { ...cashier, discount: 500_000, overridePrice: 500_000, resolvePayment: 'yes', closeTerminalDay: 'yes', seeJournal: 'yes' }
const manager: Granted = { ...supervisor, discount: 'yes', overridePrice: 'yes', setDevices: 'yes', managePeople: 'yes' }

const granted: Readonly<Record<Role, Granted>> = { cashier, supervisor, stockKeeper: {}, manager, admin: manager }

/** The cell as it is until somebody changed it. */
export function defaultGrant(role: Role, permission: Permission): Grant {
  return granted[role][permission] ?? 'no'
}
