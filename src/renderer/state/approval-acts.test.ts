import { describe, expect, test, vi } from 'vitest'
import { approvalFacts, givenReason, neededBy, nobodyWords, reasonOf, reasonsFor } from './approval.ts'
import { approversOf } from './approval-acts.ts'
import { basketOf, counterOf, croissant, milk, sale, screen, type Screen } from './screen.fixture.ts'
import { screenOf } from './screen-state.ts'

const approval = '5f0d9a52-4d8c-4f0e-9f7e-0d7a6c1b2e3f'
const needed = { permission: 'discount', document: 'b1/1', amount: 200_000, limit: 100_000, approvers: 'supervisor manager admin' }
const operators = [
  { id: 'o1', name: 'Mei Lin', role: 'cashier' },
  { id: 'o2', name: 'Jonas', role: 'cashier' },
  { id: 'o3', name: 'Sara', role: 'supervisor' },
  { id: 'o4', name: 'Dmitri', role: 'manager' },
] as const
const facts = { mode: 'live', registerId: 'r', registerNumber: 1, storeName: 's', chainName: 'c', currency: 'CNY', timeZone: 'Asia/Shanghai', language: 'en', layout: 'tiles' } as const

/** A discount of 20 % was asked for and refused: the dialog is open. */
async function asking(): Promise<Screen> {
  const shown = screen()
  shown.store.setState({ register: { ...facts, operators: [...operators] } })
  shown.acts.openDiscount()
  shown.type('20')
  shown.acts.chooseReason('damaged')
  shown.acts.applyDiscount()
  const act = await shown.requestOf('discount-line')
  act.refuse('approval.needed', needed)
  await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('approval'), { timeout: 15_000 })
  return shown
}

function approve(shown: Screen, pin = '9164'): void {
  shown.acts.chooseApprover('o3')
  shown.type(pin)
  shown.acts.confirmApproval()
}

const discounted = counterOf({ basket: basketOf(2, { lines: [{ ...croissant, discountRule: { kind: 'percent', ppm: 200_000, reason: 'damaged' }, discount: 170, total: 680 }] }) })

