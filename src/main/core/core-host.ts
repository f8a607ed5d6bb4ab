import { accept, refuse, type Refusal, type Result } from '../../domain/errors/index.ts'
import { type CallMessage, type CoreSettings, type FromCore, type Side } from './messages.ts'
import { type CorePort, type HostPort } from './ports.ts'

export interface HostOptions {
  readonly port: HostPort
  readonly settings: CoreSettings
  /** Starts one of the two workers; the host sends it `open`. */
  readonly startThread: (side: Side) => CorePort
}

/**
 * Joins the two workers behind one port. Runs in main itself (threads) or in a child process, and touches no database:
 * it only decides who hears what, and when. The reader opens after the writer, because only the writer may create
 * and migrate; until both are open, calls wait here.
 */
export function hostCore({ port, settings, startThread }: HostOptions): void {
  const writer = startThread('writer')
  const reader = startThread('reader')
  let held: CallMessage[] | undefined = []
  let refused: Refusal | undefined
  let closing = false
  let open = 2
  let keeper: CorePort | undefined
  /** Asked of the keeper and not answered yet: should it end, nobody else will answer. */
  const kept = new Set<number>()

  writer.onMessage((message) => {
    if (message.kind !== 'started') return port.post(message)
    if (message.result.ok) return reader.post({ kind: 'open', settings })
    started(message.result)
  })
  reader.onMessage((message: FromCore) => (message.kind === 'started' ? started(message.result) : port.post(message)))

  port.onMessage((message) => {
    if (message.kind === 'close') close()
    else if (message.kind !== 'call' && message.kind !== 'internal') return
    else if (held === undefined) deliver(message)
    else held.push(message)
  })
  port.onClose(() => {
    // Main is gone, or wants it the hard way: nobody waits for an answer any more.
    closing = true
    keeper?.close()
    reader.close()
    writer.close()
  })
  reader.onClose((fault) => {
    // The writer ends last: whoever closes a WAL database last folds the log into it.
    ended(fault)
    if (open > 0) writer.post({ kind: 'close' })
  })
  writer.onClose((fault) => {
    ended(fault)
    if (open > 0) reader.post({ kind: 'close' })
  })
  writer.post({ kind: 'open', settings })

  function started(result: Result<unknown>): void {
    if (!result.ok) refused = result.refusal
    const waiting = held ?? []
    held = undefined
    port.post({ kind: 'started', result: result.ok ? accept({}) : result })
    for (const message of waiting) deliver(message)
  }

  function deliver(message: CallMessage): void {
    if (refused !== undefined) port.post({ kind: 'answer', id: message.id, result: { ok: false, refusal: refused } })
    else if (message.to === 'reader') reader.post(message)
    else if (message.to === 'keeper') askKeeper(message)
    else writer.post(message)
  }

  function askKeeper(message: CallMessage): void {
    kept.add(message.id)
    keeper ??= startKeeper()
    keeper.post(message)
  }

  function startKeeper(): CorePort {
    const started = startThread('keeper')
    started.onMessage((answer: FromCore) => {
      if (answer.kind === 'answer') kept.delete(answer.id)
      port.post(answer)
    })
    started.onClose((fault) => {
      if (fault !== undefined && !closing) port.post({ kind: 'log', line: { level: 'error', event: 'core.threadEnded', detail: fault } })
      if (!closing) for (const id of kept) port.post({ kind: 'answer', id, result: refuse('request.failed', { reason: 'stopped' }) })
      kept.clear()
      keeper = undefined
    })
    started.post({ kind: 'open', settings })
    return started
  }

  function close(): void {
    closing = true
    // Half a copy is none, and the next one takes it away: nobody waits for it.
    keeper?.close()
    reader.post({ kind: 'close' })
  }

  function ended(fault: string | undefined): void {
    open -= 1
    if (!closing) port.post({ kind: 'log', line: { level: 'error', event: 'core.threadEnded', ...(fault === undefined ? {} : { detail: fault }) } })
    closing = true
    if (open === 0) port.close()
  }
}
