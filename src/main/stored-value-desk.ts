import { type Input, type Output } from '../contracts/ipc/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { type Core } from './core/index.ts'
import { type Replicator } from './replicator/index.ts'

/**
 * What is on a gift card or store credit: asked of head office, with what is about to be spent held there, and kept for the
 * tender that follows. What nobody answers in time is answered by what this register knows: a queue waits once, and briefly.
 */
export function storedValueDesk(core: Core, replicator: Pick<Replicator, 'askStoredValue'>) {
  return async (input: Input<'ask-stored-value'>, from: { readonly seat: string; readonly request: string }): Promise<Result<Output<'ask-stored-value'>>> => {
    const { number, spend } = input
    // First who is signed on, and whether it is a number at all.
    const here = await core.call('stored-value', { number }, from)
    if (!here.ok) return here
    const told = await replicator.askStoredValue({ kind: here.value.kind, number: here.value.number, amount: spend ?? 0 })
    if (told === undefined) return here
    await core.internal.hearStoredValue(told)
    return core.call('stored-value', { number }, from)
  }
}
