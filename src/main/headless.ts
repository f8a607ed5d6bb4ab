import path from 'node:path'
import { composeRegister, type Register } from './composition.ts'
import { startCore } from './core-location.ts'
import { fontsFolder, launchDrivers } from './drivers-location.ts'
import { readCatalogue } from './demo/read-catalogue.ts'
import { openLoopbackDoor, type LoopbackDoor } from './gateway/index.ts'
import { type StartOptions } from './options.ts'
import { wordsHere } from './words/index.ts'

interface Opened {
  readonly register: Register
  readonly door: LoopbackDoor
}

/** Another register and another door from the moment it was started again: ask for them when they are needed. */
export interface HeadlessRegister extends Opened {
  close(): Promise<void>
}

export interface HeadlessEvents {
  readonly onAdmitted?: () => void
  readonly onCustomerAdmitted?: () => void
  readonly onCoreLost?: () => void
}

/** The register without a window: the same renderer, served to a browser of this machine. `directory` holds the built parts. */
export async function startHeadless(options: StartOptions, directory: string, events: HeadlessEvents = {}): Promise<HeadlessRegister> {
  let restarting: Promise<void> | undefined
  const startAgain = (): void => {
    // Nobody can ask for two: the door is shut first.
    restarting ??= again().then(() => (restarting = undefined), () => events.onCoreLost?.())
  }
  let now = await open(options, directory, { ...events, startAgain })

  /** On the same port, for the same browsers: their pages come back by themselves. */
  async function again(): Promise<void> {
    const { port, admissions } = now.door
    await shut(now)
    now = await open({ ...options, port }, directory, { ...events, startAgain }, admissions)
  }

  return {
    get register() {
      return now.register
    },
    get door() {
      return now.door
    },
    async close() {
      await restarting
      await shut(now)
    },
  }
}

async function shut({ door, register }: Opened): Promise<void> {
  await door.close()
  await register.close()
}

async function open(options: StartOptions, directory: string, { onAdmitted, onCustomerAdmitted, onCoreLost, startAgain }: HeadlessEvents & { readonly startAgain: () => void }, admissions?: LoopbackDoor['admissions']): Promise<Opened> {
  const register = await composeRegister({ options, startCore: (settings) => startCore(directory, settings), launchDrivers: launchDrivers(directory), fonts: fontsFolder(directory), catalogue: readCatalogue(directory), startAgain, ...(onCoreLost && { onCoreLost }) })
  const door = await openLoopbackDoor({
    directory: path.join(directory, '..', 'renderer'),
    gate: register.gate,
    broadcast: register.broadcast,
    seat: register.seat,
    port: options.port,
    log: register.log,
    ...(onAdmitted && { onAdmitted }),
    ...(onCustomerAdmitted && { onCustomerAdmitted }),
    ...(admissions && { admissions }),
  }).catch(async (error: unknown) => {
    // The port is taken, say. A register without a door would go on, and nobody could tell it to stop.
    await register.close()
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) throw new Error(wordsHere().portShut(options.port ?? 0, error.code === 'EADDRINUSE'), { cause: error })
    throw error
  })
  return { register, door }
}
