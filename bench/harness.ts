import { loadavg } from 'node:os'

/** One way of doing the family's work. */
export interface Arm {
  readonly name: string
  readonly kind: 'floor' | 'ours' | 'peer'
  /** The timed operation, the `index`-th of this arm. Whatever it needs is ready: see `prepare`. */
  run(index: number): unknown
  /** Before each operation and after it, untimed. */
  prepare?(index: number): unknown
  settle?(index: number): unknown
  /** Before anything is timed: undefined when what it does is right, else what is wrong with it. */
  check?(): string | undefined | Promise<string | undefined>
  /** A claim about the arm that figures cannot say: what it leaves out, what it would lose. */
  readonly note?: string
  close?(): unknown
}

export interface Effort {
  readonly repetitions: number
  /** Blocks of 20 operations for each arm in each repetition. */
  readonly blocks: number
  /** Before any is timed, so many operations of each or so long, whichever ends first: the compiler is done by then. */
  readonly warmUp: { readonly operations: number; readonly ms: number }
}

export interface ArmResult {
  readonly name: string
  readonly kind: Arm['kind']
  /** Microseconds, medians over the repetitions. */
  readonly p50: number
  readonly p99: number
  /** p50 as a multiple of the first floor's. */
  readonly toFloor: number
  /** Operations that count. Below 20 a block where one operation takes too long to repeat; then p99 is the slowest of few. */
  readonly samples: number
  /** `right`, or what is wrong with its answer. */
  readonly verdict: string
  readonly note?: string
}

/** Arms that do the same work and are compared with each other alone. */
export interface GroupResult {
  readonly name: string
  readonly load: number
  readonly arms: readonly ArmResult[]
}

/** `value` is in the limit's unit. A goal is missed above its limit; the run fails past 1.5 times of it, twice in three runs. */
export interface Goal {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly unit: 'ratio' | 'ms' | 'count' | 'frames' | 'KiB'
}

export interface FamilyResult {
  readonly groups: readonly GroupResult[]
  readonly goals: readonly Goal[]
  /** Exact counts and other figures that belong to no arm. */
  readonly facts: Readonly<Record<string, number | string>>
}

export interface FamilyOptions {
  readonly quick: boolean
  /** A folder of this run's own on the disk that is measured; gone afterwards. */
  readonly scratch: string
  /** For what is made once and kept: catalogues. */
  readonly cache: string
  say(line: string): void
}

export type Family = (options: FamilyOptions) => Promise<FamilyResult>

const blockSize = 20
/** An operation of 100 ms is repeated once a block, or a peer's LIKE alone would take the quarter of an hour. */
const blockBudgetUs = 60_000
/** And no arm longer than this in a repetition, but for the one operation that it must have. */
const repetitionBudgetUs = 300_000

export function effort(quick: boolean, blocks: number): Effort {
  return quick ? { repetitions: 7, blocks: Math.max(1, Math.floor(blocks / 4)), warmUp: { operations: 500, ms: 500 } } : { repetitions: 7, blocks, warmUp: { operations: 1_000, ms: 1_500 } }
}

/** Microseconds. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e3
}

/** The value below which `part` of them lie; 0 of nothing. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

interface Lane {
  readonly arm: Arm
  readonly verdict: string
  readonly size: number
  readonly blocks: number
  index: number
  samples: number
  readonly p50: number[]
  readonly p99: number[]
}

/**
 * Every arm in turn, in blocks, and each repetition begins with another one: whatever the machine does meanwhile (a
 * neighbour's load, a warm cache, a clock that changes speed), it does to all of them. Medians of each repetition's p50 and
 * p99; the first repetition is thrown away.
 */
export async function measure(name: string, arms: readonly Arm[], { repetitions, blocks, warmUp }: Effort): Promise<GroupResult> {
  const lanes: Lane[] = []
  for (const arm of arms) lanes.push(await open(arm, warmUp))
  const working = lanes.filter((lane) => lane.size > 0)
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const taken = new Map<Lane, number[]>(working.map((lane) => [lane, []]))
    for (let block = 0; block < blocks; block += 1) {
      for (let turn = 0; turn < working.length; turn += 1) {
        const lane = working[(turn + block + repetition) % working.length]
        if (lane === undefined || block >= lane.blocks) continue
        const times = taken.get(lane) ?? []
        for (let op = 0; op < lane.size; op += 1) times.push(await timed(lane))
      }
    }
    if (repetition === 0) continue
    for (const [lane, times] of taken) {
      lane.p50.push(quantile(times, 0.5))
      lane.p99.push(quantile(times, 0.99))
      lane.samples += times.length
    }
  }
  for (const { arm } of lanes) await arm.close?.()
  const floor = median(lanes.find(({ arm }) => arm.kind === 'floor')?.p50 ?? [])
  return { name, load: loadavg()[0] ?? 0, arms: lanes.map((lane) => resultOf(lane, floor)) }
}

async function open(arm: Arm, warmUp: Effort['warmUp']): Promise<Lane> {
  const lane: Lane = { arm, verdict: 'right', size: blockSize, blocks: Infinity, index: 0, samples: 0, p50: [], p99: [] }
  let verdict: string
  try {
    verdict = (await arm.check?.()) ?? 'right'
  } catch (error) {
    // A peer that cannot do the work at all is a result; ours is a fault.
    if (arm.kind !== 'peer') throw error
    return { ...lane, size: 0, verdict: `failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` }
  }
  if (verdict !== 'right' && arm.kind !== 'peer') throw new Error(`${arm.name}: ${verdict}`)
  const until = now() + warmUp.ms * 1e3
  let last: number[] = []
  while (lane.index < warmUp.operations && (now() < until || lane.index < 3)) last = [...last.slice(-20), await timed(lane)]
  const took = Math.max(1, median(last))
  const size = Math.max(1, Math.min(blockSize, Math.floor(blockBudgetUs / took)))
  return { ...lane, verdict, size, blocks: Math.max(1, Math.floor(repetitionBudgetUs / (took * size))) }
}

async function timed(lane: { readonly arm: Arm; index: number }): Promise<number> {
  const { arm } = lane
  const index = lane.index++
  const prepared = arm.prepare?.(index)
  if (isThenable(prepared)) await prepared
  const before = now()
  const done = arm.run(index)
  // Only what can be awaited is: a turn of the microtask queue is a tenth of the shortest operations here.
  if (isThenable(done)) await done
  const took = now() - before
  const settled = arm.settle?.(index)
  if (isThenable(settled)) await settled
  return took
}

/** Not only a Promise: nedb answers with an object of its own that can be awaited, and was 30 times too fast without this. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}

function resultOf({ arm, verdict, samples, p50, p99 }: Lane, floor: number): ArmResult {
  const middle = median(p50)
  return {
    name: arm.name, kind: arm.kind, p50: rounded(middle), p99: rounded(median(p99)), toFloor: floor === 0 ? 0 : rounded(middle / floor), samples, verdict,
    ...(arm.note === undefined ? {} : { note: arm.note }),
  }
}

/** Three digits count; more would be noise that reads like knowledge. */
export function rounded(value: number): number {
  return value === 0 || !Number.isFinite(value) ? 0 : Number(value.toPrecision(3))
}

/** The arm of that name. Throws where there is none: a goal must not be judged on nothing. */
export function armIn(group: GroupResult, name: string): ArmResult {
  const found = group.arms.find((arm) => arm.name === name)
  if (found === undefined) throw new Error(`no arm ${name} in ${group.name}`)
  return found
}
