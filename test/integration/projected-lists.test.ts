import { afterEach, expect, test } from 'vitest'
import { completeSale } from '../../src/main/commands/complete-sale.ts'
import { staffedRegister, value, type TestRegister } from '../../src/main/commands/register.fixture.ts'
import { scan } from '../../src/main/commands/scan.ts'
import { hostReader } from '../../src/main/core/reader.ts'
import { type FromCore, type ToCore } from '../../src/main/core/messages.ts'

let register: TestRegister | undefined
afterEach(() => register?.remove())

/** The reader on a real file, in this thread: what it said so far, and a way to say something to it. */
function readerOf({ path }: TestRegister) {
  const said: FromCore[] = []
  let hear: (message: ToCore) => void = () => undefined
  hostReader({ post: (message) => void said.push(message), onMessage: (listener) => void (hear = listener), onClose: () => undefined, close: () => undefined })
  hear({ kind: 'open', settings: { databasePath: path, keyPath: `${path}.keys`, mode: 'demo', appVersion: '0.1.0' } })
  return { said, ask: (id: number, name: string, input: unknown) => hear({ kind: 'call', id, to: 'reader', name, input, seat: 'counter', request: `request-${id}` }) }
}

test('[CORE-10] a list of receipts that is opened right after a sale waits until it is made, and has that sale; the counter waits for nothing', async () => {
  register = staffedRegister()
  const { database } = register
  while (database.project(500) > 0);
  const reader = readerOf(register)
  const { basket } = value(scan(register.context(), { barcode: '6901234567892' }))
  const { lastSale } = value(completeSale(register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  expect(database.isProjected()).toBe(false)
  reader.ask(1, 'receipts', { limit: 10 })
  reader.ask(2, 'counter', {})
  expect(reader.said.map((message) => (message.kind === 'answer' ? message.id : message.kind))).toEqual(['started', 2])
  while (database.project(500) > 0);
  await expect.poll(() => reader.said.at(-1)).toMatchObject({ kind: 'answer', id: 1, result: { ok: true, value: { receipts: [{ number: lastSale?.number }] } } })
})

test('[CORE-10] one that is never made is answered all the same, with what there is', async () => {
  register = staffedRegister()
  const reader = readerOf(register)
  expect(register.database.isProjected()).toBe(false)
  reader.ask(1, 'receipts', { limit: 10 })
  await expect.poll(() => reader.said.at(-1), { timeout: 10_000 }).toMatchObject({ kind: 'answer', id: 1, result: { ok: true, value: { receipts: [] } } })
})
