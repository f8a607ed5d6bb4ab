import { keepState } from '../../device/state-keeper.ts'
import { type SelfTestReport, type SelfTestStep } from '../../device/port.ts'
import { type Timer } from '../../device/timer.ts'
import { type CurrencyCode } from '../../../domain/money/index.ts'
import { type PayOutcome, type PayReason } from '../../../domain/tender/index.ts'
import { type Transport } from '../../transports/port.ts'
import { type BeginHooks, type EndOfDayReport, type OpenAttempt, type PaymentAttempt, type PaymentTerminal } from '../port.ts'
import { bcdDigits } from './bcd.ts'
import { readFields } from './fields.ts'
import { authorisation, currencyNumbers, endOfDay, refund, registration, repeatReceipt, reversal, statusEnquiry } from './commands.ts'
import { judgeAttempt, judgeRecord, markOf, recordOf } from './judge.ts'
import { phaseOf, reasonOf } from './result-codes.ts'
import { customerMs, queryMs, zvtLine } from './zvt-line.ts'

export interface ZvtOptions {
  readonly id: string
  readonly transport: Transport
  readonly timer: Timer
  /** Six digits, as set on the terminal. */
  readonly password: string
  readonly currency: CurrencyCode
}

const free = (status: 'declined' | 'cancelled', reason: PayReason): PayOutcome => ({ status, reason })
const unknown = (reason: PayReason): PayOutcome => ({ status: 'unknown', reason })

/**
 * A terminal that speaks ZVT on TCP. It knows nothing of our names for things, so each payment begins by asking what it did
 * last: that is the mark, and what a lost payment is told by afterwards. The line is opened for each piece of work, as a
 * terminal that was switched off over lunch is there again by then.
 */
