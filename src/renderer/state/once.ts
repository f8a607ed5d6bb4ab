import { type Input, type Name, type Output } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type Api } from './api.ts'

/**
 * Sends what must not be written twice: asked again after an answer that never came, the very same goes under the very same id, and
 * the register knows it. Anything else, and whatever was answered, is asked anew.
 */
export function createOnce(api: Pick<Api, 'call'>) {
  let unanswered: { readonly key: string; readonly request: string } | undefined
  return async function once<N extends Name>(name: N, input: Input<N>): Promise<{ readonly answer: Result<Output<N>>; readonly request: string }> {
    const key = JSON.stringify([name, input])
    const request = unanswered?.key === key ? unanswered.request : crypto.randomUUID()
    unanswered = { key, request }
    const answer = await api.call(name, input, request)
    if (answer.ok || answer.refusal.code !== 'request.failed') unanswered = undefined
    return { answer, request }
  }
}
