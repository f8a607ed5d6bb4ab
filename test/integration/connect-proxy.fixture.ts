import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ConnectProxy {
  readonly port: number
  /** Where it was asked to go. */
  readonly targets: string[]
  /** The next question is answered by this instead; 200 is a way through. */
  answer: number
  close(): Promise<void>
}

/** A company's proxy on 127.0.0.1 that lets whoever has the right name and password through. */
export async function connectProxy(credentials: string, port = 0): Promise<ConnectProxy> {
  const sockets = new Set<Socket>()
  const server = createServer()
  const proxy = { targets: [] as string[], answer: 200 }
  server.on('connection', (socket) => sockets.add(socket))
  server.on('connect', (request, socket) => {
    const target = request.url ?? ''
    proxy.targets.push(target)
    socket.on('error', () => undefined)
    const status = request.headers['proxy-authorization'] === `Basic ${Buffer.from(credentials).toString('base64')}` ? proxy.answer : 407
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    const [host = '', at = ''] = target.split(':')
    const onward = connect(Number(at), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    sockets.add(onward)
    onward.on('error', () => socket.destroy())
    socket.on('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    ...proxy,
    get targets() {
      return proxy.targets
    },
    get answer() {
      return proxy.answer
    },
    set answer(status) {
      proxy.answer = status
    },
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
