import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReceiptCode, receiptCodeIn, receiptDigest } from './index.ts'
import { codeOf, date, numbersOfSale, saleFrom, value } from './refund.fixture.ts'

const named = 'tw1:3-10428:0193c0de-7b1a-7000-8000-00000000abcd'
const check = (text: string): string => Array.from({ length: 20 }, (_, at) => ((text.length + at) % 16).toString(16)).join('')
const aims = ['', ']Q1', ']Q3', ']d1', ']L2', ' ']

test('[RTQ-1] with the prefix of a scanner and in the other case it is the code as it was printed', () => {
  for (const aim of aims) for (const sent of [named, named.toUpperCase()]) expect(receiptCodeIn(`${aim}${sent}`)).toBe(named)
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), numbersOfSale).map(saleFrom), fc.constantFrom(...aims), fc.boolean(), ({ sale }, aim, small) => {
      const digest = receiptDigest(sale, { registerId: '01890a5d-ac96-774b-bcce-b302099a8057', soldOn: date }, check)
      const sent = `${aim}${small ? digest.toLowerCase() : digest}`
      expect(receiptCodeIn(sent)).toBe(digest)
      expect(value(readReceiptCode(sent, check)).kind).toBe('digest')
    }),
    { numRuns: 50 },
  )
})

test('[RTQ-1] what is left of a torn one, and one of a later version, are still told; letters of both cases stay as they are', () => {
  for (const text of ['tw1:', 'TW2:', 'TW2:AB', 'tw9:AbC', 'tw2:A', 'TW1:3-1:a']) {
    expect(receiptCodeIn(text)).toBe(text)
    expect(codeOf(readReceiptCode(text, check)), text).toBe('return.notAReceipt')
  }
})

test('[RTQ-1] goods, badges and addresses are none', () => {
  for (const text of ['', 'TW', 'TW-2:1', 'TWO:1', 'X TW2:AB', '6901028075831', ']C101069010280758311726123', 'https://example.com/tw1:3', 'B-0001', '29a3b4']) expect(receiptCodeIn(text), text).toBeUndefined()
})
