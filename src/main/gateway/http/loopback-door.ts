import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { createAnswered } from '../answered.ts'
import { type Broadcast } from '../broadcast.ts'
import { customerBroadcast, customerGate, tillBroadcast } from '../customer-gate.ts'
import { type Gate, type GateLog } from '../gate.ts'
import { type Admission, createAdmission } from './admission.ts'
import { fileFor, sendFile, setSecurityHeaders } from './static-files.ts'

export interface LoopbackDoor {
  readonly port: number
  /** An address that opens the till once: its fragment holds a fresh one-time secret. */
  invitation(): string
  /** The same for the customer's page, whose session may read what a customer sees and nothing else. */
  customerInvitation(): string
  readonly admissions: Admissions
  close(): Promise<void>
}

/** Who was let in, by either way: of a door that is closed and opened again on the same port they come in again. */
export interface Admissions {
  readonly till: Admission
  readonly customer: Admission
}

export interface LoopbackDoorOptions {
  /** The built renderer. */
  readonly directory: string
  readonly gate: Gate
  readonly broadcast: Pick<Broadcast, 'listen'>
  readonly seat: string
  /** 0: any free port. */
  readonly port: number
  readonly log: GateLog
  /** Told when an invitation was used, so that a fresh one can be shown. */
  readonly onAdmitted?: () => void
  readonly onCustomerAdmitted?: () => void
  /** Of the door that was here before. */
  readonly admissions?: Admissions
}

/** A way in behind the port: its paths, and what is behind them. */
interface Entrance extends Pick<LoopbackDoorOptions, 'gate' | 'broadcast' | 'seat' | 'log' | 'onAdmitted'> {
  readonly session: string
  readonly api: string
  readonly cookiePath: string
  readonly admission: Admission
}

const MAX_SESSION_BODY = 1024
const MAX_MESSAGE = 1 << 20

function refuseSocket(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`)
}

/** The till in a browser of this machine. Binds 127.0.0.1 and nothing else. */
export async function openLoopbackDoor(options: LoopbackDoorOptions): Promise<LoopbackDoor> {
  const server = createServer()
  await listen(server, options.port)
  const { port } = server.address() as AddressInfo
  const { gate, broadcast, seat, log, onAdmitted, onCustomerAdmitted } = options
  const admissions = options.admissions ?? { till: createAdmission(port), customer: createAdmission(port, 'customer') }
  const till: Entrance = { session: '/session', api: '/api', cookiePath: '/', admission: admissions.till, gate, broadcast: tillBroadcast(broadcast), seat, log, ...(onAdmitted && { onAdmitted }) }
  const customer: Entrance = {
    session: '/customer/session', api: '/customer/api', cookiePath: '/customer', admission: admissions.customer,
    gate: customerGate(gate), broadcast: customerBroadcast(broadcast), seat, log, ...(onCustomerAdmitted && { onAdmitted: onCustomerAdmitted }),
  }
  const entrances = [till, customer]
  const { admission } = till
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE })

  server.on('request', (request, response) => {
    setSecurityHeaders(response)
    if (!admission.hostIsOurs(request)) return end(response, 421)
    const asked = request.method === 'POST' ? entrances.find(({ session }) => session === request.url) : undefined
    if (asked) return openSession(request, response, asked)
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
    // Not through URL: it throws on `//[`, and one picture on any web page would take the till down with it.
    const file = fileFor(options.directory, request.url?.split(/[?#]/, 1)[0] ?? '/')
    return file === undefined ? end(response, 404) : sendFile(response, file)
  })

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (!admission.hostIsOurs(request) || !admission.originIsOurs(request)) return refuseSocket(socket, '403 Forbidden')
    const entrance = entrances.find(({ api }) => api === request.url)
    if (!entrance?.admission.isAdmitted(request)) return refuseSocket(socket, '401 Unauthorized')
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, entrance))
  })

  return {
    port,
    invitation: () => `http://127.0.0.1:${port}/#k=${admission.invite()}`,
    customerInvitation: () => `http://127.0.0.1:${port}/customer.html#k=${customer.admission.invite()}`,
    admissions,
    async close() {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}

function openSession(request: IncomingMessage, response: ServerResponse, { admission, cookiePath, log, onAdmitted }: Entrance): void {
  if (!admission.originIsOurs(request)) return end(response, 403)
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > MAX_SESSION_BODY) request.destroy()
    else chunks.push(chunk)
  })
  request.on('error', () => request.destroy())
  request.on('end', () => {
    const session = admission.redeem(secretIn(Buffer.concat(chunks).toString('utf8')))
    if (session === undefined) {
      log({ level: 'error', event: 'door.refused' })
      return end(response, 403)
    }
    response.setHeader('set-cookie', `${admission.cookieName}=${session}; Path=${cookiePath}; HttpOnly; SameSite=Strict`)
    end(response, 204)
    onAdmitted?.()
  })
}

function secretIn(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null && 'secret' in parsed && typeof parsed.secret === 'string' ? parsed.secret : ''
  } catch {
    return ''
  }
}

function serve(webSocket: WebSocket, { gate, broadcast, seat, log }: Entrance): void {
  const answered = createAnswered()
  const stopListening = broadcast.listen((event, request) => {
    if (!answered.has(request)) webSocket.send(JSON.stringify(event))
  })
  webSocket.on('close', stopListening)
  webSocket.on('error', () => webSocket.terminate())
  webSocket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return webSocket.close(1003)
    void answer(data.toString('utf8')).catch((error: unknown) => {
      log({ level: 'error', event: 'door.failed', detail: error instanceof Error ? error.message : String(error) })
      webSocket.close(1011)
    })
  })

  async function answer(text: string): Promise<void> {
    let raw: unknown
    try {
      raw = JSON.parse(text)
    } catch {
      raw = undefined
    }
    const reply = await gate(raw, seat)
    webSocket.send(JSON.stringify(reply))
    answered.add(reply)
  }
}
