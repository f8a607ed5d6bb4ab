import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { doorPath } from './door-path.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tw-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('where a register listens', () => {
  test('[CTL-7] a folder whose path is too long for a socket has no door, rather than one at a path cut short', () => {
    expect(doorPath(folder, 'linux')).toEqual({ folder: path.join(folder, 'control'), address: path.join(folder, 'control', 'door.sock') })
    const deep = path.join(folder, 'd'.repeat(100))
    mkdirSync(deep)
    expect(doorPath(deep, 'linux')).toBeUndefined()
  })

  test('[CTL-8] on Windows each folder has a pipe of its own, whatever the case its name is typed in', () => {
    const other = path.join(folder, 'other')
    mkdirSync(other)
    expect(doorPath(folder, 'win32')?.address).toMatch(/^\\\\\.\\pipe\\tillwright-[\da-f]{32}$/)
    expect(doorPath(other, 'win32')?.address).not.toBe(doorPath(folder, 'win32')?.address)
    expect(doorPath(folder, 'win32')?.folder).toBeUndefined()
  })
})
