import { type CounterView, type PaymentView, type RegisterView } from '../../src/contracts/ipc/index.ts'
import { expect, goods } from './fixture.ts'
import { keys, lines, slowly, some, type Walker, type Walk } from './walk-steps.ts'

const payment = (changes: Partial<PaymentView>): PaymentView => ({ id: 'p1', method: 'card', kind: 'sale', amount: 545, state: 'pending', ...changes })

/** A basket with payments no simulated terminal would stand still in for long enough to be looked at. */
async function withPayments(walker: Walker, payments: readonly PaymentView[], more: { readonly due?: number } = {}): Promise<void> {
  await walker.scan(goods.milk.gtin)
  await expect(lines(walker.page)).toHaveCount(1)
  walker.wire.alter((text) => {
    const message = JSON.parse(text) as { payload?: Partial<CounterView>; value?: Partial<CounterView> }
    const basket = message.payload?.basket ?? message.value?.basket
    if (basket === undefined) return text
    Object.assign(basket, { payments, ...more })
    return JSON.stringify(message)
  })
  await walker.scan(goods.cola.gtin)
  await expect(lines(walker.page)).toHaveCount(2)
}

/** The page alone is told of the kinds: the register of the walk takes none. */
async function toVoucher(walker: Walker): Promise<void> {
  await some(walker)
  const voucherKinds: RegisterView['voucherKinds'] = [{ id: 'lunch', names: { en: 'Luncheon voucher', 'zh-CN': '餐券' }, over: 'keep' }, { id: 'maker', names: { en: 'Maker coupon', 'zh-CN': '厂家券' }, over: 'lapse' }]
  walker.wire.alter((text) => {
    const message = JSON.parse(text) as { value?: Partial<RegisterView> }
    if (message.value?.operators === undefined) return text
    Object.assign(message.value, { voucherKinds })
    return JSON.stringify(message)
  })
  await walker.page.reload()
  await expect(lines(walker.page)).not.toHaveCount(0)
  await keys(walker.page, 'F12', 'F6')
  await expect(walker.page.getByTestId('view-voucher')).toBeVisible()
}

/** Ways to the looks of everything that is paid otherwise than in exact cash. */
export const paymentWalk: Pick<Walk, 'tender' | 'voucher' | 'storedValue' | 'payment' | 'card'> = {
  tender: {
    exact: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12')
      await expect(walker.page.getByTestId('view-tender')).toBeVisible()
    },
    change: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '5', '0')
    },
    short: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '2')
    },
    'part-paid': async (walker) => {
      walker.wire.tell('devices', { devices: [{ id: 'paymentTerminal:1', kind: 'paymentTerminal', name: 'zvt://192.0.2.9:20007', simulated: false, health: 'ready', faults: [] }] })
      await withPayments(walker, [payment({ state: 'approved', amount: 100, reference: { attemptId: 'p1', cardType: 'Visa', lastFour: '1234' } })], { due: 170 })
      await expect(walker.page.getByTestId('taken-payments')).toBeVisible()
    },
  },
  voucher: {
    number: async (walker) => toVoucher(walker),
    value: async (walker) => {
      await toVoucher(walker)
      await walker.page.keyboard.type('AB-1234', slowly)
      await keys(walker.page, 'Enter', '2', '0')
      await expect(walker.page.getByTestId('voucher-take')).toBeVisible()
    },
  },
  storedValue: {
    known: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12')
      await expect(walker.page.getByTestId('view-tender')).toBeVisible()
      await keys(walker.page, 'Shift+F6')
      await expect(walker.page.getByTestId('view-storedValue')).toBeVisible()
      await walker.page.keyboard.type('636400001234', slowly)
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('stored-value-left')).toBeVisible()
    },
  },
  payment: {
    waiting: async (walker) => {
      await withPayments(walker, [payment({ cashReceived: 200 })])
      walker.wire.tell('payment', { paymentId: 'p1', phase: 'presentCard' })
      await expect(walker.page.getByTestId('payment-presentCard')).toBeVisible()
    },
    declined: async (walker) => withPayments(walker, [payment({ state: 'declined', reason: 'notEnough', text: 'CREDIT NOT SUFFICIENT' })]),
    unknown: async (walker) => withPayments(walker, [payment({ state: 'unknown', reason: 'lineLost' })]),
    resolving: async (walker) => {
      await withPayments(walker, [payment({ state: 'unknown', reason: 'noAnswer' })])
      await keys(walker.page, 'F4')
      await expect(walker.page.getByTestId('payment-resolving')).toBeVisible()
    },
    wallet: async (walker) => {
      walker.wire.tell('devices', { devices: [{ id: 'wallet:1', kind: 'wallet', name: 'Wallet', simulated: true, health: 'ready', faults: [] }] })
      await some(walker)
      await keys(walker.page, 'F12', 'F7')
    },
    showing: async (walker) => {
      await withPayments(walker, [payment({ method: 'wallet' })])
      walker.wire.tell('payment', { paymentId: 'p1', phase: 'showCode', qr: 'https://pay.example/p1' })
      await expect(walker.page.getByTestId('payment-showCode')).toBeVisible()
    },
  },
  card: {
    whole: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F11')
      await expect(walker.page.getByTestId('view-card')).toBeVisible()
    },
    rest: async (walker) => {
      await some(walker)
      await keys(walker.page, 'F12', '2', 'F11')
      await expect(walker.page.getByTestId('view-card')).toBeVisible()
    },
    'scan-waits': async (walker) => {
      await some(walker)
      await keys(walker.page, 'F11')
      await walker.scan(goods.milk.gtin)
    },
  },
}
