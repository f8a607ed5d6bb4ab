import { type Acts } from './acts.ts'
import { otherSaleOf, screenOf, type ScreenStore } from './screen-state.ts'

/**
 * One step back. It never loses the basket; with nothing to step back from it does nothing. A question is answered with
 * no before anything else. Among receipts a notice goes with the step: it stood over the search, and took two presses.
 */
export function back(acts: Acts, store: ScreenStore): void {
  const state = store.getState()
  const screen = screenOf(state)
  if (screen === 'setup') acts.setupBack()
  else if (screen === 'approval') acts.leaveApproval()
  else if (screen === 'factorAsk') acts.leaveFactorAsk()
  else if (screen === 'secondFactor' || screen === 'factorPin') acts.backFromFactor()
  else if (screen === 'moved') acts.leaveTakeBack()
  else if (state.notice?.confirm !== undefined) acts.dismissNotice()
  else if (state.confirmingCancel) acts.keepBasket()
  else if (screen === 'payBack' && acts.keepWord()) return
  else if (state.notice !== undefined && screen !== 'receipts') acts.dismissNotice()
  else if (screen === 'receipts' && otherSaleOf(state) !== undefined && acts.closeOtherSale()) return
  else if (screen === 'receipts' && state.openReceipt !== undefined) acts.closeReceipt()
  else if (screen === 'receipts' && state.entry !== '') acts.clearSearch()
  else if ((screen === 'returns' || screen === 'returnSale' || screen === 'returnItem') && state.entry !== '') acts.clearSearch()
  else if (screen === 'journal' && acts.leaveEntry()) return
  else if (screen === 'journal' && state.entry !== '') acts.clearSearch()
  else if (screen === 'lossWatch' && acts.leaveLossStep()) return
  else if (screen === 'reports' && acts.leaveReportStep()) return
  else if (screen === 'reports' && state.entry !== '') acts.clearSearch()
  else if (screen === 'settings' && state.entry !== '') acts.clearSearch()
  else if ((screen === 'customers' || screen === 'account') && state.entry !== '') acts.clearSearch()
  else if (screen === 'deviceFind' && state.entry !== '') acts.clearSearch()
  else if (screen === 'deviceSetup' || screen === 'deviceFind' || screen === 'deviceLog') acts.openDevices()
  else if (screen === 'payment' || (state.work.kind !== 'sell' && screen === state.work.kind)) acts.leaveWork()
  else if (state.entry !== '') acts.clear()
  else acts.selectLine(undefined)
}

