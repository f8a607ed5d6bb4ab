import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { logoFrom } from '../../src/drivers/printer/index.ts'

export const payload = 'https://example.com/r/3-10428?s=门店'
export const barcode = '6901234567892'

const read = logoFrom(readFileSync(path.join(import.meta.dirname, '../../resources/demo/logo.pbm')))
if (!read.ok) throw new Error('resources/demo/logo.pbm is no logo')
export const demoLogo = read.value

/** One receipt with everything a receipt can hold. */
export const receipt: ReceiptDocument = {
  version: 1,
  language: 'zh-CN',
  blocks: [
    { kind: 'logo', bitmap: demoLogo },
    { kind: 'text', text: 'Longbottom & Daughters', align: 'centre', bold: true, size: 'tall' },
    { kind: 'text', text: '南京西路店', align: 'centre', bold: true },
    { kind: 'feed', lines: 1 },
    { kind: 'columns', left: '小票 3-10428', right: '2026-11-21 14:03' },
    { kind: 'rule' },
    { kind: 'columns', left: 'Sourdough Crème Brûlée Doughnut with Caramel Sauce', right: '12.90' },
    { kind: 'columns', left: '康师傅红烧牛肉面（五连包）家庭装', right: '￥16.56' },
    { kind: 'rule' },
    { kind: 'columns', left: '合计 Total', right: '¥29.46', bold: true, size: 'large' },
    { kind: 'columns', left: 'Change', right: '£0.54' },
    { kind: 'text', text: 'E. & O. E.', align: 'right' },
    { kind: 'qr', data: payload },
    { kind: 'ean13', digits: barcode },
    { kind: 'cut' },
  ],
}
