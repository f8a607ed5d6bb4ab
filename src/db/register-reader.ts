import { readAccounts } from './accounts.ts'
import { readAuthority } from './authority.ts'
import { readBackups } from './backup-settings.ts'
import { type BasketMemory } from './basket-memory.ts'
import { readBaskets } from './baskets.ts'
import { readChain } from './chain.ts'
import { type Connection } from './connection.ts'
import { readCounterGoods } from './counter-goods.ts'
import { type EffectMemory } from './effect-memory.ts'
import { readCustomers } from './customers.ts'
import { readDayProofs } from './day-proofs.ts'
import { readFeeds } from './feeds.ts'
import { readHeadOfficeWords } from './head-office-words.ts'
import { readDeviceEvents } from './device-events.ts'
import { readDeviceSettings } from './device-settings.ts'
import { readEffects } from './effects.ts'
import { readFacts } from './facts.ts'
import { readFoundSales } from './found-sales.ts'
import { readItems } from './items.ts'
import { readJournal } from './journal.ts'
import { readJournalList } from './journal-list.ts'
import { readLedger } from './ledger.ts'
import { readLossWatch } from './loss-watch.ts'
import { readLogos } from './logos.ts'
import { readMails } from './mails.ts'
import { readMoved } from './moved.ts'
import { readOfficeContact } from './office-contact.ts'
import { readOperators } from './operators.ts'
import { readOutbox } from './outbox.ts'
import { readPinGuesses } from './pin-guesses.ts'
import { readBasketTenders } from './basket-tenders.ts'
import { readStoredValues } from './stored-values.ts'
import { readLayAways } from './lay-aways.ts'
import { readVouchers } from './vouchers.ts'
import { readPapers } from './papers.ts'
import { readPayments } from './payments.ts'
import { readProjections } from './projections.ts'
import { readRecalls } from './recalls.ts'
import { readReceipts } from './receipts.ts'
import { readRefundVerdicts } from './refund-verdicts.ts'
import { readRefunds } from './refunds.ts'
import { type RegisterReader } from './register-database.ts'
import { readNotTaken } from './not-taken.ts'
import { readRegisterLock } from './register-lock.ts'
import { readRequests } from './requests.ts'
import { readSales } from './sales.ts'
import { readSearch } from './search/search-items.ts'
import { readSeats } from './seats.ts'
import { readSecondFactor } from './second-factor.ts'
import { readSupport } from './support.ts'
import { readTakenIn } from './left-epochs.ts'
import { readTares } from './tares.ts'
import { readTiles } from './tiles.ts'

/** Every read, its statements prepared once: preparing at each look-up costs twice the look-up. */
export function createReads(db: Connection, memory?: { readonly baskets: BasketMemory; readonly effects: EffectMemory }): RegisterReader {
  const logos = readLogos(db)
  const facts = readFacts(db, logos)
  const epoch = (): number => facts.facts().epoch
  const authority = readAuthority(db)
  const { journalHead, entriesAfter, entryHashAt } = readJournal(db, epoch)
  return {
    ...facts,
    ...readItems(db),
    ...readSearch(db),
    ...readCounterGoods(db),
    ...readTares(db),
    ...readTiles(db),
    ...readOperators(db),
    ...readCustomers(db),
    ...readAccounts(db),
    ...authority,
    ...readOfficeContact(db, authority.grantOf),
    ...readPinGuesses(db),
    ...readSecondFactor(db),
    ...readSeats(db),
    ...readBaskets(db, memory?.baskets),
    ...readRequests(db),
    ...readBasketTenders(db),
    ...readVouchers(db),
    ...readStoredValues(db),
    ...readLayAways(db),
    ...readPayments(db),
    ...readSales(db, logos),
    ...readRecalls(db),
    ...readRefunds(db, logos),
    ...readRefundVerdicts(db),
    ...readFoundSales(db, () => facts.facts()),
    ...readReceipts(db, () => facts.facts()),
    ...readEffects(db, logos, memory?.effects),
    ...readDeviceSettings(db),
    ...readDeviceEvents(db),
    journalHead,
    entriesAfter,
    entryHashAt,
    ...readTakenIn(db, epoch),
    ...readJournalList(db),
    ...readOutbox(db, () => facts.facts()),
    ...readDayProofs(db, () => facts.facts()),
    ...readHeadOfficeWords(db),
    ...readFeeds(db),
    ...readChain(db, epoch),
    ...readProjections(db),
    ...readLedger(db),
    ...readLossWatch(db),
    ...readSupport(db),
    ...readMoved(db),
    ...readRegisterLock(db),
    ...readNotTaken(db),
    ...readPapers(db),
    ...readMails(db),
    ...readBackups(db),
  }
}
