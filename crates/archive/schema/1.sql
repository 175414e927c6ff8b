-- The first form of the archive. `crates/archive/src/schema.rs` says how it comes into a file.

-- An article: one thing that an outlet published, however often it was changed.
CREATE TABLE article (
  key        INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that a page of results stays what it was
  id         TEXT    NOT NULL UNIQUE,           -- hash of what it is: address or outlet, and its first content
  address    TEXT,                              -- the address without what does not tell pages apart
  url        TEXT,                              -- as printed, where it is not https:// and the address
  outlet     INTEGER REFERENCES name (key),
  headline   TEXT,
  day        TEXT,                              -- published, as printed: YYYY-MM-DD
  language   TEXT,
  statuses   INTEGER NOT NULL DEFAULT 0,        -- one bit for each status that an event of it has
  latest     INTEGER NOT NULL DEFAULT 1,        -- the number of its latest version
  first_seen INTEGER NOT NULL,                  -- seconds since 1970, as told by the caller
  last_seen  INTEGER NOT NULL
) STRICT;
CREATE INDEX article_by_address  ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_by_outlet   ON article (outlet);
CREATE INDEX article_by_day      ON article (day);
CREATE INDEX article_by_language ON article (language);
CREATE INDEX article_by_statuses ON article (statuses);

-- A version: what it said at one time. `text` and `reading` are packed (pack.rs).
CREATE TABLE version (
  key     INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number  INTEGER NOT NULL,
  content BLOB    NOT NULL, -- hash of headline and text
  seen    INTEGER NOT NULL,
  origin  TEXT    NOT NULL, -- where the bytes came from
  desk    TEXT,             -- which desk marked it; NULL where none did
  text    BLOB    NOT NULL,
  reading BLOB    NOT NULL,
  UNIQUE (article, number)
) STRICT;
CREATE INDEX version_by_content ON version (content);
CREATE INDEX version_by_desk    ON version (desk);

-- Names, each once: of outlets, sources, actors, targets, places and entities.
CREATE TABLE name (
  key  INTEGER PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE names USING fts5 (
  name, content = 'name', content_rowid = 'key', columnsize = 0, tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER name_added AFTER INSERT ON name BEGIN
  INSERT INTO names (rowid, name) VALUES (new.key, new.name);
END;
CREATE TRIGGER name_removed AFTER DELETE ON name BEGIN
  INSERT INTO names (names, rowid, name) VALUES ('delete', old.key, old.name);
END;

-- What is looked up without unpacking, of the latest version alone.
CREATE TABLE statement (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  source   INTEGER REFERENCES name (key),
  kind     INTEGER NOT NULL, -- place in model::SourceKind::ALL
  sentence INTEGER NOT NULL, -- counted from 1
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_by_source ON statement (source) WHERE source IS NOT NULL;
CREATE TABLE event (
  article  INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  number   INTEGER NOT NULL,
  status   INTEGER,          -- place in model::Status::ALL
  lemma    TEXT    NOT NULL,
  class    TEXT,
  actor    INTEGER REFERENCES name (key),
  target   INTEGER REFERENCES name (key),
  place    INTEGER REFERENCES name (key),
  day      TEXT,             -- when it is told to be, as a TIMEX3 value
  sentence INTEGER NOT NULL,
  PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
-- With the status beside the name, `actor:city status:planned` is answered from the index alone.
CREATE INDEX event_by_actor  ON event (actor, status)  WHERE actor IS NOT NULL;
CREATE INDEX event_by_target ON event (target, status) WHERE target IS NOT NULL;
CREATE INDEX event_by_place  ON event (place, status)  WHERE place IS NOT NULL;
CREATE TABLE entity (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  name    INTEGER NOT NULL REFERENCES name (key),
  kind    INTEGER NOT NULL, -- place in model::EntityKind::ALL
  country TEXT,
  PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_by_name ON entity (name);

-- The words of the latest versions. The text is in `version` and nowhere else: the view unpacks it.
CREATE VIEW page (key, headline, text) AS
  SELECT article.key, cut(article.headline), cut(unpacked(version.text))
  FROM article JOIN version ON version.article = article.key AND version.number = article.latest;
CREATE VIRTUAL TABLE words USING fts5 (
  headline, text, content = 'page', content_rowid = 'key', tokenize = "porter unicode61 remove_diacritics 2"
);

-- Inputs that are done, so that a second run skips them.
CREATE TABLE done (
  item    BLOB    PRIMARY KEY, -- hash of the bytes and of what was said of them
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX done_by_article ON done (article);

-- Feeds and how they fare. Times are seconds since 1970, as told by the caller.
CREATE TABLE feed (
  url           TEXT    PRIMARY KEY,
  headline      TEXT,
  outlet        TEXT,
  added         INTEGER NOT NULL,
  moved_to      TEXT,
  etag          TEXT,
  last_modified TEXT,
  content       BLOB,    -- hash of the bytes last read
  asked         INTEGER,
  answered      INTEGER,
  next_due      INTEGER,
  failures      INTEGER NOT NULL DEFAULT 0,
  trouble       TEXT,
  gone          INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE host (
  host    TEXT    PRIMARY KEY,
  status  INTEGER,
  robots  TEXT,
  asked   INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
