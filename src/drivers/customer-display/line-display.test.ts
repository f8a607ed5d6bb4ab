import { describe, expect, test } from 'vitest'
import { manualTimer } from '../device/manual-timer.ts'
import { type DeviceState } from '../device/port.ts'
import { type DisplayEncoding } from './characters.ts'
import { goodbyeMs, lineDisplay, refreshMs, reopenMs } from './line-display.ts'
import { type CustomerDisplay, type DisplayMessage } from './port.ts'
import { displayProtocols, type DisplayProtocolName } from './protocols.ts'
import { type SimulatedDisplay, simulatedDisplay } from './simulator.ts'

const saying = (left: string, right = '1.00'): DisplayMessage => ({ rows: [{ left, right }, { left: 'Total', right }], amount: { text: right, lamp: 'total' } })

function begin(protocol: DisplayProtocolName = 'dm-d', encoding: DisplayEncoding = 'cp437') {
  const timer = manualTimer()
  const simulator = simulatedDisplay({ protocol, encoding })
  const display = lineDisplay({ id: 'customerDisplay:1', transport: simulator.transport, protocol: displayProtocols[protocol], encoding, timer })
  return { timer, simulator, display }
}

const changed = (simulator: SimulatedDisplay): Promise<void> => new Promise((resolve) => {
  const off = simulator.onChange(() => {
    off()
    resolve()
  })
})
const state = (display: CustomerDisplay, health: DeviceState['health']): Promise<void> => new Promise((resolve) => {
  if (display.state().health === health) return resolve()
  const off = display.onState((next) => {
    if (next.health !== health) return
    off()
    resolve()
  })
})

describe('a display on a line', () => {
  test('[DSP-6] shows the newest message, and what came while it was busy but for the newest is skipped', async () => {
    const { simulator, display } = begin()
    await state(display, 'ready')
    simulator.hang(true)
    for (const left of ['one', 'two', 'three']) display.show(saying(left))
    const next = changed(simulator)
    simulator.hang(false)
    await next
    if (simulator.screen.rows()[0]?.startsWith('one') === true) await changed(simulator)
    expect(simulator.screen.rows()).toEqual(['three           1.00', 'Total           1.00'])
    expect(String.fromCharCode(...simulator.received)).not.toContain('two')
    expect(simulator.screen.errors).toEqual([])
  })

  test('[DSP-7] unplugged it says so, and plugged in again it shows the latest text by itself', async () => {
    const { timer, simulator, display } = begin('cd5220')
    await state(display, 'ready')
    display.show(saying('before'))
    await changed(simulator)
    simulator.unplug()
    expect(display.state()).toEqual({ health: 'disconnected', faults: ['connection-lost'] })
    expect(simulator.screen.rows().join('').trim()).toBe('')
    display.show(saying('meanwhile', '2.00'))
    timer.fire(reopenMs)
    await timer.waiting(reopenMs)
    expect(display.state()).toEqual({ health: 'disconnected', faults: ['unreachable'] })
    simulator.plug()
    timer.fire(reopenMs)
    await state(display, 'ready')
    expect(simulator.screen.rows()).toEqual(['meanwhile       2.00', 'Total           2.00'])
    // It came back with its power: what it was told at the beginning it has forgotten.
    expect(String.fromCharCode(...simulator.received).split('\u001b@\u000c')).toHaveLength(3)
    expect(simulator.screen.errors).toEqual([])
  })

  test('[DSP-7] one that was not there at the start is found when it is', async () => {
    const timer = manualTimer()
    const simulator = simulatedDisplay({ protocol: 'led8n', encoding: 'ascii' })
    simulator.unplug()
    const display = lineDisplay({ id: 'customerDisplay:1', transport: simulator.transport, protocol: displayProtocols.led8n, encoding: 'ascii', timer })
    display.show(saying('x', '7.10'))
    await timer.waiting(reopenMs)
    expect(await display.selfTest(new AbortController().signal)).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
    simulator.plug()
    timer.fire(reopenMs)
    await state(display, 'ready')
    expect([simulator.screen.rows(), simulator.screen.lamp()]).toEqual([['     7.10'], 'total'])
    expect(await display.selfTest(new AbortController().signal)).toEqual({ steps: [{ step: 'open', result: 'passed' }] })
  })

  test('[DSP-8] what it shows is written again: a display that lost its power alone tells nobody', async () => {
    const { timer, simulator, display } = begin('logic-controls', 'ascii')
    await state(display, 'ready')
    display.show(saying('still here'))
    await changed(simulator)
    simulator.screen.reset()
    await timer.waiting(refreshMs)
    const again = changed(simulator)
    timer.fire(refreshMs)
    await again
    expect(simulator.screen.rows()[0]).toBe('still here      1.00')
  })

  test('[DSP-9] closing leaves it dark, and one that takes nothing keeps nobody waiting', async () => {
    const well = begin()
    await state(well.display, 'ready')
    well.display.show(saying('secret'))
    await changed(well.simulator)
    await well.display.close()
    expect(well.simulator.screen.rows().join('').trim()).toBe('')

    const hung = begin()
    await state(hung.display, 'ready')
    hung.simulator.hang(true)
    hung.display.show(saying('x'))
    const closed = hung.display.close()
    await hung.timer.waiting(goodbyeMs)
    hung.timer.fire(goodbyeMs)
    await closed
  })

  test('[DSP-10] it says what it can show', () => {
    expect(begin('dm-d', 'gb18030').display.capabilities).toEqual({ kind: 'text', rows: 2, columns: 20, chinese: true })
    expect(begin('led8n').display.capabilities).toEqual({ kind: 'digits', digits: 8 })
  })
})
