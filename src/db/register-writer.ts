import { type Names } from '../domain/catalogue/index.ts'
import { accept } from '../domain/errors/index.ts'
import { writeAuthority } from './authority.ts'
import { writeBackups } from './backup-settings.ts'
import { basketMemory } from './basket-memory.ts'
import { writeBasketTenders } from './basket-tenders.ts'
import { writeBaskets } from './baskets.ts'
import { type ChainFault } from './chain.ts'
import { type Connection } from './connection.ts'
import { writeCounterGoods } from './counter-goods.ts'
import { writeCustomers } from './customers.ts'
import { passOverNumbers } from './numbers-file.ts'
import { writeTares } from './tares.ts'
import { writeDayProofs } from './day-proofs.ts'
import { writeHeadOfficeWords } from './head-office-words.ts'
import { writeDeviceEvents } from './device-events.ts'
import { writeDeviceSettings } from './device-settings.ts'
import { effectMemory } from './effect-memory.ts'
import { writeEffects } from './effects.ts'
import { writeFacts } from './facts.ts'
import { fedToIndex, writeFeeds } from './feeds.ts'
import { writeImport } from './import-items.ts'
import { writeItems } from './items.ts'
import { writeJournal } from './journal.ts'
import { writeLedger } from './ledger.ts'
import { leftBy } from './left-epochs.ts'
import { readLogos, writeLogos } from './logos.ts'
import { writeLossWatch } from './loss-watch.ts'
import { writeMails } from './mails.ts'
import { writeMoved } from './moved.ts'
import { writeOfficeContact } from './office-contact.ts'
import { writeNotTaken } from './not-taken.ts'
import { writeRegisterLock } from './register-lock.ts'
import { writeOperators } from './operators.ts'
import { writeOutbox } from './outbox.ts'
import { writePinGuesses } from './pin-guesses.ts'
import { writePapers } from './papers.ts'
import { writePayments } from './payments.ts'
import { writeProjections } from './projections.ts'
import { writeRefundVerdicts } from './refund-verdicts.ts'
import { writeRecalls } from './recalls.ts'
import { writeRefunds } from './refunds.ts'
import { type FactChanges, type KeptWork, type RegisterFacts, type RegisterWriter } from './register-database.ts'
import { createReads } from './register-reader.ts'
import { writeRequests } from './requests.ts'
import { writeSales } from './sales.ts'
import { writeSearch } from './search/search-index.ts'
import { writeSeats } from './seats.ts'
import { writeSecondFactor } from './second-factor.ts'
import { writeTiles } from './tiles.ts'
import { writeStoredValues } from './stored-values.ts'
import { takeEntries } from './take-entries.ts'
import { writeLayAways } from './lay-aways.ts'
import { writeVouchers } from './vouchers.ts'
import { fromStoredJson } from './stored-json.ts'
import { createUnitOfWork } from './unit-of-work.ts'
import { verifiedHead } from './verified-head.ts'

/** Baskets cleared before a checkpoint also sweeps: a sweep is one more commit, so not one per sale. */
const SWEEP_AFTER = 32

export interface WriterParts {
  readonly newId: () => string
  /** Folds the log into the file. */
  readonly fold: () => void
  /** After the last fold: closing takes the log away. */
  readonly beforeClose: () => void
  /** Called once, by close(). */
  readonly onClose: () => void
}

