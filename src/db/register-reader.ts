import { readBaskets } from './baskets.ts'
import { readChain } from './chain.ts'
import { type Connection } from './connection.ts'
import { readEffects } from './effects.ts'
import { readFacts } from './facts.ts'
import { readItems } from './items.ts'
import { readJournal } from './journal.ts'
import { readOperators } from './operators.ts'
import { readOutbox } from './outbox.ts'
import { readProjections } from './projections.ts'
import { type RegisterReader } from './register-database.ts'
import { readRequests } from './requests.ts'
import { readSales } from './sales.ts'
import { readSeats } from './seats.ts'
import { readTiles } from './tiles.ts'

/** Every read, its statements prepared once: preparing at each look-up costs twice the look-up. */
export function createReads(db: Connection): RegisterReader {
  const facts = readFacts(db)
  const epoch = (): number => facts.facts().epoch
  const { journalHead, entriesAfter, entryHashAt } = readJournal(db, epoch)
  return {
    ...facts,
    ...readItems(db),
    ...readTiles(db),
    ...readOperators(db),
    ...readSeats(db),
    ...readBaskets(db),
    ...readRequests(db),
    ...readSales(db),
    ...readEffects(db),
    journalHead,
    entriesAfter,
    entryHashAt,
    ...readOutbox(db, epoch),
    ...readChain(db, epoch),
    ...readProjections(db),
  }
}
