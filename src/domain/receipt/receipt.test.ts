import { expect, test } from 'vitest'
import { minor } from '../money/index.ts'
import { thousandths } from '../quantity/index.ts'
import { type SaleBody, type SaleLine } from '../sale/index.ts'
import { markDuplicate, receiptOf, type ReceiptBlock, type ReceiptDocument, type ReceiptFacts, type ReceiptWords } from './index.ts'

const words: ReceiptWords = {
  receipt: '小票', cashier: '收银员', sku: 'SKU', giftReceipt: 'GIFT', giftCopy: 'COPY', giftNote: 'NOTE', itemCount: '件数', subtotal: '小计', discount: '优惠', onBasket: '其中整单', netWeight: '净重', presetTare: '预置皮重', scaleTare: '皮重', typedWeight: '手工输入', priceWas: '原价', total: '合计', tax: '增值税', net: '不含税', levies: { salesTax: '销售税', consumptionTax: '消费税' }, cashRounding: { nearest: '现金取整', down: '抹零' }, toPay: '应付',
  cash: '现金', card: '银行卡', approvedOnTerminal: '终端已批准', wallet: '扫码支付', account: { member: 'Member', onAccount: 'On account', backToAccount: 'Back to account', balance: 'Balance', signature: 'Signature', statement: 'Statement', kinds: { sale: 'Sold', payment: 'Paid', refund: 'Returned' } }, layAway: { title: 'Lay-away', total: 'Laid aside', paid: 'Paid so far', due: 'Balance due', until: 'Kept until', deposit: 'Deposit', cancelled: 'Lay-away cancelled', paidBack: 'Paid back', approver: 'Approved by' }, faceValue: '面额', noChange: '不找零', leftOnIt: '余额', keepPaper: '请保管', terminalId: '终端号', terminalReceipt: '凭证号', trace: '流水号', saidByOperator: '结果由店员确认',
  refund: '退货单号', voided: '作废单号', forReceipt: '原小票号', withoutReceipt: '无小票', saleNotVerified: '原销售未核实', returnedGoods: '退回商品', soldGoods: '购买商品', refundTotal: '退款合计', toPayBack: '应退', paidBack: { cash: '退现金', card: '退至银行卡', wallet: '退至扫码支付' }, refundedOnTerminal: '刷卡机已退款', exchange: '退货抵扣',
  received: '实收', change: '找零', farewell: '谢谢惠顾',
  units: { kg: '千克', l: '升', m: '米' }, marks: { demo: '演示 非购物凭证', training: 'TRAINING', duplicate: '副本' },
}
function line(facts: Partial<SaleLine>): SaleLine {
  return {
    lineNo: 1, itemId: 'milk', sku: 'M1', name: '牛奶', quantity: thousandths(1000), unit: 'each', price: { minor: minor(350), per: thousandths(1000) },
    gross: minor(350), discount: minor(0), total: minor(350), taxClass: 'standard', rate: 130_000, tax: minor(40), ...facts,
  }
}
const sale: SaleBody = {
  saleId: '0193-sale', number: '3-10428', basketId: 'b', openedAt: 1, currency: 'CNY', taxPack: 'CN-2019',
  lines: [line({}), line({ lineNo: 2, name: '苹果', unit: 'kg', quantity: thousandths(1284), price: { minor: minor(1290), per: thousandths(1000) }, gross: minor(1656), total: minor(1656) })],
  taxes: [{ rate: 130_000, net: minor(310), tax: minor(40), gross: minor(350) }, { rate: 88_750, net: minor(1519), tax: minor(137), gross: minor(1656) }],
  subtotal: minor(2006), discount: minor(0), tax: minor(177), total: minor(2006),
  tenders: [{ tenderNo: 1, type: 'cash', amount: minor(2006), received: minor(5000), change: minor(2994) }], change: minor(2994),
  movements: [], trail: [],
}
const facts: ReceiptFacts = {
  sale, store: { chainName: '万家', storeName: '南京西路店', storeLines: ['上海市', '电话 021'] },
  at: Date.parse('2026-11-21T14:03:59+08:00'), tzOffset: 480, operatorName: '小王', words, language: 'zh-CN', marks: [],
}
const receipt = (more: Partial<ReceiptFacts> = {}): ReceiptDocument => receiptOf({ ...facts, ...more })
const withSale = (more: Partial<SaleBody>): string[] => plain(receipt({ sale: { ...sale, ...more } }))

