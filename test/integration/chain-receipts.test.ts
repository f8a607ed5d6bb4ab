import { createHmac } from 'node:crypto'
import path from 'node:path'
import jsQR from 'jsqr'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approve as approveContract, type FoundSaleView, type Input } from '../../src/contracts/ipc/index.ts'
import { receiptDigest, type RefundBody } from '../../src/domain/refund/index.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { type SimulatedPrinter, startSimulatedPrinter, toSvg, toText } from '../../src/drivers/printer/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { pixelsOfSvg, rgbaOf } from '../hardware/paper-pixels.fixture.ts'
import { ask, heard, logOf, milk, newFolder, signOn, startRegister, tryAsk } from './register.fixture.ts'

const undo: (() => unknown)[] = []
let folder: ReturnType<typeof newFolder>
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
  folder.remove()
})
const place = (name: string): string => path.join(folder.data, name)

async function headOffice(name: string): Promise<Pick<HeadOffice, 'url' | 'createEnrolmentCode' | 'close'>> {
  const office = await startHeadOffice({ dataDirectory: place(name), store: { name: 'Quay Street', chainName: name, language: 'en', timeZone: 'Europe/London', cutOffHour: 0 }, clock: Date.now, log: () => undefined })
  let isOpen = true
  const close = async (): Promise<void> => {
    if (isOpen) await office.close()
    isOpen = false
  }
  undo.push(close)
  return { url: office.url, createEnrolmentCode: () => office.createEnrolmentCode(), close }
}

interface Till {
  readonly register: Register
  readonly printer: SimulatedPrinter
  stop(): Promise<void>
}

/** A register with a paper of its own, enrolled where it is told; the same name again is the same data folder. */
async function till(name: string, office?: Pick<HeadOffice, 'url' | 'createEnrolmentCode'>, profile = 'epson-80'): Promise<Till> {
  const printer = await startSimulatedPrinter({ columns: profile === 'generic-58' ? 32 : 48 })
  undo.push(() => printer.close())
  const enrolment = office && { headOffice: office.url, enrolmentCode: (await office.createEnrolmentCode()).code }
  const { register } = await startRegister(place(name), { demoStore: 'gb', printer: `tcp://${printer.host}:${printer.port}?profile=${profile}`, ...enrolment })
  let isOpen = true
  const stop = async (): Promise<void> => {
    if (isOpen) await register.close()
    isOpen = false
  }
  undo.push(stop)
  await signOn(register)
  return { register, printer, stop }
}

/** What a reader of codes finds on the newest paper. */
async function printedCode({ register, printer }: Till, papers: number): Promise<string> {
  await heard(register, () => (printer.jobs.filter(({ complete }) => complete).length >= papers ? true : undefined))
  const job = printer.jobs.at(-1)
  if (job === undefined) throw new Error('nothing was printed')
  const pixels = pixelsOfSvg(toSvg(job))
  return jsQR(rgbaOf(pixels), pixels.width, pixels.height)?.data ?? ''
}

/** So many milks for cash. */
async function sell({ register }: Till, count: number): Promise<{ readonly id: string; readonly total: number }> {
  const scanned = await ask(register, 'scan', { barcode: milk })
  const { basket } = await ask(register, 'change-quantity', { lineNo: scanned.basket?.lastLineNo ?? 0, quantity: 1000 * count })
  const { lastSale } = await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  if (lastSale === undefined) throw new Error('no sale')
  return lastSale
}

const refusalOf = async (register: Register, name: string, input: unknown): Promise<string> => {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? 'accepted' : answer.refusal.code
}
async function found(register: Register, text: string): Promise<FoundSaleView> {
  const { sales } = await ask(register, 'find-sale', { text, limit: 5 })
  if (sales[0] === undefined) throw new Error('not found')
  return sales[0]
}
const returning = (saleId: string, code: string, quantity: number): Input<'add-return'> => ({ saleId, code, lineNo: 1, quantity, condition: 'stock', reason: 'changedMind' })

/** Completes the open basket's return as cash; an approval that is asked for is the supervisor's. */
async function payBack(register: Register): Promise<{ readonly approved: boolean; readonly id: string; readonly total: number }> {
  const { basket } = await ask(register, 'counter', {})
  const input = { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [] }
  const answer = await tryAsk(register, 'complete-sale', input)
  const asked = answer.ok || answer.refusal.code !== 'approval.needed' ? undefined : approveContract.input.pick({ permission: true, document: true, amount: true }).strip().parse(answer.refusal.params)
  const { operators } = await ask(register, 'register', {})
  const supervisor = operators.find(({ demoPin }) => demoPin === '9164')
  const approvals = asked === undefined ? [] : [(await ask(register, 'approve', { ...asked, approverId: supervisor?.id ?? '', pin: '9164', reason: 'customerRequest' })).approval]
  const { lastRefund } = answer.ok ? await ask(register, 'counter', {}) : await ask(register, 'complete-sale', { ...input, approvals })
  if (lastRefund === undefined) throw new Error('no refund')
  return { approved: approvals.length > 0, id: lastRefund.id, total: lastRefund.total }
}

interface Entry<Body> {
  readonly approver?: string
  readonly businessDate: string
  readonly body: Body
}
async function entriesOf<Body>(register: Register, wanted: string): Promise<readonly Entry<Body>[]> {
  const entries = await register.core.internal.entriesAfter(1, 0, 500)
  return entries.flatMap(({ type, text }) => (type === wanted ? [JSON.parse(text) as Entry<Body>] : []))
}
const refundsOf = (register: Register): Promise<readonly Entry<RefundBody>[]> => entriesOf(register, 'refund.completed')

