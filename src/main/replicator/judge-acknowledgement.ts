import { type Acknowledgement } from '../../contracts/replication/index.ts'
import { type LeftEpoch } from '../../db/index.ts'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { ownHashAt } from './build-batch.ts'
import { type ReplicationSource } from './source.ts'

export type Judgement =
  /** `lacking`: how far head office has the first earlier epoch whose end it lacks. There the cursor goes first. */
  | { readonly kind: 'follow'; readonly lacking?: { readonly epoch: number; readonly seq: number; readonly hash: string } }
  /** Not an answer to what we asked: no reason to move anything. */
  | { readonly kind: 'unrelated' }
  /** REP-7: head office holds what we do not. `ahead`: more entries; `differs`: another one at the same seq; `broken`: our own chain does not hold. */
  | { readonly kind: 'conflict'; readonly reason: 'ahead' | 'differs' | 'broken' }

/** What the register knows beside its journal. */
export interface Known {
  /** Of the database that acknowledged last. */
  readonly instance: string | undefined
  readonly left?: readonly LeftEpoch[] | undefined
}

/**
 * Whether the cursor may follow an acknowledgement. Backwards is fine (REP-6): a head office restored from an older backup
 * asks for everything again by answering less. What is not fine is another history than ours.
 */
export async function judgeAcknowledgement(source: ReplicationSource, epoch: number, answer: Acknowledgement, { instance, left = [] }: Known): Promise<Judgement> {
  if (answer.epoch !== epoch) return { kind: 'unrelated' }
  // The head is read now, after the answer: a sale may have been completed meanwhile, never taken back.
  const head = await source.journalHead(epoch)
  if (head.epoch !== epoch) return { kind: 'unrelated' }
  const parted = left.find((one) => one.epoch === epoch)
  // It was found out where they part: behind that head office has a history of its own, and this register goes on elsewhere.
  if (parted !== undefined && answer.seq > parted.seq) return judgeEarlier(source, answer, left)
  if (answer.seq > head.seq) return { kind: 'conflict', reason: 'ahead' }
  if ((await ownHashAt(source, epoch, answer.seq)) !== answer.hash) return { kind: 'conflict', reason: 'differs' }
  // Another database than last time will keep what we send from now on: first be sure that it is worth keeping.
  const changed = instance !== undefined && instance !== answer.instance
  if (changed && (await source.verifyChain()) !== undefined) return { kind: 'conflict', reason: 'broken' }
  return judgeEarlier(source, answer, left)
}

/**
 * Earlier epochs: the first of which head office lacks the end, or of one that was left what both had of it, and how
 * far it has it; or another history there than ours, which a register restored more than once can have behind it. A head
 * office that does not name earlier epochs is taken to have what it acknowledged.
 */
async function judgeEarlier(source: ReplicationSource, { epoch, earlier }: Acknowledgement, left: readonly LeftEpoch[]): Promise<Judgement> {
  for (let before = 1; earlier !== undefined && before < epoch; before += 1) {
    const held = earlier.find((one) => one.epoch === before) ?? { epoch: before, seq: 0, hash: GENESIS_HASH }
    const end = await endOf(source, before, left)
    if (end.isLeft && held.seq > end.seq) continue
    if (held.seq > end.seq) return { kind: 'conflict', reason: 'ahead' }
    if ((await ownHashAt(source, before, held.seq)) !== held.hash) return { kind: 'conflict', reason: 'differs' }
    if (held.seq < end.seq) return { kind: 'follow', lacking: held }
  }
  return { kind: 'follow' }
}

/** Up to where this epoch is sent: its end, or of one that was left the last entry that both sides have. */
export async function endOf(source: Pick<ReplicationSource, 'journalHead' | 'entryHashAt'>, epoch: number, left: readonly LeftEpoch[] = []): Promise<{ readonly epoch: number; readonly seq: number; readonly hash: string; readonly isLeft: boolean }> {
  const parted = left.find((one) => one.epoch === epoch)
  const head = await source.journalHead(epoch)
  if (parted === undefined || parted.seq >= head.seq) return { ...head, isLeft: parted !== undefined }
  const hash = await ownHashAt(source, epoch, parted.seq)
  if (hash === undefined) throw new Error(`the journal has no entry ${parted.seq} of epoch ${epoch}`)
  return { epoch, seq: parted.seq, hash, isLeft: true }
}
