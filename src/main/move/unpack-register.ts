import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { looksLikeRegister, migrations, openRegisterDatabase, syncFolder, type RegisterFacts } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { continueElsewhere } from '../commands/index.ts'
import { momentClock, newId, openSecrets, readLocked } from '../core/index.ts'
import { unpackTar } from './unpack-tar.ts'

export interface UnpackRegister {
  /** A file that "Move this register" made. */
  readonly file: string
  readonly passphrase: string
  /** Data folder of the new register: not there yet, or empty. */
  readonly folder: string
}

export interface UnpackedRegister {
  readonly facts: RegisterFacts
  /** Entries that head office has not acknowledged: they came along. */
  readonly waiting: number
}

const wanted = ['move.json', 'register.keys', 'register.db'] as const

/** What is not whole yet lies here. */
export const stagingOf = (folder: string): string => `${folder}.unpacking`

/**
 * Makes a register of a file: unpacks it beside the folder, checks it, writes `register.takenOver` there, and only then gives it the
 * folder's name. Whatever stops it in between, nothing lies in the folder, and the same file can be opened again.
 * Refuses `moveFile.*` with a sentence each; nothing is changed then.
 */
export async function unpackRegister({ file, passphrase, folder }: UnpackRegister): Promise<Result<UnpackedRegister>> {
  const target = path.resolve(folder)
  // A folder cannot be read, and a pipe would never end.
  if (!(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) return refuse('moveFile.missing', { file })
  if (existsSync(target) && readdirSync(target).length > 0) return refuse('moveFile.folderUsed', { folder: target })
  const staging = stagingOf(target)
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging, { recursive: true, mode: 0o700 })
  try {
    const unpacked = await unpackInto(staging, file, passphrase)
    if (!unpacked.ok) return unpacked
    // An empty one is in the way of a rename on some systems.
    if (existsSync(target)) rmdirSync(target)
    renameSync(staging, target)
    syncFolder(path.dirname(target))
    return unpacked
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function unpackInto(staging: string, file: string, passphrase: string): Promise<Result<UnpackedRegister>> {
  const tar = unpackTar((name) => {
    if (!wanted.some((one) => one === name)) throw new Error('a file that has no place here')
    const handle = openSync(path.join(staging, name), 'wx', 0o600)
    return {
      write: (part) => {
        for (let done = 0; done < part.length; ) done += writeSync(handle, part, done)
      },
      end: () => {
        fsyncSync(handle)
        closeSync(handle)
      },
    }
  })
  const newest = migrations.at(-1)?.id ?? 0
  const read = await readLocked(file, passphrase, ({ schema }) => (schema > newest ? refuse('moveFile.newer', { file }) : accept(undefined)), tar.take)
  tar.close()
  if (!read.ok) return read
  if (!tar.ended() || !wanted.every((name) => existsSync(path.join(staging, name)))) return refuse('moveFile.broken', { file })
  const database = path.join(staging, 'register.db')
  const seen = looksLikeRegister(database)
  if (seen.kind === 'newer') return refuse('moveFile.newer', { file })
  if (seen.kind === 'other') return refuse('moveFile.broken', { file })
  const taken = takeOver(database, path.join(staging, 'register.keys'), JSON.parse(readFileSync(path.join(staging, 'move.json'), 'utf8')) as { readonly hash?: string }, file)
  if (!taken.ok) return taken
  rmSync(path.join(staging, 'move.json'))
  syncFolder(staging)
  return taken
}

/** The keys fit, every entry follows the one before, and the last one is the one that closed it there; then it goes on here. */
function takeOver(database: string, keys: string, { hash }: { readonly hash?: string }, file: string): Result<UnpackedRegister> {
  const secrets = openSecrets(keys, database)
  if (!secrets.ok) return refuse('moveFile.broken', { file })
  const opened = openRegisterDatabase({ path: database, newId })
  if (!opened.ok) return opened
  const register = opened.value
  try {
    const moved = register.moved()
    const head = register.journalHead()
    if (register.verifyChain() !== undefined || moved === undefined || moved.hash !== head.hash || hash !== head.hash) return refuse('moveFile.broken', { file })
    const continued = continueElsewhere({ database: register, moment: momentClock(() => register.facts().timeZone) }, randomUUID())
    if (!continued.ok) return continued
    return accept({ facts: register.facts(), waiting: register.waiting().entries })
  } finally {
    register.close()
  }
}
