import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { giftReceiptOf } from './gift-receipt.ts'
import { paperFacts, paperSale, paperWords } from './paper.fixture.ts'
import { receiptOf } from './receipt-of.ts'
import { bothWords, checkTemplate, paperColumns, paperLanguage, paperLanguages, paperParts, plainTemplate, templateFaults, templateLimits, type PaperTemplate } from './template.ts'

const receipt = (template?: PaperTemplate, more = {}) => receiptOf({ ...paperFacts, sale: paperSale, ...(template && { template }), ...more })
const rows = (template?: PaperTemplate): string[] => receipt(template).blocks.map((block) => (block.kind === 'text' ? block.text : block.kind === 'columns' ? `${block.left}|${block.right}` : block.kind))

const anyTemplate = fc.record({
  headerLines: fc.array(fc.stringMatching(/^[a-z ]{0,20}$/), { maxLength: 3 }),
  logo: fc.constantFrom('top', 'bottom', 'off'),
  footerLines: fc.array(fc.stringMatching(/^[a-z ]{0,20}$/), { maxLength: 3 }),
  legalLines: fc.array(fc.stringMatching(/^[a-z ]{0,20}$/), { maxLength: 3 }),
  language: fc.constantFrom(...paperLanguages),
  without: fc.subarray([...paperParts]),
}) satisfies fc.Arbitrary<PaperTemplate>

describe('a template', () => {
  test('[TPL-1] whatever it says, number, date, goods, total, tax, tenders and marks are on the paper', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        const { blocks } = receipt(template, { marks: ['demo', 'duplicate'] })
        const told = blocks.map((block) => (block.kind === 'text' ? block.text : block.kind === 'columns' ? `${block.left}|${block.right}` : block.kind))
        for (const needed of ['Receipt 3-7|2026-11-21 06:00', 'Milk|3.50', 'Total|¥3.50', 'Cash|3.50', 'Harbour']) expect(told).toContain(needed)
        expect(told.some((row) => /^VAT 13%.*\|0\.40$/.test(row))).toBe(true)
        expect([told[0], told[1], told.at(-2), told.at(-3), told.at(-1)]).toEqual(['DUPLICATE', 'DEMO', 'DUPLICATE', 'DEMO', 'cut'])
      }),
    )
  })

  test('[TPL-2] the plain one changes nothing', () => {
    expect(receipt(plainTemplate)).toEqual(receipt())
  })

  test('[TPL-1] its lines stand where they are said to, and its footer in place of the store\'s', () => {
    const told = rows({ ...plainTemplate, headerLines: ['VAT no. 1'], footerLines: ['Bye'], legalLines: ['Company 2'], logo: 'bottom' })
    expect(told.slice(0, 5)).toEqual(['Harbour', 'Quay', '1 Quay Street', 'VAT no. 1', 'feed'])
    expect(told.slice(-5)).toEqual(['Bye', 'Company 2', 'qr', 'logo', 'cut'])
    expect(rows({ ...plainTemplate, logo: 'off' })).not.toContain('logo')
  })

  test('[TPL-1] each part goes with its switch and comes with it', () => {
    const bare = rows({ ...plainTemplate, without: [...paperParts] })
    expect(bare).not.toContain('qr')
    expect(bare).not.toContain('Served by Mei')
    expect(bare).toContain('VAT 13%|0.40')
    const full = rows({ ...plainTemplate, without: [] })
    expect(full).toEqual(expect.arrayContaining(['qr', 'Served by Mei', '  SKU sku-9', 'VAT 13% (net 3.10)|0.40']))
    expect(JSON.stringify(giftReceiptOf({ ...paperFacts, sale: paperSale, lines: [1], copy: 1, template: { ...plainTemplate, without: [] } }))).toContain('SKU sku-9')
  })

  test('[TPL-3] columns are counted as they print', () => {
    expect([paperColumns('abc'), paperColumns('牛奶'), paperColumns('税号：1'), paperColumns('é'), paperColumns('')]).toEqual([3, 4, 7, 1, 0])
  })

  test('[TPL-3] what does not fit is told with its place, and at 58 mm before it is at 80 mm', () => {
    const template = { ...plainTemplate, headerLines: ['fine', 'x'.repeat(33)], legalLines: ['牛'.repeat(25)] }
    expect(templateFaults(template, 32)).toEqual([
      { field: 'headerLines', line: 1, reason: 'tooLong', columns: 33, most: 32 },
      { field: 'legalLines', line: 0, reason: 'tooLong', columns: 50, most: 32 },
    ])
    expect(templateFaults(template, 48).map(({ field }) => field)).toEqual(['legalLines'])
    expect(checkTemplate(template)).toEqual({ ok: false, refusal: { code: 'template.invalid', params: { field: 'legalLines', line: 1, reason: 'tooLong' } } })
  })

  test.each(['\u001b@', 'a\tb', 'a\nb', '\u202etxt', '\u2028'])('[TPL-3] %j is on no paper', (text) => {
    expect(checkTemplate({ ...plainTemplate, footerLines: ['ok', text] })).toMatchObject({ ok: false, refusal: { params: { field: 'footerLines', line: 2, reason: 'control' } } })
  })

  test('[TPL-3] there are at most so many lines', () => {
    const lines = Array.from({ length: templateLimits.lines + 1 }, () => 'x')
    expect(checkTemplate({ ...plainTemplate, headerLines: lines.slice(1) }).ok).toBe(true)
    expect(checkTemplate({ ...plainTemplate, headerLines: lines })).toMatchObject({ ok: false, refusal: { params: { reason: 'tooMany' } } })
  })

  test('[TPL-4] two languages are each word in both, once where they are the same, and nothing where there is none', () => {
    const other = { ...paperWords, total: '合计', farewell: '', marks: { demo: '演示', training: 'TRAINING', duplicate: 'DUPLICATE' } }
    const both = bothWords(paperWords, other)
    expect([both.total, both.units.kg, both.farewell, both.marks.demo, both.marks.duplicate]).toEqual(['Total 合计', 'kg', 'Thank you', 'DEMO 演示', 'DUPLICATE'])
    expect(bothWords(other, paperWords).farewell).toBe('Thank you')
    expect([paperLanguage(undefined, 'en'), paperLanguage(plainTemplate, 'en'), paperLanguage({ ...plainTemplate, language: 'zh-CN+en' }, 'en')]).toEqual(['en', 'en', 'zh-CN+en'])
  })
})
