import { describe, expect, test } from 'vitest'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { cashSlip, exchangeReceiptOf, giftReceiptOf, markDuplicate, paperLanguages, receiptOf, refundReceiptOf, type PaperFacts, type PaperKind, type PaperTemplate, type ReceiptDocument } from '../domain/receipt/index.ts'
import { type RefundBody } from '../domain/refund/index.ts'
import { type SaleBody, type SaleLine } from '../domain/sale/index.ts'
import { developPaper, encode, profiles, type PrintedLine } from '../drivers/printer/index.ts'
import { firstLanguage, receiptWords, shiftWords } from './words/index.ts'

// Every paper of a counter but X and Z, worded to the full, in every choice of languages, at both widths: the worst that a store can set.

const widths = [['58 mm', profiles['generic-58']], ['80 mm', profiles['generic-80']]] as const
/** What stands in 32 columns and no more, so that both papers have it as one line: Latin, and Han at two columns each. */
const full = ['A line as wide as narrow paper is', '税号：91310000MA1FL0000X电话12345678'].map((line) => line.slice(0, line.startsWith('A') ? 32 : 24))
const lines = (prefix: string): readonly string[] => ['1', '2', '3', '4'].map((number) => `${prefix}${number}`).concat(full)
const template = (language: PaperTemplate['language'], logo: PaperTemplate['logo']): PaperTemplate => ({ headerLines: lines('HEAD'), footerLines: lines('FOOT'), legalLines: lines('LEGAL'), logo, language, without: [] })

const names = ['Sourdough Crème Brûlée Doughnut with Caramel Sauce, Box of Six', '康师傅红烧牛肉面（五连包）家庭装 超值优惠组合', 'Milk']
const line = (lineNo: number, more: Partial<SaleLine> = {}): SaleLine => ({
  lineNo, itemId: `i${lineNo}`, sku: `SKU-WITH-A-LONG-NUMBER-${lineNo}`, name: names[lineNo - 1] ?? '', quantity: thousandths(1000), unit: 'each', price: { minor: minor(12_345_678), per: thousandths(1000) },
  gross: minor(12_345_678), discount: minor(0), total: minor(12_345_678), taxClass: 'standard', rate: 130_000, tax: minor(1_420_300), ...more,
})
const sale: SaleBody = {
  saleId: '0193-5d3c-sale', number: '3-10428', basketId: 'b', openedAt: 1, currency: 'CNY', taxPack: 'CN-2019',
  lines: [line(1, { discount: minor(678), lineDiscount: minor(678), discountReason: 'damaged', total: minor(12_345_000) }), line(2, { unit: 'kg', quantity: thousandths(1284) }), line(3)],
  taxes: [{ rate: 130_000, net: minor(32_776_421), tax: minor(4_260_935), gross: minor(37_036_356) }],
  subtotal: minor(37_037_034), discount: minor(678), tax: minor(4_260_935), total: minor(37_036_356),
  tenders: [{ tenderNo: 1, type: 'card', amount: minor(37_000_000), approval: 'approvedOnTerminal' }, { tenderNo: 2, type: 'cash', amount: minor(36_356), received: minor(40_000), change: minor(3644) }],
  change: minor(3644), movements: [], trail: [],
}
const refund = (kind: RefundBody['kind']): RefundBody => ({
  refundId: 'r', number: '3-10429', kind, ...(kind === 'void' ? { voidReason: 'rungTwice' } : {}), basketId: 'b2', openedAt: 1, currency: 'CNY', taxPack: 'CN-2019', original: { saleId: sale.saleId, number: sale.number, soldOn: '2026-11-21', verified: 'unverified' },
  lines: sale.lines.map((sold) => ({ ...sold, quantity: thousandths(sold.quantity), saleLineNo: sold.lineNo, condition: 'stock', reason: 'faulty' })),
  taxes: sale.taxes, subtotal: sale.subtotal, discount: sale.discount, tax: sale.tax, total: sale.total, tenders: [{ tenderNo: 1, type: 'cash', amount: sale.total, from: 'instead' }], movements: [], trail: [],
})

