import { createHash, randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { fewestPassphraseCharacters, isWeakPassphrase, shortestPassphraseLength } from '../../contracts/ipc/index.ts'
import { copyRegister, migrations, type Moved, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { closeRegister, continueHere, mayClose, type CommandContext } from '../commands/index.ts'
import { tarEnd, tarHeader, tarPadding } from '../support/index.ts'
import { keysOf, readLocked, sameProof, writeLocked, type PassphraseKeys } from './locked-file.ts'

export interface MovedOut {
  readonly file: string
  readonly bytes: number
}

interface Place {
  /** Of the app. */
  readonly appVersion: string
  readonly databasePath: string
  readonly keyPath: string
}

type Context = Pick<CommandContext, 'database' | 'moment' | 'seat'>

const unfinishedOf = (file: string): string => `${file}.unfinished`
const copyOf = (file: string): string => `${file}.copy`

/**
 * Closes the register, and packs it into one file. In this order, so that a power cut anywhere leaves one register and never two:
 * the journal is closed and on disk; the file is written under another name, and read back; that it is whole is on disk; it gets
 * its name. Whoever starts the till in between takes it back, or gives the file its name (`finishMove`).
 */
export async function moveOut(context: Context, place: Place, { passphrase, folder }: { readonly passphrase: string; readonly folder: string }): Promise<Result<MovedOut>> {
  const { database } = context
  // Before anybody waits for the key to be derived, and once more with it in hand.
  const now = mayClose(context)
  if (!now.ok) return now
  if (isWeakPassphrase(passphrase)) return refuse('move.weakPassphrase', { shortest: shortestPassphraseLength, different: fewestPassphraseCharacters })
  const keys = await keysOf(passphrase)
  const at = context.moment().at
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const file = path.join(folder, `tillwright-register-${database.facts().registerNumber}-${time}.move`)
  const closed = closeRegister(context, { moveId: randomUUID(), file, salt: keys.salt, proof: keys.proof })
  if (!closed.ok) return closed
  try {
    await pack(place, closed.value, keys, passphrase)
  } catch (error) {
    discard(file)
    const back = continueHere(context, 'notPacked')
    if (!back.ok) return back
    return refuse('move.notPacked', { folder, reason: error instanceof Error && 'code' in error ? String(error.code) : 'checkFailed' })
  }
  const marked = database.unitOfWork(() => {
    database.markPacked()
    return accept(undefined)
  })
  if (!marked.ok) return marked
  giveName(file)
  return accept({ file, bytes: statSync(file).size })
}

async function pack({ databasePath, keyPath, appVersion }: Place, moved: Moved, keys: PassphraseKeys, passphrase: string): Promise<void> {
  const copy = copyOf(moved.file)
  const unfinished = unfinishedOf(moved.file)
  copyRegister(databasePath, copy)
  const written = createHash('sha256')
  writeLocked(unfinished, keys, { schema: migrations.at(-1)?.id ?? 0, app: appVersion, madeAt: moved.at }, hashed(contents(copy, keyPath, moved), written))
  // What is on the disk, by the passphrase that was typed: not what was meant to be there.
  const back = createHash('sha256')
  const opened = await readLocked(unfinished, passphrase, accept, (part) => back.update(part))
  if (!opened.ok) throw new Error(`the file does not open again: ${opened.refusal.code}`)
  if (!back.digest().equals(written.digest())) throw new Error('the file is not what was written')
  rmSync(copy, { force: true })
}

function* hashed(parts: Iterable<Buffer>, into: ReturnType<typeof createHash>): Generator<Buffer> {
  for (const part of parts) {
    into.update(part)
    yield part
  }
}

/** The small ones first: who unpacks knows what to expect before the database comes. */
function* contents(copy: string, keyPath: string, { moveId, epoch, seq, hash, at }: Moved): Generator<Buffer> {
  for (const [name, content] of [
    ['move.json', Buffer.from(JSON.stringify({ moveId, epoch, seq, hash, at }))],
    ['register.keys', readFileSync(keyPath)],
  ] as const) {
    yield Buffer.concat([tarHeader(name, content.length, at), content, tarPadding(content.length)])
  }
  const { size } = statSync(copy)
  yield tarHeader('register.db', size, at)
  const handle = openSync(copy, 'r')
  try {
    for (let done = 0; done < size; ) {
      const part = Buffer.alloc(Math.min(1 << 20, size - done))
      const read = readSync(handle, part, 0, part.length, null)
      if (read === 0) throw new Error('the copy ends too early')
      yield part.subarray(0, read)
      done += read
    }
  } finally {
    closeSync(handle)
  }
  yield tarPadding(size)
  yield tarEnd
}

function giveName(file: string): void {
  renameSync(unfinishedOf(file), file)
  // Windows can neither open a folder nor needs to: NTFS journals the rename itself.
  if (process.platform === 'win32') return
  const folder = openSync(path.dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function discard(file: string): void {
  for (const one of [copyOf(file), unfinishedOf(file)]) {
    try {
      rmSync(one, { force: true })
    } catch {
      // Left lying: it has no name that anybody opens.
    }
  }
}

/** At each start: what a power cut left of a move. A file that never got its name was never anybody's, so the register goes on here. */
export function finishMove(context: Context): Result<unknown> {
  const moved = context.database.moved()
  if (moved === undefined) return accept(undefined)
  if (!moved.packed) {
    discard(moved.file)
    return continueHere(context, 'interrupted')
  }
  if (!existsSync(moved.file) && existsSync(unfinishedOf(moved.file))) giveName(moved.file)
  return accept(undefined)
}

/** By the passphrase of its file: whoever has that could have it live elsewhere as well, and head office will see both. */
export async function takeBack(context: Context & { readonly database: RegisterWriter }, passphrase: string): Promise<Result<undefined>> {
  const moved = context.database.moved()
  if (moved === undefined) return refuse('move.notMoved')
  const { proof } = await keysOf(passphrase, moved.salt)
  if (!sameProof(proof, moved.proof)) return refuse('move.wrongPassphrase')
  const back = continueHere(context, 'asked')
  return back.ok ? accept(undefined) : back
}
