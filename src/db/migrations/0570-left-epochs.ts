import { type Migration } from './migration.ts'

/*
 * Of a register that was restored: epochs in which head office has another history than this file, each with the last entry that both
 * have, how far head office's own history went on behind it, and how much of that has been taken over. Absent: none.
 */
export const leftEpochs0570: Migration = Object.freeze({
  id: 570,
  name: 'left epochs',
  up: `
ALTER TABLE register ADD COLUMN left_epochs TEXT CHECK (left_epochs IS NULL OR json_valid(left_epochs));
`,
})
