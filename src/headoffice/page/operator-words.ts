import type { Role, WeakPin } from '../../domain/authority/index.ts'

/** What is said about who may work at a store's tills. */
export interface OperatorWords {
  readonly title: string
  readonly open: string
  readonly how: string
  readonly store: string
  readonly search: string
  readonly add: string
  readonly none: string
  readonly notFound: string
  readonly more: string
  readonly count: (count: number) => string
  readonly registers: string
  readonly never: (register: number) => string
  readonly parked: (register: number, count: number, reasons: string) => string
  readonly parkedReasons: Readonly<Record<string, string>>
  readonly newPerson: string
  readonly name: string
  readonly role: string
  readonly roles: Readonly<Record<Role, string>>
  readonly roleHow: string
  readonly badge: string
  readonly badgeHow: string
  readonly active: string
  readonly off: string
  readonly worksAt: string
  readonly pin: string
  readonly pinAnew: string
  readonly pinHow: string
  readonly repeat: string
  readonly noPin: string
  readonly hasPin: string
  readonly save: string
  readonly saved: string
  readonly nameFirst: string
  readonly badgeWrong: string
  readonly pinsDiffer: string
  readonly weak: Readonly<Record<WeakPin, string>>
  readonly storeFirst: string
  readonly leaves: string
  readonly leavesSure: string
  /** The PIN that was typed before was refused, and none stands there now. */
  readonly withoutPin: string
  readonly withoutPinSure: string
  readonly changedMeanwhile: string
  readonly adminsOnly: string
  readonly unknownStore: string
  readonly badgeTaken: (name: string, store: string) => string
  readonly failed: string
  readonly noAnswer: string
}

export const englishOperators: OperatorWords = {
  title: 'Who works at the tills',
  open: 'Till staff',
  how: 'What is changed here reaches each register of the store at its next contact, within half a minute while it is online. Whoever is switched off is signed off there; the sale they had open stays.',
  store: 'Store',
  search: 'Search by name or badge',
  add: 'New person',
  none: 'Head office keeps nobody of this store yet. Its tills know their own people, and keep them.',
  notFound: 'Nobody is found by these words.',
  more: 'There are more. Type another word.',
  count: (count) => (count === 1 ? '1 person' : `${count} people`),
  registers: 'Registers',
  never: (register) => `Register ${register} has fetched nobody yet.`,
  parked: (register, count, reasons) => (count === 1 ? `Register ${register} left 1 person as they were: ${reasons}.` : `Register ${register} left ${count} people as they were: ${reasons}.`),
  parkedReasons: { 'not-json': 'unreadable', 'operator-unreadable': 'not understood by its version', 'pepper-unknown': 'the PIN was made for another chain: enrol the register again', 'last-manager': 'nobody else could manage people there; add another manager with a PIN first' },
  newPerson: 'New person',
  name: 'Name',
  role: 'Role',
  roles: { cashier: 'Cashier', supervisor: 'Supervisor', stockKeeper: 'Stock keeper', manager: 'Store manager', admin: 'Administrator' },
  roleHow: 'What a role may do is set at the tills, under People and rights, or here for a whole store, under Settings.',
  badge: 'Badge (may stay empty)',
  badgeHow: 'Scan it, or type what is printed on it.',
  active: 'May work',
  off: 'Switched off',
  worksAt: 'Works at',
  pin: 'PIN',
  pinAnew: 'New PIN (empty: as it is)',
  pinHow: '4 to 8 digits. It counts from the next sign-on. It is kept only as a hash that the registers of the chain can compare, and is shown nowhere.',
  repeat: 'The same once more',
  noPin: 'no PIN yet',
  hasPin: 'PIN set',
  save: 'Save',
  saved: 'Saved. The registers have it from their next contact on.',
  nameFirst: 'Type a name first.',
  badgeWrong: 'This cannot be a badge: 4 to 64 letters, digits or signs without a space.',
  pinsDiffer: 'The two PINs are not the same. Nothing was saved. Type them again.',
  weak: { digits: 'A PIN has 4 to 8 digits. Type it again.', oneDigit: 'A PIN of one digit is the first that is tried. Choose another.', run: 'A row of digits is easy to guess. Choose another.', repeated: 'A repeated part is easy to guess. Choose another.', line: 'A line on the keypad is easy to guess. Choose another.', year: 'A year is easy to guess. Choose another.', date: 'Today’s date is easy to guess. Choose another.', last: 'This is the PIN it was. Choose another.' },
  storeFirst: 'Choose at least one store. Whoever works nowhere any more is switched off instead.',
  leaves: 'They do not work at this store any more: its tills switch them off. Save it all the same?',
  leavesSure: 'Save: press again',
  withoutPin: 'The PIN was refused, and none is typed now. Type another one, or save without changing it: who has none signs on nowhere until they have one.',
  withoutPinSure: 'Save without a PIN: press again',
  changedMeanwhile: 'Somebody else changed this person meanwhile. Nothing was saved: go back and look again.',
  adminsOnly: 'Only an owner may make, change or give a PIN to an administrator. Nothing was saved.',
  unknownStore: 'One of these stores is not there any more. Nothing was saved: go back and look again.',
  badgeTaken: (name, store) => `At ${store} this badge belongs to ${name} already. Nothing was changed there.`,
  failed: 'It was not saved: head office could not take it. Look through what you typed, and try again.',
  noAnswer: 'Head office did not answer, and it may not have been saved. What you typed still stands here: try again.',
}

