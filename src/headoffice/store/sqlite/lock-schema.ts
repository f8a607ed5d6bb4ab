/**
 * From version 14. A register that head office locked, and since when it says so itself; and who took one out of service. A machine that another one took the place of stays as
 * locked as it was, whatever becomes of its register.
 */
export const lockSchema = `
ALTER TABLE register ADD COLUMN locked_at INTEGER;
ALTER TABLE register ADD COLUMN locked_reason TEXT;
ALTER TABLE register ADD COLUMN locked_by TEXT;
ALTER TABLE register ADD COLUMN lock_heard_at INTEGER;
ALTER TABLE register ADD COLUMN retired_by TEXT;
ALTER TABLE replaced_key ADD COLUMN locked_at INTEGER;
ALTER TABLE replaced_key ADD COLUMN locked_reason TEXT;
`
