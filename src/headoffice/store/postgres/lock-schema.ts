/** As on SQLite (../sqlite/lock-schema.ts). */
export const lockSchema = `
ALTER TABLE register ADD COLUMN locked_at bigint, ADD COLUMN locked_reason text, ADD COLUMN locked_by text, ADD COLUMN lock_heard_at bigint, ADD COLUMN retired_by text;
ALTER TABLE replaced_key ADD COLUMN locked_at bigint, ADD COLUMN locked_reason text;
`
