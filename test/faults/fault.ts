import { type Books, type Evidence, type HeldSale, judge } from './kill-oracle.ts'

/** What `npm run test:faults -- --json` prints of each fault. */
export interface FaultResult {
  readonly name: string
  readonly runs: number
  /** Sales that a cashier was told are done. */
  readonly acknowledged: number
  /** Of those, not in the register, or not at head office. */
  readonly lost: number
  readonly doubled: number
  /** Whether that which must fail under this fault did. */
  readonly controlCaught: boolean
  /** Why it was not run. */
  readonly skipped: string | null
  /** All that was wrong, as sentences. */
  readonly problems: readonly string[]
}

export interface Fault {
  readonly name: string
  /** How often, unless somebody says otherwise. */
  readonly runs: number
  run(runs: number, seed: number, say: (line: string) => void): Promise<FaultResult>
}

/** What was found of a selling register, its papers and head office, as a line of the report. Its control is the caller's to say. */
export function resultOf(name: string, runs: number, evidence: Evidence): FaultResult {
  return resultOfBooks(name, runs, [evidence], judge(evidence))
}

/** Of several registers, each with its own books, and what is wrong with them. */
export function resultOfBooks(name: string, runs: number, all: readonly Books[], problems: readonly string[]): FaultResult {
  const sum = (count: (books: Books) => number): number => all.reduce((total, books) => total + count(books), 0)
  return {
    name,
    runs,
    acknowledged: sum(({ acknowledged }) => acknowledged.length),
    lost: sum(lostOf),
    doubled: sum(({ acknowledged, register, headOffice }) => repeated(register) + repeated(headOffice) + repeated(acknowledged)),
    controlCaught: false,
    skipped: null,
    problems,
  }
}

function lostOf({ acknowledged, register, headOffice }: Books): number {
  const [here, there] = [register, headOffice].map((held) => new Set(held.map(({ id }) => id)))
  return acknowledged.filter(({ id }) => here?.has(id) !== true || there?.has(id) !== true).length
}

const repeated = (held: readonly HeldSale[]): number => held.length - new Set(held.map(({ id }) => id)).size
