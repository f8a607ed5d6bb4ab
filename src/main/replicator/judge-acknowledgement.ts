import { type Acknowledgement } from '../../contracts/replication/index.ts'
import { ownHashAt } from './build-batch.ts'
import { type ReplicationSource } from './source.ts'

export type Judgement =
  | { readonly kind: 'follow' }
  /** Not an answer to what we asked: no reason to move anything. */
  | { readonly kind: 'unrelated' }
  /** REP-7: head office holds what we do not. `ahead`: more entries; `differs`: another one at the same seq; `broken`: our own chain does not hold. */
  | { readonly kind: 'conflict'; readonly reason: 'ahead' | 'differs' | 'broken' }

/**
 * Whether the cursor may follow an acknowledgement. Backwards is fine (REP-6): a head office restored from an older backup
 * asks for everything again by answering less. What is not fine is another history than ours.
 */
export async function judgeAcknowledgement(source: ReplicationSource, epoch: number, answer: Acknowledgement, knownInstance: string | undefined): Promise<Judgement> {
  if (answer.epoch !== epoch) return { kind: 'unrelated' }
  // The head is read now, after the answer: a sale may have been completed meanwhile, never taken back.
  const head = await source.journalHead(epoch)
  if (head.epoch !== epoch) return { kind: 'unrelated' }
  if (answer.seq > head.seq) return { kind: 'conflict', reason: 'ahead' }
  if ((await ownHashAt(source, epoch, answer.seq)) !== answer.hash) return { kind: 'conflict', reason: 'differs' }
  // Another database than last time will keep what we send from now on: first be sure that it is worth keeping.
  const changed = knownInstance !== undefined && knownInstance !== answer.instance
  if (changed && (await source.verifyChain()) !== undefined) return { kind: 'conflict', reason: 'broken' }
  return { kind: 'follow' }
}
