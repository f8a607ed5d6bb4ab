import { type EnrolmentAnswer, enrolmentAnswer, enrolmentProofText, type EnrolmentRequest, normaliseCode, problem, doorProtocol } from '../../contracts/replication/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { refuseLine } from './line-fault.ts'
import { type ReplicationSource } from './source.ts'
import { addressAllowed, type Transport } from './transport.ts'

/**
 * Binds this register to the store of a one-time code. Refused with `enrolment.refused` (param `reason`: head office's
 * slug, or `address-refused`), or `headOffice.unreachable` or one of its kin. Sending it again does no harm: head office answers the same
 * register with the same key the same.
 */
export async function enrolRegister(source: ReplicationSource, address: string, typedCode: string, connect: (address: string) => Transport): Promise<Result<EnrolmentAnswer>> {
  const code = normaliseCode(typedCode)
  if (code === undefined) return refuse('enrolment.refused', { reason: 'code-unknown' })
  if (!addressAllowed(address)) return refuse('enrolment.refused', { reason: 'address-refused' })
  const { registerId } = await source.facts()
  const request: EnrolmentRequest = {
    protocol: doorProtocol,
    code,
    register: registerId,
    publicKey: await source.publicKey(),
    proof: await source.sign(enrolmentProofText(code, registerId)),
  }
  const transport = connect(address)
  try {
    const reply = await transport.post('/v1/enrolments', {}, Buffer.from(JSON.stringify(request)))
    const answer = enrolmentAnswer.safeParse(reply.body)
    if (reply.status === 200 && answer.success) return await keep(source, address, answer.data)
    const said = problem.safeParse(reply.body)
    if (!said.success || reply.status >= 500) return refuse('headOffice.unreachable')
    return refuse('enrolment.refused', { reason: said.data.type.replace('/problems/', '') })
  } catch (cause) {
    return refuseLine(cause)
  } finally {
    transport.close()
  }
}

async function keep(source: ReplicationSource, headOfficeUrl: string, answer: EnrolmentAnswer): Promise<Result<EnrolmentAnswer>> {
  const { registerNumber, storeId, storeName, chainName, storeLines, chainPepper } = answer
  // A head office that knows no address does not take the one away that the owner wrote.
  const lines = storeLines === undefined || storeLines.length === 0 ? {} : { storeLines }
  const kept = await source.enrol({ registerNumber, storeId, storeName, chainName, headOfficeUrl, ...lines, ...(chainPepper !== undefined && { chainPepper }) })
  return kept.ok ? accept(answer) : kept
}
