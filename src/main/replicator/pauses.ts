import { backOffMs } from './back-off.ts'
import { type ReplicatorSurroundings } from './source.ts'

/** When the next try is due. */
export interface Pauses {
  /** Tries in a row that failed, as far as the register made them by itself. */
  failures(): number
  /** The failures were of something else, or are over. */
  forget(): void
  /** A person asks for the try that begins now, which leaves a back-off running beside it. */
  ask(): void
  /** A try begins: nothing else is due, but the end of a back-off beside a try that a person asked for. */
  begin(): void
  /** The try got through, and the next is due in `ms`; undefined: it is begun by something else. */
  rest(ms: number | undefined): void
  /** The try failed. */
  backOff(retryAfterMs: number): void
  /** Nothing is due any more. */
  end(): void
}

export function pauses({ after, random }: Pick<ReplicatorSurroundings, 'after' | 'random'>, start: () => void): Pauses {
  let failures = 0
  let isBackingOff = false
  let isAsked = false
  let callOff = (): void => {}

  function end(): void {
    callOff()
    isBackingOff = false
  }

  function forget(): void {
    failures = 0
    isAsked = false
  }

  return {
    failures: () => failures,
    forget,
    ask: () => {
      isAsked = failures > 0
    },
    begin: () => {
      if (!isAsked) end()
    },
    rest: (ms) => {
      isAsked = false
      end()
      if (ms !== undefined) callOff = after(ms, start)
    },
    backOff: (retryAfterMs) => {
      const wasAsked = isAsked
      isAsked = false
      // Asked in vain by a person, it stays as it is: a pause grows with what the register tries by itself, and nobody's presses make a herd of it.
      if (wasAsked && isBackingOff && retryAfterMs === 0) return
      end()
      isBackingOff = true
      callOff = after(backOffMs(failures, random, retryAfterMs), () => {
        isBackingOff = false
        start()
      })
      if (!wasAsked) failures += 1
    },
    end,
  }
}
