import fc from 'fast-check'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { labelKinds, labelResolutions, labelSizes, layoutLabel, type LabelDpi, type LabelSize } from '../../domain/label/index.ts'
import { currencies, minor, type CurrencyCode } from '../../domain/money/index.ts'
import { thousandths, type Unit } from '../../domain/quantity/index.ts'
import { openTextDrawer, type TextDrawer } from '../printer/index.ts'
import { beans, label } from './label.fixture.ts'
import { type LabelStatus } from './language.ts'
import { readyLabel } from './ready-label.ts'
import { beyond, type DrawnLabel, labelBitmap, labelText } from './simulator-label.ts'
import { type LabelWalker } from './simulator-walker.ts'
import { tspl } from './tspl.ts'
import { tsplWalker } from './tspl-walker.ts'
import { zpl } from './zpl.ts'
import { zplWalker } from './zpl-walker.ts'

const languages = { zpl, tspl: tspl(2) } as const
let drawer: TextDrawer
beforeAll(async () => {
  drawer = await openTextDrawer(path.resolve(import.meta.dirname, '../../../node_modules'))
})

/** A name as a hostile import leaves it: orders of both languages among letters of every script. */
const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.array(fc.constantFrom('^XZ', '^XA', '~JA', '~HS', '^FS', '"', '\r\n', 'PRINT 1,9\r\n', 'CLS', '\u001b!?', '\u001b!R', '\\["]', '_5E', '牛奶', 'é', ' ', '^', '~', '>:', '!104'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
)
const anyLabel = fc
  .record({
    name: anyName,
    sku: fc.oneof(fc.stringMatching(/^[0-9A-Z-]{1,20}$/), anyName),
    unit: fc.constantFrom<Unit>('each', 'kg', 'l', 'm'),
    price: fc.record({ minor: fc.integer({ min: 0, max: 9_999_999 }).map(minor), per: fc.constantFrom(1000, 3000, 100).map(thousandths) }),
    barcodes: fc.oneof(fc.constant([]), fc.constantFrom('05000157024671', '00000096385074', '00012345678905', '10012345678902').map((code) => [code]), anyName.map((code) => [code])),
    currency: fc.constantFrom(...(Object.keys(currencies) as CurrencyCode[])),
    kind: fc.constantFrom(...labelKinds),
    size: fc.constantFrom(...(Object.keys(labelSizes) as LabelSize[])),
    dpi: fc.constantFrom<LabelDpi>(...labelResolutions),
  })
  .map(({ name, sku, unit, price, dpi, ...given }) => ({ document: label({ ...given, item: { sku, names: { en: name }, unit, price } }), dpi }))

/** What the strict simulator makes of the bytes. */
function walked(language: keyof typeof languages, bytes: Uint8Array, dpi: 203 | 300 = 203) {
  const [printed, errors]: [{ readonly label: DrawnLabel; readonly copies: number }[], string[]] = [[], []]
  let asked = 0
  const events = { print: (one: DrawnLabel, copies: number) => void printed.push({ label: one, copies }), ask: () => void (asked += 1), error: (what: string) => void errors.push(what) }
  const walker: LabelWalker = language === 'zpl' ? zplWalker(events) : tsplWalker(events, dpi)
  walker.read(bytes)
  return { printed, errors, asked, rest: walker.rest(), half: walker.half() }
}

const plainDocument = label({ currency: 'KWD', item: { ...beans.item, names: { en: 'Baked beans' } } })
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

describe('the bytes', () => {
  test('[LAB-1] a ZPL label, byte for byte', () => {
    expect(latin1(zpl.encode(readyLabel(plainDocument, 203, undefined).label, 3))).toBe(
      [
        '^XA^MUD^CI28^LH0,0^LT0^LS0^PON^PMN^LRN^FWN^PW399^LL239',
        '^FO11,11^AFN,26,13^FDBaked beans^FS',
        '^FO11,40^ADN,54,30^FDKWD 0.120^FS',
        '^FO11,103^ADN,18,10^FDNo. 1001  2026-11-22^FS',
        '^FO121,208^ADN,18,10^FD5000157024671^FS',
        '^FO57,126^BY3,2,79^BEN,79,N,N^FD500015702467^FS',
        '^PQ3,0,0,N^XZ',
      ].join('\r\n'),
    )
  })

  test('[LAB-1] a TSPL label, byte for byte', () => {
    expect(latin1(languages.tspl.encode(readyLabel(plainDocument, 203, undefined).label, 3))).toBe(
      [
        'SIZE 50 mm,30 mm', 'GAP 2 mm,0 mm', 'DIRECTION 1,0', 'REFERENCE 0,0', 'CLS',
        'TEXT 11,11,"3",0,1,1,"Baked beans"',
        'TEXT 11,40,"2",0,3,3,"KWD 0.120"',
        'TEXT 11,103,"2",0,1,1,"No. 1001  2026-11-22"',
        'TEXT 121,208,"2",0,1,1,"5000157024671"',
        'BARCODE 57,126,"EAN13",79,0,0,3,6,"500015702467"',
        'PRINT 1,3', '',
      ].join('\r\n'),
    )
  })

  test('[LAB-1] each symbology as its printer wants it: without the check digit, and Code 128 in set B', () => {
    const field = (barcode: string, language: keyof typeof languages): string =>
      /(?:\^B[E8UCQ]|BARCODE|QRCODE).*/.exec(latin1(languages[language].encode(readyLabel(label({ barcodes: [barcode] }), 203, undefined).label, 1)))?.[0].trim() ?? ''
    expect(field('00000096385074', 'zpl')).toMatch(/^\^B8N,\d+,N,N\^FD9638507\^FS$/)
    expect(field('00012345678905', 'zpl')).toMatch(/^\^BUN,\d+,N,N,Y\^FD01234567890\^FS$/)
    expect(field('AB-1', 'zpl')).toMatch(/^\^BCN,\d+,N,N,N,N\^FDAB-1\^FS$/)
    expect(field('a,b', 'zpl')).toBe('^BQN,2,5^FDMM,B0003a,b^FS')
    expect(field('00000096385074', 'tspl')).toMatch(/"EAN8",.*,"9638507"$/)
    expect(field('00012345678905', 'tspl')).toMatch(/"UPCA",.*,"01234567890"$/)
    expect(field('AB-1', 'tspl')).toMatch(/"128M",.*,"!104AB-1"$/)
    expect(field('a,b', 'tspl')).toMatch(/M,5,M,0,"B0003a,b"$/)
  })

  test('[LAB-2] the price with its sign and a Chinese name are pictures, the right way round in both languages', () => {
    const document = label({ currency: 'CNY', language: 'zh-CN' })
    const pictures = (['zpl', 'tspl'] as const).map((language) => {
      const { printed, errors } = walked(language, languages[language].encode(readyLabel(document, 203, drawer).label, 1))
      expect(errors).toEqual([])
      return printed[0]?.label.items.filter(({ kind }) => kind === 'picture')
    })
    expect(pictures[0]).toHaveLength(2)
    // Ink is ink in both: TSPL's bits are turned on the way there and back here by two programs that do not share a line.
    expect(pictures[0]).toEqual(pictures[1])
    const bits = latin1(languages.tspl.encode(readyLabel(document, 203, drawer).label, 1))
    const first = /BITMAP \d+,\d+,(\d+),(\d+),0,/.exec(bits)
    const data = Buffer.from(bits, 'latin1').subarray((first?.index ?? 0) + (first?.[0].length ?? 0)).subarray(0, Number(first?.[1]) * Number(first?.[2]))
    const ones = data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
    // More paper than ink, and paper is 1.
    expect(ones / (data.length * 8)).toBeGreaterThan(0.5)
  })
})

describe('whatever an item is called', () => {
  test.each(['zpl', 'tspl'] as const)('[LAB-3] [LAB-4] %s: no order but ours, nothing beyond the label, and what is read back is what was laid out', (language) => {
    fc.assert(
      fc.property(anyLabel, fc.integer({ min: 1, max: 99 }), ({ document, dpi }, copies) => {
        const { label: ready } = readyLabel(document, dpi, drawer)
        const { printed, errors, asked, rest } = walked(language, languages[language].encode(ready, copies), dpi)
        expect(errors).toEqual([])
        expect({ asked, rest, many: printed.length, copies: printed[0]?.copies }).toEqual({ asked: 0, rest: 0, many: 1, copies })
        const drawn = printed[0]?.label
        if (drawn === undefined) return
        expect(beyond(drawn)).toEqual([])
        const layout = layoutLabel(document, dpi)
        expect([drawn.width, drawn.height]).toEqual([layout.width, layout.height])
        expect(drawn.items.filter((item) => item.kind === 'text').map((item) => item.text)).toEqual(layout.texts.filter(({ plain }) => plain).map(({ text }) => text))
        const code = drawn.items.find((item) => item.kind === 'bars' || item.kind === 'qr')
        if (layout.bars) expect(code).toMatchObject({ codeText: layout.bars.data, x: layout.bars.x, y: layout.bars.y, bars: layout.bars.bars })
      }),
      { numRuns: 60 },
    )
  })

  test.each(['zpl', 'tspl'] as const)('[LAB-3] %s without fonts: a "?" for what cannot be sent, and it is told', (language) => {
    const { label: ready, replaced } = readyLabel(label({ item: { ...beans.item, names: { en: '^XZ~JA"\r\nPRINT 1,9\\é' } } }), 203, undefined)
    expect(replaced).toEqual(expect.arrayContaining(['^', '~', '"', '\\', 'é', '£']))
    const { errors, printed } = walked(language, languages[language].encode(ready, 1))
    expect(errors).toEqual([])
    expect(printed[0] && labelText(printed[0].label)).toContain('?XZ?JA?')
  })

  test('[LAB-3] a text that slipped past is stopped at the last door', () => {
    const { label: ready } = readyLabel(label(), 203, drawer)
    const [text] = ready.texts
    if (text === undefined) throw new Error('no text')
    for (const language of Object.values(languages)) expect(() => language.encode({ ...ready, texts: [{ ...text, text: '^XZ' }] }, 1)).toThrow('order')
  })

  test('[LAB-3] a picture of every pair of bytes holds no order of the printer', () => {
    const rows = ['1b21527e2121', '1b21'.repeat(3), '7e21'.repeat(3)].map((row) => Array.from({ length: row.length / 2 }, (_byte, at) => (~Number.parseInt(row.slice(at * 2, at * 2 + 2), 16) & 0xff).toString(16).padStart(2, '0')).join(''))
    const { label: ready } = readyLabel(label(), 203, drawer)
    const { errors } = walked('tspl', languages.tspl.encode({ ...ready, pictures: [{ x: 0, y: 0, bitmap: { width: 48, height: 3, rows } }] }, 1))
    expect(errors).toEqual([])
  })
})

describe('what a drawn text loses', () => {
  test('[LAB-2] [LAB-4] however wide a letter is, it is pressed into its box and keeps its strokes', () => {
    const document = label({ size: '38x25', item: { ...beans.item, names: { en: `é${'W'.repeat(40)}` }, price: { minor: minor(999_999), per: thousandths(1000) } } })
    const { label: ready } = readyLabel(document, 203, drawer)
    const boxes = layoutLabel(document, 203).texts.filter(({ plain }) => !plain)
    expect(ready.pictures).toHaveLength(boxes.length)
    ready.pictures.forEach(({ x, y, bitmap }, at) => {
      const box = boxes[at]
      if (box === undefined) throw new Error('no box')
      expect(x).toBe(box.x)
      expect(bitmap.width).toBeLessThanOrEqual(box.width)
      expect(y).toBeGreaterThanOrEqual(box.y)
      expect(y + bitmap.height).toBeLessThanOrEqual(box.y + box.height)
      expect(bitmap.rows.join('')).toMatch(/[1-9a-f]/)
    })
    expect(labelBitmap({ width: ready.width, height: ready.height, items: ready.pictures.map((one) => ({ kind: 'picture', ...one })) }).rows).toHaveLength(ready.height)
  })
})

describe('what a printer says', () => {
  const heard = (language: keyof typeof languages, bytes: Uint8Array, cuts: readonly number[] = []): LabelStatus[] => {
    const statuses: LabelStatus[] = []
    const read = languages[language].reader((status) => statuses.push(status))
    let from = 0
    for (const cut of [...cuts, bytes.length]) {
      read(bytes.subarray(from, cut))
      from = cut
    }
    return statuses
  }
  const answer = (first: string, second: string): Uint8Array => Buffer.from(`\u0002${first}\u0003\r\n\u0002${second}\u0003\r\n\u00021234,0\u0003\r\n`, 'latin1')
  const well = ['030,0,0,0240,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000000,1,000'] as const

  test('[LAB-5] ~HS by the maker’s sheet, each flag by itself', () => {
    expect(heard('zpl', answer(...well))).toEqual([{ faults: [], doing: 'rest', progress: '0 0' }])
    expect(heard('zpl', answer('030,1,1,0240,000,0,0,0,000,0,0,0', well[1]))[0]).toMatchObject({ faults: ['paper-out'] })
    expect(heard('zpl', answer('030,0,1,0240,000,0,0,0,000,0,0,0', well[1]))[0]).toMatchObject({ faults: ['paused'] })
    expect(heard('zpl', answer(well[0], '000,0,1,1,0,2,4,0,00000000,1,000'))[0]).toMatchObject({ faults: ['cover-open', 'ribbon-out'] })
    expect(heard('zpl', answer('030,0,0,0240,002,0,0,0,000,0,0,0', well[1]))[0]).toMatchObject({ doing: 'work' })
    expect(heard('zpl', answer(well[0], '000,0,0,0,0,2,4,0,00000007,1,000'))[0]).toMatchObject({ doing: 'work', progress: '0 7' })
    expect(heard('zpl', answer('030,0,0,0240,000,0,0,1,000,0,0,0', well[1]))[0]).toMatchObject({ doing: 'half' })
  })

  test('[LAB-5] <ESC>!? by the maker’s sheet, each bit by itself', () => {
    const said = Array.from({ length: 8 }, (_bit, at) => heard('tspl', Uint8Array.of(1 << at))[0])
    expect(said.map((status) => status?.faults[0])).toEqual(['cover-open', 'paper-jam', 'paper-out', 'ribbon-out', 'paused', undefined, 'cover-open', 'printer-error'])
    expect(said.map((status) => status?.doing)).toEqual(['rest', 'rest', 'rest', 'rest', 'rest', 'work', 'rest', 'rest'])
  })

  test('[LAB-5] however the line cuts it and whatever noise is around it, an answer is one answer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 6 }), fc.uint8Array({ maxLength: 20 }), (cuts, noise) => {
        const clean = noise.filter((byte) => byte !== 2 && byte !== 3)
        const bytes = Uint8Array.from([...clean, ...answer(...well), ...clean])
        expect(heard('zpl', bytes, [...cuts].sort((one, other) => one - other))).toHaveLength(1)
      }),
    )
    expect(heard('zpl', Uint8Array.from([2, ...new Uint8Array(4_000).fill(65), ...answer(...well)]))).toHaveLength(1)
    // The first string alone, then a whole answer: one answer, and it is the whole one.
    expect(heard('zpl', Uint8Array.from([...Buffer.from(`\u0002${well[0]}\u0003`), ...answer('030,1,1,0240,000,0,0,0,000,0,0,0', well[1])]))).toMatchObject([{ faults: ['paper-out'] }])
  })
})
