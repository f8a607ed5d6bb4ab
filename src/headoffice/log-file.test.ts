import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { headOfficeLog } from './log-file.ts'

test('[LOG-12] head office keeps its log a file a day, scrubbed, and says the same on standard error', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'tillwright-log-'))
  onTestFinished(() => rmSync(data, { recursive: true }))
  const said: string[] = []
  headOfficeLog(data, () => Date.UTC(2026, 10, 22), (line) => void said.push(line))('enrolment.refused', { slug: 'code-used', code: 'AB3D-EF6H-JK9N' })
  const kept = readFileSync(path.join(data, 'logs', 'head-office.2026-11-22.log'), 'utf8')
  expect(kept).toBe('{"at":"2026-11-22T00:00:00.000Z","event":"enrolment.refused","slug":"code-used","code":"‹code›"}\n')
  expect(said).toEqual([kept])
})
