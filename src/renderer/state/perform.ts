import { type Acts } from './acts.ts'
import { type Act } from './keys.ts'
import { screenOf, type ScreenStore } from './screen-state.ts'

/** One step back. It never loses the basket; with nothing to step back from it does nothing. */
function back(acts: Acts, store: ScreenStore): void {
  const state = store.getState()
  const screen = screenOf(state)
  if (state.notice !== undefined) acts.dismissNotice()
  else if (state.confirmingCancel) acts.keepBasket()
  else if (screen === 'receipts' && state.openReceipt !== undefined) acts.closeReceipt()
  else if (screen === 'receipts' && state.entry !== '') acts.clear()
  else if (state.work.kind !== 'sell' && screen === state.work.kind) acts.leaveWork()
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
    case 'search':
      acts.enter()
      break
    case 'weigh':
      acts.addWeighed()
      break
    case 'discount':
      if (state.work.kind === 'discount' && state.work.done && state.entry === '') acts.leaveWork()
      else acts.applyDiscount()
      break
    case 'suspend':
      acts.confirmSuspend()
      break
    case 'suspended':
      acts.resumeChosen()
      break
    case 'department':
      acts.sellDepartment()
      break
    case 'priceCheck':
      acts.enterPriceCheck()
      break
    case 'receipts':
      acts.enterReceipt()
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

/** An arrow key moves what is chosen on this screen. Left and right are ways to give a discount, and neighbours elsewhere. */
function move(acts: Acts, store: ScreenStore, by: 1 | -1, sideways: boolean): void {
  const screen = screenOf(store.getState())
  if (screen === 'search') acts.moveHit(by)
  else if (screen === 'discount' && sideways) acts.moveWay(by)
  else if (screen === 'discount') acts.moveReason(by)
  else if (screen === 'suspended') acts.moveSuspended(by)
  else if (screen === 'department') acts.moveDepartment(by)
  else if (screen === 'receipts') acts.moveReceipt(by)
}

/** Does what a key of the registry means. */
export function perform(act: Act, acts: Acts, store: ScreenStore, focusField: () => void): void {
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
      focusField()
      break
    case 'priceCheck':
      acts.openPriceCheck()
      break
    case 'discountLine':
      acts.openDiscount()
      break
    case 'discountBasket':
      acts.openBasketDiscount()
      break
    case 'takeBack':
      acts.takeBackDiscount()
      break
    case 'suspend':
      // Pressed again it holds without a label.
      if (screenOf(store.getState()) === 'suspend') acts.confirmSuspend()
      else acts.suspend()
      break
    case 'department':
      acts.openDepartments()
      break
    case 'receipts':
      acts.openReceipts()
      break
    case 'reprint':
      acts.reprintLast()
      break
    case 'up':
    case 'left':
      move(acts, store, -1, act === 'left')
      break
    case 'down':
    case 'right':
      move(acts, store, 1, act === 'right')
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
