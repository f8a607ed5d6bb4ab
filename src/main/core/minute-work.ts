import { type LockTimer } from './auto-lock.ts'

/**
 * Runs at the beginning of each minute of the clock (epoch ms) until it is stopped: a price that holds from 18:24 held from some second
 * of that minute, and two customers paid the old one.
 */
export function everyMinute({ after }: Pick<LockTimer, 'after'>, now: () => number, run: () => void): { readonly stop: () => void } {
  const rest = (): number => 60_000 - (now() % 60_000)
  let cancel = after(rest(), again)
  let stopped = false

  function again(): void {
    run()
    if (!stopped) cancel = after(rest(), again)
  }

  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}
