import path from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Bitmap, type ReceiptBlock } from '../../domain/receipt/index.ts'
import { inkReader } from './bitmap.ts'
import { drawnLines } from './drawn-layout.ts'
import { encode } from './esc-pos.ts'
import { type PrinterProfile, profiles } from './profiles.ts'
import { pictureDots } from './raster.ts'
import { developPaper } from './simulator-paper.ts'
import { type DrawRequest, openTextDrawer, type TextDrawer } from './text-drawer.ts'

const fonts = path.resolve('node_modules')
const wide: PrinterProfile = profiles['generic-80']
let draw: TextDrawer
beforeAll(async () => {
  draw = await openTextDrawer(fonts)
})
const row = (left: string, over: Partial<DrawRequest> = {}): DrawRequest => ({ left, right: '', align: 'left', bold: false, times: [1, 1], dots: 576, ...over })
const only = (request: DrawRequest): Bitmap => {
  const { bitmaps } = draw(request)
  if (bitmaps.length !== 1 || !bitmaps[0]) throw new Error(`${bitmaps.length} lines`)
  return bitmaps[0]
}
function printed(...blocks: readonly ReceiptBlock[]) {
  const { bytes, replaced } = encode({ version: 1, language: 'en', blocks }, wide, draw)
  return { replaced, ...developPaper(bytes, wide.columns) }
}
/** The dots of a line from `from` to `to`, as text: to compare what two lines show there. */
function seen(bitmap: Bitmap, from = 0, to = bitmap.width): string {
  const inked = inkReader(bitmap)
  return Array.from({ length: bitmap.height }, (_row, y) => Array.from({ length: to - from }, (_dot, x) => (inked(from + x, y) ? '#' : '.')).join('')).join('\n')
}
const inkCount = (bitmap: Bitmap): number => seen(bitmap).split('#').length - 1

