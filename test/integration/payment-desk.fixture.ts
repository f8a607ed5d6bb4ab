import { accept } from '../../src/domain/errors/index.ts'
import { type SimulatedTerminal } from '../../src/drivers/payment-terminal/index.ts'
import { beginPayment, beginRefund, beginReversal, settlePayment } from '../../src/main/commands/index.ts'
import { value, type TestRegister } from '../../src/main/commands/register.fixture.ts'
import { type PaymentBook, type PaymentHooks, type PaymentSaid, type PaymentWork } from '../../src/main/devices/index.ts'
import { workAt } from '../../src/main/devices/wired-terminal.ts'

/** The core's own commands on a real file, as main reaches them. `takes`: whether the disk has room for this settlement. */
export function bookOf(register: () => TestRegister, takes: () => boolean): PaymentBook {
  return {
    startPayment: (payment, { request }) => Promise.resolve(beginPayment(register().context(request), payment)),
    startReversal: (reversal, { request }) => Promise.resolve(beginReversal(register().context(request), reversal)),
    startRefund: (refund, { request }) => Promise.resolve(beginRefund(register().context(request), refund)),
    markPayment: (id, mark) => {
      value(register().database.unitOfWork(() => accept(register().database.markPayment(id, mark))))
      return Promise.resolve()
    },
    settlePayment: (settled) => Promise.resolve(takes() ? settlePayment(register().context(), settled) : { ok: false, refusal: { code: 'database.full' } }),
    unsettledPayments: () => Promise.resolve(register().database.unsettledPayments()),
    payment: (id) => Promise.resolve(register().database.paymentById(id)),
  }
}

/** Waits for what other turns of the loop bring. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

export interface DriverState {
  dies: 'before the mark' | 'after the mark' | undefined
  /** How often the terminal was asked to close its day, and what that waits for. */
  closings: number
  closing: Promise<void>
}

export const never: AbortSignal = new AbortController().signal

/** The drivers' process, which may die over a payment. */
export async function payAt(terminal: SimulatedTerminal, driver: DriverState, work: PaymentWork, hooks: PaymentHooks): Promise<PaymentSaid | undefined> {
  if (work.what === 'endOfDay') {
    driver.closings += 1
    await driver.closing
    if (driver.dies !== undefined) return { fault: 'driver-stopped' }
  }
  if (driver.dies === undefined || work.what !== 'begin') return workAt(terminal, work, hooks, never)
  if (driver.dies === 'after the mark') await hooks.onMark('mark')
  return { fault: 'driver-stopped' }
}
