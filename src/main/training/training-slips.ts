import { type Effect, type EffectState } from '../../db/index.ts'
import { markTraining, type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type EffectsSource } from '../devices/index.ts'
import { receiptWords } from '../words/index.ts'

/** No row of the shop's has such a number in a thousand years, and every number of this size is told exactly. */
export const firstSlip = 2 ** 40
/** What a printer that stands still is left to catch up with: a trainee looks at the last slips, if at any. */
export const mostSlips = 8

interface Slip {
  readonly id: number
  readonly document: ReceiptDocument
  attempts: number
  fault: string | undefined
}

export interface TrainingSlips {
  /** The shop's work, and behind it the slips of training: in memory, never in a row of the shop's. */
  beside(shops: EffectsSource): EffectsSource
  /** The training's own work. What came out whole there is printed on the shop's printer as well, and `wake` says so to it. */
  copying(own: EffectsSource, wake: () => void): EffectsSource
  /** What has not begun does not come out any more. */
  drop(): void
}

/**
 * Slips of training on the shop's own printer, where the shop wants them. They go through the queue that prints everything, so paper that
 * ends or a printer that is off is seen to as always. There is no way for anything but paper: a kick is not a document.
 */
export function trainingSlips(): TrainingSlips {
  let waiting: readonly Slip[] = []
  let next = firstSlip

  const asEffect = ({ id, document, attempts, fault }: Slip): Effect => ({ id, saleId: 'training', work: { kind: 'print', document }, state: 'waiting', attempts, ...(fault !== undefined && { fault }) })

  function finished(id: number, state: EffectState, fault: string | undefined): void {
    const slip = waiting.find((one) => one.id === id)
    if (slip === undefined) return
    if (state === 'waiting') slip.fault = fault
    else waiting = waiting.filter((one) => one !== slip)
  }

  return {
    beside: (shops) => ({
      async effectsToDo(limit) {
        const own = await shops.effectsToDo(limit)
        return [...own, ...waiting.slice(0, Math.max(0, limit - own.length)).map(asEffect)]
      },
      async effectStarted(id) {
        if (id < firstSlip) return shops.effectStarted(id)
        const slip = waiting.find((one) => one.id === id)
        if (slip !== undefined) slip.attempts += 1
      },
      effectFinished: async (id, state, fault, standIn) => (id < firstSlip ? shops.effectFinished(id, state, fault, standIn) : finished(id, state, fault)),
    }),
    copying(own, wake) {
      const documents = new Map<number, ReceiptDocument>()
      return {
        async effectsToDo(limit) {
          const effects = await own.effectsToDo(limit)
          for (const { id, work } of effects) if (work.kind === 'print') documents.set(id, work.document)
          return effects
        },
        effectStarted: (id) => own.effectStarted(id),
        async effectFinished(id, state, fault, standIn) {
          await own.effectFinished(id, state, fault, standIn)
          const document = documents.get(id)
          if (state === 'waiting' || document === undefined) return
          documents.delete(id)
          if (state === 'failed') return
          waiting = [...waiting, { id: next, document: markTraining(document, receiptWords(document.language)), attempts: 0, fault: undefined }].slice(-mostSlips)
          next += 1
          wake()
        },
      }
    },
    drop() {
      waiting = waiting.filter(({ attempts }) => attempts > 0)
    },
  }
}
