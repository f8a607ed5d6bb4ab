import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileLog } from './log.ts'

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'tillwright-log-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

test('[LOG-1] each line is one JSON object with its time', () => {
  const data = folder()
  const log = fileLog(data, () => Date.UTC(2026, 10, 21, 8, 30))
  log({ level: 'info', event: 'first' })
  log({ level: 'error', event: 'second', detail: 'two\nlines' })
  const lines = readFileSync(path.join(data, 'logs', 'main.log'), 'utf8').trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { at: '2026-11-21T08:30:00.000Z', level: 'info', event: 'first' },
    { at: '2026-11-21T08:30:00.000Z', level: 'error', event: 'second', detail: 'two\nlines' },
  ])
})

test('[LOG-2] a log that cannot be written stops nothing', () => {
  const data = folder()
  const log = fileLog(data, () => 0)
  rmSync(path.join(data, 'logs'), { recursive: true })
  writeFileSync(path.join(data, 'logs'), 'in the way')
  expect(() => log({ level: 'error', event: 'lost' })).not.toThrow()
})
