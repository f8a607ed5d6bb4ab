import { canonicalJson, GENESIS_HASH } from '../../domain/journal/index.ts'
import { sha256 } from '../sha256.ts'
import { type EntryFaultReason } from './verification.ts'
import { type SoundEntry } from './walk-journal.ts'

/**
 * Sees every sound entry in its order, and finds the first Z that does not fit: its number not the next, the hash before not
 * that of the Z before, its own not that of what it says, or the head it names not the entry it stands on. The chain alone
 * would not show it to whoever can write a whole chain anew; a Z stands on paper as well.
 */
export function zChain(): (entry: SoundEntry) => EntryFaultReason | undefined {
  let last = { number: 0, hash: GENESIS_HASH }
  let stands = { epoch: 0, seq: 0, hash: GENESIS_HASH }
  return ({ epoch, seq, hash, content }) => {
    const on = stands.epoch === epoch ? stands : { epoch, seq: 0, hash: GENESIS_HASH }
    stands = { epoch, seq, hash }
    const { type, schemaVersion, body } = content
    if (type !== 'shift.closed' || schemaVersion !== 1 || typeof body !== 'object' || Array.isArray(body)) return undefined
    const { hash: own, ...rest } = body as Readonly<Record<string, unknown>>
    const { number, previous, head } = rest
    const fits = number === last.number + 1 && previous === last.hash && sha256(canonicalJson(rest)) === own
    if (!fits || typeof head !== 'object' || head === null || canonicalJson(head) !== canonicalJson(on)) return 'zReport'
    last = { number, hash: own }
    return undefined
  }
}
