// What the preload puts on the page, as somebody attacking it would use it: with anything.
interface Window {
  readonly tillwright: {
    readonly call: (name: unknown, input?: unknown, requestId?: unknown) => Promise<unknown>
    readonly on: (topic: unknown, listener: (payload: unknown) => void) => () => void
  }
}
