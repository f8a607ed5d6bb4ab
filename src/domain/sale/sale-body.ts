import { ageCheckOf, chargedPrice, type Basket, type Discount, type ItemLine } from '../basket/index.ts'
import { nameIn } from '../catalogue/index.ts'
import { minor, type Minor } from '../money/index.ts'
import { type PricedBasket, type PricedLine } from '../pricing/index.ts'
import { type TenderLine } from '../tender/index.ts'
import { saleLiabilities } from './liabilities.ts'
import { movementsOf } from './movements.ts'
import { type SaleBody, type SaleLine } from './sale.ts'

export interface CompletedSale {
  readonly saleId: string
  readonly number: string
  readonly basket: Basket
  readonly priced: PricedBasket
  readonly tenders: readonly TenderLine[]
  readonly change: Minor
  /** Where cash was rounded: what was paid for the total. */
  readonly payable?: Minor
  /** BCP 47 tag of the names on the receipt: the store's language. */
  readonly language: string
  readonly taxPackId: string
  readonly settledBy?: string
  /** Of the entry that this becomes. A line that was priced with another says so. */
  readonly catalogueVersion?: number
}

function ppmOf(discount: Discount): number | undefined {
  return discount.kind === 'percent' ? discount.ppm : undefined
}

/** What a person or a label did to the line. A discount that came to nothing (of a free item) is in the trail alone. */
function exceptions(line: ItemLine, priced: PricedLine): Partial<SaleLine> {
  const { override, discount, weighed, tare, embedded, department, lot, expiry, serial, minimumAge, noDiscount, link } = line
  const ppm = discount && ppmOf(discount)
  return {
    ...(override === undefined ? {} : { cataloguePrice: line.price, overrideReason: override.reason }),
    ...(discount === undefined || priced.lineDiscount === undefined
      ? {}
      : { lineDiscount: priced.lineDiscount, discountReason: discount.reason, ...(ppm === undefined ? {} : { discountPpm: ppm }) }),
    ...(priced.basketDiscount === undefined ? {} : { basketDiscount: priced.basketDiscount }),
    ...(weighed === undefined ? {} : { weighed }),
    ...(tare === undefined ? {} : { tare }),
    ...(embedded === undefined ? {} : { embedded }),
    ...(department === undefined ? {} : { department }),
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    ...(noDiscount === undefined ? {} : { noDiscount: 1 as const }),
    ...(link === undefined ? {} : { linkedTo: link.to }),
  }
}

/** Open baskets keep the prices they were rung up with: which those are, the entry alone would say wrong. */
function pricedWith(line: ItemLine, basket: Basket, entry: number | undefined): Pick<SaleLine, 'catalogueVersion'> {
  const version = line.catalogueVersion ?? basket.catalogueVersion
  return entry === undefined || version === entry ? {} : { catalogueVersion: version }
}

function wholeDiscount({ discount }: Basket, { basketDiscount }: PricedBasket): Pick<SaleBody, 'basketDiscount'> {
  if (discount === undefined || basketDiscount === undefined) return {}
  const ppm = ppmOf(discount)
  return { basketDiscount: { amount: basketDiscount, reason: discount.reason, ...(ppm === undefined ? {} : { ppm }) } }
}

function saleLine(line: ItemLine, priced: PricedLine, language: string): SaleLine {
  return {
    lineNo: line.lineNo,
    itemId: line.itemId,
    sku: line.sku,
    name: nameIn(line.names, language),
    ...(line.barcode === undefined ? {} : { barcode: line.barcode }),
    quantity: line.quantity,
    unit: line.unit,
    price: chargedPrice(line),
    gross: priced.gross,
    discount: priced.discount,
    total: priced.total,
    taxClass: line.taxClass,
    rate: priced.rate,
    ...(priced.taxGroup === undefined ? {} : { taxGroup: priced.taxGroup }),
    tax: priced.tax,
    ...exceptions(line, priced),
  }
}

/** Freezes a priced and settled basket. Throws when `priced` names a line the basket does not have: the two are not of one basket. */
export function saleBody({ saleId, number, basket, priced, tenders, change, payable, language, taxPackId, settledBy, catalogueVersion }: CompletedSale): SaleBody {
  const items = new Map<number, ItemLine>()
  for (const line of basket.lines) if (line.kind === 'item' && !line.removed) items.set(line.lineNo, line)
  const lines = priced.lines.map((pricedLine) => {
    const line = items.get(pricedLine.lineNo)
    if (line === undefined) throw new Error(`line ${pricedLine.lineNo} was priced but is not in basket ${basket.id}`)
    return { ...saleLine(line, pricedLine, language), ...pricedWith(line, basket, catalogueVersion) }
  })
  const ageCheck = ageCheckOf(basket)
  return {
    saleId,
    number,
    basketId: basket.id,
    openedAt: basket.openedAt,
    ...(settledBy === undefined ? {} : { settledBy }),
    ...(basket.customer === undefined ? {} : { customer: basket.customer }),
    currency: priced.currency,
    taxPack: taxPackId,
    lines,
    taxes: priced.taxes,
    subtotal: priced.subtotal,
    discount: priced.discount,
    ...wholeDiscount(basket, priced),
    tax: priced.tax,
    total: minor(priced.total - (priced.owed ?? 0)),
    ...saleLiabilities(basket, language),
    ...(payable === undefined ? {} : { payable }),
    tenders,
    change,
    movements: movementsOf(lines),
    ...(ageCheck === undefined ? {} : { ageCheck }),
    trail: basket.trail,
  }
}
