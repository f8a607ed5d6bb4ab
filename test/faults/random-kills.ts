import { existsSync } from 'node:fs'
import path from 'node:path'
import { chanceOf } from './chance.ts'
import { reading, surroundings, until } from './kill-evidence.ts'
import { type Evidence } from './kill-oracle.ts'
import { afterLives, type OneLife } from './lives.ts'
import { type FileSystem, type PowerDisk } from './power-disk.ts'
import { type SellingProcess } from './selling-process.ts'

export interface KillsOptions {
  readonly kills: number
  /** The same seed kills after the same times; what the process was doing then is the machine's own. */
  readonly seed: number
  readonly say?: (line: string) => void
  /** Then it is the power of this register's disk that is cut each time, and the process ends with it. */
  readonly disk?: FileSystem
}

/** Milliseconds. */
const fromFirstSale = { least: 150, most: 1500 }
/** What the demo store has when nobody disturbs its making. */
const whole = { operators: 4, pages: 8 }
/** The part of the lives in which drawer and printer keep up. */
const keepingUp = 0.8

/** Kills a selling register some time after the first sale of each of its lives. */
export function killAtRandom({ kills, seed, say, disk }: KillsOptions): Promise<Evidence> {
  const { below } = chanceOf(seed)
  const lives = Array.from({ length: kills }, (_, kill): OneLife => {
    const ms = fromFirstSale.least + below(fromFirstSale.most - fromFirstSale.least)
    return {
      // The heaps come last: a life after one would only print.
      sells: kill < kills * keepingUp ? 'keepingUp' : 'flatOut',
      async end(process, power) {
        await process.firstSale()
        await (power === undefined ? process.killAfter(ms) : cutAfter(ms, power, process))
      },
    }
  })
  return afterLives({ lives, disk, ...(say !== undefined && { say }) })
}

async function cutAfter(ms: number, disk: PowerDisk, process: SellingProcess): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
  // Frozen first. A process that lives on beside a disk without power is nothing that happens, and the kernel told it of some
  // syncs that they were done: SQLite itself, with synchronous=FULL and nothing around it, then lost one commit in 3 of 50 cuts.
  process.freeze()
  disk.cut()
  await process.killAfter(0)
  disk.restore()
}

/** How far the making of a register has come, seen from outside. */
const stages = [
  { name: 'keys and no database', reached: (data: string) => existsSync(path.join(data, 'register.keys')) },
  { name: 'an empty file', reached: (data: string) => existsSync(path.join(data, 'register.db')) },
  { name: 'tables and nothing in them', reached: (data: string) => countIn(data, 'register') > 0 },
  { name: 'items without tiles', reached: (data: string) => countIn(data, 'item') > 0 },
  { name: 'tiles and nobody to sign on', reached: (data: string) => countIn(data, 'tile') > 0 },
  { name: 'one operator of four', reached: (data: string) => countIn(data, 'operator') > 0 },
  { name: 'three operators of four', reached: (data: string) => countIn(data, 'operator') > 2 },
] as const

/**
 * Kills a register at each stage of its making, every time a new one. Each has to come up whole at its next start. What
 * each could not do, as sentences.
 */
export async function killWhileMade(say: (line: string) => void = () => undefined): Promise<readonly string[]> {
  const { folder, start, close } = await surroundings()
  const problems: string[] = []
  try {
    for (const [index, { name, reached }] of stages.entries()) {
      const data = path.join(folder, `register-${index}`)
      const first = await start(data, 'nothing')
      await until(() => reached(data), 0)
      await first.killAfter(0)
      const second = await start(data, 'flatOut')
      try {
        const { operators, pages } = await second.ready()
        if (operators !== whole.operators || pages !== whole.pages) problems.push(`killed with ${name}: ${operators} operators and ${pages} tile pages, for good`)
        await second.firstSale()
      } catch (error) {
        problems.push(`killed with ${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
      await second.stop()
      say(`killed with ${name}: ${second.sold().length} sales after it`)
    }
    return problems
  } finally {
    await close()
  }
}

/** 0 also when there is no such table, or nothing that can be read yet. */
function countIn(data: string, table: string): number {
  try {
    return reading(path.join(data, 'register.db'), (all) => all<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)[0]?.n ?? 0)
  } catch {
    return 0
  }
}
