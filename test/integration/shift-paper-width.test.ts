import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { cancelledLayAwayPaper, cashSlip, xPaper, zPaper, type ReceiptDocument, type ShiftPaperFacts } from '../../src/domain/receipt/index.ts'
import { giveDepositsBack } from '../../src/domain/refund/index.ts'
import { minor, type CurrencyCode } from '../../src/domain/money/index.ts'
import { carriedKinds, countedTenders, type Carried, type CashRecord, type ShiftReport, type ZBody } from '../../src/domain/shift/index.ts'
import { encode, profiles, type PrinterProfile } from '../../src/drivers/printer/index.ts'
import { developPaper, type PrintedLine } from '../../src/drivers/printer/simulator-paper.ts'
import { receiptWords, shiftWords } from '../../src/main/words/index.ts'

const papers = (['generic-58', 'generic-80', 'epson-58', 'epson-80'] as const).map((name): { readonly name: string; readonly profile: PrinterProfile } => ({ name, profile: profiles[name] }))
const languages = ['en', 'zh-CN'] as const
const shops = [{ currency: 'CNY' }, { currency: 'JPY' }, { currency: 'GBP' }] as const satisfies readonly { readonly currency: CurrencyCode }[]

const amount = fc.oneof(fc.integer({ min: 0, max: 99_999_999_99 }), fc.integer({ min: 0, max: 500_000 }))
const sum = fc.record({ count: fc.nat(9999), amount })
const turnover = fc.record({ sales: sum, refunds: sum, voids: sum, taxes: fc.constant([]) })
const said = { en: ['Change for the week-end market on the quay', 'Window cleaner', 'A', 'Superlongwordwithoutanyblankatallwhatsoever'], 'zh-CN': ['周末集市的找零与备用金补充', '清洁窗户', '一', '没有任何空格也没有标点的特别特别长的一句说明文字'] } as const
const people = { en: ['Bartholomew Featherstonehaugh-Cholmondeley', 'Li'], 'zh-CN': ['欧阳慕容上官婉儿', '李'] } as const

function reports(language: (typeof languages)[number], currency: CurrencyCode): fc.Arbitrary<ShiftReport> {
  const movement: fc.Arbitrary<CashRecord> = fc.record({ movementId: fc.constant('m'), number: fc.integer({ min: 1, max: 99_999 }), kind: fc.constantFrom('loan', 'pickup', 'payIn', 'payOut', 'banking', 'changeOrder'), amount, reason: fc.constantFrom('supplies', 'changeMoney', 'other'), bag: fc.constantFrom('B-1', 'BAG-20261122-0000001'), note: fc.constantFrom(...said[language]), at: fc.constant(1_763_700_000_000), operator: fc.constantFrom('0', '1'), approver: fc.constantFrom('0', '1') })
  const carried: fc.Arbitrary<Carried> = fc.oneof(fc.record({ id: fc.uuid(), amount }), fc.record({ id: fc.uuid(), amount, at: fc.constantFrom(1_763_700_000_000, 1_763_740_000_000), operator: fc.constantFrom('0', '1'), kind: fc.constantFrom(...carriedKinds) }))
  return fc.record({
    gross: amount, net: amount, noSales: fc.nat(99), reprints: fc.nat(99), rounding: fc.integer({ min: -99_999, max: 99_999 }), unread: fc.nat(9), float: amount,
    sales: sum, refunds: sum, voids: sum, cancelled: sum, overrides: sum,
    discounts: fc.array(fc.record({ key: fc.constantFrom('damaged', 'goodwill', 'priceToday'), count: fc.nat(99), amount }), { maxLength: 3 }),
    taxes: fc.array(fc.record({ rate: fc.constantFrom(130_000, 60_000, 88_750, 0), base: amount, tax: amount }), { maxLength: 3 }),
    tenders: fc.tuple(...countedTenders.map((tender) => fc.record({ tender: fc.constant(tender), expected: amount, counted: amount, overShort: fc.integer({ min: -99_999_999, max: 99_999_999 }) }))),
    others: fc.array(fc.oneof(fc.record({ type: fc.constant('foreignCash' as const), key: fc.constantFrom('USD', 'JPY'), count: fc.nat(999), amount, received: amount }), fc.record({ type: fc.constant('voucher' as const), key: fc.constantFrom('lunch', 'association-of-quay-street-shops'), count: fc.nat(999), amount, surplus: amount })), { maxLength: 3 }),
    liabilities: fc.array(fc.record({ key: fc.constantFrom('giftCard', 'storeCredit', 'deposit', 'account', 'of-a-later-version'), taken: sum, given: sum, back: sum }), { maxLength: 4 }),
    movements: fc.array(movement, { maxLength: 3 }),
    gaps: fc.array(fc.record({ from: fc.nat(99_999), to: fc.nat(99_999) }), { maxLength: 2 }),
    carriedPayments: fc.array(carried, { maxLength: 3 }),
    carriedBaskets: fc.array(carried, { maxLength: 3 }),
    suspendedShifts: fc.uniqueArray(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 3 }),
    day: turnover, month: turnover, year: turnover, grandTotal: fc.record({ sales: amount, refunds: amount }), floatCounted: fc.constantFrom(0 as const, 1 as const), shift: fc.integer({ min: 1, max: 99_999 }),
    registerNumber: fc.integer({ min: 1, max: 999 }), currency: fc.constant(currency), businessDate: fc.constant('2026-11-22'), openedAt: fc.constant(1_763_700_000_000), until: fc.constant(1_763_740_000_000), operators: fc.constant(['0', '1']), firstReceipt: fc.constant('999-1000000'), lastReceipt: fc.constant('999-1000999'),
  })
}

