import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Basket, type BasketLine, type ItemLine, type TrailStep } from '../domain/basket/index.ts'
import { accept, type Result } from '../domain/errors/index.ts'
import { canonicalJson, canonicalValue } from '../domain/journal/index.ts'
import { minor } from '../domain/money/index.ts'
import { thousandths } from '../domain/quantity/index.ts'
import { type ReceiptDocument } from '../domain/receipt/index.ts'
import { type JournalEntry, type Moment, type RegisterWriter } from './register-database.ts'
import { openRegisterDatabase, type OpenRegister } from './open-database.ts'

/** For this room's tests: a register in a folder of its own, and a whole sale as complete-sale writes it. */
export interface TestFolder {
  readonly path: string
  /** Closes what openForTest opened there last, too. */
  readonly remove: () => void
}

/** By path, the one opened last: tests close and reopen as they like, and whoever is left open would keep the writer's lock. */
const opened = new Map<string, RegisterWriter>()

export function testFolder(): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-db-'))
  const path = join(folder, 'register.db')
  return {
    path,
    remove() {
      opened.get(path)?.close()
      opened.delete(path)
      rmSync(folder, { recursive: true })
    },
  }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`)
  return result.value
}

export function openForTest(path: string, options: Partial<OpenRegister> = {}): RegisterWriter {
  const register = valueOf(openRegisterDatabase({ path, newId: randomUUID, first: { mode: 'demo', registerNumber: 3 }, ...options }))
  opened.set(path, register)
  return register
}

/** For `beforeEach` and `beforeAll`, which run what is returned to them afterwards: return `folder.remove`. */
export function freshRegister(): { readonly folder: TestFolder; readonly register: RegisterWriter } {
  const folder = testFolder()
  return { folder, register: openForTest(folder.path) }
}

/** Runs writes that cannot refuse. */
export function write<T>(register: RegisterWriter, work: () => T): T {
  return valueOf(register.unitOfWork(() => accept(work())))
}

export const moment: Moment = { at: 1_763_700_000_000, tzOffset: 480, bootId: '01935d3c-0000-7000-8000-000000000000', monoMs: 5 }
export const businessDate = '2026-11-21'

export function itemLine(lineNo: number, change: Partial<ItemLine> = {}): ItemLine {
  return {
    kind: 'item',
    lineNo,
    itemId: `item-${lineNo}`,
    sku: `S${lineNo}`,
    names: { en: `Green tea ${lineNo} 500 ml`, 'zh-CN': `绿茶 ${lineNo} 500毫升` },
    barcode: `690123456${lineNo}`,
    quantity: thousandths(1000),
    unit: 'each',
    price: { minor: minor(350), per: thousandths(1000) },
    taxClass: 'standard',
    removed: false,
    ...change,
  }
}

export function step(line: BasketLine): TrailStep {
  return { at: moment.at, operator: 'operator-1', act: 'added', lineNo: line.lineNo, quantity: 1000 }
}

export function newBasket(id: string): Basket {
  return { id, openedAt: moment.at, businessDate, currency: 'CNY', catalogueVersion: 1, lines: [], trail: [{ at: moment.at, operator: 'operator-1', act: 'opened' }] }
}

/** Opens a basket and adds its lines, each in a unit of work of its own, as scanning does. */
export function fillBasket(register: RegisterWriter, basketId: string, lines: readonly BasketLine[]): void {
  write(register, () => { register.openBasket(newBasket(basketId), 'counter') })
  for (const line of lines) write(register, () => register.changeBasket(basketId, line, step(line), randomUUID()))
}

export function receipt(lines: number): ReceiptDocument {
  const rows = Array.from({ length: lines }, (_, index) => ({ kind: 'columns', left: `绿茶 ${index + 1} 500毫升`, right: '3.50' }) as const)
  return { version: 1, language: 'zh-CN', blocks: [{ kind: 'text', text: '晨光便利店', align: 'centre', size: 'large' }, { kind: 'rule' }, ...rows, { kind: 'rule' }, { kind: 'columns', left: '合计', right: '17.50', bold: true }, { kind: 'cut' }] }
}

/** The body of a sale of these lines at 3.50 each, 13 % inside. */
export function bodyOf(saleId: string, basketId: string, number: string, lines: readonly ItemLine[]) {
  const taxOf = (gross: number): number => gross - Math.round((gross * 100) / 113)
  const sold = lines.map(({ lineNo, itemId, sku, names, quantity, unit, price, taxClass }) => ({
    lineNo, itemId, sku, name: names['zh-CN'] ?? '', quantity, unit, price: { minor: price.minor, per: price.per },
    gross: price.minor, discount: 0, total: price.minor, taxClass, rate: 130_000, tax: taxOf(price.minor),
  }))
  const total = sold.reduce((sum, line) => sum + line.total, 0)
  const tax = sold.reduce((sum, line) => sum + line.tax, 0)
  return {
    saleId, number, basketId, openedAt: moment.at, currency: 'CNY', taxPack: 'CN-2019', lines: sold,
    taxes: [{ rate: 130_000, net: total - tax, tax, gross: total }], subtotal: total, discount: 0, tax, total,
    tenders: [{ tenderNo: 1, type: 'cash', amount: total, received: 2000, change: 2000 - total }], change: 2000 - total,
    movements: sold.map((line) => ({ itemId: line.itemId, quantity: 0 - line.quantity })),
    trail: lines.map((line) => ({ ...step(line) })),
  }
}

/** Everything complete-sale writes, to be called inside a unit of work. */
export function writeSale(register: RegisterWriter, basketId: string, lines: readonly ItemLine[]): JournalEntry {
  const saleId = basketId
  const number = `3-${register.nextReceiptCounter()}`
  const body = bodyOf(saleId, basketId, number, lines)
  const entry = register.append(moment, { type: 'sale.completed', schemaVersion: 1, businessDate, operator: 'operator-1', body: canonicalValue(body) })
  const tenders = canonicalJson(canonicalValue(body.tenders))
  register.insertSale({ id: saleId, number, basketId, seat: 'counter', epoch: entry.epoch, seq: entry.seq, businessDate, completedAt: moment.at, operatorId: 'operator-1', total: body.total, change: body.change, tenders })
  register.addEffect(saleId, { kind: 'kick', pin: 0 })
  register.addEffect(saleId, { kind: 'print', document: 'ofSale' })
  register.setSeat({ seat: 'counter', operatorId: 'operator-1', lastSaleId: saleId })
  register.clearBasket(basketId)
  return entry
}

/** One sale of five lines, from the first scan to the commit. */
export function sell(register: RegisterWriter, basketId: string): JournalEntry {
  const lines = [1, 2, 3, 4, 5].map((lineNo) => itemLine(lineNo))
  fillBasket(register, basketId, lines)
  return write(register, () => writeSale(register, basketId, lines))
}
