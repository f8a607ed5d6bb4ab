import { z } from 'zod'
import { type CoreInternal } from '../core/index.ts'

/** What a business date came to, in the journal's own words. `gross` is in minor units, tax included. */
export interface DayTakings {
  readonly sales: number
  readonly lines: number
  readonly gross: number
}

/** Of a completed sale, only what is counted here. */
const completed = z.object({ businessDate: z.string(), body: z.object({ saleId: z.string(), total: z.int(), lines: z.array(z.unknown()) }) })

const batch = 200

/**
 * Adds up the sales that the journal holds after `after`, by business date: what was really written, not what we believe we
 * sent. `extraLinesOf` says how many lines of a sale are there for want of room in one.
 */
export async function takingsByDate(core: Pick<CoreInternal, 'journalHead' | 'entriesAfter'>, after: number, extraLinesOf: (saleId: string) => number): Promise<Record<string, DayTakings>> {
  const days = new Map<string, DayTakings>()
  for await (const { type, text } of entriesSince(core, after)) {
    if (type !== 'sale.completed') continue
    const { businessDate, body } = completed.parse(JSON.parse(text))
    const day = days.get(businessDate) ?? { sales: 0, lines: 0, gross: 0 }
    days.set(businessDate, { sales: day.sales + 1, lines: day.lines + body.lines.length - extraLinesOf(body.saleId), gross: day.gross + body.total })
  }
  return Object.fromEntries([...days].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

const givenBack = z.object({ body: z.object({ total: z.int() }) })

/** What the journal holds of refunds after `after`. */
export async function refundedSince(core: Pick<CoreInternal, 'journalHead' | 'entriesAfter'>, after: number): Promise<{ readonly refunds: number; readonly total: number }> {
  let [refunds, total] = [0, 0]
  for await (const { type, text } of entriesSince(core, after)) {
    if (type !== 'refund.completed') continue
    refunds += 1
    total += givenBack.parse(JSON.parse(text)).body.total
  }
  return { refunds, total }
}

async function* entriesSince(core: Pick<CoreInternal, 'journalHead' | 'entriesAfter'>, after: number): AsyncGenerator<{ readonly type: string; readonly text: string }, void, undefined> {
  const { epoch, seq: head } = await core.journalHead()
  for (let seq = after; seq < head; ) {
    const entries = await core.entriesAfter(epoch, seq, batch)
    yield* entries
    const last = entries.at(-1)
    if (last === undefined) throw new Error(`the journal ends before its head, after ${seq}`)
    seq = last.seq
  }
}
