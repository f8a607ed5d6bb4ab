import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDigit } from '../catalogue/index.ts'
import { currencies, minor, type CurrencyCode } from '../money/index.ts'
import { thousandths, type Unit } from '../quantity/index.ts'
import { columnsOf, isPlain, wrapped } from './columns.ts'
import { barsOf, codeOf, labelKinds, labelOf, labelResolutions, labelSizes, layoutLabel, type LabelDocument, type LabelDpi, type LabelFacts, type LabelLayout, type LabelSize, type LabelWords } from './index.ts'

const englishWords: LabelWords = {
  pieces: 'for {n}', itemNumber: 'No. {text}', printed: '{text}', netWeight: 'Net {text}', bestBefore: 'Best before {text}', units: { kg: 'kg', l: 'l', m: 'm' },
}

const beans: LabelFacts = {
  item: { sku: '1001', names: { en: 'Baked beans in tomato sauce 415 g', 'zh-CN': '茄汁焗豆 415 克' }, unit: 'each', price: { minor: minor(120), per: thousandths(1000) } },
  barcodes: ['05000157024671'],
  currency: 'GBP',
  language: 'en',
  words: englishWords,
  kind: 'shelf',
  size: '50x30',
  today: '2026-11-22',
}

/** A name as a hostile import leaves it: orders of both printers' languages among letters of every script. */
const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.array(fc.constantFrom('^XZ', '^XA', '~JA', '~HS', '^FS', '"', '\r\n', 'PRINT 1,9\r\n', 'CLS', '\u001b!?', '\u001b!R', '\\["]', '_5E', '牛奶', 'é', ' ', '^', '~', '>:'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')),
)

const gtin = fc.constantFrom(8, 12, 13, 14).chain((length) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length - 1, maxLength: length - 1 }).map((digits) => {
    const body = digits.join('')
    return (body + String(checkDigit(body))).padStart(14, '0')
  }),
)

const anyLabel = fc
  .record({
    name: anyName,
    sku: fc.oneof(fc.stringMatching(/^[0-9A-Z-]{1,20}$/), anyName),
    unit: fc.constantFrom<Unit>('each', 'kg', 'l', 'm'),
    minor: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 9_999_999_999 })),
    per: fc.constantFrom(1000, 3000, 100, 10_000),
    barcodes: fc.oneof(fc.constant([]), gtin.map((code) => [code]), anyName.map((code) => [code])),
    currency: fc.constantFrom(...(Object.keys(currencies) as CurrencyCode[])),
    kind: fc.constantFrom(...labelKinds),
    size: fc.constantFrom(...(Object.keys(labelSizes) as LabelSize[])),
    dpi: fc.constantFrom<LabelDpi>(...labelResolutions),
    weight: fc.option(fc.integer({ min: 1, max: 99_999 })),
    bestBefore: fc.boolean(),
  })
  .map(({ name, sku, unit, weight, bestBefore, dpi, ...given }) => {
    const made = labelOf({
      ...beans,
      ...given,
      item: { sku, names: { en: name }, unit, price: { minor: minor(given.minor), per: thousandths(given.per) } },
      ...(weight !== null && unit !== 'each' && { weight: thousandths(weight) }),
      ...(bestBefore && { bestBefore: '2026-12-01' }),
    })
    if (!made.ok) throw new Error(made.refusal.code)
    return { document: made.value, dpi }
  })

