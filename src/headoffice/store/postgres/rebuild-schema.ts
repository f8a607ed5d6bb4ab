/** As on SQLite (../sqlite/rebuild-schema.ts). */
export const rebuildSchema = `
CREATE TABLE rebuild_code (
  hash text COLLATE "C" PRIMARY KEY,
  store text COLLATE "C" NOT NULL REFERENCES store (id),
  register text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE TABLE replaced_key (
  store text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  public_key text NOT NULL,
  epoch bigint NOT NULL,
  replaced_at bigint NOT NULL,
  PRIMARY KEY (store, register, public_key)
);
`
