import { describe, expect, test } from 'vitest'
import { accept } from '../../domain/errors/index.ts'
import { type CoreLogLine } from './core-api.ts'
import { guarded } from './guard.ts'

describe('a throw inside the core', () => {
  test('[CORE-5] becomes request.failed with the id of its line in the log', () => {
    const lines: CoreLogLine[] = []
    const result = guarded('scan', (line) => lines.push(line), () => {
      throw new TypeError('broken')
    })
    expect(result.ok ? undefined : result.refusal.code).toBe('request.failed')
    expect(lines).toHaveLength(1)
    expect(result.ok ? undefined : result.refusal.params).toEqual({ correlation: lines[0]?.correlation })
    expect(lines[0]?.event).toBe('scan failed')
    expect(lines[0]?.detail).toContain('TypeError: broken | at ')
  })

  test('[CORE-6] is logged without what was typed, scanned or thrown as it is', () => {
    const lines: CoreLogLine[] = []
    const log = (line: CoreLogLine): number => lines.push(line)
    guarded('one', log, () => {
      throw new Error('no operator "Li Hua" with 4711 and \'6901234567892\'')
    })
    guarded('two', log, () => {
      throw '4711'
    })
    const text = lines.map((line) => line.detail?.split(' | ')[0])
    expect(text).toEqual(['Error: no operator ... with ... and ...', 'string'])
  })

  test('[CORE-5] what does not throw goes through untouched', () => {
    expect(guarded('scan', () => expect.unreachable(), () => accept(1))).toEqual({ ok: true, value: 1 })
  })
})
