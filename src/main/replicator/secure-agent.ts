import * as https from 'node:https'
import { isIP, Socket } from 'node:net'
import * as tls from 'node:tls'
import { type Line, trustOf } from './line.ts'
import { throughProxy } from './through-proxy.ts'

/** A proxy that takes the connection and says nothing is away; shorter than a request waits. */
const proxyPatienceMs = 5_000

/** One connection to head office by TLS, straight or through the company's proxy: the certificate is judged the same. */
export function secureAgent({ hostname, port }: URL, line: Line): https.Agent {
  const trust = trustOf(line)
  const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ...trust })
  const { proxy } = line
  if (proxy === undefined) return agent
  const host = hostname.replace(/^\[|\]$/g, '')
  agent.createConnection = (_options, done) => {
    throughProxy(proxy, `${hostname}:${port === '' ? 443 : port}`, proxyPatienceMs).then(
      (socket) => done?.(null, tls.connect({ socket, host, ...(isIP(host) === 0 && { servername: host }), ...trust })),
      // Node's types want a socket beside the error.
      (cause: unknown) => done?.(cause instanceof Error ? cause : new Error('no proxy'), new Socket()),
    )
    return undefined
  }
  return agent
}