describe('letters that the printer lacks', () => {
  test('[ESC-16] make their row a picture, and the rows around it stay text', () => {
    const { items, errors, replaced } = printed({ kind: 'columns', left: 'Milk', right: '1.20' }, { kind: 'columns', left: 'น้ำปลา', right: '25.00' }, { kind: 'columns', left: '牛奶', right: '3.50' })
    expect([errors, replaced]).toEqual([[], []])
    expect(items.map((item) => (item.kind === 'line' ? item.text.replaceAll(/ +/g, ' ').trim() : item.kind))).toEqual(['Milk 1.20', 'picture', '牛奶 3.50'])
  })

  test('[ESC-16] without a drawer are a "?" each and are named', () => {
    expect(encode({ version: 1, language: 'en', blocks: [{ kind: 'text', text: 'น้ำ' }] }, wide).replaced).toEqual(['น', '้', 'ำ'])
  })

  test('[ESC-16] Arabic is joined and runs from right to left: as its letters’ own joined forms do, set in reverse', () => {
    // "shay" (tea): sheen-initial, alef-final, yeh-isolated; from the left edge of the paper they stand yeh, alef, sheen.
    const joined = only(row('شاي'))
    const forms = ['\ufef1', '\ufe8e', '\ufeb7']
    const apart = forms.map((form) => only(row(form)))
    expect(inkCount(joined)).toBeGreaterThan(0.9 * apart.reduce((sum, form) => sum + inkCount(form), 0))
    expect(joined.width).toBeLessThan(only(row(['\ufef1', '\ufe8d', '\ufeb5'].join('\u200c'))).width)
    const half = Math.floor(joined.width / 2)
    // Sheen's three teeth and dots are on the right half. Written from the left, they would be on the left one.
    const dotsAbove = (text: string): number => text.split('\n').slice(0, 12).join('').split('#').length - 1
    expect(dotsAbove(seen(joined, half))).toBeGreaterThan(dotsAbove(seen(joined, 0, half)))
  })

  test('[ESC-16] what follows a word written from the right stands on its left', () => {
    const letter = only(row('Z'))
    const same = (text: string): boolean => seen(only(row(text)), 0, letter.width).split('\n').slice(-30).join() === seen(letter).split('\n').slice(-30).join()
    expect([same('שלום Z'), same('Z שלום'), same('Shalom Z')]).toEqual([true, true, false])
  })

  test('[ESC-16] Thai marks stand over their letter and take no room beside it', () => {
    expect(only(row('ก่้')).width - only(row('ก')).width).toBeLessThan(4)
    // Stacked marks are higher than a line of the printer: the line grows, and nothing is cut off at its top.
    const stacked = only(row('ปลั้ก'))
    expect(seen(stacked).split('\n')[0]).not.toContain('#')
    expect(seen(stacked).split('\n').at(-1)).not.toContain('#')
  })

  test('[ESC-16] rare Hanzi are drawn, each as itself', () => {
    const drawnAs = Array.from('䶮㐂龘').map((char) => seen(only(row(char))))
    expect(new Set(drawnAs).size).toBe(3)
    expect(draw(row('䶮㐂龘')).missing).toEqual([])
  })

  test('[ESC-16] a character of no font of ours is named, and something stands in its place', () => {
    const { replaced, items } = printed({ kind: 'text', text: 'x\u{1F9C3}\ue000' })
    expect(replaced).toEqual(['🧃', '\ue000'])
    expect(items.map(({ kind }) => kind)).toEqual(['picture'])
  })

  test('[ESC-16] an amount ends at the last column and is the same picture beside a short name and a long one', () => {
    const amount = 'THB 1,234.50'
    const short = only(row('น้ำ', { right: amount }))
    const [long] = draw(row('น้ำปลาแท้ตราปลาหมึกขวดใหญ่พิเศษสำหรับครัวมืออาชีพราคาพิเศษวันนี้เท่านั้น', { right: amount })).bitmaps
    const from = 576 - 160
    if (!long) throw new Error('no line')
    expect(short.width).toBeGreaterThan(570)
    expect(seen(long, from, short.width).split('\n').slice(-24)).toEqual(seen(short, from).split('\n').slice(-24))
  })

  test('[ESC-16] bold, tall and large are bolder, taller and larger', () => {
    const plain = only(row('น้ำ'))
    expect(inkCount(only(row('น้ำ', { bold: true })))).toBeGreaterThan(inkCount(plain))
    expect(only(row('น้ำ', { times: [1, 2] })).height).toBe(plain.height * 2)
    expect(only(row('น้ำ', { times: [2, 2] })).width).toBeGreaterThan(plain.width * 1.8)
  })

  test('[ESC-16] whatever a name is, it is drawn within the paper and the printer finds no command in it', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom(...Array.from('กขคงู้ำ์ 茶㐂قهوةשלום한국어aA1 \t')), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })), maxLength: 60 })
    fc.assert(
      fc.property(text, text, fc.constantFrom(...Object.values<PrinterProfile>(profiles)), fc.constantFrom('normal', 'tall', 'large'), (left, right, profile, size) => {
        const { bytes } = encode({ version: 1, language: 'th', blocks: [{ kind: 'columns', left, right: right.slice(0, 8), size }, { kind: 'text', text: left, align: 'centre' }] }, profile, draw)
        const { items, errors } = developPaper(bytes, profile.columns)
        expect(errors).toEqual([])
        for (const item of items) if (item.kind === 'picture') expect(item.bitmap.width).toBeLessThanOrEqual(Math.ceil(pictureDots(profile) / 8) * 8)
      }),
      { numRuns: 60 },
    )
    // Drawing is a few hundred times slower than encoding, and the first of each font reads a file.
  }, 30_000)
})

describe('the lines of a drawn row', () => {
  // A letter is one wide, so that widths can be read off the text.
  const measure = (text: string): number => Array.from(text).length
  const lines = (left: string, width: number, right = ''): string[] => drawnLines({ left, right, align: 'left', width, gap: 1, measure }).map(({ pieces }) => pieces.map(({ text }) => text).join('|'))

  test('[ESC-16] break between words, also where the script has no spaces', () => {
    expect(lines('ขอบคุณที่มาอุดหนุน', 12)).toEqual(['ขอบคุณที่มา', 'อุดหนุน'])
    expect(lines('شكرا لكم على الزيارة', 9)).toEqual(['شكرا لكم', 'على', 'الزيارة'])
  })

  test('[ESC-16] a word longer than the line is cut between letters, never between a letter and its marks', () => {
    expect(lines('ก้ก้ก้', 4)).toEqual(['ก้ก้', 'ก้'])
  })

  test('[ESC-16] the amount stands on the first line, or below where it leaves no room', () => {
    expect(lines('aa bb cc', 10, '1.20')).toEqual(['aa bb|1.20', 'cc'])
    expect(lines('aa bb cc', 10, '123456.20')).toEqual(['aa bb cc', '123456.20'])
    expect(lines('', 10, '1.20')).toEqual(['1.20'])
  })

  test('[ESC-16] no line is wider than the paper and no letter is lost, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 3, max: 30 }), (text, width) => {
        const found = lines(text, width)
        const widest = Math.max(...[...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => measure(segment)), 0)
        for (const line of found) expect(measure(line)).toBeLessThanOrEqual(Math.max(width, widest))
        expect(found.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
    )
  })
})