describe('the dialog of an approval', () => {
  test.each(['123', '123456789', '123456789012'])('[APR-31] what is no PIN by its length is said to be none, is sent nowhere, and goes: %s', async (typed) => {
    const shown = await asking()
    approve(shown, typed)
    expect(shown.store.getState()).toMatchObject({ entry: '', approval: { wrongLength: true, sending: false } })
    expect(shown.heard.at(-1)).toBe('error')
    expect(shown.asked.map(({ name }) => name)).not.toContain('approve')
    approve(shown)
    expect((await shown.requestOf('approve')).input).toMatchObject({ pin: '9164' })
    expect(shown.store.getState().approval).toMatchObject({ wrongLength: false })
  })

  test('[APR-20] opens on any act that needs one, asks those who could, and sends the very same act again', async () => {
    const shown = await asking()
    expect(shown.heard.at(-1)).toBe('attention')
    expect(approversOf(shown.store.getState()).map(({ id }) => id)).toEqual(['o3', 'o4'])
    expect(shown.store.getState().approval).toMatchObject({ reason: 'damaged', approverId: undefined })
    approve(shown)
    const asked = await shown.requestOf('approve')
    expect(asked.input).toEqual({ approverId: 'o3', pin: '9164', permission: 'discount', document: 'b1/1', amount: 200_000, reason: 'damaged' })
    asked.answer({ approval })
    const first = await shown.requestOf('discount-line')
    const again = await shown.requestOf('discount-line', 1)
    expect(again.input).toEqual({ ...(first.input as object), approval })
    expect(again.id).toBe(first.id)
    again.answer(discounted)
    await vi.waitFor(() => expect(shown.store.getState().work).toMatchObject({ kind: 'discount', done: true }), { timeout: 15_000 })
    expect(shown.store.getState()).toMatchObject({ approval: undefined, entry: '', notice: undefined })
  })

  test('[APR-21] left with Esc, nothing was done, nothing is said, and what was typed for the act stands there again', async () => {
    const shown = await asking()
    shown.type('91')
    shown.acts.leaveWork()
    await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('discount'), { timeout: 15_000 })
    expect(shown.store.getState()).toMatchObject({ approval: undefined, entry: '20', notice: undefined, work: { kind: 'discount', done: false } })
    expect(shown.asked.map(({ name }) => name)).toEqual(['discount-line'])
    shown.acts.applyDiscount()
    expect((await shown.requestOf('discount-line', 1)).input).not.toHaveProperty('approval')
  })

  test('[APR-22] a wrong PIN is said in the dialog, and the approver and the reason stay', async () => {
    const shown = await asking()
    approve(shown, '0000')
    ;(await shown.requestOf('approve')).refuse('operator.wrongPin')
    await vi.waitFor(() => expect(shown.store.getState().approval?.trouble?.code).toBe('operator.wrongPin'), { timeout: 15_000 })
    expect(shown.store.getState()).toMatchObject({ entry: '', notice: undefined, approval: { approverId: 'o3', reason: 'damaged', sending: false } })
    shown.type('9164')
    shown.acts.confirmApproval()
    ;(await shown.requestOf('approve', 1)).answer({ approval })
    await shown.requestOf('discount-line', 1)
  })

  test('[APR-22] while the register takes no PIN of somebody the seconds are counted down, and another may approve', async () => {
    const shown = await asking()
    approve(shown, '0000')
    ;(await shown.requestOf('approve')).refuse('operator.wrongPin', { waitSeconds: 2 })
    await vi.waitFor(() => expect(shown.store.getState().pinWaits).toEqual({ o3: 2 }), { timeout: 15_000 })
    shown.type('9164')
    shown.acts.confirmApproval()
    expect(shown.asked.filter(({ name }) => name === 'approve')).toHaveLength(1)
    shown.pass()
    expect(shown.store.getState().pinWaits).toEqual({ o3: 1 })
    shown.acts.chooseApprover('o4')
    expect(shown.store.getState().entry, 'a PIN half typed is one person\'s').toBe('')
    shown.pass()
    expect(shown.store.getState().pinWaits).toEqual({})
    shown.type('2759')
    shown.acts.confirmApproval()
    expect((await shown.requestOf('approve', 1)).input).toMatchObject({ approverId: 'o4' })
  })

  test('[APR-23] an approval that the act no longer fits is said, and asked for as it is now', async () => {
    const shown = await asking()
    approve(shown)
    ;(await shown.requestOf('approve')).answer({ approval })
    ;(await shown.requestOf('discount-line', 1)).refuse('approval.invalid')
    const fresh = await shown.requestOf('discount-line', 2)
    expect(fresh.input).not.toHaveProperty('approval')
    fresh.refuse('approval.needed', { ...needed, amount: 250_000 })
    await vi.waitFor(() => expect(shown.store.getState().approval).toMatchObject({ trouble: { code: 'approval.invalid' }, sending: false, approverId: 'o3' }), { timeout: 15_000 })
    shown.type('9164')
    shown.acts.confirmApproval()
    expect((await shown.requestOf('approve', 1)).input).toMatchObject({ amount: 250_000 })
  })

  test('[APR-24] goods scanned meanwhile wait, and are rung up when it is over', async () => {
    const shown = await asking()
    shown.acts.scan('6901028075831')
    ;(await shown.requestOf('badge')).refuse('badge.unknown')
    ;(await shown.requestOf('search-items')).answer({ hits: [milk] })
    await vi.waitFor(() => expect(shown.store.getState().heldScans).toEqual(['6901028075831']), { timeout: 15_000 })
    expect(shown.asked.map(({ name }) => name)).toEqual(['discount-line', 'badge', 'search-items'])
    shown.acts.leaveApproval()
    expect((await shown.requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })

  test('[APR-24] digits that are nobody’s badge and no goods are no PIN, and never a red line', async () => {
    const shown = await asking()
    shown.type('73')
    shown.acts.scan('123456789012')
    ;(await shown.requestOf('badge')).refuse('badge.unknown')
    ;(await shown.requestOf('search-items')).answer({ hits: [] })
    await vi.waitFor(() => expect(shown.store.getState()).toMatchObject({ entry: '', heldScans: [], approval: { wrongLength: true } }), { timeout: 15_000 })
    expect(shown.heard.at(-1)).toBe('error')
    shown.acts.leaveApproval()
    await Promise.resolve()
    expect(shown.asked.map(({ name }) => name)).not.toContain('scan')
  })

  test('[APR-24] an in-store label, which no search knows, waits as goods', async () => {
    const shown = await asking()
    shown.acts.scan('2012345006783')
    ;(await shown.requestOf('badge')).refuse('badge.unknown')
    await vi.waitFor(() => expect(shown.store.getState().heldScans).toEqual(['2012345006783']), { timeout: 15_000 })
  })

  test('[APR-24] a badge chooses who approves, and says so where its owner may not', async () => {
    const shown = await asking()
    shown.acts.scan('TW-0042')
    ;(await shown.requestOf('badge')).answer({ operatorId: 'o3' })
    await vi.waitFor(() => expect(shown.store.getState().approval?.approverId).toBe('o3'), { timeout: 15_000 })
    shown.acts.scan('TW-0043')
    ;(await shown.requestOf('badge', 1)).answer({ operatorId: 'o2' })
    await vi.waitFor(() => expect(shown.store.getState().approval).toMatchObject({ approverId: 'o3', trouble: { code: 'approval.notYours' } }), { timeout: 15_000 })
    expect(shown.store.getState().heldScans).toEqual([])
  })

  test('[APR-25] the PIN goes to main as a PIN and nowhere else, also over a list that looks up what is typed', async () => {
    const shown = screen(counterOf({ lastSale: sale }))
    shown.store.setState({ register: { ...facts, operators: [...operators] } })
    shown.acts.openReceipts()
    ;(await shown.requestOf('receipts')).answer({ receipts: [] })
    shown.acts.reprintLast()
    ;(await shown.requestOf('reprint')).refuse('approval.needed', { permission: 'reprint', document: 's1', amount: 0, approvers: 'supervisor' })
    await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('approval'), { timeout: 15_000 })
    expect(shown.store.getState().approval?.approverId, 'the only one who could').toBe('o3')
    shown.acts.chooseApprovalReason('mistake')
    shown.type('9164')
    shown.acts.confirmApproval()
    ;(await shown.requestOf('approve')).answer({ approval })
    expect((await shown.requestOf('reprint', 1)).input).toEqual({ saleId: 's1', approval })
    const told = shown.asked.filter(({ name }) => name !== 'approve').map(({ input }) => JSON.stringify(input))
    expect(told.filter((text) => text.includes('91'))).toEqual([])
  })

  test('[APR-26] whoever asked signs off: the dialog is gone with them, and the lock does not wait for it', async () => {
    const shown = await asking()
    shown.acts.lock()
    const off = await shown.requestOf('sign-off')
    off.answer({ currency: 'CNY', suspended: 0, basket: basketOf(1) })
    await vi.waitFor(() => expect(screenOf(shown.store.getState())).toBe('sign-on'), { timeout: 15_000 })
    expect(shown.store.getState()).toMatchObject({ approval: undefined, entry: '' })
  })

  test('[APR-26] signed off from elsewhere, it is gone as well', async () => {
    const shown = await asking()
    shown.acts.receive({ currency: 'CNY', suspended: 0, basket: basketOf(1) })
    expect(shown.store.getState()).toMatchObject({ approval: undefined, entry: '' })
    shown.acts.receive(counterOf({ basket: basketOf(1) }))
    shown.acts.scan('6901028075831')
    await shown.requestOf('scan')
  })
})

