import { useEffect, useState } from 'react'
import { useScreen } from '../state/context.ts'
import { apartNow, type ClockReading } from '../state/clock-apart.ts'

const reading = (): ClockReading => ({ wall: Date.now(), mono: performance.now() })

/**
 * By how many seconds this till's clock is ahead of head office's, and what it shows now. Head office said so when it was last heard; what somebody did to the clock since is seen
 * here, for the machine's own counter goes on as it did. Undefined: both agree, or nothing was said.
 */
export function useClockApart(): { readonly seconds: number; readonly at: number } | undefined {
  const ahead = useScreen((state) => state.replication?.clockAheadSeconds)
  const heardAt = useScreen((state) => state.replication?.lastAcknowledgedAt)
  const [seen, setSeen] = useState<{ readonly of: string; readonly before: ClockReading; readonly now: ClockReading }>()
  const of = `${ahead} ${heardAt}`
  useEffect(() => {
    if (ahead === undefined) return undefined
    const before = reading()
    const look = (): void => setSeen({ of, before, now: reading() })
    look()
    const timer = window.setInterval(look, 1_000)
    return () => window.clearInterval(timer)
  }, [ahead, of])
  if (ahead === undefined) return undefined
  // Just heard: as it was said.
  if (seen?.of !== of) return { seconds: ahead, at: seen?.now.wall ?? heardAt ?? 0 }
  const seconds = apartNow(ahead, seen.before, seen.now)
  return seconds === undefined ? undefined : { seconds, at: seen.now.wall }
}
