import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ReceiptBlock, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { encode } from './esc-pos.ts'
import { type PrinterProfile, profiles } from './profiles.ts'
import { stepAt } from './simulator-walker.ts'
import { developPaper, type PrintedLine } from './simulator-paper.ts'

const generic = profiles['generic-80']
const latin = profiles['epson-80-latin']
const documentOf = (...blocks: readonly ReceiptBlock[]): ReceiptDocument => ({ version: 1, language: 'zh-CN', blocks })
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const bytesOf = (profile: PrinterProfile, ...blocks: readonly ReceiptBlock[]): string => hex(encode(documentOf(...blocks), profile).bytes)

/** ESC @, ESC R 0, ESC t 19, FS &, ESC a 0. */
const start = '1b40' + '1b5200' + '1b7413' + '1c26' + '1b6100'
const latinStart = start.replace('1c26', '1c2e')

function printed(profile: PrinterProfile, ...blocks: readonly ReceiptBlock[]) {
  const { items, errors, commands } = developPaper(encode(documentOf(...blocks), profile).bytes, profile.columns)
  const lines = items.filter((item): item is PrintedLine => item.kind === 'line')
  return { items, errors, commands, lines, texts: lines.map((line) => line.text) }
}

describe('bytes', () => {
  test('[ESC-1] a job sets every state itself: reset, country, table, Kanji mode, alignment', () => {
    expect(bytesOf(generic)).toBe(start)
    expect(bytesOf(latin)).toBe(latinStart)
  })

  test('[ESC-1] the tables and Kanji mode change only where the text needs it', () => {
    // 中 D6D0; é is 82 in table 858 with Kanji off; then Kanji on again.
    expect(bytesOf(generic, { kind: 'text', text: '中é中' })).toBe(`${start}d6d0` + '1c2e82' + '1c26d6d0' + '0a')
    // Ж is in table 866 (number 17) alone.
    expect(bytesOf(latin, { kind: 'text', text: 'éЖa' })).toBe(`${latinStart}82` + '1b741186' + '610a')
  })

  test('[ESC-4] the yen sign is ￥ (A3A4) for a Chinese printer and the table’s own (BE) for a Latin one, never four bytes', () => {
    expect(bytesOf(generic, { kind: 'text', text: '¥' })).toBe(`${start}a3a40a`)
    expect(bytesOf(latin, { kind: 'text', text: '¥' })).toBe(`${latinStart}be0a`)
    expect(bytesOf(latin, { kind: 'text', text: '￥' })).toBe(`${latinStart}be0a`)
  })

  test('[ESC-10] emphasis, size and alignment are switched on before the line and off after it', () => {
    const block: ReceiptBlock = { kind: 'text', text: 'A', bold: true, size: 'large', align: 'centre' }
    expect(bytesOf(generic, block)).toBe(`${start}1b6101` + '1b4501' + '1d2111' + '410a' + '1b6100' + '1b4500' + '1d2100')
    expect(bytesOf(generic, { kind: 'text', text: 'A', size: 'tall', align: 'right' })).toContain('1b61021d2101410a')
  })

  test('[ESC-9] a cut comes after the feed that brings the last line past the blade, and is left out without a blade', () => {
    expect(bytesOf(generic, { kind: 'cut' })).toBe(`${start}1b6405` + '1d5601')
    expect(bytesOf(profiles['generic-58'], { kind: 'cut' })).toBe(`${start}1b6404`)
  })

  test('[ESC-10] a feed of more lines than one byte holds is several', () => {
    expect(bytesOf(generic, { kind: 'feed', lines: 300 })).toBe(`${start}1b64ff` + '1b642d')
    expect(bytesOf(generic, { kind: 'feed', lines: 0 })).toBe(start)
  })

  test('[ESC-7] a QR code stores UTF-8 bytes and counts bytes', () => {
    // 门店 is e997a8 e5ba97: six bytes, so pL is nine.
    expect(bytesOf(generic, { kind: 'qr', data: '门店' })).toContain('1d286b0900315030e997a8e5ba97' + '1d286b0300315130')
  })

  test('[ESC-8] an EAN-13 is GS k 67 with its length', () => {
    expect(bytesOf(generic, { kind: 'ean13', digits: '6901234567892' })).toContain(`1d6b430d${Buffer.from('6901234567892').toString('hex')}`)
  })

  test.each(['6901234567891', '690123456789', '69012345678920', '69012345A7892'])('[ESC-8] %s is no EAN-13 and throws', (digits) => {
    expect(() => bytesOf(generic, { kind: 'ean13', digits })).toThrow(RangeError)
  })
})