export function zvtTerminal({ id, transport, timer, password, currency }: ZvtOptions): PaymentTerminal {
  const line = zvtLine(transport, timer)
  const keeper = keepState({ health: 'disconnected', faults: [] })
  const number = currencyNumbers[currency]
  let queue: Promise<unknown> = Promise.resolve()
  let underWay: { readonly attemptId: string; aborted: boolean; askToEnd?: () => void } | undefined

  /** One thing at a time: a question in the middle of a payment would be taken for a part of it. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(async () => {
      try {
        return await work()
      } finally {
        await line.close()
      }
    })
    queue = done.catch(() => undefined)
    return done
  }

  /** Undefined: it is there, and of our currency. */
  async function greet(signal: AbortSignal): Promise<PayReason | undefined> {
    if (number === undefined) return 'wrongCurrency'
    if (!(await line.open(signal))) {
      keeper.set({ health: 'disconnected', faults: ['unreachable'] })
      return 'noLine'
    }
    const { end } = await line.talk(registration(password, number), { patienceMs: queryMs })
    if (end.kind !== 'completed') {
      keeper.set({ health: 'offline', faults: ['no-response'] })
      return end.kind === 'refused' || end.kind === 'aborted' ? reasonOf(end.kind === 'refused' ? end.result : (end.result ?? 0xff)) : 'noAnswer'
    }
    keeper.set({ health: 'ready', faults: [] })
    const theirs = readFields(end.data).fields.find(({ tag }) => tag === 0x49)
    return theirs !== undefined && bcdDigits(theirs.data) !== number ? 'wrongCurrency' : undefined
  }

  /** What it did last; undefined when it did not say. */
  async function lastRecord() {
    return recordOf(await line.talk(repeatReceipt(password), { patienceMs: queryMs }))
  }

  async function pay(attempt: PaymentAttempt, { signal, beforeMoney, onProgress }: BeginHooks): Promise<PayOutcome> {
    const own = { attemptId: attempt.attemptId, aborted: false } as NonNullable<typeof underWay>
    underWay = own
    onProgress({ phase: 'connecting' })
    if (attempt.currency !== currency) return free('cancelled', 'wrongCurrency')
    const receiptNo = attempt.kind === 'reversal' ? attempt.reference?.receiptNo : undefined
    if (attempt.kind === 'reversal' && receiptNo === undefined) return free('declined', 'notPossible')
    const refused = await greet(signal)
    if (refused !== undefined) return free('cancelled', refused)
    const last = await lastRecord()
    if (last === undefined) return free('cancelled', 'noAnswer')
    const kept = await beforeMoney(markOf(last)).then(() => true, () => false)
    if (!kept) return free('cancelled', 'notSent')
    if (own.aborted || signal.aborted) return free('cancelled', 'abortedHere')
    onProgress({ phase: 'waiting' })
    const paying = attempt.kind === 'refund' ? refund(password, attempt.amount, number ?? '') : authorisation(attempt.amount, number ?? '')
    const command = receiptNo === undefined ? paying : reversal(password, receiptNo, attempt.amount)
    const talk = await line.talk(command, {
      patienceMs: customerMs,
      onIntermediate: (status) => onProgress({ phase: phaseOf(status) }),
      onUnderWay: (askToEnd) => (own.askToEnd = askToEnd),
    })
    if (talk.end.kind === 'lost' || talk.end.kind === 'silent') keeper.set({ health: 'offline', faults: [talk.end.kind === 'lost' ? 'connection-lost' : 'no-response'] })
    const outcome = judgeAttempt(attempt, talk, number)
    // The terminal has one word for it, whoever asked; a cashier who pressed Esc looked for somebody at the terminal.
    return own.aborted && outcome.status === 'cancelled' && outcome.reason === 'abortedThere' ? free('cancelled', 'abortedHere') : outcome
  }

  async function ask(attempt: OpenAttempt, signal: AbortSignal): Promise<PayOutcome> {
    // The mark is durable before money is asked for: without one nothing was.
    if (attempt.mark === undefined) return free('cancelled', 'notSent')
    const refused = await greet(signal)
    if (refused !== undefined) return unknown(refused === 'busy' ? 'stillAtWork' : refused)
    const state = await line.talk(statusEnquiry(password), { patienceMs: queryMs })
    const [status = 0] = state.end.kind === 'completed' && state.end.data.length === 1 ? state.end.data : []
    const code = state.end.kind === 'refused' || state.end.kind === 'aborted' ? state.end.result : status
    if (code === 0x9c || code === 0xdc) return unknown('stillAtWork')
    const last = await lastRecord()
    return last === undefined ? unknown('noAnswer') : judgeRecord(attempt, attempt.mark, last, number)
  }

  async function close(signal: AbortSignal): Promise<EndOfDayReport> {
    const refused = await greet(signal)
    if (refused !== undefined) return { status: 'failed', reason: refused, lines: [] }
    const { end, statuses, lines } = await line.talk(endOfDay(password), { patienceMs: customerMs })
    const status = statuses.at(-1)
    const total = status?.amount === undefined ? {} : { total: status.amount }
    if (end.kind === 'completed' && (status?.result ?? 0) === 0) return { status: 'done', lines, ...total }
    if (end.kind === 'refused' || end.kind === 'aborted') return { status: 'failed', reason: reasonOf(end.result ?? 0xff), lines }
    if (end.kind === 'completed') return { status: 'failed', reason: reasonOf(status?.result ?? 0xff), lines }
    return { status: 'unknown', reason: end.kind === 'lost' ? 'lineLost' : 'noAnswer', lines }
  }

  return {
    id,
    state: keeper.state,
    onState: keeper.onState,
    begin: (attempt, hooks) => inTurn(() => pay(attempt, hooks)).finally(() => (underWay = undefined)),
    recover: (attempt, signal) => inTurn(() => ask(attempt, signal)),
    abort(attemptId) {
      if (underWay?.attemptId !== attemptId) return
      underWay.aborted = true
      underWay.askToEnd?.()
    },
    endOfDay: (signal) => inTurn(() => close(signal)),
    selfTest: (signal) =>
      inTurn(async (): Promise<SelfTestReport> => {
        const refused = await greet(signal)
        const step = (name: SelfTestStep['step'], passed: boolean): SelfTestStep => ({ step: name, result: passed ? 'passed' : 'failed', ...(passed ? {} : { fault: name === 'open' ? 'unreachable' : 'no-response' }) })
        return { steps: refused === 'noLine' ? [step('open', false)] : [step('open', true), step('status', refused === undefined)] }
      }),
    close: () => line.close(),
  }
}
