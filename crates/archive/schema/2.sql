-- Stories: which articles belong together. All of it is made from the articles and can be made again.

-- What is remembered of the latest version of an article; packed by whoever gathers, in a form it numbers.
CREATE TABLE print (
  article   INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  form      INTEGER NOT NULL,
  print     BLOB    NOT NULL, -- what it is about
  sentences BLOB    NOT NULL  -- its sentences as numbers, by which an outlet's boilerplate is known
) STRICT;
-- A print is of one text and its marks: where these change, it goes.
CREATE TRIGGER print_of_an_older_version AFTER UPDATE OF latest ON article BEGIN
  DELETE FROM print WHERE article = new.key;
END;
CREATE TRIGGER print_of_older_marks AFTER UPDATE OF reading ON version BEGIN
  DELETE FROM print WHERE article = new.article;
END;

-- A story keeps its id as long as it is one; one that became part of another leads there.
CREATE TABLE story (
  key         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE,
  merged_into TEXT
) STRICT;
CREATE TABLE member (
  article   INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  story     INTEGER NOT NULL REFERENCES story (key) ON DELETE CASCADE,
  happening INTEGER NOT NULL -- which of the story's happenings, from 0
) STRICT;
CREATE INDEX member_by_story ON member (story);

-- What gathering learnt of all articles together, by a name that it gives: boilerplate of outlets.
CREATE TABLE learnt (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
