import { type Grant, type Permission, type Role } from './permissions.ts'

/** What is not named is denied. */
type Granted = Partial<Record<Permission, Grant>>

/** Money that goes out is where tills are robbed from inside: beyond a small refund with its receipt a cashier asks. */
const asked: Granted = { refundWithoutReceipt: 'ask', refundOutsideWindow: 'ask', voidSale: 'ask', refundToOtherTender: 'ask' }
const returning = (grant: Grant): Granted => ({ refund: grant, refundWithoutReceipt: grant, refundOutsideWindow: grant, voidSale: grant, refundToOtherTender: grant })

/** A till is opened, counted and closed by whoever stands at it; what is in it is taken out, or found missing, before a second pair of eyes. */
const ownTill: Granted = { manageShift: 'yes', moveSafe: 'ask', payIn: 10_000, payOut: 2_000, declareShift: 'yes', acceptOverShort: 500, closeShift: 'yes', closeUncounted: 'ask', readX: 'yes' }
const everyTill: Granted = { ...ownTill, moveSafe: 'yes', payIn: 100_000, payOut: 50_000, bankCash: 'ask', seeExpected: 'yes', acceptOverShort: 5_000, closeUncounted: 'yes', seeZ: 'yes', seeReports: 'yes', seeLossWatch: 'yes' }

const cashier: Granted = { sell: 'yes', training: 'yes', discount: 100_000, overridePrice: 'ask', cancelBasket: 'yes', openDrawer: 'yes', reprint: 'yes', reversePayment: 'yes', resolvePayment: 'ask', recallItem: 'ask', createItem: 'ask', aboveAccountLimit: 'ask', layAwayBelowLeast: 'ask', cancelLayAway: 'ask', refund: 5_000, ...asked, ...ownTill }
const supervisor: Granted = { ...cashier, discount: 500_000, overridePrice: 500_000, resolvePayment: 'yes', recallItem: 'yes', createItem: 'yes', editCustomers: 'yes', aboveAccountLimit: 20_000, layAwayBelowLeast: 'yes', cancelLayAway: 50_000, closeTerminalDay: 'yes', seeJournal: 'yes', ...returning(50_000), ...everyTill }
const manager: Granted = { ...supervisor, discount: 'yes', overridePrice: 'yes', setAccountLimit: 'yes', aboveAccountLimit: 'yes', cancelLayAway: 'yes', ...returning('yes'), payIn: 'yes', payOut: 'yes', bankCash: 'yes', acceptOverShort: 'yes', setDevices: 'yes', changeTaxRates: 'yes', setStore: 'yes', managePeople: 'yes', setLossWatch: 'yes', supportBundle: 'yes', moveRegister: 'yes', manageBackups: 'yes' }

const granted: Readonly<Record<Role, Granted>> = { cashier, supervisor, stockKeeper: {}, manager, admin: manager }

/** The cell as it is until somebody changed it. */
export function defaultGrant(role: Role, permission: Permission): Grant {
  return granted[role][permission] ?? 'no'
}
