import { describe, expect, test, vi } from 'vitest'
import { createApi } from './api.ts'
import { openSocket, type SocketEvents } from './socket.ts'
import { type Connection } from './transport.ts'

/** A door by hand: each opened socket, what was sent over it, and the timers that wait. */
function door(before: () => Promise<'open' | 'refused'> = async () => 'open') {
  const sockets: (SocketEvents & { readonly sent: string[] })[] = []
  const timers: (() => void)[] = []
  const transport = openSocket({
    open: (events) => {
      const sent: string[] = []
      sockets.push({ ...events, sent })
      return { send: (text) => void sent.push(text) }
    },
    before,
    later: (_, then) => timers.push(then),
    random: () => 0.5,
  })
  const states: Connection[] = []
  transport.watch((state) => states.push(state))
  /** The nth socket, once it was asked for. */
  const socket = (index: number) =>
    vi.waitFor(() => {
      const found = sockets[index]
      if (found === undefined) throw new Error('not opened yet')
      return found
    }, { timeout: 15_000 })
  return { sockets, timers, transport, states, socket }
}

function answerTo(text: string, value: unknown): string {
  const { id } = JSON.parse(text) as { id: string }
  return JSON.stringify({ v: 1, id, ok: true, value })
}

describe('the loopback transport', () => {
  test('[API-1] a request without an answer is sent again after a reconnect, with the same id', async () => {
    const { timers, transport, states, socket } = door()
    const api = createApi(transport)
    const first = await socket(0)
    first.opened()
    const answer = api.call('sign-off', {})
    const [request] = first.sent
    first.closed()
    expect(states.at(-1)).toBe('lost')
    timers[0]!()
    const second = await socket(1)
    second.opened()
    expect(second.sent).toEqual([request])
    second.received(answerTo(request!, { currency: 'CNY', suspended: 0 }))
    expect(await answer).toEqual({ ok: true, value: { currency: 'CNY', suspended: 0 } })
    expect(states.at(-1)).toBe('open')
  })

  test('[API-1] an answered request is not sent again', async () => {
    const { timers, transport, socket } = door()
    const api = createApi(transport)
    const first = await socket(0)
    first.opened()
    const answer = api.call('counter', {})
    first.received(answerTo(first.sent[0]!, { currency: 'GBP' }))
    await answer
    first.closed()
    timers[0]!()
    const second = await socket(1)
    second.opened()
    expect(second.sent).toEqual([])
  })

  test('[API-2] an answer the contract does not know is a refusal, never a view', async () => {
    const { transport, socket } = door()
    const api = createApi(transport)
    const first = await socket(0)
    first.opened()
    const answer = api.call('counter', {})
    first.received(answerTo(first.sent[0]!, { currency: 'CNY', total: 5 }))
    expect(await answer).toEqual({ ok: false, refusal: { code: 'request.failed' } })
  })

  test('[API-3] a door that refuses the secret is not knocked at again', async () => {
    const { sockets, timers, states } = door(async () => 'refused')
    await vi.waitFor(() => expect(states.at(-1)).toBe('refused'), { timeout: 15_000 })
    expect([sockets.length, timers.length]).toEqual([0, 0])
  })

  test('[API-5] a door that is there and lets nobody in has lost this page, and is knocked at all the same', async () => {
    const { timers, states, socket } = door()
    const first = await socket(0)
    first.closed()
    expect(states.at(-1)).toBe('refused')
    timers[0]!()
    const second = await socket(1)
    second.closed()
    expect(states.at(-1)).toBe('refused')
    timers[1]!()
    const third = await socket(2)
    third.opened()
    expect(states.at(-1)).toBe('open')
  })

  test('[API-5] a door that cannot be reached is only lost', async () => {
    let there = true
    const { timers, states, socket } = door(async () => {
      if (!there) throw new Error('nobody there')
      return 'open'
    })
    const first = await socket(0)
    first.opened()
    there = false
    first.closed()
    timers[0]!()
    await vi.waitFor(() => expect(timers).toHaveLength(2), { timeout: 15_000 })
    expect(states.at(-1)).toBe('lost')
  })

  test('[API-4] an event reaches the listeners of its topic, until they leave', async () => {
    const { transport, socket } = door()
    const api = createApi(transport)
    const first = await socket(0)
    first.opened()
    const seen: string[] = []
    const leave = api.on('counter', (counter) => seen.push(counter.currency))
    const event = JSON.stringify({ v: 1, topic: 'counter', payload: { currency: 'CNY', suspended: 0 } })
    first.received(event)
    first.received(JSON.stringify({ v: 1, topic: 'devices', payload: { devices: [] } }))
    leave()
    first.received(event)
    expect(seen).toEqual(['CNY'])
  })
})
