import { type Acknowledgement, dayDetailEntries, dayFinding, dayProofAnswer, dayProofCapability, type DayProofAnswer, type DayProofRequest, doorProtocol, signatureHeader } from '../../contracts/replication/index.ts'
import { type DayPlace, type DaysToProve, type SentTo } from '../../db/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'
import { type UnreadAnswers } from './unread-answers.ts'

/** After no answer, in milliseconds. */
const againMs = 60_000
/** A Z is in the list of the journal a moment after its commit: as often and as long is waited for it, and then until the next heartbeat. */
const lookAgainMs = 50
const mostLooks = 40

export interface DayProver {
  /** After everything was sent. Resolves to whether head office said something of any day. */
  prove(door: Pick<Transport, 'post'>, register: string, acknowledged: Pick<Acknowledgement, 'epoch' | 'seq' | 'instance' | 'capabilities'>): Promise<boolean>
  /** Head office has less than it had: what it said of days is worth nothing any more. */
  wentBack(): Promise<void>
  /** Something of a day may be another way there: every day that is not confirmed is stated again. */
  lookAgain(): void
}

type Source = Pick<ReplicationSource, 'daysToProve' | 'dayStatement' | 'keepDayProof' | 'forgetDayProofs' | 'sign'>

/**
 * Says to head office what each day came to, and keeps what it answers: at a Z, when a day is over, when a document came late to one, and every
 * night the last ones again. What differs is said a second time with every hash and number, so that it can be named to the entry. Never in
 * the way of a sale: it comes after everything was sent, and what goes wrong here is tried again and stops nothing.
 */
export function dayProver(source: Source, { clock, after, log }: Pick<ReplicatorSurroundings, 'clock' | 'after' | 'log'>, unread: Pick<UnreadAnswers, 'keep' | 'answered'>): DayProver {
  let since: Pick<DaysToProve, 'upTo' | 'today'> | undefined
  let instance: string | undefined
  let due: readonly DayPlace[] = []
  let notBefore = 0

  async function lookForDays(of: string, sentTo: SentTo): Promise<void> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const found = await source.daysToProve({ instance: of, now: clock(), sentTo, ...(since !== undefined && instance === of && { since }) })
      if (found !== undefined) {
        const isNew = (place: DayPlace): boolean => !found.days.some((one) => one.businessDate === place.businessDate && one.epoch === place.epoch)
        due = [...found.days, ...due.filter(isNew)]
        since = { upTo: found.upTo, today: found.today }
        instance = of
        return
      }
      await new Promise<void>((resolve) => after(lookAgainMs, resolve))
    }
  }

  async function ask(door: Pick<Transport, 'post'>, request: DayProofRequest): Promise<DayProofAnswer | undefined> {
    const text = JSON.stringify(request)
    const reply = await door.post(`/v1/registers/${request.register}/day-proofs`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'))
    if (reply.status >= 500) throw new Error(`${reply.status}`)
    if (reply.status !== 200) return undefined
    const answer = dayProofAnswer.safeParse(reply.body)
    if (answer.success) await unread.answered('dayAnswer')
    else await unread.keep('dayAnswer', 'shape-unknown', reply.body, reply.text)
    return answer.data
  }

  async function proveOne(door: Pick<Transport, 'post'>, register: string, of: string, place: DayPlace, sentTo: SentTo): Promise<boolean> {
    const { claim, detail } = await source.dayStatement({ ...place, sentTo })
    const day = { ...claim, runs: [...claim.runs], tenders: [...claim.tenders] }
    const request: DayProofRequest = { protocol: doorProtocol, purpose: dayProofCapability, register, instance: of, day }
    let said = await ask(door, request)
    if (said?.state === 'differs' && claim.entries <= dayDetailEntries) {
      said = await ask(door, { ...request, detail: { runs: detail.runs.map(({ prevHash, hashes }) => ({ prevHash, hashes: [...hashes] })), numbers: [...detail.numbers] } })
    }
    if (said === undefined) {
      log('replication.day-refused', { businessDate: place.businessDate })
      return false
    }
    const findings = said.findings.flatMap((one) => dayFinding.safeParse(one).data ?? [])
    for (const one of said.findings) if (!dayFinding.safeParse(one).success) await unread.keep('dayFinding', 'kind-unknown', one)
    const more = said.more + said.findings.length - findings.length
    await source.keepDayProof({ ...place, provedTo: claim.runs.at(-1)?.to ?? 0, instance: of, state: said.state, documents: claim.documents, findings, more })
    log('replication.day-proved', { businessDate: place.businessDate, state: said.state, findings: findings.length + more })
    return true
  }

  return {
    prove: async (door, register, { instance: of, capabilities, epoch, seq }) => {
      if (clock() < notBefore || !capabilities.includes(dayProofCapability)) return false
      let heard = false
      try {
        await lookForDays(of, { epoch, seq })
        for (let place = due[0]; place !== undefined; place = due[0]) {
          heard = (await proveOne(door, register, of, place, { epoch, seq })) || heard
          due = due.slice(1)
        }
      } catch {
        notBefore = clock() + againMs
        log('replication.days-missed')
      }
      return heard
    },
    lookAgain: () => {
      since = undefined
    },
    wentBack: async () => {
      since = undefined
      await source.forgetDayProofs()
    },
  }
}
