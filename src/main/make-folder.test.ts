import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FolderFault, makeFolder } from './make-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tillwright-folder-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Undefined where only whoever runs the machine may mount. */
function readOnlyDisk(): { readonly at: string; unmount(): void } | undefined {
  const at = path.join(folder, 'disk')
  mkdirSync(at)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', at], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return { at, unmount: () => void execFileSync('umount', [at]) }
}

test('[EMPTY-20] a folder is made with all above it, and nothing of the trial stays', () => {
  const data = path.join(folder, 'a', 'b')
  makeFolder(data)
  makeFolder(data)
  expect(readdirSync(data)).toEqual([])
})

test.each([['en_GB.UTF-8', 'It is a file, or stands below one'], ['zh_CN.UTF-8', '它是一个文件']])('[EMPTY-20] a data folder that is a file is refused in words (%s)', (locale, said) => {
  vi.stubEnv('LC_ALL', locale)
  const file = path.join(folder, 'file')
  writeFileSync(file, 'a letter')
  for (const data of [file, path.join(file, 'below')]) {
    expect(() => makeFolder(data)).toThrow(FolderFault)
    expect(() => makeFolder(data)).toThrow(said)
  }
})

test('[EMPTY-20] a disk that can only be read is refused in words, in both languages, also to whom the system lets do everything', ({ skip }) => {
  const disk = readOnlyDisk()
  if (disk === undefined) return skip('needs the right to mount')
  try {
    for (const [locale, said] of [['en_GB.UTF-8', 'can only be read'], ['zh_CN.UTF-8', '只能读取']] as const) {
      vi.stubEnv('LC_ALL', locale)
      for (const data of [disk.at, path.join(disk.at, 'till')]) expect(() => makeFolder(data)).toThrow(said)
    }
    expect(existsSync(path.join(disk.at, 'till'))).toBe(false)
  } finally {
    disk.unmount()
  }
})
