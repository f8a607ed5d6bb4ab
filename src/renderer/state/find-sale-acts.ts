import { type FoundSaleView, type Input } from '../../contracts/ipc/index.ts'
import { accept, type Refusal, type Result } from '../../domain/errors/index.ts'
import { parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { type Buyer } from './customer-work.ts'
import { dayText, isNoDay } from './day-text.ts'
import { neighbour } from './discount-acts.ts'
import { latestOnly } from './latest.ts'
import { findFields, usualGoods, type FindField, type FoundRow, type GoodsState } from './return-work.ts'
import { type ScreenState } from './screen-state.ts'
import { storeDate } from './store-time.ts'
import { receiptIn, saleIdIn } from './verification.ts'

const mostFound = 20
const nothingSaid = { text: '', day: '', amount: '', lastFour: '' } as const

/** A comma for the decimal point, as half of Europe writes and prints it. */
const withPoint = (text: string): string => text.trim().replace(/^(\d+),(\d{1,3})$/, '$1.$2')
const isDay = /^\d{4}-\d\d-\d\d$/

/** Day and amount in one line, in either order: what people remember of a sale they remember together. */
function dayAndAmount(text: string, dateOf: (text: string) => string, currency: CurrencyCode): { readonly businessDate: string; readonly amount: number } | undefined {
  const [first, second, ...more] = text.split(/\s+/).map(withPoint)
  if (first === undefined || second === undefined || more.length > 0) return undefined
  for (const [day, amount] of [[dateOf(first), parseAmount(second, currency)], [dateOf(second), parseAmount(first, currency)]] as const) if (isDay.test(day) && amount !== undefined) return { businessDate: day, amount }
  return undefined
}

/** Why what is typed finds nothing and asks nothing, in words of the catalogues; undefined where it is understood. */
export function whyUnreadable(state: Parameters<typeof askedOf>[0]): string | undefined {
  const asked = askedOf(state)
  if (asked === undefined || !('unreadable' in asked)) return undefined
  const { work, entry, language, register } = state
  const typed = work.kind !== 'returns' ? '' : work.field === asked.unreadable ? entry : work.said[asked.unreadable]
  if (typed.trim().split(/\s+/).some((part) => isNoDay(part, language, storeDate(new Date(), register?.timeZone)))) return 'returns.noSuchDay'
  return asked.unreadable === 'text' ? 'returns.notANumber' : 'returns.goOn'
}

/** What the view asks for; `unreadable` is the field whose text says nothing yet, which finds nothing and asks nothing. */
export function askedOf({ work, entry, counter, language, register }: Pick<ScreenState, 'work' | 'entry' | 'counter' | 'language' | 'register'>): Input<'find-sale'> | { readonly unreadable: FindField } | undefined {
  if (work.kind !== 'returns' || counter === undefined) return undefined
  const said = { ...work.said, [work.field]: entry }
  const today = storeDate(new Date(), register?.timeZone)
  const dateOf = (one: string): string => dayText(one, language, today)
  const together = dayAndAmount(said.text.trim(), dateOf, counter.currency)
  const text = together === undefined ? dateOf(withPoint(said.text)) : ''
  // A receipt's number has one stroke in it.
  if (/^\d{1,3}-\d+-/.test(text) || said.text.trim().split(/\s+/).some((part) => isNoDay(part, language, today))) return { unreadable: 'text' }
  const day = dayText(said.day.trim(), language, today)
  const amount = said.amount === '' ? undefined : parseAmount(withPoint(said.amount), counter.currency)
  if (said.day !== '' && (!isDay.test(day) || isNoDay(day, language, today))) return { unreadable: 'day' }
  if (said.amount !== '' && amount === undefined) return { unreadable: 'amount' }
  if (said.lastFour !== '' && !/^\d{4}$/.test(said.lastFour)) return { unreadable: 'lastFour' }
  return {
    limit: mostFound,
    ...(work.buyer === undefined ? {} : { customerId: work.buyer.id }),
    ...together,
    ...(text === '' ? {} : { text }),

    ...(day === '' ? {} : { businessDate: day }),
    ...(amount === undefined ? {} : { amount }),
    ...(said.lastFour === '' ? {} : { lastFour: said.lastFour }),
  }
}

/** Finding the sale that goods come back of. `paper` shows a receipt that is no sale: of a refund. */
export function createFindSaleActs(kit: ActKit, paper: (saleId: string) => void) {
  const { api, store, set, enqueue, object, refused, go } = kit

  /** With nothing said nothing is looked for: the newest sales are what most people come back with. */
  async function rowsFor(input: Input<'find-sale'>): Promise<Result<readonly FoundRow[]>> {
    if (Object.keys(input).length === 1) {
      const newest = await api.call('receipts', { limit: mostFound })
      if (!newest.ok) return newest
      return accept(newest.value.receipts.flatMap(({ id, businessDate, kind, returned, ...sale }) => (kind === undefined ? [{ ...sale, saleId: id, soldOn: businessDate, returned: returned ?? 'nothing' }] : [])))
    }
    const answer = await api.call('find-sale', input)
    return answer.ok ? accept(answer.value.sales) : answer
  }

  const ask = latestOnly(
    rowsFor,
    (input, answer) => {
      const now = askedOf(store.getState())
      if (JSON.stringify(now) !== JSON.stringify(input)) return
      if (answer.ok) set({ foundSales: answer.value })
      else refused(answer.refusal)
    },
  )

  function look(): void {
    const asked = askedOf(store.getState())
    if (asked === undefined) return
    if ('unreadable' in asked) set({ foundSales: undefined })
    else ask(asked)
  }
  store.subscribe((state, before) => {
    if (state.work.kind === 'returns' && before.work.kind === 'returns' && state.approval === undefined && before.approval === undefined && state.entry !== before.entry) look()
  })

  /** What was said of the goods of a return that stands open is said of the next ones, too. */
  function goodsNow(): GoodsState {
    const { work, counter } = store.getState()
    if ('condition' in work) return { condition: work.condition, reason: work.reason }
    const last = counter?.basket?.returned?.lines.findLast(({ removed }) => !removed)
    return last === undefined || last.reason === 'voided' ? usualGoods : { condition: last.condition, reason: last.reason }
  }

  function openReturns(buyer?: Buyer): void {
    set({ foundSales: undefined, openReceipt: undefined })
    go({ kind: 'returns', field: 'text', said: nothingSaid, chosen: -1, ...(buyer === undefined ? {} : { buyer }) })
    look()
  }

  function openSale(sale: FoundSaleView, code?: string): void {
    const goods = goodsNow()
    go({ kind: 'returnSale', sale, code: sale.verified === 'unverified' ? code : undefined, chosen: 0, ...goods })
  }

  /** Asks for one sale and shows it; `otherwise` is told why there is none. */
  function find(input: Omit<Input<'find-sale'>, 'limit'>, found: (sale: FoundSaleView) => void, otherwise: (refusal: Refusal) => void = refused): void {
    enqueue(async () => {
      const answer = await api.call('find-sale', { ...input, limit: 1 })
      if (!answer.ok) {
        otherwise(answer.refusal)
        return
      }
      const [sale] = answer.value.sales
      if (sale !== undefined) found(sale)
      else refused({ code: 'sale.unknown' })
    })
  }

  return {
    goodsNow,
    findSale: find,
    openReturns: () => openReturns(),
    openReturnsOf: (buyer: Buyer) => openReturns(buyer),
    openSale,
    /** Off a list: a receipt that is looked at. */
    returnReceipt: (saleId: string | undefined) => {
      if (saleId !== undefined) find({ saleId }, (sale) => openSale(sale))
    },
    /** The code of a receipt was scanned. A refund's own paper has one as well, and nothing to give back: it is only shown. */
    openScannedReturn: (code: string) => {
      const saleId = saleIdIn(code)
      find({ text: code }, (sale) => openSale(sale, code), (refusal) => (refusal.code === 'sale.unknown' && saleId !== undefined ? paper(saleId) : refused(refusal)))
    },
    chooseFindField: (field: FindField) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'returns' || field === work.field) return
      const said = { ...work.said, [work.field]: entry }
      set({ work: { ...work, field, said, chosen: -1 }, entry: said[field], notice: undefined })
    },
    moveFindField: (by: 1 | -1) => {
      const { work, entry } = store.getState()
      if (work.kind !== 'returns') return
      const field = neighbour<FindField>(findFields, work.field, by) ?? 'text'
      const said = { ...work.said, [work.field]: entry }
      set({ work: { ...work, field, said, chosen: -1 }, entry: said[field], notice: undefined })
    },
    moveFoundSale: (by: 1 | -1) => {
      const { work, foundSales } = store.getState()
      if (work.kind !== 'returns' || foundSales === undefined || foundSales.length === 0) return
      set({ work: { ...work, chosen: Math.min(foundSales.length - 1, Math.max(0, work.chosen + by)) } })
    },
    /** The chosen one, or the only one found. Typed in one go with its Enter, a number is asked for now. */
    enterFoundSale: () => {
      const state = store.getState()
      const { work, foundSales, entry } = state
      if (work.kind !== 'returns') return
      if (receiptIn(entry.trim()) !== undefined) {
        find({ text: entry.trim() }, (sale) => openSale(sale, entry.trim()))
        return
      }
      const one = foundSales?.length === 1 ? foundSales[0] : foundSales?.[work.chosen]
      const asked = askedOf(state)
      if (one !== undefined) find({ saleId: one.saleId }, (sale) => openSale(sale))
      else if (asked !== undefined && 'unreadable' in asked) object({ words: whyUnreadable(state) === 'returns.noSuchDay' ? 'returns.noSuchDay' : 'returns.unreadable' })
    },
  }
}
