import { expect, test, vi } from 'vitest'
import { type KeptTenderView } from '../../contracts/ipc/index.ts'
import { basketOf, counterOf, screen } from './screen.fixture.ts'
import { settled } from './shift.fixture.ts'

const cash: KeptTenderView = { id: 't1', type: 'cash', amount: 500 }
const deposit: KeptTenderView = { id: 't2', type: 'deposit', amount: 900, layAway: 'L3-1' }
const giftCard: KeptTenderView = { id: 't3', type: 'giftCard', amount: 300 }

async function cancelled(tenders: readonly KeptTenderView[] | undefined) {
  const shown = screen(counterOf({ basket: basketOf(1, tenders === undefined ? {} : { tenders: [...tenders] }) }))
  shown.acts.askCancel()
  shown.acts.cancelBasket()
  ;(await shown.requestOf('cancel-basket')).answer(counterOf())
  await vi.waitFor(() => expect(shown.store.getState().counter?.basket).toBeUndefined(), { timeout: 15_000 })
  await settled()
  return shown.store.getState().notice
}

test('[ACT-90] a sale dropped with money on the counter says afterwards what goes back to the customer, and not what stays paid or went back by itself', async () => {
  expect(await cancelled([cash, deposit, giftCard])).toEqual({ words: 'cancel.handedBack', handBack: [cash], calm: true })
})

test('[ACT-90] with nothing to hand over it says where the money went, or nothing where none was taken', async () => {
  expect([await cancelled([giftCard]), await cancelled(undefined), await cancelled([deposit])]).toEqual([{ words: 'tender.handBack.giftCard', calm: true }, undefined, undefined])
})
