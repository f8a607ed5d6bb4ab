import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The key second factors are sealed with, in a file beside head office's log and never in its database: a copy of the books tells nobody a code. */
export interface OfficeKey {
  readonly path: string
  /** `missing`: none was made in this folder, or it is gone. `unreadable`: it is there, and is no key, or not for this account. */
  existing(): Uint8Array | 'missing' | 'unreadable'
  make(): Uint8Array | 'unreadable'
}

const bytes = 32

export function officeKey(dataDirectory: string): OfficeKey {
  const path = join(dataDirectory, 'people.key')
  let kept: Uint8Array | undefined
  // Read anew until it is there: whoever puts it back need not start anything.
  const existing = (): Uint8Array | 'missing' | 'unreadable' => {
    const found = kept ?? read(path)
    if (typeof found !== 'string') kept = found
    return found
  }
  return {
    path,
    existing,
    make: () => {
      const found = existing()
      if (found !== 'missing') return found
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
      if (typeof made === 'string') throw new Error('people.key can not be read back')
      return made
    },
  }
}

function read(path: string): Uint8Array | 'missing' | 'unreadable' {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'missing' : 'unreadable'
  }
  const key = Buffer.from(text.trim(), 'base64')
  return key.length === bytes ? key : 'unreadable'
}

/** What whoever starts head office should know of its key, in words; undefined: it is there, or nobody needs it yet. */
export function keyTrouble(key: OfficeKey, anyFactor: boolean): string | undefined {
  const found = key.existing()
  if (typeof found !== 'string' || (found === 'missing' && !anyFactor)) return undefined
  return `${resolve(key.path)} ${found === 'missing' ? 'is missing' : 'can not be read, or is no key'}: second factors and recovery codes can not be checked, and whoever has a second factor can not sign on. Put the file back from its copy; no start is needed. Without a copy, --let-in NAME lets an owner in, who removes the others' second factors.`
}