describe('layout', () => {
  test('[ESC-2] Han is two columns, accented Latin one', () => {
    const { lines } = printed(generic, { kind: 'text', text: '中é' })
    expect(lines[0]?.cells.map(({ char, column, columns }) => [char, column, columns])).toEqual([['中', 0, 2], ['é', 2, 1]])
  })

  test('[ESC-3] a long name wraps under itself and leaves the amount’s columns free', () => {
    const { texts } = printed(profiles['generic-58'], { kind: 'columns', left: '康师傅红烧牛肉面（五连包）家庭装', right: '¥12.50' })
    // 32 columns, ￥12.50 takes 7 and a gap: 24 are left, and a closing bracket does not begin a line.
    expect(texts).toEqual(['康师傅红烧牛肉面（五连   ￥12.50', '包）家庭装'])
  })

  test('[ESC-3] Latin names break between words; a word longer than the line is cut', () => {
    const { texts } = printed(profiles['generic-58'], { kind: 'columns', left: 'Crème brûlée with caramel', right: '3.50' })
    expect(texts).toEqual(['Crème brûlée with caramel   3.50'])
    expect(printed(profiles['generic-58'], { kind: 'columns', left: 'Crème brûlée with caramel sauce', right: '3.50' }).texts).toEqual(['Crème brûlée with caramel   3.50', 'sauce'])
    expect(printed(profiles['generic-58'], { kind: 'text', text: 'x'.repeat(40) }).texts).toEqual(['x'.repeat(32), 'x'.repeat(8)])
  })

  test('[ESC-3] between a name and its amount there is at least one blank', () => {
    expect(printed(profiles['generic-58'], { kind: 'columns', left: 'x'.repeat(27), right: '3.50' }).texts).toEqual([`${'x'.repeat(27)} 3.50`])
    expect(printed(profiles['generic-58'], { kind: 'columns', left: 'x'.repeat(28), right: '3.50' }).texts).toEqual([`${'x'.repeat(27)} 3.50`, 'x'])
  })

  test('[ESC-2] a wide closing sign that may not begin a line still does not go past the edge', () => {
    const word = 'x'.repeat(31)
    const { lines, texts } = printed(profiles['generic-58'], { kind: 'text', text: `-${word}，` })
    expect(texts).toEqual(['-', word, '，'])
    expect(lines.map(({ overflowed }) => overflowed)).toEqual([false, false, false])
  })

  test('[ESC-3] an amount too wide for double width is printed whole at single width', () => {
    const { lines, texts } = printed(profiles['generic-58'], { kind: 'columns', left: '合计', right: '¥1,234,567,890.00', size: 'large' })
    // 合计 and 18 columns of amount fit 32 at single width, still at double height.
    expect(texts).toEqual(['合计          ￥1,234,567,890.00'])
    expect(lines[0]?.end).toBe(32)
    expect(lines[0]?.cells.every(({ wide, high }) => wide === 1 && high === 2)).toBe(true)
  })

  test('[ESC-3] on an odd number of columns a total of double width ends where the other amounts end', () => {
    const { lines } = printed(profiles['epson-58'], { kind: 'columns', left: '茶', right: '3.50' }, { kind: 'columns', left: '合计', right: '3.50', size: 'large' }, { kind: 'columns', left: '一二三四五六七八九', right: '3.50', size: 'large' })
    // 17 double columns: the second name wraps, and what wraps stays on the left.
    expect(lines.map(({ cells, end }) => [cells[0]?.char, cells[0]?.column, end])).toEqual([['茶', 0, 35], ['合', 1, 35], ['一', 1, 35], ['七', 0, 12]])
  })

  test('[ESC-3] where too little room is left beside the amount, the name stands above it', () => {
    const { texts } = printed(profiles['generic-58'], { kind: 'columns', left: '一二三四五六', right: 'x'.repeat(26) })
    expect(texts).toEqual(['一二三四五六', `      ${'x'.repeat(26)}`])
  })

  test('[ESC-2] centred and right text stands where it should, empty text is an empty line, a rule fills the paper', () => {
    const { texts } = printed(generic, { kind: 'text', text: '门店', align: 'centre' }, { kind: 'text', text: 'ab', align: 'right' }, { kind: 'text', text: '' }, { kind: 'rule' })
    expect(texts).toEqual([`${' '.repeat(22)}门店`, `${' '.repeat(46)}ab`, '', '-'.repeat(48)])
  })

  test('[ESC-5] characters without a code are a reversed ? and are reported once each', () => {
    const document = documentOf({ kind: 'text', text: 'ก😀กA?' })
    const { bytes, replaced } = encode(document, generic)
    expect(replaced).toEqual(['ก', '😀'])
    const [line] = printed(generic, ...document.blocks).lines
    expect(line?.cells.map(({ char, reversed }) => [char, reversed])).toEqual([['?', true], ['?', true], ['?', true], ['A', false], ['?', false]])
    expect(hex(bytes)).not.toContain('8130')
  })

  test('[ESC-5] an accent apart is joined to its letter, a joiner has no ink, typographic signs keep their meaning', () => {
    expect(printed(latin, { kind: 'text', text: 'e\u0301\u200d \u2212 \u2019\u00a0x' }).texts).toEqual(["é - ' x"])
  })

  test('[ESC-6] an item’s name sends the printer no command', () => {
    const { texts, commands, errors } = printed(generic, { kind: 'columns', left: 'A\u001bp\u0000\u0019\u0078B\u0010\u0014\u0001\u0000\u0001', right: '1.00' })
    expect(errors).toEqual([])
    expect(commands.filter(({ kind }) => kind === 'kick')).toEqual([])
    expect(texts[0]).toMatch(/^A\?p\?\?xB\?{5} +1\.00$/)
  })

  test.each([['xprinter-58', 384], ['epson-58', 420], ['epson-t88', 504], ['generic-80', 576]] as const)('[ESC-7] every QR code fits %s with its quiet zone', (name, dots) => {
    for (const length of [1, 26, 27, 200, 1_000, 2_331]) {
      const { commands, errors } = printed(profiles[name], { kind: 'qr', data: 'x'.repeat(length) })
      expect(errors).toEqual([])
      const size = commands.find(({ kind }) => kind === 'qrModule')
      const modules = 17 + 4 * versionHolding(length)
      expect(size?.kind === 'qrModule' && size.value * (modules + 8)).toBeLessThanOrEqual(dots)
    }
    expect(() => printed(profiles[name], { kind: 'qr', data: 'x'.repeat(2_332) })).toThrow(RangeError)
  })
})

