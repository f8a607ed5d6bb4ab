import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { simulatedScale, type SimulatedScale } from '../scale/index.ts'
import { serveCable, type ServedCable } from './index.ts'

let scale: SimulatedScale
let cable: ServedCable
beforeEach(async () => {
  scale = simulatedScale({ protocol: 'mt-sics' })
  cable = await serveCable(scale.transport)
})
afterEach(() => cable.close())

/** A till that has been answered: the cable is its own by then. Half open: it never says goodbye because the other did. */
async function plugIn(): Promise<Socket> {
  const till = connect({ port: cable.port, host: cable.host, allowHalfOpen: true })
  till.write('SI\r\n')
  const [answer] = (await once(till, 'data')) as [Uint8Array]
  expect(String(answer)).toMatch(/^S S /)
  return till
}

test('[SIM-1] there is one cable: the second till has it, and the first has lost it', async () => {
  const first = await plugIn()
  const lost = once(first, 'end')
  const second = await plugIn()
  await lost
  first.destroy()
  second.write('SI\r\n')
  await once(second, 'data')
  second.destroy()
})

test('[SIM-2] a device that is unplugged is a line that breaks, and the next till finds nothing', async () => {
  const till = await plugIn()
  const broken = once(till, 'end')
  scale.unplug()
  await broken
  till.destroy()
  const next = connect({ port: cable.port, host: cable.host })
  await once(next, 'close')
  expect(next.bytesRead).toBe(0)
})

test('[SIM-4] it is shut while a till is on it', async () => {
  const till = await plugIn()
  const ended = once(till, 'end')
  await cable.close()
  await ended
  till.destroy()
})
