import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { type ImportJobs } from '../import/index.ts'
import { type Log } from '../log.ts'
import { doorPath } from './door-path.ts'
import { controlRequest, type ControlMessage, type ControlRequest } from './messages.ts'
import { readLines } from './read-lines.ts'

export interface ControlDoor {
  close(): Promise<void>
}

export interface ControlDoorOptions {
  /** The register's own folder, whose database this process has open: that makes any socket found there a dead one's. */
  readonly dataDirectory: string
  readonly imports: Pick<ImportJobs, 'start'>
  readonly log: Log
}

/**
 * How a tool in another process hands work to the register that has the database: no port, no network, a socket that only
 * its owner can open. What is asked is checked like anything from outside.
 */
export async function openControlDoor({ dataDirectory, imports, log }: ControlDoorOptions): Promise<ControlDoor> {
  const place = doorPath(dataDirectory)
  if (place === undefined) {
    // A till sells without this door. A tool then finds the database in use, and says so.
    log({ level: 'error', event: 'control.pathTooLong' })
    return { close: () => Promise.resolve() }
  }
  if (place.folder !== undefined) {
    // The folder's rights hold from the socket's first moment; between listen and chmod the socket's own would not.
    mkdirSync(place.folder, { recursive: true, mode: 0o700 })
    chmodSync(place.folder, 0o700)
    // Left behind by a process that was killed. Nobody else's: the writer's lock of this folder is ours.
    rmSync(place.address, { force: true })
  }
  const sockets = new Set<Socket>()
  const working = new Set<Promise<void>>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const work = serve(socket, imports, log).finally(() => working.delete(work))
    working.add(work)
  })
  await listen(server, place.address)
  if (place.folder !== undefined) chmodSync(place.address, 0o600)

  return {
    async close() {
      // Closing a listening socket takes its file away.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await Promise.all([closed, ...working])
    },
  }
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** One request a connection. When the caller hangs up, what it asked for stops. */
async function serve(socket: Socket, imports: Pick<ImportJobs, 'start'>, log: Log): Promise<void> {
  const gone = new AbortController()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => gone.abort())
  const send = (message: ControlMessage): void => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`)
  }
  try {
    const request = await firstRequest(socket)
    if (request === undefined) {
      log({ level: 'error', event: 'control.malformed' })
      send({ kind: 'refused', code: 'request.malformed' })
    } else {
      log({ level: 'info', event: `control.${request.verb}` })
      const result = await imports.start({
        file: request.file,
        signal: gone.signal,
        onProgress: (progress) => send({ kind: 'progress', ...progress }),
        onRefused: (row) => send({ kind: 'refusedRow', row }),
      })
      send(result.ok ? { kind: 'done', report: { ...result.report, ignoredColumns: [...result.report.ignoredColumns] } } : failed(result))
    }
  } catch (error) {
    log({ level: 'error', event: 'control.failed', detail: error instanceof Error ? error.name : typeof error })
    send({ kind: 'refused', code: 'request.failed' })
  }
  socket.end()
}

function failed({ failure, report }: Extract<Awaited<ReturnType<ImportJobs['start']>>, { ok: false }>): ControlMessage {
  return {
    kind: 'failed',
    failure: failure.reason === 'columns' ? { reason: 'columns', missing: [...failure.missing], twice: [...failure.twice] } : { ...failure },
    report: { ...report, ignoredColumns: [...report.ignoredColumns] },
  }
}

/** Undefined for what is no request: not one line of JSON, not the schema, not an absolute path, or no line at all. */
async function firstRequest(socket: Socket): Promise<ControlRequest | undefined> {
  for await (const line of readLines(socket)) {
    const parsed = controlRequest.safeParse(line)
    return parsed.success && path.isAbsolute(parsed.data.file) ? parsed.data : undefined
  }
  return undefined
}
