import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { wordsHere } from './words/index.ts'

/** The sentence is for whoever starts the program: nothing was written, and nothing runs. */
export class FolderFault extends Error {}

/**
 * The folder a register lives in, made where there is none. Throws `FolderFault` where nothing can be written there, before anything else is opened: from the
 * database it came out as a failure without a word. `access` alone would not do: it says yes to whom the system lets do everything, and to a share that says no later.
 */
export function makeFolder(folder: string): void {
  const trial = path.join(folder, `.tillwright-${process.pid}.trial`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    writeFileSync(trial, '', { mode: 0o600 })
    rmSync(trial)
  } catch (error) {
    const why = reasonOf(error) === 'ENOENT' ? reasonAbove(path.resolve(folder)) : reasonOf(error)
    // A full disk has its own way: what is kept free for it lets an open sale be finished.
    if ((why === 'ENOSPC' || why === 'EDQUOT') && existsSync(folder)) return rmSync(trial, { force: true })
    throw new FolderFault(wordsHere().folder(path.resolve(folder), why))
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

/** Making several folders at once on a disk that can only be read ends with "no such file": the nearest one that is there says why. */
function reasonAbove(folder: string): string {
  if (!existsSync(folder) && path.dirname(folder) !== folder) return reasonAbove(path.dirname(folder))
  try {
    accessSync(folder, constants.W_OK)
    return 'ENOENT'
  } catch (error) {
    return reasonOf(error)
  }
}
