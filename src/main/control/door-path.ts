import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import path from 'node:path'

/** Of a Unix socket's address, on the meanest of our systems. */
const longestAddress = 103

export interface DoorPath {
  readonly address: string
  /** The folder that keeps others away from the socket; absent on Windows, whose pipes have owners of their own. */
  readonly folder?: string
}

/** Where the register of a data folder listens; undefined when its path is too long for a socket. */
export function doorPath(dataDirectory: string, platform: NodeJS.Platform = process.platform): DoorPath | undefined {
  const directory = realpathSync(dataDirectory)
  // Windows has no sockets in folders: the folder's name becomes the pipe's.
  if (platform === 'win32') return { address: `\\\\.\\pipe\\tillwright-${createHash('sha256').update(directory.toLowerCase()).digest('hex').slice(0, 32)}` }
  const folder = path.join(directory, 'control')
  const address = path.join(folder, 'door.sock')
  return Buffer.byteLength(address) > longestAddress ? undefined : { address, folder }
}
