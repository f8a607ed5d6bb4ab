import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { BALLAST_BYTES, ballastBeside } from '../../src/db/index.ts'
import { chanceOf } from './chance.ts'
import { type Fault, type FaultResult, resultOf } from './fault.ts'
import { type Evidence, judge } from './kill-oracle.ts'
import { afterLives, type OneLife } from './lives.ts'
import { noSmallDisk, smallDisk, type SmallDisk } from './small-disk.ts'
import { type SellingProcess } from './selling-process.ts'

/** `npm run test:faults -- --only disk-full`: somebody else fills the register's disk to its last byte, or it takes no write at all, and later it is back. */
export const diskFullFault: Fault = { name: 'disk-full', runs: 18, run: fillTheDisk }

const name = 'disk-full'
/** Milliseconds. */
const sellsFor = { least: 100, most: 900 }
const eatsEvery = 200
/** How often whoever fills the disk takes what was given back. A hundred times a second it would have all of the ballast before a shift is closed. */
const bites = 5

const ends = ['room', 'kill', 'fails'] as const
type End = (typeof ends)[number]

async function fillTheDisk(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult> {
  const skipped = noSmallDisk()
  if (skipped !== undefined) return { name, runs: 0, acknowledged: 0, lost: 0, doubled: 0, controlCaught: false, skipped, problems: [] }
  const { evidence, drawnOn, wasFull } = await sellOnASmallDisk(runs, seed, say)
  say(`the ballast was drawn on in ${drawnOn} of ${wasFull} lives on a full disk`)
  // A disk that never was full, or a ballast that nobody needed, would prove nothing; nor would a judge who sees no lost sale.
  const short = judge({ ...evidence, register: evidence.register.slice(1) })
  return { ...resultOf(name, runs, evidence), controlCaught: drawnOn > 0 && wasFull > 0 && short.length > judge(evidence).length }
}

export interface FullDisk {
  readonly evidence: Evidence
  /** Lives that took something of the ballast, of those that met a full disk. */
  readonly drawnOn: number
  readonly wasFull: number
}

export async function sellOnASmallDisk(runs: number, seed: number, say?: (line: string) => void): Promise<FullDisk> {
  const { below } = chanceOf(seed)
  const disk = smallDisk(256)
  const seen = { drawnOn: 0, wasFull: 0 }
  const ballast = ballastBeside(path.join(disk.folder, 'register.db'))
  while (ballast.add());
  const full = async (process: SellingProcess): Promise<void> => {
    await filled(disk, process)
    seen.wasFull += 1
    if (ballast.bytes() < BALLAST_BYTES) seen.drawnOn += 1
  }
  const some = (): Promise<void> => pause(sellsFor.least + below(sellsFor.most - sellsFor.least))
  const lives: readonly OneLife[] = Array.from({ length: runs }, (_, index) => ends[index % ends.length] ?? 'room').flatMap((end: End): OneLife[] => {
    const sells = below(2) === 0 ? 'keepingUp' : 'flatOut'
    const room: OneLife = {
      sells,
      async end(process) {
        await process.firstSale()
        await some()
        await full(process)
        disk.empty()
        await process.nextSale()
        await ended(process)
      },
    }
    const killed: OneLife = {
      sells,
      async end(process) {
        await process.firstSale()
        await some()
        await full(process)
        await process.killAfter(below(50))
        // Whoever looks at what it left needs a little room for it.
        disk.empty()
      },
    }
    const onNothing: OneLife = {
      sells,
      begin: () => disk.fill(),
      async end(process) {
        await full(process)
        disk.empty()
        await process.firstSale()
        await ended(process)
      },
    }
    const fails: OneLife = {
      sells: 'keepingUp',
      opensAgain: true,
      async end(process) {
        await process.firstSale()
        await some()
        writes(process, false)
        await process.refusedFor('database.away')
        writes(process, true)
        await process.nextSale()
        await ended(process)
      },
    }
    return end === 'room' ? [room] : end === 'kill' ? [killed, onNothing] : [fails]
  })
  try {
    return { evidence: await afterLives({ lives, at: disk.folder, ...(say !== undefined && { say }) }), ...seen }
  } finally {
    disk.remove()
  }
}

/** Full to the last byte, and again when something was given back, until it says that it begins nothing new. */
async function filled(disk: SmallDisk, process: SellingProcess): Promise<void> {
  let left = bites
  disk.fill()
  const eater = setInterval(() => {
    left -= 1
    disk.fill()
    if (left === 0) clearInterval(eater)
  }, eatsEvery)
  try {
    await process.refusedFor('database.full')
  } finally {
    clearInterval(eater)
  }
}

/** No write of this process reaches a file beyond its first bytes, or each does again. */
function writes(process: SellingProcess, take: boolean): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${take ? 'unlimited' : '512'}:unlimited`], { stdio: 'pipe' })
}

async function ended(process: SellingProcess): Promise<void> {
  const code = await process.stop()
  if (code !== 0) throw new Error(`told to stop, the register ended with ${code}: ${process.complaint()}`)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
