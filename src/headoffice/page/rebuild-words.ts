/** Words of a register's own dialog, and of one that was rebuilt on a new machine. */
export interface RebuildWords {
  readonly title: (store: string, number: number) => string
  readonly begin: string
  readonly what: string
  readonly old: string
  readonly lost: string
  readonly how: string
  readonly failed: string
  /** Of a machine that was replaced and is heard from. */
  readonly replaced: (store: string, number: number, epoch: number, seq: number) => string
  readonly replacedHow: string
  readonly fileRest: string
  /** Its new machine has not sent anything yet. */
  readonly notYet: string
  readonly rebuilt: (store: string, number: number, epoch: number, seq: number) => string
}

export const englishRebuild: RebuildWords = {
  title: (store, number) => `${store}, register ${number}`,
  begin: 'Rebuild on a new machine',
  what: 'When this register’s machine is stolen, burnt or broken and there is no backup: a new machine gets everything that is here of it and sells on as this register.',
  old: 'As soon as the code is used, the old machine’s key is no longer good. If it still lives, it sells on and keeps what it sells, nothing of it is filed here, and this page says that it is heard from.',
  lost: 'What the old machine sold and never sent is not here. It is lost unless that machine, or its disk, turns up.',
  how: 'Type this code on the new machine: Rebuild a register from head office. It works once, for ten minutes, and is not shown again. A newer code ends it.',
  failed: 'No code could be made: head office did not answer, or the register is out of service.',
  replaced: (store, number, epoch, seq) => `${store}, register ${number}: the machine that was replaced is alive. It stands at entry ${seq} of part ${epoch} or behind; what it sells is kept there and not filed here.`,
  replacedHow: 'Find out who has it. What it sold and never sent can be filed: everything it still sends is then counted as this register’s, once, and it is told that its journal ended. Its key opens nothing else. Do not do so for a machine that was stolen unless you know who sold on it.',
  fileRest: 'File what it still has',
  notYet: 'The new machine has not sent anything yet. Start it first.',
  rebuilt: (store, number, epoch, seq) => `${store}, register ${number}: rebuilt on a new machine from what is here, up to entry ${seq} of part ${epoch}. It goes on in a part of its own, and skips receipt numbers that the lost machine may have given out.`,
}

export const chineseRebuild: RebuildWords = {
  title: (store, number) => `${store}，${number} 号收银机`,
  begin: '在新电脑上重建',
  what: '当这台收银机的电脑被盗、烧毁或损坏且没有备份时使用：新电脑会取回总部保存的全部记录，并作为这台收银机继续销售。',
  old: '代码一经使用，旧电脑的密钥即告失效。如果旧电脑还在运行，它照常销售并保存自己的记录，总部不入账，本页会提示它仍在联系。',
  lost: '旧电脑已售出但从未发送的部分，这里没有。除非那台电脑或它的硬盘找回来，否则就丢失了。',
  how: '请在新电脑上选择“从总部重建收银机”并输入此代码。只能使用一次，十分钟内有效，不会再次显示。生成新代码后旧的即失效。',
  failed: '无法生成代码：总部没有响应，或这台收银机已停用。',
  replaced: (store, number, epoch, seq) => `${store}，${number} 号收银机：被替换的旧电脑仍在运行，至少已写到第 ${epoch} 段第 ${seq} 条。它的销售保存在那台电脑上，总部暂不入账。`,
  replacedHow: '请先弄清它在谁手里。它已售出但从未发送的部分可以入账：之后它发来的内容都会计入这台收银机，每笔只计一次，并会通知它日志已结束。它的密钥不再能做其他任何事。如果电脑是被盗的，除非知道是谁在上面销售，否则请不要这样做。',
  fileRest: '收下它剩余的记录',
  notYet: '新电脑还没有发送过任何内容，请先启动它。',
  rebuilt: (store, number, epoch, seq) => `${store}，${number} 号收银机：已用总部的记录在新电脑上重建，至第 ${epoch} 段第 ${seq} 条。现已另起一段继续记录，并跳过丢失的电脑可能已用过的小票号。`,
}
