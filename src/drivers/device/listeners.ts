import { type Off } from './port.ts'

export interface Listeners<T> {
  add(listener: (value: T) => void): Off
  tell(value: T): void
}

/** Who wants to hear. A listener may leave while it is being told. */
export function createListeners<T>(): Listeners<T> {
  const all = new Set<(value: T) => void>()
  return {
    add(listener) {
      // Wrapped, so that one function added twice is two listeners, each with its own way off.
      const own = (value: T): void => listener(value)
      all.add(own)
      return () => void all.delete(own)
    },
    tell(value) {
      for (const listener of all) listener(value)
    },
  }
}
