import { type Evidence, judge } from './kill-oracle.ts'

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
  const { acknowledged, register, headOffice } = evidence
  const [here, there] = [register, headOffice].map((held) => new Set(held.map(({ id }) => id)))
  const repeated = (ids: readonly string[]): number => ids.length - new Set(ids).size
  return {
    name,
    runs,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ id }) => here?.has(id) !== true || there?.has(id) !== true).length,
    doubled: repeated(register.map(({ id }) => id)) + repeated(headOffice.map(({ id }) => id)) + repeated(acknowledged.map(({ id }) => id)),
    controlCaught: false,
    skipped: null,
    problems: judge(evidence),
  }
}
