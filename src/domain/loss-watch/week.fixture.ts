import { type LossRule, type WatchedEntry } from './index.ts'

/**
 * Weeks of a register as honest people leave them, from a seed. How often they do what is assumed here (a discount in 20 sales, one drawer
 * an hour, a void in 150) nobody measured in a shop of ours: it is the yardstick that the presets are held to, and a shop sets its own.
 */
export const cashiers = ['c1', 'c2', 'c3', 'c4'] as const
const supervisors = ['s1', 's2', 's3'] as const
const start = Date.UTC(2026, 10, 16, 1)
const hour = 3_600_000
const minute = 60_000
export const dayAfter = '2026-11-23'

export type Written = Omit<WatchedEntry, 'seq' | 'epoch' | 'monoMs' | 'bootId' | 'schemaVersion' | 'businessDate'> & { readonly drift?: number }

/** A generator of 32 bits (mulberry32): the same seed, the same weeks. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

let named = 0
const id = (): string => `d${(named += 1)}`

export function sale(at: number, operator: string, more: { readonly id?: string; readonly total?: number; readonly cash?: boolean; readonly ppm?: number; readonly again?: boolean; readonly removed?: boolean; readonly customer?: string; readonly owes?: true } = {}): Written {
  const { total = 2500, cash = true, ppm, again = false, removed = false, customer, owes } = more
  const line = { lineNo: 2, itemId: 'tea', ...(ppm === undefined ? {} : { lineDiscount: 10, discountPpm: ppm }), ...(again ? { overrideReason: 'damaged' } : {}) }
  const trail = again ? [{ act: 'added', lineNo: 1, itemId: 'tea' }, { act: 'removed', lineNo: 1, itemId: 'tea' }, { act: 'added', lineNo: 2, itemId: 'tea' }] : [{ act: 'added', lineNo: 2, itemId: 'tea' }, ...(removed ? [{ act: 'added', lineNo: 3, itemId: 'cup' }, { act: 'removed', lineNo: 3 }] : [])]
  const bought = owes === true ? { lines: [], liabilities: [{ owes: { kind: 'giftCard' }, amount: 5000 }] } : { lines: [line] }
  return { type: 'sale.completed', at, operator, body: { saleId: more.id ?? id(), total: owes === true ? 0 : total, ...bought, ...(customer === undefined ? {} : { customer }), tenders: [{ type: cash ? 'cash' : 'card', amount: total }], trail } }
}
export function refund(at: number, operator: string, more: { readonly of?: string; readonly void?: true; readonly total?: number; readonly instead?: boolean; readonly approver?: string; readonly drift?: number; readonly item?: string } = {}): Written {
  const { of, total = 1200, instead = false, approver, drift, item = 'tea' } = more
  const body = { kind: more.void === true ? 'void' : 'return', total, tenders: [{ type: 'cash', amount: total, from: instead ? 'instead' : 'taken' }], lines: [{ itemId: item }], ...(of === undefined ? {} : { original: { saleId: of } }) }
  return { type: 'refund.completed', at, operator, body, ...(approver === undefined ? {} : { approver }), ...(drift === undefined ? {} : { drift }) }
}
const plain = (type: string, at: number, operator: string, body: object = {}, approver?: string): Written => ({ type, at, operator, body, ...(approver === undefined ? {} : { approver }) })

/** One cashier's two hours at the register: sixty sales, and what comes with them. */
function slot(take: () => number, day: number, place: number, operator: string): Written[] {
  const from = start + day * 24 * hour + place * 2 * hour
  const made: Written[] = []
  const sales: { readonly id: string; readonly at: number }[] = []
  const asked = (at: number, act: (approver: string) => Written): void => {
    const approver = supervisors[Math.floor(take() * supervisors.length)] ?? 's1'
    if (take() < 0.05) made.push(plain('pin.refused', at - 20_000, approver, { purpose: 'approval' }))
    made.push(plain('approval.granted', at - 5000, operator, {}, approver), act(approver))
  }
  for (let index = 0; index < 60; index += 1) {
    const at = from + index * 2 * minute + Math.floor(take() * minute)
    const one = id()
    made.push(sale(at, operator, { id: one, cash: take() < 0.6, total: take() < 0.005 ? 60 : 150 + Math.floor(take() * 6000), ...(take() < 0.05 ? { ppm: 10_000 + Math.floor(take() * 9) * 10_000 } : {}), again: take() < 0.001, removed: take() < 0.04, ...(take() < 0.15 ? { customer: `k${Math.floor(take() * 150)}` } : {}), ...(take() < 0.01 ? { owes: true as const } : {}) }))
    const earlier = sales[Math.floor(take() * sales.length)]
    sales.push({ id: one, at })
    if (take() < 0.007) asked(at + 40_000, (approver) => refund(at + 40_000, operator, { of: one, void: true, approver }))
    if (take() < 0.014 && earlier !== undefined) made.push(refund(at + 50_000, operator, { of: earlier.id, total: 200 + Math.floor(take() * 4800), instead: take() < 0.05 }))
    if (take() < 0.002) asked(at + 55_000, (approver) => refund(at + 55_000, operator, { approver, item: `i${Math.floor(take() * 60)}` }))
    if (take() < 0.02) made.push(plain('basket.cancelled', at + 60_000, operator, { total: 300, ...(take() < 0.03 ? { handedBack: [] } : {}) }))
    if (take() < 0.015) {
      const basketId = id()
      made.push(plain('basket.suspended', at + 61_000, operator, { basketId }))
      if (take() < 0.97) made.push(plain('basket.resumed', at + 300_000, operator, { basketId }))
    }
    if (take() < 1 / 30) made.push(plain('drawer.opened', at + 65_000, operator, { reason: 'giveChange' }))
    if (take() < 0.01) made.push(plain('receipt.reprinted', at + 66_000, operator, { saleId: one }))
    if (take() < 0.02) made.push(plain('price.checked', at + 70_000, operator))
  }
  // Whoever is new trains before the first customer, or after the last.
  if (take() < 0.1) made.push(plain('training.ended', from - 10 * minute, operator, { startedAt: from - 40 * minute }))
  if (take() < 0.2) made.push(plain('cash.moved', from + hour, operator, { kind: 'payOut', amount: 100 + Math.floor(take() * 1900) }))
  made.push(count(from + 2 * hour - 1000, operator, day * 10 + place, take() < 0.3 ? 0 : Math.round((take() - 0.48) * 600)))
  return made
}

