import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { lockHolder, openRegisterDatabase, syncFolder, takeWriterLock } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { newId } from '../core/index.ts'
import { needsSetup } from '../queries/index.ts'
import { waitingOf } from './unpack-beside.ts'
import { stagingOf } from './unpack-register.ts'

interface Place {
  readonly databasePath: string
  readonly keyPath: string
}

/** As `unpackRegister` names them. */
const database = 'register.db'
const keys = 'register.keys'

/** What SQLite keeps beside a database belongs to that one: a write-ahead log beside another would be read into it. */
const besideDatabase = ['', '-wal', '-shm', '-sums'] as const

/**
 * Before a register is opened: puts the one that was brought here in the place of the one that is nobody's, whose files are kept
 * in `before-take-over`. Whatever stops it, the next start goes on where it stopped, for the disk alone says how far it came:
 *
 * `taken-over.unpacking`: never whole, removed. `taken-over`: whole. `taking-over`: begun, and only ever finished; what it still
 * holds has not been placed, so what lies in that place is the old one's.
 *
 * A register that is somebody's is never replaced. Refuses `database.inUse`, and what opening the present one refuses.
 */
export function swapIn(place: Place): Result<undefined> {
  const waiting = waitingOf(place.databasePath)
  const begun = path.join(path.dirname(place.databasePath), 'taking-over')
  const half = stagingOf(waiting)
  if (![waiting, begun, half].some((one) => existsSync(one))) return accept(undefined)
  const whole = [database, keys].every((name) => existsSync(path.join(waiting, name)))
  if (whole && !existsSync(begun)) {
    const nobodys = isNobodys(place.databasePath)
    if (!nobodys.ok) return nobodys
    if (!nobodys.value) return accept(undefined)
  }
  const lock = takeWriterLock(existsSync(place.databasePath) ? realpathSync(place.databasePath) : place.databasePath)
  if (lock === undefined) return refuse('database.inUse', { ...lockHolder(place.databasePath) })
  try {
    rmSync(half, { recursive: true, force: true })
    if (!whole) rmSync(waiting, { recursive: true, force: true })
    else if (!existsSync(begun)) rename(waiting, begun)
    if (existsSync(begun)) finish(begun, place)
  } finally {
    lock.release()
  }
  return accept(undefined)
}

function isNobodys(databasePath: string): Result<boolean> {
  if (!existsSync(databasePath)) return accept(true)
  const opened = openRegisterDatabase({ path: databasePath, newId })
  if (!opened.ok) return opened
  try {
    return accept(needsSetup(opened.value))
  } finally {
    opened.value.close()
  }
}

/** The old ones go first and the database comes last: as long as it is here, nothing of the old one's is in its place. */
function finish(begun: string, { databasePath, keyPath }: Place): void {
  const [newDatabase, newKeys] = [path.join(begun, database), path.join(begun, keys)]
  if (existsSync(newDatabase)) for (const suffix of besideDatabase) renameIfThere(`${databasePath}${suffix}`, path.join(begun, `empty-${database}${suffix}`))
  if (existsSync(newKeys)) renameIfThere(keyPath, path.join(begun, `empty-${keys}`))
  renameIfThere(newKeys, keyPath)
  renameIfThere(newDatabase, databasePath)
  rename(begun, freeName(path.join(path.dirname(databasePath), 'before-take-over')))
}

function freeName(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`
    if (!existsSync(name)) return name
  }
}

function renameIfThere(from: string, to: string): void {
  if (existsSync(from)) rename(from, to)
}

/** On disk before the next one: a power cut must not find the later name without the earlier. */
function rename(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 })
  renameSync(from, to)
  for (const folder of new Set([path.dirname(from), path.dirname(to)])) syncFolder(folder)
}
