import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask, heard, logOf, newFolder, sellMilk, signOn, startRegister } from './register.fixture.ts'

let folder: ReturnType<typeof newFolder>
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  vi.unstubAllEnvs()
  folder.remove()
})

test('[DB-28] without its file of keys a till says which file is wanted and what is safe, in both languages, changes nothing, and starts once it is back', async () => {
  const first = await startRegister(folder.data, { demoStore: 'gb' })
  await signOn(first.register)
  const sold = await sellMilk(first.register)
  await first.register.close()
  const keys = path.join(folder.data, 'register.keys')
  const kept = path.join(folder.data, 'kept')
  const book = readFileSync(path.join(folder.data, 'register.db'))

  renameSync(keys, kept)
  for (const [locale, said] of [['en_GB.UTF-8', 'with its keys, is not there'], ['zh_CN.UTF-8', '不存在']] as const) {
    vi.stubEnv('LC_ALL', locale)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow(said)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow(keys)
  }
  expect(existsSync(keys), 'none is made in its place').toBe(false)
  writeFileSync(keys, 'not what it was')
  vi.stubEnv('LC_ALL', 'en_GB.UTF-8')
  await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow('cannot be read, or is none')
  expect(readFileSync(path.join(folder.data, 'register.db')).equals(book)).toBe(true)
  expect(logOf(folder.data)).toContain('"secrets.lost"')

  rmSync(keys)
  renameSync(kept, keys)
  const again = await startRegister(folder.data, { demoStore: 'gb' })
  try {
    await signOn(again.register)
    expect((await ask(again.register, 'receipts', { limit: 5 })).receipts.map(({ number }) => number)).toContain(sold.number)
  } finally {
    await again.register.close()
  }
})

test('[DB-28] a backup and a copy of the keys, put into an empty folder by hand, are the register again', async () => {
  const first = await startRegister(path.join(folder.data, 'gone'), { demoStore: 'gb' })
  const manager = (await ask(first.register, 'register', {})).operators.find(({ role }) => role === 'manager')
  await ask(first.register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  const sold = await sellMilk(first.register)
  await ask(first.register, 'back-up-now', {})
  const newest = await heard(first.register, async () => (await ask(first.register, 'backups', {})).places[0]?.backups[0])
  await first.register.close()
  const fresh = path.join(folder.data, 'fresh')
  mkdirSync(fresh)
  copyFileSync(newest.file, path.join(fresh, 'register.db'))
  copyFileSync(path.join(folder.data, 'gone', 'register.keys'), path.join(fresh, 'register.keys'))

  const again = await startRegister(fresh, { demoStore: 'gb' })
  try {
    await signOn(again.register)
    expect((await ask(again.register, 'receipts', { limit: 5 })).receipts.map(({ number }) => number)).toEqual([sold.number])
    expect((await sellMilk(again.register)).number).not.toBe(sold.number)
  } finally {
    await again.register.close()
  }
})

test('[MEND-4] on damaged data without a backup a till says what is safe and what to do, in both languages, writes it to its log, and changes nothing', async () => {
  const first = await startRegister(folder.data, { demoStore: 'gb' })
  await first.register.close()
  const book = path.join(folder.data, 'register.db')
  rmSync(`${book}-wal`, { force: true })
  truncateSync(book, 100_000)
  for (const [locale, said] of [['en_GB.UTF-8', 'Connect the disk with the backups'], ['zh_CN.UTF-8', '请接上存放备份的磁盘']] as const) {
    vi.stubEnv('LC_ALL', locale)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow(said)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow(book)
    await expect(startRegister(folder.data, { demoStore: 'gb' })).rejects.toThrow('docs/guides/moving-a-register.md')
  }
  expect(logOf(folder.data)).toMatch(/"database\.damaged".*cutOff/u)
  expect(statSync(book).size).toBe(100_000)
})
