import { afterEach, beforeEach, expect, test } from 'vitest'
import { badge as contractOfBadge, longestScan, scan as contractOfScan, type CounterView } from '../../contracts/ipc/index.ts'
import { longestDigest } from '../../domain/refund/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { queries } from '../queries/index.ts'
import { commands, signOn } from './index.ts'
import { code, testItems, testRegister, value, type TestRegister } from './register.fixture.ts'

const water = '6901234567892'
const named = 'tw1:3-10428:0193c0de-7b1a-7000-8000-00000000abcd'
let register: TestRegister
beforeEach(() => {
  register = testRegister()
  value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
})
afterEach(() => register.remove())

const scanned = (barcode: string): Result<CounterView> => commands.scan(register.context(), { barcode })
const refused = (receipt: string) => ({ ok: false, refusal: { code: 'receipt.scanned', params: { code: receipt } } })

test('[RETQ-1] the code of a receipt is no line, and what it says is told whole; the basket is as it was, or there is none', () => {
  expect(scanned(named)).toEqual(refused(named))
  expect(register.database.seat('counter').basketId).toBeUndefined()
  value(scanned(water))
  const before = register.database.basket(register.database.seat('counter').basketId ?? '')
  const digest = `TW2:${'0A+'.repeat(300)}`
  for (const [sent, printed] of [[named, named], [`]Q1${named}`, named], [named.toUpperCase(), named], [digest, digest], [`]Q1${digest}`, digest], [digest.toLowerCase(), digest], ['TW2:AB', 'TW2:AB']] as const) expect(scanned(sent)).toEqual(refused(printed))
  expect(register.database.basket(before?.id ?? '')).toEqual(before)
  expect(value(scanned('TW-1')).basket?.lines.map(({ kind }) => kind)).toEqual(['item', 'unresolved'])
})

test('[RETQ-1] goods that a shop sells under such a code are sold, and nobody who is not signed on hears what a receipt says', () => {
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveItems([{ item: { ...testItems[0]!.item, id: 'odd', sku: 'odd' }, barcodes: [named] }]) })))
  expect(value(scanned(named)).basket?.lines).toMatchObject([{ kind: 'item', sku: 'odd' }])
  expect(code(commands.scan(register.context(undefined, 'nobody'), { barcode: named }))).toBe('operator.notSignedOn')
})

test('[RETQ-1] the contract lets the longest code of a receipt in, and nothing else that long', () => {
  const takes = (barcode: string): boolean => contractOfScan.input.safeParse({ barcode }).success
  const longest = 'TW2:'.padEnd(longestDigest, 'A')
  expect([longest, `]Q1${longest}`, '7'.repeat(256)].map(takes)).toEqual([true, true, true])
  // Nobody signed on yet: the page asks whose badge it is, and is told nobody's.
  expect(contractOfBadge.input.safeParse({ badge: `]Q1${longest}` }).success).toBe(true)
  expect(code(queries.badge({ reader: register.database, seat: 'counter' }, { badge: longest }))).toBe('badge.unknown')
  expect(['7'.repeat(257), 'TW2:'.padEnd(longestScan + 1, 'A'), ' '].map(takes)).toEqual([false, false, false])
})
