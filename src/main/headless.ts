import path from 'node:path'
import { composeRegister, type Register } from './composition.ts'
import { startCore } from './core-location.ts'
import { fontsFolder, launchDrivers } from './drivers-location.ts'
import { readCatalogue } from './demo/read-catalogue.ts'
import { openLoopbackDoor, type LoopbackDoor } from './gateway/index.ts'
import { type StartOptions } from './options.ts'

export interface HeadlessRegister {
  readonly register: Register
  readonly door: LoopbackDoor
  close(): Promise<void>
}

export interface HeadlessEvents {
  readonly onAdmitted?: () => void
  readonly onCustomerAdmitted?: () => void
  readonly onCoreLost?: () => void
}

/** The register without a window: the same renderer, served to a browser of this machine. `directory` holds the built parts. */
export async function startHeadless(options: StartOptions, directory: string, { onAdmitted, onCustomerAdmitted, onCoreLost }: HeadlessEvents = {}): Promise<HeadlessRegister> {
  const register = await composeRegister({ options, startCore: (settings) => startCore(directory, settings), launchDrivers: launchDrivers(directory), fonts: fontsFolder(directory), catalogue: readCatalogue(directory), ...(onCoreLost && { onCoreLost }) })
  const door = await openLoopbackDoor({
    directory: path.join(directory, '..', 'renderer'),
    gate: register.gate,
    broadcast: register.broadcast,
    seat: register.seat,
    port: options.port,
    log: register.log,
    ...(onAdmitted && { onAdmitted }),
    ...(onCustomerAdmitted && { onCustomerAdmitted }),
  }).catch(async (error: unknown) => {
    // The port is taken, say. A register without a door would go on, and nobody could tell it to stop.
    await register.close()
    throw error
  })
  return {
    register,
    door,
    async close() {
      await door.close()
      await register.close()
    },
  }
}
