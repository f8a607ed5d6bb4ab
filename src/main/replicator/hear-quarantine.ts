import { type Acknowledgement, doorProtocol, quarantineAnswer, quarantineCapability, type QuarantineRequest, quarantineTelling, signatureHeader } from '../../contracts/replication/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'
import { type UnreadAnswers } from './unread-answers.ts'

/** After no answer, in milliseconds. */
const againMs = 60_000
/** Of a register that never had anything there. */
const noMark = '0.0'

export type PlaceAgain = NonNullable<QuarantineRequest['again']>[number]

export interface QuarantineListener {
  /** After an acknowledgement was followed. Resolves to whether anything is another way than it was. Never rejects. */
  hear(door: Pick<Transport, 'post'>, register: string, acknowledged: Pick<Acknowledgement, 'instance' | 'capabilities' | 'quarantine'>): Promise<boolean>
  /** Asks for entries to be read again there, and keeps how they stand then. False: nobody answered. Never rejects. */
  sendAgain(door: Pick<Transport, 'post'>, register: string, instance: string, asked: { readonly places: readonly PlaceAgain[]; readonly by: string }): Promise<boolean>
}

type Source = Pick<ReplicationSource, 'quarantineHeard' | 'keepQuarantine' | 'sign'>

/** Keeps what head office says it could not read of this register's journal: asked for whenever its mark is another one, and never in the way of a sale. */
export function quarantineListener(source: Source, { clock, log }: Pick<ReplicatorSurroundings, 'clock' | 'log'>, unread: Pick<UnreadAnswers, 'keep' | 'answered'>): QuarantineListener {
  let notBefore = 0

  async function ask(door: Pick<Transport, 'post'>, register: string, instance: string, more: Pick<QuarantineRequest, 'again' | 'by'> = {}): Promise<boolean> {
    const request: QuarantineRequest = { protocol: doorProtocol, purpose: quarantineCapability, register, instance, ...more }
    const text = JSON.stringify(request)
    const reply = await door.post(`/v1/registers/${register}/quarantine`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'))
    if (reply.status !== 200) throw new Error(`${reply.status}`)
    const answer = quarantineAnswer.safeParse(reply.body)
    if (!answer.success) {
      await unread.keep('quarantineAnswer', 'shape-unknown', reply.body, reply.text)
      return false
    }
    await unread.answered('quarantineAnswer')
    const { held, mark, entries } = answer.data
    const read = entries.map((one) => ({ one, telling: quarantineTelling.safeParse(one).data }))
    if (read.every(({ telling }) => telling !== undefined)) await unread.answered('quarantineEntry')
    for (const { one, telling } of read) if (telling === undefined) await unread.keep('quarantineEntry', 'shape-unknown', one)
    await source.keepQuarantine({ instance, mark, held, entries: read.flatMap(({ telling }) => telling ?? []) })
    log('replication.quarantine-heard', { held })
    return true
  }

  return {
    async hear(door, register, { instance, capabilities, quarantine }) {
      if (clock() < notBefore || !capabilities.includes(quarantineCapability)) return false
      try {
        const known = await source.quarantineHeard()
        const mark = quarantine?.mark ?? noMark
        if (known === undefined ? mark === noMark : known.instance === instance && known.mark === mark) return false
        const heard = await ask(door, register, instance)
        // In words that are not known: not asked again at once.
        if (!heard) notBefore = clock() + againMs
        return heard
      } catch {
        notBefore = clock() + againMs
        log('replication.quarantine-missed')
        return false
      }
    },
    async sendAgain(door, register, instance, { places, by }) {
      try {
        return await ask(door, register, instance, { again: [...places], by })
      } catch {
        log('replication.quarantine-missed')
        return false
      }
    },
  }
}
