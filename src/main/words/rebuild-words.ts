import { type Refusal } from '../../domain/errors/index.ts'

/** What the terminal says when somebody rebuilds a register from head office. */
export interface RebuildWords {
  readonly help: string
  readonly askCode: string
  readonly askName: string
  readonly askPin: string
  readonly missing: string
  readonly used: (folder: string) => string
  readonly progress: (done: number, total: number) => string
  /** By the refusal's code, and where it has one its reason; `named`: its params. */
  readonly sentence: (code: string, reason: string, named?: Refusal['params']) => string
  readonly done: (registerNumber: number, storeName: string, folder: string, next: string) => string
}

const en: RebuildWords = {
  help: `npm run rebuild -- --head-office ADDRESS --data FOLDER [--head-office-ca FILE]

Rebuilds a register whose machine is gone from what head office has of it. FOLDER must hold no register.
Asked for, or read from standard input, a line each: the one-time code that head office's page made for this register, your name, and a PIN
of your own to sign on with. None of them is ever an argument.`,
  askCode: 'One-time code: ',
  askName: 'Your name: ',
  askPin: 'A PIN of 4 to 8 digits: ',
  missing: 'A code, a name and a PIN of 4 to 8 digits are needed, a line each. Nothing was changed.',
  used: (folder) => `${folder} holds a register already. Nothing was changed. Name a folder without one.`,
  progress: (done, total) => `${done} of ${total} entries\n`,
  sentence: (code, reason, { by, on, today, name, names, proxy, status } = {}) =>
    ({
      'code-unknown': 'Head office does not know this code: it has to be one for rebuilding this register.',
      'code-expired': 'This code is over. Have another one made on head office’s page.',
      'code-used': 'Another machine has used this code. Have another one made on head office’s page.',
      'address-refused': 'Beyond this machine head office is asked by https:// alone.',
      'headOffice.unreachable': 'Head office does not answer. What came so far is kept: run it again with the same code.',
      'headOffice.untrusted': `Head office’s certificate comes from "${by}", whom this machine does not trust. If that is your company’s own authority, name its certificate with --head-office-ca FILE.`,
      'headOffice.expired': `Head office’s certificate ended on ${on}, and this machine’s clock says ${today}. If the clock is wrong, set it; otherwise have the certificate renewed.`,
      'headOffice.notYetValid': `Head office’s certificate begins on ${on}, and this machine’s clock says ${today}. Set the clock.`,
      'headOffice.wrongName': `Who answers has a certificate for ${names}, not for ${name}. Look at the address.`,
      'headOffice.proxyAway': `The proxy ${proxy} does not answer. What came so far is kept: run it again with the same code.`,
      'headOffice.proxyPassword': `The proxy ${proxy} wants a name and a password, or others: TILLWRIGHT_HEAD_OFFICE_PROXY=http://NAME:PASSWORD@HOST:PORT.`,
      'headOffice.proxyRefuses': `The proxy ${proxy} does not let this machine through to head office (${status}). Whoever looks after it can allow it.`,
      'pin.weak': 'This PIN is too easy to guess. Run it again with another one and the same code.',
      'rebuild.newer': 'The journal was written by a newer version. Update this till first, then run it again with the same code.',
      'rebuild.notKept': 'This machine could not keep what head office sent. Make room on its disk, then run it again with the same code.',
      'rebuild.broken': 'What head office sent does not follow what came before it. No register was made of it.',
    })[reason === '' ? code : reason] ?? `The register was not rebuilt (${code}${reason === '' ? '' : `, ${reason}`}). No register was made.`,
  done: (registerNumber, storeName, folder, next) => `Register ${registerNumber} of ${storeName} is in ${folder}. Its next receipt is ${next}. Start the till on that folder, and sign on with your PIN.
Should the lost machine be found: do not sell on it.`,
}

const zhCn: RebuildWords = {
  help: `npm run rebuild -- --head-office 网址 --data 文件夹 [--head-office-ca 证书文件]

原来的电脑再也用不了时，用总部的记录重建收银机。“文件夹”中不能已有收银机。
程序会逐行询问，或从标准输入逐行读取：总部页面为这台收银机生成的一次性代码、您的姓名、您登录用的 PIN。它们从不作为参数。`,
  askCode: '一次性代码：',
  askName: '您的姓名：',
  askPin: 'PIN，4 至 8 位数字：',
  missing: '需要代码、姓名和 4 至 8 位数字的 PIN，各占一行。没有任何改动。',
  used: (folder) => `${folder} 中已有收银机。没有任何改动。请换一个没有收银机的文件夹。`,
  progress: (done, total) => `已取回 ${done} 条，共 ${total} 条\n`,
  sentence: (code, reason, { by, on, today, name, names, proxy, status } = {}) =>
    ({
      'code-unknown': '总部不认识这个代码：必须是用于重建这台收银机的代码。',
      'code-expired': '这个代码已失效。请在总部页面上重新生成一个。',
      'code-used': '这个代码已被另一台电脑使用。请在总部页面上重新生成一个。',
      'address-refused': '总部不在本机时只能用 https:// 连接。',
      'headOffice.unreachable': '总部没有回应。已取回的部分会保留：请用同一个代码再运行一次。',
      'headOffice.untrusted': `总部的证书由“${by}”签发，本机不信任它。如果这是贵公司自有的证书机构，请用 --head-office-ca 文件 指定其证书。`,
      'headOffice.expired': `总部的证书已于 ${on} 到期，而本机时钟为 ${today}。如果时钟不准，请校准；否则请总部更换证书。`,
      'headOffice.notYetValid': `总部的证书从 ${on} 起才有效，而本机时钟为 ${today}。请校准时钟。`,
      'headOffice.wrongName': `应答方的证书属于 ${names}，不是 ${name}。请检查网址。`,
      'headOffice.proxyAway': `代理 ${proxy} 没有应答。已取回的部分会保留：请用同一个代码再运行一次。`,
      'headOffice.proxyPassword': `代理 ${proxy} 要求用户名和密码，或现有的不对：TILLWRIGHT_HEAD_OFFICE_PROXY=http://用户名:密码@主机:端口。`,
      'headOffice.proxyRefuses': `代理 ${proxy} 不允许本机连接总部（${status}）。请由管理代理的人员放行。`,
      'pin.weak': '这个 PIN 太容易被猜到。请换一个 PIN，用同一个代码再运行一次。',
      'rebuild.newer': '流水是用更新的版本写的。请先更新本机程序，再用同一个代码运行一次。',
      'rebuild.notKept': '本机无法保存总部发来的内容。请清理磁盘空间，再用同一个代码运行一次。',
      'rebuild.broken': '总部发来的记录前后对不上，没有据此生成收银机。',
    })[reason === '' ? code : reason] ?? `没有重建收银机（${code}${reason === '' ? '' : `，${reason}`}）。没有生成任何收银机。`,
  done: (registerNumber, storeName, folder, next) => `${storeName} 的 ${registerNumber} 号收银机已在 ${folder} 中重建，下一张小票为 ${next}。请用该文件夹启动收银程序，并用您的 PIN 登录。
如果丢失的电脑找到了，请勿再用它销售。`,
}

export function rebuildWords(locale: string): RebuildWords {
  return /^zh\b/i.test(locale) || /^zh_/i.test(locale) ? zhCn : en
}
