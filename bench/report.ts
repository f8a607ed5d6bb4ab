import { type ArmResult, type FamilyResult, type Goal, rounded } from './harness.ts'
import { type Machine } from './machine.ts'

export interface FamilyRuns {
  readonly family: string
  readonly runs: readonly FamilyResult[]
}

export interface Verdict extends Goal {
  readonly family: string
  /** Of the runs: the value is the middle one's. */
  readonly values: readonly number[]
  readonly verdict: 'pass' | 'over' | 'failed'
}

export interface Report {
  /** YYYY-MM-DD */
  readonly date: string
  readonly commit: string
  /** True: the sources were not those of the commit. */
  readonly changed: boolean
  readonly quick: boolean
  readonly machine: Machine
  readonly goals: readonly Verdict[]
  readonly families: readonly FamilyRuns[]
}

/** Past this multiple of its limit a goal fails, when it is in two runs of three: one run may have had a bad neighbour. */
const tolerance = 1.5

export function verdicts({ family, runs }: FamilyRuns): readonly Verdict[] {
  const [first] = runs
  return (first?.goals ?? []).map(({ name, limit, unit }) => {
    const values = runs.flatMap((run) => run.goals.filter((goal) => goal.name === name).map((goal) => rounded(goal.value)))
    const sorted = values.toSorted((one, other) => one - other)
    const value = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
    // Of a single run there is nothing to compare it with, so it alone decides.
    const past = values.filter((one) => one > limit * tolerance).length
    const failed = past >= Math.min(2, runs.length)
    return { family, name, limit, unit, value, values, verdict: failed ? 'failed' : value <= limit ? 'pass' : 'over' }
  })
}

/** The middle of an arm's runs, for people: the file has them all. */
function middle(arms: readonly ArmResult[]): ArmResult | undefined {
  return arms.toSorted((one, other) => one.p50 - other.p50)[Math.floor((arms.length - 1) / 2)]
}

const time = (microseconds: number): string => (microseconds >= 10_000 ? `${rounded(microseconds / 1_000)} ms` : `${microseconds} µs`)

export function tableOf({ family, runs }: FamilyRuns): string {
  const lines = [`\n== ${family}`]
  for (const [at, group] of (runs[0]?.groups ?? []).entries()) {
    lines.push(`\n${group.name}   load ${runs.map((run) => (run.groups[at]?.load ?? 0).toFixed(1)).join(', ')}`, `  ${'arm'.padEnd(44)}${'p50'.padStart(12)}${'p99'.padStart(12)}${'x floor'.padStart(11)}  answer`)
    const ours = middle(runs.flatMap((run) => run.groups[at]?.arms.find(({ kind }) => kind === 'ours') ?? []))
    for (const { name } of group.arms) {
      const arm = middle(runs.flatMap((run) => run.groups[at]?.arms.filter((one) => one.name === name) ?? []))
      if (arm === undefined) continue
      const toOurs = arm.kind === 'peer' && arm.samples > 0 && ours !== undefined ? `, ${rounded(arm.p50 / ours.p50)} x ours` : ''
      const figures = arm.samples === 0 ? ['-', '-', '-'] : [time(arm.p50), time(arm.p99), `${arm.toFloor}`]
      lines.push(`  ${arm.name.padEnd(44)}${figures.map((figure, column) => figure.padStart(column === 2 ? 11 : 12)).join('')}  ${arm.verdict}${toOurs}${arm.note === undefined ? '' : ` (${arm.note})`}`)
    }
  }
  const facts = Object.entries(runs.at(-1)?.facts ?? {})
  if (facts.length > 0) lines.push('', ...facts.map(([name, value]) => `  ${name}: ${typeof value === 'number' ? rounded(value) : value}`))
  return lines.join('\n')
}

export function goalsTable(goals: readonly Verdict[]): string {
  const mark = { pass: 'pass  ', over: 'OVER  ', failed: 'FAILED' } as const
  return ['\n== goals', ...goals.map(({ verdict, family, name, value, limit, unit, values }) => `  ${mark[verdict]} ${`${family}: ${name}`.padEnd(64)} ${String(value).padStart(8)}  goal ${limit} ${unit}${values.length > 1 ? `   runs ${values.join(', ')}` : ''}`)].join('\n')
}
