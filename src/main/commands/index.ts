import { readMending } from './backups.ts'
import { addItem } from './add-item.ts'
import { addReturn } from './add-return.ts'
import { addReturnWithoutReceipt } from './add-return-without-receipt.ts'
import { beginReversal as beginReversalUnbound } from './begin-payment.ts'
import { beginRefund as beginRefundUnbound } from './begin-refund.ts'
import { bound, boundTable } from './bind-act.ts'
import { cancelBasket } from './cancel-basket.ts'
import { eraseCustomer, saveCustomer, setAccountLimit } from './change-customers.ts'
import { changeQuantity } from './change-quantity.ts'
import { changeReturn } from './change-return.ts'
import { checkPrice } from './check-price.ts'
import { confirmAge } from './confirm-age.ts'
import { choosePayBack } from './choose-pay-back.ts'
import { completeSale } from './complete-sale.ts'
import { createItem } from './create-item.ts'
import { discountBasket } from './discount-basket.ts'
import { discountLine } from './discount-line.ts'
import { dropMail, mailReceipt } from './mail.ts'
import { cancelLayAway } from './cancel-lay-away.ts'
import { collectLayAway, layAside, payLayAway, setLayAway } from './lay-aways.ts'
import { openDrawer } from './open-drawer.ts'
import { overridePrice } from './override-price.ts'
import { setPermission, setSecondPerson } from './set-permission.ts'
import { printGift } from './print-gift.ts'
import { printLabel } from './print-label.ts'
import { confirmLot, liftRecall, setRecall } from './recalls.ts'
import { removeTender } from './remove-tender.ts'
import { payAccount } from './pay-account.ts'
import { printStatement } from './print-statement.ts'
import { putCustomer } from './put-customer.ts'
import { removeLine } from './remove-line.ts'
import { closeLossCase, lookAtLosses, reopenLossCase, setLossLimit } from './loss-watch.ts'
import { reprint } from './reprint.ts'
import { restoreLine } from './restore-line.ts'
import { resolvePayment } from './resolve-payment.ts'
import { resumeBasket } from './resume-basket.ts'
import { scan } from './scan.ts'
import { sellDepartment } from './sell-department.ts'
import { sellGiftCard } from './sell-gift-card.ts'
import { setLayout } from './set-layout.ts'
import { setWedge } from './set-wedge.ts'
import { shiftCommands } from './shift.ts'
import { signOff } from './sign-off.ts'
import { suspendBasket } from './suspend-basket.ts'
import { sayPaidBack } from './say-paid-back.ts'
import { saveOperator } from './save-operator.ts'
import { setLockAfter } from './set-lock-after.ts'
import { setStore } from './set-store.ts'
import { printTemplate, setTemplate } from './set-template.ts'
import { takeTender } from './take-tender.ts'
import { setCurrency, setStoredValue, setTrainingSlips, setVoucherKind } from './store-tenders.ts'
import { stay } from './stay.ts'
import { addTaxRate, withdrawTaxRate } from './tax-rates.ts'
import { testPage } from './test-page.ts'
import { unlockOperator } from './unlock-operator.ts'
import { voidSale } from './void-sale.ts'

