import { type TFunction } from 'i18next'
import { type ReturnedView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { formatMoney } from '../ui/index.ts'

/** Why what comes back cannot be completed as it stands, with the amounts that its sentence needs; empty where nothing is in the way. */
export function problemText(t: TFunction, { problem, cardSpent }: Pick<ReturnedView, 'problem' | 'cardSpent'>, currency: CurrencyCode): string {
  if (problem === undefined) return ''
  return t(`refusal.${problem}`, cardSpent === undefined ? {} : { due: formatMoney(cardSpent.due, currency), spent: formatMoney(cardSpent.spent, currency) })
}