function label(facts: Partial<LabelFacts> = {}): LabelDocument {
  const made = labelOf({ ...beans, ...facts })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Every piece of ink with the room it needs: a code's quiet zone is a part of it. */
function boxesOf({ texts, bars, qr }: LabelLayout): readonly Box[] {
  return [
    ...texts,
    ...(bars ? [{ x: bars.x - 7 * bars.module, y: bars.y, width: (bars.bars.length + 14) * bars.module, height: bars.height }] : []),
    ...(qr ? [{ x: qr.x - 4 * qr.module, y: qr.y - 4 * qr.module, width: (qr.modules + 8) * qr.module, height: (qr.modules + 8) * qr.module }] : []),
  ]
}

const apart = (one: Box, other: Box): boolean => one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y

describe('the code', () => {
  test.each([
    ['05000157024671', 'ean13', '5000157024671'],
    ['00000096385074', 'ean8', '96385074'],
    ['00012345678905', 'upca', '012345678905'],
    ['10012345678902', 'code128', '10012345678902'],
    ['ABC-12', 'code128', 'ABC-12'],
    ['https://example.org/01/05000157024671', 'qr', 'https://example.org/01/05000157024671'],
    ['牛奶', 'qr', '牛奶'],
  ])('[LBL-1] %s is printed as %s', (barcode, symbology, data) => {
    expect(codeOf([barcode], '1001')).toEqual({ symbology, data })
  })

  test('[LBL-1] a GTIN comes before a barcode of our own, and without either the SKU is scanned', () => {
    expect(codeOf(['ABC', '05000157024671'], '1001')).toEqual({ symbology: 'ean13', data: '5000157024671' })
    expect(codeOf([], '1001')).toEqual({ symbology: 'code128', data: '1001' })
    expect(codeOf([], 'x'.repeat(200))).toBeUndefined()
  })

  test('[LBL-1] the modules are those of the standards', () => {
    // Other people's readers read them in test/hardware; here are their guards, and the lengths that places are made from.
    expect(barsOf('ean13', '5000157024671')).toMatch(/^101[01]{42}01010[01]{42}101$/)
    expect(barsOf('ean8', '96385074')).toMatch(/^101[01]{28}01010[01]{28}101$/)
    expect(barsOf('upca', '012345678905')).toBe(barsOf('ean13', '0012345678905'))
    // Start B, "A", check 34, stop: ISO/IEC 15417.
    expect(barsOf('code128', 'A')).toBe('11010010000' + '10100011000' + '10001011000' + '1100011101011')
  })
})

describe('the figures', () => {
  test('[LBL-4] what is sold by measure shows the price of a whole unit, whatever it is priced by', () => {
    const item = { ...beans.item, unit: 'kg', price: { minor: minor(249), per: thousandths(100) } } as const
    expect(label({ item })).toMatchObject({ price: '£2.49', per: '/0.1 kg', unitPrice: '£24.90/kg' })
    expect(label({ item: { ...item, price: { minor: minor(249), per: thousandths(1000) } } })).toMatchObject({ price: '£2.49', per: '/kg' })
    expect(label({ item, kind: 'item', weight: thousandths(482), bestBefore: '2026-12-01' })).toMatchObject({
      price: '£12.00', unitPrice: '£24.90/kg', notes: ['Net 0.482 kg', 'Best before 2026-12-01'],
    })
  })

  test('[LBL-4] a price for several pieces says for how many, and the store’s currency how it is written', () => {
    expect(label({ item: { ...beans.item, price: { minor: minor(100), per: thousandths(3000) } } })).toMatchObject({ price: '£1.00', per: 'for 3' })
    expect(label({ currency: 'CNY', language: 'zh-CN' })).toMatchObject({ price: '¥1.20', name: '茄汁焗豆 415 克' })
    expect(label({ currency: 'JPY' })).toMatchObject({ price: '¥120' })
    expect(label({ currency: 'KWD' })).toMatchObject({ price: 'KWD 0.120' })
  })

  test('[LBL-6] nothing without a price, and no weight of what is sold by the piece', () => {
    const { price: _none, ...unpriced } = beans.item
    expect(labelOf({ ...beans, item: unpriced })).toMatchObject({ ok: false, refusal: { code: 'item.unpriced' } })
    expect(labelOf({ ...beans, weight: thousandths(500) })).toMatchObject({ ok: false, refusal: { code: 'quantity.invalid' } })
  })
})

describe('the layout', () => {
  test('[LBL-2] [LBL-3] whatever the item is called and costs: inside, apart, and the price whole', () => {
    fc.assert(
      fc.property(anyLabel, ({ document, dpi }) => {
        const layout = layoutLabel(document, dpi)
        const boxes = boxesOf(layout)
        for (const { x, y, width, height } of boxes) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(x + width).toBeLessThanOrEqual(layout.width)
          expect(y + height).toBeLessThanOrEqual(layout.height)
        }
        boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => expect(apart(one, other)).toBe(true)))
        expect(layout.texts.filter(({ text }) => text === document.price).length).toBeGreaterThanOrEqual(1)
        for (const row of [document.unitPrice, document.per, ...document.notes]) if (row !== undefined) expect(layout.texts.map(({ text }) => text)).toContain(row)
        for (const { text, plain } of layout.texts) expect(plain).toBe(!/[^\x20-\x7e]|["\\^_~}]/.test(text))
      }),
      { numRuns: 600 },
    )
  })

  test('[LBL-2] a GTIN is printed as bars on every roll', () => {
    for (const size of Object.keys(labelSizes) as LabelSize[]) {
      for (const dpi of labelResolutions) {
        const { bars } = layoutLabel(label({ size }), dpi)
        expect(bars?.module, `${size} ${dpi}`).toBeGreaterThanOrEqual(dpi === 203 ? 2 : 3)
        expect(bars?.height).toBeGreaterThanOrEqual(Math.floor((dpi * 4) / 25.4))
      }
    }
  })

  test('[LBL-3] on a shelf the price is at least 5 mm tall, and taller than the name', () => {
    for (const size of Object.keys(labelSizes) as LabelSize[]) {
      const { texts } = layoutLabel(label({ size }), 203)
      const price = texts.find(({ text }) => text === '£1.20')
      expect(price?.height).toBeGreaterThanOrEqual(39)
      expect(price?.height).toBeGreaterThan(texts[0]?.height ?? 999)
    }
  })

  test('[LBL-3] a long name is cut between letters and says so', () => {
    expect(wrapped('Baked beans in tomato sauce', 12, 2)).toEqual(['Baked beans', 'in tomato..'])
    expect(wrapped('茄汁焗豆罐头', 8, 1)).toEqual(['茄汁焗..'])
    expect(wrapped('Extraordinarily', 6, 3)).toEqual(['Extrao', 'rdinar', 'ily'])
    fc.assert(
      fc.property(anyName, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 1, max: 3 }), (name, columns, most) => {
        const lines = wrapped(name, columns, most)
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns)
      }),
    )
  })

  test('[LBL-5] what either printer could read as an order, a quotation mark or another letter is never plain', () => {
    for (const text of ['^XZ', '~HS', 'a"b', 'a\\b', '_5E', 'a\rb', 'a\nb', '\u001b', '\u007f', 'é', '牛奶', '£1']) expect(isPlain(text)).toBe(false)
    expect(isPlain("Baked beans (415 g), 50% off! `{|'")).toBe(true)
  })
})
