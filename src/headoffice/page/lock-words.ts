/** Words of a register that is locked, let go again, or taken out of service. */
export interface LockWords {
  readonly title: string
  readonly what: string
  readonly safe: string
  readonly why: string
  readonly reasons: Readonly<Record<string, string>>
  readonly lock: string
  readonly unlock: string
  readonly unlockWhat: string
  /** By whom, and when. */
  readonly since: (by: string, time: string, reason: string) => string
  readonly heard: (time: string) => string
  readonly notHeard: string
  readonly row: string
  readonly concern: (store: string, number: number, heard: boolean) => string
  readonly failed: string
  readonly retireTitle: string
  readonly retireWhat: readonly string[]
  readonly retire: string
  readonly retireSure: (number: number) => string
  readonly stillHeard: string
}

export const englishLock: LockWords = {
  title: 'Lock this register',
  what: 'From its next contact with head office on, nobody works on this machine: a sale that is being paid is finished, everybody is signed off, and nobody signs on, also after a restart, until it is unlocked here.',
  safe: 'Nothing is lost: the open basket stays, it goes on sending what it sold, and that is filed here. A machine that never calls hears of nothing.',
  why: 'Why',
  reasons: { stolen: 'Stolen', missing: 'Nobody knows where it is', misused: 'Somebody uses it who must not', other: 'Another reason' },
  lock: 'Lock',
  unlock: 'Unlock',
  unlockWhat: 'From its next contact on people sign on to it again, with the PINs they have then.',
  since: (by, time, reason) => `${by} locked it, ${time}: ${reason}.`,
  heard: (time) => `It says that it is locked and has sent all it has, since ${time}.`,
  notHeard: 'It has not said so yet: it has not called since, is finishing a sale or sending what it has, or its program is too old for a lock. An old one goes on selling: update it, or rebuild the register on a new machine.',
  row: 'locked',
  concern: (store, number, heard) => (heard ? `${store}, register ${number} is locked.` : `${store}, register ${number} is to be locked, and has not said that it is.`),
  failed: 'Head office did not answer, and it may not have been done.',
  retireTitle: 'Take it out of service',
  retireWhat: [
    'For a machine that is not coming back. This cannot be undone.',
    'What it sent stays in the books. What it still has and never sent is not taken by itself from then on: if it calls, this page says what is missing, and somebody decides whether it is taken.',
    'Days of the store on which it sold nothing no longer wait for it; a day that it sold on and left without a Z waits until the machine says that everything is here, or somebody ends it with a reason. Its number is not given out again. If it still lives, its screen says so; it is only kept from selling where it is locked first.',
  ],
  retire: 'Take out of service',
  retireSure: (number) => `Yes, take register ${number} out of service for good`,
  stillHeard: 'It is still heard from, and may have more to send. Lock it first: once it says that it is locked and has sent all it has, it can be taken out of service. Or switch it off and wait for ten minutes.',
}

export const chineseLock: LockWords = {
  title: '锁定这台收银机',
  what: '这台机器下次与总部联系时起，任何人都不能再使用：正在收款的一笔会先完成，所有人退出登录，重启后也无法登录，直到在此解锁。',
  safe: '数据不会丢失：未结的购物篮会保留，已售出的记录仍会继续发送，总部照常入账。从不联网的机器收不到锁定。',
  why: '原因',
  reasons: { stolen: '被盗', missing: '下落不明', misused: '有人违规使用', other: '其他原因' },
  lock: '锁定',
  unlock: '解锁',
  unlockWhat: '下次联系时起，员工可凭届时有效的 PIN 重新登录。',
  since: (by, time, reason) => `${by} 于 ${time} 锁定，原因：${reason}。`,
  heard: (time) => `收银机已确认锁定，并已发送全部记录（${time}）。`,
  notHeard: '收银机尚未确认：可能还没有联系、正在完成收款或发送记录，或程序版本过旧，不支持锁定。旧版本会照常销售，请更新程序，或在新电脑上重建。',
  row: '已锁定',
  concern: (store, number, heard) => (heard ? `${store}，${number} 号收银机已锁定。` : `${store}，${number} 号收银机待锁定，尚未确认。`),
  failed: '总部没有响应，操作可能没有完成。',
  retireTitle: '停用这台收银机',
  retireWhat: [
    '适用于不再使用的机器。停用后无法恢复。',
    '已发送的记录保留在账簿中。尚未发送的部分此后不会自动接收：它若再联系，本页会说明缺少什么，由负责人决定是否接收。',
    '它没有销售的营业日不再等待它；它有销售而未出 Z 报表的营业日会继续等待，直到它确认全部已到总部，或由负责人填写原因后结束。它的编号不再使用。如果它仍在运行，屏幕会提示已停用；只有先锁定，才能阻止它继续销售。',
  ],
  retire: '停用',
  retireSure: (number) => `确认永久停用 ${number} 号收银机`,
  stillHeard: '这台收银机仍在联系，可能还有记录没有发送。请先锁定：等它确认已锁定并发送完毕后即可停用；或关机并等待十分钟。',
}
