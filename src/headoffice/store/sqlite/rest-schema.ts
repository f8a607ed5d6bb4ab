/**
 * From version 15. What a register that is out of service has not sent, as far as it said so when it called; who had that taken, since when it says that nothing is left; and who
 * ended the days that wait for it. All of a register that said that it is locked and has nothing left, before it was taken out of service, is here.
 */
export const restSchema = `
ALTER TABLE register ADD COLUMN rest_called_at INTEGER;
ALTER TABLE register ADD COLUMN rest_documents INTEGER;
ALTER TABLE register ADD COLUMN rest_at_least INTEGER;
ALTER TABLE register ADD COLUMN rest_taken_at INTEGER;
ALTER TABLE register ADD COLUMN rest_taken_by TEXT;
ALTER TABLE register ADD COLUMN rest_taken_note TEXT;
ALTER TABLE register ADD COLUMN rest_over_at INTEGER;
ALTER TABLE register ADD COLUMN days_ended_at INTEGER;
ALTER TABLE register ADD COLUMN days_ended_by TEXT;
ALTER TABLE register ADD COLUMN days_ended_note TEXT;
UPDATE register SET rest_over_at = retired_at WHERE retired_at IS NOT NULL AND lock_heard_at IS NOT NULL;
`
