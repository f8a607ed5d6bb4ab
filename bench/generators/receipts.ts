import { type ReceiptBlock, type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { chineseNames } from './names.ts'

/** A receipt as any of the libraries can be told it: no logo, for each wants its picture in another form. */
export interface PlainReceipt {
  readonly title: string
  readonly header: readonly string[]
  /** Left and right. Together at most 48 columns. */
  readonly rows: readonly (readonly [string, string])[]
  readonly totals: readonly (readonly [string, string])[]
  readonly ean13?: string
  readonly qr?: string
}

const price = (index: number): string => `${1 + ((index * 37) % 90)}.${String((index * 53) % 100).padStart(2, '0')}`

export const hundredLines: PlainReceipt = {
  title: '南京西路店',
  header: ['小票 3-10428'],
  rows: chineseNames(100).map((name, index) => [name, price(index)]),
  totals: [['合计', '2345.60']],
}

/** Names of six scripts, both codes. Printers have no letters for two of them. */
export const manyScripts: PlainReceipt = {
  title: '南京西路店',
  header: ['Corner Shop', '小票 3-10428', '2026-11-21 14:03', '收银员 李'],
  rows: [
    ['可口可乐无糖 500ml', '3.50'], ['康师傅红烧牛肉面', '16.56'], ['农夫山泉 1.5L', '4.00'], ['蒙牛纯牛奶 250ml', '5.20'],
    ['Crème brûlée', '12.90'], ['Café moulu', '45.00'], ['Weißwürste', '32.00'], ['Käsespätzle', '28.50'],
    ['ข้าวหอมมะลิ', '39.00'], ['شاي', '18.00'], ['Чай зелёный', '22.00'], ['Хлеб', '9.90'],
  ],
  totals: [['小计', '236.56'], ['优惠', '-6.56'], ['合计', '230.00'], ['现金', '250.00'], ['找零', '20.00']],
  ean13: '6901234567892',
  qr: 'https://example.com/r/3-10428?s=门店',
}

/** Forty lines in the mix of a corner shop's day, both codes; every width comes out even, so that no library has to wrap. */
export const fortyLines: PlainReceipt = {
  ...manyScripts,
  rows: [
    ...manyScripts.rows,
    ...chineseNames(12).map((name, index): readonly [string, string] => [name, price(index)]),
    ['Pain au chocolat', '2.40'], ['Jalapeño 200 g', '3.15'], ['Smörgås', '7.80'], ['Молоко 1 л', '1.95'], ['Сметана', '2.30'], ['น้ำปลา', '1.20'],
  ],
}

export function documentOf({ title, header, rows, totals, ean13, qr }: PlainReceipt): ReceiptDocument {
  const columns = ([left, right]: readonly [string, string]): ReceiptBlock => ({ kind: 'columns', left, right })
  return {
    version: 1,
    language: 'zh-CN',
    blocks: [
      { kind: 'text', text: title, align: 'centre', bold: true },
      ...header.map((text): ReceiptBlock => ({ kind: 'text', text })),
      { kind: 'rule' }, ...rows.map(columns), { kind: 'rule' }, ...totals.map(columns),
      ...(ean13 === undefined ? [] : [{ kind: 'ean13', digits: ean13 } as const]),
      ...(qr === undefined ? [] : [{ kind: 'qr', data: qr } as const]),
      { kind: 'cut' },
    ],
  }
}
