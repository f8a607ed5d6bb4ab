import { BadgePercent, Ban, CirclePause, LockOpen, ScanSearch, Scale, Store, Undo2, type LucideIcon } from 'lucide-react'
import { type Permission } from '../../contracts/ipc/index.ts'
import { type Acts } from './acts.ts'
import { awayHoursOf, gateOf, type Gate } from './gates.ts'
import { back, enter, move } from './perform.ts'
import { hasWallet, takenLast } from './payment-acts.ts'
import { payBackNow } from './pay-back-acts.ts'
import { keptLast } from './tender-acts.ts'
import { overtakenLines } from './price-today.ts'
import { screenOf, type ScreenState, type ScreenStore } from './screen-state.ts'
import { whyNot, type CashAct } from './shift-state.ts'
import { type Screen } from './views.ts'
import { usableScale } from './weigh-acts.ts'

/** What an action works on. */
export interface Reach {
  readonly acts: Acts
  readonly store: ScreenStore
  readonly focusField: () => void
}

interface Action {
  readonly act: string
  /** `KeyboardEvent.key`. */
  readonly key: string
  readonly control?: true
  /** Told apart on function keys only: a plus or a capital letter needs Shift on most keyboards and none on some. */
  readonly shift?: true
  /** How the key is written on a label. */
  readonly label: string
  /** Its name in the catalogues. */
  readonly words: string
  readonly screens: readonly Screen[]
  /** Whether it works without head office. Nothing at this counter needs it, and whoever adds what does has to say so here. */
  readonly offline: boolean
  /** Only while nothing is typed: `-` is part of many a SKU. */
  readonly onlyWhenEmpty?: true
  /** Not while a field has the focus: the key is part of what is written there. */
  readonly notInField?: true
  /** Held down, it goes on; a payment key held down pays once. */
  readonly repeats?: true
  /** Its drawing on the function bar, which shows what has one in the order of this list. */
  readonly bar?: LucideIcon
  /** The right that stands before it: its key shows a shield, or is shut. `or`: the other right that leads to it as well. */
  readonly gate?: { readonly permission: Permission; readonly or?: Permission; readonly amount?: (state: ScreenState) => number }
  /** Whether there is anything for it to do. It says so on its key; pressed all the same, it is refused with the reason. */
  readonly ready?: (state: ScreenState) => boolean
  readonly does: (reach: Reach) => void
}

const atTheCounter = ['approval', 'factorAsk', 'secondFactor', 'factorPin', 'sell', 'search', 'weigh', 'discount', 'suspend', 'suspended', 'layAside', 'layAways', 'department', 'drawer', 'priceCheck', 'recall', 'newItem', 'label', 'receipts', 'gift', 'mailReceipt', 'returns', 'returnSale', 'returnItem', 'returnPrice', 'voidSale', 'payBack', 'journal', 'reports', 'lossWatch', 'cash', 'cashMove', 'cashText', 'count', 'cashClose', 'handOver', 'xReport', 'zReports', 'devices', 'deviceSetup', 'deviceFind', 'deviceLog', 'gun', 'settings', 'store', 'templates', 'mail', 'rights', 'grant', 'customers', 'customer', 'account', 'people', 'person', 'pin', 'taxes', 'taxRate', 'support', 'backups', 'backupFolder', 'backup', 'backupPin', 'headOffice', 'headOfficePin', 'move', 'training', 'card', 'payment', 'tender', 'voucher', 'storedValue', 'finish'] as const satisfies readonly Screen[]
const everywhere = ['sign-on', 'moved', ...atTheCounter] as const
/** Also while the register still asks whose it is. */
const always = ['setup', ...everywhere] as const
/** Where the goods are rung up, and nothing half done would be lost by opening something else. */
const ringingUp = ['sell', 'search', 'finish'] as const satisfies readonly Screen[]
/** And what is only looked at. */
const notPaying = [...ringingUp, 'receipts', 'suspended', 'devices', 'priceCheck', 'label', 'settings', 'rights', 'customers', 'people', 'taxes', 'support'] as const
const deviceLists = ['devices', 'deviceSetup', 'deviceFind'] as const satisfies readonly Screen[]
const lists = ['search', 'suspended', 'layAways', 'receipts', 'journal', 'customers', 'account', 'reports', 'lossWatch'] as const satisfies readonly Screen[]

const hasBasket = ({ counter }: ScreenState): boolean => counter?.basket !== undefined
const asksAge = ({ counter }: ScreenState): boolean => counter?.basket?.age !== undefined
const isOvertakenBasket = ({ counter }: ScreenState): boolean => overtakenLines(counter?.basket).length > 0
/** What the first currencies that are taken are paid by; those after them have keys on the screen alone. */
export const foreignKeys = ['Shift F7', 'Shift F8', 'Shift F9'] as const
const takes = (index: number) => ({ register }: ScreenState): boolean => register?.currenciesTaken?.[index] !== undefined

/** Whether the state of the shift allows it; the page says why not. */
const can = (act: CashAct) => ({ shift, counter }: ScreenState): boolean => whyNot(act, shift, counter?.basket !== undefined) === undefined
const countsTheEnd = ({ work }: ScreenState): boolean => work.kind === 'count' && work.for.kind === 'declare'
/** The sale that Return and Void mean: the receipt that is looked at, or the sale that stands open. */
function returnable({ work, openReceipt }: ScreenState): string | undefined {
  if (work.kind === 'returnSale') return work.sale.saleId
  return openReceipt?.sale.kind === undefined ? openReceipt?.sale.id : undefined
}
const asksLot = ({ counter }: ScreenState): boolean => counter?.basket?.lines.some((line) => line.kind === 'item' && line.recall?.state === 'lotAsked') === true
const hasRed = ({ counter }: ScreenState): boolean => counter?.basket?.lines.some((line) => line.kind === 'unresolved' && !line.removed) === true
const comesBackInHand = ({ counter, selectedLineNo }: ScreenState): boolean => counter?.basket?.returned?.lines.some(({ lineNo, removed }) => !removed && lineNo === (selectedLineNo ?? counter.basket?.lastLineNo)) === true
const hasGoods = ({ counter }: ScreenState): boolean => (counter?.basket?.itemCount ?? 0) > 0

