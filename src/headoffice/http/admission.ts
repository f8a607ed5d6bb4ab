/** How much head office takes on at once. Tests set less. */
export interface AdmissionLimits {
  /** Requests being worked on. What is here while a commit is in flight shares the next one; beyond this it would only wait inside. */
  readonly atOnce: number
  /** Requests that wait for their turn. */
  readonly waiting: number
  /** Of one register, worked on or waiting: it sends one batch at a time, and may ask something beside it; another is one whose answer it lost. */
  readonly ofOne: number
  /** Bytes on the wire of all that were let in. */
  readonly bytes: number
  /** Who would wait longer is sent away at once: a register gives up after ten seconds, and its turn would be spent for nobody. */
  readonly longestWaitMs: number
}

export const usualLimits: AdmissionLimits = { atOnce: 32, waiting: 512, ofOne: 3, bytes: 128 * 1024 * 1024, longestWaitMs: 6_000 }

export type Admitted =
  | { readonly ok: true; /** Resolves when it is this one's turn. */ readonly turn: () => Promise<void>; /** Once, whatever became of it. */ readonly leave: () => void }
  | { readonly ok: false; readonly slug: 'too-many-at-once' | 'busy'; readonly retryAfterSeconds: number }

export interface Admission {
  /** Before a byte of the body is read. */
  enter(register: string, bytes: number): Admitted
  /** How long a batch that came now would wait, in milliseconds, as far as that can be told. */
  expectedWaitMs(): number
}

/** Of a new measure, against what was known before. */
const weight = 0.2

/**
 * Lets in as much as can be done in time, first come first served, and sends the rest away with when to come back. No register has more than one batch in
 * front of another's: a large backlog goes to the end of the line with each of its batches, as a till with one sale does.
 */
export function createAdmission(clock: () => number, limits: AdmissionLimits = usualLimits): Admission {
  const inside = new Map<string, number>()
  const line: (() => void)[] = []
  let working = 0
  let bytesInside = 0
  let usualMs = 10

  const expectedWaitMs = (): number => (working < limits.atOnce ? 0 : ((line.length + 1) * usualMs) / limits.atOnce)
  const refuse = (slug: 'too-many-at-once' | 'busy'): Admitted => ({ ok: false, slug, retryAfterSeconds: Math.min(60, Math.max(1, Math.ceil(expectedWaitMs() / 1000))) })

  function next(): void {
    if (working >= limits.atOnce) return
    const first = line.shift()
    if (first === undefined) return
    working += 1
    first()
  }

  return {
    expectedWaitMs,
    enter(register, bytes) {
      const own = inside.get(register) ?? 0
      if (own >= limits.ofOne) return refuse('too-many-at-once')
      if (line.length >= limits.waiting || bytesInside + bytes > limits.bytes || expectedWaitMs() > limits.longestWaitMs) return refuse('busy')
      inside.set(register, own + 1)
      bytesInside += bytes
      let began: number | undefined
      let mine: (() => void) | undefined
      let left = false
      return {
        ok: true,
        turn: () =>
          new Promise((resolve) => {
            if (left) return resolve()
            mine = () => {
              began = clock()
              resolve()
            }
            line.push(mine)
            next()
          }),
        leave: () => {
          if (left) return
          left = true
          const rest = (inside.get(register) ?? 1) - 1
          if (rest === 0) inside.delete(register)
          else inside.set(register, rest)
          bytesInside -= bytes
          if (began !== undefined) {
            usualMs += weight * (Math.max(0, clock() - began) - usualMs)
            working -= 1
            next()
            return
          }
          // It went away while it waited, or before its body was there.
          const at = mine === undefined ? -1 : line.indexOf(mine)
          if (at >= 0) line.splice(at, 1)
        },
      }
    },
  }
}

/** What the next batch may hold: all of it where nobody waits, less the longer the line is, so that each waits for less. */
export function takes(expectedWaitMs: number, most: { readonly entries: number; readonly bytes: number }): { readonly entries: number; readonly bytes: number } {
  const share = expectedWaitMs < 250 ? 1 : expectedWaitMs < 1_000 ? 2 : expectedWaitMs < 3_000 ? 4 : 8
  return { entries: Math.max(1, Math.floor(most.entries / share)), bytes: Math.max(1, Math.floor(most.bytes / share)) }
}
