import { existsSync } from 'node:fs'
import path from 'node:path'
import { startCoreChild, startCoreThreads, type CorePort, type CoreSettings } from './core/index.ts'

/** better-sqlite3 13 needs N-API 10. An Electron that is older aborts the whole process when it loads it: ask first. */
const napi = Number(process.versions['napi'] ?? 0)

/**
 * Where the core's files lie as files. In a package the built parts are inside app.asar, which only Electron's own main
 * thread is sure to read; what the core needs is unpacked beside it, and another Node can read it too.
 */
export function onDisk(directory: string): string {
  return directory.replace(`${path.sep}app.asar${path.sep}`, `${path.sep}app.asar.unpacked${path.sep}`)
}

/**
 * Starts the core where it can run: as worker threads of this process, or under another Node when this one (an old
 * Electron in tests) cannot load the database. `built` is the folder of the built parts.
 */
export function startCore(built: string, settings: CoreSettings): CorePort {
  const directory = onDisk(built)
  const paths = { writerPath: path.join(directory, 'core-writer.cjs'), readerPath: path.join(directory, 'core-reader.cjs') }
  if (napi >= 10) return startCoreThreads({ ...paths, settings })
  const node = process.env['TILLWRIGHT_NODE']
  if (node === undefined || !existsSync(node)) throw new Error('this Electron is too old for the database: name a Node 24 in TILLWRIGHT_NODE')
  return startCoreChild({ ...paths, childPath: path.join(directory, 'core-child.cjs'), node, settings })
}
