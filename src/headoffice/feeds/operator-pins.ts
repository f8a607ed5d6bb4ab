import { hash, verify } from '@node-rs/argon2'
import { createHash } from 'node:crypto'

/** What a register's own hashes cost (src/main/core/pins.ts): it compares them at each sign-on. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export interface KeptPin {
  readonly hash: string
  readonly pepperId: string
}

/** PINs as registers compare them: hashed here with the chain's pepper, and never kept, logged or told as they were typed. */
export function operatorPins(chainPepper: string) {
  const secret = Buffer.from(chainPepper, 'base64')
  /** As registers call it: drawn from the pepper, which it gives nothing away of. */
  const pepperId = createHash('sha256').update('tillwright-pepper-1').update(secret).digest('hex').slice(0, 16)
  return {
    hashed: async (pin: string): Promise<KeptPin> => ({ hash: await hash(pin, { ...cost, secret }), pepperId }),
    isSame: async (kept: KeptPin | undefined, pin: string): Promise<boolean> => kept?.pepperId === pepperId && (await verify(kept.hash, pin, { secret })),
  }
}
