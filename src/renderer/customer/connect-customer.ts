import { customerView, type CustomerView } from '../../contracts/ipc/index.ts'
import { createApi, openWebSocket } from '../state/api.ts'
import { openSession } from '../state/session.ts'
import { openSocket } from '../state/socket.ts'
import { type Connection } from '../state/transport.ts'

/** What the customer's preload puts on the window. */
interface CustomerBridge {
  readonly view: (requestId: string) => Promise<unknown>
  readonly onView: (listener: (payload: unknown) => void) => () => void
}
declare global {
  interface Window {
    readonly tillwrightCustomer?: CustomerBridge
  }
}

export interface CustomerShown {
  /** Absent until the first answer. */
  readonly view?: CustomerView
  readonly connection: Connection
}

/** As React reads a store: the same object until something changed. */
export interface CustomerSource {
  readonly get: () => CustomerShown
  readonly subscribe: (listener: () => void) => () => void
}

/** By the bridge when the preload offers one, else by the customer's own way into the loopback door. `heard` is told before anything is drawn. */
export function connectCustomer(page: Window, heard: (view: CustomerView) => void): CustomerSource {
  const listeners = new Set<() => void>()
  let shown: CustomerShown = { connection: 'connecting' }

  function become(next: CustomerShown): void {
    shown = next
    for (const listener of listeners) listener()
  }
  function take(payload: unknown): void {
    const view = customerView.safeParse(payload)
    if (!view.success) return
    heard(view.data)
    become({ ...shown, view: view.data })
  }

  const api = createApi(transportOf(page))
  api.on('customer-view', take)
  api.watch((connection) => {
    become({ ...shown, connection })
    // What was told while the line was down was missed.
    if (connection === 'open') void api.call('customer-view', {}).then((answer) => (answer.ok ? take(answer.value) : undefined))
  })
  return {
    get: () => shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function transportOf(page: Window): Parameters<typeof createApi>[0] {
  const bridge = page.tillwrightCustomer
  if (bridge !== undefined) {
    return {
      call: (_name, _input, requestId) => bridge.view(requestId),
      on: (topic, listener) => (topic === 'customer-view' ? bridge.onView(listener) : () => undefined),
      watch(listener) {
        listener('open')
        return () => undefined
      },
    }
  }
  const address = `${page.location.protocol === 'https:' ? 'wss' : 'ws'}://${page.location.host}/customer/api`
  return openSocket({
    open: (events) => openWebSocket(address, events),
    before: () => openSession(page, '/customer/session'),
    later: (milliseconds, then) => page.setTimeout(then, milliseconds),
    random: Math.random,
  })
}
