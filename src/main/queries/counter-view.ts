import { type BasketLineView, type BasketView, type CounterView, type DiscountView, type ItemLineView, type KeptTenderView, type LiabilityLineView, type PaymentView } from '../../contracts/ipc/index.ts'
import { type BasketTender, type Payment, type RegisterFacts, type RegisterReader, type StoredBasket } from '../../db/index.ts'
import { ageAsked, bornOnOrBefore, recallStanding, type Discount, type ItemLine, type LiabilityLine, type Recall } from '../../domain/basket/index.ts'
import { civilTime, dateText, offsetMinutes } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { liabilityKinds, printedNumber, shortNumber } from '../../domain/liability/index.ts'
import { priceBasket, type PricedBasket, type PricedLine } from '../../domain/pricing/index.ts'
import { offeredBy } from '../../domain/tender/index.ts'
import { customerSummaryOf } from './customers.ts'
import { blockedBy, grownIn, recallsIn } from './blocked-by.ts'
import { countedLineOf } from './counted-line.ts'
import { balanceOf } from './lay-aways.ts'
import { netOf, returnsOf } from './basket-returns.ts'
import { cashDueOf } from './cash-rounding.ts'
import { returnedViewOf } from './returned-view.ts'
import { refundViewOf, saleViewOf } from './sale-view.ts'
import { taxPackOf } from './tax-pack.ts'
import { termsFor } from './terms-for.ts'

/** Everything the checkout screen shows of a seat. Refuses only what the domain refuses to price: `amount.tooLarge`. */
export function counterViewOf(reader: RegisterReader, seatName: string): Result<CounterView> {
  const facts = reader.facts()
  const seat = reader.seat(seatName)
  const operator = seat.operatorId === undefined ? undefined : reader.operatorById(seat.operatorId)
  const basket = seat.basketId === undefined ? undefined : reader.basket(seat.basketId)
  const sale = seat.lastSaleId === undefined ? undefined : reader.saleById(seat.lastSaleId)
  const refund = seat.lastSaleId === undefined ? undefined : reader.refundByBasket(seat.lastSaleId)
  const view: CounterView = {
    currency: basket?.currency ?? facts.currency,
    // Picked field by field: the contract's objects are strict, and a demo PIN has no business on the counter.
    ...(operator === undefined ? {} : { operator: { id: operator.id, name: operator.name, role: operator.role } }),
    ...(sale === undefined ? {} : { lastSale: saleViewOf(reader, sale) }),
    ...(refund === undefined ? {} : { lastRefund: refundViewOf(reader, refund) }),
    suspended: reader.suspendedCount(),
  }
  if (basket === undefined) return accept(view)
  const priced = priceStored(basket, facts)
  if (!priced.ok) return priced
  const payments = reader.paymentsOf(basket.id)
  // What somebody says they did on a device was asked of none: it stands with what goes back.
  const asked = payments.filter(({ givesBack }) => givesBack?.byHand !== true)
  const taken = payments.reduce((sum, { kind, state, amount }) => (kind === 'sale' && state === 'approved' ? sum + amount : sum), 0)
  const kept = [...depositViewOf(reader, basket), ...reader.basketTenders(basket.id).map(keptTenderViewOf)]
  const given = kept.reduce((sum, { amount }) => sum + amount, 0)
  const returns = returnsOf(reader, basket)
  const back = returns.ok ? returns.value : undefined
  const due = Math.max(0, netOf(priced.value, back)) - taken - given
  const inCash = kept.reduce((sum, { type, amount }) => (type === 'cash' ? sum + amount : sum), 0)
  const returned = returnedViewOf(reader, basket, priced.value, returns, payments)
  return accept({
    ...view,
    basket: {
      ...basketViewOf(reader, basket, priced.value, cashDueOf(due, termsFor(facts, basket), inCash)),
      ...(returned === undefined ? {} : { returned }),
      ...(asked.length === 0 ? {} : { payments: asked.map(paymentViewOf) }),
      ...(kept.length === 0 ? {} : { tenders: kept }),
      ...(taken + given === 0 && back === undefined ? {} : { due }),
    },
  })
}

/** What was paid before for goods that are being collected: it stands with the money, and nobody takes it off. */
function depositViewOf(reader: RegisterReader, basket: StoredBasket): KeptTenderView[] {
  const layAway = reader.layAwayOfBasket(basket.id)
  return layAway?.state === 'collecting' ? [{ id: layAway.id, type: 'deposit', amount: balanceOf(reader, layAway).paid, layAway: layAway.number }] : []
}

function keptTenderViewOf({ id, tender }: BasketTender): KeptTenderView {
  const view = { id, type: tender.type, amount: offeredBy(tender) ?? 0 }
  if (tender.type === 'foreignCash') return { ...view, foreign: { currency: tender.currency, received: tender.received, home: tender.rate.home, foreign: tender.rate.foreign } }
  if (tender.type === 'giftCard' || tender.type === 'storeCredit') return { ...view, stored: { printed: shortNumber(tender.number), verified: tender.verified, ...(tender.left === undefined ? {} : { left: tender.left }) } }
  if (tender.type !== 'voucher') return view
  const { kind, name, number } = tender.voucher
  return { ...view, voucher: { kind, name, number } }
}

/** The one pricing pass of a stored basket; complete-sale charges exactly what the view showed. */
export function priceStored(basket: StoredBasket, facts: RegisterFacts): Result<PricedBasket> {
  return priceBasket(basket.lines, basket.currency, taxPackOf(termsFor(facts, basket)), basket.businessDate, basket.discount)
}

