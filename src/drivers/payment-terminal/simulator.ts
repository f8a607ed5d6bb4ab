import { keepState } from '../device/state-keeper.ts'
import { type PayOutcome } from '../../domain/tender/index.ts'
import { type BeginHooks, type PaymentAttempt, type PaymentTerminal } from './port.ts'

export interface SimulatedTerminal extends PaymentTerminal {
  /** What begin() says next; approved without it. Called with `hold`, it says so only at release(). */
  readonly next: { outcome?: PayOutcome['status']; hold?: boolean; /** What recover() then finds. */ truth?: PayOutcome['status'] }
  release(): void
  /** Attempts that money was asked for, in order. */
  readonly asked: PaymentAttempt[]
}

/** A terminal behind the port without a protocol: for tests of what stands above it. */
export function simulatedTerminal(id: string): SimulatedTerminal {
  const keeper = keepState({ health: 'ready', faults: [] })
  const next: SimulatedTerminal['next'] = {}
  const asked: PaymentAttempt[] = []
  const truths = new Map<string, PayOutcome['status']>()
  let release: () => void = () => undefined
  let abort: () => void = () => undefined

  const outcome = ({ attemptId }: PaymentAttempt, status: PayOutcome['status']): PayOutcome =>
    status === 'approved' ? { status, reference: { attemptId, terminalId: '1', trace: String(asked.length), receiptNo: String(asked.length), cardType: 'Visa', lastFour: '1234' } } : { status, reason: status === 'unknown' ? 'noAnswer' : status === 'cancelled' ? 'abortedThere' : 'declined' }

  async function begin(attempt: PaymentAttempt, { beforeMoney, onProgress }: BeginHooks): Promise<PayOutcome> {
    const { outcome: status = 'approved', hold, truth } = next
    onProgress({ phase: 'connecting' })
    const kept = await beforeMoney(`mark ${asked.length}`).then(() => true, () => false)
    if (!kept) return { status: 'cancelled', reason: 'notSent' }
    asked.push(attempt)
    truths.set(attempt.attemptId, truth ?? status)
    onProgress({ phase: 'presentCard' })
    let aborted = false
    if (hold === true) {
      await new Promise<void>((resolve) => {
        release = resolve
        abort = () => {
          aborted = true
          resolve()
        }
      })
    }
    return aborted ? { status: 'cancelled', reason: 'abortedHere' } : outcome(attempt, status)
  }

  const settled = (): number => asked.reduce((sum, { attemptId, kind, amount }) => (truths.get(attemptId) === 'approved' ? sum + (kind === 'sale' ? amount : -amount) : sum), 0)

  return {
    id,
    next,
    asked,
    release: () => release(),
    state: keeper.state,
    onState: keeper.onState,
    begin,
    recover: (attempt) => Promise.resolve(attempt.mark === undefined ? { status: 'cancelled', reason: 'notSent' } : outcome(attempt, truths.get(attempt.attemptId) ?? 'declined')),
    abort: () => abort(),
    endOfDay: () => Promise.resolve({ status: 'done', lines: [`${asked.length} payments`], total: settled() }),
    selfTest: () => Promise.resolve({ steps: [{ step: 'open', result: 'passed' }] }),
    close: () => Promise.resolve(),
  }
}
