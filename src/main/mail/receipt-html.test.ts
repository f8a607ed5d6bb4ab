import { expect, test } from 'vitest'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { receiptFileName, receiptHtml, receiptText } from './receipt-html.ts'

const document = (language: string, name: string): ReceiptDocument => ({
  version: 1,
  language,
  blocks: [
    { kind: 'logo', bitmap: { width: 8, height: 2, rows: ['f0', '81'] } },
    { kind: 'text', text: name, align: 'centre', bold: true, size: 'large' },
    { kind: 'columns', left: '合计 Total', right: '¥3.50' },
    { kind: 'rule' },
    { kind: 'feed', lines: 1 },
    { kind: 'qr', data: 'tw1:3-7:sale' },
    { kind: 'cut' },
  ],
})

test.each([['en', 'Harbour Market'], ['zh-CN', '海港超市']])('[EFILE-1] a receipt in %s is one file that loads nothing, runs nothing, and shows every word', (language, name) => {
  const html = receiptHtml(document(language, name), `3-7 ${name}`)
  expect(html.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true)
  for (const word of [name, '合计 Total', '¥3.50', '<meta charset="utf-8">', '@media print']) expect(html).toContain(word)
  expect(html).not.toMatch(/<script|<link|<iframe|<img|\bsrc=|\bhref=|url\(|@import|\bon\w+=/i)
  expect(html.match(/https?:\/\/[^"]+/g)?.every((address) => address === 'http://www.w3.org/2000/svg')).toBe(true)
})

test('[EFILE-2] what a person typed is text there and never markup', () => {
  const html = receiptHtml(document('en', '<script>alert(1)</script>&"\''), '</title><b>')
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;')
})

test('[EFILE-3] the picture has the dots of its bitmap', () => {
  expect(receiptHtml(document('en', 'x'), 'x')).toContain('d="M0 0h4v1h-4zM0 1h1v1h-1zM7 1h1v1h-1z"')
})

test('[EFILE-4] as plain text the amounts stand under one another, Han letters counted as two columns', () => {
  const rows = receiptText(document('en', 'Harbour')).split('\n')
  expect(rows).toContain(`合计 Total${' '.repeat(48 - 10 - 5)}¥3.50`)
  expect(rows).toContain('-'.repeat(48))
  expect(receiptText(document('en', 'x'))).not.toContain('tw1')
})

test('[EFILE-5] its name is its number and no way into another folder', () => {
  expect([receiptFileName('3-7'), receiptFileName('../..\\a b')]).toEqual(['receipt-3-7.html', 'receipt-------a-b.html'])
})