function basketViewOf(reader: RegisterReader, basket: StoredBasket, priced: PricedBasket, cashDue: number | undefined): BasketView {
  const recalls = recallsIn(reader, basket)
  const blocked = blockedBy(reader, basket, recalls)
  const asked = ageAsked(basket)
  // Only a basket that was put aside can have been overtaken by the catalogue: looking up every line of every other one
  // again after each scan would cost more than the scan.
  const counted = new Map(priced.lines.map((line) => [line.lineNo, line]))
  const resumed = basket.trail.some(({ act }) => act === 'resumed')
  return {
    id: basket.id,
    revision: basket.revision,
    ...buyerOf(reader, basket),
    lines: basket.lines.flatMap((line): BasketLineView[] => {
      // What comes back stands apart, in `returned`.
      if (line.kind === 'return' || line.kind === 'takenBack') return []
      if (line.kind === 'liability') return [liabilityLineViewOf(line)]
      return [line.kind === 'item' ? itemLineViewOf(line, counted.get(line.lineNo), recalls, resumed ? reader : undefined) : { ...line }]
    }),
    itemCount: priced.itemCount,
    subtotal: priced.subtotal,
    discount: priced.discount,
    ...(priced.basketDiscount === undefined ? {} : { basketDiscount: priced.basketDiscount }),
    ...(basket.discount === undefined ? {} : { discountRule: discountViewOf(basket.discount) }),
    tax: priced.tax,
    total: priced.total,
    ...(priced.owed === undefined ? {} : { owed: priced.owed }),
    ...(cashDue === undefined ? {} : { cashDue }),
    ...(basket.lastLineNo === undefined ? {} : { lastLineNo: basket.lastLineNo }),
    ...(blocked === undefined ? {} : { blockedBy: blocked }),
    ...(blocked === 'discount.grown' ? { grown: grownIn(reader, basket) } : {}),
    ...(asked === undefined ? {} : { age: { asked, bornOnOrBefore: bornOnOrBefore(lastActDate(basket, reader.facts().timeZone), asked) } }),
  }
}

function liabilityLineViewOf({ lineNo, owes, amount, removed }: LiabilityLine): LiabilityLineView {
  const printed = printedNumber(owes)
  return { kind: 'liability', lineNo, owes: owes.kind, names: { ...liabilityKinds[owes.kind].names }, ...(printed === undefined ? {} : { printed }), amount, removed }
}

/** Erased meanwhile, they are nobody on a screen, and still whose basket it is. */
function buyerOf(reader: RegisterReader, { customer }: StoredBasket): Pick<BasketView, 'customer'> {
  const known = customer === undefined ? undefined : reader.customerById(customer)
  return known === undefined ? {} : { customer: customerSummaryOf(reader, known) }
}

/** The calendar's date at the store when the basket last changed: a query has no clock, and after midnight this is a day too strict at most. */
function lastActDate({ trail, openedAt }: StoredBasket, timeZone: string): string {
  const at = trail.at(-1)?.at ?? openedAt
  return dateText(civilTime(at, offsetMinutes(timeZone, at)))
}

function paymentViewOf({ id, method, kind, amount, state, cashReceived, reason, text, reference, givesBack }: Payment): PaymentView {
  return {
    id,
    method,
    kind,
    amount,
    state,
    ...(cashReceived === undefined ? {} : { cashReceived }),
    ...(givesBack === undefined ? {} : { givesBackTender: givesBack.of }),
    ...(reason === undefined ? {} : { reason }),
    ...(text === undefined ? {} : { text }),
    ...(reference === undefined ? {} : { reference: { ...reference } }),
  }
}

function itemLineViewOf(line: ItemLine, counted: PricedLine | undefined, recalls: readonly Recall[], catalogue: RegisterReader | undefined): ItemLineView {
  const recall = recallStanding(line, recalls)
  return {
    kind: 'item',
    ...countedLineOf(line, counted),
    ...exceptionsOf(line),
    ...(counted?.lineDiscount === undefined ? {} : { lineDiscount: counted.lineDiscount }),
    ...(counted?.basketDiscount === undefined ? {} : { basketDiscount: counted.basketDiscount }),
    ...(recall === undefined ? {} : { recall: { ...recall, lots: [...recall.lots] } }),
    ...(catalogue === undefined ? {} : overtakenBy(catalogue, line)),
  }
}

/** What a person or a label did to a line. */
function exceptionsOf({ override, discount, weighed, tare, embedded, fixedGross, department, lot, expiry, serial, minimumAge, noDiscount, link }: ItemLine): Partial<ItemLineView> {
  return {
    ...(override === undefined ? {} : { override: { price: { minor: override.price.minor, per: override.price.per }, reason: override.reason } }),
    ...(discount === undefined ? {} : { discountRule: discountViewOf(discount) }),
    ...(weighed === undefined ? {} : { weighed }),
    ...(tare === undefined ? {} : { tare: { ...tare } }),
    ...(embedded === undefined ? {} : { embedded: { ...embedded } }),
    ...(fixedGross === undefined ? {} : { fixedPrice: true }),
    ...(department === undefined ? {} : { department }),
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    ...(noDiscount === undefined ? {} : { noDiscount }),
    ...(link === undefined ? {} : { linkedTo: link.to }),
  }
}

function discountViewOf(discount: Discount): DiscountView {
  return { ...discount }
}

/** A line keeps the price the customer was told; that the catalogue's is another by now, the cashier should see. */
function overtakenBy(catalogue: RegisterReader, { itemId, price, fixedGross, department }: ItemLine): Pick<ItemLineView, 'priceChanged' | 'priceNow'> {
  if (fixedGross !== undefined || department !== undefined) return {}
  const now = catalogue.itemById(itemId)?.price
  if (now === undefined) return { priceChanged: true }
  return now.minor === price.minor && now.per === price.per ? {} : { priceChanged: true, priceNow: { minor: now.minor, per: now.per } }
}
