import * as http from 'node:http'
import * as https from 'node:https'
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls'
import { answerBytes } from '../../contracts/replication/index.ts'
import { retryAfterMs } from './back-off.ts'
import { type Line } from './line.ts'
import { faultOf, LineFailed } from './line-fault.ts'
import { secureAgent } from './secure-agent.ts'

/** REP-11: a socket that is open but dead ends here. */
export const deadlineMs = 10_000

export interface Reply {
  readonly status: number
  /** Parsed JSON, or undefined when it was none. */
  readonly body: unknown
  /** As it came, where it was no JSON. */
  readonly text?: string
  readonly retryAfterMs: number
  /** What head office's clock showed when it answered, in epoch milliseconds. */
  readonly answeredAt?: number
}

export interface Transport {
  /** Rejects when there is no whole answer within the deadline, with `LineFailed` where it is known what is wrong on the way. `longest`: bytes of one that is read, where it may be more than an acknowledgement. */
  post(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array, longest?: number): Promise<Reply>
  close(): void
}

/** As in ReplicatorSurroundings. */
export interface TransportParts {
  readonly clock: () => number
  readonly after: (ms: number, run: () => void) => () => void
  readonly line?: Line
}

/** Plain http never leaves this machine: what a register sends is the shop's takings. */
export function addressAllowed(address: string): boolean {
  const url = urlOf(address)
  if (url === undefined || url.username !== '' || url.password !== '') return false
  const { protocol, hostname } = url
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}

/** One connection, kept between requests, and thrown away after any error: a half-open one would swallow the retry as well. */
export function createTransport(address: string, { clock, after, line = {} }: TransportParts): Transport {
  const base = new URL(address)
  const isSecure = base.protocol === 'https:'
  const door = isSecure ? https : http
  const newAgent = (): http.Agent => (isSecure ? secureAgent(base, line) : new http.Agent({ keepAlive: true, maxSockets: 1 }))
  let agent = newAgent()

  function startAfresh(): void {
    agent.destroy()
    agent = newAgent()
  }

  function exchange(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array, longest: number): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const request = door.request(new URL(path, base), {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': String(body.byteLength), ...headers },
      })
      const callOff = after(deadlineMs, () => request.destroy(new Error('no answer within the deadline')))
      let shown: DetailedPeerCertificate | undefined
      const fail = (cause: Error): void => {
        callOff()
        const fault = faultOf(cause, { host: base.hostname, shown, now: clock() })
        reject(fault === undefined ? cause : new LineFailed(fault))
      }
      request.on('socket', (socket) => {
        // Before Node judges it: a socket that was refused has forgotten what it was shown.
        if (socket instanceof TLSSocket) socket.prependOnceListener('secure', () => (shown = socket.getPeerCertificate(true)))
      })
      request.on('error', fail)
      request.on('response', (response) => {
        const parts: Buffer[] = []
        let length = 0
        response.on('data', (part: Buffer) => {
          length += part.length
          if (length > longest) request.destroy(new Error('the answer is too long'))
          else parts.push(part)
        })
        // Also what an answer cut short ends with.
        response.on('error', fail)
        response.on('end', () => {
          callOff()
          const text = Buffer.concat(parts).toString('utf8')
          const body = jsonOf(text)
          resolve({
            status: response.statusCode ?? 0,
            body,
            ...(body === undefined && { text }),
            retryAfterMs: retryAfterMs(response.headers['retry-after'], clock()),
            ...answeredAt(response.headers.date),
          })
        })
      })
      request.end(body)
    })
  }

  return {
    post: async (path, headers, body, longest = answerBytes) => {
      try {
        const reply = await exchange(path, headers, body, longest)
        // What is no JSON is no word of head office's: somebody else answers on this line, and would again.
        if (reply.status >= 500 || reply.body === undefined) startAfresh()
        return reply
      } catch (cause) {
        startAfresh()
        throw cause
      }
    },
    close: () => agent.destroy(),
  }
}

function answeredAt(date: string | undefined): Pick<Reply, 'answeredAt'> {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? {} : { answeredAt: at }
}

function urlOf(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
