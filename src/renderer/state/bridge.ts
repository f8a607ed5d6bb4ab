/** What the preload puts on the window. It checks names against the contract's list; what it answers is checked here. */
export interface Bridge {
  readonly call: (name: string, input: unknown, requestId: string) => Promise<unknown>
  readonly on: (topic: string, listener: (payload: unknown) => void) => () => void
}

declare global {
  interface Window {
    readonly tillwright?: Bridge
  }
}

export type BridgeWindow = Window & { readonly tillwright?: Bridge }
