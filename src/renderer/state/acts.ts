import { type CounterView, type ScanRefusedView, type TileView } from '../../contracts/ipc/index.ts'
import { createActKit, type Later } from './act-kit.ts'
import { type Api } from './api.ts'
import { createApprovals } from './approval-acts.ts'
import { createBadgeActs } from './badge-acts.ts'
import { lastDone } from './basket-rows.ts'
import { createCancelActs } from './cancel-acts.ts'
import { createCompletion } from './completion.ts'
import { createCustomerActs } from './customer-acts.ts'
import { createDepartmentActs } from './department-acts.ts'
import { createDeviceActs } from './device-acts.ts'
import { createDiscountActs } from './discount-acts.ts'
import { createDrawerActs } from './drawer-acts.ts'
import { readEntry } from './entry.ts'
import { downloadBytes, downloadFile, downloadPage } from './download.ts'
import { createFactorProofs } from './factor-proofs.ts'
import { createGoodsActs } from './goods-acts.ts'
import { createFindSaleActs } from './find-sale-acts.ts'
import { createGiftActs } from './gift-acts.ts'
import { createHeadOfficeActs } from './head-office-acts.ts'
import { createGunActs } from './gun-acts.ts'
import { createJournalActs } from './journal-acts.ts'
import { createLabelActs } from './label-acts.ts'
import { createLayAwayActs } from './lay-away-acts.ts'
import { createLineActs } from './line-acts.ts'
import { createLooseReturnActs } from './loose-return-acts.ts'
import { createPayBackActs } from './pay-back-acts.ts'
import { createMailActs } from './mail-acts.ts'
import { isLookedAt } from './looked-at.ts'
import { createNewItemActs } from './new-item-acts.ts'
import { createMachineActs } from './machine-acts.ts'
import { createPayActs } from './pay-acts.ts'
import { createPaymentActs } from './payment-acts.ts'
import { createPeopleActs } from './people-acts.ts'
import { createPriceTodayActs } from './price-today-acts.ts'
import { createPriceCheckActs } from './price-check-acts.ts'
import { createRecallActs } from './recall-acts.ts'
import { createReceiptActs } from './receipt-acts.ts'
import { createLossActs } from './loss-acts.ts'
import { createReportActs } from './report-acts.ts'
import { createReturnActs } from './return-acts.ts'
import { createReturnScans } from './return-scans.ts'
import { createPinWaits } from './pin-waits.ts'
import { paymentStage, screenOf, type ScreenState, type ScreenStore } from './screen-state.ts'
import { createSecondFactorActs } from './second-factor-acts.ts'
import { createSearchActs } from './search-acts.ts'
import { createSetupActs } from './setup-acts.ts'
import { createSetupDeviceActs } from './setup-device-acts.ts'
import { createSignOnActs } from './sign-on-acts.ts'
import { createRightsActs } from './rights-acts.ts'
import { createShiftActs } from './shift-acts.ts'
import { type Sounds } from './sounds.ts'
import { createStatusActs } from './status-acts.ts'
import { createStoreActs } from './store-acts.ts'
import { createSuspendActs } from './suspend-acts.ts'
import { createTrainingActs } from './training-acts.ts'
import { createTypingActs } from './typing-acts.ts'
import { createUndoActs } from './undo-acts.ts'
import { createStoreMoneyActs } from './store-money-acts.ts'
import { createTemplatesActs } from './templates-acts.ts'
import { createStoredValueActs } from './stored-value-acts.ts'
import { createTenderActs } from './tender-acts.ts'
import { createTaxesActs } from './taxes-acts.ts'
import { createWeighActs } from './weigh-acts.ts'

/** The shell has no folder for downloads; a browser has, and its person does not know the till's. */
const inElectron = (): boolean => typeof window !== 'undefined' && window.tillwright !== undefined

/** Everything a person can do at this screen. Keys, taps and scans all end here. */
export type Acts = ReturnType<typeof createActs>

