import { type CounterView, type EndOfDayView, type Input, type PaymentProgressView } from '../../contracts/ipc/index.ts'
import { type Payment } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type PayOutcome, providerOf } from '../../domain/tender/index.ts'
import { type Timer } from '../../drivers/device/index.ts'
import { type Wallet } from '../../drivers/wallet/index.ts'
import { type Devices } from './devices.ts'
import { type DevicesLog } from './effects-source.ts'
import { askTerminal, askWallet, type Asking } from './payment-asking.ts'

/** The part of the core that payments need: each of these is durable when it has answered. */
export interface PaymentBook {
  startPayment(payment: Omit<Input<'begin-payment'>, 'code'>, from: From): Promise<Result<{ readonly view: CounterView; readonly payment: Payment; readonly repeated: boolean }>>
  startReversal(reversal: Input<'reverse-payment'>, from: From): Promise<Result<{ readonly view: CounterView; readonly payment: Payment; readonly repeated: boolean }>>
  startRefund(refund: Input<'begin-refund'>, from: From): Promise<Result<{ readonly view: CounterView; readonly payment: Payment; readonly repeated: boolean }>>
  markPayment(paymentId: string, mark: string): Promise<void>
  settlePayment(settled: { readonly paymentId: string; readonly outcome: PayOutcome }): Promise<Result<unknown>>
  unsettledPayments(): Promise<readonly Payment[]>
  payment(id: string): Promise<Payment | undefined>
}

interface From {
  readonly seat: string
  readonly request: string
}

export interface PaymentDeskOptions {
  readonly book: PaymentBook
  readonly devices: Pick<Devices, 'pay' | 'abortPayment' | 'view'>
  readonly wallet?: Wallet
  /** Whether somebody who may sell is signed on at the seat. */
  readonly maySell: (from: From) => Promise<Result<unknown>>
  /** Whether whoever is signed on may close the terminal's day. */
  readonly mayCloseDay: (from: From) => Promise<Result<unknown>>
  readonly counter: (from: From) => Promise<Result<CounterView>>
  /** How the terminal's day ended, for the log of the devices. */
  readonly dayEnded: (status: EndOfDayView['status']) => void
  readonly tell: (progress: PaymentProgressView) => void
  readonly timer: Timer
  readonly log: DevicesLog
}

/** How long after each unanswered question the next one follows by itself. Afterwards a person asks. */
export const askAgainMs: readonly number[] = [0, 5_000, 30_000]
/** An answer is told to the core until it is on disk: nobody else knows it. */
export const recordAgainMs = 1_000

const idle: PaymentProgressView = { phase: 'waiting' }

export interface PaymentDesk {
  begin(input: Input<'begin-payment'>, from: From): Promise<Result<CounterView>>
  reverse(input: Input<'reverse-payment'>, from: From): Promise<Result<CounterView>>
  /** Money of an earlier sale goes back, for goods in the open basket. */
  refund(input: Input<'begin-refund'>, from: From): Promise<Result<CounterView>>
  recover(input: Input<'recover-payment'>, from: From): Promise<Result<CounterView>>
  abort(input: Input<'abort-payment'>, from: From): Promise<Result<CounterView>>
  progress(input: unknown, from: From): Promise<Result<PaymentProgressView>>
  endOfDay(input: unknown, from: From): Promise<Result<EndOfDayView>>
  /** Asks about everything the last run left open. Resolves when each was asked about once. */
  start(): Promise<void>
  close(): void
}

/**
 * Payments, as the doors reach them. The core never waits for a device: it writes down that money will be asked for, the
 * asking is done here, and the answer comes to it as a command of its own, whoever is still there to see it.
 */
