import { randomUUID } from 'node:crypto'
import { claimOf } from '../../days/day.fixture.ts'
import { createIngest } from '../../ingest/ingest.ts'
import { type EntryReader, readEntry } from '../../ingest/read-entry.ts'
import { appendRefund, appendSale, refundedBody, soldBody } from '../../refunds.fixture.ts'
import { append, batchOf, signed, testRegister, type TestRegister } from '../../register.fixture.ts'
import { type HeadOfficeStore } from '../port.ts'
import { zOf } from '../z.fixture.ts'

const demo = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }
const start = Date.UTC(2026, 10, 21, 12)
const customer = randomUUID()
const card = '636400001234'

function sold(number: string, more: object) {
  return { saleId: randomUUID(), number, currency: 'GBP', total: 700, tenders: [{ type: 'cash', amount: 700 }], lines: [], ...more }
}

/** Whatever can be asked of a store once, so that each of its statements is heard. */
export async function askedOfEverything(store: HeadOfficeStore): Promise<void> {
  const storeId = await store.ensureStore(demo, start)
  let now = start
  const enrolled = async (like?: TestRegister): Promise<TestRegister> => {
    const register = like ?? testRegister()
    await store.addCode(storeId, register.id, start + 1e9, start)
    await store.enrol({ codeHash: register.id, register: register.id, publicKey: register.publicKey }, start)
    return register
  }
  const send = async (register: TestRegister, from: number, { reader, ...more }: { readonly reader?: EntryReader; readonly refundsAsked?: readonly string[]; readonly conflict?: { readonly ownSeq: number; readonly ownHash: string } } = {}): Promise<void> => {
    const body = JSON.stringify({ ...batchOf(register, from, register.entries.length), ...more, contradictedAfter: { at: 0, refundId: '' } })
    await createIngest({ store, clock: () => (now += 1), log: () => {}, changed: () => {}, ...(reader !== undefined && { reader }) })({ register: register.id, wire: Buffer.from(body), signature: signed(register, body) })
  }

  const [first, second] = [await enrolled(), await enrolled()]
  const sale = soldBody('1-1', [{ price: 700, pieces: 3 }])
  appendSale(first, sale)
  append(first, { body: sold('1-2', { tenders: [{ type: 'account', amount: 700, customer }], customer }) })
  append(first, { type: 'customer.limitSet', body: { customerId: customer, limit: 100 } })
  append(first, { body: sold('1-3', { liabilities: [{ owes: { kind: 'giftCard', number: card }, amount: 500 }] }) })
  await send(first, 1)
  // Both spend the card and give the same goods back.
  await store.holdStoredValue(storeId, { register: second.id, kind: 'giftCard', number: card, amount: 400 }, now)
  const spent = sold('2-1', { tenders: [{ type: 'giftCard', number: card, amount: 900 }] })
  append(second, { body: spent })
  const refunds = [refundedBody('2-2', sale, [{ lineNo: 1, pieces: 3 }]), refundedBody('2-3', sale, [{ lineNo: 1, pieces: 3 }])]
  for (const refund of refunds) appendRefund(second, refund)
  await send(second, 1, { refundsAsked: refunds.map(({ refundId }) => refundId) })
  await send(first, first.entries.length + 1)
  await store.holdStoredValue(storeId, { register: second.id, kind: 'giftCard', number: card, amount: 0 }, now)
  await store.putAwayOverspent(storeId, spent.saleId, { by: 'Ann', at: now, note: 'seen' })
  for (const { refundId } of refunds) await store.refundDocuments(storeId, refundId)
  await store.putAwayRefund(storeId, refunds[1]?.refundId ?? '', { by: 'Ann', at: now })

  // A Z that could not be read when it came, and is then; one entry that stays what it is.
  append(first, { type: 'shift.closed', body: zOf(1) })
  append(first, { body: sold('1-4', { total: 'five' }) })
  const z = first.entries.length - 1
  const place = { register: first.id, epoch: 1, seq: z }
  await send(first, z, { reader: (text, at) => (at.seq === z ? { readable: false, reason: 'header-unreadable' } : readEntry(text, at)) })
  await store.quarantined(storeId, place)
  await store.sendAgain(storeId, { place, by: 'Ann' }, now)
  await store.discardQuarantined(storeId, { place: { ...place, seq: z + 1 }, by: 'Ann', note: 'nothing' }, now)
  await store.restoreQuarantined(storeId, { place: { ...place, seq: z + 1 }, by: 'Ann' }, now)
  await store.quarantineOf(storeId, first.id)
  await store.proveDay(storeId, { register: first.id, ...claimOf(first, '2026-11-21') }, now)
  await store.registerJournal(storeId, { register: first.id, epoch: 1, points: [{ seq: 1, hash: first.entries[0]?.hash ?? '' }] })

  // It was cloned; one of the two says that it was restored, and somebody settles the other.
  const later = testRegister(2, second)
  append(later, { type: 'register.restored', body: { from: { epoch: 1, seq: 3 }, headOffice: { epoch: 1, seq: 3 }, partings: [{ epoch: 1, seq: 1, to: 3 }] } })
  await send(later, 1)
  append(second)
  await send(second, second.entries.length)
  await store.settleTwins(storeId, second.id, { goesOn: 2, by: 'Ann', at: now })

  await store.editFeed(storeId, { feed: 'items', rows: [{ id: 'tea', text: '{}', seenVersion: 0, search: 'tea', codes: ['1'] }], by: 'Ann' }, now)
  const feed = { feed: 'items', cursor: { version: 0, setHash: '' } } as const
  await store.readFeed(storeId, feed)
  await store.readFeed(storeId, { ...feed, page: { to: 1, snapshot: false, after: { version: 0, id: '' } } })
  await store.feedHead(storeId, 'items')
  await store.feedArrived(storeId, { feed: 'items', register: first.id, version: 1 }, now)
  await store.feedArrivals(storeId, 'items')
  await store.feedRows(storeId, 'items', { words: ['tea'], limit: 5 })
  await store.feedRow(storeId, 'items', 'tea')
  await store.feedRowsOf(storeId, 'items', ['tea'])
  await store.lockRegister(storeId, first.id, { reason: 'stolen', by: 'Ann', at: now })
  await store.lockHeard(storeId, first.id, now)
  await store.overview(now)
  await store.unlockRegister(storeId, first.id)
  await store.retireRegister(storeId, first.id, { by: 'Ann', at: now + 1e9 })
  await store.restCalled(storeId, { register: first.id, epoch: 1, end: { seq: 99, hash: 'f' }, documents: [99], isAll: true }, now)
  await store.takeRest(storeId, first.id, { by: 'Ann', note: 'ours', at: now })
  await store.endDays(storeId, first.id, { by: 'Ann', note: 'burnt', at: now })
  await store.retire(second.id, now)
}
