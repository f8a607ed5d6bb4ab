import { type Page } from '@playwright/test'
import { type Payload } from '../../src/contracts/ipc/index.ts'

/** The page's line to the core: what no simulator of a shop's devices can be made to say is said on it, in the contract's own words. */
export interface Wire {
  /** Tells the page of a topic as the core would, and holds back what the core says of it until `letGo`. */
  readonly tell: <T extends 'devices' | 'replication' | 'payment' | 'health'>(topic: T, payload: Payload<T>) => void
  /** Changes what the core says, until `letGo`. */
  readonly alter: (change: (text: string) => string) => void
  /** From here on the core is heard again, beginning with what it said last. */
  readonly letGo: () => void
}

interface Said {
  readonly topic?: string
  readonly payload?: unknown
  readonly value?: { readonly devices?: unknown; readonly replication?: unknown; readonly health?: unknown }
}

/** Puts a hand on the line. Before the page is opened; what is not changed goes through as it is. */
export async function holdWire(page: Page): Promise<Wire> {
  let say: (text: string) => void = () => undefined
  let change: ((text: string) => string) | undefined
  const last = new Map<string, unknown>()
  const held = new Set<string>()
  const event = (topic: string, payload: unknown): string => JSON.stringify({ v: 1, topic, payload })

  await page.routeWebSocket(/\/api$/, (socket) => {
    const core = socket.connectToServer()
    say = (text) => socket.send(text)
    socket.onMessage((message) => core.send(message))
    core.onMessage((message) => {
      const text = String(message)
      const { topic, payload, value } = JSON.parse(text) as Said
      if (topic !== undefined) last.set(topic, payload)
      // The answer to `status`: how all of it was at the start.
      if (value?.devices !== undefined && value.replication !== undefined) last.set('devices', value.devices).set('replication', value.replication).set('health', value.health)
      if (topic === undefined || !held.has(topic)) socket.send(change === undefined ? text : change(text))
    })
  })
  return {
    tell: (topic, payload) => {
      held.add(topic)
      say(event(topic, payload))
    },
    alter: (next) => (change = next),
    letGo: () => {
      change = undefined
      for (const topic of held) if (last.has(topic)) say(event(topic, last.get(topic)))
      held.clear()
    },
  }
}
