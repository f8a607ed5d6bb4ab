import type { Permission, Role } from '../../domain/authority/index.ts'

/** Who may do what at a store's tills, in the words of the tills. */
export interface RightWords {
  readonly title: string
  readonly how: string
  readonly whose: string
  readonly roles: Readonly<Record<Role, string>>
  /** In place of a role: the amount above which two people have to agree. */
  readonly second: string
  readonly permissions: Readonly<Record<Permission, string>>
  readonly ways: Readonly<Record<'no' | 'ask' | 'yes' | 'none', string>>
  readonly upTo: (limit: string) => string
  readonly above: (limit: string) => string
  /** What is chosen in a cell, and what that means. */
  readonly way: string
  readonly choose: Readonly<Record<'no' | 'ask' | 'upTo' | 'yes' | 'none' | 'above', string>>
  readonly limitAmount: string
  readonly limitPercent: string
  readonly percentWrong: string
  readonly amountTooLarge: string
  readonly peopleHow: string
}

export const englishRights: RightWords = {
  title: 'Who may do what',
  how: 'Each right of each role by itself: what nobody set here is the store’s own. What is set counts at once at every till, for whoever is signed on too.',
  whose: 'Of whom',
  roles: { cashier: 'Cashier', supervisor: 'Supervisor', stockKeeper: 'Stock keeper', manager: 'Store manager', admin: 'Administrator' },
  second: 'Two people above',
  permissions: {
    sell: 'Sell', discount: 'Discount', overridePrice: 'Another price', cancelBasket: 'Void a sale', openDrawer: 'Open the drawer', reprint: 'Print a receipt again', reversePayment: 'Take a payment back',
    resolvePayment: 'Settle an unanswered payment', refund: 'Give money back', refundWithoutReceipt: 'Take back without a receipt', refundOutsideWindow: 'Take back too late', voidSale: 'Void a completed sale',
    refundToOtherTender: 'Give back in cash what was paid otherwise', recallItem: 'Block goods: recall', createItem: 'New item at the counter', editCustomers: 'Customers', setAccountLimit: 'Account limit',
    aboveAccountLimit: 'Above the account limit', layAwayBelowLeast: 'Lay aside for less than the least deposit', cancelLayAway: 'Cancel a lay-away', manageShift: 'Open and hand over the till',
    moveSafe: 'Move cash to and from the safe', payIn: 'Pay in', payOut: 'Pay out', bankCash: 'Take cash to the bank', declareShift: 'Count the till', seeExpected: 'See what should be in the till',
    acceptOverShort: 'Accept over and short', closeShift: 'Close the till', closeUncounted: 'Close without a count', readX: 'Read an X', seeZ: 'See the Zs', seeReports: 'See reports',
    seeLossWatch: 'See the loss watch', setLossWatch: 'Set the loss watch', closeTerminalDay: 'Close the terminal’s day', setDevices: 'Set devices', setStore: 'Set the store', training: 'Train on a copy',
    seeJournal: 'See the journal', changeTaxRates: 'Change tax rates', supportBundle: 'Make support files', moveRegister: 'Move this register', manageBackups: 'Backups', managePeople: 'People and rights',
  },
  ways: { no: 'not at all', ask: 'with an approval each time', yes: 'alone', none: 'no amount needs two people' },
  upTo: (limit) => `alone up to ${limit}`,
  above: (limit) => `two people above ${limit}`,
  way: 'May they?',
  choose: { no: 'Not at all', ask: 'With an approval each time', upTo: 'Alone up to a limit, above it with an approval', yes: 'Alone', none: 'No amount needs a second person', above: 'Above an amount two people, whatever the role' },
  limitAmount: 'Limit, as an amount',
  limitPercent: 'Limit, in per cent',
  percentWrong: 'Type a limit above 0 and up to 100 %, such as 12.5.',
  amountTooLarge: 'A limit has nine digits at most. Type a smaller one, or choose a line that has no limit.',
  peopleHow: 'A till keeps the last people who can manage people: where nobody else could, this waits there and is said under Registers.',
}

export const chineseRights: RightWords = {
  title: '角色权限',
  how: '各角色的每项权限可单独设置；此处未设置的由门店自行决定。设置后在所有收银机上立即生效，已登录的人员也不例外。',
  whose: '适用对象',
  roles: { cashier: '收银员', supervisor: '主管', stockKeeper: '库管', manager: '店长', admin: '管理员' },
  second: '超过此数需两人',
  permissions: {
    sell: '销售', discount: '折扣', overridePrice: '改价', cancelBasket: '作废整单', openDrawer: '打开钱箱', reprint: '重打小票', reversePayment: '撤销付款', resolvePayment: '确认无应答的付款', refund: '退款', refundWithoutReceipt: '无小票退货',
    refundOutsideWindow: '超期退货', voidSale: '作废已完成的销售', refundToOtherTender: '以现金退还非现金付款', recallItem: '停售商品（召回）', createItem: '在收银台新建商品', editCustomers: '顾客资料', setAccountLimit: '挂账额度',
    aboveAccountLimit: '超额挂账', layAwayBelowLeast: '低于最低订金预留', cancelLayAway: '取消预留单', manageShift: '开班与交班', moveSafe: '钱箱与保险柜之间调款', payIn: '收入现金', payOut: '支出现金', bankCash: '银行存取', declareShift: '清点钱箱',
    seeExpected: '查看应有金额', acceptOverShort: '接受长短款', closeShift: '结班', closeUncounted: '不清点结班', readX: '查看 X 报表', seeZ: '查看 Z 报表', seeReports: '查看报表', seeLossWatch: '查看损失监控', setLossWatch: '设置损失监控',
    closeTerminalDay: '终端日结', setDevices: '设置设备', setStore: '设置门店', training: '在副本上培训', seeJournal: '查看日志', changeTaxRates: '更改税率', supportBundle: '生成支持文件', moveRegister: '迁移本收银机', manageBackups: '备份',
    managePeople: '人员与权限',
  },
  ways: { no: '不可操作', ask: '每次需他人批准', yes: '可单独操作', none: '任何金额都无需第二人' },
  upTo: (limit) => `${limit} 以内可单独操作`,
  above: (limit) => `超过 ${limit} 需两人`,
  way: '是否允许',
  choose: { no: '不可操作', ask: '每次需他人批准', upTo: '限额内可单独操作，超过需批准', yes: '可单独操作', none: '任何金额都无需第二人', above: '超过此数，任何角色都需两人' },
  limitAmount: '上限金额',
  limitPercent: '上限（百分比）',
  percentWrong: '请输入大于 0、不超过 100% 的上限，例如 12.5。',
  amountTooLarge: '上限最多九位数字。请输入更小的上限，或选择不设上限的一项。',
  peopleHow: '收银机会保留最后能管理人员的权限：若那里再无他人能管理人员，此项会暂不生效，并在“收银机”下说明。',
}
