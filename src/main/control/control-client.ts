import { connect, type Socket } from 'node:net'
import { doorPath } from './door-path.ts'
import { controlMessage, type ControlMessage, type ControlRequest } from './messages.ts'
import { readLines } from './read-lines.ts'

type Last = Extract<ControlMessage, { kind: 'done' | 'failed' | 'refused' }>

/**
 * Asks the register that runs on a data folder; undefined when none does. Throws when it goes away before its last word:
 * whoever asked has to look, or to ask again.
 */
export async function askControlDoor(dataDirectory: string, request: ControlRequest, onMessage: (message: ControlMessage) => void, signal?: AbortSignal): Promise<Last | undefined> {
  const place = doorPath(dataDirectory)
  const socket = place === undefined ? undefined : await connected(place.address)
  if (socket === undefined) return undefined
  const hangUp = (): void => void socket.destroy()
  signal?.addEventListener('abort', hangUp)
  try {
    socket.write(`${JSON.stringify(request)}\n`)
    for await (const line of readLines(socket)) {
      const { data: message } = controlMessage.safeParse(line)
      if (message === undefined) throw new Error('the register answered something this version does not understand')
      if (message.kind === 'done' || message.kind === 'failed' || message.kind === 'refused') return message
      onMessage(message)
    }
    throw new Error(signal?.aborted === true ? 'stopped' : 'the register ended before it was done')
  } finally {
    signal?.removeEventListener('abort', hangUp)
    socket.destroy()
  }
}

/** A socket nobody listens at (its process was killed), or none at all, is nobody there. */
function connected(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.off('error', failed)
      socket.on('error', () => socket.destroy())
      resolve(socket)
    })
    const failed = (error: Error): void => {
      const code = 'code' in error ? error.code : undefined
      if (code === 'ENOENT' || code === 'ECONNREFUSED') resolve(undefined)
      else reject(error)
    }
    socket.once('error', failed)
  })
}
