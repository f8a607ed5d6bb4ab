import Database from 'better-sqlite3'
import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type HeadOffice, startHeadOffice } from '../head-office.ts'
import { type BooksWatch, watchBooks } from './watch-books.ts'

let folder: string
let office: HeadOffice | undefined
let lines: string[]
const now = Date.UTC(2026, 10, 23, 18, 32)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'books-away-'))
  lines = []
})
afterEach(async () => {
  await office?.close()
  office = undefined
  rmSync(folder, { recursive: true })
})

async function openPage(): Promise<IncomingMessage> {
  const { url } = office ?? { url: '' }
  const secret = new URL(office?.pageUrl() ?? '').hash.replace('#secret=', '')
  const opened = await fetch(`${url}/api/session`, { method: 'POST', headers: { origin: url, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/events`, { headers: { cookie } }, resolve)
    asked.on('error', reject)
    asked.end()
  })
}

test('[REP-17] an open page is told when another program holds the books and since when they are away, a page that comes meanwhile too, and when they are back', async () => {
  office = await startHeadOffice({ dataDirectory: folder, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: () => now, log: (event) => void lines.push(event), watchTimes: { everyMs: 5, graceMs: 40 } })
  const page = await openPage()
  const parts = page.setEncoding('utf8')[Symbol.asyncIterator]()
  let heard = ''
  const hear = async (text: string): Promise<void> => {
    while (!heard.includes(text)) heard += String((await parts.next()).value)
  }
  await hear('"sales":[]')
  expect(heard).not.toContain('event: books')
  const other = new Database(join(folder, 'head-office.db'))
  other.exec('BEGIN IMMEDIATE')
  await hear(`event: books\ndata: {"awaySince":${now}}\n\n`)
  const late = await openPage()
  expect(String((await late.setEncoding('utf8')[Symbol.asyncIterator]().next()).value)).toContain('awaySince')
  late.destroy()
  other.exec('ROLLBACK')
  other.close()
  await hear('event: books\ndata: {}\n\n')
  expect(lines.filter((event) => event.startsWith('books.'))).toEqual(['books.away', 'books.back'])
  page.destroy()
})

test('[REP-17] a server that hangs and answers nothing is away as one that refuses is, and a short hitch is not', async () => {
  const events: string[] = []
  let look: () => Promise<void> = () => new Promise(() => undefined)
  let hanging: BooksWatch | undefined
  await new Promise<void>((told) => {
    hanging = watchBooks({ look: () => look(), clock: () => now, log: (event) => void events.push(event), changed: told, times: { everyMs: 2, graceMs: 20 } })
  })
  expect([hanging?.awaySince(), events]).toEqual([now, ['books.away']])
  hanging?.close()

  let looks = 0
  let hitching: BooksWatch | undefined
  await new Promise<void>((four) => {
    look = async () => {
      looks += 1
      if (looks === 4) four()
      if (looks % 2 === 1) throw new Error('held for a moment')
    }
    hitching = watchBooks({ look: () => look(), clock: () => now, log: (event) => void events.push(event), changed: () => undefined, times: { everyMs: 2, graceMs: 10_000 } })
  })
  expect([hitching?.awaySince(), events]).toEqual([undefined, ['books.away']])
  hitching?.close()
})