/** A block as one line of text: what a person would read. */
function plain(document: ReceiptDocument): string[] {
  const textOf = (block: ReceiptBlock): string => {
    if (block.kind === 'text') return block.text
    if (block.kind === 'columns') return `${block.left}|${block.right}`
    if (block.kind === 'qr') return `qr ${block.data}`
    return block.kind
  }
  return document.blocks.map(textOf)
}

test('[RCP-1] the whole paper of a sale', () => {
  expect(plain(receipt())).toEqual([
    '万家', '南京西路店', '上海市', '电话 021', 'feed', '小票 3-10428|2026-11-21 14:03', '收银员 小王', 'rule',
    '牛奶|3.50', '苹果', '  1.284 千克 x 12.90/千克|16.56', 'rule',
    '件数|2', '合计|¥20.06',
    '增值税 13% (不含税 3.10)|0.40', '增值税 8.875% (不含税 15.19)|1.37', 'rule',
    '现金|20.06', '  实收|50.00', '找零|29.94', 'feed', '谢谢惠顾', 'qr tw1:3-10428:0193-sale', 'cut',
  ])
  expect(receipt()).toMatchObject({ version: 1, language: 'zh-CN' })
})

test('[RCP-1] total and change are large, the shop stands in the middle', () => {
  const { blocks } = receipt()
  expect(blocks.find((block) => block.kind === 'columns' && block.left === '合计')).toMatchObject({ bold: true, size: 'large' })
  expect(blocks.find((block) => block.kind === 'columns' && block.left === '找零')).toMatchObject({ bold: true, size: 'tall' })
  expect(blocks[0]).toMatchObject({ align: 'centre', bold: true })
})

test('[RCP-1] a store that has a logo has it above its name, below what marks the slip', () => {
  const logo = { width: 8, height: 1, rows: ['ff'] }
  const { blocks } = receipt({ store: { ...facts.store, logo }, marks: ['duplicate'] })
  expect(plain({ version: 1, language: 'en', blocks }).slice(0, 3)).toEqual(['副本', 'logo', '万家'])
  expect(blocks[1]).toEqual({ kind: 'logo', bitmap: logo })
})

test('[RCP-1] it computes nothing: a figure of the sale is printed even where it is wrong', () => {
  expect(withSale({ total: minor(999_999) })).toContain('合计|¥9999.99')
  expect(withSale({ change: minor(1) })).toContain('找零|0.01')
})

test('[RCP-1] a card stands with its approval, and exact cash without change', () => {
  const tenders: SaleBody['tenders'] = [{ tenderNo: 1, type: 'card', amount: minor(2000), approval: 'approvedOnTerminal' }, { tenderNo: 2, type: 'cash', amount: minor(6), received: minor(6), change: minor(0) }]
  const text = withSale({ tenders, change: minor(0) })
  expect(text.slice(text.indexOf('银行卡|20.00'), -4)).toEqual(['银行卡|20.00', '  终端已批准', '现金|0.06'])
  expect(text.some((row) => row.startsWith('找零') || row.includes('实收'))).toBe(false)
})

test.each<[string, Partial<SaleLine>]>([
  ['  2 x 3.50|7.00', { quantity: thousandths(2000), gross: minor(700) }],
  ['  3 x 1.00/3|1.00', { quantity: thousandths(3000), price: { minor: minor(100), per: thousandths(3000) }, gross: minor(100) }],
  ['  1 x 1.00/3|0.33', { price: { minor: minor(100), per: thousandths(3000) }, gross: minor(33) }],
  ['  1.000 千克 x 3.50/千克|3.50', { unit: 'kg' }],
  ['  30.000 升 x 14.59/10 升|43.77', { unit: 'l', quantity: thousandths(30_000), price: { minor: minor(1459), per: thousandths(10_000) }, gross: minor(4377) }],
  ['  0.250 千克 x 3.50/0.1 千克|8.75', { unit: 'kg', quantity: thousandths(250), price: { minor: minor(350), per: thousandths(100) }, gross: minor(875) }],
])('[RCP-2] a line says "%s"', (detail, more) => {
  const text = withSale({ lines: [line(more)] })
  expect(text[text.indexOf(detail) - 1]).toBe('牛奶')
})

test('[RCP-3] each rate stands with its net and its tax, zero too', () => {
  const text = withSale({ taxes: [{ rate: 0, net: minor(500), tax: minor(0), gross: minor(500) }] })
  expect(text).toContain('增值税 0% (不含税 5.00)|0.00')
})

