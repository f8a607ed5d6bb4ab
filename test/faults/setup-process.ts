import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { connectCore, startCoreThreads } from '../../src/main/core/index.ts'
import { exampleGoods } from '../../src/main/demo/demo-store.ts'
import { demoCatalogue } from '../integration/register.fixture.ts'
import { bristol } from '../integration/setup.fixture.ts'
import { coreParts } from '../program-parts.ts'

/** A register in a process of its own that is set up with everything there is, to be killed in the middle of it. */
const folder = process.argv[2] ?? ''
const port = startCoreThreads({
  ...coreParts,
  settings: { databasePath: path.join(folder, 'register.db'), keyPath: path.join(folder, 'register.keys'), mode: 'live', appVersion: '0.1.0' },
})
const core = connectCore(port, { log: () => undefined })
await core.ready()
const goods = exampleGoods(demoCatalogue, bristol)
const { headOffice: _later, owner, ...answers } = bristol
process.stdout.write('ready\n')
const made = await core.internal.setUp({ ...answers, catalogue: 'example', devices: { printer: 'none', scanner: 'hid:' }, owner: { name: owner.name }, provisioned: [], ...(goods && { goods }) }, owner.pin, randomUUID())
process.stdout.write(`${made.ok ? 'made' : made.refusal.code}\n`)
