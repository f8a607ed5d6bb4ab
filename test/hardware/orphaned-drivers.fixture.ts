import path from 'node:path'
import { forkDrivers, startDevices } from '../../src/main/devices/index.ts'
import { memorySpool } from '../../src/main/devices/fixture.ts'

/** A register's devices with their process, which shares our standard output. Says `ready`, and then is killed. */
const file = path.join(import.meta.dirname, '..', '..', 'src', 'main', 'devices', 'drivers-child.ts')
await startDevices({ printer: { simulator: true } }, memorySpool(), () => undefined, { launch: forkDrivers(file) })
process.stdout.write('ready\n')
setInterval(() => undefined, 60_000)
