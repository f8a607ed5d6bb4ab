import { describe, expect, test } from 'vitest'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { receiptOf, type ReceiptWords } from '../../domain/receipt/index.ts'
import { type SaleBody, type SaleLine } from '../../domain/sale/index.ts'
import { bitmapOf } from './bitmap.ts'
import { encode } from './esc-pos.ts'
import { type PrinterProfile, profiles } from './profiles.ts'
import { developPaper, type PrintedLine } from './simulator-paper.ts'

const words: Readonly<Record<'en' | 'zh', ReceiptWords>> = {
  en: {
    receipt: 'Receipt', cashier: 'Cashier', sku: 'SKU', giftReceipt: 'GIFT', giftCopy: 'COPY', giftNote: 'NOTE', itemCount: 'Items', subtotal: 'Subtotal', discount: 'Discount', onBasket: 'of which on everything', netWeight: 'Net', presetTare: 'Preset tare', scaleTare: 'Tare', typedWeight: 'Manual weight', priceWas: 'Price was', total: 'Total', tax: 'VAT', net: 'net', cash: 'Cash',
    card: 'Card', approvedOnTerminal: 'Approved on terminal', wallet: 'Wallet', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' }, faceValue: 'Value', leftOnIt: 'Left', keepPaper: 'Keep', noChange: 'No change', terminalId: 'Terminal', terminalReceipt: 'Slip', trace: 'Trace', saidByOperator: 'Confirmed by staff',
    refund: 'Refund', voided: 'Void', forReceipt: 'For receipt', withoutReceipt: 'Without receipt', saleNotVerified: 'Not verified', returnedGoods: 'Returned', soldGoods: 'Sold', refundTotal: 'Refund total', toPayBack: 'To pay back', paidBack: { cash: 'Paid back in cash', card: 'Paid back to card', wallet: 'Paid back to wallet' }, refundedOnTerminal: 'Refunded on the card terminal', exchange: 'Exchange',
    received: 'Received', change: 'Change', farewell: 'Thank you', levies: { salesTax: 'Sales tax', consumptionTax: 'Consumption tax' }, cashRounding: { nearest: 'Cash rounding', down: 'Rounded down' }, toPay: 'To pay',
    units: { kg: 'kg', l: 'l', m: 'm' }, marks: { demo: 'DEMO - NOT A PROOF OF PURCHASE', training: 'TRAINING', duplicate: 'DUPLICATE' },
  },
  zh: {
    receipt: '小票', cashier: '收银员', sku: 'SKU', giftReceipt: 'GIFT', giftCopy: 'COPY', giftNote: 'NOTE', itemCount: '件数', subtotal: '小计', discount: '优惠', onBasket: '其中整单优惠', netWeight: '净重', presetTare: '预置皮重', scaleTare: '皮重', typedWeight: '手工输入', priceWas: '原价', total: '合计', tax: '增值税', net: '不含税', cash: '现金',
    card: '银行卡', approvedOnTerminal: '终端已批准', wallet: '扫码支付', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' }, faceValue: '面额', leftOnIt: 'Left', keepPaper: 'Keep', noChange: '不找零', terminalId: '终端号', terminalReceipt: '凭证号', trace: '流水号', saidByOperator: '结果由店员确认',
    refund: '退货单号', voided: '作废单号', forReceipt: '原小票号', withoutReceipt: '无小票', saleNotVerified: '原销售未核实', returnedGoods: '退回商品', soldGoods: '购买商品', refundTotal: '退款合计', toPayBack: '应退', paidBack: { cash: '退现金', card: '退至银行卡', wallet: '退至扫码支付' }, refundedOnTerminal: '刷卡机已退款', exchange: '退货抵扣',
    received: '实收', change: '找零', farewell: '谢谢惠顾，欢迎再次光临', levies: { salesTax: '销售税', consumptionTax: '消费税' }, cashRounding: { nearest: '现金取整', down: '抹零' }, toPay: '应付',
    units: { kg: '千克', l: '升', m: '米' }, marks: { demo: '演示 非购物凭证', training: 'TRAINING', duplicate: '副本' },
  },
}
const names = { en: ['Sourdough Crème Brûlée Doughnut with Caramel Sauce, Box of Six', 'Milk', 'Braeburn Apples'], zh: ['康师傅红烧牛肉面（五连包）家庭装 超值优惠组合', '牛奶', '红富士苹果'] }

