export * from './basket-returns.ts'
export * from './blocked-by.ts'
export * from './cash-rounding.ts'
import { counter } from './counter.ts'
import { badge } from './badge.ts'
import { accountStatement, customerCard, customers } from './customers.ts'
import { departments } from './departments.ts'
import { findSale } from './find-sale.ts'
export { type FindingContext } from './find-sale.ts'
import { giftLines } from './gift-lines.ts'
import { itemOptions } from './item-options.ts'
import { layAways } from './lay-aways.ts'
import { journal, journalEntry } from './journal.ts'
import { lossDocuments, losses, lossesInSteps } from './losses.ts'
import { labelPreview } from './label-preview.ts'
import { mailAccount, mails } from './mails.ts'
import { paperPreview } from './paper-preview.ts'
import { paperTemplate } from './paper-template.ts'
import { ownRights } from './own-rights.ts'
import { people } from './people.ts'
import { permissions } from './permissions.ts'
import { receipt } from './receipt.ts'
import { receipts } from './receipts.ts'
import { register } from './register.ts'
import { report, reportDocuments } from './report.ts'
import { saleElsewhere } from './sale-elsewhere.ts'
import { secondFactor } from './second-factor.ts'
import { searchItems } from './search-items.ts'
import { shift } from './shift.ts'
import { xReport, zReport, zReports } from './shift-reports.ts'
import { store } from './store.ts'
import { storedValue } from './stored-value.ts'
import { suspendedBaskets } from './suspended-baskets.ts'
import { tares } from './tares.ts'
import { taxes } from './taxes.ts'
import { tiles } from './tiles.ts'

export * from './counter-view.ts'
export { balanceOf, layAways, layAwayTerms, paidDeposits } from './lay-aways.ts'
export { customerCardOf, customerSummaryOf, statementOf } from './customers.ts'
export * from './effects-to-do.ts'
export * from './gifts.ts'
export * from './known-sale.ts'
export { takenBackRefusal, takenBackValuesAt, takenBackValuesOf, type TakenBackValue } from './taken-back.ts'
export { caseWords, type CaseWord } from './losses.ts'
export { labelDocument } from './label-document.ts'
export * from './may-ask.ts'
export { modeMarks } from './mode-marks.ts'
export * from './needs-setup.ts'
export * from './not-allowed.ts'
export { templateViewOf } from './paper-template.ts'
export { samplePaper } from './sample-papers.ts'
export { mailAccountViewOf, mailsViewOf, mailViewOf, receiptToSend } from './mails.ts'
export { peopleViewOf } from './people.ts'
export { permissionsViewOf } from './permissions.ts'
export * from './query-context.ts'
export * from './receipt-of-sale.ts'
export { weighingFacts, type WeighingFacts } from './tares.ts'
export { documentView, refundViewOf, saleViewOf } from './sale-view.ts'
export { reportOf, toDate } from './shift-now.ts'
export { shiftPaperFacts, zDocumentOf, zPaperOf, type ZDocument } from './shift-papers.ts'
export { xOf, zEffectsId, zReportView } from './shift-reports.ts'
export { differenceOf, movementView, shiftViewOf } from './shift-view.ts'
export { clockOf, secondFactorViewOf } from './second-factor.ts'
export { storeViewOf } from './store.ts'
export { offlineLimitOf, spendableOf, storedValueOf } from './stored-value.ts'
export * from './tax-pack.ts'
export * from './terms-for.ts'
export * from './of-head-office.ts'
export { taxesViewOf } from './taxes.ts'
export * from './who-unlocks.ts'

/** By their names in the contract. `status` is main's own. */
export const queries = {
  counter,
  register,
  tiles,
  'search-items': searchItems,
  'item-options': itemOptions,
  'suspended-baskets': suspendedBaskets,
  'lay-aways': layAways,
  receipts,
  receipt,
  'sale-elsewhere': saleElsewhere,
  'gift-lines': giftLines,
  'stored-value': storedValue,
  mails,
  'mail-account': mailAccount,
  'find-sale': findSale,
  journal,
  'journal-entry': journalEntry,
  departments,
  permissions,
  'own-rights': ownRights,
  people,
  customers,
  customer: customerCard,
  'account-statement': accountStatement,
  badge,
  tares,
  taxes,
  'label-preview': labelPreview,
  'second-factor': secondFactor,
  'paper-preview': paperPreview,
  'paper-template': paperTemplate,
  store,
  shift,
  'x-report': xReport,
  'z-reports': zReports,
  'z-report': zReport,
  report,
  'report-documents': reportDocuments,
  losses,
  'loss-documents': lossDocuments,
} as const

/** Those that take long, as the reader asks them: between two steps it answers whatever else was asked. */
export const queriesInSteps = { losses: lossesInSteps } as const
