import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'

export interface BenchPostgres {
  readonly url: string
  /** A database of its own on it. */
  database(name: string): Promise<string>
  close(): Promise<void>
}

/** A real server whose commits are on the disk, and who keeps it; undefined, with the reason said, where there is none. */
export async function startPostgres(say: (line: string) => void): Promise<BenchPostgres | undefined> {
  const keeper = spawn(process.execPath, [path.resolve(import.meta.dirname, '..', '..', 'scripts', 'lib', 'postgres-keeper.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [address] = (await once(keeper.stdout, 'data')) as [Buffer]
  const close = async (): Promise<void> => {
    const exited = once(keeper, 'exit')
    keeper.stdin.end()
    await exited
  }
  const { url, why } = (await (await fetch(`${address.toString('utf8').trim()}/durable`, { method: 'POST' })).json()) as { readonly url?: string; readonly why?: string }
  if (url === undefined) {
    say(`no PostgreSQL here: ${why ?? 'nobody said why'}`)
    await close()
    return undefined
  }
  return {
    url,
    database: async (name) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`)
      await client.end()
      const own = new URL(url)
      own.pathname = `/${name}`
      return own.href
    },
    close,
  }
}

interface Stat {
  readonly pid: number
  readonly parent: number
  /** Milliseconds of processor time, of itself and of its children that ended. */
  readonly cpu: number
  readonly command: string
}

/** Every process, where the system tells (Linux); none elsewhere. */
function processes(): readonly Stat[] {
  let pids: readonly string[]
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name))
  } catch {
    return []
  }
  return pids.flatMap((pid): readonly Stat[] => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number)
      // 100 ticks a second on every Linux there is.
      const cpu = 10 * ((fields[11] ?? 0) + (fields[12] ?? 0) + (fields[13] ?? 0) + (fields[14] ?? 0))
      return [{ pid: Number(pid), parent: fields[1] ?? 0, cpu, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }]
    } catch {
      return []
    }
  })
}

/** Milliseconds of processor time that head offices and the database used up to now: of what this process started, by what it is. */
export function cpuOf(): { readonly headOffice: number; readonly database: number } {
  const all = processes()
  const below = new Set([process.pid])
  for (let grew = true; grew; ) {
    const more = all.filter(({ pid, parent }) => below.has(parent) && !below.has(pid))
    for (const { pid } of more) below.add(pid)
    grew = more.length > 0
  }
  const own = all.filter(({ pid }) => below.has(pid))
  const sum = (what: RegExp): number => own.filter(({ command }) => what.test(command)).reduce((total, { cpu }) => total + cpu, 0)
  return { headOffice: sum(/headoffice\/main\.ts/u), database: sum(/postgres(?::| -D|\/postgres )/u) }
}
