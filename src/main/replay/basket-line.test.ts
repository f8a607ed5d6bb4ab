import { describe, expect, test } from 'vitest'
import { readBasketLine, type SalesColumns } from './basket-line.ts'

const columns: SalesColumns = { InvoiceNo: 0, StockCode: 1, Description: 2, Quantity: 3, InvoiceDate: 4, UnitPrice: 5, width: 6 }
const read = (invoice: string, quantity: string, price: string, date = '2010-12-01T08:26', code = 'A1') => readBasketLine({ line: 7, fields: [invoice, code, 'TEA', quantity, date, price] }, columns)

describe('a line of another system', () => {
  test.each([
    ['12.5', 1250],
    ['12', 1200],
    ['.05', 5],
    ['2.500', 250],
    ['100.', 10_000],
  ])('[RPL-9] the price %s is %i pence', (price, minor) => {
    expect(read('1', '2', price)).toMatchObject({ kind: 'sale', pieces: 2, minor })
  })

  test.each([
    ['1', '1', '-0.01', 'price.belowZero'],
    ['1', '1', '0.001', 'price.moreThanTwoDecimals'],
    ['1', '1', '0', 'price.zero'],
    ['1', '1', '-0', 'price.zero'],
    ['1', '1', '', 'price.malformed'],
    ['1', '1', '1e3', 'price.malformed'],
    ['1', '1', '.', 'price.malformed'],
    ['1', '0', '1', 'quantity.zero'],
    ['1', '1.5', '1', 'quantity.malformed'],
    ['', '1', '1', 'invoice.missing'],
    ['A1', '1', '1', 'invoice.beginsWithA'],
  ])('[RPL-10] document "%s", quantity "%s", price "%s" is refused: %s', (invoice, quantity, price, fault) => {
    expect(read(invoice, quantity, price)).toMatchObject({ kind: 'refused', line: 7, fault })
  })

  test('[RPL-11] fewer than none is an adjustment, also for nothing; with a C before its number it is a return, whatever it costs', () => {
    expect(read('1', '-3', '0')).toEqual({ kind: 'adjustment', line: 7, invoice: '1' })
    expect(read('C1', '-3', '0.001')).toEqual({ kind: 'return', line: 7, invoice: 'C1' })
    expect(read('1', '1', '1', '2010-13-01T08:26')).toMatchObject({ fault: 'date.malformed' })
    expect(read('1', '1', '1', '2010-12-01 08:26:00')).toMatchObject({ at: '2010-12-01T08:26' })
    expect(read('1', '1', '1', undefined, '')).toMatchObject({ fault: 'code.missing' })
  })
})
