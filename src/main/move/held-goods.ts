import { type LayAwayDeposit, type NewItem } from '../../db/index.ts'
import { type BasketLine, type TrailStep } from '../../domain/basket/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { type EntryContent } from '../../domain/journal/index.ts'

/** Goods that somebody's customer comes back for: a held sale, or goods laid aside for a deposit. */
export interface HeldGoods {
  readonly basketId: string
  readonly openedAt: number
  readonly businessDate: string
  readonly lines: readonly BasketLine[]
  readonly trail: readonly TrailStep[]
  readonly operatorId: string
  readonly at: number
  readonly label?: string
  readonly layAway?: { readonly id: string; readonly customerId?: string; readonly deposits: readonly LayAwayDeposit[] }
}

interface SuspendedBody {
  readonly basketId: string
  readonly label?: string
  readonly openedAt: number
  readonly lines: readonly { readonly lineNo: number; readonly itemId?: string; readonly quantity?: number; readonly total?: number; readonly catalogueVersion?: number }[]
  readonly trail: readonly TrailStep[]
}

/** What stands held at the end of a journal: its entry says what was in it, and the catalogue of what was sold says how it is called and taxed. */
export function heldGoods() {
  const held = new Map<string, { readonly content: Pick<EntryContent, 'at' | 'businessDate' | 'operator' | 'catalogueVersion'>; readonly body: SuspendedBody }>()
  const layAways = new Map<string, { readonly basketId: string; readonly customerId?: string }>()
  const deposits = new Map<string, LayAwayDeposit[]>()

  function isLaidAside(basketId: string): boolean {
    return [...layAways.values()].some((one) => one.basketId === basketId)
  }

  return {
    suspended(content: Pick<EntryContent, 'at' | 'businessDate' | 'operator' | 'catalogueVersion'>, body: SuspendedBody): void {
      held.set(body.basketId, { content, body })
    },
    /** Back at a counter: what was laid aside stays its customer's until it is sold. */
    resumed({ basketId }: { readonly basketId: string }): void {
      if (!isLaidAside(basketId)) held.delete(basketId)
    },
    made({ layAwayId, basketId, customer }: { readonly layAwayId: string; readonly basketId: string; readonly customer?: string }): void {
      layAways.set(layAwayId, { basketId, ...(customer === undefined ? {} : { customerId: customer }) })
    },
    ended({ basketId = '', layAwayId = '' }: { readonly basketId?: string; readonly layAwayId?: string }): void {
      held.delete(basketId)
      layAways.delete(layAwayId)
    },
    sold({ basketId, saleId, tenders, liabilities = [] }: SaleBody): void {
      held.delete(basketId)
      for (const [id, one] of layAways) if (one.basketId === basketId) layAways.delete(id)
      const inCash = tenders.every(({ type }) => type === 'cash' || type === 'foreignCash' || type === 'rounding')
      for (const { owes, amount } of liabilities) if (owes.kind === 'deposit') deposits.set(owes.layAwayId, [...(deposits.get(owes.layAwayId) ?? []), { saleId, amount, inCash }])
    },
    /** In the order they were put aside. A held sale with anything in it that no sale tells of is rung up again by hand; what a deposit was paid for is kept in any case. */
    all(goods: readonly NewItem[], language: string): readonly HeldGoods[] {
      const items = new Map(goods.map(({ item }) => [item.id, item]))
      return [...held.values()].flatMap(({ content, body }): HeldGoods[] => {
        const [layAwayId, layAway] = [...layAways].find(([, { basketId }]) => basketId === body.basketId) ?? []
        const lines = body.lines.flatMap(({ lineNo, itemId, quantity = 0, total = 0, catalogueVersion = content.catalogueVersion }): BasketLine[] => {
          const item = itemId === undefined ? undefined : items.get(itemId)
          if (itemId === undefined || quantity <= 0 || (item === undefined && layAway === undefined)) return []
          // What it came to when it was put aside, with every discount: that is what its customer was told.
          const price = { minor: minor(total), per: thousandths(quantity) }
          const { sku, names, unit, taxClass } = item ?? { sku: itemId, names: { [language]: `#${itemId.slice(-4).toUpperCase()}` }, unit: 'each' as const, taxClass: 'standard' }
          return [{ kind: 'item', lineNo, itemId, sku, names, quantity: thousandths(quantity), unit, price, taxClass, removed: false, catalogueVersion }]
        })
        if (lines.length === 0 || (layAway === undefined && lines.length < body.lines.length)) return []
        return [
          {
            basketId: body.basketId, openedAt: body.openedAt, businessDate: content.businessDate, lines, trail: body.trail, operatorId: content.operator, at: content.at,
            ...(body.label === undefined ? {} : { label: body.label }),
            ...(layAwayId === undefined ? {} : { layAway: { id: layAwayId, deposits: deposits.get(layAwayId) ?? [], ...(layAway?.customerId === undefined ? {} : { customerId: layAway.customerId }) } }),
          },
        ]
      })
    },
  }
}

