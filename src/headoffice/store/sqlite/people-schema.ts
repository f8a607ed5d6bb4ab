/**
 * From version 11. Who may open head office's page, how they prove it, and what they did. A person is never deleted, so a name in what is kept
 * means one person for ever. `passphrase` is an argon2id hash, `factor` sealed under a key that is not in the database, `who` of a wait a
 * hash: somebody may have typed a passphrase where the name goes. What was done is only ever added to.
 */
export const peopleSchema = `
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  sign_on_name TEXT NOT NULL,
  sign_on_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'viewer')),
  state TEXT NOT NULL CHECK (state IN ('on', 'off')),
  passphrase TEXT NOT NULL,
  one_time_until INTEGER,
  factor TEXT,
  factor_step INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  signed_on_at INTEGER,
  made_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE person_recovery_code (
  person TEXT NOT NULL REFERENCES person (id),
  hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (person, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_on_wait (
  kind TEXT NOT NULL CHECK (kind IN ('name', 'address')),
  who TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (kind, who)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_event (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person TEXT,
  by_person TEXT,
  address TEXT,
  detail TEXT
) STRICT;
CREATE TRIGGER person_keeps_rows BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people are kept'); END;
CREATE TRIGGER person_event_keeps_rows BEFORE DELETE ON person_event BEGIN SELECT RAISE(ABORT, 'what people did is only added to'); END;
CREATE TRIGGER person_event_keeps_words BEFORE UPDATE ON person_event BEGIN SELECT RAISE(ABORT, 'what people did is only added to'); END;
`
