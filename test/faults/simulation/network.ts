import { deadlineMs, type Reply, type Transport } from '../../../src/main/replicator/index.ts'
import { registerJournalCapability, signatureHeader } from '../../../src/contracts/replication/index.ts'
import { type Chance } from '../chance.ts'
import { type ModelHeadOffice } from './model-head-office.ts'
import { type VirtualTime } from './virtual-time.ts'

export interface Network {
  /** The line of one register, kept for as long as it lives. */
  connect(register: string): Transport
  /** From then on every message arrives, once and whole. */
  heal(): void
  /** Head office's machine is off until so many milliseconds later. */
  outage(ms: number): void
}

export interface NetworkParts {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly headOffice: ModelHeadOffice
}

/** What happens to one request: each of it was seen on somebody's line. */
export function network({ time, chance, headOffice }: NetworkParts): Network {
  let healed = false
  let offUntil = 0
  const misfortune = (probability: number): boolean => !healed && chance.happens(probability)
  const latency = (): number => 5 + chance.below(misfortune(0.05) ? 30_000 : 200)

  async function atHeadOffice(path: string, register: string, signature: string | undefined, body: Uint8Array): Promise<Reply | undefined> {
    if (time.now() < offUntil) return undefined
    if (misfortune(0.02)) return { status: 500, body: undefined, retryAfterMs: 0 }
    if (misfortune(0.02)) return { status: 429, body: undefined, retryAfterMs: 1000 * chance.below(20) }
    try {
      if (path.endsWith('/journal')) {
        const page = await headOffice.journal({ register, wire: Buffer.from(body), ...(signature !== undefined && { signature }) })
        return page.ok ? { status: 200, body: page.answer, retryAfterMs: 0 } : { status: 400, body: undefined, retryAfterMs: 0 }
      }
      const answer = await headOffice.answer({ register, wire: Buffer.from(body), ...(signature !== undefined && { signature }) })
      // No encodings: what is packed is unpacked on another thread, in a time of its own.
      if (answer.ok) return { status: 200, body: { ...answer.acknowledgement, capabilities: [registerJournalCapability] }, retryAfterMs: 0 }
      const { acknowledgement: held } = answer.problem
      return { status: answer.problem.status, body: { ...answer.problem, ...(held !== undefined && { acknowledgement: { ...held, capabilities: [registerJournalCapability] } }) }, retryAfterMs: 0 }
    } catch {
      return { status: 500, body: undefined, retryAfterMs: 0 }
    }
  }

  return {
    connect(register) {
      const earlier: Reply[] = []
      const post: Transport['post'] = (path, headers, body) =>
        new Promise((resolve, reject) => {
          const callOff = time.after(deadlineMs, () => reject(new Error('no answer within the deadline')))
          const reply = (answer: Reply): void => {
            callOff()
            resolve(answer)
          }
          const arrive = (): void => {
            const wire = Uint8Array.from(body)
            const bent = chance.below(wire.length)
            if (misfortune(0.02)) wire[bent] = (wire[bent] ?? 0) ^ (1 << chance.below(8))
            void atHeadOffice(path, register, headers[signatureHeader], wire).then((answer) => {
              if (answer === undefined) return void time.after(latency(), () => reject(new Error('connection refused')))
              const old = earlier.at(chance.below(Math.max(1, earlier.length)))
              earlier.push(answer)
              // Committed there, and nobody hears of it.
              if (misfortune(0.1)) return undefined
              return void time.after(latency(), () => reply(misfortune(0.02) && old !== undefined ? old : answer))
            })
          }
          if (misfortune(0.02)) return void time.after(latency(), () => reject(new Error('the line was cut')))
          if (!misfortune(0.1)) time.after(latency(), arrive)
          if (misfortune(0.1)) time.after(latency() + chance.below(60_000), arrive)
          return undefined
        })
      return { post, close: () => undefined }
    },
    heal: () => {
      healed = true
      offUntil = 0
    },
    outage: (ms) => {
      offUntil = time.now() + ms
    },
  }
}
