import { type ImportFailure, type ImportReport } from './import-items.ts'
import { type RefusedRow, type RowFault } from './item-row.ts'

/** What the terminal says about an import, in the person's language. */
export interface ImportWords {
  refused(row: RefusedRow): string
  failure(failure: ImportFailure): string
  report(report: ImportReport): string
  /** `left` in seconds. */
  progress(rows: number, perSecond: number, left: number): string
}

const faultsInEnglish: Readonly<Record<RowFault, string>> = {
  encoding: 'not valid UTF-8',
  quote: 'a quotation mark that is not closed, or not closed where the column ends',
  tooLong: 'longer than any row of goods',
  fields: 'another number of columns than the first line',
  gtin: 'not a GTIN of 8, 12, 13 or 14 digits',
  checkDigit: 'the check digit is wrong',
  name: 'no name',
  nameTooLong: 'the name is longer than 500 characters',
  price: 'not a price',
  priceTooLarge: 'a price nobody asks',
  taxClass: 'a tax class this register does not know',
  returnDays: 'not a number of days (0: may not come back)',
  minimumAge: 'not an age from 1 to 120',
  noDiscount: 'neither yes nor no',
  links: 'not SKUs of what comes along, as 4012 or 4012*6, each once',
  recalled: 'the reason of the recall is longer than 200 characters',
  duplicate: 'the same number',
}

const faultsInChinese: Readonly<Record<RowFault, string>> = {
  encoding: '不是有效的 UTF-8 文字',
  quote: '引号没有关闭，或关闭后还有文字',
  tooLong: '这一行过长，不像商品',
  fields: '列数与首行不同',
  gtin: '不是 8、12、13 或 14 位的商品条码',
  checkDigit: '校验位不对',
  name: '没有名称',
  nameTooLong: '名称超过 500 个字符',
  price: '不是价格',
  priceTooLarge: '价格高得不可能',
  taxClass: '本收银机没有这个税类',
  returnDays: '不是天数（0 表示不可退货）',
  minimumAge: '不是 1 到 120 的年龄',
  noDiscount: '既不是“是”也不是“否”',
  links: '不是随带商品的 SKU，如 4012 或 4012*6，每个一次',
  recalled: '召回原因超过 200 个字符',
  duplicate: '号码重复',
}

const number = (value: number, language: string): string => value.toLocaleString(language)

function quoted(value: string | undefined): string {
  return value === undefined ? '' : `: ${JSON.stringify(value)}`
}

const english: ImportWords = {
  refused: ({ line, fault, firstLine, value }) =>
    fault === 'duplicate' ? `line ${line}: the same number as line ${firstLine ?? 0} once padded to 14 digits, not imported${quoted(value)}` : `line ${line}: ${faultsInEnglish[fault]}${quoted(value)}`,
  failure(failure) {
    switch (failure.reason) {
      case 'missing': return 'There is no such file.'
      case 'unreadable': return 'The file could not be read.'
      case 'damaged': return 'The packed file is damaged or breaks off. What stood before that place has been imported.'
      case 'empty': return 'The file is empty.'
      case 'stopped': return 'Stopped. What was read up to here has been imported; the same file again goes on.'
      case 'busy': return 'This register is importing another file. Try again when it is done.'
      case 'refused': return `The register refused the rows (${failure.detail ?? ''}).`
      case 'columns': return `The first line must name the columns gtin and name, and may name price, taxClass, category, returnDays, minimumAge, noDiscount, links and recalled.${failure.missing.length > 0 ? ` Missing: ${failure.missing.join(', ')}.` : ''}${failure.twice.length > 0 ? ` Twice: ${failure.twice.join(', ')}.` : ''}`
    }
  },
  report: ({ rows, added, updated, unchanged, refused, unpriced, ignoredColumns }) =>
    [
      `${number(rows, 'en')} rows: ${number(added, 'en')} new, ${number(updated, 'en')} changed, ${number(unchanged, 'en')} as they were, ${number(refused, 'en')} refused.`,
      ...(unpriced > 0 ? [`Rows without a price: ${number(unpriced, 'en')}. An item that has none is refused at the counter until it has one.`] : []),
      ...(ignoredColumns.length > 0 ? [`Columns not used: ${ignoredColumns.join(', ')}.`] : []),
    ].join('\n'),
  progress: (rows, perSecond, left) => `${number(rows, 'en')} rows, ${number(perSecond, 'en')}/s, ${left} s left`,
}

const chinese: ImportWords = {
  refused: ({ line, fault, firstLine, value }) =>
    fault === 'duplicate' ? `第 ${line} 行：补足 14 位后与第 ${firstLine ?? 0} 行号码相同，未导入${quoted(value)}` : `第 ${line} 行：${faultsInChinese[fault]}${quoted(value)}`,
  failure(failure) {
    switch (failure.reason) {
      case 'missing': return '没有这个文件。'
      case 'unreadable': return '文件无法读取。'
      case 'damaged': return '压缩文件已损坏或不完整。损坏处之前的内容已导入。'
      case 'empty': return '文件是空的。'
      case 'stopped': return '已停止。读到的部分已导入；再次导入同一文件即可继续。'
      case 'busy': return '本收银机正在导入另一个文件，请稍后再试。'
      case 'refused': return `收银机拒绝了这些行（${failure.detail ?? ''}）。`
      case 'columns': return `首行必须有 gtin 和 name 两列，可以有 price、taxClass、category、returnDays、minimumAge、noDiscount、links 和 recalled。${failure.missing.length > 0 ? `缺少：${failure.missing.join('、')}。` : ''}${failure.twice.length > 0 ? `重复：${failure.twice.join('、')}。` : ''}`
    }
  },
  report: ({ rows, added, updated, unchanged, refused, unpriced, ignoredColumns }) =>
    [
      `共 ${number(rows, 'zh-CN')} 行：新增 ${number(added, 'zh-CN')}，更改 ${number(updated, 'zh-CN')}，未变 ${number(unchanged, 'zh-CN')}，拒绝 ${number(refused, 'zh-CN')}。`,
      ...(unpriced > 0 ? [`${number(unpriced, 'zh-CN')} 行没有价格：没有价格的商品在收银台不能出售。`] : []),
      ...(ignoredColumns.length > 0 ? [`未使用的列：${ignoredColumns.join('、')}。`] : []),
    ].join('\n'),
  progress: (rows, perSecond, left) => `${number(rows, 'zh-CN')} 行，每秒 ${number(perSecond, 'zh-CN')} 行，还需 ${left} 秒`,
}

/** By a BCP 47 tag or a POSIX locale; English when it is no kind of Chinese. */
export function importWords(language: string): ImportWords {
  return language.toLowerCase().startsWith('zh') ? chinese : english
}
