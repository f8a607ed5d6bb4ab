import { type Input } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'

/**
 * Completing the basket, whoever pays whom. Once: the keys are dead until the answer is here, and a repeated request id is one
 * completion in the core anyway. `settled` is told after every one, done or refused: scans waited for it.
 */
export function createCompletion({ set, enqueue, send, refused }: ActKit, settled: () => void): (input: Input<'complete-sale'>) => void {
  return (input) => {
    set({ paying: true })
    enqueue(async () => {
      const answer = await send('complete-sale', input)
      set({ paying: false })
      if (answer.ok) set({ entry: '', work: { kind: 'sell' } })
      else refused(answer.refusal, answer.refusal.code === 'tender.implausible' ? { ...input, confirmed: true } : undefined)
      settled()
    })
  }
}
