import { copyFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { backupsIn, isUntouched, lookInside, type Backup } from '../backups/index.ts'
import { connect } from '../connection.ts'
import { syncFile, syncFolder } from '../copied-file.ts'
import { counterOfNumber, registerOfNumbers } from '../numbers-file.ts'
import { examineFile, type Examined } from '../pages/examine-file.ts'
import { sumsFileOf } from '../pages/page-sums.ts'
import { fillFrom, isWhole, makeSums, writeImage } from '../pages/write-image.ts'
import { takeWriterLock } from '../writer-lock.ts'
import { asideFolder, mendNote, promise, takePlace } from './aside.ts'
import { type MendAtStart, type MendReport, type ReportedHead } from './mend-report.ts'
import { nothingLeft, readLeft, registerIn } from './read-left.ts'
import { notDone, restoreChosen } from './restore-chosen.ts'
import { againOf, takeIn } from './take-in.ts'
import { readWish } from './wish.ts'

/**
 * Before a register's file is opened: looks through it and, where it is damaged, puts a whole one in its place and keeps the
 * damaged one aside, byte for byte. The report tells what was done; whoever opens the file then writes it into the journal.
 * Undefined: it is sound, or there is none yet. Refuses `database.inUse`, and `database.damaged` where nothing whole is left to
 * put there: then nothing was touched. A file that was never ours is left for the opening to refuse.
 */
export function mendAtStart(asked: MendAtStart): Result<MendReport | undefined> {
  const { database } = asked
  const lock = takeWriterLock(database)
  if (lock === undefined) return refuse('database.inUse')
  try {
    // Begun by a start that did not come to its end.
    if (takePlace(database)) makeSums(database)
    const note = mendNote(database)
    if (note !== undefined) return accept(note)
    const wish = readWish(database)
    const chosen = wish && restoreChosen(asked, wish)
    if (typeof chosen === 'object') return accept(chosen)
    const looked = lookThrough(asked)
    return wish !== undefined && chosen !== undefined && looked.ok && looked.value === undefined ? accept(notDone(asked, wish, chosen)) : looked
  } finally {
    lock.release()
  }
}

function lookThrough(asked: MendAtStart): Result<MendReport | undefined> {
  const { database } = asked
  const examined = examineFile(database)
  if (examined.damage.length === 0) return examined.known ? accept(undefined) : firstLook(asked, examined)
  if (changedAsAWhole(examined, asked.at)) {
    rmSync(sumsFileOf(database), { force: true })
    makeSums(database)
    return accept(undefined)
  }
  return mend(asked, examined, examined.damage)
}

/**
 * Whoever closes a file last folds its log in: a tool that somebody opened it with after a power cut, a reader that was not done when the register
 * was closed, or the register itself, killed while it did so. The log is gone, and pages are not
 * what they were. A log that is lost leaves every page as it was. And where most
 * pages are others, another register's whole file was put there, and the sums are not its own. Believed when the whole file holds together, its journal to the last entry.
 */
function changedAsAWhole({ database, logGone, bad, pages }: Examined, at: number): boolean {
  const isFolded = logGone && bad.size > 0
  return (isFolded || bad.size > pages / 2) && lookInside(database, at).ok
}

/** No sums: a new register, one that an older version left, or one whose sums were lost. */
function firstLook(asked: MendAtStart, examined: Examined): Result<MendReport | undefined> {
  const { database } = asked
  if ((statSync(database, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    // A register that has backups is not new, whatever became of its file and of all that lay beside it.
    if (candidates(asked).length > 0) return mend(asked, examined, ['missing'])
    makeSums(database)
    return accept(undefined)
  }
  const fault = structureFault(database)
  if (fault === undefined) makeSums(database)
  // Somebody's own file by a wrong path has no backups of ours beside it.
  else if (candidates(asked).length > 0) return mend(asked, examined, ['unreadable'])
  return accept(undefined)
}

/** By SQLite's own look through its trees. */
function structureFault(database: string): string | undefined {
  try {
    const db = connect(database, true)
    try {
      const found = db.pragma('quick_check(1)', { simple: true })
      return found === 'ok' ? undefined : String(found)
    } finally {
      db.close()
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Newest journal first, of every folder, and of every register that has one there: a disk of backups may be a whole store's. */
function candidates({ folders }: Pick<MendAtStart, 'folders'>): readonly Backup[] {
  const found = folders.flatMap((folder) => {
    try {
      return backupsIn(folder)
    } catch {
      // Unplugged, or never made: it has none.
      return []
    }
  })
  return found.toSorted(({ inside: a }, { inside: b }) => b.epoch - a.epoch || b.seq - a.seq || b.at - a.at)
}

function mend(asked: MendAtStart, examined: Examined, damage: MendReport['damage']): Result<MendReport | undefined> {
  const { database, at } = asked
  const all = candidates(asked)
  for (const { file } of all) {
    if (isWhole(examined)) break
    fillFrom(examined, file)
  }
  const image = `${database}.image`
  const mending = `${database}.mending`
  const remove = (): void => {
    for (const file of [image, mending]) for (const end of ['', '-wal', '-shm', '-sums', '-lock']) rmSync(`${file}${end}`, { force: true })
  }
  remove()
  try {
    writeImage(examined, image)
    const own = ownRegister(asked, image, all)
    const backups = all.filter(({ inside }) => inside.registerId === own)
    const whole = damage.includes('unreadable') || examined.pages === 0 || !isWhole(examined) ? undefined : likeliest(examined, image, at)
    const newest = backups.find((backup) => isUntouched(backup))
    // The log is lost and a backup was made from it: that one knows more.
    const isBehind = whole !== undefined && examined.lost && newest !== undefined && isFurther(newest.inside, whole)
    if (whole === undefined && newest === undefined) return refuse('database.damaged', { damage: [...damage, ...(own === undefined && all.length > 0 ? ['whoseBackups'] : [])].join(' ') })
    const base = whole === undefined || isBehind ? newest : undefined
    copyFileSync(base?.file ?? image, mending)
    syncFile(mending)
    const head = base?.inside ?? (whole as ReportedHead)
    const left = base === undefined ? nothingLeft : readLeft(image, head)
    const done = takeIn(mending, asked.newId, left.entries, { before: head, isOlder: base !== undefined || examined.lost, at })
    const report: MendReport = {
      id: asked.newId(),
      at,
      how: base !== undefined ? 'backup' : examined.lost ? 'kept' : 'exact',
      damage,
      badPages: examined.bad.size,
      aside: asideFolder(database, 'damaged', at),
      ...(base === undefined ? {} : { backup: { file: base.file, at: base.inside.at } }),
      recovered: { entries: done.taken, documents: done.documents },
      beyondGap: left.beyondGap,
      missing: base !== undefined || examined.lost,
      head: { epoch: done.head.epoch, seq: done.head.seq, hash: done.head.hash },
      ...(left.knownEnd === undefined ? {} : { knownEnd: left.knownEnd }),
      ...(base === undefined ? {} : { numbered: Math.max(left.numbered, ...backups.map(({ inside }) => counterOfNumber(inside.lastReceipt?.number))) }),
      again: againOf(left.entries.slice(0, done.taken)),
    }
    syncFolder(path.dirname(database))
    promise(database, mending, report)
    takePlace(database)
    rmSync(sumsFileOf(database), { force: true })
    makeSums(database)
    return accept(report)
  } finally {
    remove()
  }
}

/**
 * Whose data these are: another register's backup in their place would sell under its name. The damaged file says so, the note beside it, or the backups
 * beside it, which are nobody else's. Undefined: several registers' backups are there, and nothing tells which.
 */
function ownRegister({ database, folders }: MendAtStart, image: string, all: readonly Backup[]): string | undefined {
  const told = registerIn(image) ?? registerOfNumbers(database)
  if (told !== undefined) return told
  const beside = all.filter(({ file }) => path.dirname(file) === folders[0])
  const [only, ...others] = new Set((beside.length > 0 ? beside : all).map(({ inside }) => inside.registerId))
  return others.length === 0 ? only : undefined
}

const isFurther = (one: ReportedHead, other: ReportedHead): boolean => one.epoch > other.epoch || (one.epoch === other.epoch && one.seq > other.seq)

/** So long a person waits for a till to start, in milliseconds. A count of forty tries gave up after a second on a small shop's file, with the right one still to come. */
const patience = 30_000

/** Where one of several bits fell over: the first answer with which the whole file holds together, its journal, its headers and its trees. */
function likeliest(examined: Examined, image: string, at: number): ReportedHead | undefined {
  const first = looked(image, at)
  const [doubt, ...others] = examined.doubts
  if (first !== undefined || doubt === undefined || others.length > 0) return first
  const until = performance.now() + patience
  for (let answer = 1; answer < doubt.answers && performance.now() < until; answer += 1) {
    doubt.take(answer)
    rmSync(image)
    writeImage(examined, image)
    const found = looked(image, at)
    if (found !== undefined) return found
  }
  doubt.take(0)
  return undefined
}

/** The end of a whole file's journal; undefined where it is not whole after all. */
function looked(file: string, at: number): ReportedHead | undefined {
  const found = lookInside(file, at)
  return found.ok ? found.inside : undefined
}
