import { type CounterView, type CustomerView, type PaymentProgressView } from '../../contracts/ipc/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { customerMessage } from './customer-message.ts'
import { basketView, codeToPay, type Completed, type CustomerStore, finishedView, idleView } from './customer-view.ts'
import { type Devices } from './devices.ts'
import { displayLanguage, type DisplayConfig } from './display-config.ts'
import { type DevicesLog } from './effects-source.ts'

/** After the last line the total is what stands there: a display of one number has no room for both. */
export const settleMs = 3_000
/** How long a customer has to read the change; the next sale's first line ends it at once. */
export const thanksMs = 30_000

export interface CustomerDeskOptions {
  readonly devices: Pick<Devices, 'showCustomer'>
  /** Absent: there is no display of rows or digits, only windows. */
  readonly display: () => DisplayConfig | undefined
  readonly store: CustomerStore
  /** How the counter stands at the start. */
  readonly counter: CounterView
  readonly tell: (view: CustomerView) => void
  readonly timer: Timer
  readonly log: DevicesLog
}

export interface CustomerDesk {
  view(): CustomerView
  /** After each commit at the counter. Never throws: a sale does not fail because nobody can read it. */
  hear(counter: CounterView): void
  /** How far the payment under way has got. Never throws. */
  hearPayment(progress: PaymentProgressView): void
  /** The store has another name or language. */
  rename(store: CustomerStore): void
  /** There is another display than before, or one at last. */
  again(): void
  close(): void
}

const purchase = (view: CustomerView): string => JSON.stringify({ ...view, codeToPay: undefined })

/** What the customer sees, on whatever there is to see it on. Told by what was committed, not by what a page drew. */
export function createCustomerDesk({ devices, display, store: first, counter: start, tell, timer, log }: CustomerDeskOptions): CustomerDesk {
  let store = first
  let counter = start
  let progress: PaymentProgressView = { phase: 'waiting' }
  let saleId = start.lastSale?.id
  let refundId = start.lastRefund?.id
  let finished: CustomerView | undefined
  let sold: CustomerView | undefined
  let settled = true
  let shown: CustomerView | undefined
  let said = ''
  let cancelSettle: () => void = () => undefined
  let cancelThanks: () => void = () => undefined

  function viewNow(): CustomerView {
    const basket = counter.basket && basketView(counter, counter.basket, store)
    if (basket !== undefined) return { ...basket, ...(counter.basket && codeToPay(counter.basket, progress)) }
    return finished ?? idleView(counter, store)
  }

  function update(): void {
    const next = viewNow()
    const changed = JSON.stringify(next) !== JSON.stringify(shown)
    if (changed) tell(next)
    // A code to pay by is no line: the total stays where it is.
    if (next.phase === 'basket' && purchase(next) !== (shown && purchase(shown))) settleLater()
    shown = next
    const message = customerMessage(next, settled, displayLanguage(store.language, display()))
    const text = JSON.stringify(message)
    if (text === said) return
    said = text
    devices.showCustomer(message)
  }

  function settleLater(): void {
    settled = false
    cancelSettle()
    cancelSettle = timer.after(settleMs, () => {
      settled = true
      update()
    })
  }

  function thank(completed: Completed): void {
    saleId = completed.sale?.id ?? saleId
    refundId = completed.refund?.id ?? refundId
    finished = finishedView(counter, completed, sold, store)
    cancelThanks()
    cancelThanks = timer.after(thanksMs, () => {
      finished = undefined
      update()
    })
  }

  function take(next: CounterView): void {
    counter = next
    const { basket, lastSale, lastRefund } = next
    // Of an exchange both are new at once; what was completed before stands beside nothing.
    const [sale, refund] = [lastSale?.id === saleId ? undefined : lastSale, lastRefund?.id === refundId ? undefined : lastRefund]
    if (sale !== undefined || refund !== undefined) thank({ sale, refund })
    // Also an empty one: it was begun for the next customer, and the last one's change is not theirs.
    if (basket !== undefined) finished = undefined
    sold = basket && basketView(next, basket, store)
    update()
  }

  function guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      log({ level: 'error', event: 'customerDisplay.failed', detail: error instanceof Error ? error.message : String(error) })
    }
  }

  update()
  return {
    view: viewNow,
    hear(next) {
      guarded(() => take(next))
    },
    hearPayment(next) {
      guarded(() => {
        progress = next
        update()
      })
    },
    rename(next) {
      store = next
      update()
    },
    again: update,
    close() {
      cancelSettle()
      cancelThanks()
    },
  }
}
