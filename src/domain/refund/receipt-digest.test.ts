import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody } from '../sale/index.ts'
import { toBase41, fromBase41 } from './base41.ts'
import { digestReader, DigestEnd, digestWriter } from './digest-bytes.ts'
import { checkRefund, goodsOfDigest, leftToReturn, longestDigest, priceReturns, readReceiptCode, receiptDigest, refundBody, settleReturn } from './index.ts'
import { codeOf, date, itemLine, numbersOfSale, packs, refunded, returning, ruleOf, saleFrom, shops, sold, value } from './refund.fixture.ts'

const anySale = fc.array(fc.nat(1_000_000), numbersOfSale).map(saleFrom)
/** Stands for an HMAC: a sum over every letter and its place. The real one is the command's; here any change must change it. */
function check(text: string): string {
  let [low, high] = [7n, 11n]
  for (const letter of text) {
    low = (low * 1_099_511_628_211n + BigInt(letter.charCodeAt(0))) % 18_446_744_073_709_551_557n
    high = (high * 6_364_136_223_846_793_005n + low) % 18_446_744_073_709_551_533n
  }
  return `${low.toString(16).padStart(16, '0')}${high.toString(16).padStart(16, '0')}`
}
const where = { registerId: '01890a5d-ac96-774b-bcce-b302099a8057', soldOn: date }
const uuid = '01890a5d-ac96-774b-bcce-b302099a8058'
const digestOf = (sale: SaleBody): string => receiptDigest(sale, where, check)
const read = (text: string) => value(readReceiptCode(text, check))

/** What a refund made at another register is made of. */
function expected(sale: SaleBody) {
  return {
    kind: 'digest',
    sale: {
      ...where,
      saleId: sale.saleId,
      number: sale.number,
      currency: sale.currency,
      taxPack: sale.taxPack,
      total: sale.total,
      taxes: sale.taxes.map(({ rate, taxGroup, parts }) => ({ rate, ...(taxGroup === undefined ? {} : { taxGroup, parts }) })),
      tenders: sale.tenders.map((tender) => ({ tenderNo: tender.tenderNo, type: tender.type, amount: tender.amount, ...(tender.type === 'rounding' ? { rule: tender.rule } : {}) })),
      lines: sale.lines.map(({ lineNo, sku, quantity, total, tax, rate, taxGroup }) => ({ lineNo, sku, quantity, total, tax, rate, ...(taxGroup === undefined ? {} : { taxGroup }) })),
    },
  }
}

test('[RET-15] a digest read again is the sale, as far as a return needs it', () => {
  fc.assert(
    fc.property(anySale, ({ sale }) => {
      expect(read(digestOf(sale))).toStrictEqual(expected(sale))
    }),
    { numRuns: 300 },
  )
})

test('[RET-15] any code of an item, id, tender and compound tax survives', () => {
  const compound = sold({ currency: 'CAD', pack: 'CA-QC-2012', classes: [] }, [itemLine(1, { sku: '茶-7 é' }), itemLine(2, { sku: '0690123' }), itemLine(3, { sku: '6901234567892' })])
  const old: SaleBody = { ...compound, saleId: uuid, taxes: [{ ...compound.taxes[0]!, taxGroup: 'GST:50000*QST:99750' }], lines: compound.lines.map((line) => ({ ...line, taxGroup: 'GST:50000*QST:99750' })), tenders: [{ tenderNo: 1, type: 'exchange', amount: minor(1), refundId: 'r' }, { tenderNo: 2, type: 'wallet', amount: minor(compound.total - 1), payment: { attemptId: 'a' } }] }
  expect(read(digestOf(old))).toStrictEqual(expected(old))
})

test('[RET-15] it is letters that QR holds closely and no keyboard changes, with no space to lose', () => {
  fc.assert(
    fc.property(anySale, ({ sale }) => {
      expect(digestOf(sale)).toMatch(/^TW2:[0-9A-Z+\-./:]+$/)
    }),
    { numRuns: 50 },
  )
})

