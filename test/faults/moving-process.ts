import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { connectCore, startCoreThreads } from '../../src/main/core/index.ts'

/** A register in a process of its own that is packed for another machine, to be killed in the middle of it. Somebody who may is signed on. */
const file = (relative: string): string => new URL(relative, import.meta.url).pathname
const [folder = '', passphrase = ''] = process.argv.slice(2)
const port = startCoreThreads({
  writerPath: file('../../src/main/core/core-writer.ts'),
  readerPath: file('../../src/main/core/core-reader.ts'),
  settings: { databasePath: path.join(folder, 'register.db'), keyPath: path.join(folder, 'register.keys'), mode: 'demo', appVersion: '0.1.0' },
})
const core = connectCore(port, { log: () => undefined })
await core.ready()
const moved = await core.internal.moveOut({ passphrase, folder }, { seat: 'counter', request: randomUUID() })
process.stdout.write(`${moved.ok ? 'moved' : moved.refusal.code}\n`)
