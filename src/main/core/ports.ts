import { type ChildProcess } from 'node:child_process'
import { type MessagePort, type Worker } from 'node:worker_threads'
import { type FromCore, type ToCore } from './messages.ts'

/**
 * One end of the line to the core, whatever it runs in. Messages arrive whole, in order, and wait until somebody
 * listens. `close` at main's end is the hard way (the soft one is the message `close`); at the core's end it says goodbye.
 */
export interface Port<Out, In> {
  readonly post: (message: Out) => void
  readonly onMessage: (listener: (message: In) => void) => void
  /** Once, when the other end is gone for whatever reason. */
  readonly onClose: (listener: (fault?: string) => void) => void
  readonly close: () => void
}

/** Main's end. */
export type CorePort = Port<ToCore, FromCore>
/** The core's end. */
export type HostPort = Port<FromCore, ToCore>

/** A worker thread, seen from the thread that started it. */
export function workerPort(worker: Worker): CorePort {
  let fault: string | undefined
  // Without a listener an uncaught error in the worker would be one here, and take main down with it.
  worker.on('error', (error: unknown) => (fault = describe(error)))
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on('message', (message: unknown) => listener(message as FromCore)),
    onClose: (listener) => void worker.on('exit', () => listener(fault)),
    close: () => void worker.terminate(),
  }
}

/** The same line, seen from inside the worker. */
export function workerSidePort(parent: MessagePort): HostPort {
  return {
    post: (message) => parent.postMessage(message),
    onMessage: (listener) => void parent.on('message', (message: unknown) => listener(message as ToCore)),
    onClose: (listener) => void parent.on('close', () => listener()),
    close: () => parent.close(),
  }
}

/** A child process with an IPC channel, seen from its parent. */
export function childPort(child: ChildProcess): CorePort {
  let fault: string | undefined
  child.on('error', (error) => (fault = describe(error)))
  return {
    post: (message) => {
      // Sending into a channel that just closed reports an error event on the child; its exit is what counts.
      if (child.connected) child.send(message)
    },
    onMessage: (listener) => void child.on('message', (message: unknown) => listener(message as FromCore)),
    onClose: (listener) => {
      let told = false
      const tell = (): void => {
        if (!told) listener(fault)
        told = true
      }
      child.on('exit', tell)
      // A child that never started has an error and no exit.
      child.on('error', () => {
        if (child.pid === undefined) tell()
      })
    },
    close: () => void child.kill('SIGKILL'),
  }
}

/** The same line, seen from inside the child. When the parent dies the channel closes, and the child ends with it. */
export function childSidePort(own: NodeJS.Process): HostPort {
  return {
    post: (message) => void own.send?.(message),
    onMessage: (listener) => void own.on('message', (message: unknown) => listener(message as ToCore)),
    onClose: (listener) => void own.on('disconnect', () => listener()),
    close: () => {
      if (own.connected) own.disconnect()
    },
  }
}

/** Two ends of a line inside one process, with the order and the waiting of a real one. */
export function portPair(): readonly [CorePort, HostPort] {
  const toCore = queue<ToCore>()
  const fromCore = queue<FromCore>()
  return [
    { post: toCore.push, onMessage: fromCore.listen, onClose: fromCore.listenForEnd, close: toCore.end },
    { post: fromCore.push, onMessage: toCore.listen, onClose: toCore.listenForEnd, close: fromCore.end },
  ]
}

interface Queue<T> {
  readonly push: (message: T) => void
  readonly listen: (listener: (message: T) => void) => void
  readonly listenForEnd: (listener: () => void) => void
  readonly end: () => void
}

function queue<T>(): Queue<T> {
  const waiting: T[] = []
  let listener: ((message: T) => void) | undefined
  let ended = false
  let atEnd: (() => void) | undefined
  const drain = (): void => {
    while (listener !== undefined) {
      const next = waiting.shift()
      if (next === undefined) return
      listener(next)
    }
  }
  return {
    push: (message) => {
      if (ended) return
      waiting.push(message)
      queueMicrotask(drain)
    },
    listen: (given) => {
      listener = given
      queueMicrotask(drain)
    },
    listenForEnd: (given) => (atEnd = given),
    end: () => {
      if (ended) return
      ended = true
      queueMicrotask(() => {
        drain()
        atEnd?.()
      })
    },
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error
}
