import { spawn } from 'node:child_process'
import { type Timer } from '../device/timer.ts'
import { type Transport, TransportError } from './port.ts'
import { winspoolScript } from './winspool-script.ts'
import { inTime } from './native-errors.ts'

/** Starting PowerShell and compiling the few lines takes a second or two on a slow till. */
export const spoolMs = 20_000

export interface ScriptEnd {
  /** Undefined: it was ended by force. */
  readonly code: number | undefined
  readonly said: string
  readonly complained: string
}
/** Runs that script with that input, and says what came of it. Rejects when there is no such program. */
export type RunScript = (script: string, input: string, signal: AbortSignal) => Promise<ScriptEnd>

/**
 * A printer that belongs to Windows: bytes go raw through its spooler, and nothing comes back. OpenPrinter succeeds for a
 * printer that is unplugged and its job is spooled "successfully", to come out some other day: so it is asked first how
 * it is. Written from the documentation, and not tried on Windows.
 */
export function winspoolTransport(queue: string, timer: Timer, run: RunScript = runPowerShell): Transport {
  let isOpen = false

  /** Bytes the spooler took. */
  async function spool(bytes: Uint8Array | undefined, signal: AbortSignal): Promise<number> {
    const late = new AbortController()
    const stop = (): void => late.abort()
    signal.addEventListener('abort', stop)
    try {
      // Both as base64, on its input: no name of a printer is ever a part of a command.
      const input = `${base64(new TextEncoder().encode(queue))}\n${bytes === undefined ? 'look' : base64(bytes)}\n`
      const end = await inTime(run(winspoolScript, input, late.signal), spoolMs, timer)
      return meaning(end)
    } catch (error) {
      if (error instanceof TransportError) throw signal.aborted ? new TransportError('cancelled') : error
      throw new TransportError('driver-missing', { cause: error })
    } finally {
      late.abort()
      signal.removeEventListener('abort', stop)
    }
  }

  return {
    address: `winspool:${queue}`,
    canRead: false,
    async open(signal) {
      if (isOpen) throw new Error('the transport is open already: one job at a time')
      if (signal.aborted) throw new TransportError('cancelled')
      await spool(undefined, signal)
      isOpen = true
    },
    async write(bytes, signal, taken) {
      if (!isOpen) throw new TransportError('connection-lost')
      const count = await spool(bytes, signal).catch((error: unknown) => {
        // Under way, whatever it was: some of it may be in the spooler.
        throw error instanceof TransportError && error.code !== 'timeout' && error.code !== 'cancelled' ? new TransportError('connection-lost', { cause: error }) : error
      })
      taken(count)
      if (count < bytes.length) throw new TransportError('connection-lost')
    },
    onBytes: () => () => undefined,
    onLost: () => () => undefined,
    close() {
      isOpen = false
      return Promise.resolve()
    },
  }
}

const invalidName = '1801'
const accessDenied = '5'

/** `OK bytes` or `NO step number`; anything else is a PowerShell that may not do this. */
function meaning({ code, said, complained }: ScriptEnd): number {
  const ok = /^OK (\d{1,9})$/m.exec(said)
  if (code === 0 && ok) return Number(ok[1])
  const no = /^NO (\w+) (\d+)$/m.exec(said)
  const cause = new Error((no?.[0] ?? complained).slice(0, 500))
  // Windows may allow no compiling of one's own on a till (constrained language): then there is no way through here.
  if (!no) throw new TransportError('driver-missing', { cause })
  if (no[2] === accessDenied) throw new TransportError('permission', { cause })
  throw new TransportError(no[1] === 'open' || no[1] === 'offline' || no[2] === invalidName ? 'unreachable' : 'connection-lost', { cause })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

/** What -EncodedCommand takes: base64 of UTF-16, so that no quote in it is anybody's but its own. */
export function encodedCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64')
}

function runPowerShell(script: string, input: string, signal: AbortSignal): Promise<ScriptEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn('powershell.exe', ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', encodedCommand(script)], { windowsHide: true, stdio: ['pipe', 'pipe', 'pipe'] })
    const texts = { said: '', complained: '' }
    child.stdout.on('data', (chunk: Buffer) => (texts.said += chunk.toString('utf8')))
    child.stderr.on('data', (chunk: Buffer) => (texts.complained += chunk.toString('utf8')))
    child.stdin.on('error', () => undefined)
    const stop = (): void => void child.kill()
    signal.addEventListener('abort', stop)
    child.once('error', reject)
    child.once('close', (code) => {
      signal.removeEventListener('abort', stop)
      resolve({ code: code ?? undefined, ...texts })
    })
    child.stdin.end(input)
  })
}
