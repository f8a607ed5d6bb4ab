import { type Migration } from './migration.ts'

// Whether the slips of training come out of the shop's own printer. Off, as it was for every register before it could be chosen.
export const trainingSlips0530: Migration = Object.freeze({
  id: 530,
  name: 'training slips',
  up: `
ALTER TABLE register ADD COLUMN training_slips INTEGER NOT NULL DEFAULT 0 CHECK (training_slips IN (0, 1));
`,
})
