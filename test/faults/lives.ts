import path from 'node:path'
import { entriesIn, held, kicksOf, ledgerOf, salesOf, surroundings, until, waitingIn } from './kill-evidence.ts'
import { type Evidence, type HeldSale, type Life } from './kill-oracle.ts'
import { type FileSystem, type PowerDisk, powerDisk } from './power-disk.ts'
import { type SellingOptions, type SellingProcess } from './selling-process.ts'

export interface OneLife {
  readonly sells: SellingOptions['sells']
  /** Right before its process starts. */
  readonly begin?: () => void
  /**
   * Its file is opened again while it lives, and kicks that waited then are never begun. They are counted one by one, which takes a
   * life of less kicks than a register keeps.
   */
  readonly opensAgain?: true
  /** Of its process, beside what it has anyway. */
  readonly environment?: Readonly<Record<string, string>>
  /** Resolves when its process is gone. */
  readonly end: (process: SellingProcess, disk: PowerDisk | undefined) => Promise<void>
}

export interface LivesOptions {
  readonly lives: readonly OneLife[]
  readonly say?: (line: string) => void
  /** The register's data lie on a disk of its own, whose power can be cut. */
  readonly disk?: FileSystem | undefined
  /** Where they lie instead; the caller's. */
  readonly at?: string
  /** The register's file, at the end of all. */
  readonly look?: (file: string) => void
}

/**
 * Ends a selling register again and again, lets it finish what it owes, and brings together who holds what. The
 * printer, the drawer and head office live here, in the process that survives.
 */
export async function afterLives({ lives: all, say = () => undefined, disk: fileSystem, at, look = () => undefined }: LivesOptions): Promise<Evidence> {
  const { folder, station, start, close } = await surroundings()
  const disk = fileSystem === undefined ? undefined : powerDisk(folder, fileSystem)
  const data = at ?? path.join(disk?.folder ?? folder, 'register')
  const file = path.join(data, 'register.db')
  try {
    const acknowledged: HeldSale[] = []
    const lives: Life[] = []
    const kickAttempts = new Map<string, number>()
    let pulsesBefore = 0
    let cashBefore = 0
    const begunSoFar = (): number => [...kickAttempts.values()].reduce((sum, attempts) => sum + attempts, 0)
    const endLife = async (opensAgain = false): Promise<void> => {
      await station.quiet()
      const pulses = station.pulses()
      const begunBefore = begunSoFar()
      const now = kicksOf(file, kickAttempts)
      lives.push({ pulses: pulses - pulsesBefore, begun: opensAgain ? begunSoFar() - begunBefore : now.cashSales - cashBefore - now.neverBegun })
      pulsesBefore = pulses
      cashBefore = now.cashSales
    }

    for (const [index, { sells, begin, environment, opensAgain, end }] of all.entries()) {
      begin?.()
      const process = await start(data, sells, environment)
      await end(process, disk)
      acknowledged.push(...process.sold())
      await endLife(opensAgain)
      say(`life ${index + 1}: ${process.sold().length} sales, ${acknowledged.length} in all`)
    }

    const last = await start(data, 'nothing')
    await last.ready()
    await until(() => waitingIn(file) === 0 && entriesIn(file) === ledgerOf(folder).length, 50)
    const code = await last.stop()
    if (code !== 0) throw new Error(`told to stop, the register ended with ${code}`)
    await endLife()
    look(file)
    return { acknowledged, ...held(file), headOffice: salesOf(folder), ledger: ledgerOf(folder), papers: station.papers(), lives, kickAttempts, unfinished: waitingIn(file) }
  } finally {
    disk?.remove()
    await close()
  }
}
