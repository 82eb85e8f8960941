-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Version 1. Never edit a numbered file that was released: add the next one.
--
-- Times are seconds since 1970, UTC. What the user removes keeps its row with removed_at set, so
-- that every removal can be undone. Texts that she formats are kept as the HTML subset of
-- LeafDocument, with their plain text beside them where it is searched.

CREATE TABLE pictures (
  sha256  TEXT    PRIMARY KEY CHECK (length (sha256) = 64),
  mime    TEXT    NOT NULL,
  size    INTEGER NOT NULL,
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  added   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
  id    INTEGER PRIMARY KEY,
  name  TEXT    NOT NULL UNIQUE
) STRICT;

-- state and rating repeat what book_states says, so that every place and every order of the
-- library is read from one index, no row looked up (which is why removed_at is in each of them).
-- title_sort and authors_sort are folded for sorting.
CREATE TABLE books (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid           TEXT    NOT NULL UNIQUE,
  title          TEXT    NOT NULL,
  title_sort     TEXT    NOT NULL,
  authors_sort   TEXT    NOT NULL,
  publisher      TEXT,
  published      TEXT,
  isbn           TEXT,
  isbn10         TEXT,
  series         INTEGER REFERENCES series (id),
  series_number  TEXT,
  pages          INTEGER NOT NULL DEFAULT 0,
  format         TEXT,
  language       TEXT,
  synopsis       TEXT    NOT NULL,
  synopsis_text  TEXT    NOT NULL,
  cover          TEXT    REFERENCES pictures (sha256),
  cover_alt      TEXT,
  state          INTEGER NOT NULL DEFAULT 1,
  rating         INTEGER NOT NULL DEFAULT 0,
  added          INTEGER NOT NULL,
  modified       INTEGER NOT NULL,
  removed_at     INTEGER
) STRICT;

CREATE INDEX books_by_added     ON books (added DESC, id DESC, state, removed_at)        WHERE removed_at IS NULL;
CREATE INDEX books_by_title     ON books (title_sort, id, state, removed_at)             WHERE removed_at IS NULL;
CREATE INDEX books_by_author    ON books (authors_sort, title_sort, id, state, removed_at) WHERE removed_at IS NULL;
CREATE INDEX books_by_rating    ON books (rating DESC, title_sort, id, state, removed_at) WHERE removed_at IS NULL;
CREATE INDEX books_by_published ON books (published DESC, title_sort, id, state, removed_at) WHERE removed_at IS NULL;
CREATE INDEX books_by_isbn      ON books (isbn)                                          WHERE isbn IS NOT NULL;
CREATE INDEX books_by_series    ON books (series)                                        WHERE series IS NOT NULL;
CREATE INDEX books_by_cover     ON books (cover)                                         WHERE cover IS NOT NULL;

CREATE TABLE people (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE,
  name_sort  TEXT    NOT NULL
) STRICT;

