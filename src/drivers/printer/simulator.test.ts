import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { systemTimer, type Timer } from '../device/timer.ts'
import { type PrintedJob, type SimulatedPrinter, startSimulatedPrinter } from './simulator.ts'
import { toText } from './simulator-image.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function printer(timer: Timer = systemTimer): Promise<SimulatedPrinter> {
  const made = await startSimulatedPrinter({ columns: 48, timer })
  undo.push(() => made.close())
  return made
}
async function client(at: SimulatedPrinter): Promise<Socket> {
  const socket = connect({ port: at.port, host: at.host, allowHalfOpen: true })
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  undo.push(() => socket.destroy())
  return socket
}
const until = async (holds: () => boolean): Promise<void> => {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > 50_000) throw new Error(`never: ${holds.toString()}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const letters = (job: PrintedJob): string => (toText(job).match(/[A-Z]+/g) ?? []).join(' ')
const reset = [0x1b, 0x40]
const cut = [0x0a, 0x0a, 0x0a, 0x0a, 0x0a, 0x1d, 0x56, 0x00]
const fence = [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, 0x41, 0x42, 0x43, 0x44]
const words = (text: string): number[] => [...Buffer.from(text, 'latin1')]
/** A picture of so many bytes, all of them such as no command begins with. */
const picture = (rows: number): number[] => [0x1d, 0x76, 0x30, 0, 48, 0, rows, 0, ...Array.from({ length: 48 * rows }, () => 0xff)]
const slip = (text: string): Uint8Array => Uint8Array.from([...reset, ...words(text), ...cut, ...fence])

/** Turned by hand, a step at a time: a slow printer that is slow as long as a test wants. */
function stepped(): Timer & { step(): void } {
  let due: (() => void)[] = []
  return {
    after(_ms, run) {
      due.push(run)
      return () => void (due = due.filter((one) => one !== run))
    },
    step() {
      for (const run of due.splice(0)) run()
    },
  }
}

test('[SIM-7] a line that breaks says no more: the next one is printed whole, with nothing of the old one in it', async () => {
  const timer = stepped()
  const at = await printer(timer)
  at.set({ slow: { bytes: 16, everyMs: 10 } })
  const old = await client(at)
  old.write(Uint8Array.from([...reset, ...words('OLD'), 0x0a, ...picture(200), ...cut, ...fence]))
  await until(() => at.open() === 1)
  for (let step = 0; step < 4; step += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    timer.step()
  }
  old.resetAndDestroy()
  await until(() => at.open() === 0)
  // Time enough for all the rest of it.
  for (let step = 0; step < 1_000; step += 1) timer.step()
  const next = await client(at)
  next.write(slip('NEW'))
  await until(() => (timer.step(), at.jobs.some((job) => job.complete)))
  const whole = at.jobs.filter(({ complete }) => complete)
  expect(whole.map((job) => letters(job))).toEqual(['NEW'])
  expect(at.errors).toEqual([])
})

test('[SIM-7] who comes second is heard when the first has gone, and their bytes do not mix', async () => {
  const timer = stepped()
  const at = await printer(timer)
  at.set({ slow: { bytes: 4, everyMs: 10 } })
  const [first, second] = [await client(at), await client(at)]
  await until(() => at.open() === 2)
  first.write(slip('FIRST'))
  second.write(slip('SECOND'))
  await until(() => (timer.step(), at.jobs.length === 1))
  for (let step = 0; step < 50; step += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    timer.step()
  }
  expect(at.jobs.map((job) => letters(job))).toEqual(['FIRST'])
  first.end()
  await until(() => (timer.step(), at.jobs.length === 2))
  expect(at.jobs.map((job) => letters(job))).toEqual(['FIRST', 'SECOND'])
  expect(at.errors).toEqual([])
})

test.each([[2], [5], [100], [2_000]])('[SIM-7] told to cut after %i bytes it has taken exactly so many, though that is in the middle of a command', async (bytes) => {
  const at = await printer()
  at.set({ dropAfterBytes: bytes })
  const till = await client(at)
  till.write(Uint8Array.from([...reset, ...words('TEXT'), 0x0a, ...picture(100), ...cut, ...fence]))
  const closed = new Promise((resolve) => till.once('close', resolve))
  till.resume()
  till.once('end', () => till.destroy())
  await closed
  await until(() => at.open() === 0)
  expect(at.jobs.map((job) => [job.bytes.length, job.complete])).toEqual(bytes < 7 ? [] : [[bytes, false]])
  at.set({ dropAfterBytes: 0 })
  const next = await client(at)
  next.write(slip('NEW'))
  await until(() => at.jobs.some((job) => job.complete))
  expect([at.jobs.filter(({ complete }) => complete).map((job) => letters(job)), at.errors]).toEqual([['NEW'], []])
})

test('[SIM-8] a roll that ends in the middle of a paper says which one, and with a new one the rest of it comes out', async () => {
  const at = await printer()
  const torn: number[] = []
  at.onTorn((job) => torn.push(job))
  at.set({ paperLeft: 2 })
  const one = await client(at)
  one.write(Uint8Array.from([...reset, ...words('ONE'), 0x0a, ...words('TWO'), 0x0a, ...words('THREE'), ...cut, ...fence]))
  await until(() => torn.length > 0)
  expect(at.knobs()).toMatchObject({ paperOut: true, paperLeft: 0 })
  expect([torn, at.jobs.length]).toEqual([[1], 0])
  at.set({ paperOut: false })
  await until(() => at.jobs.length > 0)
  one.write(slip('NEXT'))
  await until(() => at.jobs.length === 2)
  expect([at.jobs.map((job) => letters(job)), torn]).toEqual([['ONE TWO THREE', 'NEXT'], [1]])
})
