import { describe, expect, test } from 'vitest'
import { type EffectState, type EffectWork } from '../../src/db/index.ts'
import { type ReceiptDocument } from '../../src/domain/receipt/index.ts'
import { escPosDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { DeviceError, manualTimer } from '../../src/drivers/device/index.ts'
import { escPosPrinter, printerLine, profiles } from '../../src/drivers/printer/index.ts'
import { usbTransport } from '../../src/drivers/transports/index.ts'
import { memorySpool } from '../../src/main/devices/fixture.ts'
import { firstRetryMs, runEffects } from '../../src/main/devices/run-effects.ts'
import { type Moment, printerBody, type Told, usbSocket } from './usb-socket.fixture.ts'

const never = new AbortController().signal
const receiptOf = (name: string): ReceiptDocument => ({ version: 1, language: 'en', blocks: [...Array.from({ length: 40 }, (_, at) => ({ kind: 'columns' as const, left: `${name} ${at}`, right: '1.00' })), { kind: 'cut' }] })

function station(told: Told = 'both') {
  const body = printerBody('S1')
  const neighbour = printerBody('S2')
  const socket = usbSocket(body, told)
  socket.plug(body)
  socket.plug(neighbour)
  const timer = manualTimer()
  const transport = usbTransport(socket.address, timer, socket.bus)
  const line = printerLine(transport, timer)
  const printer = escPosPrinter({ id: 'printer:usb', line, profile: profiles['epson-80'] })
  const drawer = escPosDrawer({ id: 'cashDrawer:usb', line, profile: profiles['epson-80'], printer, timer })
  const print = (name: string) => printer.print({ id: name, document: receiptOf(name) }, { signal: never }).then(({ outcome }) => outcome, (error: unknown) => troubleOf(error))
  return { body, neighbour, socket, timer, transport, printer, drawer, print }
}

function troubleOf(error: unknown) {
  if (!(error instanceof DeviceError)) throw error
  return { code: error.code, phase: error.phase, retry: error.retry }
}

/** What crosses the seam for one receipt: three questions how it is, the receipt in parts, the question whether it is on paper. */
const [found, questions, parts] = [['list', 'open', 'configuration', 'detach', 'claim'], 3, 4]
const outs = found.length
const firstPart = outs + questions
const fence = firstPart + parts
const whole = [...found, ...Array.from({ length: questions + parts + 1 }, () => 'out'), 'release', 'close']

/** What is said of a receipt whose cable was pulled there. */
function endOf(call: number, moment: Moment) {
  if (call > fence) return 'printed'
  // Claimed, it is lost; until then it was never there.
  const reached = call > outs - 1 || (call === outs - 1 && moment === 'after')
  const phase = call < firstPart ? 'connect' : call < fence - 1 || (call === fence - 1 && moment !== 'after') ? 'send' : 'confirm'
  return { code: reached ? 'connection-lost' : 'unreachable', phase, retry: phase === 'connect' ? 'safe' : 'ask' }
}

const steps = whole.flatMap((name, call) => (name === 'out' ? (['before', 'within', 'after'] as const) : (['before', 'after'] as const)).map((moment) => ({ name, call, moment })))

describe('a printer on a USB cable that is pulled, and put into another socket', () => {
  test('[USB-8] a receipt crosses the seam in these calls', async () => {
    const { body, socket, print } = station()
    expect(await print('Tea')).toBe('printed')
    expect(socket.calls).toEqual(whole)
    expect(body.papers.map(({ whole: done }) => done)).toEqual([true])
  })

  test.each(['bus', 'read', 'both'] as const)('[USB-8] [DEV-6] at every one of them the till says what is so, and the next receipt is whole (told by: %s)', async (told) => {
    for (const { name, call, moment } of steps) {
      const at = `${moment} call ${call}, ${name}`
      const { body, neighbour, socket, transport, printer, print } = station(told)
      socket.cutAt(call, moment)
      const end = await print('Tea')
      expect(end, at).toEqual(endOf(call, moment))
      // Safe to do again: not a byte of it had come there. Printed: it is on paper, all of it.
      if (typeof end !== 'string' && end.retry === 'safe') expect([body.worked(), body.papers], at).toEqual([0, []])
      expect(body.papers.filter((paper) => paper.whole).length, at).toBe(end === 'printed' || (call === fence && moment === 'after') ? 1 : 0)
      expect(printer.state().health, at).toBe(end === 'printed' ? 'ready' : 'disconnected')

      // Out of every socket: its neighbour is no stand-in for it.
      expect(await print('Milk'), at).toEqual({ code: 'unreachable', phase: 'connect', retry: 'safe' })
      socket.plug(body)
      expect(await print('Bread'), at).toBe('printed')
      expect(body.papers.at(-1), at).toMatchObject({ whole: true, text: expect.stringMatching(/^Bread 0 [^]*Bread 39 /) as unknown })
      expect(body.papers.at(-1)?.text, at).not.toMatch(/Tea|Milk/)
      expect([transport.address, neighbour.worked(), printer.state().health], at).toEqual(['usb:04b8:0e15:S1', 0, 'ready'])
    }
  })

  test('[DEV-2] [DEV-4] [DEV-6] at every call of a sale, its pulse included: the drawer opens once or says that it did not, no receipt comes twice unmarked, and the next sale is whole', async () => {
    const sale: readonly EffectWork[] = [{ kind: 'kick', pin: 0 }, { kind: 'print', document: receiptOf('Tea') }]
    const start = (told: Told) => {
      const at = station(told)
      const spool = memorySpool()
      const runner = runEffects({ source: spool, printer: at.printer, drawer: at.drawer, timer: at.timer, log: () => undefined })
      const ended = (id: number): Promise<void> => Promise.race([...(['printed', 'failed'] as const satisfies EffectState[]).map((state) => spool.reached(id, state)), spool.reached(id, 'waiting', 'unreachable'), spool.reached(id, 'waiting', 'connection-lost')])
      return { ...at, spool, runner, ended }
    }
    const smooth = start('both')
    smooth.spool.add(...sale)
    smooth.runner.wake()
    await smooth.spool.reached(2, 'printed')
    await smooth.runner.close()
    expect([smooth.body.pulses(), smooth.spool.effects[0]?.state]).toEqual([1, 'kicked'])

    const seen = new Set<string>()
    for (const [call, name] of smooth.socket.calls.entries()) {
      for (const moment of name === 'out' ? (['before', 'within', 'after'] as const) : (['before', 'after'] as const)) {
        const at = `${moment} call ${call}, ${name}`
        const { body, neighbour, socket, timer, spool, runner, ended } = start('both')
        socket.cutAt(call, moment)
        spool.add(...sale)
        runner.wake()
        await ended(2)
        const state = (id: number): string => spool.effects[id - 1]?.state ?? ''
        const kick = state(1)
        // Kicked is a drawer that opened, failed is one that stayed shut, and only what nobody can know is unconfirmed.
        expect(kick === 'unconfirmed' ? kick : body.pulses(), at).toBe(kick === 'unconfirmed' ? kick : kick === 'kicked' ? 1 : 0)
        const pulses = body.pulses()
        expect(pulses, at).toBeLessThanOrEqual(1)
        const wasPrinted = state(2)
        if (wasPrinted === 'printed') expect(body.papers.filter((paper) => paper.whole).length, at).toBe(1)
        if (wasPrinted === 'waiting') expect(body.papers, at).toEqual([])

        socket.plug(body)
        if (wasPrinted === 'waiting') {
          await timer.waiting(firstRetryMs)
          timer.fire(firstRetryMs)
          await spool.reached(2, 'printed')
        }
        expect([state(1), body.pulses()], at).toEqual([kick, pulses])
        spool.add({ kind: 'kick', pin: 0 }, { kind: 'print', document: receiptOf('Bread') })
        runner.wake()
        await spool.reached(4, 'printed')
        expect([state(3), body.pulses()], at).toEqual(['kicked', pulses + 1])
        const texts = body.papers.filter((paper) => paper.whole).map(({ text }) => text)
        expect(texts.filter((text) => text.includes('Bread')).length, at).toBe(1)
        // What failed is a person's to print again, marked; what waited has come, once.
        const teas = texts.filter((text) => text.includes('Tea')).length
        expect(state(2) === 'printed' ? teas : Math.max(1, teas), at).toBe(1)
        expect([texts.filter((text) => text.includes('DUPLICATE')), neighbour.worked()], at).toEqual([[], 0])
        seen.add(`${kick} ${wasPrinted} ${state(2)}`)
        await runner.close()
      }
    }
    expect([...seen].toSorted()).toEqual(['failed waiting printed', 'kicked failed failed', 'kicked printed printed', 'kicked waiting printed', 'unconfirmed waiting printed'])
  })
})