export const chineseOperators: OperatorWords = {
  title: '收银人员',
  open: '收银人员',
  how: '此处的更改会在各收银机下次联系时送达；联网时不超过半分钟。停用的人员会在收银机上被退出，未完成的销售单会保留。',
  store: '门店',
  search: '按姓名或工牌查找',
  add: '新增人员',
  none: '总部尚未管理此门店的人员。收银机使用各自的人员，之后也会保留。',
  notFound: '没有找到相符的人员。',
  more: '还有更多，请再输入一个词。',
  count: (count) => `共 ${count} 人`,
  registers: '收银机',
  never: (register) => `${register} 号收银机尚未取得任何人员。`,
  parked: (register, count, reasons) => `${register} 号收银机有 ${count} 人保持原样：${reasons}。`,
  parkedReasons: { 'not-json': '内容无法读取', 'operator-unreadable': '其程序版本不认识', 'pepper-unknown': 'PIN 属于另一连锁，请重新登记该收银机', 'last-manager': '否则那里再无人能管理人员，请先增加一名已设 PIN 的店长' },
  newPerson: '新增人员',
  name: '姓名',
  role: '角色',
  roles: { cashier: '收银员', supervisor: '主管', stockKeeper: '库管', manager: '店长', admin: '管理员' },
  roleHow: '各角色的权限在收银机的“人员与权限”中设置，也可在此处“设置”中为整家门店设定。',
  badge: '工牌（可留空）',
  badgeHow: '扫描工牌，或输入其上的号码。',
  active: '可以上岗',
  off: '已停用',
  worksAt: '所在门店',
  pin: 'PIN',
  pinAnew: '新 PIN（留空则不变）',
  pinHow: '4 至 8 位数字，自下次登录起生效。只保存可供本连锁收银机核对的哈希值，任何地方都不显示。',
  repeat: '再输入一次',
  noPin: '尚无 PIN',
  hasPin: '已设 PIN',
  save: '保存',
  saved: '已保存。收银机从下次联系起生效。',
  nameFirst: '请先输入姓名。',
  badgeWrong: '这不能作为工牌：须为 4 至 64 个字母、数字或符号，不含空格。',
  pinsDiffer: '两次输入的 PIN 不同。没有保存，请重新输入。',
  weak: { digits: 'PIN 为 4 至 8 位数字。请重新输入。', oneDigit: '同一数字的 PIN 最易猜到。请另选一个。', run: '连号容易猜到。请另选一个。', repeated: '重复片段容易猜到。请另选一个。', line: '键盘上的一条直线容易猜到。请另选一个。', year: '年份容易猜到。请另选一个。', date: '当天日期容易猜到。请另选一个。', last: '这就是原来的 PIN。请另选一个。' },
  storeFirst: '请至少选择一家门店。不再上岗的人员请改为停用。',
  leaves: '此人将不再属于本店，本店收银机会将其停用。仍要保存吗？',
  leavesSure: '确认保存，请再按一次',
  withoutPin: '刚才的 PIN 未被接受，现在没有输入 PIN。请另选一个；也可以不改 PIN 直接保存：没有 PIN 的人在设置之前无法登录任何收银机。',
  withoutPinSure: '不带 PIN 保存，请再按一次',
  changedMeanwhile: '其他人刚刚更改了此人员。没有保存：请返回后重新查看。',
  adminsOnly: '只有所有者可以新增、修改管理员或设置其 PIN。没有保存。',
  unknownStore: '其中一家门店已不存在。没有保存：请返回后重新查看。',
  badgeTaken: (name, store) => `在${store}，此工牌已属于${name}。该店没有任何改动。`,
  failed: '没有保存：总部无法接受。请检查输入内容后重试。',
  noAnswer: '总部没有响应，可能没有保存。输入的内容仍在此处，请重试。',
}
