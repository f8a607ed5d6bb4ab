import { type CannotVerify, type EntryFault, type Verification, type Witness } from '../../db/index.ts'

/** What the terminal says when somebody verifies a register's journal. */
export interface VerifyJournalWords {
  readonly help: string
  cannot(why: CannotVerify | 'option' | 'head', file: string): string
  whole(verification: Verification): string
  broken(verification: Verification, fault: EntryFault): string
  /** Of a whole journal for which nobody said what head office has. */
  readonly unknowable: string
  progress(done: number, perSecond: number, left: number): string
}

const number = (value: number): string => value.toLocaleString('en')

const witnessesInEnglish: Readonly<Record<Witness, string>> = {
  register: 'the register’s own facts',
  outbox: 'what head office acknowledged',
  verifiedHead: 'the head verified at the last start',
  sales: 'sale headers',
  refunds: 'refunds',
  receipts: 'the list of receipts',
  dayTotals: 'day totals',
  projections: 'the projections’ cursor',
  seats: 'the last sale of each seat',
  suspendedBaskets: 'baskets put aside',
  payments: 'payments under way',
  given: 'what you gave with --head',
}

function reasonInEnglish({ reason, witness }: EntryFault): string {
  const who = witness === undefined ? 'the file' : witnessesInEnglish[witness]
  switch (reason) {
    case 'prevHash': return 'it does not follow the entry before it. One of the two was changed, or something was taken out or put in there.'
    case 'hash': return 'its text or its hash was changed.'
    case 'text': return 'its text is not an entry.'
    case 'seq': return 'its text belongs to another place.'
    case 'register': return 'it belongs to another register or another epoch.'
    case 'place': return 'an entry stands where none can be.'
    case 'missing': return 'it was taken out; later ones are there.'
    case 'columns': return 'its row says another place, id or type than its text.'
    case 'counters': return 'the count of sales or the receipt number beside it do not follow from the entries.'
    case 'sale': return 'the entry and the sale’s header say different things, or one of them is gone.'
    case 'cutOff': return `the journal ends before it, and there is more to be found in ${who}.`
    case 'rewritten': return `${who}: another entry stood there.`
    case 'unreadable': return 'the file is damaged there.'
    case 'zReport': return 'this Z does not follow the one before it, or its hash is not that of what it says.'
  }
}

const english: VerifyJournalWords = {
  help: `npm run verify-journal -- FILE [--head HASH|SEQ|EPOCH:SEQ] [--json]

FILE    a register's database, register.db: of a running till, or a copy. It is opened for reading only and nothing is written,
        neither into it nor beside it. A copy is whole with its -wal beside it, where there is one.
--head  an entry that head office has acknowledged: its hash, its seq in the last epoch, or EPOCH:SEQ. May be given more than once.
--json  nothing but the result, for machines.

The exit code is 0 when every entry is there as it was written, 1 with the first bad entry when not, and 2 when there was
nothing to verify.`,
  cannot(why, file) {
    switch (why) {
      case 'missing': return `There is no such file: ${file}`
      case 'folder': return `This is no file: ${file}. The database in a register's folder is register.db.`
      case 'notRegister': return `This is not the database of a register: ${file}`
      case 'unreadable': return `The file cannot be opened: ${file}`
      case 'busy': return `The file was written each time it was read: ${file}. Try again.`
      case 'option': return `${file === '' ? 'One file is wanted.' : file} --help says how.`
      case 'head': return `--head is the 64 digits of a hash, a seq, or EPOCH:SEQ, not ${file}.`
    }
  },
  whole: ({ register, entries, epochs, witnesses, acknowledged, missingGuards }) =>
    [
      `The journal is whole: ${number(entries)} ${entries === 1 ? 'entry' : 'entries'} of register ${register}.`,
      ...epochs.map(({ epoch, entries: count, hash }) => `epoch ${epoch}: ${number(count)}, head ${hash}`),
      `Agreed with: ${witnesses.map((witness) => witnessesInEnglish[witness]).join(', ')}.`,
      ...(acknowledged === undefined ? [] : [`Acknowledged by head office, as this file remembers: entry ${acknowledged.seq} of epoch ${acknowledged.epoch}.`]),
      ...(missingGuards.length === 0 ? [] : [`Somebody removed what keeps the journal from being changed: ${missingGuards.join(', ')}.`]),
    ].join('\n'),
  broken: ({ entries }, fault) => `The journal is not whole. First bad entry: ${fault.seq} of epoch ${fault.epoch}: ${reasonInEnglish(fault)}\nSound up to there: ${number(entries)}.`,
  unknowable: `Not known from this file alone: whether all of it is an earlier state that was put back (a shorter journal is a valid one), whether
an older epoch once ended later, and whether somebody made every hash and every witness anew. Head office knows: compare the
heads above with its own, or give them with --head.`,
  progress: (done, perSecond, left) => `${number(done)} entries, ${number(perSecond)}/s, ${left} s left`,
}

