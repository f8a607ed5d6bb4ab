import { fork } from 'node:child_process'

/**
 * The line to the process that drives the devices, from our end. What goes over it is text: both ends know how long a
 * message is before they look into it.
 */
export interface DriversPort {
  post(text: string): void
  onMessage(listener: (message: unknown) => void): void
  /** Once: the process is gone, and everything it said before has been heard. */
  onEnd(listener: (why: string) => void): void
  /** At once, whatever it is doing. */
  kill(): void
}

export type LaunchDrivers = () => DriversPort

/** The same line from the process's own end. */
export interface DriversSide {
  post(text: string): void
  onMessage(listener: (message: unknown) => void): void
}

/** As a child of this Node, under the same Node. Electron's own way is the shell's: it is no business of the devices. */
export function forkDrivers(childPath: string): LaunchDrivers {
  return () => {
    const child = fork(childPath, [], { execArgv: [], serialization: 'json', env: environment(), stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    let ended = false
    let fault = ''
    child.on('error', (error) => (fault = error.message))
    return {
      post(text) {
        // A channel that closed just now says so by the exit, which is what counts.
        if (child.connected) child.send(text, () => undefined)
      },
      onMessage: (listener) => void child.on('message', listener),
      onEnd(listener) {
        let [gone, silent] = [false, false]
        const tell = (): void => {
          // Its exit may be known before its last words are read, and those may be that the paper is out.
          if (ended || !gone || !silent) return
          ended = true
          listener(fault !== '' ? fault : (child.signalCode ?? `code ${String(child.exitCode)}`))
        }
        child.once('exit', () => {
          gone = true
          silent ||= !child.connected
          tell()
        })
        child.once('disconnect', () => {
          silent = true
          tell()
        })
        // A child that never started has an error and no exit.
        child.once('error', () => {
          if (child.pid !== undefined) return
          ;[gone, silent] = [true, true]
          tell()
        })
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}

/** Electron's own switches would follow the child and turn its behaviour. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS'))
}

/** What Electron gives a utility process in place of Node's channel. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** Whoever started this process: Node or Electron. When the parent dies this process ends with it. */
export function driversSide(own: NodeJS.Process & { readonly parentPort?: ParentPort }): DriversSide {
  const port = own.parentPort
  if (port !== undefined) return { post: (text) => port.postMessage(text), onMessage: (listener) => port.on('message', ({ data }) => listener(data)) }
  // Electron ends its own helpers. Bytes in hand are lost either way: the next till prints that paper again, marked.
  own.once('disconnect', () => own.exit(0))
  return { post: (text) => void own.send?.(text, undefined, undefined, () => undefined), onMessage: (listener) => void own.on('message', listener) }
}
