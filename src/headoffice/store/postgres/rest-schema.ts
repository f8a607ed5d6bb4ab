/** As on SQLite (../sqlite/rest-schema.ts). */
export const restSchema = `
ALTER TABLE register ADD COLUMN rest_called_at bigint, ADD COLUMN rest_documents integer, ADD COLUMN rest_at_least integer, ADD COLUMN rest_taken_at bigint, ADD COLUMN rest_taken_by text, ADD COLUMN rest_taken_note text, ADD COLUMN rest_over_at bigint, ADD COLUMN days_ended_at bigint, ADD COLUMN days_ended_by text, ADD COLUMN days_ended_note text;
UPDATE register SET rest_over_at = retired_at WHERE retired_at IS NOT NULL AND lock_heard_at IS NOT NULL;
`
