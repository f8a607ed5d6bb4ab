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
}

/** By BCP 47 tag: any Chinese one gets Chinese, everything else English. */
export function customerWords(language: string): CustomerWords {
  return /^zh\b/i.test(language) ? chinese : english
}