/** Somebody who knows how a code is made, and has no key: a sale of ten times as much. */
async function forged({ register }: Till): Promise<string> {
  const [sold] = await entriesOf<SaleBody>(register, 'sale.completed')
  if (sold === undefined) throw new Error('nothing was sold')
  const { registerId } = await register.core.internal.facts()
  const tenfold = JSON.parse(JSON.stringify(sold.body), (key, value: unknown) => (['total', 'quantity', 'amount'].includes(key) && typeof value === 'number' ? value * 10 : value)) as SaleBody
  return receiptDigest(tenfold, { registerId, soldOn: sold.businessDate }, (text) => createHmac('sha256', 'no key of the chain').update(text, 'utf8').digest('hex'))
}

describe('a receipt of one register at another of the chain, with head office gone', () => {
  test.each(['epson-80', 'generic-58'])('[RETQ-4] read off the paper of %s it is found, given back with an approval, and remembered through a restart', async (profile) => {
    const office = await headOffice('Harbour')
    const [a, b] = [await till('a', office, profile), await till('b', office)]
    await office.close()
    const sale = await sell(a, 60)
    const code = await printedCode(a, 1)
    expect(code).toMatch(/^TW2:/)
    // As a gun on a keyboard line may send it.
    const scanned = await tryAsk(b.register, 'scan', { barcode: `]Q1${code.toLowerCase()}` })
    expect(scanned).toMatchObject({ ok: false, refusal: { code: 'receipt.scanned', params: { code } } })
    expect(await found(b.register, code)).toMatchObject({ saleId: sale.id, total: sale.total, verified: 'unverified', returned: 'nothing', tenders: [{ type: 'cash', amount: sale.total }], lines: [{ bought: 60_000, left: 60_000 }] })
    const { code: _code, ...byNumber } = returning(sale.id, code, 1000)
    expect(await refusalOf(b.register, 'add-return', byNumber)).toBe('sale.unknown')

    await ask(b.register, 'add-return', returning(sale.id, code, 40_000))
    const first = await payBack(b.register)
    expect([first.approved, first.total]).toEqual([true, (sale.total / 60) * 40])
    expect(await refundsOf(b.register)).toMatchObject([{ approver: expect.any(String) as string, body: { original: { saleId: sale.id, verified: 'unverified' }, tenders: [{ type: 'cash', amount: first.total }] } }])
    expect(await printedCode(b, 1)).toMatch(`:${first.id}`)

    await b.stop()
    const again = await till('b')
    expect(await found(again.register, code)).toMatchObject({ returned: 'partly', lines: [{ bought: 60_000, returned: 40_000, left: 20_000 }] })
    expect(await refusalOf(again.register, 'add-return', returning(sale.id, code, 30_000))).toBe('return.tooMany')
    await ask(again.register, 'add-return', returning(sale.id, code, 20_000))
    const second = await payBack(again.register)
    expect(first.total + second.total).toBe(sale.total)
    expect(await found(again.register, code)).toMatchObject({ returned: 'all' })
    expect(await refusalOf(again.register, 'add-return', returning(sale.id, code, 1000))).toBe('return.tooMany')
    // The slip again, of a sale that is not here.
    await ask(again.register, 'reprint', { saleId: second.id })
    expect(await printedCode(again, 2)).toMatch(`:${second.id}`)
    expect(again.printer.jobs.map((job) => toText(job).includes('DUPLICATE'))).toEqual([false, true])
    // Where it was sold nothing is known of it until head office is back.
    expect(await found(a.register, code)).toMatchObject({ verified: 'known', returned: 'nothing' })
    for (const name of ['a', 'b']) expect(logOf(place(name))).not.toContain(code.slice(0, 40))
  })

  test('[RETQ-5] forged, altered, torn, and of another chain it is refused in words, and nothing is in the basket', async () => {
    const [harbour, inland] = [await headOffice('Harbour'), await headOffice('Inland')]
    const [a, b, stranger] = [await till('a', harbour), await till('b', harbour), await till('stranger', inland)]
    await harbour.close()
    await inland.close()
    const sale = await sell(a, 2)
    const code = await printedCode(a, 1)
    const theirs = await sell(stranger, 2)
    const other = (letter: string): string => (letter === 'A' ? 'B' : 'A')
    const bad: Readonly<Record<string, readonly [code: string, refused: string]>> = {
      forged: [await forged(a), 'return.notGenuine'],
      'of another chain': [await printedCode(stranger, 1), 'return.notGenuine'],
      'an altered letter': [code.slice(0, 30) + other(code.charAt(30)) + code.slice(31), 'return.notGenuine'],
      'an altered check': [code.slice(0, -1) + other(code.charAt(code.length - 1)), 'return.notGenuine'],
      'torn in half': [code.slice(0, code.length >> 1), 'return.notGenuine'],
      'torn after its prefix': [code.slice(0, 15), 'return.notAReceipt'],
      'the goods of one with the check of another': [(await printedCode(stranger, 1)).slice(0, -15) + code.slice(-15), 'return.notGenuine'],
    }
    for (const [what, [text, refused]] of Object.entries(bad)) {
      expect([what, await refusalOf(b.register, 'scan', { barcode: text }), await refusalOf(b.register, 'find-sale', { text, limit: 5 }), await refusalOf(b.register, 'add-return', returning(sale.id, text, 1000))]).toEqual([what, 'receipt.scanned', refused, refused])
    }
    // Genuine, and of a sale that is not the one that is named.
    expect(await refusalOf(b.register, 'add-return', returning(theirs.id, code, 1000))).toBe('return.lineUnknown')
    expect((await ask(b.register, 'counter', {})).basket).toBeUndefined()
    expect(await refundsOf(b.register)).toEqual([])
  })
})
