import * as http from 'node:http'
import { type Socket } from 'node:net'
import { type Proxy } from './line.ts'
import { LineFailed } from './line-fault.ts'

const wantsPassword = 407
/** It let us ask, and could not reach head office itself. */
const notReached: readonly number[] = [502, 503, 504]

/**
 * A way through to `target` (HOST:PORT) by CONNECT: the proxy sees where it goes, and nothing of what is said. Rejects with `LineFailed`: the proxy is away, wants
 * another password, or does not let this through. Its password is sent to it alone, and stands in no error.
 */
export function throughProxy({ host, port, credentials }: Proxy, target: string, patienceMs: number): Promise<Socket> {
  const name = `${host}:${port}`
  return new Promise((resolve, reject) => {
    const asked = http.request({ host, port, method: 'CONNECT', path: target, agent: false, headers: { host: target, ...(credentials !== undefined && { 'proxy-authorization': `Basic ${credentials}` }) } })
    const isAway = (): void => reject(new LineFailed({ kind: 'proxyAway', proxy: name }))
    asked.setTimeout(patienceMs, () => {
      isAway()
      asked.destroy()
    })
    asked.on('error', isAway)
    asked.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) {
        socket.setTimeout(0)
        return resolve(socket)
      }
      socket.destroy()
      if (notReached.includes(statusCode)) return reject(new Error(`proxy ${statusCode}`))
      reject(new LineFailed(statusCode === wantsPassword ? { kind: 'proxyPassword', proxy: name } : { kind: 'proxyRefuses', proxy: name, status: statusCode }))
    })
    asked.end()
  })
}
