import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants, existsSync, lstatSync, rmSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Why there can be no pseudo-terminal, in words for whoever typed `--pty`. A class, because it is thrown. */
export class NoPty extends Error {}

export interface Pty {
  /** The cable is out: the link is gone, and whoever had the line open loses it. */
  close(): Promise<void>
}

const stepMs = 20

/** A serial port made of software: `link` leads to a pseudo-terminal whose other end is the port of 127.0.0.1. */
export async function openPty(link: string, port: number): Promise<Pty> {
  if (process.platform === 'win32') throw new NoPty('Windows has no pseudo-terminals: use the TCP port, or a pair of virtual COM ports of your own (com0com) and a bridge.')
  if (spawnSync('socat', ['-V'], { stdio: 'ignore' }).status !== 0) {
    throw new NoPty('socat is not installed, and it is what makes the pseudo-terminal. Install it (Debian and Ubuntu: apt install socat, Fedora: dnf install socat, macOS: brew install socat), or leave --pty out and use the TCP port.')
  }
  const there = lstatSync(link, { throwIfNoEntry: false })
  // Only ever a link that an earlier run left behind: a file of somebody's is not ours to replace.
  if (there !== undefined && !there.isSymbolicLink()) throw new NoPty(`${link} is there already, and is no link: choose another name.`)
  rmSync(link, { force: true })
  let [socat, held]: [ChildProcess | undefined, FileHandle | undefined] = [undefined, undefined]
  let closed = false

  async function start(): Promise<void> {
    const child = spawn('socat', [`pty,raw,echo=0,link=${link}`, `tcp:127.0.0.1:${port},nodelay`], { stdio: 'ignore' })
    socat = child
    child.once('exit', () => {
      // The device hung up: a cable stays where it is, and the next opening finds it again.
      if (!closed && socat === child) void lift().then(() => (closed ? undefined : start()))
    })
    while (!existsSync(link)) {
      if (closed) return
      if (child.exitCode !== null || child.signalCode !== null) throw new NoPty(`socat made no pseudo-terminal at ${link}: may it write there?`)
      await new Promise((resolve) => setTimeout(resolve, stepMs))
    }
    // With nobody at the near end a pseudo-terminal hangs up, which no cable does.
    // The device may have hung up meanwhile, and taken the link with it: the next start finds the next one.
    held = await open(link, constants.O_RDWR | constants.O_NOCTTY).catch((error: unknown) => {
      if (closed || child.exitCode !== null || child.signalCode !== null) return undefined
      throw error
    })
  }

  async function lift(): Promise<void> {
    await held?.close().catch(() => undefined)
    held = undefined
    rmSync(link, { force: true })
  }

  await start()
  return {
    async close() {
      closed = true
      const child = socat
      await lift()
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