export function count(at: number, operator: string, shift: number, over: number): Written {
  return plain('shift.declared', at, operator, { shift, attempt: 1, tenders: [{ tender: 'cash', expected: 50_000, counted: 50_000 + over }] })
}

/** Five days, four cashiers one after the other, in another order each day. */
export function honestWeek(seed: number): Written[] {
  const take = random(seed)
  return [0, 1, 2, 3, 4].flatMap((day) => [plain('shift.opened', start + day * 24 * hour - minute, cashiers[day % cashiers.length] ?? 'c1', { float: take() < 0.05 ? 19_950 : 20_000, left: 20_000 }), ...cashiers.flatMap((_, place) => slot(take, day, place, cashiers[(place + day) % cashiers.length] ?? 'c1')), plain('shift.closed', start + day * 24 * hour + 8 * hour, 's1', {})])
}

/** As the journal has them: in order of time, with the register's own counter beside the clock. */
export function asJournal(written: readonly Written[]): readonly WatchedEntry[] {
  return written
    .toSorted((one, other) => one.at - other.at)
    .map(({ drift = 0, ...entry }, index) => ({ ...entry, epoch: 1, seq: index + 1, schemaVersion: 1, bootId: 'b', monoMs: entry.at - start - drift, businessDate: new Date(entry.at + 8 * hour).toISOString().slice(0, 10) }))
}

const times = <T>(many: number, make: (index: number) => T | readonly T[]): T[] => Array.from({ length: many }, (_, index) => make(index)).flat() as T[]
/** On another day of the week each, in the first cashier's own hours of it. */
const moment = (index: number): number => start + (index % 5) * 24 * hour + (((4 - (index % 5)) % 4) * 2 + 0.6) * hour + Math.floor(index / 5) * 3 * minute

