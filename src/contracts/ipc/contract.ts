import { type z } from 'zod'
import { addItem } from './add-item.ts'
import { approve } from './approve.ts'
import { backUpNow, backups, lookAtBackup, restoreBackup, setSecondFolder } from './backups.ts'
import { cancelBasket } from './cancel-basket.ts'
import { changeQuantity } from './change-quantity.ts'
import { checkPrice } from './check-price.ts'
import { completeSale } from './complete-sale.ts'
import { removeTender, takeTender } from './take-tender.ts'
import { setCurrency, setVoucherKind } from './store-tenders.ts'
import { askStoredValue, setStoredValue, storedValue } from './stored-value.ts'
import { confirmAge } from './confirm-age.ts'
import { counter } from './counter.ts'
import { createItem, itemOptions } from './create-item.ts'
import { accountStatement, customerCard, customers, eraseCustomer, payAccount, printStatement, putCustomer, saveCustomer, setAccountLimit } from './customers.ts'
import { customer, customerView } from './customer-view.ts'
import { departments } from './departments.ts'
import { deviceLog, deviceLogView, deviceSettings, findDevices, probeDevice, setDevice, testPage, testScan } from './device-settings.ts'
import { devicesView } from './devices.ts'
import { discountBasket } from './discount-basket.ts'
import { discountLine } from './discount-line.ts'
import { giftLines, printGift } from './gift.ts'
import { healthView } from './health.ts'
import { jobView } from './jobs.ts'
import { journal, journalEntry } from './journal.ts'
import { labelPreview, printLabel } from './label.ts'
import { closeLossCase, lookAtLosses, lossDocuments, losses, reopenLossCase, setLossLimit } from './loss-watch.ts'
import { dropMail, mailAccount, mailReceipt, mails, receiptFile, retryMail, setMail, testMail } from './mail.ts'
import { readMending } from './mended.ts'
import { moveRegister, takeBack } from './move.ts'
import { openDrawer } from './open-drawer.ts'
import { overridePrice } from './override-price.ts'
import { payerCodeView, paymentProgressView } from './payment-view.ts'
import { abortPayment, beginPayment, beginRefund, choosePayBack, endOfDay, paymentProgress, recoverPayment, resolvePayment, reversePayment, sayPaidBack } from './payments.ts'
import { badge, changePin, people, saveOperator, setLockAfter, setPin, stay, unlockOperator } from './people.ts'
import { ownRights, permissionsQuery, setPermission, setSecondPerson } from './permissions.ts'
import { confirmLot, liftRecall, setRecall } from './recalls.ts'
import { receipt, saleElsewhere } from './receipt.ts'
import { receipts } from './receipts.ts'
import { register } from './register.ts'
import { removeLine } from './remove-line.ts'
import { replicationView, sendAgain, tryHeadOffice } from './replication-state.ts'
import { report, reportDocuments } from './report.ts'
import { reprint } from './reprint.ts'
import { restoreLine } from './restore-line.ts'
import { resumeBasket } from './resume-basket.ts'
import { addReturn, addReturnWithoutReceipt, changeReturn, findSale, voidSale } from './returns.ts'
import { loadScale, tareScale, weigh, weight, weightView, zeroScale } from './scale.ts'
import { cancelLayAway, collectLayAway, layAside, layAways, payLayAway, setLayAway } from './lay-aways.ts'
import { scan, scanRefusedView } from './scan.ts'
import { searchItems } from './search-items.ts'
import { beginSecondFactor, confirmSecondFactor, dropSecondFactor, keepRecoveryCodes, proveSecondFactor, renewRecoveryCodes, secondFactor, setSecondFactorRequired } from './second-factor.ts'
import { sellDepartment } from './sell-department.ts'
import { sellGiftCard } from './sell-gift-card.ts'
import { setLayout } from './set-layout.ts'
import { setWedge } from './set-wedge.ts'
import { paperPreview, rebuildRegister, setUp, setup, takeOver } from './setup.ts'
import { closeShift, printX, reprintZ, xReport, zReport, zReports } from './shift-reports.ts'
import { declareShift, handOver, moveCash, openShift, resumeShift, shift, suspendShift } from './shift.ts'
import { signOff } from './sign-off.ts'
import { signOn } from './sign-on.ts'
import { status } from './status.ts'
import { joinHeadOffice, lookAtHeadOffice, setHeadOffice, setStore, setTrainingSlips, store } from './store.ts'
import { prepareSupport, saveSupport } from './support.ts'
import { suspendBasket } from './suspend-basket.ts'
import { suspendedBaskets } from './suspended-baskets.ts'
import { scanTakenView, takeScans } from './take-scans.ts'
import { tares } from './tares.ts'
import { addTaxRate, taxes, withdrawTaxRate } from './taxes.ts'
import { paperTemplate, printTemplate, setTemplate, templatePreview } from './templates.ts'
import { testDevice } from './test-device.ts'
import { tiles } from './tiles.ts'
import { answerScenario, changeRoll, endTraining, leaveScenario, restartScenario, startScenario, startTraining, training, trainingView } from './training.ts'
import { counterView } from './views.ts'

