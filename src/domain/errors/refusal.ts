/**
 * A refusal is a value: what was refused, whether money moved, whether to try again. Its sentences live in the
 * catalogues of each language under its code; its page in docs/reference. Throwing is for bugs and broken hardware.
 */
export interface RefusalKind {
  /** Did money move? `unknown` means: ask before doing anything else. */
  readonly moneyMoved: 'no' | 'yes' | 'unknown'
  /** `safe`: the same act again does no harm. `ask`: a person decides. `no`: it will be refused again. */
  readonly retry: 'safe' | 'ask' | 'no'
}

/** The one registry of codes. A code is never renamed: it is on receipts of support calls. */
export const refusalKinds = {
  'request.malformed': { moneyMoved: 'no', retry: 'no' },
  'request.unknown': { moneyMoved: 'no', retry: 'no' },
  'request.notAllowed': { moneyMoved: 'no', retry: 'no' },
  'request.failed': { moneyMoved: 'unknown', retry: 'ask' },
  'operator.notSignedOn': { moneyMoved: 'no', retry: 'no' },
  'operator.unknown': { moneyMoved: 'no', retry: 'no' },
  'operator.wrongPin': { moneyMoved: 'no', retry: 'safe' },
  'operator.adminsOnly': { moneyMoved: 'no', retry: 'no' },
  'operator.lastManager': { moneyMoved: 'no', retry: 'no' },
  'pin.wait': { moneyMoved: 'no', retry: 'safe' },
  'pin.locked': { moneyMoved: 'no', retry: 'no' },
  'pin.notSet': { moneyMoved: 'no', retry: 'no' },
  'pin.otherKey': { moneyMoved: 'no', retry: 'no' },
  'pin.weak': { moneyMoved: 'no', retry: 'no' },
  'pin.ownByOld': { moneyMoved: 'no', retry: 'no' },
  'badge.unknown': { moneyMoved: 'no', retry: 'no' },
  'badge.scanned': { moneyMoved: 'no', retry: 'no' },
  'receipt.scanned': { moneyMoved: 'no', retry: 'no' },
  'badge.taken': { moneyMoved: 'no', retry: 'no' },
  'badge.invalid': { moneyMoved: 'no', retry: 'no' },
  'approval.needed': { moneyMoved: 'no', retry: 'ask' },
  'approval.invalid': { moneyMoved: 'no', retry: 'ask' },
  'approval.pointless': { moneyMoved: 'no', retry: 'no' },
  'approval.notYours': { moneyMoved: 'no', retry: 'ask' },
  'permission.invalid': { moneyMoved: 'no', retry: 'no' },
  'secondFactor.needed': { moneyMoved: 'no', retry: 'ask' },
  'secondFactor.notEnrolled': { moneyMoved: 'no', retry: 'ask' },
  'secondFactor.enrolled': { moneyMoved: 'no', retry: 'no' },
  'secondFactor.notBegun': { moneyMoved: 'no', retry: 'ask' },
  'secondFactor.wrongCode': { moneyMoved: 'no', retry: 'safe' },
  'secondFactor.clockSuspect': { moneyMoved: 'no', retry: 'ask' },
  'secondFactor.usedCode': { moneyMoved: 'no', retry: 'safe' },
  'secondFactor.wait': { moneyMoved: 'no', retry: 'ask' },
  'item.unknown': { moneyMoved: 'no', retry: 'no' },
  'item.unpriced': { moneyMoved: 'no', retry: 'no' },
  'barcode.malformed': { moneyMoved: 'no', retry: 'no' },
  'gs1.malformed': { moneyMoved: 'no', retry: 'no' },
  'gs1.unknownIdentifier': { moneyMoved: 'no', retry: 'no' },
  'gs1.wrongLength': { moneyMoved: 'no', retry: 'no' },
  'gs1.wrongCharacter': { moneyMoved: 'no', retry: 'no' },
  'gs1.checkDigit': { moneyMoved: 'no', retry: 'safe' },
  'gs1.impossibleDate': { moneyMoved: 'no', retry: 'no' },
  'gs1.repeated': { moneyMoved: 'no', retry: 'no' },
  'gs1.noItem': { moneyMoved: 'no', retry: 'no' },
  'gs1.otherCurrency': { moneyMoved: 'no', retry: 'no' },
  'gs1.otherUnit': { moneyMoved: 'no', retry: 'no' },
  'gs1.otherPrice': { moneyMoved: 'no', retry: 'no' },
  'item.expired': { moneyMoved: 'no', retry: 'no' },
  'serial.repeated': { moneyMoved: 'no', retry: 'no' },
  'line.unknown': { moneyMoved: 'no', retry: 'no' },
  'line.notRemoved': { moneyMoved: 'no', retry: 'no' },
  'line.labelled': { moneyMoved: 'no', retry: 'no' },
  'price.invalid': { moneyMoved: 'no', retry: 'no' },
  'discount.invalid': { moneyMoved: 'no', retry: 'no' },
  'discount.tooLarge': { moneyMoved: 'no', retry: 'no' },
  'department.unknown': { moneyMoved: 'no', retry: 'no' },
  'quantity.invalid': { moneyMoved: 'no', retry: 'no' },
  'device.badAddress': { moneyMoved: 'no', retry: 'no' },
  'device.noSimulator': { moneyMoved: 'no', retry: 'no' },
  'device.unknown': { moneyMoved: 'no', retry: 'no' },
  'scale.missing': { moneyMoved: 'no', retry: 'no' },
  'scale.unreachable': { moneyMoved: 'no', retry: 'safe' },
  'scale.inMotion': { moneyMoved: 'no', retry: 'safe' },
  'scale.empty': { moneyMoved: 'no', retry: 'safe' },
  'scale.underZero': { moneyMoved: 'no', retry: 'safe' },
  'scale.overCapacity': { moneyMoved: 'no', retry: 'safe' },
  'scale.needsZero': { moneyMoved: 'no', retry: 'safe' },
  'scale.belowMinimum': { moneyMoved: 'no', retry: 'safe' },
  'scale.tareTooHeavy': { moneyMoved: 'no', retry: 'safe' },
  'scale.taredTwice': { moneyMoved: 'no', retry: 'safe' },
  'scale.unknownTare': { moneyMoved: 'no', retry: 'no' },
  'scale.otherAmount': { moneyMoved: 'no', retry: 'safe' },
  'scale.sameLoad': { moneyMoved: 'no', retry: 'safe' },
  'scale.wrongUnit': { moneyMoved: 'no', retry: 'no' },
  'scale.fault': { moneyMoved: 'no', retry: 'safe' },
  'scale.noAnswer': { moneyMoved: 'no', retry: 'safe' },
  'scale.notDone': { moneyMoved: 'no', retry: 'safe' },
  'scale.unsupported': { moneyMoved: 'no', retry: 'no' },
  'basket.empty': { moneyMoved: 'no', retry: 'no' },
  'basket.unresolved': { moneyMoved: 'no', retry: 'no' },
  'age.unconfirmed': { moneyMoved: 'no', retry: 'ask' },
  'basket.gone': { moneyMoved: 'no', retry: 'no' },
  'basket.changed': { moneyMoved: 'no', retry: 'ask' },
  'basket.open': { moneyMoved: 'no', retry: 'ask' },
  'basket.notSuspended': { moneyMoved: 'no', retry: 'no' },
  'tax.noRate': { moneyMoved: 'no', retry: 'no' },
  'tender.short': { moneyMoved: 'no', retry: 'safe' },
  'tender.over': { moneyMoved: 'no', retry: 'safe' },
  'tender.implausible': { moneyMoved: 'no', retry: 'ask' },
  'device.busy': { moneyMoved: 'no', retry: 'safe' },
  'payment.missing': { moneyMoved: 'no', retry: 'no' },
  'payment.pending': { moneyMoved: 'unknown', retry: 'ask' },
  'payment.unknown': { moneyMoved: 'unknown', retry: 'ask' },
  'payment.taken': { moneyMoved: 'yes', retry: 'ask' },
  'payment.gone': { moneyMoved: 'no', retry: 'no' },
  'payment.settled': { moneyMoved: 'no', retry: 'no' },
  'payment.notApproved': { moneyMoved: 'no', retry: 'no' },
  'payment.codeUnknown': { moneyMoved: 'no', retry: 'safe' },
  'endOfDay.needsSupervisor': { moneyMoved: 'no', retry: 'ask' },
  'endOfDay.paymentOpen': { moneyMoved: 'unknown', retry: 'ask' },
  'drawer.noteMissing': { moneyMoved: 'no', retry: 'no' },
  'entry.unknown': { moneyMoved: 'no', retry: 'no' },
  'sale.unknown': { moneyMoved: 'no', retry: 'no' },
  'return.otherSale': { moneyMoved: 'no', retry: 'no' },
  'return.tooMany': { moneyMoved: 'no', retry: 'no' },
  'return.nothingLeft': { moneyMoved: 'no', retry: 'no' },
  'return.lineUnknown': { moneyMoved: 'no', retry: 'no' },
  'return.priceTooHigh': { moneyMoved: 'no', retry: 'no' },
  'return.notAReceipt': { moneyMoved: 'no', retry: 'no' },
  'return.notGenuine': { moneyMoved: 'no', retry: 'no' },
  'return.otherCurrency': { moneyMoved: 'no', retry: 'no' },
  'return.askHeadOffice': { moneyMoved: 'no', retry: 'no' },
  'return.notPaidBack': { moneyMoved: 'no', retry: 'ask' },
  'return.underWay': { moneyMoved: 'unknown', retry: 'ask' },
  'return.voiding': { moneyMoved: 'no', retry: 'no' },
  'amount.tooLarge': { moneyMoved: 'no', retry: 'no' },
  'label.tooSmall': { moneyMoved: 'no', retry: 'no' },
  'logo.tooWide': { moneyMoved: 'no', retry: 'no' },
  'logo.tooTall': { moneyMoved: 'no', retry: 'no' },
  'database.newer': { moneyMoved: 'no', retry: 'no' },
  'database.inUse': { moneyMoved: 'no', retry: 'ask' },
  'database.unsafe': { moneyMoved: 'no', retry: 'no' },
  'database.noBackup': { moneyMoved: 'no', retry: 'safe' },
  'database.full': { moneyMoved: 'no', retry: 'ask' },
  'enrolment.refused': { moneyMoved: 'no', retry: 'ask' },
  'headOffice.unreachable': { moneyMoved: 'no', retry: 'safe' },
} as const satisfies Record<string, RefusalKind>
export type RefusalCode = keyof typeof refusalKinds

export interface Refusal {
  readonly code: RefusalCode
  /** What the sentence needs: numbers, amounts, names. Never a PIN, a secret or card data. */
  readonly params?: Readonly<Record<string, string | number>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export function accept<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function refuse(code: RefusalCode, params?: Refusal['params']): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: params === undefined ? { code } : { code, params } }
}