const witnessesInChinese: Readonly<Record<Witness, string>> = {
  register: '收银机资料',
  outbox: '总部已确认的位置',
  verifiedHead: '上次启动时核对过的末条',
  sales: '销售记录表',
  refunds: '退货',
  receipts: '小票列表',
  dayTotals: '每日合计',
  projections: '汇总进度',
  seats: '各席位的上一笔销售',
  suspendedBaskets: '挂单',
  payments: '进行中的付款',
  given: '用 --head 给出的记录',
}

function reasonInChinese({ reason, witness }: EntryFault): string {
  const who = witness === undefined ? '本文件' : witnessesInChinese[witness]
  switch (reason) {
    case 'prevHash': return '它接不上前一条：两条之一被改过，或中间被删去、插入了记录。'
    case 'hash': return '它的正文或校验值被改过。'
    case 'text': return '它的正文不是日志记录。'
    case 'seq': return '它的正文属于另一个位置。'
    case 'register': return '它属于另一台收银机或另一个纪元。'
    case 'place': return '不该有记录的地方有一条记录。'
    case 'missing': return '它被删去，后面的还在。'
    case 'columns': return '所在行的位置、编号或类型与正文不符。'
    case 'counters': return '旁边的销售计数或小票号与各条记录不符。'
    case 'sale': return '记录与销售记录表不一致，或其中之一不见了。'
    case 'cutOff': return `日志到此之前就结束了，而“${who}”表明后面还有记录。`
    case 'rewritten': return `“${who}”记得这里原是另一条记录。`
    case 'unreadable': return '文件在此处已损坏。'
    case 'zReport': return '这份 Z 报表与上一份不连续，或其校验值与内容不符。'
  }
}

const chinese: VerifyJournalWords = {
  help: `npm run verify-journal -- 文件 [--head 校验值|序号|纪元:序号] [--json]

文件    收银机的数据库 register.db：正在运行的，或一份副本。只读打开，文件本身及其旁边都不写入任何内容。
        副本旁边若有 -wal 文件，须一并复制。
--head  总部已确认的一条记录：校验值、在最后一个纪元中的序号，或 纪元:序号。可以给出多次。
--json  只输出结果，供程序读取。

退出码：0 表示每条记录都在且未被改动；1 表示不完整，并指出第一条有问题的记录；2 表示没有可核对的内容。`,
  cannot(why, file) {
    switch (why) {
      case 'missing': return `没有这个文件：${file}`
      case 'folder': return `这不是文件：${file}。收银机文件夹中的数据库是 register.db。`
      case 'notRegister': return `这不是收银机的数据库：${file}`
      case 'unreadable': return `无法打开文件：${file}`
      case 'busy': return `每次读取时文件都在被写入：${file}。请再试一次。`
      case 'option': return `${file === '' ? '需要一个文件。' : file} 用法见 --help。`
      case 'head': return `--head 应为 64 位校验值、序号或 纪元:序号，而不是 ${file}。`
    }
  },
  whole: ({ register, entries, epochs, witnesses, acknowledged, missingGuards }) =>
    [
      `日志完整：收银机 ${register}，共 ${number(entries)} 条。`,
      ...epochs.map(({ epoch, entries: count, hash }) => `纪元 ${epoch}：${number(count)} 条，末条校验值 ${hash}`),
      `已与以下各项核对一致：${witnesses.map((witness) => witnessesInChinese[witness]).join('、')}。`,
      ...(acknowledged === undefined ? [] : [`本文件记得总部已确认到：纪元 ${acknowledged.epoch} 第 ${acknowledged.seq} 条。`]),
      ...(missingGuards.length === 0 ? [] : [`有人去掉了防止改动日志的触发器：${missingGuards.join('、')}。`]),
    ].join('\n'),
  broken: ({ entries }, fault) => `日志不完整。第一条有问题的记录：纪元 ${fault.epoch} 第 ${fault.seq} 条：${reasonInChinese(fault)}\n在此之前完好：${number(entries)} 条。`,
  unknowable: `仅凭此文件无法知道：整个文件是否被换回较早的状态（较短的日志本身也是完整的），
较早的纪元是否曾有更多记录，以及是否有人把所有校验值和佐证都重做过。总部知道：请与上面的末条校验值对照，或用 --head 给出总部的。`,
  progress: (done, perSecond, left) => `${number(done)} 条，每秒 ${number(perSecond)} 条，还需 ${left} 秒`,
}

/** By the terminal's locale: any Chinese one gets Chinese, everything else English. */
export function verifyJournalWords(locale: string): VerifyJournalWords {
  return /^zh\b|^zh_/i.test(locale) ? chinese : english
}
