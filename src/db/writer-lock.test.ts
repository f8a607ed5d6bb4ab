import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { lockHolder, takeWriterLock } from './writer-lock.ts'

test('[EMPTY-21] who holds a register is named by its process, and not by one that is gone', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-lock-'))
  const file = path.join(folder, 'register.db')
  try {
    const lock = takeWriterLock(file)
    expect(lockHolder(file)?.pid).toBe(process.pid)
    // Whoever holds it now found no room to sign.
    const { pid } = spawnSync(process.execPath, ['--version'])
    writeFileSync(`${file}-holder`, JSON.stringify({ pid, since: 1 }))
    expect(lockHolder(file)).toBeUndefined()
    lock?.release()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