function factsIn(language: (typeof languages)[number]): ShiftPaperFacts {
  const nameOf = (id: string): string => people[language][Number(id)] ?? id
  return { store: { chainName: language === 'en' ? 'Longbottom & Daughters Provisions' : '万家超市连锁有限公司', storeName: language === 'en' ? 'High Street' : '南京西路店' }, at: 1_763_740_000_000, tzOffset: 480, operatorName: nameOf('0'), approverName: nameOf('1'), words: receiptWords(language), shiftWords: shiftWords(language), language, marks: ['demo', 'duplicate'], nameOf, voucherName: (kind) => kind }
}

/** What goes past the paper's edge, or was broken off by the printer itself; and amounts that do not end at the last column. */
function misfits(document: ReceiptDocument, profile: PrinterProfile): readonly string[] {
  const { bytes, replaced } = encode(document, profile)
  const { items, errors } = developPaper(bytes, profile.columns)
  const lines = items.filter((item): item is PrintedLine => item.kind === 'line')
  const long = lines.filter(({ end, overflowed }) => overflowed || end > profile.columns).map(({ text }) => text)
  const atTheEdge = lines.filter(({ end }) => end === profile.columns).map(({ text }) => text.replaceAll('￥', '¥'))
  const wanted = document.blocks.flatMap((block) => (block.kind === 'columns' && /^[-+¥£￥]?[\d.]+$/.test(block.right) ? [block.right] : []))
  const torn = wanted.filter((right) => !atTheEdge.some((text) => text.endsWith(right)))
  return [...long, ...torn, ...errors, ...replaced]
}

test.each(papers.flatMap((paper) => languages.map((language) => ({ ...paper, language }))))('[Z-11] no row of an X, a Z, a cash slip and the slip of a deposit paid back is longer than the paper, and no amount is cut ($language, $name)', ({ profile, language }) => {
  fc.assert(
    fc.property(fc.constantFrom(...shops).chain(({ currency }) => reports(language, currency)), fc.boolean(), (report, showsExpected) => {
      const facts = factsIn(language)
      const z: ZBody = { ...report, number: report.shift, from: { epoch: 1, seq: 1 }, head: { epoch: 3, seq: 1_234_567, hash: GENESIS_HASH }, toSafe: report.float, leave: report.net, bag: 'BAG-20261122-0000001', note: said[language][0], unsynced: 12, safe: report.gross, previous: GENESIS_HASH, hash: GENESIS_HASH, declaration: { at: 1, operator: '0', attempt: 2 } }
      const back = giveDepositsBack([{ saleId: 's', amount: minor(report.float), inCash: true }], { way: showsExpected ? 'credit' : 'cash', creditNumber: 'ABCD1234EFGH' })
      const deposit = cancelledLayAwayPaper({ ...facts, store: { ...facts.store, storeLines: [] } }, { number: 'L999-1234', currency: report.currency, amount: back.amount, payable: back.cash, rounding: back.rounding, sales: ['999-1000000'], tenders: back.tenders, approverName: facts.nameOf('1') })
      for (const document of [xPaper(report, facts, showsExpected), zPaper(z, facts), deposit, ...report.movements.map((movement) => cashSlip(movement, report.currency, facts))]) expect(misfits(document, profile)).toEqual([])
    }),
    { numRuns: 25 },
  )
})
