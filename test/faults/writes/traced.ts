import { spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

export interface Injection {
  readonly call: 'pwrite64' | 'fsync'
  /** `full` from the nth on, as a disk is; the others once. */
  readonly what: 'EIO' | 'full' | 'kill'
  /** The nth of the register's thread, from 1. */
  readonly nth: number
}

export interface TracedLife {
  readonly said: readonly string[]
  /** Whether it came to that call at all. */
  readonly hit: boolean
  /** Each call that was looked at, in order. */
  readonly calls: readonly string[]
  readonly complaint: string
  readonly late: boolean
}

/** Milliseconds. A life takes half a second. */
const longest = 30_000

let why: string | undefined | null = null

/** Why nothing can be injected here, or undefined. */
export function noTracing(): string | undefined {
  if (why === null) {
    const { status, error } = process.platform === 'linux' ? spawnSync('strace', ['-f', '-qq', '-e', 'trace=none', process.execPath, '-e', '0'], { stdio: 'ignore' }) : { status: 1, error: undefined }
    why = status === 0 ? undefined : error === undefined ? 'strace may not trace here' : 'strace is not installed'
  }
  return why
}

const spelt = ({ call, what, nth }: Injection): string => `inject=${call}:${what === 'kill' ? 'signal=SIGKILL' : `error=${what === 'full' ? 'ENOSPC' : 'EIO'}`}:when=${nth}${what === 'full' ? '+' : ''}`

/**
 * One life of a program under strace, with one of its calls on these files failing. It hangs on no pipe and is waited for no longer
 * than it may take: what it says goes into a file, and its whole process group ends with it. An earlier way of doing this waited for ever for
 * the pipe of a child that had outlived strace.
 */
export async function tracedLife(folder: string, words: readonly string[], files: readonly string[], injection?: Injection): Promise<TracedLife> {
  const [said, complaint, trace] = ['said', 'complaint', 'trace'].map((name) => path.join(folder, `traced.${name}`))
  if (said === undefined || complaint === undefined || trace === undefined) throw new Error('no names')
  for (const old of [said, complaint, trace]) rmSync(old, { force: true })
  const [out, error] = [openSync(said, 'w'), openSync(complaint, 'w')]
  const paths = [...files, said].flatMap((file) => ['-P', file])
  const inject = injection === undefined ? [] : ['-e', spelt(injection)]
  const child = spawn('strace', ['-f', ...(injection?.what === 'kill' ? [] : ['--seccomp-bpf']), '-qq', ...paths, '-e', 'trace=pwrite64,fsync,write', ...inject, '-o', trace, process.execPath, ...words], { detached: true, stdio: ['ignore', out, error] })
  closeSync(out)
  closeSync(error)
  let late = false
  const group = child.pid
  const tooLong = setTimeout(() => {
    late = true
    endGroup(group)
  }, longest)
  await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(tooLong)
  await groupGone(group)
  const calls = readFileSync(trace, 'utf8').split('\n')
  const text = readFileSync(said, 'utf8').split('\n')
  return { said: text.slice(0, -1), hit: calls.some((line) => line.includes('(INJECTED)') || line.includes('killed by SIGKILL')), calls, complaint: readFileSync(complaint, 'utf8'), late }
}

/** Of this life alone: it was started as a group of its own. */
function endGroup(group: number | undefined): boolean {
  if (group === undefined) return false
  try {
    return process.kill(-group, 'SIGKILL')
  } catch {
    return false
  }
}

/** Strace has ended: what it traced is ended with it, and nobody writes to the register any more. */
async function groupGone(group: number | undefined): Promise<void> {
  while (endGroup(group)) await new Promise((resolve) => setTimeout(resolve, 2))
}
