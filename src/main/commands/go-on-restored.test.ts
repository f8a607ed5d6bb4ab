import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../db/index.ts'
import { type EntryContent, makeEntry, parseEntry } from '../../domain/journal/index.ts'
import { commands, goOnInNextEpoch, openRegister, takeOverEntries } from './index.ts'
import { staffedRegister, testRegister, value, type TestRegister } from './register.fixture.ts'

let register: TestRegister
const instance = randomUUID()
beforeEach(() => {
  register = testRegister()
  // Two entries of epoch 1, of which head office has the first.
  for (let started = 0; started < 2; started += 1) value(openRegister(register.context(), { appVersion: '0.1.0', schemaVersion: 80 }))
  goOn(1, 4)
})
afterEach(() => register.remove())

function goOn(seq: number, to: number): void {
  const { epoch } = register.database.facts()
  value(goOnInNextEpoch(register.context(), { newest: epoch, partings: [{ epoch: 1, seq, to }], headOffice: { epoch: 1, seq: to, hash: 'a'.repeat(64) }, latest: [], instance }))
}

interface Held {
  readonly id: string
  readonly text: string
}

/** What head office has behind the first entry: of the same register, written by a file that is gone. */
function heldByHeadOffice(count: number): readonly Held[] {
  const { registerId } = register.database.facts()
  const [first] = register.database.entriesAfter(1, 0, 1)
  const content = first === undefined ? undefined : parseEntry(first.text)
  if (first === undefined || content === undefined) throw new Error('no first entry')
  let { hash } = first
  return Array.from({ length: count }, (_, at) => {
    const held: EntryContent = { ...content, register: registerId, epoch: 1, seq: at + 2, id: randomUUID() }
    const entry = makeEntry(held, hash, sha256)
    hash = entry.hash
    return { id: held.id, text: entry.text }
  })
}

const left = (): unknown => register.database.facts().left?.map(({ epoch, seq, taken, to }) => ({ epoch, seq, taken, to }))
const idsIn = (epoch: number): readonly string[] => register.database.entriesAfter(epoch, 0, 99).map(({ id }) => id)
const take = (after: number, held: readonly Held[], to: number): ReturnType<typeof takeOverEntries> => takeOverEntries(register.context(), { epoch: 1, after, texts: held.map(({ text }) => text), to })

test('[REP-7] what only head office has of an epoch comes into the next one in slices, in order, each id once', () => {
  const held = heldByHeadOffice(3)
  value(take(1, held.slice(0, 2), 4))
  expect(left()).toEqual([{ epoch: 1, seq: 1, taken: 3, to: 4 }])
  expect(take(2, held.slice(1), 4)).toMatchObject({ ok: false, refusal: { params: { reason: 'notNext' } } })
  value(take(3, held.slice(2), 4))
  value(take(1, held, 4))
  expect(left()).toEqual([{ epoch: 1, seq: 1, taken: 4, to: 4 }])
  expect(idsIn(2).slice(2)).toEqual(held.map(({ id }) => id))
})

test('[REP-6] [REP-7] a head office that was restored itself has others there by now: they are taken from where both part, and what came before stays', () => {
  const [before, now] = [heldByHeadOffice(3), heldByHeadOffice(2)]
  value(take(1, before, 4))
  value(take(1, now, 3))
  expect(left()).toEqual([{ epoch: 1, seq: 1, taken: 3, to: 3 }])
  expect(idsIn(2).slice(2)).toEqual([...before, ...now].map(({ id }) => id))
})

test('[REP-7] parted once more from further back: what came again then does not come a third time', () => {
  const [first, second] = idsIn(1)
  expect(idsIn(2).slice(1)).toEqual([second])
  goOn(0, 2)
  expect(idsIn(3).slice(1)).toEqual([first])
  expect(left()).toEqual([{ epoch: 1, seq: 0, taken: 0, to: 2 }, { epoch: 2, seq: 2, taken: 2, to: 2 }])
})

test('[MEND-10] of a file that was put there by hand, no sale of before looks just paid; what was sold since the start does', () => {
  const sold = staffedRegister()
  const of = (bootId: string): ReturnType<TestRegister['context']> => ({ ...sold.context(), moment: () => ({ ...sold.context().moment(), bootId }) })
  const sell = (): void => {
    const { basket } = value(commands.scan(of('this'), { barcode: '6901234567892' }))
    value(commands['complete-sale'](of('this'), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  }
  const next = (bootId: string): unknown => {
    const { epoch } = sold.database.facts()
    value(goOnInNextEpoch(of(bootId), { newest: epoch, partings: [], headOffice: { epoch, seq: 9, hash: 'a'.repeat(64) }, latest: [], instance }))
    return sold.database.seat('counter')
  }
  try {
    sell()
    expect(next('this')).toMatchObject({ operatorId: 'op-1', lastSaleId: expect.stringMatching(/^0/u) as string })
    expect(next('another')).toEqual({ seat: 'counter', operatorId: 'op-1' })
  } finally {
    sold.remove()
  }
})
