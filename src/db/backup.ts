import { readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { connect } from './connection.ts'
import { copyFile, syncFile, syncFolder } from './copied-file.ts'
import { assertRoomForCopy } from './kept-free.ts'
import { schemaVersion } from './migrate.ts'

/** As many as stay beside the file. A shop that finds a fault after two updates still has the file of before them. */
export const KEPT_BACKUPS = 3

/**
 * A consistent copy of a register's file beside it, before its schema is changed: `register.schema-80.20261122T013923Z.db`.
 * A migration is one transaction, but one that was wrong is only found days later, and then nothing but this has the shop's
 * data as it was. Whole or not there: it gets its name when it is on disk and has been looked through. Refuses
 * `database.noBackup` when it cannot be written, and then nothing may migrate. The caller holds the writer's lock.
 */
export function backUp(file: string, version: number, at: number): Result<string> {
  const folder = path.dirname(file)
  const stem = path.basename(file, '.db')
  const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const copy = path.join(folder, `${stem}.schema-${version}.${time}.db`)
  const unfinished = `${copy}.unfinished`
  try {
    forgetHalves(folder, stem)
    assertRoomForCopy(file, folder)
    copyFile(file, unfinished)
    const wrong = faultOf(unfinished, version)
    if (wrong !== undefined) throw new Error(wrong)
    syncFile(unfinished)
    renameSync(unfinished, copy)
    syncFolder(folder)
    forgetOlder(folder, stem)
    return accept(copy)
  } catch (error) {
    discard(unfinished)
    return refuse('database.noBackup', { folder, reason: error instanceof Error ? error.message : String(error) })
  }
}

/** Half a copy is of no use. What cannot even be removed is no second fault: the first one is being told. */
function discard(unfinished: string): void {
  try {
    rmSync(unfinished, { force: true })
  } catch {
    // Left lying. The next attempt meets it, and refuses with its name.
  }
}

/** What is wrong with a copy, or undefined. */
function faultOf(copy: string, version: number): string | undefined {
  const db = connect(copy, true)
  try {
    const found = db.pragma('quick_check(1)', { simple: true })
    if (found !== 'ok') return `the copy is damaged: ${String(found)}`
    return schemaVersion(db) === version ? undefined : 'the copy is of another schema'
  } finally {
    db.close()
  }
}

/** What a start that was killed left: as large as the shop's file, with all that is in it, and of no use. Nobody else is writing one. */
function forgetHalves(folder: string, stem: string): void {
  const halves = readdirSync(folder).filter((name) => name.startsWith(`${stem}.schema-`) && /^\.schema-\d+\.\d{8}T\d{6}Z\.db\.unfinished$/.test(name.slice(stem.length)))
  for (const name of halves) discard(path.join(folder, name))
}

/** Only what has exactly the name we give: whatever else lies there is somebody's. */
function forgetOlder(folder: string, stem: string): void {
  const ours = readdirSync(folder).flatMap((name) => {
    const [, time] = name.startsWith(`${stem}.schema-`) ? (/^\.schema-\d+\.(\d{8}T\d{6}Z)\.db$/.exec(name.slice(stem.length)) ?? []) : []
    return time === undefined ? [] : [{ name, time }]
  })
  const oldest = ours.toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time))).slice(0, -KEPT_BACKUPS)
  for (const { name } of oldest) rmSync(path.join(folder, name), { force: true })
}
