import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileLog, logsFolder } from './log.ts'

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'tillwright-log-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const linesIn = (data: string): unknown[] => {
  const [file = ''] = readdirSync(logsFolder(data))
  return readFileSync(path.join(logsFolder(data), file), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)
}

test('[LOG-1] each line is one JSON object with its time', () => {
  const data = folder()
  const { log } = fileLog(data, () => Date.UTC(2026, 10, 21, 8, 30))
  log({ level: 'info', event: 'door.refused' })
  log({ level: 'error', event: 'print.fault', facts: { effect: 12_345 }, detail: 'two\nlines' })
  expect(linesIn(data)).toEqual([
    { at: '2026-11-21T08:30:00.000Z', level: 'info', event: 'door.refused' },
    { at: '2026-11-21T08:30:00.000Z', level: 'error', event: 'print.fault', facts: { effect: 12_345 }, detail: 'two\nlines' },
  ])
})

test('[LOG-3] every part of a line is scrubbed, a card that is a number too', () => {
  const data = folder()
  const { log, hide } = fileLog(data, () => 0)
  hide(['Zoe Miller'])
  log({ level: 'error', event: 'Zoe failed', correlation: 'pin 4821', facts: { card: 4_111_111_111_111_111, by: 'zoe miller' }, detail: 'wrong PIN 4821 of Zoe' })
  const text = JSON.stringify(linesIn(data))
  for (const secret of ['4821', '4111', 'Zoe', 'zoe', 'iller']) expect(text).not.toContain(secret)
})
