import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeSmall } from './backups/backup-file.ts'
import { type JournalWriter } from './journal.ts'

/** Receipt numbers that a lost end of the journal may have borne, beyond the highest that is known: nobody has counted them, and no two receipts may have one. */
const numbersPassedOver = 1000

/** A receipt number that this register has reached, kept where no restore of its database takes it back. */
interface NumbersFile {
  readonly registerId: string
  readonly reached: number
  /** Of both. */
  readonly sum: string
}

const fileOf = (database: string): string => `${database}-numbers`

const sumOf = (registerId: string, reached: number): string => createHash('sha256').update(`${registerId} ${reached}`).digest('hex').slice(0, 16)

/** Undefined where there is none, or it cannot be believed. */
function read(database: string): NumbersFile | undefined {
  const file = fileOf(database)
  if (!existsSync(file)) return undefined
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as NumbersFile
    return kept.sum === sumOf(kept.registerId, kept.reached) && Number.isSafeInteger(kept.reached) ? kept : undefined
  } catch {
    // Damaged like its neighbour.
    return undefined
  }
}

/** Of which register the data beside it are, whatever became of them. */
export const registerOfNumbers = (database: string): string | undefined => read(database)?.registerId

/**
 * 0 where nothing was kept of this register and nothing happened to it before. Where the file went with its neighbour, the folders of earlier faults say how
 * often numbers were passed over: behind each there are as many again, which were sold until the next one.
 */
function numbersReached(database: string, registerId: string, known: number): number {
  const kept = read(database)
  if (kept?.registerId === registerId) return kept.reached
  const faults = readdirSync(path.dirname(database), { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^(?:damaged|replaced)-/.test(entry.name)).length
  // The last of them is the one that is being mended.
  return faults < 2 ? 0 : known + (faults - 1) * 2 * numbersPassedOver
}

/** On disk when it returns; never lower than it was. */
export function keepNumbersReached(database: string, registerId: string, reached: number): void {
  const kept = read(database)
  if (kept?.registerId === registerId && reached <= kept.reached) return
  writeSmall(fileOf(database), { registerId, reached, sum: sumOf(registerId, reached) } satisfies NumbersFile)
}

/**
 * A start that goes on from before may come to the same place as an earlier one did, whose receipts are on paper: so each begins beyond where any began. Kept
 * before the first number behind it can be given out, for the next fault may take the journal back to before this one.
 */
export function passOverNumbers(database: string, registerId: string, journal: Pick<JournalWriter, 'head' | 'skipReceiptNumbers'>, known: number): number {
  const highest = Math.max(journal.head().receiptCounter, known)
  const to = Math.max(highest, numbersReached(database, registerId, highest)) + numbersPassedOver
  keepNumbersReached(database, registerId, to)
  journal.skipReceiptNumbers(to)
  return to
}

/** 17 of "3-17"; 0 where there is none. */
export function counterOfNumber(number: string | undefined): number {
  return Number(/-(\d{1,12})$/u.exec(number ?? '')?.[1] ?? 0)
}
