import { type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import path from 'node:path'
import { type Overview } from '../../src/contracts/replication/index.ts'
import { type RefundBody } from '../../src/domain/refund/index.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { type CashMoved, type ZBody } from '../../src/domain/shift/index.ts'
import { expect, scan, test } from './fixture.ts'
import { atTheCounter, count, finished, itemOf, newPencil, noteGoods, ring, sum, text, total } from './pencil.ts'
import { approveByKeys, approver, receiptCode, returned, sold, view } from './return-steps.ts'
import { arrowTo, keys, shownPin, signOnByKeys, slowly } from './walk-steps.ts'

// A whole day by keys. The test adds up for itself what it rings up, from the price list alone, and holds against that sum
// everything that tells the day: the Z and its paper, the journal, the stock, the drawer's kicks, head office.

interface Entry {
  readonly type: string
  readonly text: string
}

function readRegister(data: string) {
  const database = new Database(path.join(data, 'register', 'register.db'), { readonly: true })
  try {
    return {
      entries: database.prepare<[], Entry>('SELECT type, text FROM journal ORDER BY position').all(),
      kicks: database.prepare<[], { state: string; count: number }>("SELECT state, count(*) AS count FROM effect WHERE kind = 'kick' GROUP BY state").all(),
      onHand: database.prepare<[], { sku: string; quantity: number }>('SELECT item.sku, on_hand.quantity FROM on_hand JOIN item ON item.id = on_hand.item_id WHERE on_hand.quantity <> 0').all(),
    }
  } finally {
    database.close()
  }
}

/** An approval that wants its reason as well. */
async function whyAndPin(page: Page, name: string): Promise<void> {
  const wanted = approver(page, name)
  if ((await wanted.getAttribute('aria-pressed')) !== 'true') await arrowTo(page, wanted)
  await keys(page, 'ArrowRight')
  await page.keyboard.type(await shownPin(wanted))
  await keys(page, 'Enter')
}

const bodiesOf = <Body>(entries: readonly Entry[], type: string): readonly Body[] => entries.filter((entry) => entry.type === type).map((entry) => (JSON.parse(entry.text) as { body: Body }).body)

test('[DAY-1] a day of 30 sales, four returns, cash in and out and two people comes to the same everywhere, to the penny', async ({ counter: page, till, data, context }) => {
  test.setTimeout(300_000)
  page.setDefaultTimeout(15_000)
  const pencil = newPencil()
  const { cashSale, cardSale, paidIn } = atTheCounter(page, pencil)
  const float = 10_000
  pencil.cash = float
  await signOnByKeys(page, 'Mei Lin')

  await test.step('the float is counted', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('no-shift')).toBeVisible()
    await keys(page, 'F2')
    await count(page, float)
    await expect(page.getByTestId('float-counted')).toBeVisible()
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
  })

  await test.step('seven in cash, exact; five with change; five by card; three by both', async () => {
    for (const goods of [[['2001', 1]], [['3001', 2]], [['4002', 1], ['6004', 1]], [['2002', 1]], [['5001', 1], ['2003', 1]], [['6001', 1]], [['3003', 3]]] as const) {
      await cashSale(goods)
      await finished(page)
    }
    for (const [goods, pounds] of [[[['2001', 2]], 5], [[['5005', 1], ['4004', 1]], 10], [[['6007', 1]], 2], [[['5006', 2]], 20], [[['2004', 1]], 50]] as const) {
      await cashSale(goods, pounds)
      await finished(page)
    }
    for (const goods of [[['4003', 1]], [['5002', 2]], [['6008', 1], ['2005', 1]], [['7001', 1]], [['3005', 1]]] as const) {
      await cardSale(goods)
      await finished(page)
    }
    for (const [goods, pounds] of [[[['5001', 1]], 2], [[['4006', 1], ['6005', 1]], 1], [[['5008', 1]], 1]] as const) {
      await cardSale(goods, pounds)
      await finished(page)
    }
  })

  await test.step('a discount of one\'s own, and one on everything that somebody approves', async () => {
    for (const [key, hundredths, goods] of [['F4', 10, [['1008', 1]]], ['Shift+F4', 20, [['6002', 1], ['6003', 1]]]] as const) {
      await ring(page, goods, sum(goods.map(([sku, pieces]) => itemOf(sku).price.GBP * pieces)))
      await keys(page, key)
      await expect(view(page, 'discount')).toBeVisible()
      await page.keyboard.type(String(hundredths))
      await keys(page, 'ArrowDown', 'Enter')
      if (hundredths > 10) await approveByKeys(page, 'Sara Amin')
      await expect(page.getByTestId('discount-done')).toBeVisible()
      await keys(page, 'Enter')
      const due = noteGoods(pencil, goods, 1, hundredths)
      await expect(total(page)).toContainText(`£${text(due)}`)
      await keys(page, 'F10')
      paidIn(due, 0)
      pencil.sold.push(due)
      await finished(page)
    }
  })

  await test.step('bananas by weight; a bottle with its deposit; beer with its deposit, for somebody old enough', async () => {
    const bananas = noteGoods(pencil, [['1002', 1.2]], 1)
    await page.keyboard.type('1.2*1002', { delay: 120 })
    await keys(page, 'Enter')
    await expect(total(page)).toContainText(`£${text(bananas)}`)
    await keys(page, 'F10')
    paidIn(bananas, 0)
    pencil.sold.push(bananas)
    await finished(page)
    for (const sku of ['4011', '4010']) {
      const due = noteGoods(pencil, [[sku, 1], ['4012', 1]], 1)
      await ring(page, [[sku, 1]], due)
      if (sku === '4010') {
        await keys(page, 'Control+F6')
        await expect(page.getByTestId('age-question')).toHaveCount(0)
      }
      await keys(page, 'F10')
      paidIn(due, 0)
      pencil.sold.push(due)
      await finished(page)
    }
  })

  const comesBack = async (code: string): Promise<void> => {
    await scan(page, code)
    await expect(sold(page)).toHaveCount(1)
    await keys(page, 'F6')
    await expect(returned(page)).toHaveCount(1)
    await keys(page, 'Escape')
    await expect(view(page, 'sell')).toBeVisible()
  }
  const ofSale = async (): Promise<string> => {
    const code = await receiptCode(page, till)
    await finished(page)
    return code
  }

  await test.step('back: for cash, to the card, against other goods, and without a receipt', async () => {
    await cashSale([['2005', 1]])
    await comesBack(await ofSale())
    await keys(page, 'F10')
    await expect(page.getByTestId('given-back')).toContainText('Cash £2.30')
    pencil.refunded.push(noteGoods(pencil, [['2005', 1]], -1))
    paidIn(-230, 0)
    await finished(page)

    await cardSale([['6001', 1]])
    await comesBack(await ofSale())
    await keys(page, 'F12', 'F5')
    await expect(page.getByTestId('paid-by-hand')).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'F10')
    await expect(page.getByTestId('given-back')).toContainText('Card £2.40')
    pencil.refunded.push(noteGoods(pencil, [['6001', 1]], -1))
    paidIn(0, -240)
    await finished(page)

    await cashSale([['3001', 1]])
    await comesBack(await ofSale())
    await scan(page, itemOf('4002').gtin ?? '')
    await expect(page.getByTestId('balance-pays')).toBeVisible()
    await keys(page, 'F10')
    await expect(page.getByTestId('handed-over')).toContainText('£0.30')
    pencil.refunded.push(noteGoods(pencil, [['3001', 1]], -1))
    pencil.sold.push(noteGoods(pencil, [['4002', 1]], 1))
    paidIn(30, 0)
    await finished(page)

    await keys(page, 'F6', 'F7')
    await scan(page, itemOf('6004').gtin ?? '')
    await expect(view(page, 'returnPrice')).toBeVisible()
    await keys(page, 'Enter')
    await expect(returned(page)).toHaveCount(1)
    await keys(page, 'F10')
    await approveByKeys(page, 'Dmitri')
    await expect(page.getByTestId('given-back')).toContainText('Cash £1.90')
    pencil.refunded.push(noteGoods(pencil, [['6004', 1]], -1))
    paidIn(-190, 0)
    await finished(page)
  })

  const moved = { payOut: 750, pickup: 4000 } as const
  await test.step('paid out with a reason, picked up in a bag, and the drawer opened without a sale', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await keys(page, 'F6')
    await expect(view(page, 'cashMove')).toBeVisible()
    await page.keyboard.type('7.50', slowly)
    await keys(page, 'ArrowDown', 'Enter')
    await expect(page.getByTestId('cash-booked')).toBeVisible()
    paidIn(-moved.payOut, 0)
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()

    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('cash-movement')).toHaveCount(1)
    await keys(page, 'F4')
    await expect(view(page, 'cashMove')).toBeVisible()
    await keys(page, '4', '0', 'Enter')
    await expect(view(page, 'cashText')).toBeVisible()
    await page.keyboard.type('B70012', { delay: 130 })
    await keys(page, 'Enter')
    await expect(page.getByTestId('approval')).toContainText('B70012')
    await whyAndPin(page, 'Sara Amin')
    await expect(page.getByTestId('cash-booked')).toBeVisible()
    paidIn(-moved.pickup, 0)
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()

    await keys(page, 'F8')
    await expect(view(page, 'drawer')).toBeVisible()
    await keys(page, '2')
    await expect(page.getByTestId('drawer-countCash')).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'Enter')
    await expect(page.getByTestId('outcome-kick-kicked')).toBeVisible()
    pencil.kicks += 1
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
  })

  await test.step('a sale put aside by the one, the till handed over, and the sale taken up and paid by the other', async () => {
    const goods = [['2001', 1], ['7001', 1]] as const
    const due = noteGoods(pencil, goods, 1)
    await ring(page, goods, due)
    await keys(page, 'F5', 'F5')
    await expect(page.getByTestId('held-pill')).toBeVisible()
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await keys(page, 'F9', 'ArrowDown', 'ArrowDown')
    const jonas = page.getByTestId('taker').filter({ hasText: 'Jonas Otieno' })
    await expect(jonas).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'Enter')
    await expect(view(page, 'sign-on')).toBeVisible()
    const other = page.getByTestId('operator').filter({ hasText: 'Jonas Otieno' })
    await expect(other).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.type(await shownPin(other))
    await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
    await keys(page, 'F5')
    await expect(page.getByTestId('held')).toHaveAttribute('aria-pressed', 'true')
    await keys(page, 'Enter')
    await expect(total(page)).toContainText(`£${text(due)}`)
    await keys(page, 'F10')
    await expect(page.getByTestId('handed-over')).toContainText(`£${text(due)}`)
    paidIn(due, 0)
    pencil.sold.push(due)
    await finished(page)
  })

  const short = 137
  const counted = pencil.cash - short
  await test.step('counted blind, 1.37 short, and closed', async () => {
    await keys(page, 'Shift+F8')
    await expect(page.getByTestId('shift-number')).toBeVisible()
    await expect(view(page, 'cash')).not.toContainText(text(pencil.cash))
    await keys(page, 'F10')
    await count(page, counted, pencil.card)
    await expect(page.getByTestId('over-short-cash')).toContainText(text(pencil.cash))
    await expect(page.getByTestId('over-short-cash')).toContainText('£1.37 short')
    await expect(page.getByTestId('over-short-card')).toContainText('exact')
    await expect(page.getByTestId('to-safe')).toContainText(`£${text(counted - float)}`)
    await keys(page, 'Enter')
    await expect(view(page, 'cashText')).toBeVisible()
    await page.keyboard.type('B70013', { delay: 130 })
    await keys(page, 'Enter')
    await expect(page.getByTestId('z-closed')).toContainText('Z 1')
    await expect(page.getByTestId('z-closed')).toContainText('£1.37 short')
    // A Z is no receipt, and what became of its paper is not told in the words of one.
    await expect(page.getByTestId('outcome-print-printed')).toHaveText('Printed')
  })

  const [turnover, back, standardTax] = [sum(pencil.sold), sum(pencil.refunded), Math.round(pencil.byClass.standard / 6)]
  const { entries, kicks, onHand } = readRegister(data)
  const [z] = bodiesOf<ZBody>(entries, 'shift.closed')
  if (z === undefined) throw new Error('no Z in the journal')

  await test.step('the Z says what the pencil says', () => {
    expect([pencil.sold.length, pencil.refunded.length]).toEqual([30, 4])
    expect(z).toMatchObject({
      number: 1,
      float,
      floatCounted: 1,
      sales: { count: 30, amount: turnover },
      refunds: { count: 4, amount: back },
      voids: { count: 0, amount: 0 },
      gross: turnover + pencil.discounts,
      net: turnover - back,
      noSales: 1,
      rounding: 0,
      toSafe: counted - float,
      leave: float,
      safe: moved.pickup + counted - float,
      grandTotal: { sales: turnover, refunds: back },
      firstReceipt: '1-1',
      lastReceipt: '1-34',
      gaps: [],
      carriedBaskets: [],
      carriedPayments: [],
      unread: 0,
    })
    expect(z.tenders).toMatchObject([{ tender: 'cash', expected: pencil.cash, counted, overShort: -short }, { tender: 'card', expected: pencil.card, counted: pencil.card, overShort: 0 }, { tender: 'wallet', expected: 0, overShort: 0 }])
    expect(sum(z.discounts.map(({ amount }) => amount))).toBe(pencil.discounts)
    expect(z.movements.map(({ kind, amount }) => [kind, amount])).toEqual([['payOut', moved.payOut], ['pickup', moved.pickup]])
    expect(z.taxes.map(({ rate, base, tax }) => [rate, base + tax])).toEqual([[200_000, pencil.byClass.standard], [0, pencil.byClass.zero]])
    // A sixth of what is at 20 %: each sale rounds its own, by less than a penny.
    expect(Math.abs((z.taxes[0]?.tax ?? 0) - standardTax)).toBeLessThanOrEqual(34)
  })

  await test.step('so does its paper', () => {
    const paper = till.receipt()
    const row = (words: string, figure: string): void => expect(paper).toMatch(new RegExp(`^ *${words.replaceAll(/[()/#]/g, String.raw`\$&`)} +${figure.replaceAll('.', String.raw`\.`)} *$`, 'm'))
    row('Sales (30)', text(turnover))
    row('Returns (4)', text(-back))
    row('Net', `£${text(turnover - back)}`)
    row('Cash', `should be ${text(pencil.cash)}`)
    row('Counted', text(counted))
    row('Over/short', text(-short))
    row('Card', `should be ${text(pencil.card)}`)
    row('Paid out #1', text(moved.payOut))
    row('Pickup to the safe #2', text(moved.pickup))
    row('Drawer without a sale', '1')
    row('To the safe', text(counted - float))
    row('Stays in the drawer', text(float))
    row('All sales ever', text(turnover))
    expect(paper.replaceAll(/\s/g, '')).toContain(z.hash)
  })

  await test.step('so do the journal added up, the stock, and the kicks of the drawer', () => {
    const [sales, refunds, cash] = [bodiesOf<SaleBody>(entries, 'sale.completed'), bodiesOf<RefundBody>(entries, 'refund.completed'), bodiesOf<CashMoved>(entries, 'cash.moved')]
    const paid = (type: string): number => sum(sales.flatMap(({ tenders }) => tenders).filter((tender) => tender.type === type).map(({ amount }) => amount)) - sum(refunds.flatMap(({ tenders }) => tenders).filter((tender) => tender.type === type).map(({ amount }) => amount))
    expect([sum(sales.map((sale) => sale.total)), sum(refunds.map((refund) => refund.total))]).toEqual([turnover, back])
    expect(float + paid('cash') - sum(cash.map(({ amount }) => amount))).toBe(pencil.cash)
    expect([paid('card'), paid('exchange')]).toEqual([pencil.card, 0])
    expect(sum(sales.flatMap(({ taxes }) => taxes).map(({ tax }) => tax)) - sum(refunds.flatMap(({ taxes }) => taxes).map(({ tax }) => tax))).toBe(sum(z.taxes.map(({ tax }) => tax)))
    const gone = [...pencil.units].filter(([, units]) => units !== 0)
    expect(Object.fromEntries(onHand.map(({ sku, quantity }) => [sku, -quantity]))).toEqual(Object.fromEntries(gone))
    expect(kicks).toEqual([{ state: 'kicked', count: pencil.kicks }])
  })

  await test.step('and head office, when it has all of it', async () => {
    const office = await context.newPage()
    await office.goto(till.headOffice)
    await expect(office.getByText('Z 1', { exact: true })).toBeVisible()
    const overview = (await (await office.request.get(new URL('/api/overview', till.headOffice).href)).json()) as Overview
    expect(overview.zReports).toMatchObject([{ number: 1, net: turnover - back, overs: 0, shorts: -short, hash: z.hash }])
    expect([overview.zFindings, overview.findings, overview.alerts, overview.quarantine]).toEqual([[], [], [], []])
    const [store] = overview.stores
    // The shift's own movements are no takings: what the drawer holds less the float, and with what was taken out of it again.
    const takings = pencil.cash - float + moved.payOut + moved.pickup
    expect(store?.today).toEqual([{ currency: 'GBP', sales: 30, refunds: 4, sold: turnover, refunded: back, total: turnover - back, tenders: [{ type: 'card', amount: pencil.card }, { type: 'cash', amount: takings }] }])
    expect(store?.registers.map(({ taken }) => taken)).toEqual([[{ currency: 'GBP', amount: takings + pencil.card }]])
    expect(takings + pencil.card).toBe(turnover - back)
  })
})
