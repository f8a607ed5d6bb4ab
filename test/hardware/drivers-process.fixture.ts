import { type SimulatedDrawer, simulatedDrawer } from '../../src/drivers/cash-drawer/index.ts'
import { type SimulatedPrinter, startSimulatedPrinter } from '../../src/drivers/printer/index.ts'
import { type DevicesConfig, type DevicesOptions, type DriversPort, forkDrivers, startDevices, type Devices } from '../../src/main/devices/index.ts'
import { memorySpool, type Spool } from '../../src/main/devices/fixture.ts'
import { driversPart } from '../program-parts.ts'

/** The process that drives the devices, as the product starts it; and a hand on each life of it. */
export function killableDrivers() {
  const lives: DriversPort[] = []
  const launch = forkDrivers(driversPart)
  return {
    lives,
    launch: (): DriversPort => {
      const port = launch()
      lives.push(port)
      return port
    },
    /** kill -9. */
    kill: (): void => lives.at(-1)?.kill(),
  }
}

export interface Counter {
  readonly spool: Spool
  readonly printer: SimulatedPrinter
  readonly drawer: SimulatedDrawer
  readonly drivers: ReturnType<typeof killableDrivers>
  readonly log: string[]
  start(config?: DevicesConfig, options?: DevicesOptions): Promise<Devices>
  close(): Promise<void>
}

/** A register's devices without the register: its records in memory, a printer and a drawer of their own, a real process between. */
export async function counter(): Promise<Counter> {
  const drawer = simulatedDrawer()
  const printer = await startSimulatedPrinter({ columns: 48, drawer })
  const spool = memorySpool()
  const drivers = killableDrivers()
  const log: string[] = []
  const started: Devices[] = []
  return {
    spool,
    printer,
    drawer,
    drivers,
    log,
    async start(config = { printer: { transport: 'tcp', host: '127.0.0.1', port: printer.port, profile: 'epson-80' } }, options = {}) {
      const devices = await startDevices(config, spool, ({ event, detail }) => log.push([event, detail].join(' ')), { launch: drivers.launch, ...options })
      started.push(devices)
      return devices
    },
    async close() {
      for (const devices of started) await devices.close()
      await printer.close()
    },
  }
}
