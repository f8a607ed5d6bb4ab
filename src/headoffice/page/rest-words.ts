/** Words of a register that is out of service: what it still has, and the days that wait for it. `documents`: how many; `atLeast`: there may be more. */
export interface RestWords {
  readonly title: (store: string, number: number) => string
  /** In the list of what needs a look. */
  readonly concern: (store: string, number: number, unsent: string) => string
  readonly coming: (store: string, number: number, unsent: string) => string
  readonly unsent: (documents: number, atLeast: boolean) => string
  readonly row: string
  readonly called: (time: string, unsent: string, mayBeMoney: boolean) => string
  readonly neverCalled: string
  readonly over: (time: string) => string
  readonly taken: (by: string, time: string, note: string) => string
  readonly takenHow: string
  readonly daysEnded: (by: string, time: string, note: string) => string
  readonly takeTitle: string
  readonly takeHow: readonly string[]
  readonly take: string
  readonly endTitle: string
  readonly endHow: readonly string[]
  readonly end: string
  readonly why: string
  readonly whyFirst: string
  readonly failed: string
  readonly day: string
  readonly dayWaits: string
  readonly dayOver: string
}

export const englishRest: RestWords = {
  title: (store, number) => `${store}, register ${number}: out of service`,
  concern: (store, number, unsent) => `${store}, register ${number} was taken out of service and calls: ${unsent}`,
  coming: (store, number, unsent) => `${store}, register ${number} is out of service, and what it still has is being taken: ${unsent}`,
  unsent: (documents, atLeast) =>
    documents === 0
      ? atLeast
        ? 'more of its journal was not sent, and nobody here knows how much.'
        : 'the end of its journal was not sent; no sale, refund or Z is in it.'
      : `${atLeast ? 'at least ' : ''}${documents === 1 ? '1 document was' : `${documents} documents were`} not sent.`,
  row: 'has more',
  called: (time, unsent, mayBeMoney) => `It called, ${time}: ${unsent}${mayBeMoney ? ' What was not sent is on that machine alone.' : ''}`,
  neverCalled: 'It has not called since. Whether it has anything that was not sent nobody knows here.',
  over: (time) => `Everything it had is here, as it said itself, ${time}.`,
  taken: (by, time, note) => `${by} had what it still has taken, ${time}: ${note}`,
  takenHow: 'It comes with the machine’s next calls, within five minutes if it is on and reaches head office. Once it says that nothing is left, nothing more is taken.',
  daysEnded: (by, time, note) => `${by} ended the days that wait for it, ${time}: ${note}`,
  takeTitle: 'Take what it still has',
  takeHow: [
    'Sales made there are somebody’s real money. From its next call on, everything the machine has is filed, from before it was taken out of service and up to now, signed by its own key; it counts in the days it was sold on.',
    'Do not if the machine may be in the wrong hands: whoever holds it can write sales.',
  ],
  take: 'Take it',
  endTitle: 'End the days that wait for it',
  endHow: ['For a machine that will not call again. Days it sold on and left without a Z are shown as ended without it, with your reason. Nothing is deleted, and what it sends later is still taken if somebody says so.'],
  end: 'End its days',
  why: 'Why',
  whyFirst: 'Type why first: it is kept.',
  failed: 'Head office did not answer, and it may not have been done.',
  day: 'Open the register',
  dayWaits: 'It is out of service. Take what it still has, or end its days.',
  dayOver: 'It is out of service, and said itself that everything it had is here.',
}

export const chineseRest: RestWords = {
  title: (store, number) => `${store}，${number} 号收银机：已停用`,
  concern: (store, number, unsent) => `${store}，${number} 号收银机已停用，但仍在联系：${unsent}`,
  coming: (store, number, unsent) => `${store}，${number} 号收银机已停用，正在接收它剩余的记录：${unsent}`,
  unsent: (documents, atLeast) =>
    documents === 0 ? (atLeast ? '还有记录没有发送，数量未知。' : '日志末尾没有发送，其中没有销售、退货或 Z 报表。') : `${atLeast ? '至少' : ''}有 ${documents} 张单据没有发送。`,
  row: '有未发送记录',
  called: (time, unsent, mayBeMoney) => `它于 ${time} 联系过：${unsent}${mayBeMoney ? '未发送的内容只存在于那台机器上。' : ''}`,
  neverCalled: '停用后还没有联系过。总部不知道它是否有未发送的记录。',
  over: (time) => `它已于 ${time} 确认：全部记录都已到总部。`,
  taken: (by, time, note) => `${by} 于 ${time} 决定接收它剩余的记录：${note}`,
  takenHow: '只要机器开着并能连到总部，剩余记录会在五分钟内随下次联系送达。它确认没有剩余后，总部不再接收。',
  daysEnded: (by, time, note) => `${by} 于 ${time} 结束了等待它的营业日：${note}`,
  takeTitle: '接收剩余记录',
  takeHow: ['那里的销售是实际收到的钱。下次联系起，这台机器上的全部记录都会入账，包括停用之前和到现在为止的；每条都有它自己的密钥签名，并计入实际销售的营业日。', '如果机器可能落在他人手里，请不要接收：持有它的人可以写入销售。'],
  take: '接收',
  endTitle: '结束等待它的营业日',
  endHow: ['适用于不会再联系的机器。它有销售而未出 Z 报表的营业日会标明“已结束，缺它的 Z 报表”，并保留您填写的原因。不会删除任何内容；以后它若再发送，仍可决定接收。'],
  end: '结束这些营业日',
  why: '原因',
  whyFirst: '请先填写原因：它会被保留。',
  failed: '总部没有响应，操作可能没有完成。',
  day: '打开这台收银机',
  dayWaits: '它已停用。请接收它剩余的记录，或结束等待它的营业日。',
  dayOver: '它已停用，并已确认全部记录都已到总部。',
}
