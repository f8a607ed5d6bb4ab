import { type Grant, type Permission, type Role } from './permissions.ts'

/** What is not named is denied. */
type Granted = Partial<Record<Permission, Grant>>

/** Money that goes out is where tills are robbed from inside: beyond a small refund with its receipt a cashier asks. */
const asked: Granted = { refundWithoutReceipt: 'ask', refundOutsideWindow: 'ask', voidSale: 'ask', refundToOtherTender: 'ask' }
const returning = (grant: Grant): Granted => ({ refund: grant, refundWithoutReceipt: grant, refundOutsideWindow: grant, voidSale: grant, refundToOtherTender: grant })

const cashier: Granted = { sell: 'yes', discount: 100_000, overridePrice: 'ask', cancelBasket: 'yes', openDrawer: 'yes', reprint: 'yes', reversePayment: 'yes', resolvePayment: 'ask', recallItem: 'ask', createItem: 'ask', refund: 5_000, ...asked }
const supervisor: Granted = { ...cashier, discount: 500_000, overridePrice: 500_000, resolvePayment: 'yes', recallItem: 'yes', createItem: 'yes', closeTerminalDay: 'yes', seeJournal: 'yes', ...returning(50_000) }
const manager: Granted = { ...supervisor, discount: 'yes', overridePrice: 'yes', ...returning('yes'), setDevices: 'yes', changeTaxRates: 'yes', setStore: 'yes', managePeople: 'yes', supportBundle: 'yes', moveRegister: 'yes' }

const granted: Readonly<Record<Role, Granted>> = { cashier, supervisor, stockKeeper: {}, manager, admin: manager }

/** The cell as it is until somebody changed it. */
export function defaultGrant(role: Role, permission: Permission): Grant {
  return granted[role][permission] ?? 'no'
}
