import { type BasketView, type Input } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { blockedRefusal } from './blocked.ts'
import { leftToPay } from './cash.ts'
import { type Work } from './screen-state.ts'

type Taken = Input<'take-tender'>['tender']
export type TenderActs = ReturnType<typeof createTenderActs>

/** The line that would be handed back first: the one taken last. */
export function keptLast(basket: BasketView | undefined): string | undefined {
  // What was paid before for goods laid aside goes with them, and is handed back by no key.
  return basket?.tenders?.findLast(({ layAway }) => layAway === undefined)?.id
}

/** A part of what is due, kept with the basket in the core: what is shown of it is what is on disk. */
export function createTenderActs({ store, set, enqueue, send, sendOrTell, object, refused, sounds }: ActKit, settled: () => void) {
  function take(basket: BasketView, tender: Taken): void {
    if (store.getState().paying) return
    set({ paying: true })
    enqueue(async () => {
      const answer = await send('take-tender', { basketId: basket.id, revision: basket.revision, tender })
      set({ paying: false })
      if (!answer.ok) refused(answer.refusal)
      // Where it covered the rest, the sale is done; else what is left to pay stands on the payment view.
      else set({ entry: '', work: { kind: answer.value.basket === undefined ? 'sell' : 'tender' } })
      settled()
    })
  }

  function chooseKind(index: number): void {
    const { work, register } = store.getState()
    const kind = register?.voucherKinds?.[index]
    if (work.kind === 'voucher' && kind !== undefined) set({ work: { ...work, voucherKind: kind.id }, notice: undefined })
  }

  return {
    takeTender: take,
    /** A way to pay that has a view of its own: one step back is the payment. */
    isBeside: (work: Work): boolean => work.kind === 'voucher' || (work.kind === 'storedValue' && work.does === 'spend'),
    /** What is typed is so much of the currency whose key was pressed. */
    payForeign: (index: number) => {
      const { counter, register, entry } = store.getState()
      const taken = register?.currenciesTaken?.[index]
      const basket = counter?.basket
      if (taken === undefined || basket === undefined) return
      const received = parseAmount(entry, taken.currency)
      if (received === undefined || received <= 0) object({ words: 'notice.notAnAmount' })
      else take(basket, { type: 'foreignCash', currency: taken.currency, received })
    },
    /** What is typed of it, or all that is left; owed by the customer on the basket. */
    payOnAccount: () => {
      const { counter, entry } = store.getState()
      const basket = counter?.basket
      if (counter === undefined || basket?.customer?.account === undefined) {
        refused({ code: 'account.none' })
        return
      }
      const amount = entry === '' ? leftToPay(basket).total : parseAmount(entry, counter.currency)
      if (amount === undefined || amount <= 0) object({ words: 'notice.notAnAmount' })
      else take(basket, { type: 'account', amount })
    },
    openVoucher: () => {
      const { counter, register, paying } = store.getState()
      const [kind] = register?.voucherKinds ?? []
      if (paying || kind === undefined || counter?.basket === undefined) return
      const blocked = blockedRefusal(counter.basket)
      if (blocked === undefined) set({ work: { kind: 'voucher', voucherKind: kind.id }, entry: '', notice: undefined })
      else refused(blocked)
    },
    chooseVoucherKind: chooseKind,
    moveVoucherKind: (by: 1 | -1) => {
      const { work, register } = store.getState()
      const kinds = register?.voucherKinds ?? []
      if (work.kind === 'voucher') chooseKind((kinds.findIndex(({ id }) => id === work.voucherKind) + by + kinds.length) % kinds.length)
    },
    /** A scan on the voucher's view is its number. True when it was taken as that. */
    takeVoucherScan: (code: string): boolean => {
      const { work } = store.getState()
      if (work.kind !== 'voucher') return false
      // A second scan is another voucher's, or the same twice: what is typed of the value is kept apart from it.
      if (work.number === undefined) set({ work: { ...work, number: code }, entry: '', notice: undefined })
      else sounds.attention()
      return true
    },
    /** Enter: the number is there, then what the voucher says. */
    voucherNext: () => {
      const { work, entry, counter } = store.getState()
      const basket = counter?.basket
      if (work.kind !== 'voucher' || basket === undefined || counter === undefined) return
      if (work.number === undefined) {
        if (entry.trim() !== '') set({ work: { ...work, number: entry.trim() }, entry: '', notice: undefined })
        return
      }
      const faceValue = parseAmount(entry, counter.currency)
      if (faceValue === undefined || faceValue <= 0) object({ words: 'notice.notAnAmount' })
      else take(basket, { type: 'voucher', kind: work.voucherKind, number: work.number, faceValue })
    },
    handBack: (tenderId: string | undefined) => {
      if (tenderId === undefined) return
      enqueue(async () => {
        const basket = store.getState().counter?.basket
        if (basket === undefined) return
        const type = basket.tenders?.find(({ id }) => id === tenderId)?.type
        const done = await sendOrTell('remove-tender', { basketId: basket.id, revision: basket.revision, tenderId })
        if (done && type !== undefined) set({ entry: '', notice: { words: `tender.handBack.${type}`, calm: true } })
      })
    },
  }
}
