import { type RefusalCode } from '../../domain/errors/index.ts'

/** What the terminal says when somebody takes a register over. */
export interface TakeOverWords {
  readonly help: string
  readonly ask: string
  readonly noPassphrase: string
  /** By code; the file and the folder that were named. */
  readonly sentences: Partial<Readonly<Record<RefusalCode, (file: string, folder: string) => string>>>
  otherwise(code: RefusalCode): string
  done(registerNumber: number, storeName: string, folder: string, waiting: number): string
}

const en: TakeOverWords = {
  help: `npm run take-over -- FILE --data FOLDER

Makes a register of the file that "Move this register" wrote on the old machine. FOLDER must be empty or not there yet.
The passphrase is asked for, or read from standard input; it is never an argument.`,
  ask: 'Passphrase: ',
  noPassphrase: 'No passphrase was given. Nothing was changed.',
  sentences: {
    'moveFile.missing': (file) => `${file} cannot be opened. Nothing was changed. Check its name, and that it was copied here.`,
    'moveFile.notOne': (file) => `${file} is not the file of a moved register. Nothing was changed.`,
    'moveFile.newer': (file) => `${file} was made by a newer version. Nothing was changed. Update this till first, then take the register over.`,
    'moveFile.wrongPassphrase': () => 'That is not the passphrase of this file. Nothing was changed. Try again.',
    'moveFile.cut': (file) => `${file} is not whole: its end is missing. Nothing was changed. Copy it again from the old machine.`,
    'moveFile.altered': (file) => `${file} was changed or damaged. Nothing was changed here. Copy it again from the old machine.`,
    'moveFile.broken': (file) => `The register in ${file} does not verify. Nothing was changed here. Take the register back on the old machine, and call for help.`,
    'moveFile.folderUsed': (_file, folder) => `${folder} is not empty. Nothing was changed. Name an empty folder, or one that is not there yet.`,
  },
  otherwise: (code) => `The register was not taken over (${code}). Nothing was changed.`,
  done: (registerNumber, storeName, folder, waiting) => `Register ${registerNumber}${storeName === '' ? '' : ` of ${storeName}`} is in ${folder}. ${waiting} journal entries wait for head office, and will be sent from here.
Start the till on that folder. Never take the register back on the old machine now: both would sell under one name, and head office would refuse one of them.`,
}

const zhCn: TakeOverWords = {
  help: `npm run take-over -- 文件 --data 文件夹

用旧电脑上“迁移本收银机”生成的文件恢复收银机。“文件夹”必须为空或尚不存在。
程序会询问口令，或从标准输入读取；口令从不作为参数。`,
  ask: '口令：',
  noPassphrase: '没有提供口令。没有任何改动。',
  sentences: {
    'moveFile.missing': (file) => `无法打开 ${file}。没有任何改动。请检查文件名，并确认已复制到本机。`,
    'moveFile.notOne': (file) => `${file} 不是收银机迁移文件。没有任何改动。`,
    'moveFile.newer': (file) => `${file} 由更新的版本生成。没有任何改动。请先更新本机软件，再接管收银机。`,
    'moveFile.wrongPassphrase': () => '口令不正确。没有任何改动。请重试。',
    'moveFile.cut': (file) => `${file} 不完整：缺少末尾。没有任何改动。请从旧电脑重新复制。`,
    'moveFile.altered': (file) => `${file} 已被改动或损坏。本机没有任何改动。请从旧电脑重新复制。`,
    'moveFile.broken': (file) => `${file} 中的收银机未通过校验。本机没有任何改动。请在旧电脑上收回收银机，并求助。`,
    'moveFile.folderUsed': (_file, folder) => `${folder} 不是空文件夹。没有任何改动。请指定空文件夹或尚不存在的文件夹。`,
  },
  otherwise: (code) => `未能接管收银机（${code}）。没有任何改动。`,
  done: (registerNumber, storeName, folder, waiting) => `${storeName === '' ? '' : `${storeName} 的`}收银机 ${registerNumber} 已在 ${folder}。还有 ${waiting} 条日志等待发往总部，将由本机发送。
请在该文件夹上启动收银机。切勿再在旧电脑上收回：两台会以同一身份收银，总部将拒绝其中一台。`,
}

export function takeOverWords(locale: string): TakeOverWords {
  return /^zh/i.test(locale) ? zhCn : en
}
