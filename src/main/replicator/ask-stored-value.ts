import { doorProtocol, signatureHeader, storedValueAnswer, storedValueCapability, type StoredValueRequest } from '../../contracts/replication/index.ts'
import { type ToldValue } from '../../db/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'

/** A customer stands there with a card in their hand. What has not come by then is asked for by nobody any more. */
export const storedValueDeadlineMs = 2000

/** A hold ends earlier here than there: the answer was on its way, and clocks run apart. */
const heldHereMs = 540_000

export type StoredValueAsked = Pick<StoredValueRequest, 'kind' | 'number' | 'amount'>

/**
 * Asks head office what is on a number and to hold a part of it. Undefined where it cannot be asked: not enrolled, no such door,
 * no answer in time. Never throws: the register then goes by what it knows.
 */
export async function askStoredValue(
  source: Pick<ReplicationSource, 'facts' | 'outboxCursor' | 'sign'>,
  { clock, after, log }: Pick<ReplicatorSurroundings, 'clock' | 'after' | 'log'>,
  door: Pick<Transport, 'post'>,
  asked: StoredValueAsked,
): Promise<ToldValue | undefined> {
  const [facts, cursor] = await Promise.all([source.facts(), source.outboxCursor()])
  if (facts.registerNumber === 0 || cursor?.instance === undefined) return undefined
  const { registerId: register } = facts
  const request: StoredValueRequest = { protocol: doorProtocol, purpose: storedValueCapability, register, instance: cursor.instance, ...asked }
  const text = JSON.stringify(request)
  const headers = { [signatureHeader]: await source.sign(text) }
  let callOff = (): void => {}
  const late = new Promise<undefined>((resolve) => {
    callOff = after(storedValueDeadlineMs, () => resolve(undefined))
  })
  try {
    const reply = await Promise.race([door.post(`/v1/registers/${register}/stored-values`, headers, Buffer.from(text, 'utf8')), late])
    const answer = storedValueAnswer.safeParse(reply?.body)
    if (reply?.status !== 200 || !answer.success) {
      log('replication.stored-value-unasked', { status: reply?.status ?? 0 })
      return undefined
    }
    const { available, held, epoch, seq, known } = answer.data
    if (!known) return undefined
    return { kind: asked.kind, number: asked.number, available, epoch, seq, heldUntil: asked.amount > 0 && held > 0 ? clock() + heldHereMs : 0 }
  } catch {
    log('replication.stored-value-unasked', { status: 0 })
    return undefined
  } finally {
    callOff()
  }
}
