import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordSplitter, type SourceRecord } from './record-splitter.ts'

function split(...pieces: readonly (string | Uint8Array)[]): SourceRecord[] {
  const splitter = recordSplitter()
  return [...pieces.flatMap((piece) => splitter.push(typeof piece === 'string' ? Buffer.from(piece) : piece)), ...splitter.end()]
}
const fields = (records: readonly SourceRecord[]) => records.map((record) => record.fields)

describe('a table of text', () => {
  test('[IMP-1] what a spreadsheet writes comes back, wherever the bytes were cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '茶', '"', ',', '\t', '\n', ' ', '7') })
    fc.assert(
      fc.property(fc.constantFrom(',', '\t'), fc.constantFrom('\n', '\r\n'), fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 8 }), (delimiter, newline, rows, cuts) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
        const text = [['x', 'y', 'z'].join(delimiter), ...rows.map((row) => row.map(quoted).join(delimiter))].join(newline)
        const bytes = Buffer.from(text)
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((one, other) => one - other)
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
        expect(fields(split(...pieces))).toEqual([['x', 'y', 'z'], ...rows])
      }),
    )
  })

  test('[IMP-2] the first line decides between tab and comma, and its byte order mark is no part of a name', () => {
    expect(fields(split('\uFEFFgtin\tname\n1\ta,b'))).toEqual([['gtin', 'name'], ['1', 'a,b']])
    expect(fields(split('gtin,name\n1,a\tb'))).toEqual([['gtin', 'name'], ['1', 'a\tb']])
  })

  test('[IMP-3] a record is named by the line it begins on, quotes within a field are text, and blank lines count as lines', () => {
    expect(split('a,b\n\n1,"x\ny"\n2,5" pipe\r\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', 'x\ny'] },
      { line: 5, fields: ['2', '5" pipe'] },
    ])
  })

  test('[IMP-4] a quote that never closes costs its own line, and not those after it', () => {
    const many = Array.from({ length: 300 }, (_, index) => `${index},good`)
    const records = split(['a,b', '1,"open', ...many, '2,"closed"', '3,"open again'].join('\n'))
    expect(records.filter(({ fault }) => fault !== undefined)).toEqual([
      { line: 2, fault: 'quote' },
      { line: 304, fault: 'quote' },
    ])
    expect(records.length).toBe(304)
    expect(records[302]).toEqual({ line: 303, fields: ['2', 'closed'] })
  })

  test('[IMP-5] bytes that are no UTF-8 are not guessed at, also inside quotes', () => {
    expect(split('a,b\n1,', Uint8Array.of(0xe9), '\n2,"x\n', Uint8Array.of(0xff), '"\n3,é')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fault: 'encoding' },
      { line: 3, fault: 'encoding' },
      { line: 5, fields: ['3', 'é'] },
    ])
  })

  test('[IMP-6] a line of any length is passed over without being kept, and the next one is read', () => {
    const piece = 'x'.repeat(40_000)
    expect(split('a,b\n1,', piece, piece, piece, piece, '\n2,y').map(({ line, fault }) => [line, fault])).toEqual([
      [1, undefined],
      [2, 'tooLong'],
      [3, undefined],
    ])
  })
})