function documentIn(language: 'en' | 'zh') {
  const line = (lineNo: number, more: Partial<SaleLine>): SaleLine => ({
    lineNo, itemId: `i${lineNo}`, sku: `S${lineNo}`, name: names[language][lineNo - 1] ?? '', quantity: thousandths(1000), unit: 'each', price: { minor: minor(123_456), per: thousandths(1000) },
    gross: minor(123_456), discount: minor(0), total: minor(123_456), taxClass: 'standard', rate: 130_000, tax: minor(14_203), ...more,
  })
  const sale: SaleBody = {
    saleId: '0193-5d3c-sale', number: '3-10428', basketId: 'b', openedAt: 1, currency: language === 'zh' ? 'CNY' : 'GBP', taxPack: 'CN-2019',
    lines: [line(1, { discount: minor(6), lineDiscount: minor(6), discountReason: 'damaged', total: minor(123_450) }), line(2, { quantity: thousandths(12_000), gross: minor(1_481_472), total: minor(1_481_472) }), line(3, { unit: 'kg', quantity: thousandths(1284), gross: minor(1656), total: minor(1656) })],
    taxes: [{ rate: 130_000, net: minor(1_423_520), tax: minor(185_058), gross: minor(1_608_578) }],
    subtotal: minor(1_606_584), discount: minor(6), tax: minor(185_058), total: minor(1_606_578),
    tenders: [{ tenderNo: 1, type: 'card', amount: minor(1_000_000), approval: 'approvedOnTerminal' }, { tenderNo: 2, type: 'cash', amount: minor(606_578), received: minor(610_000), change: minor(3422) }],
    change: minor(3422), movements: [], trail: [],
  }
  return receiptOf({
    sale, at: Date.parse('2026-11-21T14:03:59+08:00'), tzOffset: 480, operatorName: '1', words: words[language], language, marks: ['demo', 'duplicate'],
    store: { chainName: language === 'zh' ? '万家超市连锁有限公司' : 'Longbottom & Daughters', storeName: language === 'zh' ? '南京西路店' : 'High Street', storeLines: ['021-5555'], logo: bitmapOf(400, 60, (x, y) => (x + y) % 16 < 8) },
  })
}
const cases = Object.entries<PrinterProfile>(profiles).flatMap(([name, profile]) => (['en', 'zh'] as const).filter((language) => language === 'en' || profile.cjk !== 'none').map((language) => ({ name, profile, language })))

describe('a whole receipt', () => {
  test.each(cases)('[ESC-3] in $language on $name: every amount whole at the last column, names wrapped beside it, nothing cut', ({ profile, language }) => {
    const { bytes, replaced } = encode(documentIn(language), profile)
    const { items, errors } = developPaper(bytes, profile.columns)
    expect([errors, replaced]).toEqual([[], []])
    const lines = items.filter((item): item is PrintedLine => item.kind === 'line')
    expect(lines.filter(({ end, overflowed }) => overflowed || end > profile.columns)).toEqual([])
    const amounts = lines.filter(({ text }) => /\d\.\d\d$/.test(text))
    for (const { end } of amounts) expect(end).toBe(profile.columns)
    expect(amounts.map(({ text }) => /[^ ]*$/.exec(text)?.[0].replace(/[￥¥£]/, ''))).toEqual(['1234.56', '-0.06', '14814.72', '16.56', '16065.84', '-0.06', '16065.78', '1850.58', '10000.00', '6065.78', '6100.00', '34.22'])
    // The first name is longer than any paper: it goes on below, and never reaches the amount's columns.
    const beside = lines.findIndex(({ text }) => text.endsWith(' 1234.56'))
    expect((lines[beside]?.text ?? '').slice(0, -8).trim()).not.toBe('')
    const discount = lines.findIndex(({ text }) => text.endsWith(' -0.06'))
    expect(discount).toBeGreaterThan(beside + (profile.columns < 48 ? 1 : 0))
    const under = lines.slice(beside, discount)
    expect(under.map(({ text }) => text.replace(/ 1234\.56$/, '')).join('').replaceAll(' ', '')).toBe(names[language][0]?.replaceAll(' ', ''))
    for (const { end } of under.slice(1)) expect(end).toBeLessThanOrEqual(profile.columns - 8)
    expect(items.map(({ kind }) => kind)).toContain(profile.qr === 'native' ? 'qr' : 'picture')
    expect(items.at(-1)?.kind).toBe(profile.cutter === 'none' ? 'feed' : 'cut')
  })
})
