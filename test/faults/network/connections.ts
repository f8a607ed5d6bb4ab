import { type Socket } from 'node:net'
import { type Chance } from '../chance.ts'

/** What becomes of a connection before a word of a request is said on it. Those of TLS come about on a plain line as bytes that are no answer. */
export type ConnectionMishap = 'refused' | 'reset' | 'accepted and silent' | 'accepted late' | 'not TLS' | 'cut in the handshake' | 'silent in the handshake' | 'a broken record' | "a stranger's certificate" | 'down and up'

export interface Reception {
  readonly chance: Chance
  wait(ms: number): Promise<void>
  serve(): void
  serveAsStranger(): void
}

export function receive(socket: Socket, mishap: ConnectionMishap | undefined, { chance, wait, serve, serveAsStranger }: Reception): void {
  switch (mishap) {
    case undefined:
      return serve()
    case 'refused':
    case 'down and up':
      return void socket.destroy()
    case 'reset':
      return void socket.resetAndDestroy()
    case 'accepted and silent':
      // What is said is taken, and nothing comes back: until the register has had enough.
      return void socket.resume()
    case 'accepted late':
      return void wait(50 + chance.below(600)).then(() => (socket.destroyed ? undefined : serve()))
    case 'not TLS':
      return void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>Please log in to the free wireless network.</html>'))
    case 'cut in the handshake':
      serve()
      return void socket.once('data', () => socket.destroy())
    case 'silent in the handshake':
      return void socket.once('data', () => socket.write(Buffer.from([0x16, 0x03, 0x03])))
    case 'a broken record': {
      // The handshake passes, and then something on the way writes into it.
      serve()
      return void wait(5 + chance.below(40)).then(() => (socket.destroyed ? undefined : socket.write(Buffer.from([0x17, 0x03, 0x03, 0, 20, ...Array.from({ length: 20 }, () => chance.below(256))]))))
    }
    case "a stranger's certificate":
      return serveAsStranger()
  }
}
