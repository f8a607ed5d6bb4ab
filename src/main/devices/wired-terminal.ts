import { type Timer } from '../../drivers/device/index.ts'
import { type PaymentAttempt, type PaymentTerminal, zvtTerminal } from '../../drivers/payment-terminal/index.ts'
import { tcpTransport } from '../../drivers/transports/index.ts'
import { type WiredTerminal } from './payment-config.ts'
import { type PaymentHooks, type PaymentSaid, type PaymentWork } from './payment-messages.ts'

export const terminalId = 'paymentTerminal:1'

/** Without the password. */
export function terminalName({ host, port }: WiredTerminal): string {
  return `zvt://${host.includes(':') ? `[${host}]` : host}:${port}`
}

export interface HostedTerminal {
  readonly terminal: PaymentTerminal
  /** Never rejects. */
  work(what: PaymentWork, hooks: PaymentHooks, signal: AbortSignal): Promise<PaymentSaid>
}

/** Nothing is opened until it is asked for something, but for one look whether it is there. */
export function openTerminal(config: WiredTerminal, timer: Timer): HostedTerminal {
  const terminal = zvtTerminal({ id: terminalId, transport: tcpTransport(config, timer), timer, password: config.password, currency: config.currency })
  return { terminal, work: (what, hooks, signal) => workAt(terminal, what, hooks, signal) }
}

/** Any terminal behind the port, asked in the words that cross the wall. */
export async function workAt(terminal: PaymentTerminal, work: PaymentWork, hooks: PaymentHooks, signal: AbortSignal): Promise<PaymentSaid> {
  if (work.what === 'endOfDay') {
    const { lines, ...report } = await terminal.endOfDay(signal)
    return { report: { ...report, lines: lines.slice(0, 500) } }
  }
  const { attemptId, kind, amount, currency, reference } = work
  // Absent is absent on this side of the wall; undefined is how a checked message says it.
  const attempt: PaymentAttempt = { attemptId, kind, amount, currency, ...(reference && { reference: present(reference) }) }
  if (work.what === 'recover') return { outcome: await terminal.recover({ ...attempt, ...(work.mark !== undefined && { mark: work.mark }) }, signal) }
  return { outcome: await terminal.begin(attempt, { signal, beforeMoney: hooks.onMark, onProgress: hooks.onProgress }) }
}

function present(reference: NonNullable<Extract<PaymentWork, { what: 'begin' }>['reference']>): NonNullable<PaymentAttempt['reference']> {
  const { attemptId, saidBy, ...more } = reference
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
  return { attemptId, ...said, ...(saidBy && { saidBy }) }
}
