/** What a customer display of twenty columns says: short words, for an amount stands beside most of them. */
export interface CustomerWords {
  readonly welcome: string
  readonly total: string
  items(count: number): string
  readonly youSave: string
  readonly cash: string
  readonly card: string
  readonly wallet: string
  readonly paid: string
  readonly change: string
  readonly thanks: string
  /** Before a name, of goods that come back: the row is cut at its end. */
  readonly returning: string
  itemsBack(count: number): string
  readonly returned: string
  /** What the shop owes. */
  readonly youGet: string
  readonly cashBack: string
  readonly cardBack: string
  readonly walletBack: string
  readonly paidBack: string
}

const english: CustomerWords = {
  welcome: 'Welcome',
  total: 'Total',
  items: (count) => (count === 1 ? '1 item' : `${count} items`),
  youSave: 'You save',
  cash: 'Cash',
  card: 'Card',
  wallet: 'QR payment',
  paid: 'Paid',
  change: 'Change',
  thanks: 'Thank you',
  returning: 'Return',
  itemsBack: (count) => (count === 1 ? '1 item back' : `${count} items back`),
  returned: 'Returned',
  youGet: 'You get',
  cashBack: 'Cash back',
  cardBack: 'Card back',
  walletBack: 'QR back',
  paidBack: 'Paid back',
}

const chinese: CustomerWords = {
  welcome: '欢迎光临',
  total: '合计',
  items: (count) => `共 ${count} 件`,
  youSave: '已优惠',
  cash: '现金',
  card: '银行卡',
  wallet: '扫码支付',
  paid: '已付',
  change: '找零',
  thanks: '谢谢惠顾',
  returning: '退',
  itemsBack: (count) => `退 ${count} 件`,
  returned: '退货',
  youGet: '应退您',
  cashBack: '退现金',
  cardBack: '退银行卡',
  walletBack: '扫码退款',
  paidBack: '已退款',
}

/** By BCP 47 tag: any Chinese one gets Chinese, everything else English. */
export function customerWords(language: string): CustomerWords {
  return /^zh\b/i.test(language) ? chinese : english
}
