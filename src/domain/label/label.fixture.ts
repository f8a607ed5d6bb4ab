import fc from 'fast-check'
import { currencies, minor, type CurrencyCode } from '../money/index.ts'
import { thousandths, type Unit } from '../quantity/index.ts'
import { checkDigit } from '../catalogue/index.ts'
import { labelKinds, labelResolutions, labelSizes, type LabelDpi, type LabelSize, type LabelWords } from './label-document.ts'
import { labelOf, type LabelFacts } from './label-of.ts'

export const englishWords: LabelWords = {
  pieces: 'for {n}', itemNumber: 'No. {text}', printed: '{text}', netWeight: 'Net {text}', bestBefore: 'Best before {text}', units: { kg: 'kg', l: 'l', m: 'm' },
}

export const beans: LabelFacts = {
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
export const anyName = fc.oneof(
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

export const anyLabel = fc
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
