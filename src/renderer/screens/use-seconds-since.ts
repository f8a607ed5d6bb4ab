import { useEffect, useState } from 'react'

/** Whole seconds since `what` was last another thing, drawn again each second. */
export function useSecondsSince(what: unknown): number {
  const [counted, setCounted] = useState({ what, seconds: 0 })
  useEffect(() => {
    const began = performance.now()
    const timer = window.setInterval(() => setCounted({ what, seconds: Math.floor((performance.now() - began) / 1_000) }), 1_000)
    return () => window.clearInterval(timer)
  }, [what])
  // Of the thing before, until the first second of this one is over.
  return counted.what === what ? counted.seconds : 0
}