const twenty = (lines: number, sku: (index: number) => string): SaleBody => {
  const shop = shops.find(({ pack }) => pack === 'US-NY-NYC')!
  const items = Array.from({ length: lines }, (_, index) => itemLine(index + 1, { sku: sku(index), quantity: thousandths(1000 * (1 + (index % 9))), price: { minor: minor(99_999 - index), per: thousandths(1000) }, taxClass: index % 2 === 0 ? 'standard' : 'cityService' }))
  return { ...sold(shop, items, (total) => [{ type: 'card', amount: minor(Math.floor(total / 2)) }, { type: 'cash' }]), saleId: uuid, number: '12-1234567' }
}

test('[RET-17] twenty lines of stacked tax fit a QR code of version 20, and what does not fit says to ask head office', () => {
  expect(longestDigest).toBe(970)
  for (const sku of [(index: number) => String(6_901_234_567_000 + index), (index: number) => `SKU-${1_000_000 + index}`]) {
    const text = digestOf(twenty(20, sku))
    expect(text.length).toBeLessThanOrEqual(longestDigest)
    expect(read(text).kind).toBe('digest')
  }
  const long = twenty(80, (index) => `SKU-${1_000_000 + index}`)
  const { taxes: _, tenders: __, lines: ___, ...head } = expected(long).sale
  expect(digestOf(long).length).toBeLessThan(150)
  expect(read(digestOf(long))).toStrictEqual({ kind: 'headOffice', head })
  const odd = twenty(1, () => 'x')
  expect(read(digestOf({ ...odd, taxes: odd.taxes.map((bucket) => ({ ...bucket, taxGroup: 'not its parts' })) })).kind).toBe('headOffice')
})

test('[RET-16] any changed, lost or added character is refused', () => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./: az茶'
  fc.assert(
    fc.property(anySale, fc.nat(), fc.nat(letters.length - 1), fc.constantFrom('change', 'lose', 'add'), ({ sale }, pick, letter, how) => {
      const text = digestOf(sale)
      const at = pick % text.length
      const changed = text.slice(0, at) + (how === 'lose' ? '' : letters.charAt(letter)) + text.slice(how === 'add' ? at : at + 1)
      fc.pre(changed !== text)
      const read = readReceiptCode(changed, check)
      // A blank beside it, or the prefix in the other case, is what guns do to a code: it says the same sale, to the letter.
      if (read.ok) expect([changed.trim().toUpperCase(), read]).toEqual([text, readReceiptCode(text, check)])
      else expect(codeOf(read)).toMatch(/^return\.(notGenuine|notAReceipt)$/)
    }),
    { numRuns: 1000 },
  )
})

test('[RET-16] another key is refused, and a text that is no code is none; nothing throws', () => {
  const text = digestOf(sold(shops[0]!, [itemLine(1)]))
  expect(codeOf(readReceiptCode(text, (said) => check(`other key ${said}`)))).toBe('return.notGenuine')
  for (const none of ['', 'TW2:', 'TW2:123456789012345', '6901234567892', 'tw1:', 'tw1:1-1', 'tw1:1-1:a b', 'tw1:1-1:x:y', 'TW1:1-1:x']) expect(codeOf(readReceiptCode(none, check)), none).toBe('return.notAReceipt')
  expect(readReceiptCode('tw1:3-10428:0193-sale', check)).toEqual({ ok: true, value: { kind: 'number', number: '3-10428', saleId: '0193-sale' } })
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((rest) => `TW2:${rest}`), fc.string().map((rest) => `tw1:${rest}`)), (any) => void readReceiptCode(any, check)), { numRuns: 500 })
})

test('[RET-16] genuine bytes of a newer version, or with more or fewer of them, are no receipt and no bug', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const said = `TW2:${toBase41([...bytes])}`
      const seal = toBase41(Array.from({ length: 10 }, (_, at) => Number.parseInt(check(said).slice(2 * at, 2 * at + 2), 16)))
      const result = readReceiptCode(said + seal, check)
      if (!result.ok) expect(result.refusal.code).toBe('return.notAReceipt')
    }),
    { numRuns: 1000 },
  )
  expect(() => receiptDigest(sold(shops[0]!, [itemLine(1)]), where, () => 'abc')).toThrow(RangeError)
})

