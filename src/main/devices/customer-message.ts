import { sumOfWays, type CustomerLine, type CustomerView } from '../../contracts/ipc/index.ts'
import { type DisplayLamp, type DisplayMessage, type DisplayRow } from '../../drivers/customer-display/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { customerWords, type CustomerWords } from '../words/index.ts'

/**
 * The same in two rows of twenty, or one number. `settled`: nothing was rung up for a while, and what stands there until it
 * is paid is the total. Amounts without a symbol: the shop has one currency, and no display has every symbol.
 */
export function customerMessage(view: CustomerView, settled: boolean, language: string): DisplayMessage {
  const words = customerWords(language)
  const text = (amount: number): string => decimalText(minor(amount), view.currency)
  const amount = (value: number, lamp: DisplayLamp) => ({ amount: { text: text(value), lamp } })

  if (view.phase === 'idle') return { rows: [{ left: short(view.storeName) }, { left: words.welcome }] }
  if (view.phase === 'finished') {
    if (view.payBack !== undefined) return { rows: [{ left: backBy(view.payBack, words), right: text(sumOf(view.payBack)) }, { left: words.thanks }], ...amount(sumOf(view.payBack), 'change') }
    const { cash, card, wallet, change } = view.paid ?? { cash: 0, card: 0, wallet: 0, change: 0 }
    const money = view.paid === undefined ? 0 : sumOfWays(view.paid)
    const used = [...(cash === 0 ? [] : [words.cash]), ...(card === 0 ? [] : [words.card]), ...(wallet === 0 ? [] : [words.wallet]), ...(money === cash + card + wallet ? [] : [words.paid])]
    // A till just started knows no ways: "Paid 0.00" would be read as a quarrel.
    const given = { left: used.length === 1 ? (used[0] ?? words.paid) : words.paid, right: text(money === 0 ? Math.max(0, view.total) : money) }
    // Only cash gives any back, and "0.00" beside nothing would only be read twice.
    if (cash === 0 && change === 0) return { rows: [given, { left: words.thanks }], ...amount(money, 'collect') }
    return { rows: [given, { left: words.change, right: text(change) }], ...amount(change, 'change') }
  }
  // What the shop owes has a word of its own and no minus: a display of one number has a lamp for money that is handed out.
  const back = view.payBack === undefined ? undefined : sumOf(view.payBack)
  const due = view.due ?? view.total
  const total = back === undefined ? { left: words.total, right: text(due) } : { left: words.youGet, right: text(back) }
  const last = view.lines.find(({ lineNo }) => lineNo === view.lastLineNo)
  if (last === undefined || settled) return { rows: [firstRow(view, words, text), total], ...(back === undefined ? amount(due, 'total') : amount(back, 'change')) }
  const name = nameOf(last, language)
  return { rows: [{ left: last.returned === true ? `${words.returning} ${name}` : name, right: text(last.total) }, total], ...amount(last.total, 'price') }
}

/** Above the total: what came back of it, what was saved, or how many goods there are. */
function firstRow({ returned, itemCount, discount }: CustomerView, words: CustomerWords, text: (amount: number) => string): DisplayRow {
  if (returned !== undefined) return itemCount === 0 ? { left: words.itemsBack(returned.itemCount) } : { left: words.returned, right: text(0 - returned.total) }
  return discount > 0 ? { left: words.youSave, right: text(discount) } : { left: words.items(itemCount) }
}

type Ways = NonNullable<CustomerView['payBack']>
const sumOf = sumOfWays

/** By the one way it took; by several, or by one without a word of its own, it only says that it was paid back. */
function backBy(money: Ways, words: CustomerWords): string {
  const { cash, card, wallet } = money
  if (sumOfWays(money) !== cash + card + wallet) return words.paidBack
  const used = [...(cash === 0 ? [] : [words.cashBack]), ...(card === 0 ? [] : [words.cardBack]), ...(wallet === 0 ? [] : [words.walletBack])]
  return used.length === 1 ? (used[0] ?? words.paidBack) : words.paidBack
}

/** No row is longer, and what crosses to the drivers has a limit. */
const short = (text: string): string => text.slice(0, 200)

/** "3 x Butter croissant". A weight has no room beside a name. */
function nameOf({ names, quantity, unit }: CustomerLine, language: string): string {
  const name = short(nameIn(names, language))
  return unit === 'each' && quantity > onePiece && quantity % onePiece === 0 ? `${quantity / onePiece} x ${name}` : name
}
