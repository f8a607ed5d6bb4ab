/** Roles of operators. A role is a column of the store's matrix and nothing more: no role is allowed a thing by its name. */
export const roles = ['cashier', 'supervisor', 'stockKeeper', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]

interface PermissionKind {
  readonly unit: 'none' | 'ppm' | 'minor'
  readonly approvable: boolean
  /** Whoever has a second factor proves it first: what is done with it outlasts the day, or opens the way to everything else. */
  readonly strong?: true
}

/**
 * Every act that somebody may be denied. `unit`: what its limit counts, parts per million or minor units; `none`: it has no size.
 * `approvable`: another operator may authorise it once; what is not is for whoever is signed on, or for nobody.
 */
export const permissionKinds = {
  sell: { unit: 'none', approvable: false },
  /** Share of what the line, or the basket, comes to. */
  discount: { unit: 'ppm', approvable: true },
  /** How far from the catalogue's price, as a share of it. */
  overridePrice: { unit: 'ppm', approvable: true },
  /** What the dropped basket came to. */
  cancelBasket: { unit: 'minor', approvable: true },
  openDrawer: { unit: 'none', approvable: true },
  reprint: { unit: 'none', approvable: true },
  reversePayment: { unit: 'minor', approvable: true },
  resolvePayment: { unit: 'minor', approvable: true },
  /** What is paid out for goods that come back with their receipt. */
  refund: { unit: 'minor', approvable: true },
  /** What goods are worth that come back without one, after their return window, or whole, as the void of their sale. */
  refundWithoutReceipt: { unit: 'minor', approvable: true },
  refundOutsideWindow: { unit: 'minor', approvable: true },
  voidSale: { unit: 'minor', approvable: true },
  /** Cash for what a card, a wallet or other goods had paid. */
  refundToOtherTender: { unit: 'minor', approvable: true },
  /** Stops the sale of goods here, and lets them be sold again. */
  recallItem: { unit: 'none', approvable: true },
  /** A new item, or a missing price, at the counter. */
  createItem: { unit: 'none', approvable: true },
  /** Who they are: adding, changing, putting away and erasing. Putting one on a basket is selling. */
  editCustomers: { unit: 'none', approvable: false },
  /** What a customer may owe. */
  setAccountLimit: { unit: 'minor', approvable: true },
  /** How far above their limit a customer would owe. */
  aboveAccountLimit: { unit: 'minor', approvable: true },
  /** How far below the store's least the deposit for goods laid aside is. */
  layAwayBelowLeast: { unit: 'minor', approvable: true },
  /** Giving a deposit back, and letting the goods go. */
  cancelLayAway: { unit: 'minor', approvable: true },
  /** Opening, handing over, suspending and resuming. */
  manageShift: { unit: 'none', approvable: true },
  /** Between till and safe. */
  moveSafe: { unit: 'minor', approvable: true },
  payIn: { unit: 'minor', approvable: true },
  payOut: { unit: 'minor', approvable: true },
  /** Between safe and bank. */
  bankCash: { unit: 'minor', approvable: true },
  declareShift: { unit: 'none', approvable: false },
  /** Before the count. Whoever counts and sees it counts what is expected. */
  seeExpected: { unit: 'none', approvable: false },
  /** What all tenders together are over and short, each as a size. */
  acceptOverShort: { unit: 'minor', approvable: true },
  closeShift: { unit: 'none', approvable: true },
  closeUncounted: { unit: 'none', approvable: true },
  readX: { unit: 'none', approvable: false },
  seeZ: { unit: 'none', approvable: false },
  /** What was sold by hour, goods, person and tender, and the documents of any day behind it. */
  seeReports: { unit: 'none', approvable: false },
  /** What the loss watch found, never about oneself; and saying that it was looked at. */
  seeLossWatch: { unit: 'none', approvable: false },
  /** Its limits; whoever sets them sees what is found about them, too. */
  setLossWatch: { unit: 'none', approvable: false },
  closeTerminalDay: { unit: 'none', approvable: false },
  setDevices: { unit: 'none', approvable: false, strong: true },
  /** The store's name, address and receipt, and which head office it belongs to. */
  setStore: { unit: 'none', approvable: false, strong: true },
  /** Practising on a copy of the register, from which nothing reaches the shop. */
  training: { unit: 'none', approvable: false },
  seeJournal: { unit: 'none', approvable: false },
  /** The store's tax rates, from a coming business date on. */
  changeTaxRates: { unit: 'none', approvable: false, strong: true },
  /** Logs and counts of this till in one file, for whoever helps with it. */
  supportBundle: { unit: 'none', approvable: false },
  moveRegister: { unit: 'none', approvable: false, strong: true },
  /** Where backups of this till go, and putting one in the place of what is there. */
  manageBackups: { unit: 'none', approvable: false, strong: true },
  managePeople: { unit: 'none', approvable: false, strong: true },
} as const satisfies Record<string, PermissionKind>
export type Permission = keyof typeof permissionKinds
export type StrongPermission = { readonly [P in Permission]: (typeof permissionKinds)[P] extends { readonly strong: true } ? P : never }[Permission]
export const permissions = Object.keys(permissionKinds) as readonly Permission[]

export function isStrong(permission: Permission): permission is StrongPermission {
  const kind: PermissionKind = permissionKinds[permission]
  return kind.strong === true
}

/** The one cell that nobody empties: a store whose admins gave rights away could give none back. */
export function isKept(role: Role, permission: Permission): boolean {
  return role === 'admin' && permission === 'managePeople'
}

/** What a role may do of one permission. A number: by itself up to and with it, above it with an approval. */
export type Grant = 'no' | 'ask' | 'yes' | number

/** Whether a cell of the matrix may hold this at all. */
export function isGrant(permission: Permission, grant: Grant): boolean {
  const { unit, approvable } = permissionKinds[permission]
  if (grant === 'ask') return approvable
  if (typeof grant !== 'number') return true
  return unit !== 'none' && Number.isSafeInteger(grant) && grant >= 0 && (unit !== 'ppm' || grant <= 1_000_000)
}

/** Whether this cell may: what no such cell holds, and what leaves nobody who gives rights back, may not. */
export function fitsCell(role: Role, permission: Permission, grant: Grant): boolean {
  return isGrant(permission, grant) && (!isKept(role, permission) || grant === 'yes')
}

/** Whether an amount of it may need two people: it has a size, and another one may authorise it. */
export function mayNeedTwo(permission: Permission): boolean {
  const { unit, approvable } = permissionKinds[permission]
  return approvable && unit !== 'none'
}

/** As the journal writes it. */
export function grantWord(grant: Grant): string {
  return typeof grant === 'number' ? `upTo:${grant}` : grant
}
