import type { SettingKind, SeveralKind } from '../../contracts/replication/index.ts'
import type { LossRule } from '../../domain/loss-watch/index.ts'
import type { PaperKind, PaperLanguage, PaperPart } from '../../domain/receipt/index.ts'
import { chineseLimits, englishLimits } from './limit-words.ts'
import { chineseRights, englishRights, type RightWords } from './right-words.ts'

/** What is said about a store's settings. */
export interface SettingWords {
  readonly title: string
  readonly open: string
  readonly how: string
  readonly store: string
  readonly groups: Readonly<Record<'receipt' | 'selling' | 'tax' | 'papers' | 'limits', string>>
  readonly names: Readonly<Record<Exclude<SettingKind, SeveralKind>, string>>
  readonly papers: Readonly<Record<PaperKind, string>>
  readonly limits: Readonly<Record<LossRule, string>>
  readonly rights: RightWords
  readonly own: string
  readonly openRow: string
  readonly arrived: (there: number, all: number) => string
  readonly registers: string
  readonly noRegisters: string
  readonly upToDate: (register: number, age: string) => string
  readonly waiting: (register: number) => string
  readonly never: (register: number) => string
  readonly parked: (register: number, names: string, reasons: string) => string
  readonly parkedReasons: Readonly<Record<string, string>>
  readonly changes: string
  readonly noChanges: string
  readonly changed: (by: string, time: string) => string
  readonly givenBack: (by: string, time: string) => string
  readonly save: string
  readonly saved: string
  readonly release: string
  readonly releaseSure: string
  readonly released: string
  readonly back: string
  readonly keptHere: string
  readonly notKept: string
  readonly nameFirst: string
  readonly changedMeanwhile: string
  readonly refused: Readonly<Record<string, string>>
  readonly failed: string
  readonly noAnswer: string
  readonly line: (name: string, number: number) => string
  readonly emptyText: string
  readonly hidden: string
  readonly between: (least: number, most: number) => string
  readonly returnDays: string
  readonly returnHow: string
  readonly forEver: string
  readonly days: (count: number) => string
  readonly leastPercent: string
  readonly keptDays: string
  readonly currency: string
  readonly currencyFirst: string
  readonly giftCards: string
  readonly sold: string
  readonly notSold: string
  readonly unasked: string
  readonly giftCardOffline: string
  readonly storeCreditOffline: string
  readonly amountWrong: string
  readonly noRounding: string
  readonly rounding: (id: string) => string
  readonly roundingHow: string
  readonly lockSeconds: string
  readonly lockHow: string
  readonly seconds: (count: number) => string
  readonly offlineHours: string
  readonly offlineHow: readonly string[]
  readonly hours: (count: number) => string
  readonly limitPercent: string
  readonly limitCount: string
  readonly percentWrong: string
  readonly emptyList: string
  readonly taxPack: string
  readonly taxPackHow: string
  readonly taxPackNone: string
  readonly taxClasses: Readonly<Record<string, string>>
  readonly taxFrom: string
  readonly taxRate: string
  readonly taxAdd: string
  readonly taxHow: string
  readonly taxAlways: string
  readonly taxSince: (date: string) => string
  readonly taxComing: string
  readonly taxInForce: string
  readonly taxPast: string
  readonly taxDrop: string
  readonly taxTwice: string
  readonly taxDateFirst: (date: string) => string
  readonly taxOwn: string
  readonly template: {
    readonly headerLines: string
    readonly footerLines: string
    readonly legalLines: string
    readonly logo: string
    readonly logos: Readonly<Record<'top' | 'bottom' | 'off', string>>
    readonly language: string
    readonly languages: Readonly<Record<PaperLanguage, string>>
    readonly printed: string
    readonly parts: Readonly<Record<PaperPart, string>>
    readonly tooLong: (line: number, columns: number, most: number) => string
    readonly tooMany: (most: number) => string
    readonly worded: string
  }
}

