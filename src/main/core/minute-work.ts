import { type LockTimer } from './auto-lock.ts'

/** Runs once a minute until it is stopped. */
export function everyMinute({ after }: Pick<LockTimer, 'after'>, run: () => void): { readonly stop: () => void } {
  let cancel = after(60_000, again)
  let stopped = false

  function again(): void {
    run()
    if (!stopped) cancel = after(60_000, again)
  }

  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}
