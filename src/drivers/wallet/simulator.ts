import { type Timer } from '../device/timer.ts'
import { type PayOutcome, providerOf } from '../../domain/tender/index.ts'
import { type Wallet, type WalletCharge } from './port.ts'

/** What the payer and the network do. `late`: it is paid, and the answer to the charge never comes. `lost`: neither that, nor an answer to the query until `heal()`. */
export type WalletScenario = 'pays' | 'asksPin' | 'notEnough' | 'codeExpired' | 'never' | 'late' | 'lost'

export interface SimulatedWallet extends Wallet {
  play(scenario: WalletScenario | ((amount: number) => WalletScenario)): void
  /** The network is back. */
  heal(): void
  /** Minor units taken from payers, less what was given back. */
  charged(): number
}

export interface WalletSimulatorOptions {
  readonly timer: Timer
  /** Until the payer has done what the scenario says. */
  readonly payerMs?: number
}

/** How often an unanswered charge is asked about, and when it is given up and closed: as the providers' own rules have it. */
export const queryEveryMs = 2_000
export const giveUpMs = 60_000
const answerMs = 5_000

interface Order {
  readonly amount: number
  readonly provider: string
  state: 'open' | 'paid' | 'closed' | 'refunded'
  reason?: 'notEnough' | 'codeExpired'
}

/** A provider and its payers in this process: every outcome a shop meets, and a book of what was really paid. */
export function simulatedWallet({ timer, payerMs = 1_500 }: WalletSimulatorOptions): SimulatedWallet {
  const orders = new Map<string, Order>()
  /** By our own names: of which order, and how much. */
  const refunds = new Map<string, { readonly order: string; readonly amount: number }>()
  const refundedOf = (attemptId: string): number => [...refunds.values()].reduce((sum, { order, amount }) => (order === attemptId ? sum + amount : sum), 0)
  let play: (amount: number) => WalletScenario = () => 'pays'
  let down = false
  const closing = new AbortController()
  const changed = new Map<string, () => void>()
  const pause = (ms: number): Promise<void> => new Promise((resolve) => timer.after(ms, resolve))

  function said(attemptId: string): PayOutcome | undefined {
    const order = orders.get(attemptId)
    if (order === undefined) return { status: 'declined', reason: 'noRecord' }
    if (order.state === 'open') return undefined
    if (order.state === 'paid') return { status: 'approved', reference: { attemptId, cardType: order.provider, receiptNo: `SIM-${attemptId.slice(-8)}` } }
    if (order.state === 'refunded') return { status: 'declined', reason: 'takenBack' }
    return order.reason === undefined ? { status: 'cancelled', reason: 'timeOut' } : { status: 'declined', reason: order.reason }
  }
  function set(attemptId: string, state: Order['state'], reason?: Order['reason']): void {
    const order = orders.get(attemptId)
    if (order === undefined || order.state !== 'open') return
    order.state = state
    if (reason !== undefined) order.reason = reason
    changed.get(attemptId)?.()
  }

  function payer(attemptId: string, scenario: WalletScenario): void {
    if (scenario === 'never') return
    timer.after(payerMs, () => {
      if (scenario === 'notEnough' || scenario === 'codeExpired') set(attemptId, 'closed', scenario)
      else set(attemptId, 'paid')
    })
  }

  async function charge({ attemptId, amount, code }: WalletCharge, { signal, onCode, onPayer }: Parameters<Wallet['charge']>[1]): Promise<PayOutcome> {
    const provider = code === undefined ? 'Wallet' : providerOf(code)
    if (provider === undefined) return { status: 'declined', reason: 'codeInvalid' }
    const scenario = play(amount)
    if (!orders.has(attemptId)) orders.set(attemptId, { amount, provider, state: 'open' })
    if (scenario === 'lost') down = true
    if (code === undefined) onCode(`https://pay.example/${attemptId}`)
    if (scenario === 'asksPin') onPayer()
    const moved = new Promise<void>((resolve) => changed.set(attemptId, resolve))
    payer(attemptId, scenario)
    if (scenario === 'late' || scenario === 'lost') {
      await pause(answerMs)
      return down ? { status: 'unknown', reason: 'noAnswer' } : (said(attemptId) ?? { status: 'unknown', reason: 'noAnswer' })
    }
    for (let waited = 0; waited < giveUpMs && !signal.aborted && !closing.signal.aborted; waited += queryEveryMs) {
      await Promise.race([moved, pause(queryEveryMs)])
      const answer = said(attemptId)
      if (answer !== undefined) return answer
    }
    // Nobody paid: it is closed before it is given up, or a payer's late yes would be money for nothing.
    set(attemptId, 'closed')
    return said(attemptId) ?? { status: 'unknown', reason: 'noAnswer' }
  }

  return {
    name: 'Simulated wallet',
    play: (scenario) => (play = typeof scenario === 'function' ? scenario : () => scenario),
    heal: () => (down = false),
    charged: () => [...orders].reduce((sum, [id, { state, amount }]) => (state === 'paid' ? sum + amount - refundedOf(id) : sum), 0),
    charge,
    query: ({ attemptId }) => Promise.resolve(down ? { status: 'unknown', reason: 'noLine' } : (said(attemptId) ?? { status: 'unknown', reason: 'stillAtWork' })),
    cancel: (attemptId) => set(attemptId, 'closed'),
    queryRefund: (refundId) => Promise.resolve(down ? { status: 'unknown', reason: 'noLine' } : refunds.has(refundId) ? { status: 'approved', reference: { attemptId: refundId } } : { status: 'declined', reason: 'noRecord' }),
    refund(refundId, { attemptId, back }) {
      const order = orders.get(attemptId)
      if (down) return Promise.resolve({ status: 'unknown', reason: 'noLine' })
      if (back !== undefined) {
        if (order?.state !== 'paid' || (!refunds.has(refundId) && refundedOf(attemptId) + back > order.amount)) return Promise.resolve({ status: 'declined', reason: 'notPossible' })
        refunds.set(refundId, { order: attemptId, amount: back })
        return Promise.resolve({ status: 'approved', reference: { attemptId: refundId, cardType: order.provider } })
      }
      if (order?.state !== 'paid') return Promise.resolve({ status: 'declined', reason: 'notPossible' })
      order.state = 'refunded'
      return Promise.resolve({ status: 'approved', reference: { attemptId, cardType: order.provider } })
    },
    close: () => {
      closing.abort()
      return Promise.resolve()
    },
  }
}
