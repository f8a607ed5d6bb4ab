import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

export interface DeafLine {
  readonly url: string
  close(): Promise<void>
}

/** A line to head office on which one of its capabilities is never named: as if it were a program from before that. */
export async function deafTo(headOffice: string, capability: string): Promise<DeafLine> {
  const server = createServer((asked, answer) => void passOn(headOffice, capability, asked, answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function passOn(headOffice: string, capability: string, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = Buffer.concat(await asked.toArray().then((parts) => parts as Buffer[]))
  const there = send(new URL(asked.url ?? '/', headOffice), { method: asked.method, headers: { ...asked.headers, host: new URL(headOffice).host, connection: 'close' } }, (reply) => {
    const parts: Buffer[] = []
    reply.on('data', (part: Buffer) => parts.push(part))
    reply.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8').replaceAll(`,"${capability}"`, '')
      answer.writeHead(reply.statusCode ?? 500, { 'content-type': reply.headers['content-type'] ?? 'application/json' })
      answer.end(text)
    })
  })
  there.on('error', () => answer.destroy())
  there.end(body)
}