export function createActs(bare: Api, store: ScreenStore, sounds: Sounds, later: Later, save = downloadFile, saveBytes: typeof downloadBytes | undefined = inElectron() ? undefined : downloadBytes, savePage = downloadPage) {
  const waits = createPinWaits(store, later)
  // An act may be asked for a code first, and for another's approval after it.
  const proofs = createFactorProofs(bare, store, sounds)
  const approvals = createApprovals(proofs.api, store, sounds, waits)
  const { api } = approvals
  const kit = createActKit(api, store, sounds, later, received)
  const { set, enqueue, receive, refused, send, go } = kit
  const payments = createPaymentActs(kit)
  const complete = createCompletion(kit, releaseHeldScans)
  const payBack = createPayBackActs(kit, complete)
  const storeMoney = createStoreMoneyActs(kit)
  const tenders = createTenderActs(kit, releaseHeldScans)
  const storedValues = createStoredValueActs(kit, api, tenders.takeTender)
  const pay = createPayActs(kit, complete, { ...payments, ...tenders }, payBack)
  const lines = createLineActs(kit)
  const discounts = createDiscountActs(kit, lines.lineInHand)
  const suspends = createSuspendActs(kit)
  const layAways = createLayAwayActs(kit)
  const searching = createSearchActs(kit)
  const departments = createDepartmentActs(kit)
  const drawers = createDrawerActs(kit)
  const prices = createPriceCheckActs(kit)
  const undoing = createUndoActs(kit)
  const pricesToday = createPriceTodayActs(kit, undoing.together)
  const labels = createLabelActs(kit, lines.lineInHand)
  const receipts = createReceiptActs(kit)
  const gifts = createGiftActs(kit)
  const finding = createFindSaleActs(kit, receipts.openScanned)
  const returns = createReturnActs(kit, undoing.together)
  const loose = createLooseReturnActs(kit, finding.goodsNow)
  const returnScans = createReturnScans(kit, { ...receipts, ...finding, ...returns, ...loose })
  const customers = createCustomerActs(kit, { ...receipts, ...finding })
  const journals = createJournalActs(kit, { save, openReceipt: receipts.openScanned })
  const reporting = createReportActs(kit, save)
  const losses = createLossActs(kit)
  const shifts = createShiftActs(kit)
  const weighing = createWeighActs(kit)
  const status = createStatusActs(kit)
  const deviceActs = createDeviceActs(kit)
  const people = createPeopleActs(kit)
  const secondFactor = createSecondFactorActs(kit)
  const taxes = createTaxesActs(kit)
  const machine = createMachineActs(kit, saveBytes, waits)
  const shop = createStoreActs(kit)
  const headOffice = createHeadOfficeActs(kit, waits, shop.openStore)
  const mail = createMailActs(kit, savePage)
  const templates = createTemplatesActs(kit)
  const gun = createGunActs(kit, scan)
  const training = createTrainingActs(kit)
  const rights = createRightsActs(kit, { ...deviceActs, ...customers, ...people, ...secondFactor, ...taxes, ...machine, ...shop, ...templates, ...mail, ...losses, ...gun, ...training })
  const typing = createTypingActs(kit, { chooseGrantWay: rights.chooseGrantWay, typesCount: shifts.typesCount })
  const setupDevices = createSetupDeviceActs(kit)
  const setup = createSetupActs(kit, setupDevices.enterSetupDevice)
  const badges = createBadgeActs(kit, { approver: approvals.acts.chooseApprover, goods: holdScan })
  const goods = createGoodsActs(kit)
  const newItems = createNewItemActs(kit, lines.lineInHand)
  const recalls = createRecallActs(kit, lines.lineInHand)
  const signingOn = createSignOnActs(kit, { waits, releaseHeldScans, badgeAtTheDoor: badges.badgeAtTheDoor, reloadRegister: machine.reloadRegister, leaveApproval: approvals.acts.leaveApproval, leaveFactorAsk: proofs.acts.leaveFactorAsk, beginTraining: training.beginTraining })

  store.subscribe((state, before) => {
    if (before.approval !== undefined && state.approval === undefined) enqueue(async () => releaseHeldScans())
  })

  // What was scanned meanwhile waited: a code half typed, or recovery codes that are shown once, must not go for a tin.
  const codeUnderWay = ({ factorAsk, work }: ScreenState): boolean => factorAsk !== undefined || work.kind === 'move' || work.kind === 'secondFactor' || work.kind === 'factorPin' || work.kind === 'backupPin' || work.kind === 'headOfficePin'
  store.subscribe((state, before) => {
    if (codeUnderWay(before) && !codeUnderWay(state)) enqueue(async () => releaseHeldScans())
  })

  function received(next: CounterView, before: CounterView | undefined): void {
    // Somebody put a basket aside or took one up while the list is on the screen.
    if (store.getState().work.kind === 'suspended' && next.suspended !== before?.suspended) suspends.reloadSuspended()
    undoing.follow(next, before)
    // Nobody knew whether it was charged, and now it is known: that stays on the screen until somebody goes on from it.
    const { seenPaymentId } = store.getState()
    const told = paymentStage({ counter: before, seenPaymentId }) === 'unknown' && lastDone(next) !== undefined && lastDone(next)?.id !== lastDone(before)?.id
    if (!told) releaseHeldScans()
  }

  /** Money is on its way: the amount the customer was shown must not move under it. */
  function moneyUnderWay(): boolean {
    const state = store.getState()
    const stage = paymentStage(state)
    return state.work.kind === 'card' || stage === 'pending' || stage === 'unknown'
  }

  function releaseHeldScans(): void {
    const { heldScans, approval } = store.getState()
    if (heldScans.length === 0 || moneyUnderWay() || codeUnderWay(store.getState()) || store.getState().signingOn || approval !== undefined) return
    set({ heldScans: [] })
    for (const barcode of heldScans) scan(barcode)
  }

  /** Until what is under way is over: the basket that somebody pays or authorises must not move under them. */
  function holdScan(barcode: string): void {
    set({ heldScans: [...store.getState().heldScans, barcode] })
    sounds.attention()
    releaseHeldScans()
  }

  function scan(barcode: string): void {
    set({ keysShown: false })
    const state = store.getState()
    // Nothing is sold by a register that is nobody's; what a wedge types may be for the test of a scanner.
    if (state.setup !== undefined) {
      deviceActs.takesTestScan(barcode)
      return
    }
    const { work } = state
    const locked = screenOf(state) === 'sign-on'
    if (locked && !state.signingOn) {
      badges.badgeAtTheDoor(barcode)
      return
    }
    if (!locked && state.approval !== undefined) {
      badges.badgeForApproval(barcode)
      return
    }
    if (!locked && people.takesBadge(barcode)) return
    if (!locked && customers.takesCustomerScan(barcode)) return
    // Between the PIN and its answer the gun may already be at the first tin: that scan was lost without a word.
    if (!locked && tenders.takeVoucherScan(barcode)) return
    if (!locked && storedValues.takeStoredValueScan(barcode)) return
    if (!locked && !codeUnderWay(state) && payments.takePayerCode(barcode)) return
    // A bag's number, and no goods: whatever is being paid meanwhile.
    if (!locked && shifts.takesBagScan(barcode)) return
    if (locked || moneyUnderWay() || codeUnderWay(state)) {
      set({ heldScans: [...state.heldScans, barcode] })
      sounds.attention()
      return
    }
    if (deviceActs.takesTestScan(barcode)) return
    // How the last payment ended was read: goods go on.
    if (paymentStage(state) === 'ended') payments.leavePayment()
    if (returnScans.takesReturnScan(barcode)) return
    if (work.kind === 'priceCheck' && work.answer === undefined) {
      prices.checkPrice(barcode)
      return
    }
    // `3*` typed before the scan belongs to it, and is used up by it.
    const { quantity, badQuantity, code } = work.kind === 'sell' ? readEntry(state.entry) : { code: '' }
    if (badQuantity === true && code === '') {
      noQuantity()
      return
    }
    const counted = quantity !== undefined && code === ''
    if (isLookedAt(work)) go({ kind: 'sell' })
    else if (counted) set({ entry: '' })
    ringUpCode(barcode, counted ? quantity : undefined)
  }

  /** What was typed before the star is no quantity: nothing is rung up, and the field is free for the next scan. */
  function noQuantity(): void {
    set({ entry: '' })
    refused({ code: 'quantity.invalid' })
  }

  /** A scanner of the till's own read something, and the core did not ring it up. */
  function scanRefused({ barcode, refusal }: ScanRefusedView): void {
    if (refusal.code === 'operator.notSignedOn') {
      badges.badgeAtTheDoor(barcode)
      return
    }
    if (refusal.code === 'badge.scanned') {
      badges.switchTo(refusal.params?.['operatorId'])
      return
    }
    if (refusal.code === 'item.unknown' && shifts.takesBagScan(barcode)) return
    if (returnScans.toldReceipt(refusal) || layAways.toldLayAway(refusal)) return
    if (refusal.code === 'payment.pending' || refusal.code === 'payment.unknown') {
      set({ heldScans: [...store.getState().heldScans, barcode] })
      sounds.attention()
      return
    }
    enqueue(async () => {
      const { code, params } = refusal
      if (code !== 'quantity.invalid' || !(await weighCode(barcode))) refused({ code, ...(params === undefined ? {} : { params }) })
    })
  }

  function ringUpCode(barcode: string, quantity: number | undefined): void {
    enqueue(async () => {
      const answer = await send('scan', { barcode, ...(quantity === undefined ? {} : { quantity }) })
      if (answer.ok) return
      if (answer.refusal.code === 'badge.scanned') badges.switchTo(answer.refusal.params?.['operatorId'])
      else if (returnScans.toldReceipt(answer.refusal) || layAways.toldLayAway(answer.refusal)) return
      else if (answer.refusal.code !== 'quantity.invalid' || quantity !== undefined || !(await weighCode(barcode))) refused(answer.refusal)
    })
  }

  /** The code of something measured, without a quantity: it is asked for, as it is when its tile is tapped. */
  async function weighCode(barcode: string): Promise<boolean> {
    const answer = await api.call('search-items', { text: barcode, limit: 5 })
    const item = answer.ok ? answer.value.hits.find((hit) => hit.unit !== 'each' && (hit.sku === barcode || hit.barcode === barcode)) : undefined
    if (item === undefined || store.getState().work.kind !== 'sell') return false
    go({ kind: 'weigh', item, choosing: false })
    return true
  }

  function enter(): void {
    if (searching.enterSearch()) return
    const { quantity, badQuantity, code } = readEntry(store.getState().entry)
    if (badQuantity === true) {
      noQuantity()
      return
    }
    if (code === '') return
    set({ entry: '' })
    ringUpCode(code, quantity)
  }

  function tapTile(tile: TileView): void {
    const { quantity, badQuantity, code } = readEntry(store.getState().entry)
    if (badQuantity === true && code === '') {
      noQuantity()
      return
    }
    const counted = quantity !== undefined && code === ''
    if (counted) set({ entry: '' })
    searching.ringUp(tile, counted ? quantity : undefined)
  }

  /** One step back. */
  function leaveWork(): void {
    if (store.getState().approval !== undefined) approvals.acts.leaveApproval()
    else if (tenders.isBeside(store.getState().work)) set({ work: { kind: 'tender' }, entry: '', notice: undefined })
    else if (!layAways.leaveLayAway() && !rights.leaveSettings() && !machine.leaveBackups() && !headOffice.leaveHeadOffice() && !people.leavePeople() && !customers.leaveCustomers() && !taxes.leaveTaxes() && !gifts.leavePaper() && !returnScans.leaveReturn() && !shifts.leaveShift()) goToSell()
  }

  function goToSell(): void {
    if (store.getState().factorAsk !== undefined) {
      proofs.acts.leaveFactorAsk()
      return
    }
    if (store.getState().work.kind === 'secondFactor' || store.getState().work.kind === 'factorPin') {
      secondFactor.backFromFactor()
      return
    }
    if (store.getState().paying) return
    if (screenOf(store.getState()) === 'payment') {
      payments.leavePayment()
      releaseHeldScans()
      return
    }
    set({ openReceipt: undefined })
    go({ kind: 'sell' })
    releaseHeldScans()
  }

  return {
    ...pay,
    ...payments,
    ...discounts,
    ...suspends,
    ...layAways,
    ...searching,
    ...departments,
    ...drawers,
    ...goods,
    ...recalls,
    ...newItems,
    ...prices,
    ...pricesToday,
    ...labels,
    ...receipts,
    ...gifts,
    ...finding,
    ...returns,
    ...loose,
    ...payBack,
    ...returnScans,
    ...journals,
    ...reporting,
    ...losses,
    ...shifts.acts,
    ...weighing,
    ...status,
    ...deviceActs,
    ...gun,
    ...signingOn,
    ...rights,
    ...taxes,
    ...storeMoney,
    ...tenders,
    ...storedValues,
    ...people,
    ...customers,
    ...setup,
    ...setupDevices,
    ...shop,
    ...templates,
    ...headOffice,
    ...mail,
    sendMailReceipt: () => mail.sendMailReceipt(gifts.leavePaper),
    ...approvals.acts,
    ...secondFactor,
    lock: () => {
      if (secondFactor.leaveCodesToLock()) signingOn.lock()
    },
    ...machine,
    ...training,
    ...proofs.acts,
    receive,
    scan,
    scanRefused,
    enter,
    tapTile,
    undo: undoing.undo,
    ...lines,
    leaveWork,
    goToSell,
    ...typing,
    choosePage: (pageId: string) => set({ pageId }),
    selectLine: (lineNo: number | undefined) => set({ selectedLineNo: lineNo }),
    ...createCancelActs(kit, payBack.refusePaidBack),
    nextCustomer: () => {
      set({ seenSaleId: lastDone(store.getState().counter)?.id, entry: '', notice: undefined, work: { kind: 'sell' } })
      releaseHeldScans()
    },
    /** A key that this role may never press, pressed by its shortcut; or not while head office is away. */
    sayNotAllowed: (awayHours?: number) => refused(awayHours === undefined ? { code: 'request.notAllowed' } : { code: 'headOffice.awayTooLong', params: { hours: awayHours } }),
    dismissNotice: () => set({ notice: undefined }),
  }
}
