import { connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { escPosDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { DeviceError, manualTimer } from '../../src/drivers/device/index.ts'
import { confirmMs, encode, escPosPrinter, printerLine, type ProfileName, profiles, quietConfirmMs, startSimulatedPrinter, statusMs } from '../../src/drivers/printer/index.ts'
import { farewellMs, stallMs, tcpTransport } from '../../src/drivers/transports/index.ts'
import { barcode, payload } from './receipt.fixture.ts'

const never = new AbortController().signal
const tea: ReceiptDocument = { version: 1, language: 'en', blocks: [{ kind: 'columns', left: 'Tea', right: '3.50' }, { kind: 'cut' }] }
/** More than any kernel keeps between two of its own sockets. */
const endless: ReceiptDocument = { version: 1, language: 'en', blocks: Array.from({ length: 12_000 }, () => ({ kind: 'text', text: 'x'.repeat(470) })) }
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one()
})

async function listen(accept: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket.on('error', () => undefined))
    accept(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const isStatus = (bytes: Buffer): boolean => bytes.length === 3 && bytes[0] === 0x10 && bytes[1] === 0x04
/** How often it is asked in those bytes: the network may bring a job and the question behind it in one piece. */
const timesAsked = (bytes: Buffer): number => bytes.toString('hex').split(/1004(?=0[124])/).length - 1
const idIn = (bytes: Buffer): Buffer | undefined => {
  const at = bytes.indexOf(Buffer.from([0x1d, 0x28, 0x48]))
  return at < 0 ? undefined : bytes.subarray(at + 7, at + 11)
}
const idAnswer = (id: Buffer): Buffer => Buffer.concat([Buffer.from([0x37, 0x22]), id, Buffer.from([0])])

/** A till's drivers at a printer that is what `accept` makes of it; time passes as soon as somebody waits. */
async function till(accept: (socket: Socket) => void, profile: ProfileName = 'epson-80') {
  const port = await listen(accept)
  const timer = manualTimer()
  const line = printerLine(tcpTransport({ host: '127.0.0.1', port }, timer), timer)
  const printer = escPosPrinter({ id: 'printer:rude', line, profile: profiles[profile] })
  const drawer = escPosDrawer({ id: 'cashDrawer:rude', line, profile: profiles[profile], printer, timer })
  /** `waits` are those that have to run out, in order. */
  async function print(document: ReceiptDocument = tea, ...waits: readonly number[]): Promise<string> {
    const end = printer.print({ id: '1', document }, { signal: never }).then(
      ({ outcome }) => outcome,
      (error: unknown) => (error instanceof DeviceError ? `${error.code} ${error.phase} ${error.retry}` : Promise.reject(error instanceof Error ? error : new Error('?'))),
    )
    for (const ms of waits) {
      await timer.waiting(ms)
      timer.fire(ms)
    }
    return end
  }
  return { print, printer, drawer, timer }
}

describe.each(['epson-80', 'generic-80'] as const)('%s at a TCP printer with bad habits', (profile) => {
  test('[PRN-9] it accepts, and never reads: given up after the stall, and a person decides', async () => {
    const { print } = await till((socket) => socket.pause(), profile)
    expect(await print(endless, statusMs, stallMs, farewellMs)).toBe('timeout send ask')
  })

  test('[PRN-3] it accepts and is silent: sent, and that is all anybody knows', async () => {
    const { print, printer } = await till((socket) => socket.resume(), profile)
    // It never ends its side either: nobody waits for that for ever.
    expect(await print(tea, statusMs, confirmMs, statusMs, farewellMs)).toBe('sentOnly')
    expect(printer.state()).toEqual({ health: 'degraded', faults: ['no-response'] })
  })

  test('[PRN-5] it resets the connection: at once, or at the first byte of the job', async () => {
    const atOnce = await till((socket) => void socket.once('data', () => socket.resetAndDestroy()), profile)
    expect(await atOnce.print()).toBe('connection-lost connect safe')
    const later = await till((socket) => void socket.on('data', (bytes: Buffer) => (isStatus(bytes) ? socket.write(Buffer.from([0x12])) : socket.resetAndDestroy())), profile)
    expect(await later.print()).toMatch(/^connection-lost (?:send|confirm) ask$/)
  })

  test('[PRN-5] it closes its half: before the job nothing has left, behind it nobody knows', async () => {
    const before = await till((socket) => void socket.resume().once('data', () => socket.end()), profile)
    expect(await before.print()).toBe('connection-lost connect safe')
    let heard = 0
    const behind = await till((socket) => {
      socket.on('data', (bytes: Buffer) => {
        if (isStatus(bytes)) socket.write(Buffer.from([0x12]))
        else {
          heard += bytes.length
          socket.end()
        }
      })
    }, profile)
    expect(await behind.print()).toMatch(/^connection-lost (?:send|confirm) ask$/)
    expect(heard).toBeGreaterThan(0)
  })

  test('[PRN-1] [PRN-2] it answers rubbish: that is no word on a receipt', async () => {
    const rubbish = Buffer.from([0xff, 0x80, 0xc1, 0x37, 0x41, 0x42, 0x00, 0x5f, 0xfe, 0x00, 0x11, 0x13, 0xb2])
    const { print } = await till((socket) => void socket.on('data', () => socket.write(rubbish)).on('end', () => socket.end()), profile)
    expect(await print(tea, statusMs, confirmMs, statusMs)).toBe('sentOnly')
  })

  test('[PRN-1] [PRN-2] it answers everything twice: each receipt is confirmed once, by its own answer, and the next by none of these', async () => {
    let jobs = 0
    const { print } = await till((socket) => {
      const twice = (bytes: Buffer): void => void (socket.write(bytes), socket.write(bytes))
      socket.on('data', (bytes: Buffer) => {
        for (let left = timesAsked(bytes); left > 0; left -= 1) twice(Buffer.from([0x12]))
        if (isStatus(bytes)) return
        const [id, fence] = [idIn(bytes), bytes.includes(Buffer.from([0x1d, 0x72, 1]))]
        if (id === undefined && !fence) return
        jobs += 1
        // It has nothing to say of the second receipt: what it said twice of the first must not do for it.
        if (jobs === 1) twice(id ? idAnswer(id) : Buffer.from([0]))
      })
      socket.on('end', () => socket.end())
    }, profile)
    expect(await print()).toBe(profile === 'epson-80' ? 'printed' : 'processed')
    expect(await print(tea, confirmMs)).toBe('sentOnly')
    expect(jobs).toBe(2)
  })

  test('[PRN-1] [PRN-2] it answers late: the job is sentOnly by then, and its answer stands for no other', async () => {
    const owed: Buffer[] = []
    const { print } = await till((socket) => {
      socket.on('data', (bytes: Buffer) => {
        const id = idIn(bytes)
        if (id !== undefined) owed.push(idAnswer(id))
        // What it owes of the job before comes with the first question of the next one: of the printer, never of that paper.
        for (let left = timesAsked(bytes); left > 0; left -= 1) socket.write(Buffer.concat([...owed.splice(0), Buffer.from([0x12])]))
      })
      socket.on('end', () => socket.end())
    }, profile)
    expect(await print(tea, confirmMs)).toBe('sentOnly')
    expect(await print(tea, confirmMs)).toBe('sentOnly')
    expect(await print(tea, confirmMs)).toBe('sentOnly')
  })

  test('[PRN-13] it was silent once: the next job waits a second for it, and is sentOnly too', async () => {
    const { print } = await till((socket) => void socket.resume().on('end', () => socket.end()), profile)
    expect(await print(tea, statusMs, confirmMs, statusMs)).toBe('sentOnly')
    expect(await print(tea, statusMs, quietConfirmMs)).toBe('sentOnly')
  })

  test('[DRW-3] a drawer on any of them is never said to be kicked without an answer', async () => {
    for (const habit of [
      (socket: Socket) => void socket.resume(),
      (socket: Socket) => void socket.on('data', () => socket.write(Buffer.from([0xff, 0x80, 0xc1, 0x37, 0x41, 0x42, 0x00]))),
    ]) {
      const { drawer, timer } = await till((socket) => (habit(socket), socket.on('end', () => socket.end())), profile)
      const end = drawer.kick({ signal: never })
      if (!profiles[profile].kick.realtime) {
        await timer.waiting(statusMs)
        timer.fire(statusMs)
      }
      await timer.waiting(1_000)
      timer.fire(1_000)
      expect(await end).toBe('unconfirmed')
    }
  })
})

/** A real receipt, without the picture: its thousand dots are a thousand times the same case. */
const real: ReceiptDocument = {
  version: 1,
  language: 'zh-CN',
  blocks: [
    { kind: 'text', text: '南京西路店', align: 'centre', bold: true, size: 'large' },
    { kind: 'columns', left: '小票 3-10428', right: '2026-11-21 14:03' },
    { kind: 'rule' },
    { kind: 'columns', left: 'Sourdough Crème Brûlée Doughnut', right: '12.90' },
    { kind: 'columns', left: '康师傅红烧牛肉面（五连包）家庭装', right: '￥16.56' },
    { kind: 'columns', left: '合计 Total', right: '¥29.46', bold: true, size: 'large' },
    { kind: 'qr', data: payload },
    { kind: 'ean13', digits: barcode },
    { kind: 'cut' },
  ],
}
/** Three questions of three bytes come first. */
const asked = 9

/** A wire to the simulated printer that carries so many bytes of what the till says, to the byte; then it breaks, or swallows the rest. */
async function cutWire(port: number) {
  const state = { left: 0, swallows: false, reached: false }
  const wire = await listen((till) => {
    const onward = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true }).on('error', () => undefined)
    till.setNoDelay(true)
    till.on('data', (part: Buffer) => {
      const passed = part.subarray(0, state.left)
      state.left -= passed.length
      if (passed.length > 0) onward.write(passed)
      if (passed.length === part.length) return
      state.reached = true
      if (state.swallows) return
      onward.end()
      till.destroy()
    })
    till.on('end', () => onward.end()).on('close', () => onward.end())
    onward.on('data', (part: Buffer) => till.writable && till.write(part)).on('end', () => till.end())
  })
  return { wire, state }
}