test('[RCP-4] a discount is printed at its line and below the subtotal', () => {
  const text = withSale({ lines: [line({ discount: minor(50), lineDiscount: minor(50), discountReason: 'damaged', total: minor(300) })], subtotal: minor(350), discount: minor(50), total: minor(300) })
  expect(text.slice(8, 14)).toEqual(['牛奶|3.50', '  优惠|-0.50', 'rule', '小计|3.50', '优惠|-0.50', '件数|1'])
})

test('[RCP-4] a discount on everything is printed once, with the part it is of all discounts', () => {
  const lines = [line({ discount: minor(80), lineDiscount: minor(50), discountReason: 'damaged', basketDiscount: minor(30), total: minor(270) })]
  const text = withSale({ lines, subtotal: minor(350), discount: minor(80), basketDiscount: { amount: minor(30), reason: 'goodwill', ppm: 100_000 }, total: minor(270) })
  expect(text.slice(text.indexOf('牛奶|3.50'), text.indexOf('件数|1'))).toEqual(['牛奶|3.50', '  优惠|-0.50', 'rule', '小计|3.50', '优惠|-0.80', '  其中整单|-0.30'])
})

test('[RCP-9] a line at another price than the catalogue\'s says what that was', () => {
  const cataloguePrice = { minor: minor(400), per: thousandths(1000) }
  const text = withSale({ lines: [line({ cataloguePrice, overrideReason: 'priceMatch' }), line({ lineNo: 2, unit: 'kg', cataloguePrice, overrideReason: 'expiry' })] })
  expect(text.slice(text.indexOf('牛奶|3.50'), text.indexOf('件数|2') - 1)).toEqual(['牛奶|3.50', '  原价 4.00', '牛奶', '  1.000 千克 x 3.50/千克|3.50', '  原价 4.00/千克'])
})

test('[RCP-4] a subtotal stands where tax comes on top, and only there', () => {
  expect(withSale({ subtotal: minor(1829) })).toContain('小计|18.29')
  expect(plain(receipt()).some((row) => row.startsWith('小计') || row.startsWith('优惠'))).toBe(false)
})

test('[RCP-5] marks stand first and last before the cut', () => {
  const text = plain(receipt({ marks: ['duplicate', 'demo'] }))
  expect(text.slice(0, 3)).toEqual(['副本', '演示 非购物凭证', '万家'])
  expect(text.slice(-4)).toEqual(['qr tw1:3-10428:0193-sale', '演示 非购物凭证', '副本', 'cut'])
  expect(receipt({ marks: ['demo'] }).blocks[0]).toMatchObject({ align: 'centre', bold: true })
})

test('[RCP-6] marked later is as marked at once, and twice is once', () => {
  expect(markDuplicate(receipt(), words)).toEqual(receipt({ marks: ['duplicate'] }))
  const later = markDuplicate(receipt({ marks: ['demo'] }), words)
  expect(later).toEqual(receipt({ marks: ['demo', 'duplicate'] }))
  expect(markDuplicate(later, words)).toBe(later)
})

test('[RCP-6] a document without a cut is marked at its end', () => {
  const bare: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'rule' }] }
  expect(plain(markDuplicate(bare, words))).toEqual(['副本', 'rule', '副本'])
})

test('[RCP-7] the time is that of the store, whatever zone reads it', () => {
  expect(plain(receipt({ tzOffset: 0 }))).toContain('小票 3-10428|2026-11-21 06:03')
  expect(plain(receipt({ tzOffset: -600 }))).toContain('小票 3-10428|2026-11-20 20:03')
})

test('[RCP-7] a shop of one store prints its name once', () => {
  expect(plain(receipt({ store: { chainName: 'A', storeName: 'A', storeLines: [] } })).slice(0, 2)).toEqual(['A', 'feed'])
})

test('[RCP-8] every letter comes from the words or the facts', () => {
  const empty = (value: unknown): unknown => (typeof value === 'string' ? '' : Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, empty(part)])))
  const silent = empty(words) as ReceiptWords
  const text = plain(receipt({ words: silent, marks: ['demo', 'duplicate'], sale: { ...sale, lines: [line({ name: '' })] }, operatorName: '', store: { chainName: '', storeName: '', storeLines: [] } }))
  const own = text.filter((row) => !row.startsWith('qr ') && !['feed', 'rule', 'cut'].includes(row)).join('')
  expect(own).not.toMatch(/\p{Letter}/u)
})

