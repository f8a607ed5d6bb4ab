import { answerSchema, eventSchema, type Name, type Topic } from '../../contracts/ipc/index.ts'
import { type Connection, type Transport } from './transport.ts'

/** What a socket tells, and the one thing it is asked: the part of a WebSocket that is used. */
export interface SocketEvents {
  readonly opened: () => void
  readonly closed: () => void
  readonly received: (data: unknown) => void
}
export interface Socket {
  readonly send: (text: string) => void
}

interface Waiting {
  readonly text: string
  readonly resolve: (answer: unknown) => void
}

const shortestWait = 250
const longestWait = 5000

function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}

/**
 * The contract over a WebSocket that comes back by itself. A request is kept until its answer is here, and sent again
 * with the SAME id after a reconnect: the core treats a repeated id as one act, so a line that broke between the sale
 * and its answer charges nobody twice.
 */
export function openSocket(parts: {
  readonly open: (events: SocketEvents) => Socket
  /** Runs before each attempt. Throws when the door cannot be reached. */
  readonly before: () => Promise<'open' | 'refused'>
  readonly later: (milliseconds: number, then: () => void) => unknown
  /** 0 <= x < 1, for the jitter. */
  readonly random: () => number
}): Transport {
  const waiting = new Map<string, Waiting>()
  const listeners = new Map<Topic, Set<(payload: unknown) => void>>()
  const watchers = new Set<(connection: Connection) => void>()
  let socket: Socket | undefined
  let connection: Connection = 'connecting'
  let attempts = 0

  function become(next: Connection): void {
    connection = next
    for (const watcher of watchers) watcher(next)
  }

  /**
   * The door answered a moment ago and did not let the socket in: this page's cookie is of a till that ended. It was told
   * to wait for ever. It goes on trying all the same: a key may come, from the printed address in another tab.
   */
  function turnedAway(): void {
    become('refused')
    tryLater()
  }

  function lost(): void {
    become('lost')
    tryLater()
  }

  function tryLater(): void {
    socket = undefined
    if (connection !== 'refused') become(connection === 'connecting' && attempts === 0 ? 'connecting' : 'lost')
    const wait = Math.min(longestWait, shortestWait * 2 ** attempts)
    attempts += 1
    parts.later(wait / 2 + (parts.random() * wait) / 2, () => void start())
  }

  function received(data: unknown): void {
    const message = parsed(data)
    const answer = answerSchema.safeParse(message)
    if (answer.success) {
      waiting.get(answer.data.id)?.resolve(answer.data)
      waiting.delete(answer.data.id)
      return
    }
    const event = eventSchema.safeParse(message)
    if (!event.success) return
    for (const [topic, group] of listeners) if (topic === event.data.topic) for (const listener of group) listener(event.data.payload)
  }

  async function start(): Promise<void> {
    try {
      if ((await parts.before()) === 'refused') {
        become('refused')
        return
      }
    } catch {
      tryLater()
      return
    }
    let wasOpen = false
    const next = parts.open({
      opened: () => {
        wasOpen = true
        socket = next
        attempts = 0
        for (const { text } of waiting.values()) next.send(text)
        become('open')
      },
      received,
      closed: () => (wasOpen ? lost() : turnedAway()),
    })
  }

  void start()

  return {
    call: (name: Name, input: unknown, requestId: string) =>
      new Promise((resolve) => {
        const text = JSON.stringify({ v: 1, id: requestId, name, input })
        waiting.set(requestId, { text, resolve })
        socket?.send(text)
      }),
    on(topic, listener) {
      const group = listeners.get(topic) ?? new Set()
      listeners.set(topic, group.add(listener))
      return () => group.delete(listener)
    },
    watch(watcher) {
      watchers.add(watcher)
      watcher(connection)
      return () => watchers.delete(watcher)
    },
  }
}