/** What the first cashier does besides, by the rule that should find it. */
export const plants: Readonly<Record<LossRule, (take: () => number) => readonly Written[]>> = {
  noSales: (take) => times(11, (index) => plain('drawer.opened', moment(0) + index * 4 * minute + Math.floor(take() * minute), 'c1')),
  // Before it as often as after it.
  noSaleAfterRefund: () => times(5, (index) => [refund(moment(index), 'c1', { of: 'x' }), plain('drawer.opened', moment(index) + (index % 2 === 0 ? 50_000 : -50_000), 'c1')]),
  voidsOfCash: () => times(20, (index) => refund(moment(index), 'c1', { of: 'x', void: true, approver: 's2' })),
  voidsAlone: () => times(6, (index) => refund(moment(index), 'c1', { of: 'x', void: true })),
  lateVoids: () => times(4, (index) => refund(start + (index % 5) * 24 * hour + 7.8 * hour, 'c1', { of: 'x', void: true, approver: 's2' })),
  cheaperAgain: () => times(5, (index) => sale(moment(index), 'c1', { again: true })),
  cancelledPaid: () => times(4, (index) => plain('basket.cancelled', moment(index), 'c1', { total: 900, handedBack: [] })),
  cancelled: () => times(40, (index) => plain('basket.cancelled', moment(index), 'c1', { total: 900 })),
  neverResumed: () => times(4, (index) => plain('basket.suspended', moment(index), 'c1', { basketId: id() })),
  withoutReceipt: () => times(14, (index) => refund(moment(index), 'c1', { approver: 's1' })),
  ownRefunds: () => times(8, (index) => { const own = id(); return [sale(moment(index), 'c1', { id: own }), refund(moment(index) + 4 * minute, 'c1', { of: own })] }),
  withoutTraffic: () => times(3, (index) => refund(start + index * 24 * hour + 11 * hour, 'c1', { of: 'x' })),
  otherTender: () => times(5, (index) => refund(moment(index), 'c1', { of: 'x', instead: true, approver: 's3' })),
  justUnder: () => times(5, (index) => refund(moment(index), 'c1', { of: 'x', total: 4980 })),
  reprinted: () => times(3, (index) => { const own = id(); return [plain('receipt.reprinted', moment(index), 'c1', { saleId: own }), refund(moment(index) + 6 * minute, 'c1', { of: own })] }),
  lowered: () => times(90, (index) => sale(moment(index), 'c1', { ppm: 50_000 })),
  deepDiscounts: () => times(14, (index) => sale(moment(index), 'c1', { ppm: 100_000 })),
  lowSales: () => times(5, (index) => sale(moment(0) + index * 5 * minute, 'c1', { total: 1 })),
  checkedThenOpened: () => times(3, (index) => [plain('price.checked', moment(index) + 100, 'c1'), plain('drawer.opened', moment(index) + 500, 'c1')]),
  priceChecks: () => times(140, (index) => plain('price.checked', moment(index) + 100, 'c1')),
  linesRemoved: () => times(110, (index) => sale(moment(index), 'c1', { removed: true })),
  trainedAmidSales: () => times(3, (index) => [sale(moment(index), 'c1'), plain('training.ended', moment(index) + 4 * minute, 'c1', { startedAt: moment(index) + 20_000 }), sale(moment(index) + 5 * minute, 'c1')]),
  sameCustomer: () => times(7, (index) => sale(moment(index), 'c1', { ppm: 20_000, customer: 'friend' })),
  sameGoodsBack: () => times(4, (index) => refund(moment(index), 'c1', { approver: 's1', item: 'phone' })),
  floatMissing: () => times(3, (index) => plain('shift.opened', start + index * 24 * hour + 30_000, 'c1', { float: 15_000, left: 20_000 })),
  alwaysShort: () => times(6, (index) => count(start + (90 + index) * hour + 60 * hour, 'c1', 900 + index, -300)),
  exactCounts: () => times(6, (index) => count(start + (90 + index) * hour + 60 * hour, 'c1', 900 + index, 0)),
  guessedPin: () => [0, 20_000].map((later) => plain('pin.refused', moment(1) + later, 's2', { purpose: 'approval' })).concat(plain('approval.granted', moment(1) + 60_000, 'c1', {}, 's2')),
  oneApprover: () => times(140, (index) => plain('approval.granted', moment(index), 'c1', {}, 's1')),
  clockSet: () => [refund(moment(2), 'c1', { of: 'x', drift: 2 * hour })],
}