/**
 * The one registry of what a key does: the listener, the function bar, the labels and the overlay of F1 are all made from
 * it. A key that is not here does nothing, a label that is not from here is wrong, and a new one is one line.
 */
const list = [
  { act: 'keys', key: 'F1', label: 'F1', words: 'key.keys', screens: everywhere, offline: true, does: ({ acts }) => acts.toggleKeys() },
  { act: 'scanField', key: 'F2', label: 'F2', words: 'key.scanField', screens: [...ringingUp, 'suspend', 'drawer', 'cashText', 'priceCheck', 'receipts', 'mailReceipt', 'returns', 'returnItem', 'journal', 'customers', 'settings'], offline: true, does: ({ focusField }) => focusField() },
  { act: 'priceCheck', key: 'F3', label: 'F3', words: 'priceCheck.title', screens: notPaying, offline: true, bar: ScanSearch, gate: { permission: 'sell' }, does: ({ acts }) => acts.openPriceCheck() },
  { act: 'discountLine', key: 'F4', label: 'F4', words: 'discount.title', screens: ['sell', 'search', 'discount'], offline: true, bar: BadgePercent, gate: { permission: 'discount' }, ready: hasGoods, does: ({ acts }) => acts.openDiscount() },
  { act: 'discountBasket', key: 'F4', shift: true, label: 'Shift F4', words: 'key.discountBasket', screens: ['sell', 'search', 'discount'], offline: true, gate: { permission: 'discount' }, ready: hasGoods, does: ({ acts }) => acts.openBasketDiscount() },
  { act: 'suspend', key: 'F5', label: 'F5', words: 'suspend.hold', screens: [...notPaying, 'suspend'], offline: true, bar: CirclePause, gate: { permission: 'sell' }, does: ({ acts, store }) => (screenOf(store.getState()) === 'suspend' ? acts.confirmSuspend() : acts.suspend()) },
  { act: 'layAway', key: 'h', control: true, label: 'Ctrl H', words: 'layAways.key', screens: [...ringingUp, 'suspend', 'suspended'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.layAwayKey() },
  { act: 'payLayAway', key: 'F10', label: 'F10', words: 'layAways.payMore', screens: ['layAways'], offline: true, does: ({ acts }) => acts.payMoreLayAway() },
  { act: 'cancelLayAway', key: 'F9', label: 'F9', words: 'layAways.cancel', screens: ['layAways'], offline: true, gate: { permission: 'cancelLayAway' }, does: ({ acts }) => acts.askCancelLayAway() },
  { act: 'depositWay', key: 'F4', label: 'F4', words: 'layAways.way', screens: ['layAways'], offline: true, does: ({ acts }) => acts.nextDepositWay() },
  { act: 'keepShorter', key: 'F5', label: 'F5', words: 'layAside.shorter', screens: ['layAside'], offline: true, does: ({ acts }) => acts.keepLonger(-1) },
  { act: 'keepLonger', key: 'F6', label: 'F6', words: 'layAside.longer', screens: ['layAside'], offline: true, does: ({ acts }) => acts.keepLonger(1) },
  { act: 'label', key: 'F3', shift: true, label: 'Shift F3', words: 'label.key', screens: ['sell', 'priceCheck', 'label'], offline: true, gate: { permission: 'sell' }, does: ({ acts, store }) => (screenOf(store.getState()) === 'label' ? acts.printLabel() : acts.openLabel()) },
  { act: 'priceToday', key: 'e', control: true, label: 'Ctrl E', words: 'priceToday.key', screens: ['sell', 'search'], offline: true, ready: isOvertakenBasket, does: ({ acts }) => acts.takePriceTodayInHand() },
  { act: 'pricesToday', key: 'F5', shift: true, label: 'Shift F5', words: 'priceToday.keyAll', screens: ['sell', 'search'], offline: true, ready: isOvertakenBasket, does: ({ acts }) => acts.takePricesToday() },
  { act: 'testDevice', key: 'F6', label: 'F6', words: 'key.testDevice', screens: ['devices'], offline: true, does: ({ acts }) => acts.testDevices() },
  { act: 'return', key: 'F6', label: 'F6', words: 'return.key', screens: [...ringingUp, 'suspended'], offline: true, bar: Undo2, gate: { permission: 'refund', or: 'refundWithoutReceipt' }, does: ({ acts }) => acts.openReturns() },
  { act: 'returnReceipt', key: 'F6', label: 'F6', words: 'return.ofReceipt', screens: ['receipts'], offline: true, ready: ({ openReceipt }) => openReceipt !== undefined && openReceipt.sale.kind === undefined, does: ({ acts, store }) => acts.returnReceipt(returnable(store.getState())) },
  { act: 'returnAll', key: 'F6', label: 'F6', words: 'returnSale.all', screens: ['returnSale'], offline: true, does: ({ acts }) => acts.returnAll() },
  { act: 'returnCondition', key: 'F4', label: 'F4', words: 'return.condition', screens: ['returnSale', 'returnItem', 'returnPrice'], offline: true, does: ({ acts }) => acts.toggleCondition() },
  { act: 'returnWeight', key: 'F7', label: 'F7', words: 'returnSale.fromScale', screens: ['returnSale'], offline: true, ready: (state) => usableScale(state) !== undefined, does: ({ acts }) => acts.weighReturn() },
  { act: 'lineCondition', key: 'g', control: true, label: 'Ctrl G', words: 'return.lineCondition', screens: ['sell', 'returnSale'], offline: true, ready: comesBackInHand, does: ({ acts }) => acts.moveLineCondition(acts.lineInHand()) },
  { act: 'lineReason', key: 'y', control: true, label: 'Ctrl Y', words: 'return.lineReason', screens: ['sell', 'returnSale'], offline: true, ready: comesBackInHand, does: ({ acts }) => acts.moveLineReason(acts.lineInHand()) },
  { act: 'looseReturn', key: 'F7', label: 'F7', words: 'returns.withoutReceipt', screens: ['returns'], offline: true, does: ({ acts }) => acts.openLooseReturn() },
  { act: 'loosePrice', key: 'F3', label: 'F3', words: 'returnItem.other', screens: ['returnPrice'], offline: true, does: ({ acts }) => acts.toggleLoose() },
  { act: 'voidSale', key: 'F9', label: 'F9', words: 'voidSale.key', screens: ['receipts', 'returnSale'], offline: true, does: ({ acts, store }) => acts.openVoid(returnable(store.getState())) },
  { act: 'payInCash', key: 'F4', label: 'F4', words: 'payBack.inCash', screens: ['payBack'], offline: true, does: ({ acts }) => acts.toggleInCash() },
  { act: 'payInCredit', key: 'F11', shift: true, label: 'Shift F11', words: 'payBack.inCredit', screens: ['sell', 'returnSale', 'returnItem', 'payBack'], offline: true, ready: (state) => payBackNow(state).canCredit, does: ({ acts }) => acts.toggleInCredit() },
  { act: 'paidByHand', key: 'F5', label: 'F5', words: 'payBack.byHand', screens: ['payBack'], offline: true, does: ({ acts }) => acts.sayNextByHand() },
  { act: 'weigh', key: 'F7', label: 'F7', words: 'key.weigh', screens: [...notPaying, 'weigh'], offline: true, bar: Scale, gate: { permission: 'sell' }, does: ({ acts }) => acts.openWeigh() },
  { act: 'zeroScale', key: 'F7', shift: true, label: 'Shift F7', words: 'scale.zero', screens: ['weigh'], offline: true, does: ({ acts }) => acts.zeroScale() },
  { act: 'department', key: 'd', control: true, label: 'Ctrl D', words: 'department.title', screens: notPaying, offline: true, bar: Store, gate: { permission: 'sell' }, does: ({ acts }) => acts.openDepartments() },
  { act: 'giftCard', key: 'x', control: true, label: 'Ctrl X', words: 'storedValue.giftCard', screens: notPaying, offline: true, gate: { permission: 'sell' }, ready: ({ register }) => register?.storedValue?.giftCards !== false, does: ({ acts }) => acts.openGiftCard() },
  { act: 'openDrawer', key: 'F8', label: 'F8', words: 'drawer.key', screens: [...notPaying, 'cash'], offline: true, bar: LockOpen, gate: { permission: 'openDrawer' }, does: ({ acts }) => acts.openDrawerPanel() },
  // Over the drawer, which is what it is about.
  { act: 'shift', key: 'F8', shift: true, label: 'Shift F8', words: 'title.cash', screens: [...notPaying, 'journal', 'payment', 'drawer'], offline: true, does: ({ acts }) => acts.openCash() },
  { act: 'floatCount', key: 'F2', label: 'F2', words: 'cash.act.float', screens: ['cash', 'zReports'], offline: true, gate: { permission: 'manageShift' }, ready: can('float'), does: ({ acts }) => acts.openFloatCount() },
  { act: 'loan', key: 'F3', label: 'F3', words: 'cash.kind.loan', screens: ['cash'], offline: true, gate: { permission: 'moveSafe' }, ready: can('loan'), does: ({ acts }) => acts.openCashMove('loan') },
  { act: 'pickup', key: 'F4', label: 'F4', words: 'cash.kind.pickup', screens: ['cash'], offline: true, gate: { permission: 'moveSafe' }, ready: can('pickup'), does: ({ acts }) => acts.openCashMove('pickup') },
  { act: 'payIn', key: 'F5', label: 'F5', words: 'cash.kind.payIn', screens: ['cash'], offline: true, gate: { permission: 'payIn' }, ready: can('payIn'), does: ({ acts }) => acts.openCashMove('payIn') },
  { act: 'payOut', key: 'F6', label: 'F6', words: 'cash.kind.payOut', screens: ['cash'], offline: true, gate: { permission: 'payOut' }, ready: can('payOut'), does: ({ acts }) => acts.openCashMove('payOut') },
  { act: 'banking', key: 'F7', label: 'F7', words: 'cash.kind.banking', screens: ['cash'], offline: true, gate: { permission: 'bankCash' }, ready: can('banking'), does: ({ acts }) => acts.openCashMove('banking') },
  { act: 'changeOrder', key: 'F7', shift: true, label: 'Shift F7', words: 'cash.kind.changeOrder', screens: ['cash'], offline: true, gate: { permission: 'bankCash' }, ready: can('changeOrder'), does: ({ acts }) => acts.openCashMove('changeOrder') },
  { act: 'handOver', key: 'F9', label: 'F9', words: 'title.handOver', screens: ['cash'], offline: true, gate: { permission: 'manageShift' }, ready: can('handOver'), does: ({ acts }) => acts.openHandOver() },
  { act: 'suspendShift', key: 'F5', shift: true, label: 'Shift F5', words: 'cash.act.suspendOrResume', screens: ['cash'], offline: true, gate: { permission: 'manageShift' }, ready: (state) => can('suspend')(state) || can('resume')(state), does: ({ acts }) => acts.suspendOrResumeShift() },
  { act: 'closeShift', key: 'F10', label: 'F10', words: 'cash.act.close', screens: ['cash'], offline: true, gate: { permission: 'declareShift' }, ready: can('close'), does: ({ acts }) => acts.openCloseCount() },
  { act: 'xReport', key: 'F11', label: 'F11', words: 'title.xReport', screens: ['cash'], offline: true, gate: { permission: 'readX' }, ready: can('x'), does: ({ acts }) => acts.openX() },
  { act: 'zReports', key: 'F12', label: 'F12', words: 'title.zReports', screens: ['cash'], offline: true, gate: { permission: 'seeZ' }, does: ({ acts }) => acts.openZReports() },
  { act: 'moveNote', key: 'F2', label: 'F2', words: 'cashMove.note', screens: ['cashMove'], offline: true, does: ({ acts }) => acts.askMoveNote() },
  { act: 'countMove', key: 'F3', label: 'F3', words: 'cashMove.count', screens: ['cashMove'], offline: true, does: ({ acts }) => acts.countMove() },
  { act: 'countHandOver', key: 'F4', label: 'F4', words: 'handOver.count', screens: ['handOver'], offline: true, does: ({ acts }) => acts.countHandOver() },
  { act: 'pieceMore', key: '+', label: '+', words: 'count.more', screens: ['count'], offline: true, repeats: true, does: ({ acts }) => acts.addPiece(1) },
  { act: 'pieceLess', key: '-', label: '−', words: 'count.less', screens: ['count'], offline: true, repeats: true, does: ({ acts }) => acts.addPiece(-1) },
  { act: 'clearCell', key: 'Delete', label: 'Del', words: 'count.clear', screens: ['count'], offline: true, does: ({ acts }) => acts.clearCountCell() },
  { act: 'confirmCount', key: 'F10', label: 'F10', words: 'count.confirm', screens: ['count'], offline: true, does: ({ acts }) => acts.confirmCount() },
  { act: 'closeUncounted', key: 'F12', label: 'F12', words: 'count.uncounted', screens: ['count'], offline: true, gate: { permission: 'closeUncounted' }, ready: countsTheEnd, does: ({ acts }) => acts.closeUncounted() },
  { act: 'closeNote', key: 'F2', label: 'F2', words: 'cashMove.note', screens: ['cashClose'], offline: true, does: ({ acts }) => acts.askCloseNote() },
  { act: 'countAgain', key: 'F5', label: 'F5', words: 'cashClose.again', screens: ['cashClose'], offline: true, does: ({ acts }) => acts.countAgain() },
  { act: 'printX', key: 'p', control: true, label: 'Ctrl P', words: 'xReport.print', screens: ['xReport'], offline: true, does: ({ acts }) => acts.printX() },
  { act: 'reprintZ', key: 'p', control: true, label: 'Ctrl P', words: 'zReports.reprint', screens: ['zReports'], offline: true, gate: { permission: 'seeZ' }, does: ({ acts }) => acts.reprintZ() },
  { act: 'drawerReason1', key: '1', label: '1', words: 'drawer.reason.giveChange', screens: ['drawer'], offline: true, notInField: true, does: ({ acts }) => acts.chooseDrawerReasonAt(0) },
  { act: 'drawerReason2', key: '2', label: '2', words: 'drawer.reason.countCash', screens: ['drawer'], offline: true, notInField: true, does: ({ acts }) => acts.chooseDrawerReasonAt(1) },
  { act: 'drawerReason3', key: '3', label: '3', words: 'drawer.reason.payInOrOut', screens: ['drawer'], offline: true, notInField: true, does: ({ acts }) => acts.chooseDrawerReasonAt(2) },
  { act: 'drawerReason4', key: '4', label: '4', words: 'drawer.reason.check', screens: ['drawer'], offline: true, notInField: true, does: ({ acts }) => acts.chooseDrawerReasonAt(3) },
  { act: 'drawerReason5', key: '5', label: '5', words: 'drawer.reason.other', screens: ['drawer'], offline: true, notInField: true, does: ({ acts }) => acts.chooseDrawerReasonAt(4) },
  { act: 'cancelBasket', key: 'F9', label: 'F9', words: 'cancel.label', screens: ['sell', 'search'], offline: true, bar: Ban, gate: { permission: 'cancelBasket', amount: ({ counter }) => counter?.basket?.total ?? 0 }, ready: hasBasket, does: ({ acts, store }) => (store.getState().confirmingCancel ? acts.cancelBasket() : acts.askCancel()) },
  { act: 'ageLooksOlder', key: 'F6', shift: true, label: 'Shift F6', words: 'key.ageLooksOlder', screens: ['sell', 'search'], offline: true, ready: asksAge, does: ({ acts }) => acts.answerAge('looksOlder') },
  { act: 'ageDocument', key: 'F6', control: true, label: 'Ctrl F6', words: 'key.ageDocument', screens: ['sell', 'search'], offline: true, ready: asksAge, does: ({ acts }) => acts.answerAge('document') },
  { act: 'ageTooYoung', key: 'F9', shift: true, label: 'Shift F9', words: 'key.ageTooYoung', screens: ['sell', 'search'], offline: true, ready: asksAge, does: ({ acts }) => acts.answerAge('tooYoung') },
  { act: 'confirmLot', key: 'b', control: true, label: 'Ctrl B', words: 'key.confirmLot', screens: ['sell', 'search'], offline: true, ready: asksLot, does: ({ acts }) => acts.confirmLot() },
  { act: 'newItem', key: 'Insert', label: 'Ins', words: 'newItem.open', screens: ['sell', 'search'], offline: true, ready: hasRed, does: ({ acts }) => acts.openNewItem() },
  { act: 'newItemUnit', key: 'F4', label: 'F4', words: 'key.newItemUnit', screens: ['newItem'], offline: true, does: ({ acts }) => acts.toggleNewItemUnit() },
  { act: 'newItemTax', key: 'F5', label: 'F5', words: 'key.newItemTax', screens: ['newItem'], offline: true, does: ({ acts }) => acts.nextNewItemTax() },
  { act: 'newItemCategory', key: 'F6', label: 'F6', words: 'key.newItemCategory', screens: ['newItem'], offline: true, does: ({ acts }) => acts.nextNewItemCategory() },
  { act: 'recall', key: 'F9', label: 'F9', words: 'recall.open', screens: ['priceCheck'], offline: true, does: ({ acts }) => acts.openRecall() },
  { act: 'liftRecall', key: 'F4', label: 'F4', words: 'recall.lift', screens: ['priceCheck'], offline: true, does: ({ acts }) => acts.liftRecall() },
  { act: 'cash', key: 'F10', label: 'F10', words: 'key.cash', screens: ['sell', 'search', 'tender', 'returnSale', 'returnItem', 'payBack'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.payCash() },
  { act: 'card', key: 'F11', label: 'F11', words: 'tender.card', screens: ['sell', 'search', 'tender', 'payment', 'returnSale', 'returnItem', 'payBack'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openCard() },
  { act: 'cardPart', key: 'F11', shift: true, label: 'Shift F11', words: 'tender.cardPart', screens: ['tender'], offline: true, does: ({ acts }) => acts.cardPart() },
  { act: 'wallet', key: 'F7', label: 'F7', words: 'tender.wallet', screens: ['tender', 'payment'], offline: true, ready: hasWallet, does: ({ acts }) => acts.openWallet() },
  { act: 'cardByHand', key: 'F12', label: 'F12', words: 'payment.byHand', screens: ['payment'], offline: true, does: ({ acts }) => acts.cardByHand() },
  { act: 'takeBackPayment', key: 'Delete', label: 'Del', words: 'payment.takeBack', screens: ['tender'], offline: true, ready: ({ counter }) => takenLast(counter?.basket) !== undefined, does: ({ acts, store }) => acts.takePaymentBack(takenLast(store.getState().counter?.basket)) },
  { act: 'foreign1', key: 'F7', shift: true, label: 'Shift F7', words: 'key.foreign1', screens: ['tender'], offline: true, ready: takes(0), does: ({ acts }) => acts.payForeign(0) },
  { act: 'foreign2', key: 'F8', shift: true, label: 'Shift F8', words: 'key.foreign2', screens: ['tender'], offline: true, ready: takes(1), does: ({ acts }) => acts.payForeign(1) },
  { act: 'foreign3', key: 'F9', shift: true, label: 'Shift F9', words: 'key.foreign3', screens: ['tender'], offline: true, ready: takes(2), does: ({ acts }) => acts.payForeign(2) },
  { act: 'voucher', key: 'F6', label: 'F6', words: 'tender.voucher', screens: ['tender'], offline: true, ready: ({ register }) => (register?.voucherKinds ?? []).length > 0, does: ({ acts }) => acts.openVoucher() },
  { act: 'storedValue', key: 'F6', shift: true, label: 'Shift F6', words: 'storedValue.pay', screens: ['tender'], offline: true, does: ({ acts }) => acts.openStoredValue() },
  { act: 'handBack', key: 'F10', control: true, label: 'Ctrl F10', words: 'tender.handBack', screens: ['tender'], offline: true, ready: ({ counter }) => keptLast(counter?.basket) !== undefined, does: ({ acts, store }) => acts.handBack(keptLast(store.getState().counter?.basket)) },
  { act: 'saidApproved', key: 'F4', label: 'F4', words: 'payment.saidApproved', screens: ['payment'], offline: true, does: ({ acts }) => acts.sayOutcome('approved') },
  { act: 'saidDeclined', key: 'F5', label: 'F5', words: 'payment.saidDeclined', screens: ['payment'], offline: true, does: ({ acts }) => acts.sayOutcome('declined') },
  // No digits: a scan's own would say where a person read what nobody had read.
  { act: 'paymentSeen1', key: 'F2', label: 'F2', words: 'payment.seen.terminalDisplay', screens: ['payment'], offline: true, does: ({ acts }) => acts.resolvePayment('terminalDisplay') },
  { act: 'paymentSeen2', key: 'F3', label: 'F3', words: 'payment.seen.terminalSlip', screens: ['payment'], offline: true, does: ({ acts }) => acts.resolvePayment('terminalSlip') },
  { act: 'paymentSeen3', key: 'F8', label: 'F8', words: 'payment.seen.provider', screens: ['payment'], offline: true, does: ({ acts }) => acts.resolvePayment('provider') },
  { act: 'tender', key: 'F12', label: 'F12', words: 'key.tender', screens: ['sell', 'search', 'returnSale', 'returnItem'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openTender() },
  { act: 'lineUp', key: 'ArrowUp', label: '↑', words: 'key.lineUp', screens: ['sell'], offline: true, repeats: true, does: ({ acts }) => acts.moveLine(-1) },
  { act: 'lineDown', key: 'ArrowDown', label: '↓', words: 'key.lineDown', screens: ['sell'], offline: true, repeats: true, does: ({ acts }) => acts.moveLine(1) },
  { act: 'up', key: 'ArrowUp', label: '↑', words: 'key.up', screens: ['setup', 'sign-on', 'approval', ...lists, 'returns', 'returnSale', 'returnItem', 'voidSale', 'discount', 'department', 'drawer', 'weigh', 'label', 'recall', 'cash', 'cashMove', 'count', 'handOver', 'zReports', 'gift', 'mail', 'settings', 'training', 'rights', 'grant', 'people', 'person', 'taxes', 'taxRate', 'voucher', 'backups', ...deviceLists], offline: true, repeats: true, does: ({ acts, store }) => move(acts, store, -1, false) },
  { act: 'down', key: 'ArrowDown', label: '↓', words: 'key.down', screens: ['setup', 'sign-on', 'approval', ...lists, 'returns', 'returnSale', 'returnItem', 'voidSale', 'discount', 'department', 'drawer', 'weigh', 'label', 'recall', 'cash', 'cashMove', 'count', 'handOver', 'zReports', 'gift', 'mail', 'settings', 'training', 'rights', 'grant', 'people', 'person', 'taxes', 'taxRate', 'voucher', 'backups', ...deviceLists], offline: true, repeats: true, does: ({ acts, store }) => move(acts, store, 1, false) },
  { act: 'left', key: 'ArrowLeft', label: '←', words: 'key.left', screens: ['approval', 'returns', 'returnSale', 'returnItem', 'returnPrice', 'discount', 'department', 'suspended', 'weigh', 'count', 'label', 'rights', 'people', 'journal', 'reports', 'devices', 'deviceLog'], offline: true, repeats: true, does: ({ acts, store }) => move(acts, store, -1, true) },
  { act: 'right', key: 'ArrowRight', label: '→', words: 'key.right', screens: ['approval', 'returns', 'returnSale', 'returnItem', 'returnPrice', 'discount', 'department', 'suspended', 'weigh', 'count', 'label', 'journal', 'reports', 'rights', 'people', 'devices', 'deviceLog'], offline: true, repeats: true, does: ({ acts, store }) => move(acts, store, 1, true) },
  { act: 'more', key: '+', label: '+', words: 'line.more', screens: ['sell'], offline: true, onlyWhenEmpty: true, repeats: true, does: ({ acts }) => acts.changeQuantity(acts.lineInHand(), 1) },
  { act: 'less', key: '-', label: '−', words: 'line.less', screens: ['sell'], offline: true, onlyWhenEmpty: true, repeats: true, does: ({ acts }) => acts.changeQuantity(acts.lineInHand(), -1) },
  { act: 'remove', key: 'Delete', label: 'Del', words: 'line.remove', screens: ['sell'], offline: true, does: ({ acts }) => acts.removeLine(acts.lineInHand()) },
  { act: 'takeOneBack', key: 'Delete', label: 'Del', words: 'returnSale.oneLess', screens: ['returnSale'], offline: true, does: ({ acts }) => acts.takeChosenBack() },
  { act: 'takeBack', key: 'Delete', label: 'Del', words: 'discount.takeBack', screens: ['discount'], offline: true, does: ({ acts }) => acts.takeBackDiscount() },
  { act: 'takeOffTare', key: 'Delete', label: 'Del', words: 'tare.off', screens: ['weigh'], offline: true, does: ({ acts }) => acts.chooseTare(undefined) },
  { act: 'tryHeadOffice', key: 'F4', label: 'F4', words: 'key.tryHeadOffice', screens: ['sign-on', 'devices'], offline: true, does: ({ acts }) => acts.tryHeadOffice() },
  { act: 'undoDevice', key: 'z', control: true, label: 'Ctrl Z', words: 'key.undoDevice', screens: ['devices'], offline: true, does: ({ acts }) => acts.undoDevice() },
  { act: 'findDevices', key: 'f', control: true, label: 'Ctrl F', words: 'devices.find', screens: ['devices', 'deviceFind'], offline: true, does: ({ acts }) => acts.openDeviceFind() },
  { act: 'deviceLog', key: 'e', control: true, label: 'Ctrl E', words: 'title.deviceLog', screens: ['devices'], offline: true, does: ({ acts }) => acts.openDeviceLog() },
  { act: 'logFaults', key: 'F4', label: 'F4', words: 'deviceLog.faultsOnly', screens: ['deviceLog'], offline: true, does: ({ acts }) => acts.toggleLogFaults() },
  { act: 'logOlder', key: 'PageDown', label: 'PgDn', words: 'deviceLog.older', screens: ['deviceLog'], offline: true, does: ({ acts }) => acts.olderDeviceEvents() },
  { act: 'undo', key: 'z', control: true, label: 'Ctrl Z', words: 'key.undo', screens: ['sell'], offline: true, does: ({ acts }) => acts.undo() },
  { act: 'receipts', key: 'r', control: true, label: 'Ctrl R', words: 'title.receipts', screens: [...ringingUp, 'suspended', 'returns', 'devices', 'payment'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openReceipts() },
  // Not Ctrl J or Ctrl M: guns that end a scan with a line feed or a return send it.
  { act: 'journal', key: 'k', control: true, label: 'Ctrl K', words: 'title.journal', screens: [...ringingUp, 'receipts', 'devices'], offline: true, gate: { permission: 'seeJournal' }, does: ({ acts }) => acts.openJournal() },
  { act: 'reports', key: 'o', control: true, label: 'Ctrl O', words: 'title.reports', screens: [...ringingUp, 'receipts', 'journal', 'lossWatch', 'cash', 'devices'], offline: true, gate: { permission: 'seeReports' }, does: ({ acts }) => acts.openReports() },
  { act: 'reportPeriod', key: 'F6', label: 'F6', words: 'report.nextPeriod', screens: ['reports'], offline: true, does: ({ acts }) => acts.nextReportPeriod() },
  { act: 'exportReport', key: 's', control: true, label: 'Ctrl S', words: 'journal.export', screens: ['reports'], offline: true, does: ({ acts }) => acts.exportReport() },
  { act: 'lossWatch', key: 'F7', label: 'F7', words: 'loss.open', screens: ['reports'], offline: true, gate: { permission: 'seeLossWatch' }, does: ({ acts }) => acts.openLossWatch() },
  { act: 'lossDays', key: 'F6', label: 'F6', words: 'loss.nextDays', screens: ['lossWatch'], offline: true, does: ({ acts }) => acts.nextLossDays() },
  { act: 'lossLimits', key: 'F4', label: 'F4', words: 'loss.toLimits', screens: ['lossWatch'], offline: true, does: ({ acts }) => acts.toggleLossLimits() },
  { act: 'reopenLoss', key: 'F9', label: 'F9', words: 'loss.reopen', screens: ['lossWatch'], offline: true, ready: ({ work }) => work.kind === 'lossWatch' && work.card?.of.looked !== undefined, does: ({ acts }) => acts.reopenLossCard() },
  { act: 'journalOperator', key: 'F4', label: 'F4', words: 'journal.nextOperator', screens: ['journal'], offline: true, does: ({ acts }) => acts.nextJournalOperator() },
  { act: 'journalPeriod', key: 'F6', label: 'F6', words: 'journal.nextPeriod', screens: ['journal'], offline: true, does: ({ acts }) => acts.nextJournalPeriod() },
  { act: 'exportJournal', key: 's', control: true, label: 'Ctrl S', words: 'journal.export', screens: ['journal'], offline: true, does: ({ acts }) => acts.exportJournal() },
  { act: 'journalReceipt', key: 'r', control: true, label: 'Ctrl R', words: 'journal.showReceipt', screens: ['journal'], offline: true, does: ({ acts }) => acts.showEntryReceipt() },
  { act: 'reprint', key: 'p', control: true, label: 'Ctrl P', words: 'key.reprint', screens: notPaying, offline: true, gate: { permission: 'reprint' }, does: ({ acts }) => acts.reprintLast() },
  { act: 'gift', key: 'g', control: true, label: 'Ctrl G', words: 'gift.key', screens: ['finish', 'receipts'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openGift() },
  { act: 'mailReceipt', key: 'e', control: true, label: 'Ctrl E', words: 'mailReceipt.key', screens: ['finish', 'receipts'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openMailReceipt() },
  { act: 'receiptFile', key: 's', control: true, label: 'Ctrl S', words: 'receiptFile.key', screens: ['receipts'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.saveReceiptFile() },
  { act: 'testMail', key: 'F6', label: 'F6', words: 'mail.test', screens: ['mail'], offline: true, does: ({ acts }) => acts.testMail() },
  { act: 'retryMail', key: 'F4', label: 'F4', words: 'mail.retry', screens: ['mail'], offline: true, does: ({ acts }) => acts.actOnMail('retry-mail') },
  { act: 'dropMail', key: 'F9', label: 'F9', words: 'mail.drop', screens: ['mail'], offline: true, does: ({ acts }) => acts.actOnMail('drop-mail') },
  { act: 'giftLine', key: 'F4', label: 'F4', words: 'gift.toggle', screens: ['gift'], offline: true, does: ({ acts }) => acts.toggleGift() },
  { act: 'paperWidth', key: 'F4', label: 'F4', words: 'key.paperWidth', screens: ['templates'], offline: true, does: ({ acts }) => acts.setPaperWidth() },
  { act: 'nextPaper', key: 'F6', label: 'F6', words: 'key.nextPaper', screens: ['templates'], offline: true, does: ({ acts }) => acts.nextPaper() },
  { act: 'earlierTemplate', key: 'F9', label: 'F9', words: 'key.earlierTemplate', screens: ['templates'], offline: true, does: ({ acts }) => acts.loadVersion() },
  { act: 'undoTemplate', key: 'z', control: true, label: 'Ctrl Z', words: 'templates.undo', screens: ['templates'], offline: true, does: ({ acts }) => acts.undoTemplate() },
  { act: 'redoTemplate', key: 'y', control: true, label: 'Ctrl Y', words: 'templates.redo', screens: ['templates'], offline: true, does: ({ acts }) => acts.redoTemplate() },
  { act: 'printTemplate', key: 'p', control: true, label: 'Ctrl P', words: 'templates.print', screens: ['templates'], offline: true, does: ({ acts }) => acts.printTemplate() },
  { act: 'devices', key: 'i', control: true, label: 'Ctrl I', words: 'devices.label', screens: [...notPaying, 'payment'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openDevices() },
  { act: 'settings', key: ',', control: true, label: 'Ctrl ,', words: 'title.settings', screens: notPaying, offline: true, does: ({ acts }) => acts.openSettings() },
  { act: 'customer', key: 'F2', shift: true, label: 'Shift F2', words: 'customers.key', screens: [...ringingUp, 'receipts', 'returns'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openCustomerKey() },
  { act: 'account', key: 'F12', shift: true, label: 'Shift F12', words: 'account.key', screens: [...ringingUp, 'customers', 'customer'], offline: true, gate: { permission: 'sell' }, does: ({ acts }) => acts.openAccountInHand() },
  { act: 'takeCustomerOff', key: 'Delete', control: true, label: 'Ctrl Del', words: 'basket.customerOff', screens: ringingUp, offline: true, ready: ({ counter }) => counter?.basket?.customer !== undefined, does: ({ acts }) => acts.takeCustomerOff() },
  { act: 'onAccount', key: 'F5', shift: true, label: 'Shift F5', words: 'tender.account', screens: ['tender'], offline: true, ready: ({ counter }) => counter?.basket?.customer?.account !== undefined, does: ({ acts }) => acts.payOnAccount() },
  { act: 'newCustomer', key: 'n', control: true, label: 'Ctrl N', words: 'customers.new', screens: ['customers'], offline: true, gate: { permission: 'editCustomers' }, does: ({ acts }) => acts.openCustomer(undefined) },
  { act: 'customerEdit', key: 'F4', label: 'F4', words: 'customers.edit', screens: ['customers'], offline: true, gate: { permission: 'editCustomers' }, does: ({ acts }) => acts.openCustomerInHand() },
  { act: 'customersAway', key: 'F6', label: 'F6', words: 'customers.away', screens: ['customers'], offline: true, does: ({ acts }) => acts.toggleAway() },
  { act: 'customerActive', key: 'F4', label: 'F4', words: 'customer.toggleActive', screens: ['customer'], offline: true, does: ({ acts }) => acts.toggleCustomerActive() },
  { act: 'customerErase', key: 'F9', label: 'F9', words: 'customer.erase', screens: ['customer'], offline: true, does: ({ acts }) => acts.eraseCustomer() },
  { act: 'printStatement', key: 'p', control: true, label: 'Ctrl P', words: 'account.print', screens: ['account'], offline: true, does: ({ acts }) => acts.printStatement() },
  { act: 'newPerson', key: 'n', control: true, label: 'Ctrl N', words: 'people.new', screens: ['people'], offline: true, does: ({ acts }) => acts.openPerson(undefined) },
  { act: 'personPin', key: 'F2', label: 'F2', words: 'people.setPin', screens: ['person'], offline: true, does: ({ acts }) => acts.setPinOfPerson() },
  { act: 'personActive', key: 'F4', label: 'F4', words: 'people.toggleActive', screens: ['person'], offline: true, does: ({ acts }) => acts.toggleActive() },
  { act: 'personUnlock', key: 'F5', label: 'F5', words: 'people.unlock', screens: ['person'], offline: true, does: ({ acts }) => acts.unlockPerson() },
  { act: 'personBadgeOff', key: 'F9', label: 'F9', words: 'people.badgeOff', screens: ['person'], offline: true, does: ({ acts }) => acts.takeOffBadge() },
  { act: 'backUpNow', key: 'F6', label: 'F6', words: 'backups.now', screens: ['backups'], offline: true, does: ({ acts }) => acts.backUpNow() },
  { act: 'secondFolder', key: 'F4', label: 'F4', words: 'title.backupFolder', screens: ['backups'], offline: true, does: ({ acts }) => acts.askSecondFolder() },
  { act: 'noSecondFolder', key: 'F9', label: 'F9', words: 'backups.drop', screens: ['backups'], offline: true, does: ({ acts }) => acts.dropSecondFolder() },
  { act: 'gun', key: 'g', control: true, label: 'Ctrl G', words: 'gun.open', screens: ['devices'], offline: true, does: ({ acts }) => acts.openGun() },
  { act: 'useGun', key: 'F12', label: 'F12', words: 'gun.use', screens: ['gun'], offline: true, does: ({ acts }) => acts.useGun() },
  { act: 'standardGun', key: 'Delete', label: 'Del', words: 'gun.toStandard', screens: ['gun'], offline: true, does: ({ acts }) => acts.standardGun() },
  { act: 'clearGun', key: 'F9', label: 'F9', words: 'gun.clear', screens: ['gun'], offline: true, does: ({ acts }) => acts.clearGun() },
  { act: 'ownPin', key: 'u', control: true, label: 'Ctrl U', words: 'title.ownPin', screens: notPaying, offline: true, does: ({ acts }) => acts.openOwnPin() },
  { act: 'training', key: '.', control: true, label: 'Ctrl .', words: 'training.key', screens: [...notPaying, 'returns', 'training', 'cash', 'journal'], offline: true, gate: { permission: 'training' }, does: ({ acts }) => acts.openTraining() },
  { act: 'trainingNext', key: '.', control: true, label: 'Ctrl .', words: 'training.next', screens: ['sign-on'], offline: true, does: ({ acts }) => acts.toggleTrainingNext() },
  { act: 'endTraining', key: 'F1', shift: true, label: 'Shift F1', words: 'training.end', screens: atTheCounter, offline: true, ready: ({ training }) => training?.on === true, does: ({ acts }) => acts.endTraining() },
  { act: 'startOver', key: 'F1', control: true, label: 'Ctrl F1', words: 'training.startOver', screens: atTheCounter, offline: true, ready: ({ training }) => training?.task !== undefined, does: ({ acts, store }) => { if (store.getState().training?.task !== undefined) acts.restartScenario() } },
  { act: 'changeRoll', key: 'F2', control: true, label: 'Ctrl F2', words: 'training.newRoll', screens: atTheCounter, offline: true, ready: ({ training }) => training?.task?.paperOut === true, does: ({ acts, store }) => { if (store.getState().training?.task?.paperOut === true) acts.changeRoll() } },
  { act: 'lock', key: 'l', control: true, label: 'Ctrl L', words: 'key.lock', screens: atTheCounter, offline: true, does: ({ acts }) => acts.lock() },
  { act: 'enter', key: 'Enter', label: 'Enter', words: 'key.enter', screens: always, offline: true, does: ({ acts, store }) => enter(acts, store) },
  { act: 'erase', key: 'Backspace', label: '⌫', words: 'keypad.erase', screens: everywhere, offline: true, repeats: true, does: ({ acts }) => acts.erase() },
  { act: 'back', key: 'Escape', label: 'Esc', words: 'key.back', screens: always, offline: true, does: ({ acts, store }) => back(acts, store) },
] as const satisfies readonly Action[]

export type Act = (typeof list)[number]['act']
export const actions: readonly (Action & { readonly act: Act })[] = list

export function actionOf(act: Act): Action & { readonly act: Act } {
  const action = actions.find((each) => each.act === act)
  if (action === undefined) throw new Error(`no action ${act}`)
  return action
}

/** How the key of an act is written on its label. */
export function labelOf(act: Act): string {
  return actionOf(act).label
}

export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** What a pressed key means on this screen, if anything. */
export function actOf(pressed: PressedKey, screen: Screen, entry: string): Act | undefined {
  if (pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  const shifted = pressed.shiftKey && /^F\d/.test(key)
  const action = actions.find((each) => each.key === key && (each.control ?? false) === pressed.ctrlKey && (each.shift ?? false) === shifted && each.screens.includes(screen))
  return action === undefined || (action.onlyWhenEmpty === true && entry !== '') ? undefined : action.act
}

/** Does it. The overlay of keys gives way to whatever is done under it. */
export function perform(act: Act, reach: Reach): void {
  const { store } = reach
  if (store.getState().keysShown && act !== 'keys') {
    store.setState({ keysShown: false })
    if (act === 'back' || act === 'enter') return
  }
  const action = actionOf(act)
  if (gateOfAction(action, store.getState()) === 'never') reach.acts.sayNotAllowed(action.gate === undefined ? undefined : awayHoursOf(store.getState().ownRights, action.gate.permission))
  else action.does(reach)
}

/** What stands before an action for whoever is signed on. */
export function gateOfAction({ gate }: Pick<Action, 'gate'>, state: ScreenState): Gate {
  if (gate === undefined) return 'free'
  const first = gateOf(state.ownRights, gate.permission, gate.amount?.(state))
  return first === 'never' && gate.or !== undefined ? gateOf(state.ownRights, gate.or) : first
}
