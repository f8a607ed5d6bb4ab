import { type ReceiptBlock, type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { pick, random } from '../lib/random.ts'
import { chineseName, ean } from './names.ts'

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

/** The `index`-th receipt of a till: none of a run's thousands is like another in its goods, its amounts or its codes. */
export type Receipts = (index: number) => PlainReceipt

type Draw = () => number
const whole = (next: Draw, below: number): number => Math.floor(next() * below)
const amount = (next: Draw, most = 90): string => `${1 + whole(next, most)}.${String(whole(next, 100)).padStart(2, '0')}`
const number = (next: Draw): string => `${1 + whole(next, 9)}-${10_000 + whole(next, 90_000)}`

// Two words and a size: a thousand names and more of each script, so that they come again as rarely as in a shop of that size.
const sizes = '200g 250g 500g 750g 1kg 2kg 330ml 500ml 750ml 1L 1.5L 6x'.split(' ')
const words = {
  french: ['Crème Café Thé Pâté Gâteau Purée Soufflé Rosé Pêche Céleri Brie Pain'.split(' '), 'brûlée moulu glacé fumé à-la-crème léger sucré entière salée au-chocolat bio frais'.split(' ')],
  german: ['Weißwürste Käse Brötchen Möhren Rotkohl Müsli Gewürz Hähnchen Äpfel Grieß Jalapeño Smörgås'.split(' '), 'spätzle frisch geröstet süß natur dünn grün scharf mild würzig Öl groß'.split(' ')],
  thai: ['ข้าวหอม น้ำปลา ชาเย็น กะทิ ขนมปัง นมสด ไข่ไก่ เส้นหมี่ พริกแกง ผลไม้ กาแฟ สบู่'.split(' '), 'มะลิ แท้ หวาน สด ใหญ่ เล็ก พิเศษ ใหม่ เผ็ด รวม เย็น ดี'.split(' ')],
  arabic: ['شاي قهوة حليب خبز أرز سكر عسل زيت تمر جبن لبن ماء'.split(' '), 'أخضر طازج كبير صغير أبيض أحمر جديد خاص حلو نقي بلدي ممتاز'.split(' ')],
  russian: ['Чай Хлеб Молоко Сметана Творог Кефир Сахар Печенье Мёд Гречка Сыр Масло'.split(' '), 'зелёный ржаной свежий домашний особый лёгкий сладкий белый чёрный новый полный тёплый'.split(' ')],
} as const satisfies Record<string, readonly [readonly string[], readonly string[]]>

function named(next: Draw, language: keyof typeof words): string {
  const [first, second] = words[language]
  return `${pick(first, next)} ${pick(second, next)} ${pick(sizes, next)}`
}

/** Through JSON as a till's receipt comes from its journal: a string pieced together would be put in one piece on our time. */
const asStored = (receipt: PlainReceipt): PlainReceipt => JSON.parse(JSON.stringify(receipt)) as PlainReceipt

export const hundredLines: Receipts = (index) => {
  const next = random(index)
  return asStored({
    title: '南京西路店',
    header: [`小票 ${number(next)}`],
    rows: Array.from({ length: 100 }, () => [chineseName(next), amount(next)]),
    totals: [['合计', amount(next, 5_000)]],
  })
}

/** A corner shop's receipt of so many rows of each script, both codes; every width comes out even, so that no library has to wrap. */
function scripts(index: number, counts: Readonly<Record<keyof typeof words | 'chinese', number>>): PlainReceipt {
  const next = random(index)
  const receipt = number(next)
  const rows = (script: keyof typeof counts): [string, string][] => Array.from({ length: counts[script] }, () => [script === 'chinese' ? chineseName(next) : named(next, script), amount(next)])
  return asStored({
    title: '南京西路店',
    header: ['Corner Shop', `小票 ${receipt}`, `2026-11-${10 + whole(next, 20)} ${10 + whole(next, 12)}:${10 + whole(next, 50)}`, '收银员 李'],
    rows: [...rows('chinese'), ...rows('french'), ...rows('german'), ...rows('thai'), ...rows('arabic'), ...rows('russian')],
    totals: [['小计', amount(next, 900)], ['优惠', `-${amount(next, 8)}`], ['合计', amount(next, 900)], ['现金', amount(next, 900)], ['找零', amount(next, 90)]],
    ean13: ean(whole(next, 1e9)),
    qr: `https://example.com/r/${receipt}?s=门店`,
  })
}

/** Of six scripts. Printers have no letters for two of them. */
export const manyScripts: Receipts = (index) => scripts(index, { chinese: 4, french: 2, german: 2, thai: 1, arabic: 1, russian: 2 })

/** Forty lines in the mix of a corner shop's day. */
export const fortyLines: Receipts = (index) => scripts(index, { chinese: 16, french: 3, german: 4, thai: 2, arabic: 1, russian: 4 })

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
