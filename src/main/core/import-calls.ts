import { performance } from 'node:perf_hooks'
import { type RegisterFacts, type RegisterWriter } from '../../db/index.ts'
import { businessDateOf } from '../../domain/business-date/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { type CommandContext } from '../commands/index.ts'
import { nextSize } from './background-work.ts'
import { type ImportedRows, type ImportOutcome, type ImportRows } from './core-api.ts'

/** Folding a whole import's log in at once would hold up a scan for seconds; a few slices at a time, nobody notices. */
const slicesPerCheckpoint = 16
/**
 * A commit costs what the disk asks, and on a slow one that alone is more than a slice may take. Fewer rows would not make
 * it shorter, only the import longer: at one row a slice, days.
 */
const leastSlice = 32

/** Rows of an import in slices of at most 10 ms, each durable by itself, with the commands that arrived meanwhile in between. */
export async function importRows(database: RegisterWriter, { rows, slice }: ImportRows): Promise<Result<ImportedRows>> {
  const counts = { added: 0, updated: 0, unchanged: 0 }
  let size = Math.max(leastSlice, slice)
  let slices = 0
  for (let from = 0; from < rows.length; ) {
    const part = rows.slice(from, from + size)
    const before = performance.now()
    const saved = database.unitOfWork(() => accept(database.importItems(part)))
    const tookMs = performance.now() - before
    if (!saved.ok) return saved
    counts.added += saved.value.added
    counts.updated += saved.value.updated
    counts.unchanged += saved.value.unchanged
    from += part.length
    slices += 1
    const next = Math.max(leastSlice, nextSize(size, tookMs))
    // The rest of a batch was quick because it was short: that is no reason to take more the next time.
    if (part.length === size || next < size) size = next
    await nextTurn()
    if (slices % slicesPerCheckpoint === 0) {
      database.checkpoint()
      await nextTurn()
    }
  }
  return accept({ ...counts, slices, slice: size })
}

/**
 * The catalogue is another one from here on, and the journal says since when. An import that changed nothing is none, so
 * that the same file every night is not an entry every night.
 */
export function finishImport({ database, moment }: Pick<CommandContext, 'database' | 'moment'>, { added, updated, unchanged, refused }: ImportOutcome): Result<RegisterFacts> {
  const now = moment()
  return database.unitOfWork(() => {
    const { catalogueVersion: before, cutOffHour } = database.facts()
    if (database.finishImport() === before) return accept(database.facts())
    database.append(now, {
      type: 'items.imported',
      schemaVersion: 1,
      businessDate: businessDateOf(now.at, now.tzOffset, cutOffHour),
      operator: 'system',
      body: { added, updated, unchanged, refused },
    })
    return accept(database.facts())
  })
}

/** Lets the commands that arrived meanwhile go first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
