/**
 * From version 13. One-time codes that let a new machine go on as a register whose own is gone, and the keys that were replaced by it: what
 * still speaks with one of them is the machine that was believed gone.
 */
export const rebuildSchema = `
CREATE TABLE rebuild_code (
  hash TEXT PRIMARY KEY,
  store TEXT NOT NULL REFERENCES store (id),
  register TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE replaced_key (
  store TEXT NOT NULL,
  register TEXT NOT NULL,
  public_key TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (store, register, public_key)
) STRICT, WITHOUT ROWID;
`
