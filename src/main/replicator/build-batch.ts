import { batchEntries, type BatchRequest, batchTextBytes, type ContradictedAfter, registerCapabilities } from '../../contracts/replication/index.ts'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { type ReplicationSource } from './source.ts'

export interface Standing {
  readonly register: string
  readonly head: { readonly epoch: number; readonly seq: number; readonly hash: string }
  /** The epoch it writes in now: the head's, or a later one. */
  readonly currentEpoch: number
  /** Acknowledged up to here, of the head's epoch. */
  readonly acknowledgedSeq: number
  /** No entries then: only a heartbeat that says so. */
  readonly conflict: boolean
  /** Ids of refunds to ask head office about. */
  readonly refundsAsked?: readonly string[]
  readonly contradictedAfter?: ContradictedAfter
  /** It is locked, and nobody is signed on. */
  readonly locked?: boolean
  /** The one to speak. */
  readonly protocol: number
  /** What head office said it takes. */
  readonly takes?: { readonly entries: number; readonly bytes: number } | undefined
}

/**
 * The next entries beyond the cursor, texts verbatim, or a heartbeat when there are none. Cut at 200 entries or 512 KB,
 * or at what head office takes now, whichever comes first; an entry larger than that travels alone, or it would hold up all behind it for ever.
 */
export async function buildBatch(source: ReplicationSource, standing: Standing): Promise<BatchRequest> {
  const { register, head, currentEpoch, conflict, refundsAsked = [], contradictedAfter, takes, protocol } = standing
  const most = { entries: Math.min(batchEntries, takes?.entries ?? batchEntries), bytes: Math.min(batchTextBytes, takes?.bytes ?? batchTextBytes) }
  // A cursor beyond our own head is a journal that lost its tail: say where we stand, head office's answer will show it.
  const from = Math.min(standing.acknowledgedSeq, head.seq)
  const waiting = conflict || from >= head.seq ? [] : (await source.entriesAfter(head.epoch, from, most.entries)).filter(({ seq }) => currentEpoch === head.epoch || seq <= head.seq)
  const entries: string[] = []
  let bytes = 0
  for (const { text } of waiting) {
    bytes += Buffer.byteLength(text)
    if (entries.length > 0 && bytes > most.bytes) break
    entries.push(text)
  }
  const prevHash = waiting[0]?.prevHash ?? (await ownHashAt(source, head.epoch, from))
  if (prevHash === undefined) throw new Error(`the journal has no entry ${from} of epoch ${head.epoch}`)
  return {
    protocol,
    // A head office of before knows no such field; it is not told.
    ...(protocol >= 2 && { capabilities: [...registerCapabilities] }),
    register,
    epoch: head.epoch,
    ...(currentEpoch > head.epoch && { currentEpoch }),
    fromSeq: from + 1,
    prevHash,
    entries,
    upTo: head.seq,
    ...(conflict && { conflict: { ownSeq: head.seq, ownHash: head.hash } }),
    ...(refundsAsked.length > 0 && { refundsAsked: [...refundsAsked] }),
    ...(contradictedAfter !== undefined && { contradictedAfter }),
    ...(standing.locked === true && { locked: true as const }),
  }
}

/** Our own hash at seq; the genesis hash before the first entry; undefined beyond the end. */
export async function ownHashAt(source: Pick<ReplicationSource, 'entryHashAt'>, epoch: number, seq: number): Promise<string | undefined> {
  return seq === 0 ? GENESIS_HASH : source.entryHashAt(epoch, seq)
}
