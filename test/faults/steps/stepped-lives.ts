import path from 'node:path'
import { held, ledgerOf, reading, salesOf, surroundings, waitingIn } from '../kill-evidence.ts'
import { type Evidence, type HeldSale, type Life, type Paper } from '../kill-oracle.ts'
import { type Document, type Documents } from './documents-oracle.ts'
import { oneSteppedLife, type SteppedLife } from './stepping-process.ts'

export interface SteppedEvidence extends Evidence {
  readonly documents: Documents
}

export interface SteppedRegister {
  /** All steps of a register that does everything and that nobody kills, in the order it came to them. */
  readonly steps: readonly string[]
  /** One life that ends at that step; false where it never came to it, and did everything. New steps it came to are added. */
  killAt(step: string): Promise<boolean>
  /** Lets it do everything once more, unharmed, and brings together who holds what. */
  evidence(): Promise<SteppedEvidence>
  close(): Promise<void>
}

interface EffectRow {
  readonly id: number
  readonly sale: string
  readonly kind: string
  readonly attempts: number
}

/** Kills in the middle of a sign-on, in a row: each has spent a guess at the PIN, and those after the third wait. A life in peace forgets them. */
const mostGuesses = 2

/** A register that is killed at the steps it is told, with the printer, the drawer and head office that outlive it. */
export async function steppedRegister({ inkFirst = false } = {}): Promise<SteppedRegister> {
  const { folder, station, told, close } = await surroundings()
  const data = path.join(folder, 'register')
  const file = path.join(data, 'register.db')
  const options = { data, ...(await told()), inkFirst }
  const steps = new Set<string>()
  const acknowledged: HeldSale[] = []
  const promised: Documents['acknowledged'][number][] = []
  /** Of a careless till. */
  const inked: Paper[] = []
  const lives: Life[] = []
  const attempts = new Map<number, EffectRow>()
  let guesses = 0
  let [pulsesBefore, begunBefore] = [0, 0]

  async function end({ said }: SteppedLife): Promise<void> {
    for (const line of said) {
      const [word, id = '', number = '', total = ''] = line.split(' ')
      if (word === 'step') steps.add(line.slice(5))
      if (word === 'sold') acknowledged.push({ id, number, total: Number(total) })
      if (word === 'ink') inked.push({ number: id, duplicate: false, whole: true })
      if (word === 'refunded') promised.push({ title: `Refund ${number}`, proof: `${id} ${total}` })
      if (word === 'closed') promised.push({ title: `Z report ${id}`, proof: number })
    }
    await station.quiet()
    // The table forgets what is done and old; a life writes a handful.
    for (const row of reading(file, (all) => all<EffectRow>("SELECT id, sale_id AS sale, kind, attempts FROM effect WHERE kind = 'kick'"))) attempts.set(row.id, row)
    const [pulses, begun] = [station.pulses(), [...attempts.values()].reduce((sum, row) => sum + row.attempts, 0)]
    lives.push({ pulses: pulses - pulsesBefore, begun: begun - begunBefore })
    ;[pulsesBefore, begunBefore] = [pulses, begun]
  }

  await end(await oneSteppedLife({ ...options, does: 'nothing' }))
  // What making a register takes is another fault's: from here on it sells.
  steps.clear()
  await end(await oneSteppedLife({ ...options, does: 'everything' }))

  return {
    get steps() {
      return [...steps]
    },
    async killAt(step) {
      const life = await oneSteppedLife({ ...options, does: 'everything' }, step)
      await end(life)
      guesses = life.said.includes('signed on') ? 0 : guesses + Number(life.said.includes('signing on'))
      if (guesses >= mostGuesses) await end(await oneSteppedLife({ ...options, does: 'everything' }))
      if (guesses >= mostGuesses) guesses = 0
      return life.killed
    },
    async evidence() {
      await end(await oneSteppedLife({ ...options, does: 'everything' }))
      const kickAttempts = new Map([...attempts.values()].map(({ id, sale, attempts: tries }) => [`${sale} (${id})`, tries]))
      // What a careless till's spool prints is no receipt of it any more: those were out before.
      const papers = [...inked, ...station.papers().filter(({ number }) => !inkFirst || number === undefined)]
      return { acknowledged, ...held(file), headOffice: salesOf(folder), ledger: ledgerOf(folder), papers, lives, kickAttempts, unfinished: waitingIn(file), documents: { acknowledged: promised, journal: documentsIn(file), papers } }
    },
    close,
  }
}

interface RefundBody {
  readonly refundId: string
  readonly number: string
  readonly total: number
}
interface ZBody {
  readonly number: number
  readonly hash: string
  readonly net: number
}

/** The refunds and Zs that the journal's own text speaks of. */
export function documentsIn(file: string): readonly Document[] {
  const entries = reading(file, (all) => all<{ type: string; text: string }>("SELECT type, text FROM journal WHERE type IN ('refund.completed', 'shift.closed') ORDER BY position"))
  return entries.map(({ type, text }) => {
    const { body } = JSON.parse(text) as { readonly body: unknown }
    if (type === 'shift.closed') {
      const { number, hash, net } = body as ZBody
      return { title: `Z report ${number}`, proof: hash, net }
    }
    const { refundId, number, total } = body as RefundBody
    return { title: `Refund ${number}`, proof: `${refundId} ${total}`, total }
  })
}
