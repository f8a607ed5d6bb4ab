import { type Input, type TaxesView } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { canonicalValue } from '../../domain/journal/index.ts'
import { taxRatesId } from '../../domain/settings/index.ts'
import { rateToAdd, rateWord, withoutRate, type AddedRate } from '../../domain/tax/index.ts'
import { hasRight, keptAmong, taxesViewOf, taxPackOf } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

interface RateChange {
  readonly type: 'tax.rateAdded' | 'tax.rateWithdrawn'
  readonly rate: AddedRate
  /** All that are kept afterwards. */
  readonly taxRates: readonly AddedRate[]
}

/** The change and its entry in one transaction. The entry says the rate whole: of one that was withdrawn nothing else is left. */
function changeRates(context: CommandContext, ofClass: string, change: (businessDate: string) => Result<RateChange>): Result<TaxesView> {
  const { database, request, seat } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    const operator = hasRight(database, seat, 'changeTaxRates', moment)
    if (!operator.ok) return operator
    const businessDate = businessDateAt(context, moment)
    if (database.requestSeen(request)) return accept(taxesViewOf(database, businessDate))
    const kept = keptAmong(database, [taxRatesId(database.facts().taxPack, ofClass)])
    if (kept !== undefined) return kept
    const changed = change(businessDate)
    if (!changed.ok) return changed
    const { type, rate, taxRates } = changed.value
    database.saveFacts({ taxRates })
    const { pack, taxClass, from, parts } = rate
    const body = { pack, taxClass, startsOn: from, rate: rate.rate, ...(parts === undefined ? {} : { parts, spelt: rateWord(rate) }) }
    database.append(moment, { type, schemaVersion: 1, businessDate, operator: operator.value.id, body: canonicalValue(body) })
    database.rememberRequest(request)
    return accept(taxesViewOf(database, businessDate))
  })
}

/** Baskets of that business date and after are taxed with it, without a restart. */
export function addTaxRate(context: CommandContext, asked: Input<'add-tax-rate'>): Result<TaxesView> {
  return changeRates(context, asked.taxClass, (businessDate) => {
    const facts = context.database.facts()
    const rate = rateToAdd(taxPackOf(facts), asked, businessDate)
    return rate.ok ? accept({ type: 'tax.rateAdded', rate: rate.value, taxRates: [...(facts.taxRates ?? []), rate.value] }) : rate
  })
}

export function withdrawTaxRate(context: CommandContext, { taxClass, from }: Input<'withdraw-tax-rate'>): Result<TaxesView> {
  return changeRates(context, taxClass, (businessDate) => {
    const { taxPack: pack, taxRates = [] } = context.database.facts()
    const left = withoutRate(taxRates, { pack, taxClass, from }, businessDate)
    if (!left.ok) return left
    const rate = taxRates.find((one) => !left.value.includes(one))
    if (rate === undefined) throw new Error('a rate was withdrawn and none is gone')
    return accept({ type: 'tax.rateWithdrawn', rate, taxRates: left.value })
  })
}