/** Enter says yes to what the screen asks. */
export function enter(acts: Acts, store: ScreenStore): void {
  const state = store.getState()
  const screen = screenOf(state)
  switch (screen) {
    case 'setup':
      acts.setupNext()
      break
    case 'sign-on':
      acts.signOn()
      break
    case 'approval':
      acts.confirmApproval()
      break
    case 'factorAsk':
      acts.confirmFactorAsk()
      break
    case 'secondFactor':
      acts.enterSecondFactor()
      break
    case 'factorPin':
      acts.sendFactorPin()
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
    case 'layAside':
      acts.layAsideNext()
      break
    case 'layAways':
      acts.enterLayAway()
      break
    case 'suspended':
      acts.resumeChosen()
      break
    case 'drawer':
      if (state.work.kind === 'drawer' && state.work.opened !== undefined) acts.leaveWork()
      else acts.confirmDrawer()
      break
    case 'department':
      acts.sellDepartment()
      break
    case 'priceCheck':
      acts.enterPriceCheck()
      break
    case 'newItem':
      acts.saveNewItem()
      break
    case 'recall':
      acts.setRecall()
      break
    case 'label':
      acts.printLabel()
      break
    case 'mailReceipt':
      acts.sendMailReceipt()
      break
    case 'mail':
      acts.saveMail()
      break
    case 'gift':
      acts.printGift()
      break
    case 'receipts':
      acts.enterReceipt()
      break
    case 'journal':
      acts.enterJournal()
      break
    case 'lossWatch':
      acts.enterLoss()
      break
    case 'reports':
      acts.enterReport()
      break
    case 'cash':
      // Which of a dozen acts is meant, nobody can know.
      break
    case 'cashMove':
      if (state.work.kind === 'cashMove' && state.work.done !== undefined) acts.leaveWork()
      else acts.confirmMove()
      break
    case 'cashText':
      acts.confirmCashText()
      break
    case 'count':
      acts.enterCount()
      break
    case 'cashClose':
      acts.confirmClose()
      break
    case 'handOver':
      acts.confirmHandOver()
      break
    case 'xReport':
      acts.printX()
      break
    case 'zReports':
      if (state.work.kind === 'zReports' && state.work.closed === true) acts.leaveWork()
      else acts.enterZ()
      break
    case 'returns':
      acts.enterFoundSale()
      break
    case 'returnSale':
      acts.returnChosen()
      break
    case 'returnItem':
      acts.enterLoose()
      break
    case 'returnPrice':
      acts.addLoose()
      break
    case 'voidSale':
      acts.confirmVoid()
      break
    case 'payBack':
      acts.payBackNext()
      break
    case 'templates':
      acts.saveTemplate()
      break
    case 'store':
      acts.saveStore()
      break
    case 'settings':
      acts.enterSettings()
      break
    case 'customers':
      acts.enterCustomers()
      break
    case 'customer':
      acts.saveCustomer()
      break
    case 'account':
      acts.enterAccount()
      break
    case 'people':
      acts.enterPeople()
      break
    case 'person':
      acts.savePerson()
      break
    case 'pin':
      acts.enterPin()
      break
    case 'move':
      acts.enterMove()
      break
    case 'backups':
      acts.enterBackups()
      break
    case 'backupFolder':
      acts.saveSecondFolder()
      break
    case 'backup':
      acts.askRestore()
      break
    case 'backupPin':
      acts.sendRestorePin()
      break
    case 'headOffice':
      acts.enterHeadOffice()
      break
    case 'headOfficePin':
      acts.sendHeadOfficePin()
      break
    case 'moved':
      acts.enterMoved()
      break
    case 'training':
      acts.enterTraining()
      break
    case 'support':
      acts.saveSupport()
      break
    case 'rights':
      acts.enterRights()
      break
    case 'grant':
      acts.saveGrant()
      break
    case 'taxes':
      acts.enterTaxes()
      break
    case 'taxRate':
      acts.enterTaxRate()
      break
    case 'gun':
    case 'devices':
      if (!acts.openChosenDevice()) acts.leaveWork()
      break
    case 'deviceSetup':
      acts.saveDevice()
      break
    case 'deviceFind':
      acts.enterFound()
      break
    case 'deviceLog':
      acts.openDevices()
      break
    case 'payment':
      acts.paymentNext()
      break
    case 'card':
      acts.cardApproved()
      break
    case 'voucher':
      acts.voucherNext()
      break
    case 'storedValue':
      acts.storedValueNext()
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
export function move(acts: Acts, store: ScreenStore, by: 1 | -1, sideways: boolean): void {
  const screen = screenOf(store.getState())
  if (screen === 'setup') acts.moveSetup(by)
  else if (screen === 'sign-on') acts.moveOperator(by)
  else if (screen === 'approval' && sideways) acts.moveApprovalReason(by)
  else if (screen === 'approval') acts.moveApprover(by)
  else if (screen === 'search') acts.moveHit(by)
  else if (screen === 'discount' && sideways) acts.moveWay(by)
  else if (screen === 'discount') acts.moveReason(by)
  else if (screen === 'suspended') acts.moveSuspended(by)
  else if (screen === 'layAways') acts.moveLayAway(by)
  else if (screen === 'department') acts.moveDepartment(by)
  else if (screen === 'drawer') acts.moveDrawerReason(by)
  else if (screen === 'weigh' && sideways) acts.moveTare(by)
  else if (screen === 'weigh') acts.moveMeasured(by)
  else if (screen === 'recall') acts.moveRecallReason(by)
  else if (screen === 'label' && sideways) acts.moveLabelSize(by)
  else if (screen === 'label') acts.moveLabelKind(by)
  else if (screen === 'receipts') acts.moveReceipt(by)
  else if (screen === 'gift') acts.moveGift(by)
  else if (screen === 'returns' && sideways) acts.moveFindField(by)
  else if (screen === 'returns') acts.moveFoundSale(by)
  else if ((screen === 'returnSale' || screen === 'returnItem' || screen === 'returnPrice') && sideways) acts.moveReturnReason(by)
  else if (screen === 'returnSale') acts.moveSoldLine(by)
  else if (screen === 'returnItem') acts.moveLoose(by)
  else if (screen === 'voidSale') acts.moveVoidReason(by)
  else if (screen === 'cash') acts.moveSuspendedShift(by)
  else if (screen === 'cashMove') acts.moveCashReason(by)
  else if (screen === 'count') acts.moveCountCell(by, sideways)
  else if (screen === 'handOver') acts.moveTaker(by)
  else if (screen === 'zReports') acts.moveZ(by)
  else if (screen === 'journal' && sideways) acts.moveJournalGroup(by)
  else if (screen === 'journal') acts.moveJournal(by)
  else if (screen === 'lossWatch') acts.moveLoss(by)
  else if (screen === 'mail') acts.moveMail(by)
  else if (screen === 'backups') acts.moveBackup(by)
  else if (screen === 'reports' && sideways) acts.moveReport(by)
  else if (screen === 'reports') acts.moveReportRow(by)
  else if (screen === 'devices') acts.moveDevice(by)
  else if (screen === 'settings') acts.moveSettings(by)
  else if (screen === 'training') acts.moveTraining(by)
  else if (screen === 'people' && sideways) acts.moveLockAfter(by)
  else if (screen === 'people') acts.movePeople(by)
  else if (screen === 'customers') acts.moveCustomer(by)
  else if (screen === 'account') acts.moveAccountRow(by)
  else if (screen === 'person') acts.movePersonRole(by)
  else if (screen === 'rights') acts.moveRights(by, sideways)
  else if (screen === 'grant') acts.moveGrantWay(by)
  else if (screen === 'voucher') acts.moveVoucherKind(by)
  else if (screen === 'taxes') acts.moveTaxes(by)
  else if (screen === 'taxRate') acts.moveRateField(by)
  else if (screen === 'deviceSetup') acts.moveSetupWay(by)
  else if (screen === 'deviceFind') acts.moveFound(by)
  else if (screen === 'deviceLog') acts.moveLogFilter(by)
}
