import { manualTimer, systemTimer, type ManualTimer } from '../../device/index.ts'
import { tcpTransport } from '../../transports/index.ts'
import { type PayOutcome } from '../../../domain/tender/index.ts'
import { type OpenAttempt, type PaymentAttempt, type PaymentTerminal, type PayProgress } from '../port.ts'
import { startZvtSimulator, type ZvtSimulator } from './simulator.ts'
import { zvtTerminal } from './zvt-terminal.ts'

export const sale: PaymentAttempt = { attemptId: 'attempt-1', kind: 'sale', amount: 1450, currency: 'EUR' }

/** A register's terminal driver and the terminal, with the driver's time in the test's hand. */
export interface Counter {
  readonly terminal: PaymentTerminal
  readonly simulator: ZvtSimulator
  readonly timer: ManualTimer
  /** What begin() marked, for the recovery. */
  readonly marks: string[]
  readonly progress: PayProgress[]
  pay(attempt?: PaymentAttempt): Promise<PayOutcome>
  recover(attempt?: OpenAttempt): Promise<PayOutcome>
  /** The till was killed and started again: another driver, which knows nothing. */
  restart(): void
  close(): Promise<void>
}

const never = new AbortController().signal

export async function counter(password = '000000'): Promise<Counter> {
  const simulator = await startZvtSimulator({ timer: systemTimer, currency: '0978' })
  const timer = manualTimer()
  const driver = (): PaymentTerminal => zvtTerminal({ id: 'paymentTerminal:1', transport: tcpTransport(simulator, timer), timer, password, currency: 'EUR' })
  let terminal = driver()
  const marks: string[] = []
  const progress: PayProgress[] = []
  return {
    get terminal() {
      return terminal
    },
    simulator,
    timer,
    marks,
    progress,
    pay: (attempt = sale) =>
      terminal.begin(attempt, {
        signal: never,
        beforeMoney: (mark) => {
          marks.push(mark)
          return Promise.resolve()
        },
        onProgress: (said) => void progress.push(said),
      }),
    recover: (attempt = { ...sale, ...(marks.length === 0 ? {} : { mark: marks.at(-1) ?? '' }) }) => terminal.recover(attempt, never),
    restart: () => {
      terminal = driver()
    },
    async close() {
      await terminal.close()
      await simulator.close()
    },
  }
}
