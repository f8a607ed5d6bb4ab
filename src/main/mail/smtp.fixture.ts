import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

const der = (tag: number, ...parts: readonly (Uint8Array | number[])[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...parts: readonly (Uint8Array | number[])[]): Buffer => der(0x30, ...parts)
const ecdsaSha256 = sequence(der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
const extension = (last: number, ...value: readonly (Uint8Array | number[])[]): Buffer => sequence(der(0x06, [0x55, 0x1d, last]), der(0x04, ...value))

/** A certificate of 127.0.0.1 that signs itself, made for one run: no key lies in the sources. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const name = sequence(der(0x31, sequence(der(0x06, [0x55, 0x04, 0x03]), der(0x0c, Buffer.from('mail of a test')))))
  const dates = sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')))
  const extensions = der(0xa3, sequence(extension(0x11, sequence(der(0x87, [127, 0, 0, 1]))), extension(0x13, sequence(der(0x01, [0xff])))))
  const body = sequence(der(0xa0, der(0x02, [2])), der(0x02, [1]), ecdsaSha256, name, dates, name, pair.publicKey.export({ format: 'der', type: 'spki' }), extensions)
  const certificate = sequence(body, ecdsaSha256, der(0x03, [0], sign('sha256', body, createPrivateKey(key))))
  return { key, cert: `-----BEGIN CERTIFICATE-----\n${(certificate.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n` }
}

export interface TakenMail {
  readonly to: readonly string[]
  readonly text: string
}

export interface TestMailServer {
  readonly port: number
  readonly taken: TakenMail[]
  /** What it answers to the next mails instead of taking them, in turn: a number of SMTP, or `drop` in the middle of the message. */
  readonly answers: (number | 'drop')[]
  /** Passwords that anybody sent, right or wrong. */
  readonly passwords: string[]
  close(): Promise<void>
}

/** A real SMTP server on 127.0.0.1. */
export async function mailServer(options: SMTPServerOptions = {}, port = 0): Promise<TestMailServer> {
  const taken: TakenMail[] = []
  const answers: (number | 'drop')[] = []
  const passwords: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth(auth, _session, callback) {
      passwords.push(String(auth.password))
      if (auth.password === 'right') callback(null, { user: 'till' })
      else callback(Object.assign(new Error('no such user or password'), { responseCode: 535 }))
    },
    onData(stream, session, callback) {
      const answer = answers.shift()
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => {
        parts.push(part)
        // The socket goes while the message is still coming.
        if (answer === 'drop') for (const connection of server.connections as Iterable<{ _socket: { destroy(): void } }>) connection._socket.destroy()
      })
      stream.on('end', () => {
        if (answer === 'drop') return
        if (answer !== undefined) return callback(Object.assign(new Error('not this one'), { responseCode: answer }))
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString('utf8') })
        callback()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, taken, answers, passwords, close: () => new Promise((resolve) => server.close(resolve)) }
}