CREATE TABLE book_people (
  book      INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  person    INTEGER NOT NULL REFERENCES people (id),
  role      TEXT    NOT NULL,
  PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_people_by_person ON book_people (person);

CREATE TABLE genres (
  id    INTEGER PRIMARY KEY,
  name  TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE book_genres (
  book      INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  genre     INTEGER NOT NULL REFERENCES genres (id),
  PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_genres_by_genre ON book_genres (genre, book);

CREATE TABLE shelves (
  id    INTEGER PRIMARY KEY,
  name  TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE book_shelves (
  book      INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  shelf     INTEGER NOT NULL REFERENCES shelves (id),
  PRIMARY KEY (book, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX book_shelves_by_shelf ON book_shelves (shelf, book);

CREATE TABLE quotes (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  book        INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
  text        TEXT    NOT NULL,
  source      TEXT,
  added       INTEGER NOT NULL,
  removed_at  INTEGER
) STRICT;

CREATE INDEX quotes_by_book ON quotes (book);

CREATE TABLE profiles (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT    NOT NULL,
  role     TEXT,
  bio      TEXT,
  picture  TEXT    REFERENCES pictures (sha256)
) STRICT;

CREATE INDEX profiles_by_picture ON profiles (picture) WHERE picture IS NOT NULL;

CREATE TABLE reviews (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid        TEXT    NOT NULL UNIQUE,
  title       TEXT,
  slug        TEXT,
  rating      INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 10),
  warnings    TEXT,
  free_copy   INTEGER NOT NULL DEFAULT 0,
  created     INTEGER NOT NULL,
  modified    INTEGER NOT NULL,
  removed_at  INTEGER
) STRICT;

CREATE INDEX reviews_by_modified ON reviews (modified DESC, id DESC) WHERE removed_at IS NULL;

-- Apart from reviews, because it is written every second while she types.
CREATE TABLE review_texts (
  review  INTEGER PRIMARY KEY REFERENCES reviews (id) ON DELETE CASCADE,
  html    TEXT    NOT NULL,
  text    TEXT    NOT NULL
) STRICT;

CREATE TABLE review_books (
  review    INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  book      INTEGER NOT NULL REFERENCES books (id),
  PRIMARY KEY (review, position),
  UNIQUE (book, review)
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  review   INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  created  INTEGER NOT NULL,
  reason   TEXT    NOT NULL,
  html     TEXT    NOT NULL
) STRICT;

CREATE INDEX revisions_by_review ON revisions (review, id);

CREATE TABLE blogs (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid        TEXT    NOT NULL UNIQUE,
  system      TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  address     TEXT    NOT NULL,
  user        TEXT,
  removed_at  INTEGER
) STRICT;

CREATE TABLE blog_settings (
  blog   INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  key    TEXT    NOT NULL,
  value  TEXT    NOT NULL,
  PRIMARY KEY (blog, key)
) STRICT, WITHOUT ROWID;

-- A picture's row is there before its upload begins: without a remote_id it may or may not be on the blog.
CREATE TABLE blog_media (
  blog       INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  sha256     TEXT    NOT NULL,
  remote_id  TEXT,
  address    TEXT,
  width      INTEGER NOT NULL DEFAULT 0,
  height     INTEGER NOT NULL DEFAULT 0,
  alt        TEXT,
  PRIMARY KEY (blog, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE blog_terms (
  blog       INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  taxonomy   TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  remote_id  TEXT    NOT NULL,
  PRIMARY KEY (blog, taxonomy, name)
) STRICT, WITHOUT ROWID;

-- state: LeafPublicationState.
CREATE TABLE publications (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid             TEXT    NOT NULL UNIQUE,
  review           INTEGER NOT NULL REFERENCES reviews (id),
  blog             INTEGER NOT NULL REFERENCES blogs (id),
  state            INTEGER NOT NULL DEFAULT 0,
  remote_id        TEXT,
  remote_address   TEXT,
  remote_modified  TEXT,
  content_hash     TEXT,
  remote_hash      TEXT,
  published        INTEGER NOT NULL DEFAULT 0,
  modified         INTEGER NOT NULL,
  UNIQUE (review, blog)
) STRICT;

CREATE INDEX publications_by_blog ON publications (blog);

-- The outbox. state: LeafJobState; 2 is done. One publication has at most one job under way, so
-- pressing Publish twice cannot make two posts.
CREATE TABLE jobs (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  publication   INTEGER NOT NULL REFERENCES publications (id),
  action        INTEGER NOT NULL,
  state         INTEGER NOT NULL,
  wanted        INTEGER NOT NULL,
  at            INTEGER NOT NULL DEFAULT 0,
  content_hash  TEXT,
  attempts      INTEGER NOT NULL DEFAULT 0,
  next_try      INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT,
  created       INTEGER NOT NULL,
  removed_at    INTEGER
) STRICT;

CREATE INDEX        jobs_by_publication ON jobs (publication);
CREATE UNIQUE INDEX jobs_open           ON jobs (publication) WHERE state <> 2 AND removed_at IS NULL;

-- What books.state (LeafPlace) and books.rating have to be: the most pressing thing first.
CREATE VIEW book_states AS
SELECT b.id AS id,
       CASE
         WHEN EXISTS (SELECT 1
                        FROM review_books AS rb
                        JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                        JOIN publications AS p ON p.review = r.id
                        JOIN blogs AS g ON g.id = p.blog AND g.removed_at IS NULL
                        JOIN jobs AS j ON j.publication = p.id AND j.state = 3 AND j.removed_at IS NULL
                       WHERE rb.book = b.id)
         THEN 5
         WHEN EXISTS (SELECT 1
                        FROM review_books AS rb
                        JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                        JOIN publications AS p ON p.review = r.id AND p.state = 3
                       WHERE rb.book = b.id)
         THEN 4
         WHEN EXISTS (SELECT 1
                        FROM review_books AS rb
                        JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                        JOIN publications AS p ON p.review = r.id AND p.state = 2
                       WHERE rb.book = b.id)
         THEN 3
         WHEN EXISTS (SELECT 1
                        FROM review_books AS rb
                        JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                        JOIN review_texts AS t ON t.review = r.id AND trim (t.text, char (9, 10, 13, 32)) <> ''
                       WHERE rb.book = b.id)
         THEN 2
         ELSE 1
       END AS state,
       coalesce ((SELECT r.rating
                    FROM review_books AS rb
                    JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                   WHERE rb.book = b.id AND r.rating > 0
                   ORDER BY r.id DESC
                   LIMIT 1), 0) AS rating
  FROM books AS b;

-- What a book is found by.
CREATE VIRTUAL TABLE search USING fts5 (
  title, authors, series, genres, isbn, synopsis, review,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3 4'
);

-- What the row of a book in search has to be.
CREATE VIEW search_texts AS
SELECT b.id AS id,
       b.title AS title,
       coalesce ((SELECT group_concat (p.name, char (10))
                    FROM book_people AS bp JOIN people AS p ON p.id = bp.person
                   WHERE bp.book = b.id), '') AS authors,
       coalesce ((SELECT s.name FROM series AS s WHERE s.id = b.series), '') AS series,
       coalesce ((SELECT group_concat (g.name, char (10))
                    FROM book_genres AS bg JOIN genres AS g ON g.id = bg.genre
                   WHERE bg.book = b.id), '') AS genres,
       coalesce (b.isbn, '') || ' ' || coalesce (b.isbn10, '') AS isbn,
       b.synopsis_text AS synopsis,
       coalesce ((SELECT group_concat (coalesce (r.title, '') || char (10) || t.text, char (10))
                    FROM review_books AS rb
                    JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL
                    JOIN review_texts AS t ON t.review = r.id
                   WHERE rb.book = b.id), '') AS review
  FROM books AS b;