describe('what an approval is about', () => {
  const of = (params: Readonly<Record<string, string | number>>) => neededBy({ code: 'approval.needed', params })

  test('[APR-27] is read off the refusal; one that does not say it is no dialog', () => {
    expect(of(needed)).toEqual({ ...needed, approvers: ['supervisor', 'manager', 'admin'] })
    expect(of({ permission: 'discount' })).toBeUndefined()
    expect(of({ ...needed, permission: 'fly' })).toBeUndefined()
    expect(neededBy({ code: 'request.notAllowed', params: needed })).toBeUndefined()
  })

  test('[APR-27] a whole basket from what it comes to, to what main says it would', () => {
    const asked = of({ ...needed, becomes: 680 })
    if (asked === undefined) throw new Error('not read')
    const act = { name: 'discount-basket', input: { discount: { kind: 'percent', ppm: 200_000, reason: 'other' } } }
    expect(approvalFacts({ act, needed: asked }, basketOf(1))).toEqual({ on: 'whole', from: basketOf(1).total, to: 680, percentPpm: 200_000 })
  })

  test('[APR-27] a line from its price to the one asked for, in the domain\'s own sum', () => {
    const asked = of(needed)
    if (asked === undefined) throw new Error('not read')
    const basket = basketOf(1)
    const line = (name: 'discount-line' | 'override-price', input: unknown) => approvalFacts({ act: { name, input }, needed: asked }, basket)
    expect(line('discount-line', { lineNo: 1, discount: { kind: 'percent', ppm: 200_000, reason: 'other' } })).toMatchObject({ on: croissant, from: 850, to: 680, percentPpm: 200_000 })
    expect(line('discount-line', { lineNo: 1, discount: { kind: 'amount', minor: 900, reason: 'other' } })).toMatchObject({ from: 850, to: 0 })
    expect(line('override-price', { lineNo: 1, price: { minor: 500, per: 1000 }, reason: 'other' })).toMatchObject({ from: 850, to: 500 })
  })

  test('[APR-28] a recall and a new item are named, with the lots that are meant', () => {
    const asked = of({ ...needed, permission: 'recallItem', amount: 0 })
    if (asked === undefined) throw new Error('not read')
    const item = { en: 'Salad', 'zh-CN': '沙拉' }
    const about = (name: string, input: unknown, named: typeof item | undefined = item) => approvalFacts({ act: { name, input }, needed: asked, item: named }, undefined)
    expect(about('set-recall', { itemId: 'i', lots: [], reason: 'supplier' })).toEqual({ item: { names: item } })
    expect(about('set-recall', { itemId: 'i', lots: ['L7'], reason: 'supplier' })).toEqual({ item: { names: item, lots: ['L7'] } })
    expect([about('lift-recall', { itemId: 'i', lot: 'L7' }), about('lift-recall', { itemId: 'i' })]).toEqual([{ item: { names: item, lots: ['L7'] } }, { item: { names: item } }])
    expect(about('create-item', { lineNo: 1, price: 450, item: { name: 'Fig', unit: 'each', taxClass: 'standard' } }, undefined)).toMatchObject({ item: { names: { en: 'Fig' } }, from: 450, made: { unit: 'each', taxClass: 'standard' } })
    expect(about('create-item', { lineNo: 1, price: 450 })).toMatchObject({ item: { names: item }, from: 450 })
  })

  test('[APR-28] where nobody may, nobody who manages the store is sent to its manager', () => {
    expect((['cashier', 'supervisor', 'stockKeeper', 'manager', 'admin', undefined] as const).map(nobodyWords)).toEqual(['approval.nobody', 'approval.nobody', 'approval.nobody', 'approval.nobodyElse', 'approval.nobodyElse', 'approval.nobody'])
  })

  test('[APR-28] where cash is counted the reasons are those of a count, and everywhere else none of them is offered', () => {
    for (const name of ['open-shift', 'hand-over', 'declare-shift', 'close-shift'] as const) expect(reasonsFor({ name, input: {} })).toEqual(['wrongChange', 'mistake', 'lookedFor', 'other'])
    for (const name of ['move-cash', 'open-drawer', 'resolve-payment', 'cancel-lay-away'] as const) expect(reasonsFor({ name, input: {} })).toEqual(['checked', 'customerRequest', 'mistake', 'deviceFault', 'other'])
    for (const name of ['discount-line', 'override-price', 'complete-sale'] as const) expect(reasonsFor({ name, input: {} })).toEqual(['customerRequest', 'damaged', 'priceMatch', 'mistake', 'goodwill', 'deviceFault', 'other'])
  })

  test('[APR-28] the dialog keeps what the goods in the work area are called', async () => {
    const shown = screen()
    shown.store.setState({ register: { ...facts, operators: [...operators] }, work: { kind: 'priceCheck', answer: { barcode: '1', item: { itemId: 'i', sku: 's', names: { en: 'Salad' }, unit: 'each' }, recalls: [{ lot: 'L7', reason: 'supplier', since: '2026-11-20' }, { lot: 'L8', reason: 'supplier', since: '2026-11-20' }] } } })
    shown.acts.liftRecall('L7')
    const act = await shown.requestOf('lift-recall')
    expect(act.input).toEqual({ itemId: 'i', lot: 'L7' })
    act.refuse('approval.needed', { ...needed, permission: 'recallItem', document: 'i/L7', amount: 0 })
    await vi.waitFor(() => expect(shown.store.getState().approval?.item).toEqual({ en: 'Salad' }), { timeout: 15_000 })
    approve(shown)
    expect(shown.asked.some(({ name }) => name === 'approve'), 'a recall has no reason of its own: it is chosen').toBe(false)
    shown.acts.chooseApprovalReason('other')
    shown.acts.confirmApproval()
    ;(await shown.requestOf('approve')).answer({ approval })
    ;(await shown.requestOf('lift-recall', 1)).answer(counterOf())
    await vi.waitFor(() => expect(shown.store.getState().work).toMatchObject({ kind: 'priceCheck', answer: { recalls: [{ lot: 'L8' }] } }), { timeout: 15_000 })
  })

  test('[APR-29] why a discount is given is asked once, also where approvals have no such reason', async () => {
    const discount = (reason: string) => ({ name: 'discount-line', input: { lineNo: 1, discount: { kind: 'percent', ppm: 1, reason } } })
    expect([givenReason(discount('expiry')), reasonOf(discount('expiry'))]).toEqual(['expiry', 'other'])
    expect([givenReason(discount('goodwill')), reasonOf(discount('goodwill'))]).toEqual(['goodwill', 'goodwill'])
    expect(reasonOf({ name: 'override-price', input: { lineNo: 1, price: { minor: 1, per: 1000 }, reason: 'staff' } })).toBe('other')
    expect([givenReason({ name: 'discount-line', input: { lineNo: 1 } }), reasonOf({ name: 'discount-line', input: { lineNo: 1 } }), reasonOf({ name: 'open-drawer', input: { reason: 'other' } })]).toEqual([undefined, undefined, undefined])
    const shown = await asking()
    shown.acts.moveApprovalReason(1)
    expect(shown.store.getState().approval?.reason).toBe('damaged')
  })

  test('[APR-30] what was given back before is read with what is asked', () => {
    expect(of({ ...needed, permission: 'refund', amount: 7996, earlier: 3998 })).toMatchObject({ amount: 7996, earlier: 3998 })
  })
})
