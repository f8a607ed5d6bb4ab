import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes longest, longest first. Where nothing was run before, as in CI, Vitest knows files by their size alone: the longest of all
 * are among the shortest to read, came last, and two workers of three waited more than a minute for them.
 */
export const longest = [
  'test/faults/simulation/simulation.test.ts',
  'test/integration/move-register.test.ts',
  'test/faults/random-kills.test.ts',
  'test/integration/authority-matrix.test.ts',
  'test/integration/take-over.test.ts',
  'test/faults/guessed-pins.test.ts',
  'test/integration/replay.test.ts',
  'test/hardware/simulate.test.ts',
  'test/integration/scale.test.ts',
  'test/architecture/fences.test.ts',
  'src/main/core/core.test.ts',
  'src/headoffice/http/people-doors.test.ts',
  'src/drivers/label-printer/label-printer.test.ts',
  'src/headoffice/store/postgres/postgres.test.ts',
  'src/db/mend/mend.test.ts',
  'src/db/basket-memory.test.ts',
] as const

/** The longest of each project before its others, and these as they were. */
export function longestFirst<File extends Begun>(files: readonly File[]): File[] {
  const projects = [...new Set(files.map(({ project }) => project.name))]
  return projects.flatMap((name) => files.filter(({ project }) => project.name === name).toSorted((left, right) => rankOf(left) - rankOf(right)))
}

interface Begun {
  readonly moduleId: string
  readonly project: { readonly name: string }
}

function rankOf({ moduleId }: Begun): number {
  const known = longest.findIndex((file) => moduleId.replaceAll('\\', '/').endsWith(`/${file}`))
  return known === -1 ? longest.length : known
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files))
  }
}
