/** As on SQLite (../sqlite/feed-schema.ts). Ids and codes compare by bytes: a page begins behind one. */
export const feedSchema = `
CREATE TABLE feed (
  store text COLLATE "C" NOT NULL REFERENCES store (id),
  feed text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  set_hash text NOT NULL,
  row_count bigint NOT NULL,
  PRIMARY KEY (store, feed)
);
CREATE TABLE feed_version (
  store text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  set_hash text NOT NULL,
  at bigint NOT NULL,
  by_whom text NOT NULL,
  PRIMARY KEY (store, feed, version)
);
CREATE TABLE feed_change (
  store text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  text text,
  PRIMARY KEY (store, feed, version, id)
);
CREATE INDEX feed_change_of_row ON feed_change (store, feed, id, version);
CREATE TABLE feed_row (
  store text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  text text,
  search text COLLATE "C" NOT NULL,
  PRIMARY KEY (store, feed, id)
);
CREATE TABLE feed_code (
  store text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  PRIMARY KEY (store, feed, code)
);
CREATE INDEX feed_code_of_row ON feed_code (store, feed, id);
CREATE TABLE feed_arrival (
  store text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  register text COLLATE "C" NOT NULL,
  version bigint NOT NULL,
  parked bigint NOT NULL,
  named text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (store, feed, register)
);
CREATE FUNCTION feed_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions and changes are only added';
END $$;
CREATE TRIGGER feed_version_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_version FOR EACH STATEMENT EXECUTE FUNCTION feed_is_append_only();
CREATE TRIGGER feed_change_keeps_rows BEFORE UPDATE OR DELETE OR TRUNCATE ON feed_change FOR EACH STATEMENT EXECUTE FUNCTION feed_is_append_only();
`
