import { type Migration } from './migration.ts'

// The ledger tells what a lay-away that was given up paid back in which tender, so that a report says it was given and not that less was
// taken. It is taken in anew for that, in the slices it always comes in; whoever looks before that adds up what is missing.
export const ledgerAgain0510: Migration = Object.freeze({
  id: 510,
  name: 'ledger again',
  up: `
DELETE FROM ledger;
DELETE FROM ledger_posting;
DELETE FROM ledger_cursor;
DELETE FROM z_report;
`,
})
