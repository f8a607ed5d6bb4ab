import { DeviceError } from '../device/port.ts'
import { type Timer } from '../device/timer.ts'

/** A signal of our own: ended by any of others, or by time. */
export interface Limit {
  readonly signal: AbortSignal
  /** Time ended it, not a caller. */
  late(): boolean
  /** Lets go of timer and signals. */
  stop(): void
}

// AbortSignal.any is not in every Node that hosts drivers.
export function limit(timer: Timer, ms: number, others: readonly AbortSignal[]): Limit {
  const own = new AbortController()
  let isLate = false
  const end = (): void => own.abort()
  const off = timer.after(ms, () => {
    isLate = !own.signal.aborted
    end()
  })
  for (const other of others) {
    if (other.aborted) end()
    else other.addEventListener('abort', end)
  }
  return {
    signal: own.signal,
    late: () => isLate,
    stop() {
      off()
      for (const other of others) other.removeEventListener('abort', end)
    },
  }
}

/** `undefined`: `ms` passed, or the signal ended it. Whatever way it ends, nothing of it stays behind. */
export function waiting<T>(timer: Timer, ms: number, signal: AbortSignal, begin: (settle: (value: T) => void, fail: (error: unknown) => void, again: () => void) => () => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let done = false
    let late = timer.after(ms, () => end(() => resolve(undefined)))
    const aborted = (): void => end(() => resolve(undefined))
    const end = (finish: () => void): void => {
      if (done) return
      done = true
      late()
      signal.removeEventListener('abort', aborted)
      stop()
      finish()
    }
    let stop: () => void = () => undefined
    signal.addEventListener('abort', aborted)
    const begun = begin(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
      () => {
        if (done) return
        late()
        late = timer.after(ms, () => end(() => resolve(undefined)))
      },
    )
    // begin() may have heard its answer already.
    if (done) begun()
    else stop = begun
    if (signal.aborted) aborted()
  })
}

export const cancelled = (): DeviceError => new DeviceError({ code: 'cancelled', phase: 'connect', retry: 'safe', bytesSent: 0 })
