import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'

/** Somebody else's server. It answers everybody everything, and remembers who came. */
export interface Trap {
  readonly url: string
  /** Paths that were asked for. */
  readonly hits: readonly string[]
  close(): Promise<void>
}

export async function openTrap(): Promise<Trap> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<title>elsewhere</title>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    hits,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
