/** What the terminal says when somebody makes a support bundle. */
export interface SupportWords {
  readonly help: string
  nothing(folder: string): string
  written(file: string): string
}

const en: SupportWords = {
  help: `npm run support-bundle -- FOLDER [--out FOLDER]

Makes one file for whoever helps with this till: logs, versions, counts and settings, without names, PINs, keys or sales.
FOLDER is the till's data folder. The till may run, stand still, or not start; nothing in the folder is changed.`,
  nothing: (folder) => `There is no till's data in ${folder}. Nothing was written. Name the folder that holds register.db.`,
  written: (file) => `Written: ${file}`,
}

const zhCn: SupportWords = {
  help: `npm run support-bundle -- 文件夹 [--out 文件夹]

为协助您的人生成一个文件：日志、版本、数量和设置，不含姓名、PIN、密钥和销售内容。
“文件夹”是收银机的数据文件夹。收银机可以正在运行、已停止或无法启动；文件夹中的内容不会改动。`,
  nothing: (folder) => `${folder} 中没有收银机数据。没有写入任何内容。请指定包含 register.db 的文件夹。`,
  written: (file) => `已写入：${file}`,
}

export function supportWords(locale: string): SupportWords {
  return /^zh/i.test(locale) ? zhCn : en
}
