import { localMoment } from '../../domain/business-date/index.ts'
import { randomUUID } from 'node:crypto'
import { type CounterView, type Input, type Name, type Output } from '../../contracts/ipc/index.ts'
import { type Register } from '../composition.ts'
import { type SaleLine } from './basket-line.ts'
import { type SalesDocument } from './read-sales.ts'
import { soldBook } from './sold-before.ts'

/** The most pieces one line may hold; the file has two lines of more, which become several. */
const mostPieces = 9_999
/**
 * Requests under way at once: enough that the core never waits for us. More would not be faster, since it does one at a
 * time, and behind sixty-four of a thousand-line basket the last one's patience ended.
 */
const inFlight = 8

export interface Ringer {
  /** Signs the demo cashier on. */
  signOn(): Promise<void>
  /** Rings and pays one document, as a cashier would. Throws when the register refuses anything of it. */
  ring(document: SalesDocument): Promise<RungSale>
  /** Gives back what a document says came back: against the sales it is found in, and the rest without a receipt. */
  giveBack(document: Pick<SalesDocument, 'goods'>): Promise<GivenBack>
}

/** `refunds`: documents written. The rest count lines of the file; `unknown` is of goods that were never sold. */
export interface GivenBack {
  readonly refunds: number
  readonly ofSales: number
  readonly withoutReceipt: number
  readonly unknown: number
  readonly total: number
}

export interface RungSale {
  readonly saleId: string
  readonly total: number
  /** Lines of the register beyond the file's, for want of room in one. */
  readonly extraLines: number
}

interface RingerOptions {
  readonly register: Pick<Register, 'core' | 'gate' | 'seat'>
  readonly timeZone: string
  readonly itemIdOf: (sku: string) => string
  /** In pence a piece, as seeded. */
  readonly listPriceOf: (sku: string) => number | undefined
}

