import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillBasket, freshRegister, itemLine, sell, write, writeSale, type TestFolder } from '../fixture.ts'
import { type JournalEntry, type RegisterWriter } from '../register-database.ts'
import { type ReportedHead } from './mend-report.ts'
import { readLeft } from './read-left.ts'

const page = 4096

let folder: TestFolder
let register: RegisterWriter
let image: string
let backup: ReportedHead
let since: readonly JournalEntry[]
/** Three sales that a backup has; behind it six, one of them longer than two pages. */
beforeEach(() => {
  ({ folder, register } = freshRegister())
  for (let sale = 1; sale <= 3; sale += 1) sell(register, `before-${sale}`)
  backup = register.journalHead()
  for (let sale = 1; sale <= 5; sale += 1) sell(register, `since-${sale}`)
  const lines = Array.from({ length: 40 }, (_, index) => itemLine(index + 1))
  fillBasket(register, 'long', lines)
  write(register, () => writeSale(register, 'long', lines))
  since = register.entriesAfter(1, backup.seq, 99)
  register.checkpoint()
  image = `${folder.path}.image`
  copyFileSync(folder.path, image)
})
afterEach(() => folder.remove())

function spoil(pages: readonly number[]): void {
  const bytes = readFileSync(image)
  for (const number of pages) bytes.fill(0xa5, (number - 1) * page, number * page)
  writeFileSync(image, bytes)
}
function ask(text: string): number {
  const db = new Database(image, { readonly: true })
  try {
    return Number(db.prepare(text).pluck().get())
  } finally {
    db.close()
  }
}
const texts = (entries: readonly { readonly text: string }[]): readonly string[] => entries.map(({ text }) => text)

describe('what a damaged file still has', () => {
  test('[MEND-14] without the root of the journal’s table every entry comes from the pages that hold it, those longer than a page too', () => {
    expect(Math.max(...since.map(({ text }) => text.length))).toBeGreaterThan(2 * page)
    const whole = readLeft(image, backup)
    spoil([ask("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'")])
    expect(readLeft(image, backup)).toEqual(whole)
    expect(texts(whole.entries)).toEqual(texts(since))
    expect(whole.numbered).toBe(9)
  })

  test('[MEND-14] without the page that says where the tables begin, as well', () => {
    spoil([1])
    expect(texts(readLeft(image, backup).entries)).toEqual(texts(since))
  })

  test('[MEND-14] what was changed in a page is no entry, and those behind it are counted and not taken', () => {
    const bytes = readFileSync(image)
    // Wherever it stands, in a page that was let go of, too.
    for (let at = bytes.indexOf('"saleId":"since-2"'); at >= 0; at = bytes.indexOf('"saleId":"since-2"', at + 1)) bytes.write('x', at + 11)
    writeFileSync(image, bytes)
    const left = readLeft(image, backup)
    expect([texts(left.entries), left.beyondGap, left.numbered]).toEqual([texts(since.slice(0, 1)), 4, 9])
  })
})
