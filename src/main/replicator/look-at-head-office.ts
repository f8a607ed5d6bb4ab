import { type HeadOfficeFoundView } from '../../contracts/ipc/index.ts'
import { acknowledgement, headOfficeAddress, ownProtocols, problem, signatureHeader } from '../../contracts/replication/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { buildBatch } from './build-batch.ts'
import { notTakenBy } from './hear-not-taken.ts'
import { endOf, judgeAcknowledgement } from './judge-acknowledgement.ts'
import { LineFailed } from './line-fault.ts'
import { type ReplicationSource } from './source.ts'
import { type Transport } from './transport.ts'

export type HeadOfficeFound = HeadOfficeFoundView

/** A head office that has more to do than it can is one all the same; whether it knows this register it does not say now. */
const saysLater: ReadonlySet<string> = new Set(['busy', 'database-away', 'too-many-at-once', 'request-failed'])

/**
 * Who answers at an address: a heartbeat of this register, signed and with no entry in it, which moves nothing here whatever comes back. Refuses
 * `headOffice.addressUnfit`.
 */
export async function lookAtHeadOffice(source: ReplicationSource, typed: string, connect: (address: string) => Transport): Promise<Result<HeadOfficeFound>> {
  const url = headOfficeAddress(typed)
  if (url === undefined) return refuse('headOffice.addressUnfit')
  const [facts, head, cursor] = await Promise.all([source.facts(), source.journalHead(), source.outboxCursor()])
  const epoch = Math.min(cursor?.epoch ?? 1, head.epoch)
  const end = await endOf(source, epoch, facts.left)
  const sent = Math.min(cursor?.epoch === epoch ? cursor.seq : 0, end.seq)
  // As if the journal ended where the last acknowledgement stands: there is nothing to send behind it.
  const batch = await buildBatch(source, { register: facts.registerId, head: { ...end, seq: sent }, currentEpoch: head.epoch, acknowledgedSeq: sent, conflict: false, locked: facts.lockedAndLeft === true, protocol: ownProtocols.oldest })
  const text = JSON.stringify(batch)
  const transport = connect(url)
  try {
    const reply = await transport.post(`/v1/registers/${batch.register}/batches`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'))
    const answer = acknowledgement.safeParse(reply.body)
    if (reply.status === 200 && answer.success) {
      const judged = await judgeAcknowledgement(source, epoch, answer.data, { instance: undefined, left: facts.left })
      if (judged.kind === 'conflict') return accept({ url, found: 'differs' })
      return accept({ url, found: cursor?.instance === undefined || cursor.instance === answer.data.instance ? 'known' : 'another' })
    }
    const said = problem.safeParse(reply.body)
    if (!said.success) return accept({ url, found: 'other' })
    const slug = said.data.type.replace('/problems/', '')
    if (saysLater.has(slug)) return accept({ url, found: 'silent' })
    return accept(reply.status === 409 ? { url, found: 'differs' } : { url, found: 'notTaken', reason: notTakenBy(slug) ?? 'else' })
  } catch (cause) {
    return accept({ url, found: 'silent', ...(cause instanceof LineFailed && { fault: cause.fault }) })
  } finally {
    transport.close()
  }
}