export * from './approve.ts'
export { enterMended, mayRestore, noteBackup, restoreBackup, setBackups, type BackupNote } from './backups.ts'
export { closeRegister, continueElsewhere, continueHere, mayClose } from './move-register.ts'
export { strongPin } from './set-pin.ts'
export { addRebuiltManager, fillRebuilt, type RebuiltRows } from './begin-rebuilt.ts'
export { goOnInNextEpoch, type NextEpoch, type Parting, takeOverEntries } from './go-on-restored.ts'
export { addWeighed, type Weighing } from './add-weighed.ts'
export { type CommandContext } from './command-context.ts'
export { beginPayment, type BegunPayment, type PaymentRequest } from './begin-payment.ts'
export * from './enrol.ts'
export * from './open-register.ts'
export * from './lock-seats.ts'
export { mailEnded, mailStarted, retryMail, saveReceipt, setMail } from './mail.ts'
export * from './guess-pin.ts'
export { applyDuePrices, type FeedPage } from './feed-items.ts'
export * from './feeds.ts'
export * from './feed-operators.ts'
export * from './hear-lock.ts'
export * from './hear-refund-verdicts.ts'
export { beginSecondFactor, secondFactorCommands } from './second-factor.ts'
export { type SecondFactorKeeper } from './second-factor-keeper.ts'
export * from './set-device.ts'
export { keepHeadOffice, mayMoveHeadOffice, setHeadOffice } from './set-head-office.ts'
export * from './support-saved.ts'
export * from './training.ts'
export * from './set-logo.ts'
export * from './set-pin.ts'
export { maySetUp, saveOpenPrice, setUp, wrongAnswers, type FirstGoods, type SetupGiven } from './set-up.ts'
export * from './settle-payment.ts'
export { watchContact } from './watch-contact.ts'
export * from './sign-on.ts'

export const beginReversal = bound('reverse-payment', beginReversalUnbound)
export const beginRefund = bound('begin-refund', beginRefundUnbound)

/** By their names in the contract, each with the contract's input. Those that take a PIN stand apart: it is checked, or hashed, before they run. */
export const commands = boundTable({
  'sign-off': signOff,
  scan,
  'add-item': addItem,
  'change-quantity': changeQuantity,
  'remove-line': removeLine,
  'restore-line': restoreLine,
  'cancel-basket': cancelBasket,
  'complete-sale': completeSale,
  'take-tender': takeTender,
  'remove-tender': removeTender,
  'confirm-age': confirmAge,
  'create-item': createItem,
  'confirm-lot': confirmLot,
  'set-recall': setRecall,
  'lift-recall': liftRecall,
  'add-return': addReturn,
  'add-return-without-receipt': addReturnWithoutReceipt,
  'change-return': changeReturn,
  'void-sale': voidSale,
  'say-paid-back': sayPaidBack,
  'choose-pay-back': choosePayBack,
  'put-customer': putCustomer,
  'pay-account': payAccount,
  'discount-line': discountLine,
  'discount-basket': discountBasket,
  'override-price': overridePrice,
  'suspend-basket': suspendBasket,
  'lay-aside': layAside,
  'pay-lay-away': payLayAway,
  'collect-lay-away': collectLayAway,
  'resume-basket': resumeBasket,
  'sell-department': sellDepartment,
  'sell-gift-card': sellGiftCard,
  'set-layout': setLayout,
  'set-wedge': setWedge,
  'resolve-payment': resolvePayment,
} as const)

/** Those that answer with something of their own. Each knows a repeat of its request by itself, for no counter view is its answer. */
export const answeringCommands = boundTable({
  'read-mending': readMending,
  reprint,
  'check-price': checkPrice,
  'open-drawer': openDrawer,
  'print-label': printLabel,
  'print-gift': printGift,
  'mail-receipt': mailReceipt,
  'drop-mail': dropMail,
  'cancel-lay-away': cancelLayAway,
  'set-lay-away': setLayAway,
  'test-page': testPage,
  'set-permission': setPermission,
  'set-second-person': setSecondPerson,
  'save-operator': saveOperator,
  'unlock-operator': unlockOperator,
  'set-lock-after': setLockAfter,
  'save-customer': saveCustomer,
  'set-account-limit': setAccountLimit,
  'erase-customer': eraseCustomer,
  'print-statement': printStatement,
  'set-store': setStore,
  'set-template': setTemplate,
  'print-template': printTemplate,
  'set-currency': setCurrency,
  'set-voucher-kind': setVoucherKind,
  'set-stored-value': setStoredValue,
  'set-training-slips': setTrainingSlips,
  stay,
  'add-tax-rate': addTaxRate,
  'withdraw-tax-rate': withdrawTaxRate,
  'look-at-losses': lookAtLosses,
  'close-loss-case': closeLossCase,
  'reopen-loss-case': reopenLossCase,
  'set-loss-limit': setLossLimit,
  ...shiftCommands,
} as const)