export const englishSettings: SettingWords = {
  title: 'Settings of a store',
  open: 'Settings',
  how: 'What is set here counts at each register of the store from its next contact, within half a minute while it is online. What head office does not set is the store’s own.',
  store: 'Store',
  groups: { receipt: 'On every receipt', selling: 'At the counter', tax: 'Tax rates', papers: 'Papers', limits: 'Loss watch' },
  names: { chainName: 'Shop name', storeName: 'Branch name', storeLines: 'Address on receipts', receiptFooter: 'Last lines of receipts', returnDays: 'Returns', layAway: 'Goods laid aside', storedValue: 'Gift cards and store credit', cashRounding: 'Paid in cash', lockAfter: 'Locks by itself', offlineHours: 'Most time without head office' },
  papers: { receipt: 'Receipt', refund: 'Refund', gift: 'Gift receipt', cash: 'Cash slip', report: 'X and Z' },
  limits: englishLimits,
  rights: englishRights,
  own: 'the store’s own',
  openRow: 'Set',
  arrived: (there, all) => (all === 0 ? 'no register yet' : there === all ? 'at every register' : `at ${there} of ${all} registers`),
  registers: 'Registers',
  noRegisters: 'No register is enrolled in this store.',
  upToDate: (register, age) => `Register ${register} has everything (${age}).`,
  waiting: (register) => `Register ${register} has not fetched the latest changes yet.`,
  never: (register) => `Register ${register} has fetched no settings yet.`,
  parked: (register, names, reasons) => `Register ${register} could not use: ${names}. Why: ${reasons}.`,
  parkedReasons: {
    'not-json': 'unreadable', 'setting-unreadable': 'not understood by its version', 'setting-unknown': 'its version has no such setting', 'currency-differs': 'of another currency than it sells in', 'cash-rounding-unknown': 'its version has no such rounding',
    'tax-pack-differs': 'of another tax law than it sells under', 'tax-class-unknown': 'of a tax class it does not have', 'tax-rate-impossible': 'a rate that cannot be', 'template-impossible': 'words that no paper can show', 'last-manager': 'nobody else could manage people there; add another manager with a PIN first',
  },
  changes: 'Who changed what',
  noChanges: 'Nothing was set here yet.',
  changed: (by, time) => `${by}, ${time}`,
  givenBack: (by, time) => `given back to the store by ${by}, ${time}`,
  save: 'Save',
  saved: 'Saved. The registers have it from their next contact on.',
  release: 'Give back to the store',
  releaseSure: 'Give back: press again',
  released: 'Given back: it stays as it is, and the store may change it.',
  back: 'Back to the list',
  keptHere: 'Head office keeps this. The tills show it and cannot change it.',
  notKept: 'This is the store’s own so far. Once it is saved here, the tills show it and cannot change it.',
  nameFirst: 'Type your name first: it is kept with the change.',
  changedMeanwhile: 'Somebody else changed this setting meanwhile. Nothing was saved: go back and look at it again.',
  refused: {
    'tax.rateInvalid': 'This is no rate that a till can take. Nothing was saved.', 'tax.ratePast': 'A rate that counts already, or counted, stays as it is: baskets and receipts stand on it. Nothing was saved.', 'tax.rateTwice': 'There is a rate from that day already. Nothing was saved.',
    'tax.packUnknown': 'This tax law is not known here. Nothing was saved.', 'template.invalid': 'A line is too long, or has a sign that cannot be printed. Nothing was saved.', 'setting.unknownRule': 'This rounding is not known here. Nothing was saved.', 'setting.tooLong': 'That is more than a register can take at once. Make it shorter.',
  },
  failed: 'It was not saved: head office could not take it. Look through what you typed, and try again.',
  noAnswer: 'Head office did not answer, and it may not have been saved. What you typed still stands here: try again.',
  line: (name, number) => `${name}, line ${number}`,
  emptyText: 'Type a name first.',
  hidden: 'There is a sign in it that cannot be seen or printed. Empty the line and type it anew.',
  between: (least, most) => `Type a whole number from ${least} to ${most}.`,
  returnDays: 'Days after a sale that goods come back without asking (empty: for ever)',
  returnHow: '0: nothing comes back without an approval. Goods with days of their own keep those.',
  forEver: 'for ever',
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  leastPercent: 'Least deposit, in per cent',
  keptDays: 'Kept for so many days',
  currency: 'Currency',
  currencyFirst: 'Type the currency of the store’s prices first, such as GBP.',
  giftCards: 'Gift cards',
  sold: 'are sold',
  notSold: 'are not sold',
  unasked: 'Taken in all of one card that head office cannot be asked about:',
  giftCardOffline: 'Of a gift card',
  storeCreditOffline: 'Of store credit',
  amountWrong: 'This is no amount in this currency. Type an amount such as 12.90.',
  noRounding: 'to the last unit',
  rounding: (id) => (id.endsWith('-down') ? `down to ${id.split('-')[1] ?? id}` : `to the nearest ${id.split('-')[1] ?? id}`),
  roundingHow: 'A basket that is open keeps the rounding it was begun with.',
  lockSeconds: 'Seconds without anybody’s doing (0: never)',
  lockHow: 'The open basket stays; whoever comes back signs on again.',
  seconds: (count) => (count === 0 ? 'never' : `after ${count} seconds`),
  offlineHours: 'Hours since head office last answered the register',
  offlineHow: [
    'Past it, supervisors, managers and admins whom head office feeds (Till staff) may do no more at that register than a cashier, alone or approving for others, until head office answers it again. So somebody who was dismissed does not keep their rights at a till that is kept away from the network.',
    'Selling, returns that a cashier may take, X and Z, and closing a shift go on whatever happens. People of the store alone, whom head office does not know, keep their rights. The till warns from three quarters of the time on. Given back to the store, there is no such time.',
  ],
  hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
  limitPercent: 'From this share of all sales on, in per cent',
  limitCount: 'From so many acts on',
  percentWrong: 'This is no share in per cent. Type one from 0 to 100, such as 8.875.',
  emptyList: 'none',
  taxPack: 'Tax law of the store',
  taxPackHow: 'It is the one the registers were set up with (Settings, Store). Rates of another law are not used there, and said so below.',
  taxPackNone: 'This tax law is not known. Choose one of the list, or type the store’s own rates as its tills spell them, such as OWN-IN-190000-70000.',
  taxClasses: { standard: 'Standard rate', reduced: 'Reduced rate', service: 'Services', zero: 'Zero rate', federal: 'Federal tax only', cityService: 'City tax only' },
  taxFrom: 'Counts from (business date)',
  taxRate: 'Rate (%)',
  taxAdd: 'A rate to come',
  taxHow: 'Sales of that business date and after have it, at every register and without a restart. Baskets that are begun keep the rate of their first line. A rate of the store’s own that has not begun gives way.',
  taxAlways: 'from the beginning',
  taxSince: (date) => `from ${date}`,
  taxComing: 'to come',
  taxInForce: 'in force',
  taxPast: 'past',
  taxDrop: 'Remove',
  taxTwice: 'There is a rate from that day already. Remove it first, or choose another day.',
  taxDateFirst: (date) => `A rate begins on ${date} at the earliest: baskets of today are priced already.`,
  taxOwn: 'as the tills have it',
  template: {
    headerLines: 'Header, under the store’s name and address',
    footerLines: 'Footer, in place of the store’s last lines',
    legalLines: 'Legal lines, below the footer',
    logo: 'Logo',
    logos: { top: 'Top', bottom: 'Bottom', off: 'None' },
    language: 'Language',
    languages: { store: 'As the store', en: 'English', 'zh-CN': 'Chinese', 'en+zh-CN': 'English and Chinese', 'zh-CN+en': 'Chinese and English' },
    printed: 'Printed',
    parts: { operator: 'Who served', sku: 'SKU', taxBase: 'Net beside the tax', code: 'QR code' },
    tooLong: (line, columns, most) => `Line ${line} is ${columns} columns wide; the widest paper has ${most}. Make it shorter.`,
    tooMany: (most) => `A paper has at most ${most} such lines.`,
    worded: 'worded here',
  },
}

