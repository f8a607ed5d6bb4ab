import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvText } from './csv.ts'

/** What a spreadsheet does: RFC 4180. */
function read(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test('[JOURNAL-3] what begins like a formula is text wherever the table is opened, also behind blanks and in full width', () => {
  for (const text of ['=1+1', '+1 555', '-x', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '－x', '-', '=HYPERLINK("http://x","y")', '-2+3+cmd|x']) expect([text, read(csvText([[text]]).slice(1))[0]?.[0]]).toEqual([text, `'${text}`])
})

test('[JOURNAL-3] figures stay figures, below zero too', () => {
  expect([csvCell(-5), csvCell('-5.00'), csvCell('12.90'), csvCell('')]).toEqual(['-5', '-5.00', '12.90', ''])
})

test('[JOURNAL-3] begins with the mark of UTF-8, and reads back as it was, whatever is in a cell', () => {
  expect(csvText([['牛奶', 'a "b", c']])).toBe('\u{feff}牛奶,"a ""b"", c"\r\n')
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const plain = rows.map((row) => row.map((cell) => (/^\s*[=+\-@＝＋－＠]/u.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell) ? `'${cell}` : cell)))
      expect(read(csvText(rows).slice(1))).toEqual(plain)
    }),
  )
})
