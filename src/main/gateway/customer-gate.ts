import { type BroadcastEvent, type Name, requestSchema, type Topic } from '../../contracts/ipc/index.ts'
import { type Broadcast } from './broadcast.ts'
import { type Gate } from './gate.ts'

/** All there is for a customer's window: one query, one topic. Whoever taps on it, or takes it over, can ring up nothing. */
const onlyName: Name = 'customer-view'
const onlyTopic: Topic = 'customer-view'

/** The gate as a customer's session sees it. What is not a request at all is refused by the gate behind it. */
export function customerGate(gate: Gate): Gate {
  return async (raw, seat) => {
    const request = requestSchema.safeParse(raw)
    if (!request.success) return gate(undefined, seat)
    if (request.data.name !== onlyName) return { v: 1, id: request.data.id, ok: false, refusal: { code: 'request.notAllowed' } }
    // What was looked at, and not what came.
    return gate(request.data, seat)
  }
}

export function customerBroadcast(broadcast: Pick<Broadcast, 'listen'>): Pick<Broadcast, 'listen'> {
  return { listen: (listener) => broadcast.listen((event: BroadcastEvent) => (event.topic === onlyTopic ? listener(event) : undefined)) }
}

/** For the till's own pages, which are told of the counter itself: the same act told a second time, to be read, cost each scan a moment. */
export function tillBroadcast(broadcast: Pick<Broadcast, 'listen'>): Pick<Broadcast, 'listen'> {
  return { listen: (listener) => broadcast.listen((event: BroadcastEvent, request) => (event.topic === onlyTopic ? undefined : listener(event, request))) }
}
