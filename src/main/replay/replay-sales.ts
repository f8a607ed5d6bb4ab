import { createHash } from 'node:crypto'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type Register } from '../composition.ts'
import { type RefusedLine, salesDocuments, type Survey } from './read-sales.ts'
import { createRinger, type GivenBack } from './ring-document.ts'
import { refundedSince, takingsByDate, type DayTakings } from './takings.ts'

export interface ReplayReport {
  readonly dates: Readonly<Record<string, DayTakings>>
  /** Documents of goods that came back, and what was given back for them. */
  readonly returns: number
  readonly givenBack: GivenBack
  /** Lines of stock written off. They are not rung. */
  readonly adjustments: number
  readonly refusedLines: readonly RefusedLine[]
  /** How long this register's journal is, and how far head office has it. */
  readonly journalEntries: number
  readonly acknowledged: number
}

export interface ReplayOptions {
  readonly register: Pick<Register, 'core' | 'gate' | 'seat' | 'replicator'>
  readonly file: string
  readonly survey: Survey
  /** The most sales to ring. */
  readonly limit?: number
  /** After each sale. */
  readonly onSale?: (sales: number) => void
  readonly signal?: AbortSignal
}

/** The pack whose every price includes 20 %: nobody wrote down what tax these sales had. */
export const replayTaxPack = 'XX-IMPORTED-20'

/** How long head office may say nothing before we report how far it came. */
const patienceMs = 30_000

/**
 * Rings a file's documents one after another, in their own time but without its pauses, and counts what the journal then
 * holds. The register must be a replay's: a shop's own catalogue and tax would not fit these goods. Throws when it is not,
 * or when the register refuses a line.
 */
export async function replaySales({ register, file, survey, limit = Number.POSITIVE_INFINITY, onSale, signal }: ReplayOptions): Promise<ReplayReport> {
  const { core } = register
  await prepare(register, survey)
  const facts = await core.internal.facts()
  const { seq: before } = await core.internal.journalHead()
  const listPrices = new Map(survey.items.map(({ sku, minor: pence }) => [sku, pence]))
  const ringer = createRinger({ register, timeZone: facts.timeZone, itemIdOf, listPriceOf: (sku) => listPrices.get(sku) })
  const refusedLines: RefusedLine[] = []
  const extraLines = new Map<string, number>()
  let [sales, returns, adjustments, rung] = [0, 0, 0, 0]
  let givenBack: GivenBack = { refunds: 0, ofSales: 0, withoutReceipt: 0, unknown: 0, total: 0 }
  let signedOn = false
  if (limit > 0) {
    for await (const document of salesDocuments(file, survey, (refused) => refusedLines.push(refused))) {
      adjustments += document.adjustments
      if (document.kind === 'return') returns += 1
      if (document.lines.length + document.goods.length > 0 && !signedOn) {
        await ringer.signOn()
        signedOn = true
      }
      const back = await ringer.giveBack(document)
      givenBack = {
        refunds: givenBack.refunds + back.refunds,
        ofSales: givenBack.ofSales + back.ofSales,
        withoutReceipt: givenBack.withoutReceipt + back.withoutReceipt,
        unknown: givenBack.unknown + back.unknown,
        total: givenBack.total + back.total,
      }
      if (document.lines.length > 0) {
        const sale = await ringer.ring(document)
        if (sale.extraLines > 0) extraLines.set(sale.saleId, sale.extraLines)
        rung += sale.total
        sales += 1
        onSale?.(sales)
      }
      if (sales >= limit || signal?.aborted === true) break
    }
  }
  await core.internal.setDemoClock()

  const dates = await takingsByDate(core.internal, before, (saleId) => extraLines.get(saleId) ?? 0)
  const written = Object.values(dates).reduce((sum, day) => ({ sales: sum.sales + day.sales, gross: sum.gross + day.gross }), { sales: 0, gross: 0 })
  if (written.sales !== sales || written.gross !== rung) throw new Error(`rang ${sales} sales of ${rung}, but the journal holds ${written.sales} of ${written.gross}`)
  const refunded = await refundedSince(core.internal, before)
  if (refunded.refunds !== givenBack.refunds || refunded.total !== givenBack.total) throw new Error(`gave back ${givenBack.total}, but the journal holds ${refunded.total}`)
  const { seq: journalEntries } = await core.internal.journalHead()
  return { dates, returns, givenBack, adjustments, refusedLines, journalEntries, acknowledged: await acknowledgedUpTo(register, journalEntries) }
}

/** The goods of the file, each under the same id whenever it is replayed, and a price to be overridden. */
async function prepare({ core }: Pick<Register, 'core'>, { items }: Survey): Promise<void> {
  const facts = await core.internal.facts()
  if (facts.mode !== 'demo' || facts.currency !== 'GBP') throw new Error('This folder holds a register of another kind: a replay needs a demo register of its own.')
  const { seq } = await core.internal.journalHead()
  // A demo store somebody has sold in has a tax of its own, and its next sale would have ours.
  if (facts.taxPack !== replayTaxPack && seq > openingEntries) throw new Error('This folder holds a demo store that is in use: a replay needs a register of its own.')
  const seeded = await core.internal.seed({
    facts: { taxPack: replayTaxPack, catalogueVersion: facts.catalogueVersion + 1 },
    items: items.map(({ sku, name, minor: pence }) => ({
      item: { id: itemIdOf(sku), sku, names: { en: name }, unit: 'each', taxClass: 'standard', price: { minor: minor(pence), per: thousandths(1000) } },
      barcodes: [],
    })),
  })
  if (!seeded.ok) throw new Error(`the goods could not be entered: ${seeded.refusal.code}`)
}

/** register.opened and register.enrolled: a register that has only these has not been used. */
const openingEntries = 2

/** Codes that differ only by the case of a letter are different goods, and get different ids. */
function itemIdOf(sku: string): string {
  return `replay-${createHash('sha256').update(sku).digest('hex').slice(0, 32)}`
}

/** Waits for head office as long as it makes any progress. */
async function acknowledgedUpTo({ core, replicator }: Pick<Register, 'core' | 'replicator'>, wanted: number): Promise<number> {
  const seqNow = async (): Promise<number> => (await core.internal.outboxCursor())?.seq ?? 0
  for (let seq = await seqNow(); ; ) {
    if (seq >= wanted || !replicator.view().enrolled) return seq
    if (!(await changed(replicator))) return seqNow()
    seq = await seqNow()
  }
}

/** True when the replicator told anything new within our patience. */
function changed(replicator: Register['replicator']): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (heard: boolean): void => {
      clearTimeout(timer)
      off()
      resolve(heard)
    }
    const timer = setTimeout(() => settle(false), patienceMs)
    const off = replicator.on('change', () => settle(true))
  })
}
