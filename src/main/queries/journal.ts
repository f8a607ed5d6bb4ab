import { type Input, journalGroups, type JournalEntryView, type JournalView } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { catalogueVersionIn, journalFacts, journalRow } from './journal-row.ts'
import { type QueryContext } from './query-context.ts'

/** A page of the journal. One more than asked for is looked up, to know whether there is a next page. */
export function journal({ reader }: QueryContext, { from, to, operatorId, group, text = '', before, limit }: Input<'journal'>): Result<JournalView> {
  const reference = text.normalize('NFKC').trim()
  const found = reader.journalEntries({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(operatorId === undefined ? {} : { operatorId }),
    ...(group === undefined ? {} : { areas: journalGroups[group] }),
    ...(reference === '' ? {} : { reference }),
    ...(before === undefined ? {} : { before }),
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return accept({
    entries: page.map((entry) => journalRow(reader, entry)),
    ...(last === undefined ? {} : { next: { businessDate: last.businessDate, epoch: last.epoch, seq: last.seq } }),
    listing: reader.listedUpTo() !== undefined,
    cutOffHour: reader.facts().cutOffHour,
  })
}

/** Refuses `entry.unknown`. */
export function journalEntry({ reader }: QueryContext, { epoch, seq }: Input<'journal-entry'>): Result<JournalEntryView> {
  const entry = reader.entryAt(epoch, seq)
  if (entry === undefined) return refuse('entry.unknown')
  const catalogueVersion = catalogueVersionIn(entry)
  return accept({ row: journalRow(reader, entry), hash: entry.hash, ...(catalogueVersion === undefined ? {} : { catalogueVersion }), facts: journalFacts(reader, entry) })
}
