import { hash, verify } from '@node-rs/argon2'
import { randomBytes } from 'node:crypto'

// OWASP's floor for argon2id. More would not help: four digits fall in minutes to whoever holds hash and pepper,
// so the pepper and the guess limit are the defence, and 40 ms is what a cashier does not notice.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The argon2id PHC string of a PIN. Runs in the thread pool, about 40 ms. */
export async function hashPin(pin: string, pepper: Uint8Array): Promise<string> {
  return hash(pin, { ...cost, secret: pepper })
}

/** A hash, and the pepper it was made with. */
export interface PepperedHash {
  readonly hash: string
  readonly pepper: Uint8Array
}

/**
 * Checks PINs, one after another: a flood of guesses queues up instead of filling the thread pool and 19 MiB each.
 * An unknown operator costs the same work as a wrong PIN, so the time tells nobody which names exist.
 */
export function pinVerifier(): (kept: PepperedHash | undefined, pin: string) => Promise<boolean> {
  const pepper = randomBytes(32)
  // Of no PIN at all: sign-on only lets digits through.
  const standIn = hashPin('no operator', pepper)
  let last: Promise<unknown> = Promise.resolve()
  return (kept, pin) => {
    const answer = last.then(async () => {
      const matches = await verify(kept?.hash ?? (await standIn), pin, { secret: kept?.pepper ?? pepper })
      return kept !== undefined && matches
    })
    // The queue goes on after a broken hash; the one who asked still hears of it.
    last = answer.catch(() => false)
    return answer
  }
}