/** A cashier who never pauses. Everything goes through the gate that the screen's requests come through. */
export function createRinger({ register, timeZone, itemIdOf, listPriceOf }: RingerOptions): Ringer {
  const book = soldBook()

  async function setClock(at: string): Promise<void> {
    const set = await register.core.internal.setDemoClock(localMoment(at, timeZone))
    if (!set.ok) throw new Error(`the clock could not be set: ${set.refusal.code}`)
  }

  /** Completes the open return. What it gave back. */
  async function refunded(counter: CounterView | undefined): Promise<number> {
    const basket = counter?.basket
    if (basket === undefined) throw new Error('nothing came back')
    const { lastRefund } = await ask('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [] })
    if (lastRefund === undefined) throw new Error('the refund is not in the answer')
    return lastRefund.total
  }

  async function ask<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await register.gate({ v: 1, id: randomUUID(), name, input }, register.seat)
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params ?? {})}`)
    return answer.value as Output<N>
  }

  /** Sends without waiting for each answer: the writer keeps the order, and the disk is never idle. The last answer. */
  async function inOrder(acts: Iterable<() => Promise<CounterView>>): Promise<CounterView | undefined> {
    const waiting: Promise<CounterView>[] = []
    let last: CounterView | undefined
    for (const act of acts) {
      const sent = act()
      // Awaited below, in its turn; until then a refusal is not unheard of, only not heard yet.
      sent.catch(() => undefined)
      waiting.push(sent)
      if (waiting.length >= inFlight) last = await waiting.shift()
    }
    for (const sent of waiting) last = await sent
    return last
  }

  function* actsOf(lines: readonly SaleLine[]): Generator<() => Promise<CounterView>> {
    let lineNo = 0
    const timesOf = new Map<string, number>()
    for (const { code, pieces } of lines) timesOf.set(code, (timesOf.get(code) ?? 0) + portions(pieces).length)
    for (const line of lines) {
      const asListed = timesOf.get(line.code) === 1 && listPriceOf(line.code) === line.minor
      for (const pieces of portions(line.pieces)) {
        // A line with a price of its own takes in no second scan, so that each scan here is a new line. Goods that come once and
        // cost what the catalogue says are only scanned: each act is a commit of its own, and half of them were this one.
        lineNo += 1
        const priced = lineNo
        if (asListed) {
          yield () => ask('add-item', { itemId: itemIdOf(line.code), quantity: pieces * 1000 })
          continue
        }
        yield () => ask('add-item', { itemId: itemIdOf(line.code), quantity: pieces * 1000 })
        yield () => ask('override-price', { lineNo: priced, price: { minor: line.minor, per: 1000 }, reason: 'imported' })
      }
    }
  }

  return {
    async signOn() {
      const { operators } = await ask('register', {})
      // Half of the lines have another price than the catalogue's, and nobody is there to approve each of them.
      const manager = operators.find(({ demoPin, role }) => demoPin !== undefined && role === 'manager')
      if (manager?.demoPin === undefined) throw new Error('this register has no demo manager')
      await ask('sign-on', { operatorId: manager.id, pin: manager.demoPin })
    },
    async ring({ invoice, lines }) {
      const [first] = lines
      if (first === undefined) throw new Error(`document ${invoice} has no line to ring`)
      await setClock(first.at)
      const basket = (await inOrder(actsOf(lines)))?.basket
      const total = lines.reduce((sum, { minor, pieces }) => sum + minor * pieces, 0)
      // What the register asks has to be what the shop was paid: otherwise nothing after it means anything.
      if (basket?.total !== total) throw new Error(`document ${invoice} comes to ${String(basket?.total)} at this register and to ${total} in the file`)
      const { lastSale } = await ask('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] })
      if (lastSale === undefined) throw new Error(`document ${invoice} is not in the answer`)
      let lineNo = 0
      for (const line of lines) for (const pieces of portions(line.pieces)) book.sold(line, { saleId: lastSale.id, lineNo: (lineNo += 1) }, pieces * 1000)
      return { saleId: lastSale.id, total, extraLines: basket.lines.length - lines.length }
    },
    async giveBack({ goods }) {
      const [first] = goods
      if (first === undefined) return { refunds: 0, ofSales: 0, withoutReceipt: 0, unknown: 0, total: 0 }
      await setClock(first.at)
      const bySale = new Map<string, (() => Promise<CounterView>)[]>()
      const bare: (() => Promise<CounterView>)[] = []
      let [ofSales, withoutReceipt, unknown] = [0, 0, 0]
      for (const line of goods) {
        const listed = listPriceOf(line.code)
        if (listed === undefined) {
          unknown += 1
          continue
        }
        const matched = book.match(line, line.pieces * 1000)
        for (const { of, quantity } of matched) {
          const how = { condition: 'stock', reason: 'other' } as const
          if (of !== undefined) {
            const acts = bySale.get(of.saleId) ?? []
            bySale.set(of.saleId, acts)
            acts.push(() => ask('add-return', { ...of, quantity, ...how }))
            continue
          }
          // No more than it costs today, which is what it cost first.
          for (const pieces of portions(quantity / 1000)) bare.push(() => ask('add-return-without-receipt', { itemId: itemIdOf(line.code), quantity: pieces * 1000, price: Math.min(line.minor, listed), ...how }))
        }
        if (matched.every(({ of }) => of !== undefined)) ofSales += 1
        else withoutReceipt += 1
      }
      const returns = [...bySale.values(), ...(bare.length === 0 ? [] : [bare])]
      let total = 0
      for (const acts of returns) total += await refunded(await inOrder(acts))
      return { refunds: returns.length, ofSales, withoutReceipt, unknown, total }
    },
  }
}

function portions(pieces: number): number[] {
  const full = Array.from({ length: Math.floor(pieces / mostPieces) }, () => mostPieces)
  const rest = pieces % mostPieces
  return rest === 0 ? full : [...full, rest]
}
