import { connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type EffectWork } from '../../src/db/index.ts'
import { toText } from '../../src/drivers/printer/index.ts'
import { type DriversPort } from '../../src/main/devices/index.ts'
import { type Counter, counter } from './drivers-process.fixture.ts'

const print: EffectWork = { kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '£3.50' }, { kind: 'cut' }] } }
const kick: EffectWork = { kind: 'kick', pin: 0 }
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})
async function ready(): Promise<Counter> {
  const made = await counter()
  undo.push(() => made.close())
  return made
}
const papers = ({ printer }: Counter) => printer.jobs.map((job) => ({ whole: job.complete && job.items.some((item) => item.kind === 'line' && item.text.trim() !== ''), marked: toText(job).includes('DUPLICATE') }))
/** Never lost, never twice unmarked. */
function expectOnePaper(made: Counter): void {
  const all = papers(made)
  expect(all.filter(({ whole }) => whole).length).toBeGreaterThanOrEqual(1)
  expect(all.filter(({ whole, marked }) => whole && !marked).length).toBeLessThanOrEqual(1)
}

/** Lets `bytes` of what is said through to the printer over the first connection, and tells; later ones pass whole. */
async function wireCutAfter(bytes: number, { printer }: Counter, tell: () => void): Promise<number> {
  let left = bytes
  let [cut, told] = [true, false]
  const sockets: Socket[] = []
  const server = createServer((till) => {
    const onward = connect(printer.port, '127.0.0.1').on('error', () => undefined)
    sockets.push(till.on('error', () => onward.end()), onward)
    till.on('data', (part) => {
      const passed = cut ? part.subarray(0, left) : part
      left -= passed.length
      if (passed.length > 0) onward.write(passed)
      if (left > 0 || told) return
      told = true
      tell()
    })
    till.on('end', () => {
      cut = cut && !told
      onward.end()
    })
    till.on('close', () => {
      cut = cut && !told
      onward.end()
    })
    onward.on('data', (part) => till.writable && till.write(part)).on('end', () => till.end())
  })
  undo.push(() => (sockets.forEach((socket) => socket.destroy()), server.close()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

describe('the process of the devices, killed in the middle of a print', () => {
  test('[DEV-14] before anything began: it prints as it is', async () => {
    const made = await ready()
    const { effectsToDo } = made.spool
    let asked = 0
    made.spool.effectsToDo = (limit) => {
      asked += 1
      if (asked === 1) made.drivers.kill()
      return effectsToDo(limit)
    }
    made.spool.add(print)
    await made.start()
    await made.spool.reached(1, 'printed')
    expect(papers(made)).toEqual([{ whole: true, marked: false }])
    expect(made.drivers.lives).toHaveLength(2)
    expect(made.log[0]).toMatch(/^drivers\.stopped SIGKILL/)
  })

  test('[DEV-2] after its start was written down: it prints, marked', async () => {
    const made = await ready()
    const { effectStarted } = made.spool
    let begun = 0
    made.spool.effectStarted = async (id) => {
      await effectStarted(id)
      begun += 1
      if (begun === 1) made.drivers.kill()
    }
    made.spool.add(print)
    await made.start()
    await made.spool.reached(1, 'printed')
    expect(papers(made)).toEqual([{ whole: true, marked: true }])
    expect(made.spool.history).toEqual(['started 1', 'waiting 1', 'started 1', 'printed 1'])
  })

  // Nine bytes ask how the printer is; then 75 of receipt, and eleven of question behind it.
  test.each([9, 10, 40, 84, 85, 95])('[DEV-2] [DEV-14] after byte %i of what it said: one paper is whole, and one unmarked at most', async (bytes) => {
    const made = await ready()
    const port = await wireCutAfter(bytes, made, () => made.drivers.kill())
    made.spool.add(print)
    await made.start({ printer: { transport: 'tcp', host: '127.0.0.1', port, profile: 'epson-80' } })
    await made.spool.reached(1, 'printed')
    expect(made.drivers.lives.length).toBeGreaterThan(1)
    expectOnePaper(made)
  })

  test('[DEV-2] on paper and not confirmed: the paper comes again, marked', async () => {
    const made = await ready()
    made.printer.set({ silent: true })
    made.printer.onJob(() => {
      if (made.drivers.lives.length === 1) made.drivers.kill()
      setImmediate(() => made.printer.set({ silent: false }))
    })
    made.spool.add(print)
    await made.start()
    await made.spool.reached(1, 'printed')
    expect(papers(made)).toEqual([{ whole: true, marked: false }, { whole: true, marked: true }])
  })

  test('[DEV-8] confirmed and not yet recorded: what it said last is recorded, and nothing prints again', async () => {
    const made = await ready()
    const { effectFinished } = made.spool
    let told = 0
    made.spool.effectFinished = (id, state, fault) => {
      told += 1
      if (told > 1) return effectFinished(id, state, fault)
      made.drivers.kill()
      return Promise.reject(new Error('busy'))
    }
    made.spool.add(print, print)
    await made.start()
    await made.spool.reached(2, 'printed')
    expect(made.spool.effects.map(({ state, attempts }) => [state, attempts])).toEqual([['printed', 1], ['printed', 1]])
    expect(papers(made)).toEqual([{ whole: true, marked: false }, { whole: true, marked: false }])
  })
})

describe('the process of the devices, killed in the middle of a kick', () => {
  test('[DEV-14] before it began: the drawer opens, once', async () => {
    const made = await ready()
    const { effectsToDo } = made.spool
    let asked = 0
    made.spool.effectsToDo = (limit) => {
      asked += 1
      if (asked === 1) made.drivers.kill()
      return effectsToDo(limit)
    }
    made.spool.add(kick)
    await made.start()
    await made.spool.reached(1, 'kicked')
    expect(made.drawer.kicks).toHaveLength(1)
  })

  test('[DEV-4] after its start was written down: nobody knows, and it is not given again', async () => {
    const made = await ready()
    const { effectStarted } = made.spool
    made.spool.effectStarted = async (id) => {
      await effectStarted(id)
      if (id === 1) made.drivers.kill()
    }
    made.spool.add(kick, print)
    await made.start()
    await made.spool.reached(2, 'printed')
    expect(made.spool.effects[0]).toMatchObject({ state: 'unconfirmed', fault: 'interrupted', attempts: 1 })
    expect(made.drawer.kicks).toHaveLength(0)
    expect(papers(made)).toEqual([{ whole: true, marked: false }])
  })

  // Two bytes into the pulse's five, and its last one.
  test.each([2, 5])('[DEV-4] after byte %i of its pulse: once at most, and never said to be kicked when it was not', async (bytes) => {
    const made = await ready()
    const port = await wireCutAfter(bytes, made, () => made.drivers.kill())
    // A real-time kick is the first thing on its connection; the look at the printer has one of its own, before it.
    const devices = await made.start({ printer: { transport: 'tcp', host: '127.0.0.1', port, profile: 'epson-80' } })
    made.spool.add(kick, print)
    devices.wake()
    await made.spool.reached(2, 'printed')
    expect(made.drawer.kicks.length).toBeLessThanOrEqual(1)
    if (made.drawer.kicks.length === 0) expect(['unconfirmed', 'kicked']).toContain(made.spool.effects[0]?.state)
    expect(made.spool.history.filter((line) => line === 'started 1').length).toBe(1)
  })

  test('[DEV-4] open and not confirmed: it is not opened again', async () => {
    const made = await ready()
    made.printer.set({ silent: true })
    made.drawer.onChange(() => {
      made.drivers.kill()
      setImmediate(() => made.printer.set({ silent: false }))
    })
    made.spool.add(kick, print)
    await made.start()
    await made.spool.reached(2, 'printed')
    expect(made.spool.effects[0]).toMatchObject({ state: 'unconfirmed', fault: 'interrupted', attempts: 1 })
    expect(made.drawer.kicks).toHaveLength(1)
  })

  test('[DEV-4] confirmed and not yet recorded: it stays kicked', async () => {
    const made = await ready()
    const { effectFinished } = made.spool
    let told = 0
    made.spool.effectFinished = (id, state, fault) => {
      told += 1
      if (told === 1) made.drivers.kill()
      return effectFinished(id, state, fault)
    }
    made.spool.add(kick, print)
    await made.start()
    await made.spool.reached(2, 'printed')
    expect(made.spool.effects[0]).toMatchObject({ state: 'kicked', attempts: 1 })
    expect(made.drawer.kicks).toHaveLength(1)
  })
})

/** A process that ends as soon as it is told what to drive, as one does whose compiled part is broken. */
function stillborn(): DriversPort {
  let end: (why: string) => void = () => undefined
  return { post: () => queueMicrotask(() => end('code 134')), onMessage: () => undefined, onEnd: (listener) => (end = listener), kill: () => end('SIGKILL') }
}

describe('without the process', () => {
  test('[DEV-15] the devices say so, and a drawer that nobody will open is said to have stayed shut', async () => {
    const made = await ready()
    made.spool.add(print)
    const devices = await made.start(undefined, { launch: stillborn })
    expect(devices.view().devices.map(({ kind, health, faults }) => [kind, health, ...faults])).toEqual([
      ['printer', 'disconnected', 'driver-stopped'],
      ['cashDrawer', 'disconnected', 'driver-stopped'],
    ])
    expect((await devices.selfTest('printer:receipt'))?.steps).toEqual([{ step: 'open', result: 'failed', fault: 'driver-stopped' }])
    made.spool.add(kick)
    devices.wake()
    await made.spool.reached(2, 'failed', 'driver-stopped')
    // The paper is still owed.
    expect(made.spool.effects[0]).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  test('[DEV-15] what it says is read like a stranger’s: nonsense ends it, and it may finish only what it was given', async () => {
    const made = await ready()
    const answers: string[] = []
    let say: (message: unknown) => void = () => undefined
    let end: (why: string) => void = () => undefined
    let killed: () => void = () => undefined
    const dead = new Promise<void>((resolve) => (killed = resolve))
    let launched: () => void = () => undefined
    const up = new Promise<void>((resolve) => (launched = resolve))
    made.spool.add(print)
    const starting = made.start(undefined, {
      launch: () => ({
        post: (text) => {
          answers.push(text)
          launched()
          if (text.includes('"close"')) end('closed')
        },
        onMessage: (listener) => (say = listener),
        onEnd: (listener) => (end = listener),
        kill: () => {
          end('SIGKILL')
          killed()
        },
      }),
    })
    await up
    say(JSON.stringify({ kind: 'ready', devices: [] }))
    await starting
    say(JSON.stringify({ kind: 'effectFinished', id: 1, effect: 1, state: 'printed' }))
    say(JSON.stringify({ kind: 'effectStarted', id: 2, effect: 1 }))
    await new Promise((resolve) => setImmediate(resolve))
    expect(answers.slice(-2).map((text) => JSON.parse(text) as unknown)).toEqual([{ kind: 'answer', id: 1, ok: false }, { kind: 'answer', id: 2, ok: false }])
    expect(made.spool.history).toEqual([])
    say(JSON.stringify({ kind: 'effectFinished', id: 3, effect: 1, state: 'printed', more: 1 }))
    await dead
    expect(made.log).toContain('drivers.malformed ')
  })
})
