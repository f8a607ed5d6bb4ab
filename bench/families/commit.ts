import path from 'node:path'
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { type CounterView, type Input } from '../../src/contracts/ipc/index.ts'
import { type Result } from '../../src/domain/errors/index.ts'
import { type Arm, armIn, effort, type Family, measure } from '../harness.ts'
import { type Counter, inlineCounter, ringUp, saleFault, threadedCounter, value } from '../lib/register.ts'
import { countWrites } from './commit-count.ts'
import { rowsAlone } from './commit-rows.ts'
import { commitPeers } from './commit-peers.ts'

function folderIn(scratch: string, name: string): string {
  const folder = path.join(scratch, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

const floorName = 'floor: overwrite 4 KiB + fsync'

/** A durable sale of five lines and two tenders, the moment the key is pressed: complete-sale alone is timed. */
export const commit: Family = async (options) => {
  const arms = [
    writing(floorName, path.join(options.scratch, 'overwritten.bin'), 4 << 20),
    writing('floor: append 4 KiB + fsync', path.join(options.scratch, 'appended.bin'), 0),
    await rowsAlone(folderIn(options.scratch, 'rows')),
    selling('ours: complete-sale', inlineCounter(options.scratch)),
    selling('ours: complete-sale by the writer thread', await threadedCounter(options.scratch)),
    ...(await commitPeers(options.scratch)),
  ]
  const group = await measure('one sale, 5 lines, 2 tenders', arms, effort(options.quick, 10))
  const ours = armIn(group, 'ours: complete-sale')
  const rows = armIn(group, 'ours: the rows alone')
  const plain = armIn(group, 'better-sqlite3')
  const counted = countWrites(options)
  return {
    groups: [group],
    goals: [
      { name: 'the rows alone to as many plain rows', value: rows.p50 / plain.p50, limit: 1.2, unit: 'ratio' },
      { name: 'complete-sale to its rows alone', value: ours.p50 / rows.p50, limit: 3, unit: 'ratio' },
      ...(counted === undefined ? [] : [{ name: 'fsyncs a sale', value: counted.fsyncs, limit: 1, unit: 'count' } as const]),
    ],
    facts: counted === undefined ? { fsyncsPerSale: 'not counted: no strace here' } : { fsyncsPerSale: counted.fsyncs, walFramesPerSale: counted.frames, walKiBPerSale: counted.kib, fsyncsCountedBy: 'strace, between marks, the fifth to the last sale of a process' },
  }
}

/** As perf.md's floor: 4,120 bytes, a page and its frame's header. In a file that has the room already, or at its end. */
function writing(name: string, file: string, room: number): Arm {
  const bytes = Buffer.alloc(4_120, 7)
  const handle = openSync(file, 'w+')
  for (let at = 0; at < room; at += bytes.length) writeSync(handle, bytes, 0, bytes.length, at)
  fsyncSync(handle)
  let offset = 0
  return {
    name,
    kind: 'floor',
    run() {
      writeSync(handle, bytes, 0, bytes.length, offset)
      fsyncSync(handle)
    },
    settle() {
      offset += bytes.length
      if (room > 0 && offset + bytes.length > room) offset = 0
    },
    close: () => {
      closeSync(handle)
    },
  }
}

function selling(name: string, counter: Counter): Arm {
  let next: Input<'complete-sale'> | undefined
  let expected = 0
  let answer: Result<CounterView> | undefined
  let sales = 0
  const prepare = async (): Promise<void> => {
    const rung = await ringUp(counter, sales)
    next = rung.input
    expected = rung.total
    sales += 1
  }
  const judge = async (): Promise<void> => {
    const fault = answer === undefined ? 'no answer' : saleFault(value(answer), expected)
    if (fault !== undefined) throw new Error(`${name}: ${fault}`)
    answer = undefined
    await counter.rest()
  }
  const complete = (): unknown => {
    if (next === undefined) throw new Error('nothing was rung up')
    const done = counter.complete(next)
    if (!(done instanceof Promise)) {
      answer = done
      return undefined
    }
    return done.then((result) => {
      answer = result
    })
  }
  return {
    name,
    kind: 'ours',
    // Every sale is judged, not only the first.
    prepare,
    run: complete,
    settle: judge,
    async check() {
      const before = await counter.head()
      for (let sale = 0; sale < 3; sale += 1) {
        await prepare()
        await complete()
        await judge()
      }
      const after = await counter.head()
      if (typeof before === 'string' || typeof after === 'string') return `the journal's chain is broken: ${String(before)} ${String(after)}`
      return after - before === 3 ? undefined : `three sales wrote ${after - before} entries`
    },
    async close() {
      const head = await counter.head()
      if (typeof head === 'string' || head < sales) throw new Error(`${name}: ${sales} sales, and the journal ends at ${String(head)}`)
      await counter.close()
    },
  }
}
