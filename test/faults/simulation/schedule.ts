import { createHash } from 'node:crypto'
import { acknowledgement } from '../../../src/contracts/replication/index.ts'
import { GENESIS_HASH } from '../../../src/domain/journal/index.ts'
import { type Replicator, startReplicator, type Transport } from '../../../src/main/replicator/index.ts'
import { chanceOf } from '../chance.ts'
import { type Filed, modelHeadOffice } from './model-head-office.ts'
import { type ModelRegister, modelRegister } from './model-register.ts'
import { network } from './network.ts'
import { violationsOf } from './oracle.ts'
import { registerShortcuts, type RegisterShortcut, type Shortcut } from './shortcuts.ts'
import { virtualTime } from './virtual-time.ts'
import { type Till, type World } from './world.ts'

export interface Outcome {
  readonly violations: readonly string[]
  readonly sales: number
  /** What the schedule had in it, by name: a simulation in which nobody restored anything has shown nothing of restores. */
  readonly happened: ReadonlyMap<string, number>
  /** SHA-256 of all that was done and filed: the same seed gives the same. */
  readonly trace: string
}

const minutes = 60_000
const isOfRegister = (shortcut: Shortcut | undefined): shortcut is RegisterShortcut => registerShortcuts.some((one) => one === shortcut)

/** One schedule: some minutes of sales and misfortunes of every kind, then peace until all is drained, then the reckoning. */
export async function runSchedule(seed: number, shortcut?: Shortcut): Promise<Outcome> {
  const chance = chanceOf(seed)
  const time = virtualTime(1_795_400_000_000)
  const registers = Array.from({ length: 1 + chance.below(3) }, (_, index) => modelRegister(index, chance, isOfRegister(shortcut) ? shortcut : undefined))
  const headOffice = modelHeadOffice(registers, chance.uuid(), time.now, shortcut)
  const line = network({ time, chance, headOffice })
  const start = (register: ModelRegister): Replicator =>
    startReplicator({ source: register.source, headOfficeUrl: 'http://127.0.0.1:1', connect: () => believed(line.connect(register.id), register, shortcut), clock: time.now, after: time.after, random: chance.next, log: () => {} })
  const world: World = { time, chance, headOffice, network: line, tills: registers.map((register) => ({ register, replicator: start(register), clockOff: 0 })), owed: new Set(), sales: 0 }
  const restart = (till: Till): void => {
    // Whatever was in flight may still arrive; nobody is there any more to hear the answer.
    void till.replicator.close()
    till.replicator = start(till.register)
  }

  const happened = new Map<string, number>()
  const trace = createHash('sha256')
  for (let step = 40 + chance.below(40); step > 0; step -= 1) {
    const what = happening(world, restart)
    happened.set(what, (happened.get(what) ?? 0) + 1)
    trace.update(`${time.now()} ${what}\n`)
    await time.passUntil(time.now() + chance.below(chance.happens(0.1) ? 120_000 : 4000))
  }

  line.heal()
  const peace = time.now()
  for (; time.now() < peace + 12 * minutes; await time.passUntil(time.now() + 60_000)) {
    // Restored to the very end of an epoch that it had left, a till looks like a copy, and only a person knows that there is no other.
    for (const { register, replicator } of world.tills) if (replicator.view().twin === 'open') headOffice.settle(register.id, register.disk().epochs.length)
    // Whatever was still on its way has arrived by then, late and twice.
    if (time.now() > peace + 90_000 && violationsOf(world).length === 0) break
  }
  const violations = violationsOf(world)
  const { filed } = headOffice.books()
  for (const { replicator } of world.tills) void replicator.close()
  for (const one of filed) trace.update(`${one.register} ${one.epoch} ${one.hash} ${one.effect.kind}\n`)
  return { violations, sales: world.sales, happened, trace: trace.digest('hex') }
}

/** Without a chain an acknowledgement is a number: whatever hash the register has there fits. */
function believed(line: Transport, { source }: ModelRegister, shortcut: Shortcut | undefined): Transport {
  if (shortcut !== 'no hash chain') return line
  const own = async (epoch: number, seq: number): Promise<string> => (await source.entryHashAt(epoch, seq)) ?? GENESIS_HASH
  return {
    ...line,
    async post(path, headers, body) {
      const reply = await line.post(path, headers, body)
      const answer = acknowledgement.safeParse(reply.body)
      if (!answer.success) return reply
      const { epoch, seq, earlier = [] } = answer.data
      const before = await Promise.all(earlier.map(async (one) => ({ ...one, hash: await own(one.epoch, one.seq) })))
      return { ...reply, body: { ...answer.data, hash: await own(epoch, seq), earlier: before } }
    },
  }
}

/** One thing that happens in the shop, on the line or at head office. */
function happening(world: World, restart: (till: Till) => void): string {
  const { chance, headOffice, tills, time } = world
  const till = tills[chance.below(tills.length)]
  if (till === undefined) throw new Error('a schedule without a till')
  const drawn = chance.next()
  if (drawn < 0.6) return sell(world, till)
  if (drawn < 0.66) {
    restart(till)
    return 'the till restarts'
  }
  if (drawn < 0.7) {
    till.clockOff = (chance.next() - 0.5) * 240 * minutes
    return 'a clock is set'
  }
  if (drawn < 0.75) {
    world.network.outage(1000 + chance.below(180_000))
    return 'head office is off'
  }
  if (drawn < 0.82) {
    headOffice.backUp()
    return 'head office is backed up'
  }
  if (drawn < 0.86) {
    forgiven(world, headOffice.restore(chance.below(8)))
    return 'head office is restored'
  }
  if (drawn < 0.87) {
    forgiven(world, headOffice.replace(chance.uuid()))
    return 'head office is replaced'
  }
  if (drawn < 0.93) {
    till.register.backUp()
    return 'a till is backed up'
  }
  if (drawn < 0.96) return restoreTill(world, till, restart)
  if (drawn < 0.98) {
    till.register.move()
    restart(till)
    return 'a till is moved'
  }
  time.after(0, () => restart(till))
  return sell(world, till)
}

function sell(world: World, till: Till): string {
  const { chance, time } = world
  const readable = !chance.happens(0.03)
  const sold = till.register.sell(Math.floor(time.now() + till.clockOff), readable)
  world.sales += 1
  // Where an outbox is kept beside the journal, there is a moment between the two.
  if (!chance.happens(0.02)) till.register.enqueue(sold)
  till.replicator.wake()
  return readable ? 'a sale' : 'a sale nobody can read'
}

function restoreTill({ chance, headOffice, owed }: World, till: Till, restart: (till: Till) => void): string {
  const before = till.register.disk().epochs.flat()
  if (!till.register.restore(chance.below(8))) return 'a till without a backup'
  const kept = new Set(till.register.disk().epochs.flat().map(({ id }) => id))
  const held = new Set(headOffice.books().filed.map(({ id }) => id))
  for (const { id } of before) if (!kept.has(id) && held.has(id)) owed.add(id)
  restart(till)
  return 'a till is restored'
}

/** What head office lost with its own disk, and no register has any more, nobody can bring back. */
function forgiven({ owed }: World, lost: readonly Filed[]): void {
  for (const { id } of lost) if (id !== undefined) owed.delete(id)
}