/** The writer over an open, migrated connection whose register exists. Recovers effects and verifies the chain first. */
export function createWriter(db: Connection, { newId, fold, beforeClose, onClose }: WriterParts): RegisterWriter {
  const memory = { baskets: basketMemory(), effects: effectMemory() }
  const reads = createReads(db, memory)
  // Kept in memory because every command asks; dropped whenever what is in memory may be ahead of the file.
  let knownFacts: RegisterFacts | undefined
  const facts = (): RegisterFacts => (knownFacts ??= reads.facts())
  const journal = writeJournal(db, facts, newId)
  const unit = createUnitOfWork(db, {
    beforeCommit() {
      if (journal.numberUnrecorded()) throw new Error('a receipt number without an entry that says what became of it')
    },
    afterRollback() {
      knownFacts = undefined
      memory.baskets.forgetAll()
      journal.forgetHead()
    },
  })
  const inside =
    <Arguments extends readonly unknown[], Value>(write: (...given: Arguments) => Value) =>
    (...given: Arguments): Value => {
      unit.assertInside()
      return write(...given)
    }

  const requests = writeRequests(db)
  const baskets = writeBaskets(db, memory.baskets, (request) => {
    requests.remember(request)
  })
  const logos = { ...readLogos(db), ...writeLogos(db) }
  const effects = writeEffects(db, logos, memory.effects)
  const projections = writeProjections(db)
  const ledger = writeLedger(db)
  const saveFacts = writeFacts(db, logos).saveFacts
  const verified = verifiedHead(db)
  const index = writeSearch(db)
  const imports = writeImport(db, { newId, index, language: () => facts().language })
  const items = writeItems(db, index)
  const counterGoods = writeCounterGoods(db)
  const payments = writePayments(db)
  const vouchers = writeVouchers(db)
  const storedValues = writeStoredValues(db)
  const layAways = writeLayAways(db)
  const tenders = writeBasketTenders(db)
  const tares = writeTares(db)
  const tiles = writeTiles(db)
  const recalls = writeRecalls(db)
  const authority = writeAuthority(db)
  const operators = writeOperators(db)
  const moves = writeMoved(db)
  const papers = writePapers(db)
  const customers = writeCustomers(db)
  const mails = writeMails(db)
  const dayProofs = writeDayProofs(db)
  const backups = writeBackups(db)
  const words = writeHeadOfficeWords(db)
  const feeds = writeFeeds(db)
  const fed = fedToIndex(db)
  let cleared = 0
  const chainFault = recover()

  function setFacts(changes: FactChanges): void {
    saveFacts(changes)
    knownFacts = undefined
    // A new epoch has a head of its own.
    if (changes.epoch !== undefined) journal.forgetHead()
  }

  /** What the sale's own commit leaves to a quieter moment. */
  function sweep(): void {
    baskets.sweep()
    payments.sweepPayments()
    requests.forgetOld()
    effects.forgetOld()
    cleared = 0
  }

  function beginEpoch(epoch: number): void {
    setFacts({ epoch })
  }

  /** What head office changed comes before what nobody ever looked at. */
  function indexFed(limit: number): number {
    const rows = fed.next(limit)
    if (rows.length === 0) return 0
    index.keepingUp(() => {
      for (const { item_key: itemKey, id, names, priced, isGone } of rows) {
        if (isGone === 1) index.drop(itemKey)
        else index.put({ itemKey, id, names: fromStoredJson<Names>(names), priced: priced === 1 }, true)
        fed.done(itemKey)
      }
    })
    return rows.length
  }

  function recover(): ChainFault | undefined {
    const { epoch } = facts()
    const last = verified.seqIn(epoch)
    const fault = reads.verifyChain(last + 1)
    unit.run(() => {
      effects.recoverEffects()
      payments.recoverPayments()
      mails.recoverMails()
      index.dropOutdated()
      sweep()
      if (fault === undefined) verified.remember(journal.head())
      return accept(undefined)
    })
    return fault === undefined ? undefined : { epoch, ...fault }
  }

  return {
    ...reads,
    facts,
    journalHead(of) {
      if (of !== undefined && of !== facts().epoch) return reads.journalHead(of)
      const { epoch, seq, hash } = journal.head()
      return { epoch, seq, hash }
    },
    unitOfWork: (work) => unit.run(work),
    append: inside((moment, draft) => journal.append(moment, draft)),
    nextReceiptCounter: inside(journal.nextReceiptCounter),
    skipReceiptNumbers: inside(journal.skipReceiptNumbers),
    passOverNumbers: inside((known) => passOverNumbers(db.name, facts().registerId, journal, known)),
    issueAgain: inside(journal.issueAgain),
    setSeat: inside(writeSeats(db).setSeat),
    keepOfficeContact: inside(writeOfficeContact(db).keepOfficeContact),
    keepRegisterLock: inside(writeRegisterLock(db).keepRegisterLock),
    keepNotTaken: inside(writeNotTaken(db).keepNotTaken),
    openBasket: inside(baskets.openBasket),
    changeBasket: inside(baskets.changeBasket),
    changeLines: inside(baskets.changeLines),
    setBasketDiscount: inside(baskets.setBasketDiscount),
    setCashInstead: inside(baskets.setCashInstead),
    setBasketCustomer: inside(baskets.setBasketCustomer),
    saveCustomer: inside(customers.saveCustomer),
    saveAccountLimit: inside(customers.saveAccountLimit),
    eraseCustomer: inside(customers.eraseCustomer),
    suspendBasket: inside(baskets.suspendBasket),
    resumeBasket: inside(baskets.resumeBasket),
    rememberRequest: inside(requests.remember),
    clearBasket: inside((basketId: string, request?: string) => {
      baskets.clearBasket(basketId, request)
      cleared += 1
    }),
    beginPayment: inside(payments.beginPayment),
    markPayment: inside(payments.markPayment),
    changePayment: inside(payments.changePayment),
    keepTender: inside(tenders.keepTender),
    dropTender: inside(tenders.dropTender),
    clearTenders: inside(tenders.clearTenders),
    useVoucher: inside(vouchers.useVoucher),
    freeVoucher: inside(vouchers.freeVoucher),
    moveStoredValue: inside(storedValues.moveStoredValue),
    hearStoredValue: inside(storedValues.hearStoredValue),
    addLayAway: inside(layAways.addLayAway),
    holdLayAway: inside(layAways.holdLayAway),
    setLayAwayState: inside(layAways.setLayAwayState),
    addDeposit: inside(layAways.addDeposit),
    standAgain: inside(layAways.standAgain),
    redateBasket: inside(layAways.redateBasket),
    saveGrant: inside(authority.saveGrant),
    saveSecondPersonAbove: inside(authority.saveSecondPersonAbove),
    addApproval: inside(authority.addApproval),
    useApproval: inside(authority.useApproval),
    ...writeSecondFactor(db, unit.assertInside),
    insertSale: inside(writeSales(db, memory.effects).insertSale),
    insertRefund: inside(writeRefunds(db, memory.effects).insertRefund),
    keepRefundVerdict: inside(writeRefundVerdicts(db).keepRefundVerdict),
    keepContradiction: inside(writeRefundVerdicts(db).keepContradiction),
    // No drawer ever hears of a sale that was none: without its row nothing is there that could be kicked, whatever is plugged in.
    addEffect: inside((document: string, work: KeptWork) => (work.kind === 'kick' && facts().mode === 'training' ? 0 : effects.addEffect(document, work))),
    effectStarted: inside(effects.effectStarted),
    effectFinished: inside(effects.effectFinished),
    doubtEffects: inside(effects.doubtEffects),
    saveRecall: inside(recalls.saveRecall),
    dropRecalls: inside(recalls.dropRecalls),
    saveItems: inside(items.saveItems),
    savePrice: inside(items.savePrice),
    importItems: inside(imports.importItems),
    finishImport: inside(() => {
      if (imports.takeUnversioned()) {
        saveFacts({ catalogueVersion: facts().catalogueVersion + 1 })
        knownFacts = undefined
      }
      return facts().catalogueVersion
    }),
    saveInStoreRules: inside(counterGoods.saveInStoreRules),
    saveDepartments: inside(counterGoods.saveDepartments),
    saveTares: inside(tares.saveTares),
    saveTilePages: inside(tiles.saveTilePages),
    saveFedTilePages: inside(tiles.saveFedTilePages),
    savePerson: inside(operators.savePerson),
    savePin: inside(operators.savePin),
    rehashPin: inside(operators.rehashPin),
    nameFirstPepper: inside(operators.nameFirstPepper),
    saveOperator: inside(operators.saveOperator),
    savePinGuesses: inside(writePinGuesses(db).savePinGuesses),
    saveFacts: inside(setFacts),
    saveMailAccount: inside(mails.saveMailAccount),
    queueMail: inside(mails.queueMail),
    mailStarted: inside(mails.mailStarted),
    mailEnded: inside(mails.mailEnded),
    doubtMails: inside(mails.doubtMails),
    sweepMails: inside(mails.sweepMails),
    saveTemplate: inside(papers.saveTemplate),
    countGiftReceipt: inside(papers.countGiftReceipt),
    closeJournal: inside(moves.closeJournal),
    markPacked: inside(moves.markPacked),
    continueJournal: inside(() => {
      moves.forgetMoved()
      beginEpoch(facts().epoch + 1)
    }),
    saveDeviceSetting: inside(writeDeviceSettings(db).saveDeviceSetting),
    saveLossLimit: inside(writeLossWatch(db).saveLossLimit),
    addDeviceEvents: inside(writeDeviceEvents(db).addDeviceEvents),
    keepDayProof: inside(dayProofs.keepDayProof),
    forgetDayProofs: inside(dayProofs.forgetDayProofs),
    keepQuarantine: inside(words.keepQuarantine),
    keepUnread: inside(words.keepUnread),
    answerRead: inside(words.answerRead),
    keepFeedPage: inside(feeds.keepFeedPage),
    applyFeed: inside(feeds.applyFeed),
    feedProved: inside(feeds.feedProved),
    releaseFeed: inside(feeds.releaseFeed),
    applyDuePrices: inside(feeds.applyDuePrices),
    keepFeedRows: inside(feeds.keepFeedRows),
    applyFeedRows: inside(feeds.applyFeedRows),
    releaseFeedRows: inside(feeds.releaseFeedRows),
    moveOutboxCursor: inside(writeOutbox(db).moveOutboxCursor),
    project(limit) {
      const done = unit.run(() => accept(Math.max(projections.project(limit), ledger.projectLedger(limit))))
      // A full disk stops projections, which can wait; the sales they come from are on disk.
      return done.ok ? done.value : 0
    },
    rebuildSearch(limit) {
      const done = unit.run(() => accept(indexFed(limit) || index.rebuild(limit)))
      return done.ok ? done.value : 0
    },
    restartSearch: inside(index.restart),
    searchRankedOn: index.rankedOn,
    restartSearchOn(businessDate) {
      // Asked for whenever the register is idle: a look costs no transaction.
      if (index.rankedOn() === businessDate) return false
      const done = unit.run(() => accept(index.restartOn(businessDate)))
      return done.ok && done.value
    },
    bringLedgerUp: inside(ledger.bringLedgerUp),
    saveBackupSetting: inside(backups.saveBackupSetting),
    wishRestore: backups.wishRestore,
    keepMending: inside(backups.keepMending),
    endBackup: inside(backups.endBackup),
    markMendingRead: inside(backups.markMendingRead),
    takeEntries: inside(
      takeEntries(db, {
        registerId: () => facts().registerId,
        epoch: () => facts().epoch,
        head: journal.head,
        forgetHead: journal.forgetHead,
        beginEpoch,
        entryKnown: reads.entryKnown,
        leave: (partings) => setFacts({ left: leftBy(reads, facts().left ?? [], partings, facts().epoch) }),
        insertSale: writeSales(db, memory.effects).insertSale,
        insertRefund: writeRefunds(db, memory.effects).insertRefund,
        moveStoredValue: storedValues.moveStoredValue,
      }),
    ),
    beginEpoch: inside(() => {
      beginEpoch(facts().epoch + 1)
    }),
    resetProjections: inside(() => {
      projections.resetProjections()
      ledger.emptyLedger()
    }),
    chainFaultAtOpen: () => chainFault,
    checkpoint() {
      unit.assertOutside()
      if (cleared >= SWEEP_AFTER) {
        unit.run(() => {
          sweep()
          return accept(undefined)
        })
      }
      fold()
    },
    close() {
      unit.assertOutside()
      try {
        fold()
        beforeClose()
      } catch {
        // A disk that fails now is met again at the next opening, which looks through the file: nobody is here to be told.
      }
      db.close()
      onClose()
    },
  }
}
