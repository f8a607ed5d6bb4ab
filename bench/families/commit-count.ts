import { spawnSync } from 'node:child_process'
import { openSync, readFileSync, writeSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FamilyOptions } from '../harness.ts'
import { inlineCounter, ringUp, saleFault, value } from '../lib/register.ts'

export interface Writes {
  readonly fsyncs: number
  /** Pages of 4 KiB into the log. */
  readonly frames: number
  readonly kib: number
}

const sales = 50
/** The first sales of a fresh file reset its log and grow it. */
const skipped = 5
const self = fileURLToPath(import.meta.url)

/** What the kernel was asked for between the marks of each sale, a mean over 45 of them; undefined where strace is not there or may not trace. */
export function countWrites({ scratch, say }: FamilyOptions): Writes | undefined {
  const folder = mkdtempSync(path.join(scratch, 'counted-'))
  const log = path.join(folder, 'calls.txt')
  const run = spawnSync('strace', ['-f', '-qq', '-s', '12', '-o', log, '-e', 'trace=fsync,fdatasync,sync_file_range,msync,pwrite64,write', process.execPath, self, folder], { encoding: 'utf8' })
  if (run.error !== undefined || run.status !== 0) {
    say(`fsyncs are not counted: ${run.error?.message ?? run.stderr.slice(-300)}`)
    return undefined
  }
  return readCalls(readFileSync(log, 'utf8'))
}

/** Throws when the marks are not there: then nothing was counted. */
export function readCalls(text: string): Writes {
  let inside = false
  let seen = 0
  let fsyncs = 0
  let frames = 0
  let bytes = 0
  for (const line of text.split('\n')) {
    if (line.includes('"sale begins')) {
      seen += 1
      inside = seen > skipped
    } else if (line.includes('"sale ends')) inside = false
    else if (inside && /\b(fsync|fdatasync|sync_file_range|msync)\(/.test(line)) fsyncs += 1
    else if (inside) {
      const written = Number(/\bpwrite64\(.* = (\d+)$/.exec(line)?.[1] ?? 0)
      bytes += written
      if (written === 4_096) frames += 1
    }
  }
  if (seen !== sales) throw new Error(`strace saw ${seen} of ${sales} sales`)
  const count = sales - skipped
  return { fsyncs: fsyncs / count, frames: frames / count, kib: Math.round((bytes / count / 1_024) * 10) / 10 }
}

/** The process that is traced. Its marks are writes into nothing. */
async function beTraced(folder: string): Promise<void> {
  const nothing = openSync('/dev/null', 'w')
  const counter = inlineCounter(folder)
  for (let sale = 0; sale < sales; sale += 1) {
    const { input, total } = await ringUp(counter, sale)
    writeSync(nothing, 'sale begins')
    const done = counter.complete(input)
    writeSync(nothing, 'sale ends')
    const fault = saleFault(value(await done), total)
    if (fault !== undefined) throw new Error(fault)
    await counter.rest()
  }
  await counter.close()
}

const folder = process.argv[2]
if (process.argv[1] === self && folder !== undefined) await beTraced(folder)
