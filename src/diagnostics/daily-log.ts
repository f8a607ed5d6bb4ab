import { appendFileSync, mkdirSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'

export interface DailyLogOptions {
  readonly folder: string
  /** First part of each file's name: `main`, `head-office`. */
  readonly name: string
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Days that have a file. Not days of the calendar: see `forget`. */
  readonly keptDays?: number
  /** Bytes of one file. */
  readonly partBytes?: number
  /** Bytes of all files of this name. */
  readonly allBytes?: number
  /** Bytes free where it lies; undefined when nobody can tell. */
  readonly free?: (folder: string) => number | undefined
}

export interface DailyLog {
  /** One line, without its end. Never throws. */
  write(line: string): void
}

/** `main.2026-11-22.log`, and `main.2026-11-22.2.log` once the first is full. In UTC, like the times in it. */
const fileName = /^([a-z-]+)\.(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d{0,3}))?\.log$/

export function isLogFile(name: string): boolean {
  return fileName.test(name)
}

/** The day that a log file's name says; undefined for any other file. */
export function dayOfLogFile(name: string): string | undefined {
  return fileName.exec(name)?.[2]
}

/** The last of a disk is not for lines about it: what a till needs to go on with there is its own (its ballast, and half as much again). */
const keptFree = 96 * 1024 * 1024
const linesPerLook = 16

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}

interface Part {
  readonly file: string
  readonly day: string
  readonly part: number
  readonly bytes: number
}

/**
 * Lines of text, in a file a day and not more than so many bytes. A line that cannot be written is lost without a word: on
 * a full disk the log would otherwise be what stops the till.
 */
export function openDailyLog({ folder, name, now, keptDays = 14, partBytes = 4 << 20, allBytes = 32 << 20, free = freeBytes }: DailyLogOptions): DailyLog {
  // What is written before the next look must fit, too.
  const room = allBytes - partBytes
  let full: string | undefined

  function parts(): readonly Part[] {
    const found = readdirSync(folder).flatMap((file) => {
      const [, of, day, part = '1'] = fileName.exec(file) ?? []
      return of !== name || day === undefined ? [] : [{ file, day, part: Number(part), bytes: statSync(path.join(folder, file)).size }]
    })
    return found.toSorted((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1))
  }

  /**
   * The oldest days beyond those kept, and further ones until all of it fits; of today nothing. Days that have a file are
   * counted, never compared with the clock: one that jumps a year ahead for a minute, as a flat battery makes it, would
   * otherwise take the two weeks along that somebody is about to ask for.
   */
  function forget(today: string): readonly Part[] {
    const all = parts()
    const days = [...new Set(all.map(({ day }) => day))].filter((day) => day !== today)
    let bytes = all.reduce((sum, part) => sum + part.bytes, 0)
    let left = days.length
    for (const day of days) {
      if (left <= keptDays - 1 && bytes <= room) break
      for (const part of all.filter((one) => one.day === day)) {
        rmSync(path.join(folder, part.file), { force: true })
        bytes -= part.bytes
      }
      left -= 1
    }
    return all.filter(({ day }) => day === today)
  }

  /** Looked at for the first of so many lines. */
  function leavesRoom(): boolean {
    if (linesSinceLook % linesPerLook === 0) hasRoom = (free(folder) ?? keptFree) >= keptFree
    linesSinceLook += 1
    return hasRoom
  }

  function append(line: string): void {
    const today = new Date(now()).toISOString().slice(0, 10)
    if (full === today) return
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!leavesRoom()) return
    const fileOf = (part: number): string => path.join(folder, part === 1 ? `${name}.${today}.log` : `${name}.${today}.${part}.log`)
    let part = lastPart.day === today ? lastPart.part : 0
    const bytes = part === 0 ? undefined : statSync(fileOf(part), { throwIfNoEntry: false })?.size
    // A new day, a full file, the first line of this start, or somebody took the file away.
    if (bytes === undefined || bytes >= partBytes) {
      const ofToday = forget(today)
      const last = ofToday.at(-1)
      part = last === undefined ? 1 : last.bytes >= partBytes ? last.part + 1 : last.part
      lastPart = { day: today, part }
      // Something fails over and over. How that began is worth more than its thousandth time.
      if (ofToday.reduce((sum, one) => sum + one.bytes, 0) > room) {
        full = today
        return
      }
    }
    appendFileSync(fileOf(part), `${line}\n`, { mode: 0o600 })
  }

  let lastPart = { day: '', part: 0 }
  let linesSinceLook = 0
  let hasRoom = true
  return {
    write(line) {
      try {
        append(line)
      } catch {
        return
      }
    },
  }
}
