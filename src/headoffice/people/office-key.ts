import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The key second factors are sealed with, in a file beside head office's log and never in its database: a copy of the books tells nobody a code. */
export interface OfficeKey {
  /** Undefined while none was made in this folder. */
  existing(): Uint8Array | undefined
  make(): Uint8Array
}

const bytes = 32

export function officeKey(dataDirectory: string): OfficeKey {
  const path = join(dataDirectory, 'people.key')
  let kept: Uint8Array | undefined
  const existing = (): Uint8Array | undefined => (kept ??= read(path))
  return {
    existing,
    make: () => {
      const found = existing()
      if (found !== undefined) return found
      mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
      // Whole under its name or not there: what is sealed with half a key is lost.
      const half = `${path}.${randomBytes(6).toString('hex')}`
      const file = openSync(half, 'wx', 0o600)
      writeSync(file, `${randomBytes(bytes).toString('base64')}\n`)
      fsyncSync(file)
      closeSync(file)
      try {
        linkSync(half, path)
      } catch (cause) {
        // Another head office in this folder was first, and its key is the one.
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
      } finally {
        rmSync(half)
      }
      const made = existing()
      if (made === undefined) throw new Error('people.key can not be read back')
      return made
    },
  }
}

function read(path: string): Uint8Array | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw cause
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== bytes) throw new Error('people.key is damaged: put it back from a copy, or move it away and have second factors made anew')
  return key
}