export function createPaymentDesk(options: PaymentDeskOptions): PaymentDesk {
  const { book, devices, wallet, maySell, mayCloseDay, counter, tell, dayEnded, timer, log } = options
  let shown = idle
  let closed = false
  const asking = new Map<string, Promise<PayOutcome>>()
  /** Whose end a person here has asked for. */
  const letGo = new Set<string>()
  const cancels = new Set<() => void>()
  /** The closing of the terminal's day that was asked for last. */
  let day: { readonly request: string; readonly end: Promise<Result<EndOfDayView>>; over: boolean } | undefined

  const terminal = askTerminal(devices)
  const wallets = wallet && askWallet(wallet)
  const askerOf = ({ method }: Pick<Payment, 'method'>): Asking | undefined => (method === 'card' ? terminal : wallets)
  const hasTerminal = (): boolean => devices.view().devices.some(({ kind }) => kind === 'paymentTerminal')

  function show(progress: PaymentProgressView): void {
    shown = progress
    tell(progress)
  }
  function later(ms: number, run: () => void): void {
    const cancel = timer.after(ms, () => {
      cancels.delete(cancel)
      run()
    })
    cancels.add(cancel)
  }

  async function settle(paymentId: string, outcome: PayOutcome): Promise<void> {
    while (!closed) {
      const settled = await book.settlePayment({ paymentId, outcome })
      if (settled.ok || settled.refusal.code === 'payment.gone') return
      log({ level: 'error', event: 'payment.notRecorded', detail: settled.refusal.code })
      await new Promise<void>((resolve) => later(recordAgainMs, resolve))
    }
  }

  /** One question about a payment at a time, whoever asks: the till at its start, the clock, or a person. */
  function found(payment: Payment, ask: () => Promise<PayOutcome>): Promise<PayOutcome> {
    const known = asking.get(payment.id)
    if (known) return known
    const question = ask()
      .then(async (outcome) => {
        // Whatever is asked next finds it on disk.
        await settle(payment.id, outcome)
        return outcome
      })
      .finally(() => {
        asking.delete(payment.id)
        letGo.delete(payment.id)
        if (shown.paymentId === payment.id) show(idle)
      })
    asking.set(payment.id, question)
    return question
  }

  async function originalOf({ reverses }: Payment): Promise<Payment | undefined> {
    return reverses === undefined ? undefined : book.payment(reverses)
  }

  async function take(payment: Payment, code: string | undefined): Promise<PayOutcome> {
    const asker = askerOf(payment)
    if (asker === undefined) return { status: 'cancelled', reason: 'notSent' }
    let marked = false
    const outcome = await asker.begin(
      { payment, ...(code === undefined ? {} : { code }), original: await originalOf(payment) },
      {
        onProgress: (progress) => show({ ...progress, paymentId: payment.id, ...(letGo.has(payment.id) && { cancelAsked: true }) }),
        onMark: async (mark) => {
          await book.markPayment(payment.id, mark)
          marked = true
        },
      },
    )
    // Whoever asks for it ended: without a mark on disk they had not asked for money yet.
    return outcome ?? (marked ? { status: 'unknown', reason: 'lineLost' } : { status: 'cancelled', reason: 'notSent' })
  }

  function run(payment: Payment, code?: string): void {
    show({ paymentId: payment.id, phase: 'connecting' })
    void found(payment, () => take(payment, code)).then((outcome) => {
      if (outcome.status === 'unknown') askLater(payment.id, 0)
    })
  }

  async function ask(payment: Payment): Promise<PayOutcome> {
    return found(payment, async () => {
      show({ paymentId: payment.id, phase: 'asking' })
      return (await askerOf(payment)?.recover({ payment, original: await originalOf(payment) })) ?? { status: 'unknown', reason: 'noLine' }
    })
  }

  function askLater(paymentId: string, turn: number): void {
    const ms = askAgainMs[turn]
    if (ms === undefined || closed) return
    later(ms, () => void askAgain(paymentId, turn))
  }
  async function askAgain(paymentId: string, turn: number): Promise<void> {
    const payment = await book.payment(paymentId).catch(() => undefined)
    if (payment?.state !== 'unknown' || closed) return
    const outcome = await ask(payment)
    if (outcome.status === 'unknown') askLater(paymentId, turn + 1)
  }

  /** The seat's own payment, for somebody who may sell. */
  async function ours(paymentId: string, from: From): Promise<Result<Payment>> {
    const allowed = await maySell(from)
    if (!allowed.ok) return allowed
    const payment = await book.payment(paymentId)
    return payment?.seat === from.seat ? accept(payment) : refuse('payment.gone')
  }

  async function closeDay(): Promise<Result<EndOfDayView>> {
    if (!hasTerminal()) return refuse('payment.missing')
    // With its day the terminal forgets what it did last, and with that the answer to the one question that is open.
    if ((await book.unsettledPayments()).some(({ method }) => method === 'card')) return refuse('endOfDay.paymentOpen')
    const said = await devices.pay({ what: 'endOfDay' }, { onProgress: () => undefined, onMark: () => Promise.resolve() })
    if (said === undefined) return refuse('payment.missing')
    // Whoever asked for it ended: it may have been closed, and nobody asks again but a person.
    const { status, reason, lines, total } = 'report' in said ? said.report : { status: 'unknown' as const, reason: 'noLine' as const, lines: [], total: undefined }
    dayEnded(status)
    return accept({ status, lines: [...lines], ...(reason === undefined ? {} : { reason }), ...(total === undefined ? {} : { total }) })
  }

  return {
    async begin({ code, ...payment }, from) {
      if (payment.method === 'card' ? !hasTerminal() : wallets === undefined) return refuse('payment.missing')
      if (code !== undefined && (payment.method === 'card' || providerOf(code) === undefined)) return refuse('payment.codeUnknown')
      const begun = await book.startPayment(payment, from)
      if (!begun.ok) return begun
      if (!begun.value.repeated) run(begun.value.payment, code)
      return accept(begun.value.view)
    },
    async reverse(reversal, from) {
      const begun = await book.startReversal(reversal, from)
      if (!begun.ok) return begun
      if (!begun.value.repeated) run(begun.value.payment)
      return accept(begun.value.view)
    },
    async refund(refund, from) {
      const begun = await book.startRefund(refund, from)
      if (!begun.ok) return begun
      if (!begun.value.repeated) run(begun.value.payment)
      return accept(begun.value.view)
    },
    async recover({ paymentId }, from) {
      const payment = await ours(paymentId, from)
      if (!payment.ok) return payment
      // One whose answer is still awaited needs no second question.
      if (payment.value.state === 'unknown') await ask(payment.value)
      return counter(from)
    },
    async abort({ paymentId }, from) {
      const payment = await ours(paymentId, from)
      if (!payment.ok) return payment
      askerOf(payment.value)?.abort(paymentId)
      // Said at once, whatever the terminal says: a key that seems to do nothing is pressed again and again.
      if (shown.paymentId === paymentId && payment.value.state === 'pending') {
        letGo.add(paymentId)
        show({ ...shown, cancelAsked: true })
      }
      return counter(from)
    },
    async progress(_input, from) {
      const allowed = await maySell(from)
      return allowed.ok ? accept(shown) : allowed
    },
    async endOfDay(_input, from) {
      const allowed = await mayCloseDay(from)
      if (!allowed.ok) return allowed
      // A page that lost its line asks again under the same id: it is told, and the terminal is not asked.
      if (day?.request === from.request) return day.end
      if (day?.over === false) return refuse('device.busy')
      const own = { request: from.request, end: closeDay().finally(() => (own.over = true)), over: false }
      day = own
      return own.end
    },
    async start() {
      for (const payment of await book.unsettledPayments()) {
        const outcome = payment.state === 'unknown' ? await ask(payment) : undefined
        if (outcome?.status === 'unknown') askLater(payment.id, 1)
      }
    },
    close() {
      closed = true
      for (const cancel of cancels) cancel()
    },
  }
}