/** Everything the renderer may ask, by name. What is not here does not exist at any door. */
export const contract = {
  setup,
  'set-up': setUp,
  'take-over': takeOver,
  'rebuild-register': rebuildRegister,
  'paper-preview': paperPreview,
  store,
  'set-store': setStore,
  'paper-template': paperTemplate,
  'set-template': setTemplate,
  'template-preview': templatePreview,
  'print-template': printTemplate,
  'join-head-office': joinHeadOffice,
  'look-at-head-office': lookAtHeadOffice,
  'set-head-office': setHeadOffice,
  'sign-on': signOn,
  'sign-off': signOff,
  approve,
  scan,
  'add-item': addItem,
  'change-quantity': changeQuantity,
  'remove-line': removeLine,
  'restore-line': restoreLine,
  'cancel-basket': cancelBasket,
  'complete-sale': completeSale,
  'take-tender': takeTender,
  'remove-tender': removeTender,
  'set-currency': setCurrency,
  'set-voucher-kind': setVoucherKind,
  'set-stored-value': setStoredValue,
  'set-training-slips': setTrainingSlips,
  'confirm-age': confirmAge,
  'create-item': createItem,
  'item-options': itemOptions,
  'confirm-lot': confirmLot,
  'set-recall': setRecall,
  'lift-recall': liftRecall,
  'discount-line': discountLine,
  'discount-basket': discountBasket,
  'override-price': overridePrice,
  'suspend-basket': suspendBasket,
  'resume-basket': resumeBasket,
  'sell-department': sellDepartment,
  'sell-gift-card': sellGiftCard,
  'add-return': addReturn,
  'add-return-without-receipt': addReturnWithoutReceipt,
  'change-return': changeReturn,
  'void-sale': voidSale,
  'find-sale': findSale,
  reprint,
  mails,
  'mail-receipt': mailReceipt,
  'retry-mail': retryMail,
  'drop-mail': dropMail,
  'mail-account': mailAccount,
  'set-mail': setMail,
  'test-mail': testMail,
  'receipt-file': receiptFile,
  'gift-lines': giftLines,
  'print-gift': printGift,
  'check-price': checkPrice,
  'open-drawer': openDrawer,
  'print-label': printLabel,
  'set-layout': setLayout,
  'set-wedge': setWedge,
  counter,
  register,
  tares,
  tiles,
  'search-items': searchItems,
  'suspended-baskets': suspendedBaskets,
  'lay-aways': layAways,
  'lay-aside': layAside,
  'pay-lay-away': payLayAway,
  'collect-lay-away': collectLayAway,
  'cancel-lay-away': cancelLayAway,
  'set-lay-away': setLayAway,
  receipts,
  receipt,
  'sale-elsewhere': saleElsewhere,
  'stored-value': storedValue,
  'ask-stored-value': askStoredValue,
  journal,
  'journal-entry': journalEntry,
  departments,
  permissions: permissionsQuery,
  'own-rights': ownRights,
  'set-permission': setPermission,
  'set-second-person': setSecondPerson,
  taxes,
  'add-tax-rate': addTaxRate,
  'withdraw-tax-rate': withdrawTaxRate,
  people,
  badge,
  'save-operator': saveOperator,
  'set-pin': setPin,
  'change-pin': changePin,
  'unlock-operator': unlockOperator,
  'set-lock-after': setLockAfter,
  stay,
  'second-factor': secondFactor,
  'begin-second-factor': beginSecondFactor,
  'confirm-second-factor': confirmSecondFactor,
  'keep-recovery-codes': keepRecoveryCodes,
  'renew-recovery-codes': renewRecoveryCodes,
  'prove-second-factor': proveSecondFactor,
  'drop-second-factor': dropSecondFactor,
  'set-second-factor-required': setSecondFactorRequired,
  'label-preview': labelPreview,
  'read-mending': readMending,
  backups,
  'back-up-now': backUpNow,
  'set-second-folder': setSecondFolder,
  'look-at-backup': lookAtBackup,
  'restore-backup': restoreBackup,
  'move-register': moveRegister,
  'take-back': takeBack,
  'prepare-support': prepareSupport,
  'save-support': saveSupport,
  status,
  weight,
  weigh,
  'zero-scale': zeroScale,
  'tare-scale': tareScale,
  'load-scale': loadScale,
  'device-settings': deviceSettings,
  'set-device': setDevice,
  'find-devices': findDevices,
  'probe-device': probeDevice,
  'device-log': deviceLog,
  'test-device': testDevice,
  'test-page': testPage,
  'test-scan': testScan,
  'take-scans': takeScans,
  'begin-payment': beginPayment,
  'begin-refund': beginRefund,
  'say-paid-back': sayPaidBack,
  'choose-pay-back': choosePayBack,
  'reverse-payment': reversePayment,
  'recover-payment': recoverPayment,
  'abort-payment': abortPayment,
  'resolve-payment': resolvePayment,
  'payment-progress': paymentProgress,
  'end-of-day': endOfDay,
  'customer-view': customer,
  customers,
  customer: customerCard,
  'save-customer': saveCustomer,
  'set-account-limit': setAccountLimit,
  'erase-customer': eraseCustomer,
  'put-customer': putCustomer,
  'account-statement': accountStatement,
  'print-statement': printStatement,
  'pay-account': payAccount,
  shift,
  'open-shift': openShift,
  'move-cash': moveCash,
  'hand-over': handOver,
  'suspend-shift': suspendShift,
  'resume-shift': resumeShift,
  'declare-shift': declareShift,
  'close-shift': closeShift,
  'x-report': xReport,
  'print-x': printX,
  'z-reports': zReports,
  'z-report': zReport,
  'reprint-z': reprintZ,
  report,
  'report-documents': reportDocuments,
  'look-at-losses': lookAtLosses,
  losses,
  'loss-documents': lossDocuments,
  'close-loss-case': closeLossCase,
  'reopen-loss-case': reopenLossCase,
  'set-loss-limit': setLossLimit,
  training,
  'start-training': startTraining,
  'end-training': endTraining,
  'start-scenario': startScenario,
  'restart-scenario': restartScenario,
  'leave-scenario': leaveScenario,
  'change-roll': changeRoll,
  'answer-scenario': answerScenario,
  'send-again': sendAgain,
  'try-head-office': tryHeadOffice,
} as const
export type Contract = typeof contract
export type Name = keyof Contract
/** Answered by main itself: devices and replication live outside the core. */
export const mainNames = ['send-again', 'try-head-office', 'setup', 'set-up', 'take-over', 'rebuild-register', 'join-head-office', 'look-at-head-office', 'template-preview', 'ask-stored-value', 'set-mail', 'test-mail', 'retry-mail', 'receipt-file', 'status', 'weight', 'weigh', 'zero-scale', 'tare-scale', 'load-scale', 'device-settings', 'set-device', 'find-devices', 'probe-device', 'device-log', 'test-device', 'test-scan', 'take-scans', 'begin-payment', 'begin-refund', 'reverse-payment', 'recover-payment', 'abort-payment', 'payment-progress', 'end-of-day', 'customer-view', 'prepare-support', 'save-support', 'move-register', 'take-back', 'backups', 'back-up-now', 'set-second-folder', 'look-at-backup', 'training', 'start-training', 'end-training', 'start-scenario', 'restart-scenario', 'leave-scenario', 'change-roll', 'answer-scenario'] as const satisfies readonly Name[]
export type MainName = (typeof mainNames)[number]
export type Input<N extends Name> = z.infer<Contract[N]['input']>
export type Output<N extends Name> = z.infer<Contract[N]['output']>

/** Everything main broadcasts, by topic. */
export const topics = {
  counter: counterView,
  devices: devicesView,
  replication: replicationView,
  health: healthView,
  jobs: jobView,
  'scan-refused': scanRefusedView,
  'scan-taken': scanTakenView,
  weight: weightView,
  'device-log': deviceLogView,
  payment: paymentProgressView,
  'payer-code': payerCodeView,
  'customer-view': customerView,
  training: trainingView,
} as const
export type Topic = keyof typeof topics
export type Payload<T extends Topic> = z.infer<(typeof topics)[T]>
