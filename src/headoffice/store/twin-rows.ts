import { type BatchPlan, type ChainedBatch, type KnownChain, type Settled } from '../ingest/plan-batch.ts'
import { type BatchOutcome, type EarlierEpoch } from './port.ts'

// Two machines with one key, for both databases: one way to read what was settled, one way to tell it.

export interface SettledRow {
  readonly epoch: number
  readonly verdict: string
}

export function settledIn(rows: readonly SettledRow[]): KnownChain['settled'] {
  const known = new Map(rows.map(({ epoch, verdict }): [number, Settled] => [epoch, verdict === 'goesOn' ? 'goesOn' : 'ended']))
  return (epoch) => known.get(epoch)
}

/** What a machine is told of a second one. `isOpen`: one is refused, and nobody has settled it. */
export function twinOutcome({ epoch, currentEpoch }: Pick<ChainedBatch, 'epoch' | 'currentEpoch'>, { left }: BatchPlan, settled: KnownChain['settled'], isOpen: boolean): Pick<BatchOutcome, 'left' | 'twin'> {
  const isEnded = settled(Math.max(epoch, currentEpoch ?? 0)) === 'ended'
  return { ...(left !== undefined && { left }), ...(isEnded ? { twin: 'ended' as const } : isOpen && { twin: 'open' as const }) }
}

/** Epochs before the one that a batch is of, with what was settled of whoever writes there. */
export function earlierEpochs(cursors: readonly EarlierEpoch[], settled: KnownChain['settled']): readonly EarlierEpoch[] {
  return cursors.map((one) => (settled(one.epoch) === 'ended' ? { ...one, ended: true } : one))
}

/** Alerts that were about two machines: whatever is another thing is raised again by the next call. */
export const endedBySettling = `'twin', 'clone', 'conflict', 'fork'`

/** Verdicts of a settling: `refused` are the epochs of machines that wait, `newest` the one that is written in now. */
export function verdictsOf(goesOn: number, refused: readonly number[], newest: number): readonly { readonly epoch: number; readonly verdict: Settled }[] {
  const epochs = [...new Set([...refused, newest])]
  return epochs.includes(goesOn) && epochs.length > 1 ? epochs.map((epoch) => ({ epoch, verdict: epoch === goesOn ? 'goesOn' : 'ended' })) : []
}
