import type { ItemFaultWords } from './item-faults.ts'

/** What is said about a store's range of items. */
export interface ItemWords extends ItemFaultWords {
  readonly title: string
  readonly open: string
  readonly how: string
  readonly search: string
  readonly store: string
  readonly add: string
  readonly none: string
  readonly notFound: string
  readonly more: string
  readonly count: (count: string) => string
  readonly noPrice: string
  readonly from: (price: string, time: string) => string
  /** Of so many registers, at how many the last change has arrived and is used. */
  readonly arrived: (there: number, all: number) => string
  /** It came to this register, which cannot use it. */
  readonly notAt: (register: number, reason: string) => string
  readonly registers: string
  readonly noRegisters: string
  readonly upToDate: (register: number, age: string) => string
  readonly waiting: (register: number) => string
  readonly never: (register: number) => string
  readonly parked: (register: number, count: number, reasons: string) => string
  readonly parkedReasons: Readonly<Record<string, string>>
  readonly newItem: string
  readonly nameEnglish: string
  readonly nameChinese: string
  readonly sku: string
  readonly barcodes: string
  readonly unit: string
  readonly units: Readonly<Record<'each' | 'kg' | 'l' | 'm', string>>
  readonly taxClass: string
  readonly category: string
  readonly currency: string
  readonly price: string
  readonly startsAt: string
  readonly planned: string
  readonly drop: string
  readonly save: string
  readonly withdraw: string
  readonly withdrawSure: string
  readonly back: string
  readonly saved: string
  readonly savedHow: string
  readonly withdrawn: string
  readonly nameFirst: string
  readonly skuFirst: string
  readonly currencyFirst: string
  readonly otherCurrency: (currency: string) => string
  readonly taxClassUnknown: (known: string) => string
  readonly priceWrong: string
  readonly dateWrong: string
  readonly dateHalf: string
  readonly tooMany: string
  readonly changedMeanwhile: string
  readonly codeTaken: (code: string, sku: string) => string
  readonly forNothing: string
  readonly forNothingSure: string
  readonly failed: string
  readonly noAnswer: string
}

export const englishItems: ItemWords = {
  title: 'Items and prices',
  open: 'Items',
  how: 'What is changed here reaches each register of the store at its next contact, within half a minute while it is online.',
  search: 'Search by name, SKU or barcode',
  store: 'Store',
  add: 'New item',
  none: 'Head office has no items for this store yet. Its registers sell their own until then, and keep them afterwards.',
  notFound: 'Nothing is found by these words.',
  more: 'There are more. Type another word.',
  count: (count) => (count === '1' ? '1 item' : `${count} items`),
  noPrice: 'no price',
  from: (price, time) => `${price} from ${time}`,
  arrived: (there, all) => (all === 0 ? 'no register yet' : there === all ? 'at every register' : `at ${there} of ${all} registers`),
  notAt: (register, reason) => `register ${register} cannot use it: ${reason}`,
  registers: 'Registers',
  noRegisters: 'No register is enrolled in this store.',
  upToDate: (register, age) => `Register ${register} has everything (${age}).`,
  waiting: (register) => `Register ${register} has not fetched the latest changes yet.`,
  never: (register) => `Register ${register} has fetched no items yet.`,
  parked: (register, count, reasons) => (count === 1 ? `Register ${register} could not use 1 item: ${reasons}.` : `Register ${register} could not use ${count} items: ${reasons}.`),
  parkedReasons: { 'not-json': 'unreadable', 'item-unreadable': 'not understood by its version', 'currency-differs': 'priced in another currency than it sells in', 'tax-class-unknown': 'of a tax class it does not know' },
  newItem: 'New item',
  nameEnglish: 'Name in English',
  nameChinese: 'Name in Chinese',
  sku: 'SKU',
  barcodes: 'Barcodes, apart by spaces',
  unit: 'Sold by',
  units: { each: 'piece', kg: 'kilogram', l: 'litre', m: 'metre' },
  taxClass: 'Tax class',
  category: 'Category',
  currency: 'Currency',
  price: 'Price',
  startsAt: 'From (empty: at once)',
  planned: 'Prices to come',
  drop: 'Remove',
  save: 'Save',
  withdraw: 'Withdraw',
  withdrawSure: 'Withdraw: press again',
  back: 'Back to the list',
  saved: 'Saved.',
  savedHow: 'The registers have it from their next contact on.',
  withdrawn: 'Withdrawn: the registers stop selling it at their next contact.',
  nameFirst: 'Type your name first: it is kept with the change.',
  skuFirst: 'An item needs an SKU and a name.',
  currencyFirst: 'Choose the currency of the store’s prices first.',
  otherCurrency: (currency) => `This store sells in ${currency}: its registers would not use an item priced in anything else. Nothing was saved.`,
  taxClassUnknown: (known) => `The store’s tax rates have no such class. Choose one of these: ${known}. Nothing was saved.`,
  priceWrong: 'This is no price in this currency. Type an amount such as 12.90.',
  dateHalf: 'Type the whole moment, day and time, or leave both empty for at once.',
  dateWrong: 'This moment has passed or cannot be read. Leave it empty for at once.',
  tooMany: 'An item keeps at most seven prices to come. Remove one first.',
  changedMeanwhile: 'Somebody else changed this item meanwhile. Nothing was saved: go back and look at it again.',
  codeTaken: (code, sku) => `${code} belongs to another item already (SKU ${sku}). Nothing was saved.`,
  hidden: (field) => `“${field}” has a sign in it that cannot be seen, or that turns the writing around. Empty it and type it anew.`,
  barcodeLong: (code, most) => `The barcode ${code} has more than ${most} signs.`,
  checkDigit: (code) => `The barcode ${code} has a wrong check digit: a digit was mistyped or left out. Type it again, or scan it.`,
  tooManyBarcodes: (most) => `An item keeps at most ${most} barcodes. Remove some first.`,
  taxClassFirst: 'An item needs a tax class: choose one.',
  priceLarge: 'This price is larger than a till can take.',
  forNothing: 'The price is 0: it is sold for nothing. Save it all the same?',
  forNothingSure: 'Save for nothing: press again',
  failed: 'It was not saved: head office could not take it. Look through what you typed, and try again.',
  noAnswer: 'Head office did not answer, and it may not have been saved. What you typed still stands here: try again.',
}

