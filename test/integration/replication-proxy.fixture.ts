import { type IncomingHttpHeaders, request as httpRequest } from 'node:http'
import { serve, type TestServer } from './replication.fixture.ts'

/**
 * What the network does to one request. `replayAnswer`: the request is swallowed and the very first answer comes back, late
 * and old. `replayRequest`: an earlier request arrives once more, before this one.
 */
export type Fault = 'pass' | 'dropRequest' | 'dropAnswer' | 'double' | 'cutRequest' | 'cutAnswer' | 'replayAnswer' | 'replayRequest' | 'garbage' | 'busy'

export interface FaultyNetwork extends TestServer {
  /** Faults still to come; when they are used up everything passes. */
  readonly faults: Fault[]
}

interface Passed {
  readonly status: number
  readonly body: Buffer
}

/** A proxy on a real socket between a register and head office. */
export async function faultyNetwork(target: () => string): Promise<FaultyNetwork> {
  const faults: Fault[] = []
  let firstAnswer: Passed | undefined
  let lastRequest: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer } | undefined
  const server = await serve((request, body, response) => {
    const path = request.url ?? '/'
    const fault = faults.shift() ?? 'pass'
    const send = (bytes = body): Promise<Passed> => pass(target(), path, request.headers, bytes)
    const answer = ({ status, body: said }: Passed): void => void response.writeHead(status, { 'content-type': 'application/json', 'content-length': said.length }).end(said)
    const act = async (): Promise<void> => {
      if (fault === 'dropRequest') return void response.destroy()
      // With the pauses of these tests it never comes to ten seconds, by which they tell a request in flight.
      if (fault === 'busy') return void response.writeHead(503, { 'retry-after': '3' }).end()
      if (fault === 'garbage') return answer({ status: 200, body: Buffer.from('{"epoch":') })
      if (fault === 'replayAnswer' && firstAnswer !== undefined) return answer(firstAnswer)
      if (fault === 'cutRequest') return answer(await send(body.subarray(0, Math.floor(body.length / 2))))
      if (fault === 'double') await send()
      if (fault === 'replayRequest' && lastRequest !== undefined) await pass(target(), lastRequest.path, lastRequest.headers, lastRequest.body)
      lastRequest = { path, headers: request.headers, body }
      const passed = await send()
      if (passed.status === 200 && path.endsWith('/batches')) firstAnswer ??= passed
      if (fault === 'dropAnswer') return void response.destroy()
      if (fault === 'cutAnswer') {
        response.writeHead(passed.status, { 'content-length': passed.body.length })
        return void response.write(passed.body.subarray(0, 10), () => response.destroy())
      }
      answer(passed)
    }
    act().catch(() => response.destroy())
  })
  return { ...server, faults }
}

function pass(target: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const { host: _host, connection: _connection, ...kept } = headers
    const sent = httpRequest(new URL(path, target), { method: 'POST', agent: false, headers: { ...kept, 'content-length': body.length } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
