import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDailyLog } from './daily-log.ts'

const DAY = 86_400_000
const noon = Date.UTC(2026, 10, 1, 12)

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'tillwright-log-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const files = (of: string): string[] => readdirSync(of).toSorted()

test('[LOG-7] a file a day, and the fifteenth day takes the first along', () => {
  const at = folder()
  let now = noon
  const log = openDailyLog({ folder: at, name: 'main', now: () => now })
  for (let day = 0; day < 20; day += 1) {
    log.write(`day ${day}`)
    now += DAY
  }
  expect(files(at)).toHaveLength(14)
  expect(files(at)[0]).toBe('main.2026-11-07.log')
  expect(readFileSync(path.join(at, 'main.2026-11-20.log'), 'utf8')).toBe('day 19\n')
})

test('[LOG-8] a clock that jumps a year ahead, and back, takes nothing along', () => {
  const at = folder()
  let now = noon
  const log = openDailyLog({ folder: at, name: 'main', now: () => now })
  for (let day = 0; day < 10; day += 1) {
    now = noon + day * DAY
    log.write('before')
  }
  const before = files(at)
  now += 365 * DAY
  log.write('ahead')
  now -= 400 * DAY
  log.write('far back')
  now = noon + 10 * DAY
  log.write('right again')
  expect(files(at)).toEqual(expect.arrayContaining(before))
  expect(files(at)).toHaveLength(13)
})

test('[LOG-9] what is too much for one file goes on in the next; today\'s are never taken, older days are when all is too much', () => {
  const at = folder()
  let now = noon
  const log = openDailyLog({ folder: at, name: 'main', now: () => now, partBytes: 100, allBytes: 500 })
  for (let line = 0; line < 20; line += 1) log.write('yesterday '.padEnd(19, 'x'))
  expect(files(at)).toEqual(['main.2026-11-01.2.log', 'main.2026-11-01.3.log', 'main.2026-11-01.4.log', 'main.2026-11-01.log'])
  now += DAY
  for (let line = 0; line < 1000; line += 1) log.write(`today ${line}`.padEnd(19, 'x'))
  const bytes = files(at).reduce((sum, file) => sum + statSync(path.join(at, file)).size, 0)
  expect(bytes).toBeLessThanOrEqual(500)
  expect(files(at).every((file) => file.includes('2026-11-02'))).toBe(true)
  expect(readFileSync(path.join(at, 'main.2026-11-02.log'), 'utf8'), 'how it began').toContain('today 0x')
  now += DAY
  log.write('the next morning')
  expect(readFileSync(path.join(at, 'main.2026-11-03.log'), 'utf8')).toBe('the next morning\n')
})

test('[LOG-10] the files of other names, and what is no log, are somebody else\'s', () => {
  const at = folder()
  for (const name of ['head-office.2020-01-01.log', 'notes.txt', 'main.log']) writeFileSync(path.join(at, name), 'x')
  let now = noon
  const log = openDailyLog({ folder: at, name: 'main', now: () => now, keptDays: 1 })
  log.write('a')
  now += DAY
  log.write('b')
  expect(files(at)).toEqual(['head-office.2020-01-01.log', 'main.2026-11-02.log', 'main.log', 'notes.txt'])
})

test('[LOG-11] a second start of the same day goes on in the same file', () => {
  const at = folder()
  for (const line of ['one', 'two']) openDailyLog({ folder: at, name: 'main', now: () => noon }).write(line)
  expect(readFileSync(path.join(at, 'main.2026-11-01.log'), 'utf8')).toBe('one\ntwo\n')
})

test('[LOG-2] a log that cannot be written stops nothing', () => {
  const at = path.join(folder(), 'logs')
  writeFileSync(at, 'in the way')
  const log = openDailyLog({ folder: at, name: 'main', now: () => noon })
  expect(() => log.write('lost')).not.toThrow()
  rmSync(at)
  mkdirSync(at)
  log.write('kept again')
  expect(files(at)).toEqual(['main.2026-11-01.log'])
})

test('[LOG-13] where less is free than the till needs to go on, no line is written, and they go on when there is room', () => {
  const at = folder()
  let free: number | undefined = 100 << 20
  const log = openDailyLog({ folder: at, name: 'main', now: () => noon, free: () => free })
  const lines = (): number => files(at).flatMap((file) => readFileSync(path.join(at, file), 'utf8').trim().split('\n')).length
  for (let line = 0; line < 16; line += 1) log.write('room')
  free = 95 << 20
  for (let line = 0; line < 16; line += 1) log.write('none')
  expect(lines()).toBe(16)
  free = undefined
  log.write('room')
  expect(lines()).toBe(17)
})
