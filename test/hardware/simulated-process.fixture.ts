import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

const main = path.join(import.meta.dirname, '../../src/drivers/simulate/main.ts')

export interface SimulatedProcess {
  /** NaN where it has a pseudo-terminal instead. */
  readonly port: number
  /** Everything it has said so far, on both of its outputs. */
  said(): string
  /** Resolves when it has said that; rejects when it ends without. */
  says(what: string | RegExp): Promise<string>
  /** Types a line, and waits for the line that answers it. */
  type(line: string): Promise<string>
  /** Closes its input, as a service manager does that gives it none. */
  closeInput(): void
  signal(name: NodeJS.Signals): void
  /** Its exit code. */
  readonly ended: Promise<number | null>
}

/** Starts `npm run simulate -- ...words` as the process that it is. Without `port` it was told to do something else. */
export function startSimulator(words: readonly string[], environment: NodeJS.ProcessEnv = process.env) {
  const child = spawn(process.execPath, [main, ...words], { stdio: ['pipe', 'pipe', 'pipe'], env: environment })
  let text = ''
  const watchers = new Set<() => void>()
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (part: string) => {
      text += part
      for (const watcher of watchers) watcher()
    })
  }
  // 'close' and not 'exit': by then everything it said is here.
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const find = (from: number, what: string | RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const rest = text.slice(from)
        const found = typeof what === 'string' ? (rest.includes(what) ? what : undefined) : what.exec(rest)?.[0]
        if (found === undefined) return
        watchers.delete(look)
        resolve(found)
      }
      watchers.add(look)
      void ended.then((code) => reject(new Error(`it ended with ${code} and never said ${what}:\n${text}`)))
      look()
    })
  return {
    said: () => text,
    says: (what: string | RegExp) => find(0, what),
    type(line: string) {
      const from = text.length
      child.stdin.write(`${line}\n`)
      return find(from, /^(?:ok|no|not understood): .*$/m)
    },
    closeInput: () => void child.stdin.end(),
    signal: (name: NodeJS.Signals) => void child.kill(name),
    ended,
    async stop(): Promise<void> {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The same, up and waiting for a till. */
export async function simulator(...words: readonly string[]): Promise<SimulatedProcess & { stop(): Promise<void> }> {
  const started = startSimulator(words)
  const where = await started.says(/^\w+ at [\s\S]*type help/)
  return { ...started, port: Number(/127\.0\.0\.1:(\d+)/.exec(where)?.[1]) }
}
