import { type Said } from './report-days.fixture.ts'

type Fields = Readonly<Record<string, unknown>>
type Figures = Readonly<Record<string, number>>

const number = (value: unknown): number => Number(value ?? 0)
const listOf = (value: unknown): readonly Fields[] => (value ?? []) as readonly Fields[]
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const fields = (value: unknown): Fields => (value ?? {}) as Fields

/** `sold`, `refunded` or `voided`, and what stays of it. */
function money({ type, body }: Said, amount: number): Figures {
  if (type === 'sale.completed') return { sold: amount, net: amount }
  return body['kind'] === 'void' ? { voided: amount, net: -amount } : { refunded: amount, net: -amount }
}

function goods(said: Said, isOf: (itemId: string) => boolean): Figures {
  const own = listOf(said.body['lines']).filter(({ itemId }) => isOf(String(itemId)))
  const pieces = sum(own.map(({ quantity }) => number(quantity)))
  return { ...money(said, sum(own.map((line) => number(line['total'])))), quantity: said.type === 'sale.completed' ? pieces : -pieces }
}

/** Of one tender: foreign notes at their worth and their change in home cash, vouchers by kind, and what is owed under the tender that it pays by. */
function tender(key: string, { type, body }: Said): Figures {
  const tenders = listOf(body['tenders'])
  const isOf = (one: Fields): boolean => key === (one['type'] === 'foreignCash' ? `foreignCash:${String(one['currency'])}` : one['type'] === 'voucher' ? `voucher:${String(fields(one['voucher'])['kind'])}` : one['type'])
  const own = sum(tenders.filter(isOf).map((one) => number(one['type'] === 'foreignCash' ? one['worth'] : one['amount'])))
  if (key === 'rounding') return type === 'sale.completed' ? { taken: own, net: own } : { taken: -own, net: -own }
  if (type === 'sale.completed') {
    const change = key === 'cash' ? sum(tenders.filter((one) => one['type'] === 'foreignCash').map((one) => number(one['change']))) : 0
    const put = sum(listOf(body['liabilities']).filter(({ owes }) => key === (fields(owes)['kind'] === 'accountPayment' ? 'account' : fields(owes)['kind'])).map(({ amount }) => number(amount)))
    return { taken: own - change, given: put, net: own - change - put }
  }
  // Taken off a card again it is owed no longer, as a deposit is that was given back.
  const off = type === 'refund.completed' ? sum(listOf(body['liabilities']).filter(({ owes }) => fields(owes)['kind'] === key).map(({ amount }) => number(amount))) : 0
  const settled = type === 'layAway.cancelled' && key === 'deposit' ? number(body['amount']) : off
  return { taken: settled, given: own, net: settled - own }
}

function discount(key: string, { body }: Said): Figures {
  const [of, reason] = key.split(':')
  const lines = listOf(body['lines'])
  if (of === 'override') {
    const own = lines.filter(({ overrideReason }) => overrideReason === reason)
    return { count: own.length, off: sum(own.map((line) => (number(fields(line['cataloguePrice'])['minor']) * number(line['quantity'])) / number(fields(line['cataloguePrice'])['per']) - number(line['gross']))) }
  }
  const own = [...lines.filter(({ lineDiscount, discountReason }) => lineDiscount !== undefined && discountReason === reason).map(({ lineDiscount }) => number(lineDiscount)), ...(fields(body['basketDiscount'])['reason'] === reason ? [number(fields(body['basketDiscount'])['amount'])] : [])]
  return { count: own.length, off: sum(own) }
}

function act({ type, body }: Said): Figures {
  const amount = number(body['total'])
  if (type === 'basket.cancelled') return { cancelled: 1, dropped: amount }
  return body['kind'] === 'void' ? { voids: 1, voided: amount } : { refunds: 1, refunded: amount }
}

/** What a document is worth to each column of a row, read off its own body by somebody who knows no ledger. A column not named is not told here. */
export function worthOf(kind: string, key: string, said: Said): Figures {
  const { type, body } = said
  const sign = type === 'sale.completed' ? 1 : -1
  switch (kind) {
    case 'hour':
    case 'operator':
      return { documents: 1, ...money(said, number(body['total'])) }
    case 'item':
    case 'category':
      if (key === 'taxOnTop') return money(said, number(body['total']) - sum(listOf(body['lines']).map((line) => number(line['total']))))
      return goods(said, (itemId) => key === (kind === 'item' ? `item:${itemId}` : itemId === 'tea' ? 'category:drinks' : 'none'))
    case 'tender':
      return tender(key, said)
    case 'tax': {
      const own = listOf(body['taxes']).filter(({ rate }) => String(rate) === key)
      const [base, tax] = [sum(own.map(({ net }) => sign * number(net))), sum(own.map((one) => sign * number(one['tax'])))]
      return { base, tax, net: base + tax }
    }
    case 'discount':
      return discount(key, said)
    case 'void':
      return act(said)
    case 'noSale':
      return { count: 1 }
    default:
      throw new Error(kind)
  }
}
