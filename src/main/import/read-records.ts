import { open, type FileHandle } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { recordSplitter, type SourceRecord } from './record-splitter.ts'

/** How far through the file we are, in its own bytes: of a packed file nobody knows how many lines it holds. */
export interface Bytes {
  readonly read: number
  readonly total: number
}

export interface RecordSource {
  bytes(): Bytes
  /** The records of each piece of the file, as it is read. Throws SourceFailure. */
  records(): AsyncGenerator<readonly SourceRecord[], void, undefined>
}

/** The file cannot be read, or breaks off. A class, because it is thrown. */
export class SourceFailure extends Error {
  readonly reason: 'missing' | 'unreadable' | 'damaged'
  constructor(reason: SourceFailure['reason'], cause?: unknown) {
    super(`the file is ${reason}`, { cause })
    this.name = 'SourceFailure'
    this.reason = reason
  }
}

const pieceBytes = 64 * 1024

/** A table of text, packed or plain: its first two bytes say which, since a name can lie. Throws SourceFailure. */
export async function openRecords(file: string): Promise<RecordSource> {
  const { size, packed } = await look(file)
  let read = 0
  return {
    bytes: () => ({ read, total: size }),
    async *records() {
      const source = createReadStream(file, { highWaterMark: pieceBytes })
      source.on('data', (piece) => (read += piece.length))
      const pieces = packed ? pipeline(source, createGunzip({ chunkSize: pieceBytes }), () => undefined) : source
      const splitter = recordSplitter()
      try {
        for await (const piece of pieces) yield splitter.push(piece as Buffer)
      } catch (error) {
        // What a packed file holds is known good only up to here; a plain one was taken from under us.
        throw new SourceFailure(isErrorOf(error, 'Z_') ? 'damaged' : 'unreadable', error)
      } finally {
        source.destroy()
      }
      yield splitter.end()
    },
  }
}

async function look(file: string): Promise<{ readonly size: number; readonly packed: boolean }> {
  let handle: FileHandle | undefined
  try {
    handle = await open(file, 'r')
    const stats = await handle.stat()
    // A pipe or a device has no length and, at worst, no end.
    if (!stats.isFile()) throw new SourceFailure('unreadable')
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return { size: stats.size, packed: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b }
  } catch (error) {
    if (error instanceof SourceFailure) throw error
    throw new SourceFailure(isErrorOf(error, 'ENOENT') ? 'missing' : 'unreadable', error)
  } finally {
    await handle?.close()
  }
}

function isErrorOf(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith(code)
}