function papers(language: PaperTemplate['language'], logo: PaperTemplate['logo'], store: string): readonly (readonly [string, PaperKind, ReceiptDocument])[] {
  const tags = language === 'store' ? store : language
  const words = receiptWords(tags)
  const facts: PaperFacts = {
    store: { chainName: 'Longbottom & Daughters 万家超市连锁有限公司', storeName: '南京西路店 High Street', storeLines: ['021-5555 5555', 'A street whose name is longer than any paper is wide, for sure'], logo: { width: 384, height: 2, rows: ['f'.repeat(96), '0'.repeat(96)] } },
    at: Date.parse('2026-11-21T14:03:59+08:00'), tzOffset: 480, operatorName: 'Bartholomäus Featherstonehaugh-Cholmondeley', memberEnd: '1234', words, language: firstLanguage(tags), marks: ['demo'], template: template(language, logo),
  }
  const shift = { ...facts, shiftWords: shiftWords(tags), nameOf: (id: string) => id, voucherName: (kind: string) => kind, approverName: 'Featherstonehaugh-Cholmondeley Bartholomäus' }
  const receipt = receiptOf({ ...facts, sale })
  return [
    ['receipt', 'receipt', receipt],
    ['duplicate', 'receipt', markDuplicate(receipt, words)],
    ['refund slip', 'refund', refundReceiptOf({ ...facts, refund: refund('return') })],
    ['void slip', 'refund', refundReceiptOf({ ...facts, refund: refund('void') })],
    ['exchange', 'receipt', exchangeReceiptOf({ ...facts, sale, refund: refund('return') })],
    ['gift receipt', 'gift', giftReceiptOf({ ...facts, sale, lines: [1, 2, 3], copy: 12 })],
    ...(['payIn', 'payOut', 'loan', 'pickup', 'banking', 'changeOrder'] as const).map((kind) => ['cash slip', 'cash', cashSlip({ movementId: 'm', number: 120, kind, amount: minor(37_036_356), reason: 'supplies', bag: 'BAG-0001-0002-0003-0004-0005-0006', note: 'A note that somebody typed and that goes on 并且还有中文 for more than a line', at: facts.at, operator: 'op' }, 'CNY', shift)] as const),
  ]
}
const cases = widths.flatMap(([width, profile]) => paperLanguages.flatMap((language) => (['en', 'zh-CN'] as const).filter((store) => language === 'store' || store === 'en').map((store) => ({ width, profile, language, store }))))

describe('every paper of the counter, worded to the full', () => {
  test.each(cases)('[PAPERFIT-1] at $width in $language ($store): no row overruns, amounts end at the edge, and header, footer, law and logo stand where they are said to', ({ profile, language, store }) => {
    for (const logo of ['top', 'bottom', 'off'] as const) {
      for (const [name, kind, document] of papers(language, logo, store)) {
        const { bytes, replaced } = encode(document, profile)
        const { items, errors } = developPaper(bytes, profile.columns)
        expect([name, errors, replaced]).toEqual([name, [], []])
        const printed = items.filter((item): item is PrintedLine => item.kind === 'line')
        expect([name, printed.filter(({ end, overflowed }) => overflowed || end > profile.columns).map(({ text }) => text)]).toEqual([name, []])
        // An amount in a column of its own is at the edge, whole.
        for (const { right } of document.blocks.filter((block) => block.kind === 'columns')) {
          if (!/^[-+]?[¥￥]?\d+\.\d\d$/.test(right)) continue
          expect([name, right, printed.some(({ text, end }) => end === profile.columns && text.replaceAll('￥', '¥').endsWith(right.replace('￥', '¥')))]).toEqual([name, right, true])
        }
        const rows = printed.map(({ text }) => text.trim())
        const of = (prefix: string): number[] => ['1', '2', '3', '4'].map((number) => rows.indexOf(`${prefix}${number}`))
        const places = [...of('HEAD'), ...of('FOOT'), ...of('LEGAL')]
        expect([name, places.includes(-1), places]).toEqual([name, false, places.toSorted((one, other) => one - other)])
        for (const wide of full) expect([name, wide, rows.filter((row) => row === wide).length]).toEqual([name, wide, 3])
        const pictures = document.blocks.map((block) => block.kind).filter((of) => of === 'logo')
        expect([name, kind, pictures.length]).toEqual([name, kind, logo === 'off' ? 0 : 1])
        const at = document.blocks.findIndex((block) => block.kind === 'logo')
        const goods = document.blocks.findIndex((block) => block.kind === 'columns')
        if (logo !== 'off') expect([name, logo, at < goods]).toEqual([name, logo, logo === 'top'])
      }
    }
  })

  test('[PAPERFIT-2] a duplicate says so at its head and above its cut, and a printed-again document is marked once', () => {
    for (const store of ['en', 'zh-CN'] as const) {
      const words = receiptWords(store)
      for (const [name, , document] of papers('store', 'top', store)) {
        const again = markDuplicate(markDuplicate(document, words), words)
        const marks = again.blocks.flatMap((block, index) => (block.kind === 'text' && block.text === words.marks.duplicate ? [index] : []))
        const cut = again.blocks.findLastIndex(({ kind }) => kind === 'cut')
        expect([name, marks]).toEqual([name, [0, (cut === -1 ? again.blocks.length : cut) - 1]])
      }
    }
  })
})
