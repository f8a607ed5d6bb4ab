import { type BasketLine, type TrailStep } from '../domain/basket/index.ts'
import { fromStoredJson } from './stored-json.ts'

/** The part of a basket that grows with it, as it stands in the file at a revision. */
export interface BasketContent {
  readonly lines: readonly BasketLine[]
  readonly trail: readonly TrailStep[]
}

/** What one change wrote, as JSON: read back from there, so that what is kept is what a reopened file would give. */
export interface WrittenChange {
  readonly step: string
  readonly line?: string
}

export interface BasketMemory {
  /** Undefined when it is not known at exactly that revision. */
  content(id: string, revision: number): BasketContent | undefined
  keep(id: string, revision: number, content: BasketContent): void
  /** Carries what is known over the changes that led to `revision`; forgets it when it was not known just before. */
  carry(id: string, revision: number, changes: readonly WrittenChange[]): void
  forget(id: string): void
  forgetAll(): void
}

/** A seat or two and a few that were just put aside. More are looked up again. */
const mostKept = 8

/**
 * The writer's open baskets as parsed objects. Each command reads its basket twice, to change it and to show it, and
 * parsing a thousand lines and their trail made the thousandth scan a hundred times the first.
 *
 * Safe because one connection writes and every change of a basket raises its revision. A rollback takes revisions back and
 * gives them out again with other content, so then everything must be forgotten.
 */
export function basketMemory(): BasketMemory {
  const known = new Map<string, BasketContent & { readonly revision: number }>()
  return {
    content(id, revision) {
      const found = known.get(id)
      return found?.revision === revision ? found : undefined
    },
    keep(id, revision, { lines, trail }) {
      if (known.size >= mostKept && !known.has(id)) known.clear()
      known.set(id, { revision, lines, trail })
    },
    carry(id, revision, changes) {
      const before = known.get(id)
      if (before?.revision !== revision - 1) {
        known.delete(id)
        return
      }
      const trail = [...before.trail, ...changes.map(({ step }) => fromStoredJson<TrailStep>(step))]
      const lines = changes.reduce((kept, { line }) => (line === undefined ? kept : withLine(kept, fromStoredJson<BasketLine>(line))), before.lines)
      known.set(id, { revision, trail, lines })
    },
    forget: (id) => void known.delete(id),
    forgetAll: () => known.clear(),
  }
}

/** In the order of line numbers, which is the file's: nearly always the last, or one that stands there already. */
function withLine(lines: readonly BasketLine[], line: BasketLine): readonly BasketLine[] {
  const last = lines.at(-1)
  if (last === undefined || last.lineNo < line.lineNo) return [...lines, line]
  const at = lines.findIndex(({ lineNo }) => lineNo >= line.lineNo)
  return lines.toSpliced(at, lines[at]?.lineNo === line.lineNo ? 1 : 0, line)
}
