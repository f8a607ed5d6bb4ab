import { type FileHandle, open } from 'node:fs/promises'
import { type Transport, TransportError } from './port.ts'

/**
 * A file, or a device node such as a USB printer's: one way, so no job through it is ever more than "sent". Jobs are
 * appended, because truncating a regular file would lose the receipt before, and a device does not care.
 */
export function fileTransport(path: string): Transport {
  let handle: FileHandle | undefined
  return {
    address: `file:${path}`,
    canRead: false,
    async open(signal) {
      if (handle) throw new Error('the transport is open already: one job at a time')
      if (signal.aborted) throw new TransportError('cancelled')
      handle = await open(path, 'a').catch((cause: unknown) => {
        throw new TransportError(isForbidden(cause) ? 'permission' : 'unreachable', { cause })
      })
    },
    async write(bytes, signal, taken) {
      for (let from = 0; from < bytes.length; ) {
        if (signal.aborted) throw new TransportError('cancelled')
        if (!handle) throw new TransportError('connection-lost')
        const { bytesWritten } = await handle.write(bytes, from).catch((cause: unknown) => {
          throw new TransportError('connection-lost', { cause })
        })
        from += bytesWritten
        taken(bytesWritten)
      }
    },
    // Nothing comes back and nothing tells of an unplugged cable: the next write fails instead.
    onBytes: () => () => undefined,
    onLost: () => () => undefined,
    async close() {
      const closing = handle
      handle = undefined
      // Everything was handed over in write(); a failing close says nothing about the paper.
      await closing?.close().catch(() => undefined)
    },
  }
}

function isForbidden(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM')
}
