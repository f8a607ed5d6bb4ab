import { answerSchema, contract, topics, type Answer, type Input, type Name, type Output, type Payload, type Topic } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type BridgeWindow } from './bridge.ts'
import { openSession } from './session.ts'
import { openSocket, type Socket, type SocketEvents } from './socket.ts'
import { type Transport } from './transport.ts'

export interface Api {
  /**
   * Never rejects: what cannot be understood is the refusal `request.failed`, for nobody knows what became of it.
   * The same `request` again is the same act: done once, and answered with what became of it. Absent: an act of its own.
   */
  readonly call: <N extends Name>(name: N, input: Input<N>, request?: string) => Promise<Result<Output<N>>>
  readonly on: <T extends Topic>(topic: T, listener: (payload: Payload<T>) => void) => () => void
  readonly watch: Transport['watch']
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false }
/** The contract's schemas, seen through the one thing that is asked of them here; the map keeps name and shape together. */
type OutputParsers = { readonly [N in Name]: { readonly output: { readonly safeParse: (value: unknown) => Parsed<Output<N>> } } }
type PayloadParsers = { readonly [T in Topic]: { readonly safeParse: (value: unknown) => Parsed<Payload<T>> } }
const outputs: OutputParsers = contract
const payloads: PayloadParsers = topics

export function createApi(transport: Transport): Api {
  return {
    async call<N extends Name>(name: N, input: Input<N>, id: string = crypto.randomUUID()): Promise<Result<Output<N>>> {
      let raw: unknown
      try {
        raw = await transport.call(name, input, id)
      } catch {
        // The bridge rejects when main died in the middle of it: whether money moved is not known here.
        return refuse('request.failed')
      }
      const answer = answerSchema.safeParse(raw)
      if (!answer.success || answer.data.id !== id) return refuse('request.failed')
      if (!answer.data.ok) return refusalOf(answer.data)
      const value = outputs[name].output.safeParse(answer.data.value)
      return value.success ? accept(value.data) : refuse('request.failed')
    },
    on: (topic, listener) =>
      transport.on(topic, (payload) => {
        const parsed = payloads[topic].safeParse(payload)
        if (parsed.success) listener(parsed.data)
      }),
    watch: transport.watch,
  }
}

function refusalOf(answer: Extract<Answer, { ok: false }>): ReturnType<typeof refuse> {
  return refuse(answer.refusal.code, answer.refusal.params)
}

/** The bridge when the preload offers one, else the loopback door at the page's own address. */
export function connect(page: BridgeWindow): Api {
  const bridge = page.tillwright
  if (bridge !== undefined) {
    return createApi({
      call: (name, input, requestId) => bridge.call(name, input, requestId),
      on: (topic, listener) => bridge.on(topic, listener),
      watch: (listener) => {
        listener('open')
        return () => undefined
      },
    })
  }
  const address = `${page.location.protocol === 'https:' ? 'wss' : 'ws'}://${page.location.host}/api`
  return createApi(
    openSocket({
      open: (events) => openWebSocket(address, events),
      before: () => openSession(page),
      later: (milliseconds, then) => page.setTimeout(then, milliseconds),
      random: Math.random,
    }),
  )
}

export function openWebSocket(address: string, events: SocketEvents): Socket {
  const socket = new WebSocket(address)
  socket.addEventListener('open', () => events.opened())
  socket.addEventListener('close', () => events.closed())
  socket.addEventListener('message', (event) => events.received(event.data))
  return { send: (text) => socket.send(text) }
}
