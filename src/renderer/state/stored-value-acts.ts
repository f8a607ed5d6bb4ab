import { type BasketView, type Input } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type Api } from './api.ts'
import { type ActKit } from './act-kit.ts'
import { blockedRefusal } from './blocked.ts'
import { leftToPay } from './cash.ts'

export type StoredValueActs = ReturnType<typeof createStoredValueActs>

/** Gift cards and store credit at the counter: money put on a card, what is on it, and paying with it. */
export function createStoredValueActs({ store, set, enqueue, sendOrTell, object, refused, sounds, go }: ActKit, api: Pick<Api, 'call'>, take: (basket: BasketView, tender: Input<'take-tender'>['tender']) => void) {
  /** What is on it, before anybody says how much: a cashier who types first asks the customer twice. */
  function ask(text: string): void {
    enqueue(async () => {
      const { work: asking, counter } = store.getState()
      const due = asking.kind === 'storedValue' && asking.does === 'spend' && counter?.basket !== undefined ? leftToPay(counter.basket).total : 0
      const answer = await api.call('ask-stored-value', { number: text, ...(due > 0 ? { spend: due } : {}) })
      const { work } = store.getState()
      if (work.kind !== 'storedValue' || work.number !== undefined) return
      if (answer.ok) set({ work: { ...work, number: text, known: answer.value }, entry: '', notice: undefined })
      else refused(answer.refusal)
    })
  }

  function putOn(number: string, amount: number): void {
    enqueue(async () => {
      if (await sendOrTell('sell-gift-card', { number, amount })) {
        if (store.getState().work.kind === 'storedValue') set({ work: { kind: 'sell' }, entry: '' })
      }
    })
  }

  return {
    openGiftCard: () => go({ kind: 'storedValue', does: 'putOn' }),
    openStoredValue: () => {
      const { counter, paying } = store.getState()
      if (paying || counter?.basket === undefined) return
      const blocked = blockedRefusal(counter.basket)
      if (blocked === undefined) set({ work: { kind: 'storedValue', does: 'spend' }, entry: '', notice: undefined })
      else refused(blocked)
    },
    /** A scan on this view is its number. True when it was taken as that. */
    takeStoredValueScan: (code: string): boolean => {
      const { work } = store.getState()
      if (work.kind !== 'storedValue') return false
      if (work.number === undefined) ask(code)
      else sounds.attention()
      return true
    },
    /** Enter: the number, then how much. Without an amount a card pays as much as there is. */
    storedValueNext: () => {
      const { work, entry, counter } = store.getState()
      if (work.kind !== 'storedValue' || counter === undefined) return
      if (work.number === undefined) {
        if (entry.trim() !== '') ask(entry.trim())
        return
      }
      const amount = parseAmount(entry, counter.currency)
      const asMuchAsThereIs = work.does === 'spend' && entry === ''
      if (!asMuchAsThereIs && (amount === undefined || amount <= 0)) object({ words: 'notice.notAnAmount' })
      else if (work.does === 'putOn') putOn(work.number, amount ?? 0)
      else if (counter.basket !== undefined) take(counter.basket, { type: 'storedValue', number: work.number, ...(asMuchAsThereIs || amount === undefined ? {} : { amount }) })
    },
  }
}