/** Of the lengths above, from the standard's table for level M. */
function versionHolding(length: number): number {
  return new Map([[1, 1], [26, 2], [27, 3], [200, 10], [1_000, 26], [2_331, 40]]).get(length) ?? Number.NaN
}

describe('properties', () => {
  const pieces = ['a', 'W', '7', '.', ',', ' ', '-', '(', ')', 'é', 'ñ', 'Ü', 'ß', 'Ł', 'ő', 'Я', 'ж', '¥', '£', '€', '中', '国', '店', '（', '）', '，', '￥', '“', '·', '×']
  const logo = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 12 })).map(([width, height]) => ({ width, height, rows: Array.from({ length: height }, () => '10'.repeat(Math.ceil(width / 8))) }))
  const size = fc.constantFrom('normal', 'tall', 'large')
  const bold = fc.boolean()
  function textsOf(characters: readonly string[]) {
    const words = fc.array(fc.constantFrom(...characters), { maxLength: 70 }).map((chars) => chars.join(''))
    const amount = fc.tuple(fc.constantFrom('¥', '￥', '£', '€', '-', ''), fc.integer({ min: 0, max: 9_999_999 })).map(([sign, minor]) => `${sign}${(minor / 100).toFixed(2)}`)
    const block: fc.Arbitrary<ReceiptBlock> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: words, align: fc.constantFrom('left', 'centre', 'right'), bold, size }),
      fc.record({ kind: fc.constant('columns' as const), left: words, right: amount, bold, size }),
      fc.constant({ kind: 'rule' as const }),
      fc.record({ kind: fc.constant('feed' as const), lines: fc.nat(600) }),
      fc.record({ kind: fc.constant('qr' as const), data: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }) }),
      fc.constant({ kind: 'ean13' as const, digits: '6901234567892' }),
      fc.record({ kind: fc.constant('logo' as const), bitmap: logo }),
      fc.constant({ kind: 'cut' as const }),
    )
    return { words, amount, block }
  }
  const chinese = textsOf(pieces)
  const western = textsOf(pieces.filter((char) => char < '\u2000' || char === '€'))
  const textsFor = (on: PrinterProfile): typeof chinese => (on.cjk === 'none' ? western : chinese)
  const every: readonly PrinterProfile[] = Object.values(profiles)
  const profile = fc.constantFrom(...every)
  /** Breaks drop spaces and ¥ becomes ￥; nothing else may differ. */
  const essence = (text: string): string => text.replaceAll(' ', '').replaceAll('¥', '￥')

  test('[DRW-10] each of its ends is a place where no command is under way', () => {
    fc.assert(
      fc.property(profile.chain((on) => fc.tuple(fc.array(textsFor(on).block, { maxLength: 12 }), fc.constant(on))), ([blocks, on]) => {
        const { bytes, ends } = encode({ version: 1, language: 'en', blocks }, on)
        const places = new Set<number>()
        let kanji = false
        for (let at = 0; at < bytes.length; ) {
          const step = stepAt(bytes, at, kanji)
          if (!step) break
          if (step.command.kind === 'kanji') kanji = step.command.on
          places.add((at += step.length))
        }
        expect(ends.filter((end) => !places.has(end))).toEqual([])
        expect(ends).toHaveLength(blocks.length + 1)
        expect(ends.at(-1)).toBe(bytes.length)
      }),
    )
  })

  test('[ESC-2] [ESC-5] no line is wider than the paper, no command is unknown, and what is read is what was sent', () => {
    fc.assert(
      fc.property(profile.chain((on) => fc.tuple(fc.array(textsFor(on).block, { maxLength: 12 }), fc.constant(on))), ([blocks, on]) => {
        const { replaced } = encode(documentOf(...blocks), on)
        const { errors, lines } = printed(on, ...blocks)
        expect(replaced).toEqual([])
        expect(errors).toEqual([])
        expect(lines.filter(({ end, overflowed }) => end > on.columns || overflowed)).toEqual([])
        for (const one of blocks) {
          if (one.kind === 'text') expect(essence(printed(on, one).texts.join(''))).toBe(essence(one.text))
        }
      }),
    )
  })

  test('[ESC-3] an amount is whole, on one line, and ends at the last column', () => {
    fc.assert(
      fc.property(profile.chain((on) => fc.tuple(textsFor(on).words, textsFor(on).amount, size, bold, fc.constant(on))), ([left, right, as, strong, on]) => {
        const { lines } = printed(on, { kind: 'columns', left, right, size: as, bold: strong })
        const sent = essence(right)
        const withAmount = lines.filter(({ text, end }) => essence(text).endsWith(sent) && end === on.columns)
        expect(withAmount.length).toBeGreaterThanOrEqual(1)
        const [first] = withAmount
        const read = lines.map((line) => (line === first ? essence(line.text).slice(0, -sent.length) : essence(line.text))).join('')
        expect(read).toBe(essence(left))
      }),
    )
  })

  test('[ESC-7] the QR payload is the text’s UTF-8, byte for byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (data) => {
        const { items } = printed(generic, { kind: 'qr', data })
        const qr = items.find((item) => item.kind === 'qr')
        expect(qr && Buffer.from(qr.data).toString('hex')).toBe(Buffer.from(data, 'utf8').toString('hex'))
      }),
    )
  })

  test('[ESC-6] no text whatever is anything but text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), profile, (text, on) => {
        const { errors, commands } = printed(on, { kind: 'text', text }, { kind: 'columns', left: text, right: text })
        expect(errors).toEqual([])
        const harmless = new Set(['initialise', 'international', 'codePage', 'kanji', 'align', 'reversed', 'char', 'lineFeed'])
        expect(commands.filter(({ kind }) => !harmless.has(kind))).toEqual([])
      }),
    )
  })
})