export const chineseItems: ItemWords = {
  title: '商品与价格',
  open: '商品',
  how: '此处的更改会在各收银机下次联系时送达；联网时不超过半分钟。',
  search: '按名称、货号或条码查找',
  store: '门店',
  add: '新建商品',
  none: '总部尚无此门店的商品。在此之前，收银机销售各自的商品，之后也会保留。',
  notFound: '没有找到相符的商品。',
  more: '还有更多，请再输入一个词。',
  count: (count) => `共 ${count} 种商品`,
  noPrice: '未定价',
  from: (price, time) => `${time} 起 ${price}`,
  arrived: (there, all) => (all === 0 ? '尚无收银机' : there === all ? '所有收银机均已收到' : `${all} 台收银机中 ${there} 台已收到`),
  notAt: (register, reason) => `${register} 号收银机无法使用：${reason}`,
  registers: '收银机',
  noRegisters: '此门店尚未登记收银机。',
  upToDate: (register, age) => `${register} 号收银机已是最新（${age}）。`,
  waiting: (register) => `${register} 号收银机尚未取得最新更改。`,
  never: (register) => `${register} 号收银机尚未取得任何商品。`,
  parked: (register, count, reasons) => `${register} 号收银机有 ${count} 种商品无法使用：${reasons}。`,
  parkedReasons: { 'not-json': '内容无法读取', 'item-unreadable': '其程序版本不认识', 'currency-differs': '标价币种与收银币种不同', 'tax-class-unknown': '税类未知' },
  newItem: '新建商品',
  nameEnglish: '英文名称',
  nameChinese: '中文名称',
  sku: '货号',
  barcodes: '条码（以空格分隔）',
  unit: '计价单位',
  units: { each: '件', kg: '千克', l: '升', m: '米' },
  taxClass: '税类',
  category: '类别',
  currency: '币种',
  price: '价格',
  startsAt: '生效时间（留空即立刻生效）',
  planned: '待生效价格',
  drop: '移除',
  save: '保存',
  withdraw: '下架',
  withdrawSure: '确认下架，请再按一次',
  back: '返回列表',
  saved: '已保存。',
  savedHow: '收银机从下次联系起生效。',
  withdrawn: '已下架：收银机下次联系后不再销售。',
  nameFirst: '请先输入您的姓名，它会与更改一同保存。',
  skuFirst: '商品须有货号和名称。',
  currencyFirst: '请先选择门店标价的币种。',
  otherCurrency: (currency) => `此门店以 ${currency} 收款，收银机不会使用其他币种标价的商品。没有保存。`,
  taxClassUnknown: (known) => `门店的税率中没有这个税类。请选择：${known}。没有保存。`,
  priceWrong: '这不是该币种的有效价格。请输入金额，例如 12.90。',
  dateHalf: '请输入完整的日期和时间，或都留空（立刻生效）。',
  dateWrong: '该时间已过或无法识别。留空即立刻生效。',
  tooMany: '每种商品最多保留七个待生效价格。请先移除一个。',
  changedMeanwhile: '其他人刚刚更改了此商品。没有保存：请返回后重新查看。',
  codeTaken: (code, sku) => `${code} 已属于另一商品（货号 ${sku}）。没有保存。`,
  hidden: (field) => `“${field}”中有看不见或会改变文字方向的字符。请清空后重新输入。`,
  barcodeLong: (code, most) => `条码 ${code} 超过 ${most} 个字符。`,
  checkDigit: (code) => `条码 ${code} 的校验位不对，可能输错或漏了一位。请重新输入或扫描。`,
  tooManyBarcodes: (most) => `每种商品最多保留 ${most} 个条码。请先移除一些。`,
  taxClassFirst: '商品须有税类，请选择一个。',
  priceLarge: '价格过大，收银机无法使用。',
  forNothing: '价格为 0，即免费出售。仍要保存吗？',
  forNothingSure: '确认免费出售，请再按一次',
  failed: '没有保存：总部无法接受。请检查输入内容后重试。',
  noAnswer: '总部没有响应，可能没有保存。输入的内容仍在此处，请重试。',
}
