import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Register } from '../../src/main/composition.ts'
import { demoStoreNames } from '../../src/main/demo/demo-store.ts'
import { type HeadOfficeProcess, startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { replaySales, type ReplayReport, surveySales } from '../../src/main/replay/index.ts'
import { ask, newDataFolder, signOnCashier, startRegister } from './data-folder.fixture.ts'

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
/** A day as dirty as a real one, and the next. Line 2 is the first below. */
const lines = [
  '100001,A1,"TEA, ""BEST""",6,2010-12-01T08:26,2.55,17850,"United Kingdom"', // 15.30
  '100001,a1,COFFEE,1,2010-12-01T08:26,3.00,17850,"United Kingdom"', //           3.00
  '100001,A1,TEA,2,2010-12-01T08:26,2.10,17850,"United Kingdom"', //              4.20, the same goods at another price
  '100001,B2,,1,2010-12-01T08:26,1.5,,"United Kingdom"', //                       1.50, without a name
  '100002,A1,TEA,-3,2010-12-01T09:00,0,,"United Kingdom"', //                     adjustment
  'C100003,A1,TEA,-1,2010-12-01T09:05,2.55,,"United Kingdom"', //                 return
  'C100003,a1,COFFEE,-1,2010-12-01T09:05,3.00,17850,"United Kingdom"', //         the same return, of somebody who bought it
  'A100004,B,Adjust bad debt,1,2010-12-01T09:10,11062.06,,"United Kingdom"', //   line 9
  '100005,A1,TEA,1,2010-12-01T09:15,-1.00,,"United Kingdom"', //                  line 10
  '100005,A1,TEA,1,2010-12-01T09:15,0.001,,"United Kingdom"', //                  line 11
  '100005,A1,TEA,1,2010-12-01T09:15,0,,"United Kingdom"', //                      line 12
  '100005,A1,TEA,1.5,2010-12-01T09:15,1.00,,"United Kingdom"', //                 line 13
  '100005,A1,TEA,1,yesterday,1.00,,"United Kingdom"', //                          line 14: nothing of 100005 can be rung
  '100006,A1,TEA,1,2010-12-01T10:00,2.55,,"United Kingdom"', //                   2.55, and goes on after 100007
  '100007,B2,BOX,10000,2010-12-01T10:01,0.01,,"United Kingdom"', //               100.00: more than one line holds
  '100006,A1,TEA,1,2010-12-01T10:00,2.550,,"United Kingdom"', //                  2.55
  '100007,A1,TEA,1,2010-12-01T10:01,0.00,,"United Kingdom"', //                   line 18
  '100008,A1,TEA,1,2010-12-02T10:00,1.00,,"United Kingdom"', //                   1.00, the next day
]
const expected = {
  dates: { '2010-12-01': { sales: 3, lines: 7, gross: 2400 + 510 + 10000 }, '2010-12-02': { sales: 1, lines: 1, gross: 100 } },
  returns: 1,
  // 2.55 by nobody who is named, and 3.00 against line 2 of 100001.
  givenBack: { refunds: 2, ofSales: 1, withoutReceipt: 1, unknown: 0, total: 555 },
  adjustments: 1,
  refusedLines: [
    { line: 9, reason: 'invoice.beginsWithA' },
    { line: 10, reason: 'price.belowZero' },
    { line: 11, reason: 'price.moreThanTwoDecimals' },
    { line: 12, reason: 'price.zero' },
    { line: 13, reason: 'quantity.malformed' },
    { line: 14, reason: 'date.malformed' },
    { line: 18, reason: 'price.zero' },
  ],
}
/** register.opened, register.enrolled, operator.signedOn; the rest are sales. */
const opening = 3

let data: ReturnType<typeof newDataFolder>
let register: Register | undefined
let headOffice: HeadOfficeProcess | undefined
beforeEach(() => {
  data = newDataFolder()
})
afterEach(async () => {
  await register?.close()
  await headOffice?.close()
  register = undefined
  headOffice = undefined
  data.remove()
})

async function replayed(file: string, limit?: number): Promise<ReplayReport> {
  const survey = await surveySales(file)
  if (headOffice === undefined) {
    headOffice = await startHeadOfficeProcess({ script: path.join(import.meta.dirname, '..', '..', 'src', 'headoffice', 'main.ts'), data: path.join(data.folder, 'head-office'), ...demoStoreNames('gb') })
    register = await startRegister(path.join(data.folder, 'register'), { headOffice: headOffice.url, enrolmentCode: await headOffice.enrolmentCode() }, { attribution: '', categories: [], items: [] })
  }
  if (register === undefined) throw new Error('no register')
  return replaySales({ register, file, survey, ...(limit === undefined ? {} : { limit }) })
}
function file(content: string | Buffer): string {
  const whole = path.join(data.folder, 'sales.csv.gz')
  writeFileSync(whole, content)
  return whole
}

describe('baskets of another system', () => {
  test('[RPL-1] each document is one sale on its own date; what cannot be rung is counted, or named with line and reason', async () => {
    const report = await replayed(file(gzipSync([header, ...lines].join('\r\n'))))
    expect(report).toEqual({ ...expected, journalEntries: opening + 6, acknowledged: opening + 6 })
  })

  test('[RPL-2] a sale is what a cashier would have rung: prices by override, 20 % inside, paid in cash at its time', async () => {
    await replayed(file([header, ...lines].join('\n')), 1)
    const { epoch, seq } = (await register?.core.internal.journalHead()) ?? { epoch: 1, seq: 0 }
    const [entry] = (await register?.core.internal.entriesAfter(epoch, seq - 1, 1)) ?? []
    const sale: unknown = JSON.parse(entry?.text ?? '{}')
    expect(sale).toMatchObject({
      type: 'sale.completed',
      at: Date.parse('2010-12-01T08:26:00Z'),
      businessDate: '2010-12-01',
      body: {
        lines: [
          { sku: 'A1', name: 'TEA, "BEST"', quantity: 6000, price: { minor: 255, per: 1000 }, overrideReason: 'imported', total: 1530 },
          { sku: 'a1', name: 'COFFEE', quantity: 1000, total: 300 },
          { sku: 'A1', quantity: 2000, price: { minor: 210, per: 1000 }, cataloguePrice: { minor: 255, per: 1000 }, total: 420 },
          { sku: 'B2', quantity: 1000, total: 150 },
        ],
        taxes: [{ rate: 200_000, net: 2000, tax: 400, gross: 2400 }],
        tenders: [{ type: 'cash', amount: 2400 }],
        total: 2400,
      },
    })
  })

  test('[RPL-3] a limit counts sales, and nothing after the last one is looked at', async () => {
    const report = await replayed(file([header, ...lines].join('\n')), 2)
    // The second sale is complete on line 17: 100007 goes on, 100006 does not.
    expect(report.dates).toEqual({ '2010-12-01': { sales: 2, lines: 6, gross: 2400 + 510 } })
    expect(report.refusedLines).toEqual(expected.refusedLines.slice(0, 6))
    expect(report.journalEntries).toBe(opening + 4)
  })

  test('[RPL-4] again into the same register counts only what is rung now', async () => {
    const sales = file([header, ...lines].join('\n'))
    await replayed(sales)
    const again = await replayed(sales, 1)
    expect(again.dates).toEqual({ '2010-12-01': { sales: 1, lines: 4, gross: 2400 } })
    expect(again.journalEntries).toBe(opening + 7)
  })

  test('[RPL-5] a store somebody sells in is not rung into, and a real register has no time to be told', async () => {
    register = await startRegister(path.join(data.folder, 'register'))
    await signOnCashier(register)
    const { basket } = await ask(register, 'scan', { barcode: '6907992500942' })
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
    const sales = file([header, ...lines].join('\n'))
    await expect(replaySales({ register, file: sales, survey: await surveySales(sales) })).rejects.toThrow('a replay needs a register of its own')
    expect((await register.core.internal.facts()).taxPack).toBe('GB-2011')
    await register.core.internal.seed({ facts: { mode: 'live' } })
    expect(await register.core.internal.setDemoClock(0)).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
  })

  test('[RPL-6] a file with other columns is refused before anything is rung', async () => {
    await expect(surveySales(file('gtin,name\n1,2\n'))).rejects.toThrow('InvoiceNo, StockCode')
  })
})

// The same rules on lines made here are above; where the real file is, its first date is rung as well.
const realData = process.env['TILLWRIGHT_DATA']
if (realData !== undefined) describe('541,909 real lines', () => {
  test('[RPL-7] their first date comes to 127 sales, 3,072 lines and 58,960.79 pounds, head office has them all, and each sale pays back what was paid', { timeout: 240_000 }, async () => {
    const report = await replayed(path.join(realData, 'uci_online_retail.csv.gz'), 127)
    expect(report.dates).toEqual({ '2010-12-01': { sales: 127, lines: 3072, gross: 5_896_079 } })
    expect(report.givenBack.refunds).toBeGreaterThan(0)
    expect([report.acknowledged, report.journalEntries]).toEqual(Array(2).fill(opening + 127 + report.givenBack.refunds))
    await everySalePaysBack(report)
  })
})

/** Undoes every sale of the replay through the counter: with what had come back of it before, that is its tenders to the penny. */
async function everySalePaysBack({ journalEntries }: ReplayReport): Promise<void> {
  if (register === undefined) throw new Error('no register')
  const sales = await documents('sale.completed', journalEntries)
  expect(sales).toHaveLength(127)
  const before = await documents('refund.completed', journalEntries)
  const givenBack = (refunds: readonly Written[], saleId: string): number => refunds.filter(({ sale }) => sale === saleId).reduce((sum, { paid }) => sum + paid, 0)
  const whole = sales.filter(({ id, paid }) => givenBack(before, id) < paid)
  for (const { id } of whole) {
    const { basket } = await ask(register, 'void-sale', { saleId: id, reason: 'rungTwice' })
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [] })
  }
  const { seq } = await register.core.internal.journalHead()
  const all = await documents('refund.completed', seq)
  expect(all.length - before.length).toBe(whole.length)
  expect(sales.map(({ id }) => givenBack(all, id))).toEqual(sales.map(({ paid }) => paid))
}

/** A sale, or a refund and the sale it is of, with what was paid in all its tenders. */
interface Written {
  readonly id: string
  readonly sale?: string
  readonly paid: number
}

async function documents(type: string, upTo: number): Promise<readonly Written[]> {
  const found: Written[] = []
  for (let seq = 0; seq < upTo; seq += 100) {
    for (const { text } of (await register?.core.internal.entriesAfter(1, seq, Math.min(100, upTo - seq))) ?? []) {
      const entry = JSON.parse(text) as { readonly type: string; readonly body: { readonly saleId?: string; readonly refundId?: string; readonly original?: { readonly saleId: string }; readonly tenders: readonly { readonly amount: number }[] } }
      if (entry.type !== type) continue
      const { body } = entry
      found.push({ id: body.saleId ?? body.refundId ?? '', ...(body.original && { sale: body.original.saleId }), paid: body.tenders.reduce((sum, { amount }) => sum + amount, 0) })
    }
  }
  return found
}
