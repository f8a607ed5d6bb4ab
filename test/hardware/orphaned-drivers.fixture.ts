import { forkDrivers, startDevices } from '../../src/main/devices/index.ts'
import { memorySpool } from '../../src/main/devices/fixture.ts'
import { driversPart } from '../program-parts.ts'

/** A register's devices with their process, which shares our standard output. Says `ready` with a paper in hand, and then is killed. */
const spool = memorySpool()
spool.add({ kind: 'print', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }] } })
await startDevices({ printer: { transport: 'tcp', host: '127.0.0.1', port: Number(process.argv[2]), profile: 'epson-80' } }, spool, () => undefined, { launch: forkDrivers(driversPart) })
await spool.reached(1, 'working')
process.stdout.write('ready\n')
setInterval(() => undefined, 60_000)
