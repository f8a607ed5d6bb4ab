import { contextBridge, ipcRenderer } from 'electron'

/**
 * The customer's window: it may ask what a customer sees, and hear when that changes. No name is passed in, so there is
 * none to try; main checks the same again.
 */
const listeners = new Set<(payload: unknown) => void>()

ipcRenderer.on('tillwright:customer-event', (_event, value: unknown) => {
  if (typeof value !== 'object' || value === null || !('payload' in value)) return
  for (const listener of listeners) listener(value.payload)
})

contextBridge.exposeInMainWorld('tillwrightCustomer', {
  view(requestId: string): Promise<unknown> {
    return ipcRenderer.invoke('tillwright:customer-call', { v: 1, id: requestId, name: 'customer-view', input: {} })
  },
  onView(listener: (payload: unknown) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
})
