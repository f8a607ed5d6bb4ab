import { type CustomerLine, type CustomerView } from '../../contracts/ipc/index.ts'
import { type DisplayLamp, type DisplayMessage } from '../../drivers/customer-display/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { onePiece } from '../../domain/quantity/index.ts'
import { customerWords } from '../words/index.ts'

/**
 * The same in two rows of twenty, or one number. `settled`: nothing was rung up for a while, and what stands there until it
 * is paid is the total. Amounts without a symbol: the shop has one currency, and no display has every symbol.
 */
export function customerMessage(view: CustomerView, settled: boolean, language: string): DisplayMessage {
  const words = customerWords(language)
  const text = (amount: number): string => decimalText(minor(amount), view.currency)
  const amount = (value: number, lamp: DisplayLamp) => ({ amount: { text: text(value), lamp } })
  const total = { left: words.total, right: text(view.total) }

  if (view.phase === 'idle') return { rows: [{ left: short(view.storeName) }, { left: words.welcome }] }
  if (view.phase === 'finished') {
    const { cash, card, wallet, change } = view.paid ?? { cash: 0, card: 0, wallet: 0, change: 0 }
    const used = [...(cash === 0 ? [] : [words.cash]), ...(card === 0 ? [] : [words.card]), ...(wallet === 0 ? [] : [words.wallet])]
    const given = { left: used.length === 1 ? (used[0] ?? words.paid) : words.paid, right: text(cash + card + wallet) }
    // Only cash gives any back, and "0.00" beside nothing would only be read twice.
    if (cash === 0) return { rows: [given, { left: words.thanks }], ...amount(card + wallet, 'collect') }
    return { rows: [given, { left: words.change, right: text(change) }], ...amount(change, 'change') }
  }
  const last = view.lines.find(({ lineNo }) => lineNo === view.lastLineNo)
  if (last === undefined || settled) {
    const first = view.discount > 0 ? { left: words.youSave, right: text(view.discount) } : { left: words.items(view.itemCount) }
    return { rows: [first, total], ...amount(view.total, 'total') }
  }
  return { rows: [{ left: nameOf(last, language), right: text(last.total) }, total], ...amount(last.total, 'price') }
}

/** No row is longer, and what crosses to the drivers has a limit. */
const short = (text: string): string => text.slice(0, 200)

/** "3 x Butter croissant". A weight has no room beside a name. */
function nameOf({ names, quantity, unit }: CustomerLine, language: string): string {
  const name = short(nameIn(names, language))
  return unit === 'each' && quantity > onePiece && quantity % onePiece === 0 ? `${quantity / onePiece} x ${name}` : name
}
