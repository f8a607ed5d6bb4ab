import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ReplicationView } from '../../src/contracts/ipc/index.ts'
import { startHeadOfficeProcess } from '../../src/main/demo/head-office-process.ts'
import { heartbeatMs, startReplicator } from '../../src/main/replicator/index.ts'
import { createTransport } from '../../src/main/replicator/transport.ts'
import { now } from '../harness.ts'
import { type ThreadedCounter, ringUp, saleFault, threadedCounter, value } from './register.ts'

/** Head office's entry point. */
export const headOffice = path.resolve(import.meta.dirname, '..', '..', 'src', 'headoffice', 'main.ts')

/** A register's folder with so many sales that head office has never heard of. Made in memory where there is such a folder: it is not what is timed. */
export async function makeBacklog(folder: string, sales: number): Promise<void> {
  const work = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tillwright-backlog-'))
  try {
    const counter = await threadedCounter(work, { isNew: true })
    for (let sale = 0; sale < sales; sale += 1) await sellOne(counter, sale)
    await counter.close()
    cpSync(work, folder, { recursive: true })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Rings up five lines and takes the money. Microseconds of complete-sale alone. */
export async function sellOne(counter: ThreadedCounter, sale: number): Promise<number> {
  const { input, total } = await ringUp(counter, sale)
  const before = now()
  const answer = await counter.complete(input)
  const took = now() - before
  const fault = saleFault(value(answer), total)
  if (fault !== undefined) throw new Error(fault)
  await counter.rest()
  return took
}

export interface Drain {
  readonly view: () => ReplicationView
  /** Bytes of bodies that were sent. */
  readonly bytes: () => number
  /** Sales of this register at head office, by its own count of what is acknowledged; checked against its ledger by close(). */
  close(): Promise<void>
}

/** Enrols the register at a head office of its own, in a process of its own, and lets its replicator do what it does in a till. */
export async function startDrain(counter: ThreadedCounter, data: string): Promise<Drain> {
  const office = await startHeadOfficeProcess({ script: headOffice, data, storeName: 'Corner', chainName: 'Corner', language: 'en', timeZone: 'UTC' })
  const { core } = counter
  let bytes = 0
  const after = (ms: number, act: () => void): (() => void) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  }
  const replicator = startReplicator({
    source: core.internal,
    clock: Date.now,
    after,
    random: Math.random,
    log: () => undefined,
    connect(address) {
      const line = createTransport(address, { clock: Date.now, after })
      return {
        close: line.close,
        post(way, headers, body) {
          if (way.endsWith('/batches')) bytes += body.byteLength
          return line.post(way, headers, body)
        },
      }
    },
  })
  const wake = core.on('committed', () => replicator.wake())
  const answer = await replicator.enrol(office.url, await office.enrolmentCode())
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return {
    view: replicator.view,
    bytes: () => bytes,
    async close() {
      wake()
      await replicator.close()
      await office.close()
    },
  }
}

/** Until nothing waits any more; an error where it stands still for longer than a heartbeat. */
export async function untilDrained({ view }: Drain): Promise<void> {
  let [least, since] = [Infinity, performance.now()]
  while (view().state !== 'healthy' || view().waiting > 0) {
    const { waiting } = view()
    if (waiting < least) [least, since] = [waiting, performance.now()]
    if (performance.now() - since > heartbeatMs) throw new Error(`the backlog stands still at ${waiting} entries`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
