import { mkdtempSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openRegisterReader } from '../../src/db/index.ts'
import { connectCore, startCoreThreads, type Core, type CorePort, type CoreSettings } from '../../src/main/core/index.ts'
import { coreParts } from '../program-parts.ts'


export interface Guessed {
  readonly asked: number
  readonly kills: number
  /** Guesses that a compare was made for and that came back: answered with a wrong PIN. */
  readonly wrong: number
  /** Entries in the journal. */
  readonly refused: number
  /** As counted on disk before the compare. */
  readonly counted: number
  /** What the right PIN was answered with at the end. */
  readonly right: string
  /** And after somebody unlocked, at once. */
  readonly unlocked: string
}

/**
 * Somebody types every PIN there is at one name, kills the core now and then, also in the middle of a compare, and turns the
 * clock. The same seed kills at the same guesses.
 */
export async function guessPins({ guesses, seed, say = () => undefined }: { readonly guesses: number; readonly seed: number; readonly say?: (line: string) => void }): Promise<Guessed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-guesses-'))
  const settings: CoreSettings = { databasePath: path.join(folder, 'register.db'), keyPath: path.join(folder, 'keys.json'), mode: 'demo', appVersion: '0.1.0' }
  const between = chance(seed)
  let running = await start(settings)
  let [asked, kills, wrong] = [0, 0, 0]
  try {
    await running.core.internal.seed({
      operators: [
        { operator: { id: 'li', name: 'Li', role: 'cashier' }, pin: '9999' },
        { operator: { id: 'ma', name: 'Ma', role: 'manager' }, pin: '8392' },
      ],
    })
    while (asked < guesses) {
      const pin = String(asked % 9999).padStart(4, '0')
      asked += 1
      const answer = running.core.call('sign-on', { operatorId: 'li', pin }, { seat: 'counter', request: randomUUID() })
      if (between() < 20 / guesses || asked === 2) {
        // The count is on disk by the time another call is answered; the compare takes longer.
        if (between() < 0.5) await running.core.internal.facts()
        running.port.close()
        await answer
        running = await start(settings)
        kills += 1
        say(`kill ${kills} at guess ${asked}`)
      } else {
        const said = await answer
        if (said.ok) throw new Error('a wrong PIN signed on')
        if (said.refusal.code === 'operator.wrongPin') wrong += 1
      }
      // Back and forth, by years: no wait may hear of it.
      if (asked % 50 === 0) await running.core.internal.setDemoClock(Date.UTC(2026, 10, 22) + (asked % 100 === 0 ? 1 : -1) * 400 * 86_400_000)
    }
    const right = await running.core.call('sign-on', { operatorId: 'li', pin: '9999' }, { seat: 'counter', request: randomUUID() })
    const { refused, counted } = held(settings.databasePath)
    return { asked, kills, wrong, refused, counted, right: right.ok ? 'signed on' : right.refusal.code, unlocked: await afterwards(running.core) }
  } finally {
    await running.core.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Somebody who manages people may have to wait for the register's own count; then their right PIN opens it. */
async function afterwards(core: Core): Promise<string> {
  for (;;) {
    const entered = await core.call('sign-on', { operatorId: 'ma', pin: '8392' }, { seat: 'counter', request: randomUUID() })
    if (entered.ok) break
    if (entered.refusal.code !== 'pin.wait') throw new Error(entered.refusal.code)
    await new Promise((resolve) => setTimeout(resolve, Number(entered.refusal.params?.['seconds']) * 1000))
  }
  await core.call('unlock-operator', { operatorId: 'li' }, { seat: 'counter', request: randomUUID() })
  const right = await core.call('sign-on', { operatorId: 'li', pin: '9999' }, { seat: 'counter', request: randomUUID() })
  return right.ok ? 'signed on' : right.refusal.code
}

async function start(settings: CoreSettings): Promise<{ readonly core: Core; readonly port: CorePort }> {
  for (;;) {
    const port = startCoreThreads({ ...coreParts, settings })
    const core = connectCore(port, { log: () => undefined })
    const opened = await core.ready()
    if (opened.ok) return { core, port }
    // The killed one's lock goes with its thread, which takes a moment.
    if (opened.refusal.code !== 'database.inUse') throw new Error(opened.refusal.code)
    await core.close()
  }
}

function held(databasePath: string): Pick<Guessed, 'refused' | 'counted'> {
  const reader = openRegisterReader({ path: databasePath })
  if (!reader.ok) throw new Error(reader.refusal.code)
  let refused = 0
  for (let after = 0; ; ) {
    const entries = reader.value.entriesAfter(1, after, 500)
    refused += entries.filter(({ type }) => type === 'pin.refused').length
    const last = entries.at(-1)
    if (last === undefined) break
    after = last.seq
  }
  const counted = reader.value.pinGuesses('li').total
  reader.value.close()
  return { refused, counted }
}

/** Mulberry32: a number from 0 to 1, the same again for the same seed. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
