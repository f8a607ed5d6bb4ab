import { describe, expect, test } from 'vitest'
import { type BroadcastEvent, type Payload, topicNames } from '../../contracts/ipc/index.ts'
import { names } from '../../contracts/ipc/index.ts'
import { createBroadcast } from './broadcast.ts'
import { customerBroadcast, customerGate, tillBroadcast } from './customer-gate.ts'
import { type Gate } from './gate.ts'

const id = '11111111-1111-4111-8111-111111111111'

describe('[CUS-9] a customer’s session reads one view and does nothing', () => {
  test('of all names of the contract one passes, and what is no request passes as nothing', async () => {
    const passed: unknown[] = []
    const gate: Gate = (raw) => {
      passed.push(raw)
      return Promise.resolve({ v: 1, id, ok: true, value: {} })
    }
    const mine = customerGate(gate)
    for (const name of names) {
      const answer = await mine({ v: 1, id, name, input: {} }, 'counter')
      expect(answer.ok, name).toBe(name === 'customer-view')
      if (!answer.ok) expect(answer.refusal.code).toBe('request.notAllowed')
    }
    expect(passed).toEqual([{ v: 1, id, name: 'customer-view', input: {} }])
    for (const nonsense of [undefined, null, 'x', { v: 2, id, name: 'scan', input: {} }, { v: 1, id, name: 'customer-view', input: {}, seat: 'other' }]) await mine(nonsense, 'counter')
    expect(passed.slice(1)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  test('of all topics one is heard, and none after it has left', () => {
    const broadcast = createBroadcast()
    const heard: BroadcastEvent[] = []
    const off = customerBroadcast(broadcast).listen((event) => heard.push(event))
    for (const topic of topicNames) broadcast.tell(topic, {} as Payload<typeof topic>)
    expect(heard.map(({ topic }) => topic)).toEqual(['customer-view'])
    off()
    broadcast.tell('customer-view', {} as Payload<'customer-view'>)
    expect(heard).toHaveLength(1)
  })

  test('the till’s own pages hear every topic but that one, and which request an event answers', () => {
    const broadcast = createBroadcast()
    const heard: unknown[] = []
    tillBroadcast(broadcast).listen((event, request) => heard.push([event.topic, request]))
    for (const topic of topicNames) broadcast.tell(topic, {} as Payload<typeof topic>, 'r1')
    expect(heard).toEqual(topicNames.filter((topic) => topic !== 'customer-view').map((topic) => [topic, 'r1']))
  })
})