const rounded = (amount: number, payable: number, rule: string): Partial<SaleBody> => ({
  tenders: [{ tenderNo: 1, type: 'cash', amount: minor(payable), received: minor(payable), change: minor(0) }, { tenderNo: 2, type: 'rounding', amount: minor(amount), rule }],
  change: minor(0),
  payable: minor(payable),
})

test('[RCP-10] cash that was rounded stands under the total, with what is to pay', () => {
  const text = withSale(rounded(6, 2000, 'CN-1.00-down'))
  expect(text.slice(text.indexOf('合计|¥20.06'), text.indexOf('合计|¥20.06') + 3)).toEqual(['合计|¥20.06', '抹零|-0.06', '应付|20.00'])
  // Not once more among the tenders, where it would read like money.
  expect(text.slice(text.lastIndexOf('rule'), -3)).toEqual(['rule', '现金|20.00', 'feed'])
  expect(withSale(rounded(-4, 2010, 'CH-0.05'))).toEqual(expect.arrayContaining(['现金取整|+0.04', '应付|20.10']))
  expect(withSale(rounded(-4, 2010, 'constructor'))).toContain('现金取整|+0.04')
  expect(plain(receipt()).some((row) => row.startsWith('应付') || row.startsWith('抹零') || row.startsWith('现金取整'))).toBe(false)
})

test('[RCP-11] a stacked rate says what each authority gets, and the tax has the name of its pack', () => {
  const taxes: SaleBody['taxes'] = [{ rate: 88_750, net: minor(1000), tax: minor(89), gross: minor(1089), taxGroup: 'x', parts: [{ name: 'New York State', rate: 40_000, tax: minor(40) }, { name: 'MCTD', rate: 3750, tax: minor(4) }] }]
  const text = withSale({ taxPack: 'US-NY-NYC', taxes })
  expect(text).toContain('销售税 8.875% (不含税 10.00)|0.89')
  expect(text.slice(text.indexOf('销售税 8.875% (不含税 10.00)|0.89') + 1, text.lastIndexOf('rule'))).toEqual(['  New York State 4%|0.40', '  MCTD 0.375%|0.04'])
  expect(withSale({ taxPack: 'JP-2019', taxes: [{ rate: 80_000, net: minor(100), tax: minor(8), gross: minor(108) }] })).toContain('消费税 8% (不含税 1.00)|0.08')
  for (const taxPack of ['DE-2007', 'constructor']) expect(withSale({ taxPack, taxes })).toContain('增值税 8.875% (不含税 10.00)|0.89')
})

test('[RCP-1] amounts have the decimals of their currency', () => {
  expect(withSale({ currency: 'JPY' })).toEqual(expect.arrayContaining(['合计|¥2006', '现金|2006', '找零|2994', '牛奶|350']))
  expect(withSale({ currency: 'KWD' })).toEqual(expect.arrayContaining(['合计|KD 2.006', '找零|2.994', '  1.284 千克 x 1.290/千克|1.656']))
})

test('[RCP-12] a card or wallet paid through a terminal stands with what a bank asks for, and a person\'s word as such', () => {
  const payment = { attemptId: 'a', terminalId: '68001234', trace: '000077', receiptNo: '0042', cardType: 'Visa', lastFour: '1234' }
  const paid = (tenders: SaleBody['tenders']): string[] => withSale({ tenders, change: minor(0) }).slice(16, -4)
  expect(paid([{ tenderNo: 1, type: 'card', amount: minor(2006), approval: 'approvedOnTerminal', payment }])).toEqual(['rule', '银行卡|20.06', '  Visa ....1234', '  终端号 68001234  凭证号 0042  流水号 000077'])
  expect(paid([{ tenderNo: 1, type: 'wallet', amount: minor(2006), payment: { attemptId: 'a', cardType: 'Alipay' } }])).toEqual(['rule', '扫码支付|20.06', '  Alipay'])
  expect(paid([{ tenderNo: 1, type: 'card', amount: minor(2006), approval: 'approvedOnTerminal', payment: { attemptId: 'a', saidBy: 'operator' } }])).toEqual(['rule', '银行卡|20.06', '  结果由店员确认'])
  expect(paid([{ tenderNo: 1, type: 'card', amount: minor(2006), approval: 'approvedOnTerminal' }])).toEqual(['rule', '银行卡|20.06', '  终端已批准'])
})
