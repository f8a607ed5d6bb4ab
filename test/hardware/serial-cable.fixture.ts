import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { constants } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Makes pseudo-terminals: a serial port to whoever opens it. */
export const socat = spawnSync('socat', ['-V']).status === 0

export interface SerialCable {
  /** What a till is told to use. It stays the same when the cable is plugged in again. */
  readonly path: string
  plug(): Promise<void>
  /** Pulls it out, in the middle of whatever it carries. */
  unplug(): Promise<void>
  remove(): Promise<void>
}

/** A cable from a serial port of this machine to a printer that listens on 127.0.0.1. */
export function serialCable(port: number): SerialCable {
  const folder = mkdtempSync(path.join(tmpdir(), 'serial-'))
  const link = path.join(folder, 'ttyTill')
  let process: ChildProcess | undefined
  let held: FileHandle | undefined
  async function unplug(): Promise<void> {
    const pulled = process
    process = undefined
    await held?.close()
    held = undefined
    if (pulled === undefined) return
    const gone = once(pulled, 'exit')
    pulled.kill('SIGKILL')
    await gone
    // Killed it leaves its link behind, to a terminal that is no more.
    rmSync(link, { force: true })
  }
  return {
    path: link,
    async plug() {
      process = spawn('socat', [`pty,raw,echo=0,link=${link}`, `tcp:127.0.0.1:${port},nodelay`], { stdio: 'ignore' })
      while (!existsSync(link)) await new Promise((resolve) => setImmediate(resolve))
      // With nobody at the near end a pseudo-terminal hangs up, which no cable does.
      held = await open(link, constants.O_RDWR | constants.O_NOCTTY)
    },
    unplug,
    async remove() {
      await unplug()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
