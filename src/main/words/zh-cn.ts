import { type ReceiptWords } from '../../domain/receipt/index.ts'

export const zhCn: ReceiptWords = {
  receipt: '小票号',
  cashier: '收银员',
  itemCount: '件数',
  subtotal: '小计',
  discount: '优惠',
  onBasket: '其中整单优惠',
  priceWas: '原价',
  total: '合计',
  tax: '增值税',
  net: '不含税',
  cash: '现金',
  card: '银行卡',
  approvedOnTerminal: '刷卡机已批准',
  received: '实收',
  change: '找零',
  farewell: '谢谢惠顾，请保留小票',
  units: { kg: '千克', l: '升', m: '米' },
  marks: { demo: '演示 - 非购物凭证', duplicate: '重印' },
}
