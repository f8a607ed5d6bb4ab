import { chainPepperAnswer, type ChainPepperRequest, chainPepperCapability, doorProtocol, signatureHeader } from '../../contracts/replication/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'

/** After no answer, in milliseconds: it holds up the batches behind it for as long as the deadline of a request. */
const againMs = 300_000

/**
 * A register that was enrolled before head office had the chain's pepper asks for it, once, after an acknowledgement that says
 * there is such a door. Nothing waits for it: without it the register goes on with its own, and replication goes on anyhow.
 */
export function pepperFetcher(source: Pick<ReplicationSource, 'hasChainPepper' | 'keepChainPepper' | 'sign'>, { clock, log }: Pick<ReplicatorSurroundings, 'clock' | 'log'>) {
  let settled = false
  let notBefore = 0

  async function fetch(door: Pick<Transport, 'post'>, register: string, instance: string): Promise<void> {
    if (await source.hasChainPepper()) {
      settled = true
      return
    }
    const request: ChainPepperRequest = { protocol: doorProtocol, purpose: chainPepperCapability, register, instance }
    const text = JSON.stringify(request)
    const reply = await door.post(`/v1/registers/${register}/chain-pepper`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'))
    if (reply.status >= 500) throw new Error(`${reply.status}`)
    const answer = chainPepperAnswer.safeParse(reply.body)
    // What it says no to once, it says no to until somebody changed something there.
    settled = true
    if (reply.status !== 200 || !answer.success) {
      log('replication.pepper-refused', { status: reply.status })
      return
    }
    await source.keepChainPepper(answer.data.chainPepper)
    log('replication.pepper-kept')
  }

  return async (door: Pick<Transport, 'post'>, register: string, { instance, capabilities }: { readonly instance: string; readonly capabilities: readonly string[] }): Promise<void> => {
    if (settled || clock() < notBefore || !capabilities.includes(chainPepperCapability)) return
    try {
      await fetch(door, register, instance)
    } catch {
      notBefore = clock() + againMs
      log('replication.pepper-missed')
    }
  }
}
