import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type FileSystem, powerDisk } from './power-disk.ts'

const script = new URL('./careless-writer.ts', import.meta.url).pathname
const untilCutMs = 400

/** How many sales a till with synchronous=NORMAL said were done and had lost after a power cut. */
export async function lostByCarelessness(fileSystem: FileSystem): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-careless-'))
  const disk = powerDisk(folder, fileSystem)
  try {
    const file = path.join(disk.folder, 'sales.db')
    const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'ignore'] })
    let acknowledged = 0
    let heard = (): void => undefined
    const first = new Promise<void>((resolve) => (heard = resolve))
    createInterface({ input: child.stdout }).on('line', (line) => {
      acknowledged = Number(line)
      heard()
    })
    const closed = new Promise((resolve) => child.once('close', resolve))
    await Promise.race([first, closed])
    await new Promise((resolve) => setTimeout(resolve, untilCutMs))
    // As in the cuts of a register: stopped first, or it lives on for some milliseconds beside a dead disk.
    child.kill('SIGSTOP')
    disk.cut()
    child.kill('SIGKILL')
    await closed
    disk.restore()
    return acknowledged - lastIn(file)
  } finally {
    disk.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** 0 also when not even the table outlived it. */
function lastIn(file: string): number {
  const db = new Database(file)
  try {
    return db.prepare<[], number | null>('SELECT max(number) FROM sale').pluck().get() ?? 0
  } catch {
    return 0
  } finally {
    db.close()
  }
}
