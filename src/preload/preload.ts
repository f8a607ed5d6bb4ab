import { contextBridge, ipcRenderer } from 'electron'
import { names, topicNames } from '../contracts/ipc/names.ts'

/**
 * The page's only way to main: `call` for a name of the contract, `on` for one of its topics. No channel, no event
 * object and no generic invoke is exposed.
 */
const known = new Set<string>(names)
const knownTopics = new Set<string>(topicNames)
const listeners = new Map<string, Set<(payload: unknown) => void>>()

function isEvent(value: unknown): value is { topic: string; payload: unknown } {
  return typeof value === 'object' && value !== null && 'topic' in value && typeof value.topic === 'string' && 'payload' in value
}

ipcRenderer.on('tillwright:event', (_event, value: unknown) => {
  if (!isEvent(value)) return
  for (const listener of listeners.get(value.topic) ?? []) listener(value.payload)
})

contextBridge.exposeInMainWorld('tillwright', {
  call(name: string, input: unknown, requestId: string): Promise<unknown> {
    if (!known.has(name)) return Promise.reject(new Error(`not in the contract: ${String(name)}`))
    return ipcRenderer.invoke('tillwright:call', { v: 1, id: requestId, name, input })
  },
  on(topic: string, listener: (payload: unknown) => void): () => void {
    if (!knownTopics.has(topic)) throw new Error(`not in the contract: ${String(topic)}`)
    const set = listeners.get(topic) ?? new Set()
    set.add(listener)
    listeners.set(topic, set)
    return () => set.delete(listener)
  },
})
