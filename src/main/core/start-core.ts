import { fork } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { hostCore } from './core-host.ts'
import { type CoreSettings, type Side } from './messages.ts'
import { childPort, portPair, workerPort, type CorePort } from './ports.ts'

/** Where the two workers' code lies: built `core-writer.cjs` and `core-reader.cjs`, or the sources themselves under Node 24. */
export interface ThreadPaths {
  readonly writerPath: string
  readonly readerPath: string
}

/** Starts one worker thread of this process. The reader's code has the keeper's with it: both only read. */
export function threadStarter({ writerPath, readerPath }: ThreadPaths): (side: Side) => CorePort {
  return (side) =>
    workerPort(
      new Worker(side === 'writer' ? writerPath : readerPath, {
        name: `core-${side}`,
        workerData: { side },
        // A parent's loaders and inspectors are not the core's.
        execArgv: [],
      }),
    )
}

/** The core as two worker threads of this process: the product's way. */
export function startCoreThreads(paths: ThreadPaths & { readonly settings: CoreSettings }): CorePort {
  const [near, far] = portPair()
  hostCore({ port: far, settings: paths.settings, startThread: threadStarter(paths) })
  return near
}

export interface ChildOptions extends ThreadPaths {
  readonly settings: CoreSettings
  /** The node executable to run it under. */
  readonly node: string
  /** Built `core-child.cjs`, or the source. */
  readonly childPath: string
}

/**
 * The core as a child process under another node: for an Electron whose own one is too old for the database driver.
 * The channel speaks JSON, since two versions of V8 need not agree on anything else.
 */
export function startCoreChild({ settings, node, childPath, writerPath, readerPath }: ChildOptions): CorePort {
  const child = fork(childPath, [], { execPath: node, execArgv: [], serialization: 'json', env: environment(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const port = childPort(child)
  port.post({ kind: 'host', settings, writerPath, readerPath })
  return port
}

/** Electron's own switches would follow the child and turn its behaviour. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS'))
}
