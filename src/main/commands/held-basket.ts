import { type Operator, type StoredBasket } from '../../db/index.ts'
import { type TrailStep } from '../../domain/basket/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { type Liability } from '../../domain/liability/index.ts'
import { priceStored } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

type SuspendedLine =
  | { readonly lineNo: number; readonly owes: Liability; readonly amount: number }
  | { readonly lineNo: number; readonly owes: Liability; readonly takenBack: number; readonly saleId: string }
  | ({ readonly lineNo: number; readonly itemId: string } & ({ readonly quantity: number; readonly total: number; readonly catalogueVersion?: number } | { readonly returned: number; readonly saleId?: string }))

export interface Holding {
  readonly basket: StoredBasket
  readonly operator: Operator
  /** What it comes to. */
  readonly total: number
  readonly act: TrailStep['act']
  readonly label?: string
  /** Another part of the act remembers its request. */
  readonly isPart?: true
  /** What else the entry says. */
  readonly said?: Readonly<Record<string, string>>
}

function linesOf({ database }: CommandContext, basket: StoredBasket): SuspendedLine[] {
  const facts = database.facts()
  const priced = priceStored(basket, facts)
  const figured = priced.ok ? priced.value.lines : []
  return basket.lines.flatMap((line): SuspendedLine[] => {
    const figures = figured.find(({ lineNo }) => lineNo === line.lineNo)
    if (line.kind === 'return' && !line.removed) return [{ lineNo: line.lineNo, itemId: line.itemId, returned: line.quantity, ...(line.origin === undefined ? {} : { saleId: line.origin.saleId }) }]
    if (line.kind === 'takenBack' && !line.removed) return [{ lineNo: line.lineNo, takenBack: line.amount, owes: line.owes, saleId: line.origin.saleId }]
    if (line.kind === 'liability' && !line.removed) return [{ lineNo: line.lineNo, owes: line.owes, amount: line.amount }]
    if (line.kind !== 'item' || figures === undefined) return []
    const { catalogueVersion = basket.catalogueVersion } = line
    return [{ lineNo: line.lineNo, itemId: line.itemId, quantity: line.quantity, total: figures.total, ...(catalogueVersion === facts.catalogueVersion ? {} : { catalogueVersion }) }]
  })
}

/** Off its seat and kept, with its entry: what was in it and what it came to. Inside a unit of work. */
export function holdBasket(context: CommandContext, { basket, operator, total, act, label, isPart, said = {} }: Holding): void {
  const { database, request } = context
  const moment = context.moment()
  const named = label === undefined ? {} : { label }
  const step = { at: moment.at, operator: operator.id, act }
  database.append(moment, {
    type: 'basket.suspended',
    schemaVersion: 1,
    businessDate: businessDateAt(context, moment),
    operator: operator.id,
    body: canonicalValue({ basketId: basket.id, ...named, ...said, openedAt: basket.openedAt, lines: linesOf(context, basket), total, trail: [...basket.trail, step] }),
  })
  database.suspendBasket(basket.id, { ...named, operatorId: operator.id, at: moment.at }, step, isPart === undefined ? request : undefined)
}

export interface TakingUp {
  readonly basketId: string
  readonly operator: Operator
  readonly act: TrailStep['act']
  readonly isPart?: true
  readonly said?: Readonly<Record<string, string>>
}

/** Onto this seat, which has none, with its entry. Inside a unit of work; throws for one that is not put aside. */
export function takeUpBasket({ database, seat, request, ...context }: CommandContext, { basketId, operator, act, isPart, said = {} }: TakingUp): void {
  const suspended = database.basket(basketId)?.suspended
  if (suspended === undefined) throw new Error(`basket ${basketId} is not put aside`)
  const moment = context.moment()
  database.append(moment, {
    type: 'basket.resumed',
    schemaVersion: 1,
    businessDate: businessDateAt({ database }, moment),
    operator: operator.id,
    body: { basketId, seat, ...said, suspendedAt: suspended.at, suspendedBy: suspended.operatorId },
  })
  database.resumeBasket(basketId, seat, { at: moment.at, operator: operator.id, act }, isPart === undefined ? request : undefined)
  // The last sale leaves the view, as it does when a basket opens.
  database.setSeat({ seat, operatorId: operator.id, basketId })
}
