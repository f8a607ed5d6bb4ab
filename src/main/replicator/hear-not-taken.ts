import { acknowledgement, problem } from '../../contracts/replication/index.ts'
import { type NotTakenThere } from '../../db/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Reply } from './transport.ts'

/** Why head office takes nothing of this register, where it says so for good: not the line is to be mended then. */
export type NotTaken = NotTakenThere['why']

export interface NotTakenListener {
  /** What holds of this address, as far as it was heard: before this start, too, for head office may not answer now. */
  standing(kept: NotTakenThere | undefined, address: string | undefined): NotTaken | undefined
  /** What an answer says of it. One that is busy, or of somebody between, says nothing. Never rejects: what could not be kept is said again with the next answer. */
  hear(address: string | undefined, reply: Pick<Reply, 'status' | 'body'>): Promise<NotTaken | undefined>
}

export function notTakenListener(source: Pick<ReplicationSource, 'hearNotTaken'>, { log }: Pick<ReplicatorSurroundings, 'log'>): NotTakenListener {
  let known: NotTakenThere | undefined
  /** As it stands in the file; undefined until it was read. */
  let written: string | undefined
  const here = (address: string | undefined): NotTaken | undefined => (known?.address === address ? known?.why : undefined)

  return {
    standing(kept, address) {
      if (written === undefined) {
        known = kept
        written = JSON.stringify(kept ?? null)
      }
      return here(address)
    },
    async hear(address, { status, body }) {
      const said = problem.safeParse(body)
      const why = said.success ? notTakenBy(said.data.type.replace('/problems/', '')) : undefined
      // With another history it knows the register all the same.
      const takes = status === 200 ? acknowledgement.safeParse(body).success : status === 409 && said.success
      if (address === undefined || (why === undefined && !takes)) return here(address)
      known = why === undefined ? undefined : { address, why }
      const next = JSON.stringify(known ?? null)
      if (next !== written) {
        try {
          await source.hearNotTaken(known)
          written = next
        } catch {
          log('replication.core-silent')
        }
      }
      return here(address)
    },
  }
}

const notTaken: Readonly<Record<string, NotTaken>> = { 'register-retired': 'retired', 'register-unknown': 'unknown', 'signature-wrong': 'otherKey' }

export function notTakenBy(slug: string): NotTaken | undefined {
  return Object.hasOwn(notTaken, slug) ? notTaken[slug] : undefined
}
