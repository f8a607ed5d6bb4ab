import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Fault, resultOfBooks } from '../fault.ts'
import { judgeBooks } from '../kill-oracle.ts'
import { outage, type OutageFigures } from './outage.ts'

/** Fewer are no herd. */
const least = 24

/** A run is a register: so many of them at once, after ten minutes without head office. */
export const herdFault: Fault = {
  name: 'herd',
  runs: 200,
  async run(runs, seed, say) {
    const registers = Math.max(least, runs)
    const { figures, control } = await stampede({ registers, seed, outageSeconds: 600, steadySeconds: 120 }, say)
    const result = resultOfBooks('herd', registers, figures.books, problemsOf(figures))
    return { ...result, controlCaught: isStampede(control, registers) && problemsOf(control).length > 0 }
  },
}

export interface StampedeOptions {
  readonly registers: number
  readonly seed: number
  readonly outageSeconds: number
  readonly steadySeconds: number
}

/** Once as the product does it, and once with pauses that are all drawn alike. */
export async function stampede(options: StampedeOptions, say: (line: string) => void): Promise<{ readonly figures: OutageFigures; readonly control: OutageFigures }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-herd-'))
  try {
    const figures = await outage({ ...options, folder: path.join(folder, 'jitter') })
    say(`${options.registers} registers, ${options.outageSeconds} s without head office: ${told(figures)}`)
    const control = await outage({ ...options, folder: path.join(folder, 'control'), random: () => 0.999_999 })
    say(`control, pauses without jitter: ${told(control)}`)
    return { figures, control }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const told = ({ steadyMean, steadyPeak, peak, worstSecondMs, drainedAfter }: OutageFigures): string =>
  `${steadyMean.toFixed(1)} requests a second and at most ${steadyPeak} before, at most ${peak} once it was back (answered in ${worstSecondMs.toFixed(0)} ms), all drained ${drainedAfter ?? 'NEVER, or not within'} s after`

/** Chance alone makes some seconds fuller than others: twice the fullest before it went away, and a handful where there are few. */
const bound = ({ steadyPeak }: OutageFigures): number => Math.max(2 * steadyPeak, steadyPeak + 5)

export function problemsOf(figures: OutageFigures): readonly string[] {
  const { peak, steadyPeak, drainedAfter, books } = figures
  return [
    ...(peak > bound(figures) ? [`${peak} requests came in one second after the outage; before it there were never more than ${steadyPeak}`] : []),
    ...(drainedAfter === undefined ? ['not every register had sent everything in the longest pause there is'] : []),
    ...books.flatMap((one, index) => judgeBooks(one).map((problem) => `register ${index + 1}: ${problem}`)),
  ]
}

/** Most of them came in the same second. */
export const isStampede = ({ peak }: OutageFigures, registers: number): boolean => peak > registers / 2
