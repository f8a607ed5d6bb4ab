import { createHash } from 'node:crypto'
import { type Acknowledgement, doorProtocol, journalAnswerBytes, journalPoints, registerJournalAnswer, type RegisterJournalAnswer, registerJournalCapability, type RegisterJournalRequest, signatureHeader } from '../../contracts/replication/index.ts'
import { type LeftEpoch } from '../../db/index.ts'
import { GENESIS_HASH, hashEntry } from '../../domain/journal/index.ts'
import { ownHashAt } from './build-batch.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'

/** Written in one unit of work: a cashier waits no longer for it than for a sale. */
const slice = 50

interface Point {
  readonly seq: number
  readonly hash: string
}

type Asked = Pick<Acknowledgement, 'instance' | 'capabilities' | 'earlier'>
type Door = Pick<Transport, 'post'>

export interface Recovery {
  /**
   * Finds out where both histories part, and goes on in the next epoch. `agrees`: nowhere, so that whatever said so was no answer of its books.
   * `cannot`: head office cannot tell, or not now.
   */
  recover(door: Door, asked: Asked): Promise<'goneOn' | 'agrees' | 'cannot'>
  /**
   * What head office alone has of epochs that were left. `differs`: of one of them it has another history now from before where both parted;
   * it was restored meanwhile, and has to be asked anew where they part.
   */
  takeOver(door: Door, asked: Asked): Promise<'nothing' | 'some' | 'differs'>
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * REP-7 at the register: it was restored from an older backup, or another machine went on with a copy of it. What it wrote itself and no
 * longer has, head office hands back to it; the till sells meanwhile. Nothing is decided by who is right: both histories stay at head office,
 * and this register goes on in an epoch of its own with all of both.
 */
export function recovery(source: ReplicationSource, { log }: Pick<ReplicatorSurroundings, 'log'>): Recovery {
  async function ask(door: Door, { instance }: Asked, epoch: number, points: readonly Point[]): Promise<RegisterJournalAnswer> {
    const { registerId: register } = await source.facts()
    const request: RegisterJournalRequest = { protocol: doorProtocol, purpose: registerJournalCapability, register, instance, epoch, points: [...points] }
    const text = JSON.stringify(request)
    const reply = await door.post(`/v1/registers/${register}/journal`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'), journalAnswerBytes)
    const answer = registerJournalAnswer.safeParse(reply.body)
    if (reply.status !== 200 || !answer.success) throw new Error(`${reply.status}`)
    const { agreed } = answer.data
    if (answer.data.epoch !== epoch || (agreed !== 0 && !points.some(({ seq }) => seq === agreed))) throw new Error('an answer to something else')
    return answer.data
  }

  /** Places at doubling distances from the end: however long ago it was, head office knows one of them, or none at all. */
  async function pointsOf(epoch: number, end: number): Promise<readonly Point[]> {
    const points: Point[] = []
    for (let seq = end, step = 1; seq >= 1 && points.length < journalPoints; seq -= step, step *= 2) {
      const hash = await source.entryHashAt(epoch, seq)
      if (hash !== undefined) points.push({ seq, hash })
    }
    return points
  }

  /** The last entry of an epoch that both have. */
  async function sharedEnd(door: Door, asked: Asked, epoch: number, end: number): Promise<Point> {
    let points = await pointsOf(epoch, end)
    for (;;) {
      const { agreed, entries } = await ask(door, asked, epoch, points)
      let at: Point = { seq: agreed, hash: (await ownHashAt(source, epoch, agreed)) ?? GENESIS_HASH }
      for (const text of entries) {
        const hash = hashEntry(at.hash, text, sha256)
        if ((await source.entryHashAt(epoch, at.seq + 1)) !== hash) return at
        at = { seq: at.seq + 1, hash }
      }
      if (entries.length === 0) return at
      points = [at]
    }
  }

  /** Undefined where head office has nothing but what is here, or of an epoch that was `left` before parts where it did. */
  async function partingOf(door: Door, asked: Asked, { epoch, seq: to, hash }: Point & { readonly epoch: number }, left: LeftEpoch | undefined): Promise<Pick<LeftEpoch, 'epoch' | 'seq' | 'to'> | undefined> {
    const own = await source.journalHead()
    const end = epoch > own.epoch ? 0 : (left?.seq ?? (await source.journalHead(epoch)).seq)
    if (to <= end && (await ownHashAt(source, epoch, to)) === hash) return undefined
    const { seq } = await sharedEnd(door, asked, epoch, end)
    return left !== undefined && seq >= left.seq ? undefined : { epoch, seq, to }
  }

  return {
    async recover(door, asked) {
      if (!asked.capabilities.includes(registerJournalCapability)) return 'cannot'
      const own = await source.journalHead()
      const { heads, latest } = await ask(door, asked, own.epoch, [])
      const { left = [] } = await source.facts()
      const partings: Pick<LeftEpoch, 'epoch' | 'seq' | 'to'>[] = []
      for (const held of heads) {
        const parting = await partingOf(door, asked, held, left.find(({ epoch }) => epoch === held.epoch))
        if (parting !== undefined) partings.push(parting)
      }
      const headOffice = heads.at(-1)
      if (headOffice === undefined || partings.length === 0) return 'agrees'
      const gone = await source.goOnInNextEpoch({ newest: headOffice.epoch, partings, headOffice, latest, instance: asked.instance })
      if (gone.ok) log('replication.restored', { from: own.epoch, seq: own.seq, headOfficeEpoch: headOffice.epoch, headOfficeSeq: headOffice.seq, partings: partings.length })
      return gone.ok ? 'goneOn' : 'cannot'
    },
    async takeOver(door, asked) {
      if (!asked.capabilities.includes(registerJournalCapability)) return 'nothing'
      const asFarAsItGoes = new Set<number>()
      let any = false
      for (;;) {
        const { left = [] } = await source.facts()
        const one = left.find((each) => !asFarAsItGoes.has(each.epoch) && takenTo(each, asked) !== undefined)
        const to = one === undefined ? undefined : takenTo(one, asked)
        if (one === undefined || to === undefined) return any ? 'some' : 'nothing'
        const { epoch, seq, taken, takenHash } = one
        const points = [{ seq: taken, hash: takenHash }, { seq, hash: (await ownHashAt(source, epoch, seq)) ?? GENESIS_HASH }]
        const { agreed, entries, heads } = await ask(door, asked, epoch, points.filter((point, at) => point.seq > 0 && (at === 0 || seq !== taken)))
        if (agreed !== taken && agreed !== seq) {
          if ((heads.find((head) => head.epoch === epoch)?.seq ?? 0) >= seq) return 'differs'
          // A head office that was restored meanwhile has it no more: what was taken over comes back to it with the rest.
          asFarAsItGoes.add(epoch)
          continue
        }
        const wanted = entries.slice(0, Math.max(0, to - agreed))
        if (wanted.length === 0) asFarAsItGoes.add(epoch)
        for (let begin = 0; begin === 0 || begin < wanted.length; begin += slice) {
          const written = await source.takeOverEntries({ epoch, after: agreed + begin, texts: wanted.slice(begin, begin + slice), to: wanted.length === 0 ? agreed : to })
          if (!written.ok) throw new Error(written.refusal.code)
        }
        any ||= wanted.length > 0
      }
    },
  }
}

/**
 * Up to where head office's entries of an epoch that was left are to be here; undefined where they are. It can get more of them afterwards, or others:
 * it was restored itself, or a batch of before came late. Whatever a machine adds there whose journal has ended is that machine's.
 */
function takenTo({ epoch, seq, to, taken, takenHash }: LeftEpoch, { earlier = [] }: Pick<Asked, 'earlier'>): number | undefined {
  const held = earlier.find((one) => one.epoch === epoch)
  if (held === undefined || held.ended === true) return taken < to ? to : undefined
  if (held.seq <= seq) return undefined
  return held.seq === taken && held.hash === takenHash ? undefined : held.seq
}

/** For as long a till says that it was restored; after that its journal and head office do. */
const toldForMs = 86_400_000

/** Whether this epoch is one that a restored register began, and when, while that is worth saying. */
export async function restoredLately(source: Pick<ReplicationSource, 'entriesAfter'>, epoch: number, now: number): Promise<{ readonly at: number; readonly epoch: number; readonly rebuilt?: true } | undefined> {
  const [first] = epoch === 1 ? [] : await source.entriesAfter(epoch, 0, 1)
  if (first?.type !== 'register.restored') return undefined
  const { at, body } = JSON.parse(first.text) as { readonly at: number; readonly body: { readonly because?: string } }
  if (now - at >= toldForMs) return undefined
  return { at, epoch, ...(body.because === 'rebuilt' && { rebuilt: true as const }) }
}