test('[RET-15] bytes and integers of any size come back, and none of another spelling does', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => { expect(fromBase41(toBase41([...bytes]))).toEqual([...bytes]) }))
  fc.assert(fc.property(fc.string({ maxLength: 12 }), (text) => { const bytes = fromBase41(text); if (bytes !== undefined) expect(toBase41(bytes)).toBe(text) }), { numRuns: 500 })
  for (const text of ['0', '::', ':::', 'a00', '0000']) expect(fromBase41(text), text).toBeUndefined()
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: -1e15, max: 1e15 }), fc.oneof(fc.string(), fc.uuid(), fc.nat().map(String)), (natural, signed, text) => {
      const writer = digestWriter()
      writer.integer(natural)
      writer.signed(signed)
      writer.text(text)
      const reader = digestReader(writer.bytes)
      expect([reader.integer(), reader.signed(), reader.text(), reader.isAtEnd()]).toEqual([natural, signed, text, true])
      expect(() => reader.integer()).toThrow(DigestEnd)
    }),
  )
  for (const bytes of [[255, 255, 255, 255, 255, 255, 255, 255, 127], [0, 9, 65], [3], [1, 0]]) expect(() => { const reader = digestReader(bytes); if (bytes.length > 8) reader.integer(); else reader.text() }, String(bytes)).toThrow(DigestEnd)
})

test('[RET-19] goods of a receipt alone are at what was paid for all of them, unverified, and of the item that the line names', () => {
  const sale = sold(shops[2]!, [itemLine(1, { quantity: thousandths(3000), discount: { kind: 'amount', minor: minor(50), reason: 'staff' } })])
  const digest = digestOf(sale)
  const code = read(digest)
  if (code.kind !== 'digest') throw new Error(code.kind)
  const item = { id: 'here-1', sku: 's1', names: { en: 'Tea' }, unit: 'each', taxClass: 'standard' } as const
  const wanted = { sale: code.sale, saleLineNo: 1, quantity: thousandths(1000), item, digest, condition: 'stock', reason: 'faulty' } as const
  expect(value(goodsOfDigest(wanted, []))).toStrictEqual({
    origin: { saleId: 'sale-1', saleNumber: '3-1', saleLineNo: 1, soldOn: date, verified: 'unverified', digest },
    itemId: 'here-1', sku: 's1', names: { en: 'Tea' }, quantity: 1000, unit: 'each', price: { minor: 1000, per: 3000 }, taxClass: 'standard', condition: 'stock', reason: 'faulty', left: 3000,
  })
  expect(value(goodsOfDigest(wanted, [refunded(sale, [{ lineNo: 1, quantity: 2000 }])])).left).toBe(1000)
  expect(codeOf(goodsOfDigest({ ...wanted, item: { ...item, sku: 's2' } }, []))).toBe('return.lineUnknown')
  expect(codeOf(goodsOfDigest({ ...wanted, saleLineNo: 2 }, []))).toBe('return.lineUnknown')
})

test('[RET-19] a refund made from a receipt alone pays what one made with the sale pays, and says that nobody has seen it', () => {
  fc.assert(
    fc.property(anySale, fc.boolean(), ({ shop, sale }, whole) => {
      const wanted = (whole ? sale.lines : sale.lines.slice(0, 1)).map(({ lineNo, quantity }) => ({ lineNo, quantity }))
      const known = refunded(sale, wanted, [], ruleOf(shop))
      const code = read(digestOf(sale))
      if (code.kind !== 'digest') throw new Error(code.kind)
      expect(leftToReturn(code.sale, [])).toEqual(leftToReturn(sale, []))
      const basket = returning(sale, wanted)
      const unseen = { ...basket, lines: basket.lines.map((line) => (line.kind === 'return' ? { ...line, origin: { ...line.origin!, verified: 'unverified' as const, digest: digestOf(sale) } } : line)) }
      const source = { sale: code.sale, refunds: [] }
      const priced = value(priceReturns(unseen, source))
      const body = refundBody({ refundId: 'r', number: '4-1', basket: unseen, priced, settled: settleReturn(priced.total, { source, ...ruleOf(shop) }), language: 'en', taxPackId: code.sale.taxPack })
      expect(body.original?.verified).toBe('unverified')
      expect([body.total, body.tax, body.payable, body.tenders.map(({ type, amount }) => [type, amount])]).toEqual([known.total, known.tax, known.payable, known.tenders.map(({ type, amount }) => [type, amount])])
      expect(body.taxes).toEqual(known.taxes)
      expect(checkRefund(body, packs, source)).toEqual([])
    }),
    { numRuns: 150 },
  )
})
