import { existsSync } from 'node:fs'
import path from 'node:path'
import { startCoreChild, startCoreThreads, type CorePort, type CoreSettings } from './core/index.ts'

/** better-sqlite3 13 needs N-API 10. An Electron that is older aborts the whole process when it loads it: ask first. */
const napi = Number(process.versions['napi'] ?? 0)

/**
 * Starts the core where it can run: as worker threads of this process, or under another Node when this one (an old
 * Electron in tests) cannot load the database. `directory` holds the built parts.
 */
export function startCore(directory: string, settings: CoreSettings): CorePort {
  const paths = { writerPath: path.join(directory, 'core-writer.cjs'), readerPath: path.join(directory, 'core-reader.cjs') }
  if (napi >= 10) return startCoreThreads({ ...paths, settings })
  const node = process.env['TILLWRIGHT_NODE']
  if (node === undefined || !existsSync(node)) throw new Error('this Electron is too old for the database: name a Node 24 in TILLWRIGHT_NODE')
  return startCoreChild({ ...paths, childPath: path.join(directory, 'core-child.cjs'), node, settings })
}
