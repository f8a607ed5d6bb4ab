import { type KeptPin, type Moment, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { beginGuess, rightPin, wrongPin, type PinPurpose } from '../commands/index.ts'
import { type RegisterSecrets } from './keys.ts'
import { hashPin, pinVerifier, type PepperedHash } from './pins.ts'

export interface PinQuestion {
  readonly operatorId: string
  readonly pin: string
  readonly purpose: PinPurpose
  readonly seat: string
}

export interface PinDesk {
  /** Outside any command: while the pool works on it, the queue of scans goes on. Refused like a sign-on, in every case it can be. */
  prove(question: PinQuestion): Promise<Result<{ readonly provenHash: string }>>
  /** Hashed with what new hashes are made with; refused where it is the one that is kept (`pin.weak`, `last`). */
  hashed(pin: string, before: KeptPin | undefined): Promise<Result<KeptPin>>
}

/**
 * What a PIN may cost and tell: the guess is on disk before the compare, and the compare costs the same for a name that
 * nobody has. Each step is a unit of work of its own between two commands.
 */
export function pinDesk({ database, secrets, moment }: { readonly database: RegisterWriter; readonly secrets: RegisterSecrets; readonly moment: () => Moment }): PinDesk {
  const context = { database, moment }
  const matches = pinVerifier()

  /** Undefined: it was made with a pepper that this register does not have, and nothing here can tell right from wrong. */
  function peppered({ hash, pepperId }: KeptPin): PepperedHash | undefined {
    const pepper = secrets.pepperBy(pepperId === '' ? secrets.ownPepperId : pepperId)
    return pepper && { hash, pepper }
  }

  async function keep(pin: string): Promise<KeptPin> {
    const { id, bytes } = secrets.pepper()
    return { hash: await hashPin(pin, bytes), pepperId: id }
  }

  /** Once the chain has a pepper, hashes move over to it as their owners come by: only then is the PIN there to be hashed again. */
  async function movedOver(operatorId: string, pin: string, kept: KeptPin): Promise<string> {
    if (kept.pepperId === secrets.pepper().id) return kept.hash
    const next = await keep(pin)
    const moved = database.unitOfWork(() => accept(database.rehashPin(operatorId, kept.hash, next)))
    return moved.ok && moved.value ? next.hash : kept.hash
  }

  return {
    async prove({ operatorId, pin, purpose, seat }) {
      const known = database.pinOf(operatorId)
      // A database that came from another register: nobody's PIN is wrong, and no guess is spent.
      if (known !== undefined && peppered(known) === undefined) return refuse('pin.otherKey')
      const begun = beginGuess(context, operatorId)
      if (!begun.ok) return begun
      if (begun.value.refusal !== undefined) return { ok: false, refusal: begun.value.refusal }
      const { pin: kept } = begun.value
      if (await matches(kept && peppered(kept), pin)) {
        const cleared = rightPin(context, operatorId)
        if (!cleared.ok) return cleared
        return accept({ provenHash: kept === undefined ? '' : await movedOver(operatorId, pin, kept) })
      }
      const wrong = wrongPin(context, { operatorId, purpose, seat })
      return wrong.ok ? { ok: false, refusal: wrong.value } : wrong
    },
    async hashed(pin, before) {
      const last = before && peppered(before)
      if (last !== undefined && (await matches(last, pin))) return refuse('pin.weak', { reason: 'last' })
      return accept(await keep(pin))
    },
  }
}
