import { type Acts } from './acts.ts'
import { type Act } from './keys.ts'
import { screenOf, type ScreenStore } from './screen-state.ts'

/** One step back. It never loses the basket; with nothing to step back from it does nothing. */
function back(acts: Acts, store: ScreenStore): void {
  const state = store.getState()
  if (state.notice !== undefined) acts.dismissNotice()
  else if (state.confirmingCancel) acts.keepBasket()
  else if (state.work.kind !== 'sell' && screenOf(state) === state.work.kind) acts.leaveWork()
  else if (state.entry !== '') acts.clear()
  else acts.selectLine(undefined)
}

/** Enter says yes to what the screen asks. */
function enter(acts: Acts, store: ScreenStore): void {
  const state = store.getState()
  const screen = screenOf(state)
  switch (screen) {
    case 'sign-on':
      acts.signOn()
      break
    case 'sell':
      acts.enter()
      break
    case 'weigh':
      acts.addWeighed()
      break
    case 'card':
      acts.cardApproved()
      break
    case 'tender':
      acts.payCash()
      break
    case 'finish':
      // A typed code is the next sale's first line; nothing typed is the next customer.
      if (state.entry === '') acts.nextCustomer()
      else acts.enter()
      break
  }
}

/** Does what a key of the registry means. */
export function perform(act: Act, acts: Acts, store: ScreenStore, focusScanField: () => void): void {
  switch (act) {
    case 'cash':
      acts.payCash()
      break
    case 'card':
      acts.openCard()
      break
    case 'tender':
      acts.openTender()
      break
    case 'scanField':
      focusScanField()
      break
    case 'cancelBasket':
      if (store.getState().confirmingCancel) acts.cancelBasket()
      else acts.askCancel()
      break
    case 'lineUp':
      acts.moveLine(-1)
      break
    case 'lineDown':
      acts.moveLine(1)
      break
    case 'more':
      acts.changeQuantity(acts.lineInHand(), 1)
      break
    case 'less':
      acts.changeQuantity(acts.lineInHand(), -1)
      break
    case 'remove':
      acts.removeLine(acts.lineInHand())
      break
    case 'undo':
      acts.undo()
      break
    case 'lock':
      acts.lock()
      break
    case 'back':
      back(acts, store)
      break
    case 'enter':
      enter(acts, store)
      break
    case 'erase':
      acts.erase()
      break
  }
}
