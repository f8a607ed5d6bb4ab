import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Where `npm run build` puts things. */
export const out = fileURLToPath(new URL('../../out/', import.meta.url))

export interface Till {
  /** Opens the till once. */
  readonly address: string
  stop(): Promise<void>
}

/** The built till on a folder of its own, as `npm start` starts it. Rejects when it ends before it says where it is. */
export async function startTill(data: string): Promise<Till> {
  const child = spawn(process.execPath, [path.join(out, 'main', 'start.cjs'), '--browser', '--data', data, '--store', 'gb'], { cwd: path.dirname(out), stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('till: ')) resolve(line.slice('till: '.length))
    })
    child.once('exit', () => reject(new Error(`the till ended before it printed its address\n${complaint}`)))
  })
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
