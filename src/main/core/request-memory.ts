/**
 * The last requests that were done, by seat. Changes to a basket remember theirs on disk; this covers the acts that leave
 * no such row: a sign-on that arrives again after its operator signed off must not let them in a second time.
 */
export function requestMemory(capacity = 1_000): { has(seat: string, request: string): boolean; add(seat: string, request: string): void } {
  const done = new Set<string>()
  const key = (seat: string, request: string): string => `${request} ${seat}`
  return {
    has: (seat, request) => done.has(key(seat, request)),
    add: (seat, request) => {
      done.add(key(seat, request))
      if (done.size <= capacity) return
      const [oldest] = done
      if (oldest !== undefined) done.delete(oldest)
    },
  }
}
