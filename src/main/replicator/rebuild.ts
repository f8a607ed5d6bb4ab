import { doorProtocol, journalAnswerBytes, normaliseCode, problem, rebuildAnswer, type RebuildAnswer, rebuildProofText, type RebuildRequest, registerJournalAnswer, type RegisterJournalAnswer, registerJournalCapability, type RegisterJournalRequest, signatureHeader } from '../../contracts/replication/index.ts'
import { refuse, type Refusal, type Result } from '../../domain/errors/index.ts'
import { GENESIS_HASH, parseEntry } from '../../domain/journal/index.ts'
import { LineFailed, refuseLine } from './line-fault.ts'
import { addressAllowed, type Transport } from './transport.ts'

interface Place {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

/** What rebuilding needs of whoever writes the file; the core's `rebuildStage` fits it. */
export interface RebuildWork<Done> {
  key(): Promise<Result<{ readonly publicKey: string }>>
  sign(text: string): Promise<Result<string>>
  begin(bound: RebuildAnswer, headOfficeUrl: string, firstEpoch: number): Promise<Result<Place>>
  take(epoch: number, texts: readonly string[]): Promise<Result<Place>>
  finish(end: { readonly newest?: Place; readonly latest: readonly string[]; readonly instance: string; readonly manager: Manager }): Promise<Result<Done>>
}

interface Manager {
  readonly name: string
  readonly pin: string
}

export interface RebuildAsked {
  readonly address: string
  /** As it was typed. */
  readonly code: string
  readonly manager: Manager
  /** Of whoever asks: the register's, unless its journal says another. Absent: as head office's store has it. */
  readonly language?: string
}

export interface RebuildAround {
  readonly connect: (address: string) => Transport
  /** Entries that are here, of all that head office has. */
  readonly progress: (done: number, total: number) => void
}

/** Of a question that found no answer: asked again from the same place, so that a line that fails for a moment costs a moment. */
const tries = 4

/** A refusal on its way out of the questions, which throw for whatever is no answer. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Makes a register of head office's copy of its own journal: a key of its own takes the place of the lost machine's, every entry is pulled verbatim and
 * hashed after the one before it, and the register goes on in an epoch of its own. Stopped anywhere it can be asked again, by the same code; until
 * its last step nothing of it is a register. Refuses `rebuild.refused` (param `reason`: head office's slug, or `address-refused`),
 * `rebuild.broken` {epoch, seq}, `rebuild.newer`, `headOffice.unreachable`, and what setting up refuses.
 */
export async function rebuildRegister<Done>(work: RebuildWork<Done>, { address, code: typedCode, manager, language }: RebuildAsked, { connect, progress }: RebuildAround): Promise<Result<Done>> {
  const code = normaliseCode(typedCode)
  if (code === undefined) return refuse('rebuild.refused', { reason: 'code-unknown' })
  if (!addressAllowed(address)) return refuse('rebuild.refused', { reason: 'address-refused' })
  const transport = connect(address)
  try {
    const { publicKey } = valueOf(await work.key())
    const bound = await bind(work, transport, code, publicKey)
    const pull = pulling(work, transport, bound)
    const { heads, latest } = await pull.ask(1, [])
    const total = heads.reduce((sum, { seq }) => sum + seq, 0)
    const ends = await pull.ends(heads)
    let at = valueOf(await work.begin(language === undefined ? bound : { ...bound, language }, address, heads[0]?.epoch ?? 1))
    let before = 0
    for (const head of heads) {
      const end = ends.get(head.epoch) ?? head.seq
      // Where an earlier try came to.
      if (at.epoch <= head.epoch) at = await pull.epoch(head, end, at, (seq) => progress(before + seq, total))
      before += head.seq
      progress(before, total)
    }
    const newest = heads.at(-1)
    return await work.finish({ ...(newest === undefined ? {} : { newest }), latest, instance: bound.instance, manager })
  } catch (cause) {
    if (cause instanceof Refused) return { ok: false, refusal: cause.refusal }
    return refuseLine(cause)
  } finally {
    transport.close()
  }
}

async function bind<Done>(work: RebuildWork<Done>, transport: Transport, code: string, publicKey: string): Promise<RebuildAnswer> {
  const request: RebuildRequest = { protocol: doorProtocol, code, publicKey, proof: valueOf(await work.sign(rebuildProofText(code, publicKey))) }
  const reply = await transport.post('/v1/rebuilds', {}, Buffer.from(JSON.stringify(request)))
  const answer = rebuildAnswer.safeParse(reply.body)
  if (reply.status === 200 && answer.success) return answer.data
  const said = problem.safeParse(reply.body)
  if (!said.success || reply.status >= 500) throw new Error(`${reply.status}`)
  throw new Refused({ code: 'rebuild.refused', params: { reason: said.data.type.replace('/problems/', '') } })
}

function pulling<Done>(work: RebuildWork<Done>, transport: Transport, { register, instance }: RebuildAnswer) {
  async function ask(epoch: number, points: RegisterJournalRequest['points']): Promise<RegisterJournalAnswer> {
    const request: RegisterJournalRequest = { protocol: doorProtocol, purpose: registerJournalCapability, register, instance, epoch, points }
    const text = JSON.stringify(request)
    const signature = valueOf(await work.sign(text))
    for (let attempt = 1; ; attempt += 1) {
      try {
        const reply = await transport.post(`/v1/registers/${register}/journal`, { [signatureHeader]: signature }, Buffer.from(text, 'utf8'), journalAnswerBytes)
        const answer = registerJournalAnswer.safeParse(reply.body)
        if (reply.status !== 200 || !answer.success || answer.data.epoch !== epoch) throw new Error(`${reply.status}`)
        return answer.data
      } catch (cause) {
        if (attempt === tries || cause instanceof LineFailed) throw cause
      }
    }
  }

  return {
    ask,
    /**
     * How far each epoch is this register's own: one that it left it goes on from where both histories parted, and what it had behind that came again
     * later. What else head office has there follows at its next contact, as for any register that was restored.
     */
    async ends(heads: RegisterJournalAnswer['heads']): Promise<ReadonlyMap<number, number>> {
      const ends = new Map<number, number>()
      for (const { epoch } of heads.slice(1)) {
        const { entries } = await ask(epoch, [])
        for (const { epoch: of, seq } of partingsOf(entries[0])) ends.set(of, Math.min(seq, ends.get(of) ?? Infinity))
      }
      return ends
    },
    /** Every page is held against what head office says of the same place. */
    async epoch(head: Place, end: number, from: Place, done: (seq: number) => void): Promise<Place> {
      let at = from.epoch === head.epoch ? from : { epoch: head.epoch, seq: 0, hash: GENESIS_HASH }
      while (at.seq < end) {
        const { agreed, entries } = await ask(head.epoch, at.seq === 0 ? [] : [{ seq: at.seq, hash: at.hash }])
        if (agreed !== at.seq || entries.length === 0) throw broken(head.epoch, at.seq + 1)
        at = valueOf(await work.take(head.epoch, entries.slice(0, end - at.seq)))
        done(at.seq)
      }
      if (end === head.seq && end > 0 && at.hash !== head.hash) throw broken(head.epoch, end)
      return end === 0 ? from : at
    },
  }
}

function partingsOf(text: string | undefined): readonly { readonly epoch: number; readonly seq: number }[] {
  const entry = text === undefined ? undefined : parseEntry(text)
  if (entry?.type !== 'register.restored') return []
  const { partings } = entry.body as { readonly partings?: readonly { readonly epoch: number; readonly seq: number }[] }
  return partings ?? []
}

function broken(epoch: number, seq: number): Refused {
  return new Refused({ code: 'rebuild.broken', params: { epoch, seq } })
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.refusal)
  return result.value
}
