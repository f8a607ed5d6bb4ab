import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type BackupInside, backupFolderOf, backupName, insideFileOf, isBackupName, markBackup, writeSmall } from '../backups/backup-file.ts'
import { lookInside } from '../backups/look-inside.ts'
import { syncFile, syncFolder } from '../copied-file.ts'
import { examineFile, type Examined } from '../pages/examine-file.ts'
import { isWhole, makeSums, writeImage } from '../pages/write-image.ts'
import { asideFolder, noteOf, promise, takePlace } from './aside.ts'
import { type MendAtStart, type MendReport, type NotDoneWhy, type ReportedHead } from './mend-report.ts'
import { readLeft } from './read-left.ts'
import { againOf, takeIn } from './take-in.ts'
import { forgetWish, type RestoreWish } from './wish.ts'

/**
 * Puts in place what somebody chose, and each entry of the present file behind it: going back to yesterday's settings costs no
 * sale. The present file is kept aside, and can be chosen in its turn. A reason
 * instead: nothing was changed, and the register opens as it is.
 */
export function restoreChosen(asked: MendAtStart, wish: RestoreWish): MendReport | NotDoneWhy {
  const { database } = asked
  const image = `${database}.image`
  const mending = `${database}.mending`
  const remove = (): void => {
    for (const file of [image, mending]) for (const end of ['', '-wal', '-shm', '-sums', '-lock']) rmSync(`${file}${end}`, { force: true })
  }
  remove()
  try {
    const report = madeReady(asked, wish, { image, mending })
    if (typeof report === 'string') return report
    promise(database, mending, report)
    takePlace(database)
    makeSums(database)
    return report
  } finally {
    remove()
    // Once: a start that cannot fulfil it goes on with what there is.
    forgetWish(database)
  }
}

/** The chosen backup as it is to be, beside the present file and on disk. Until it is, what fails has changed nothing. */
function madeReady({ database, at, newId }: MendAtStart, wish: RestoreWish, { image, mending }: { readonly image: string; readonly mending: string }): MendReport | NotDoneWhy {
  try {
    const present = examineFile(database)
    writeImage(present, image)
    markBackup(image)
    if (!existsSync(wish.file)) return 'gone'
    const chosen = asLog(examineFile(wish.file))
    if (!isWhole(chosen)) return 'damaged'
    writeImage(chosen, mending)
    syncFile(mending)
    const looked = lookInside(mending, wish.at)
    const now = lookInside(image, at)
    if (!looked.ok) return 'damaged'
    if (now.ok && now.inside.registerId !== looked.inside.registerId) return 'otherRegister'
    const { epoch, seq, hash } = looked.inside
    const left = readLeft(image, { epoch, seq, hash })
    const done = takeIn(mending, newId, left.entries, { before: { epoch, seq, hash }, isOlder: true, at })
    // What was put behind it, too: from its first entry to its last.
    if (!lookInside(mending, at).ok) return 'damaged'
    if (now.ok) keepAsBackup(database, image, now.inside)
    const end = left.knownEnd
    return {
      id: newId(), at, how: 'chosen', damage: [], badPages: 0, aside: asideFolder(database, 'replaced', at),
      backup: { file: path.basename(wish.file), at: wish.at },
      recovered: { entries: done.taken, documents: done.documents },
      beyondGap: left.beyondGap,
      missing: left.beyondGap > 0 || end === undefined || isBehind(done.head, end),
      head: done.head,
      ...(end === undefined ? {} : { knownEnd: end }),
      numbered: left.numbered,
      again: againOf(left.entries.slice(0, done.taken)),
    }
  } catch {
    // A disk without room for two more copies, or one that fails: the present file is as it was.
    return 'disk'
  }
}

/** What is there now joins the list of backups: whoever restored the wrong one takes it back on the same page, with the settings of just before. */
function keepAsBackup(database: string, image: string, inside: BackupInside): void {
  const folder = backupFolderOf(database)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let named = inside.at
  // Never over another one, whatever time a clock that was set back says it is.
  while (existsSync(path.join(folder, backupName(inside, named)))) named += 1000
  const file = path.join(folder, backupName(inside, named))
  syncFile(image)
  writeSmall(insideFileOf(file), inside)
  renameSync(image, file)
  syncFolder(folder)
}

/** Kept until it was read: whoever chose a backup has to know that it is not there. */
export function notDone({ database, at, newId }: MendAtStart, wish: RestoreWish, why: NotDoneWhy): MendReport {
  const report: MendReport = {
    id: newId(), at, how: 'notDone', why, damage: [], badPages: 0, aside: '', backup: { file: path.basename(wish.file), at: wish.at },
    recovered: { entries: 0, documents: 0 }, beyondGap: 0, missing: false, head: { epoch: 1, seq: 0, hash: '' }, again: {},
  }
  writeSmall(noteOf(database), report)
  return report
}

/** A backup has no sums and no log: all that stands for it is its note, and what lookInside finds. */
function asLog(examined: Examined): Examined {
  return isBackupName(path.basename(examined.database)) ? { ...examined, logged: new Map() } : examined
}

const isBehind = (head: ReportedHead, end: { readonly epoch: number; readonly seq: number }): boolean => head.epoch < end.epoch || (head.epoch === end.epoch && head.seq < end.seq)
