import qrcode from 'qrcode-generator'
import { describe, expect, test } from 'vitest'
import { ean13Bars } from './ean13-bars.ts'
import { encode } from './esc-pos.ts'
import { profiles } from './profiles.ts'
import { toSvg, toText } from './simulator-image.ts'
import { developPaper } from './simulator-paper.ts'
import { type PrintedJob } from './simulator.ts'

const profile = profiles['generic-80']
const encoded = encode(
  {
    version: 1,
    language: 'zh-CN',
    blocks: [
      { kind: 'columns', left: '中 & <b>', right: '¥1.00', bold: true },
      { kind: 'qr', data: 'https://example.com/?s=门店' },
      { kind: 'ean13', digits: '6901234567892' },
      { kind: 'cut' },
    ],
  },
  profile,
)
const { items, errors } = developPaper(encoded.bytes, profile.columns)
const job: PrintedJob = { number: 1, columns: profile.columns, bytes: encoded.bytes, items, errors, complete: true }

describe('the paper to look at', () => {
  test('[ESC-12] as text it has the lines, the codes and the cut where they were printed', () => {
    expect(toText(job).split('\n')).toEqual([`中 & <b>${' '.repeat(34)}￥1.00`, '[QR https://example.com/?s=门店]', '[EAN-13 6901234567892]', '', '', '', '', '', '- '.repeat(24).trim()])
  })

  test('[ESC-12] words of double width stand in the text where they stand on the paper', () => {
    const blocks = [
      { kind: 'text', text: '合计 Shop', align: 'centre', size: 'large' },
      { kind: 'columns', left: 'Total due', right: '12.90', size: 'large' },
    ] as const
    const { bytes } = encode({ version: 1, language: 'en', blocks: [...blocks] }, profile)
    const large: PrintedJob = { ...job, items: developPaper(bytes, profile.columns).items }
    const [title = '', total = ''] = toText(large).split('\n')
    expect(total).toBe(`Total due${' '.repeat(34)}12.90`)
    // 18 columns on paper, from 15 on; 9 in text, in the middle of those.
    expect(title.trimStart()).toBe('合计 Shop')
    expect(title.length - title.trimStart().length).toBe(15 + Math.floor((18 - 9) / 2))
  })

  test('[ESC-12] as a picture a Han character is exactly two columns and markup is text', () => {
    const svg = toSvg(job)
    // 中 in columns 0 and 1, its middle at 12 dots; the blank; & in column 3.
    expect(svg).toContain('<text transform="translate(0 0) scale(1 1)" x="12" y="19" text-anchor="middle" font-weight="700">中</text>')
    expect(svg).toContain('<text transform="translate(36 0) scale(1 1)" x="6" y="19" text-anchor="middle" font-weight="700">&amp;</text>')
    expect(svg).toContain('>&lt;</text>')
    expect(svg).toContain('>&gt;</text>')
    expect(svg).toContain('data-cut="partial"')
  })

  test('[ESC-7] the QR in the picture has as many dark modules as a code of those UTF-8 bytes', () => {
    const code = qrcode(0, 'M')
    code.addData(Buffer.from('https://example.com/?s=门店', 'utf8').toString('latin1'), 'Byte')
    code.make()
    let dark = 0
    for (let row = 0; row < code.getModuleCount(); row += 1) for (let column = 0; column < code.getModuleCount(); column += 1) if (code.isDark(row, column)) dark += 1
    const path = /data-qr="[^"]*" d="([^"]*)"/.exec(toSvg(job))?.[1] ?? ''
    expect(path.split('M').length - 1).toBe(dark)
  })

  test('[ESC-12] a picture is named in the text, and drawn dot for dot where it was printed', () => {
    const logo = { width: 16, height: 2, rows: ['c001', '0ff0'] }
    const { bytes } = encode({ version: 1, language: 'en', blocks: [{ kind: 'logo', bitmap: logo }, { kind: 'text', text: 'A' }] }, profile)
    const shown: PrintedJob = { ...job, ...developPaper(bytes, profile.columns), bytes }
    // 280 blank dots on the left, then the sixteen.
    expect(toText(shown).split('\n')).toEqual(['[picture 296 x 2]', 'A'])
    const svg = toSvg(shown)
    expect(svg).toContain('<path data-picture="296x2" d="M280 0h2v1h-2zM295 0h1v1h-1zM284 1h8v1h-8z"/>')
    expect(svg).toContain('<g transform="translate(0 2)"><text')
  })

  test('[ESC-8] the bars are those the GS1 specification shows for 6901234567892', () => {
    const bars = ean13Bars('6901234567892')
    expect(bars).toHaveLength(95)
    // 6 means L G G G L L for the left half: 9 0 1 2 3 4.
    expect(bars).toBe(['101', '0001011', '0100111', '0110011', '0011011', '0111101', '0100011', '01010', '1001110', '1010000', '1000100', '1001000', '1110100', '1101100', '101'].join(''))
  })
})