describe.each(['epson-80', 'generic-80'] as const)('a receipt on %s, cut at each of its bytes', (profile) => {
  const fence = profile === 'epson-80' ? 11 : 3
  const whole = asked + encode(real, profiles[profile]).bytes.length + fence

  test.each([['breaks', false], ['swallows what follows', true]] as const)('[PRN-1] [PRN-2] [PRN-5] the wire %s: none is reported printed that was not', async (_what, swallows) => {
    const simulator = await startSimulatedPrinter({ columns: profiles[profile].columns })
    undo.push(() => simulator.close())
    const { wire, state } = await cutWire(simulator.port)
    const wrong: string[] = []
    let confirmed = 0
    for (let at = 0; at <= whole; at += 1) {
      Object.assign(state, { left: at, swallows, reached: false })
      const timer = manualTimer()
      const printer = escPosPrinter({ id: 'printer:cut', line: printerLine(tcpTransport({ host: '127.0.0.1', port: wire }, timer), timer), profile: profiles[profile] })
      let end: string | undefined
      const work = printer.print({ id: '1', document: real }, { signal: never }).then(({ outcome }) => void (end = outcome), (error: DeviceError) => void (end = error.retry))
      while (end === undefined) {
        await new Promise((resolve) => setImmediate(resolve))
        // Time runs out only where bytes were swallowed: before that an answer is on its way.
        if (state.reached && swallows) for (const ms of [statusMs, confirmMs, farewellMs]) timer.fire(ms)
      }
      await work
      const right = at === whole ? ['printed', 'processed'] : swallows ? ['sentOnly'] : at <= asked ? ['safe', ...(at === asked ? ['ask'] : [])] : ['ask']
      if (!right.includes(end)) wrong.push(`${at} of ${whole}: ${end}`)
      if (end === 'printed' || end === 'processed') confirmed += 1
    }
    expect(wrong).toEqual([])
    expect(confirmed).toBe(1)
    expect(whole).toBeGreaterThan(300)
  })
})
