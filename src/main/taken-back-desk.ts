import { type Input, type Name, type Output } from '../contracts/ipc/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { type CallOptions, type Core, type CoreName } from './core/index.ts'
import { type TakenBackValue } from './queries/index.ts'
import { type Replicator } from './replicator/index.ts'

/** What may bring money that a sale put on a card into a basket: asked of head office as soon as it stands there. */
const brings: ReadonlySet<Name> = new Set<Name>(['void-sale', 'add-return', 'restore-line', 'resume-basket'])
/** What gives it back: asked once more, for what head office held may have been let go again. */
const settles: ReadonlySet<Name> = new Set<Name>(['complete-sale', 'say-paid-back', 'begin-refund'])

/** What takes it out of the basket again: another register may have what was held for it. */
const drops: ReadonlySet<Name> = new Set<Name>(['cancel-basket', 'remove-line'])

/** Whether a view of a counter shows money that comes off a card; undefined for what is no view of one. */
function takesBack(value: unknown): boolean | undefined {
  if (typeof value !== 'object' || value === null || !('suspended' in value && 'currency' in value)) return undefined
  const { basket } = value as Partial<Output<'counter'>>
  return basket?.returned?.lines.some(({ owes, removed }) => owes !== undefined && !removed) === true
}

export interface TakenBackDesk {
  /** The core for every door: the one beneath, and head office asked before money leaves for what is on a card. */
  readonly core: Core
  /** Before a payment that gives money back begins: that one does not pass through the core's own door. */
  readonly ask: (seat: string) => Promise<void>
}

/**
 * Money comes off a card only while all of it is there. A register knows what it saw; head office, where it answers in time, knows
 * what others spent, and holds it for this register until the basket is completed or dropped. Baskets without such a line ask nobody.
 */
export function takenBackDesk(core: Core, replicator: Pick<Replicator, 'askStoredValue'>): TakenBackDesk {
  const seats = new Set<string>()

  /** `holds`: head office keeps it for us; else it is only asked, and lets go of what it kept. */
  async function hear(values: readonly TakenBackValue[], holds: boolean): Promise<void> {
    for (const value of values) {
      const told = await replicator.askStoredValue(holds ? value : { ...value, amount: 0 })
      if (told !== undefined) await core.internal.hearStoredValue(told)
    }
  }

  async function ask(seat: string): Promise<void> {
    if (seats.has(seat)) await hear(await core.internal.takenBackValues({ seat }), true)
  }

  function note(seat: string, answer: Result<unknown>): void {
    const shown = answer.ok ? takesBack(answer.value) : undefined
    if (shown === true) seats.add(seat)
    if (shown === false) seats.delete(seat)
  }

  /** What head office said last may be over: what the card paid for came back at another register since. Once more, then it stands. */
  async function begin<N extends CoreName>(name: N, input: Input<N>, options: CallOptions): Promise<Result<Output<N>>> {
    const answer = await core.call(name, input, options)
    if (answer.ok || answer.refusal.code !== 'return.cardSpent' || !brings.has(name) || !('saleId' in input) || typeof input.saleId !== 'string') return answer
    await hear(await core.internal.takenBackValues({ saleId: input.saleId }), false)
    return core.call(name, input, options)
  }

  async function call<N extends CoreName>(name: N, input: Input<N>, options: CallOptions): Promise<Result<Output<N>>> {
    const { seat } = options
    if (settles.has(name)) await ask(seat)
    const lying = drops.has(name) && seats.has(seat) ? await core.internal.takenBackValues({ seat }) : []
    const answer = await begin(name, input, options)
    note(seat, answer)
    if (!answer.ok) return answer
    // Nobody waits for that: it is let go by itself after a while.
    if (lying.length > 0 && !seats.has(seat)) void hear(lying, false).catch(() => undefined)
    if (!brings.has(name) || !seats.has(seat)) return answer
    await ask(seat)
    // What head office said may stand in the way of it: the answer says so.
    const view = await core.call('counter', {}, options)
    return view.ok ? (view as Result<Output<N>>) : answer
  }

  return { core: { ...core, call }, ask }
}