export const chineseSettings: SettingWords = {
  title: '门店设置',
  open: '设置',
  how: '此处的设置在各收银机下次联系时生效；联网时不超过半分钟。总部未设置的项目由门店自行决定。',
  store: '门店',
  groups: { receipt: '每张小票上', selling: '收银台', tax: '税率', papers: '单据', limits: '损失监控' },
  names: { chainName: '店名', storeName: '分店名', storeLines: '小票上的地址', receiptFooter: '小票末尾文字', returnDays: '退货期限', layAway: '预留商品', storedValue: '礼品卡与购物余额券', cashRounding: '现金支付', lockAfter: '自动锁屏', offlineHours: '最长脱离总部时间' },
  papers: { receipt: '小票', refund: '退货单', gift: '礼品小票', cash: '现金单', report: 'X 和 Z 报表' },
  limits: chineseLimits,
  rights: chineseRights,
  own: '门店自定',
  openRow: '设置',
  arrived: (there, all) => (all === 0 ? '尚无收银机' : there === all ? '所有收银机均已收到' : `${all} 台收银机中 ${there} 台已收到`),
  registers: '收银机',
  noRegisters: '此门店尚未登记收银机。',
  upToDate: (register, age) => `${register} 号收银机已是最新（${age}）。`,
  waiting: (register) => `${register} 号收银机尚未取得最新更改。`,
  never: (register) => `${register} 号收银机尚未取得任何设置。`,
  parked: (register, names, reasons) => `${register} 号收银机无法使用：${names}。原因：${reasons}。`,
  parkedReasons: {
    'not-json': '内容无法读取', 'setting-unreadable': '其程序版本不认识', 'setting-unknown': '其程序版本没有此设置', 'currency-differs': '与其收银币种不同', 'cash-rounding-unknown': '其程序版本没有此取整规则',
    'tax-pack-differs': '与其适用的税法不同', 'tax-class-unknown': '没有此税类', 'tax-rate-impossible': '税率无效', 'template-impossible': '含有无法打印的文字', 'last-manager': '否则那里再无人能管理人员，请先增加一名已设 PIN 的店长',
  },
  changes: '更改记录',
  noChanges: '此处尚无任何设置。',
  changed: (by, time) => `${by}，${time}`,
  givenBack: (by, time) => `由 ${by} 交还门店，${time}`,
  save: '保存',
  saved: '已保存。收银机从下次联系起生效。',
  release: '交还门店',
  releaseSure: '确认交还，请再按一次',
  released: '已交还：内容保持不变，门店可自行更改。',
  back: '返回列表',
  keptHere: '此项由总部管理。收银机上可查看，不能更改。',
  notKept: '此项目前由门店自定。在此保存后，收银机上可查看，不能更改。',
  nameFirst: '请先输入您的姓名，它会与更改一同保存。',
  changedMeanwhile: '其他人刚刚更改了此设置。没有保存：请返回后重新查看。',
  refused: {
    'tax.rateInvalid': '收银机无法使用此税率。没有保存。', 'tax.ratePast': '已生效或曾生效的税率保持不变：销售单和小票以其为据。没有保存。', 'tax.rateTwice': '该日起已有税率。没有保存。',
    'tax.packUnknown': '此处不认识该税法。没有保存。', 'template.invalid': '有一行过长，或含有无法打印的字符。没有保存。', 'setting.unknownRule': '此处不认识该取整规则。没有保存。', 'setting.tooLong': '内容过长，收银机一次无法接收。请缩短。',
  },
  failed: '没有保存：总部无法接受。请检查输入内容后重试。',
  noAnswer: '总部没有响应，可能没有保存。输入的内容仍在此处，请重试。',
  line: (name, number) => `${name}，第 ${number} 行`,
  emptyText: '请先输入名称。',
  hidden: '含有看不见或无法打印的字符。请清空该行后重新输入。',
  between: (least, most) => `请输入 ${least} 到 ${most} 之间的整数。`,
  returnDays: '售出后多少天内可直接退货（留空：不设期限）',
  returnHow: '0：任何退货都需批准。商品自带退货天数的，以商品为准。',
  forEver: '不设期限',
  days: (count) => `${count} 天`,
  leastPercent: '最低订金（百分比）',
  keptDays: '保留天数',
  currency: '币种',
  currencyFirst: '请先输入门店标价的币种，例如 CNY。',
  giftCards: '礼品卡',
  sold: '销售',
  notSold: '不销售',
  unasked: '无法向总部查询时，每张卡合计可收：',
  giftCardOffline: '礼品卡',
  storeCreditOffline: '购物余额券',
  amountWrong: '这不是该币种的有效金额。请输入金额，例如 12.90。',
  noRounding: '精确到最小单位',
  rounding: (id) => (id.endsWith('-down') ? `舍去零头（到 ${id.split('-')[1] ?? id}）` : `取整到 ${id.split('-')[1] ?? id}`),
  roundingHow: '已开始的销售单保持原来的取整方式。',
  lockSeconds: '无操作多少秒后锁屏（0：从不）',
  lockHow: '未结的销售单会保留；回来后重新登录即可。',
  seconds: (count) => (count === 0 ? '从不' : `${count} 秒后`),
  offlineHours: '距总部上次应答的小时数',
  offlineHow: [
    '超过此时间后，由总部管理的主管、店长和管理员（“收银人员”）在该收银机上只有收银员的权限，自行操作或为他人批准都一样，直到总部再次应答。这样，离职人员就不能在断开网络的收银机上继续使用原有权限。',
    '销售、收银员可办理的退货、X 和 Z 报表以及结班始终照常。总部不掌握的门店自有人员权限不变。到达四分之三时，收银机开始提醒。交还门店后即不设此时限。',
  ],
  hours: (count) => `${count} 小时`,
  limitPercent: '占全部销售的比例达到（百分比）',
  limitCount: '次数达到',
  percentWrong: '这不是有效的百分比。请输入 0 到 100，例如 8.875。',
  emptyList: '无',
  taxPack: '门店适用的税法',
  taxPackHow: '即收银机设置时选定的税法（设置、门店）。其他税法的税率在收银机上不会使用，下方会说明。',
  taxPackNone: '此处不认识该税法。请从列表选择，或按收银机的写法输入自定税率，例如 OWN-IN-190000-70000。',
  taxClasses: { standard: '标准税率', reduced: '低税率', service: '服务', zero: '零税率', federal: '仅联邦税', cityService: '仅城市税' },
  taxFrom: '生效营业日',
  taxRate: '税率（%）',
  taxAdd: '今后的税率',
  taxHow: '该营业日及以后的销售在所有收银机上使用此税率，无需重启。已开始的销售单保持其第一行时的税率。门店自行输入而尚未生效的税率将被取代。',
  taxAlways: '自始',
  taxSince: (date) => `${date} 起`,
  taxComing: '待生效',
  taxInForce: '执行中',
  taxPast: '已过去',
  taxDrop: '移除',
  taxTwice: '该日起已有税率。请先移除，或选择其他日期。',
  taxDateFirst: (date) => `税率最早从 ${date} 起生效：今天的销售单已计价。`,
  taxOwn: '以收银机为准',
  template: {
    headerLines: '抬头，在店名和地址下方',
    footerLines: '末尾，代替门店的末尾文字',
    legalLines: '法定文字，在末尾文字下方',
    logo: '标志',
    logos: { top: '顶部', bottom: '底部', off: '不打印' },
    language: '语言',
    languages: { store: '跟随门店', en: '英文', 'zh-CN': '中文', 'en+zh-CN': '英文和中文', 'zh-CN+en': '中文和英文' },
    printed: '打印内容',
    parts: { operator: '收银员', sku: '货号', taxBase: '税额旁的不含税额', code: '二维码' },
    tooLong: (line, columns, most) => `第 ${line} 行宽 ${columns} 列，最宽的纸只有 ${most} 列。请缩短。`,
    tooMany: (most) => `一张单据最多 ${most} 行。`,
    worded: '已在此设定',
  },
}
