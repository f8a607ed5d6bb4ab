import { documentText, profiles } from '../../drivers/printer/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { randomUUID } from 'node:crypto'
import { type CounterView, type Input, type Name, type Output } from '../../contracts/ipc/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { type Register } from '../composition.ts'
import { demoPin } from './demo-store.ts'

/** What one sale came to, for a person to read and a machine to check. Amounts are decimal texts of the store's currency. */
export interface ScriptedSale {
  readonly complete: boolean
  readonly scans: readonly { readonly barcode: string; readonly name: string; readonly total: string }[]
  readonly number: string
  readonly saleId: string
  readonly total: string
  readonly received: string
  readonly change: string
  readonly seq: number
  readonly hash: string
  readonly drawer: string
  readonly printer: string
  /** What stands on the simulated customer display at the end; absent with one of your own. */
  readonly display?: readonly string[]
  /** As the simulated printer printed it; with a printer of your own, what was sent to it. */
  readonly receipt: string
  readonly headOffice?: { readonly epoch: number; readonly seq: number; readonly hash: string; readonly instance: string }
}

/** GTINs of the demo catalogue; the milk twice, so that a repeated scan raises a quantity. */
const barcodes = ['6907992500942', '6907992500942', '3291810746760', '6901939691601']
const PATIENCE_MS = 20_000

/** Rings one sale through the same gate as the screen: sign-on, scans, cash, and waits for drawer, ink and head office. */
export async function ringScriptedSale(register: Register): Promise<ScriptedSale> {
  const { core } = register
  async function ask<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
    const answer = await register.gate({ v: 1, id: randomUUID(), name, input }, register.seat)
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params ?? {})}`)
    return answer.value as Output<N>
  }

  const facts = await core.internal.facts()
  if (facts.mode !== 'demo') throw new Error('this data folder belongs to a real till: the demo only rings sales in a demo store')
  const { operators } = await ask('register', {})
  const cashier = operators.find((operator) => operator.demoPin === demoPin)
  if (cashier === undefined) throw new Error('the demo store has no demo cashier')
  await ask('sign-on', { operatorId: cashier.id, pin: demoPin })

  const text = (amount: number): string => decimalText(minor(amount), facts.currency)
  let counter: CounterView | undefined
  const scans = []
  for (const barcode of barcodes) {
    counter = await ask('scan', { barcode })
    const line = counter.basket?.lines.find(({ lineNo }) => lineNo === counter?.basket?.lastLineNo)
    if (line?.kind !== 'item') throw new Error(`the demo catalogue does not know ${barcode}`)
    scans.push({ barcode, name: nameIn(line.names, facts.language), total: text(line.total) })
  }
  const basket = counter?.basket
  if (basket === undefined) throw new Error('the scans opened no basket')
  // The next round note.
  const received = Math.ceil(basket.total / 1000) * 1000
  const paid = await ask('complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash', received }] })
  const sale = paid.lastSale
  if (sale === undefined) throw new Error('the sale is not in the answer')
  const head = await core.internal.journalHead()

  const settled = await until(register, async () => {
    const view = await core.internal.saleView(sale.id)
    return view?.effects.every(({ state }) => state !== 'waiting' && state !== 'working') ? view : undefined
  })
  const acknowledged = await until(register, async () => {
    const cursor = await core.internal.outboxCursor()
    return cursor !== undefined && cursor.epoch === head.epoch && cursor.seq >= head.seq && cursor.hash === (await core.internal.entryHashAt(head.epoch, cursor.seq)) ? cursor : undefined
  })
  // Not done within our patience: what it waits for is in its latest state, not in the answer to the payment.
  const latest = settled ?? (await core.internal.saleView(sale.id)) ?? sale
  const faultsOf = (kind: 'kick' | 'print'): string[] => {
    const wanted = kind === 'kick' ? 'cashDrawer' : 'printer'
    return register.devices.view().devices.filter((device) => device.kind === wanted).flatMap(({ faults }) => faults)
  }
  const outcome = (kind: 'kick' | 'print'): string => {
    const effect = latest.effects.find((one) => one.kind === kind)
    if (effect === undefined) return 'nothing asked'
    const pending = effect.state === 'waiting' || effect.state === 'working'
    const reasons = effect.fault === undefined ? (pending ? faultsOf(kind) : []) : [effect.fault]
    // As everybody writes it; in the program it is a name.
    return (effect.state === 'sentOnly' ? 'sent-only' : effect.state) + (reasons.length === 0 ? '' : ` (${reasons.join(', ')})`)
  }
  // A printer of one's own keeps its paper to itself: what was sent to it is shown in its place.
  const receipt = register.lastReceiptText() ?? documentText((await ask('receipt', { saleId: sale.id })).document as ReceiptDocument, profiles['epson-80'])
  return {
    complete: settled !== undefined && acknowledged !== undefined,
    scans,
    number: sale.number,
    saleId: sale.id,
    total: text(sale.total),
    received: text(received),
    change: text(sale.change),
    seq: head.seq,
    hash: head.hash,
    drawer: outcome('kick'),
    printer: outcome('print'),
    ...(register.devices.simulators.display && { display: register.devices.simulators.display.screen.rows() }),
    receipt,
    ...(acknowledged === undefined ? {} : { headOffice: { epoch: acknowledged.epoch, seq: acknowledged.seq, hash: acknowledged.hash, instance: acknowledged.instance } }),
  }
}

/** Looks again after each thing the register tells, until `look` sees what it waits for; undefined when patience ends. */
function until<T>(register: Register, look: () => Promise<T | undefined>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = register.broadcast.listen(() => check())
    const timer = setTimeout(() => done(undefined), PATIENCE_MS)
    const done = (found: T | undefined): void => {
      clearTimeout(timer)
      stop()
      resolve(found)
    }
    const check = (): void => {
      look().then((found) => {
        if (found !== undefined) done(found)
      }, reject)
    }
    check()
  })
}
