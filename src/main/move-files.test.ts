import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { moveFilesNear } from './move-files.ts'

test('[MOVE-35] finds moved registers by their name, the newest of all folders first, and no more than a page holds', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-move-files-'))
  try {
    const data = path.join(folder, 'data')
    mkdirSync(path.join(data, 'tillwright-register-4-20260101T000000Z.move'), { recursive: true })
    const put = (...names: string[]): void => {
      for (const name of names) writeFileSync(path.join(folder, name), '')
    }
    expect(moveFilesNear([data, folder, path.join(folder, 'nowhere')])).toEqual([])
    put('tillwright-register-3-20260102T000000Z.move', 'data/tillwright-register-12-20260103T000000Z.move', 'data/tillwright-register-9-20260101T000000Z.move')
    put('notes.move', 'tillwright-register-3-20260105T000000Z.move.unfinished', 'tillwright-register-3-20260105T000000Z.move.copy')
    const found = ['data/tillwright-register-12-20260103T000000Z.move', 'tillwright-register-3-20260102T000000Z.move', 'data/tillwright-register-9-20260101T000000Z.move']
    expect(moveFilesNear([data, folder, path.join(folder, 'nowhere')])).toEqual(found.map((name) => path.join(folder, name)))
    put(...Array.from({ length: 9 }, (_, day) => `tillwright-register-5-2026020${day + 1}T000000Z.move`))
    expect(moveFilesNear([folder])).toEqual([9, 8, 7, 6, 5, 4].map((day) => path.join(folder, `tillwright-register-5-2026020${day}T000000Z.move`)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
