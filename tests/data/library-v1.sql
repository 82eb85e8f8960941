-- SPDX-License-Identifier: GPL-3.0-or-later
-- Written by tests/make-library-dump. Never edit.
PRAGMA application_id = 1181514086;
PRAGMA user_version = 1;
BEGIN;
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
CREATE INDEX jobs_by_publication ON jobs (publication);
CREATE UNIQUE INDEX jobs_open           ON jobs (publication) WHERE state <> 2 AND removed_at IS NULL;
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
CREATE VIRTUAL TABLE search USING fts5 (
  title, authors, series, genres, isbn, synopsis, review,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '2 3 4'
);
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
INSERT INTO pictures (sha256, mime, size, width, height, added) VALUES ('92822457a378e8f428af6c0667b0bb4518266e6a1b186c4abfc466d2cf7c6c58', 'image/png', 2082, 60, 90, 1795355819);
INSERT INTO series (id, name) VALUES (1, 'Harbour Nights');
INSERT INTO books (id, uuid, title, title_sort, authors_sort, publisher, published, isbn, isbn10, series, series_number, pages, format, language, synopsis, synopsis_text, cover, cover_alt, state, rating, added, modified, removed_at) VALUES (1, '82ccc259-c10a-4cbe-bad9-4566b36c5de9', 'The Quiet Lighthouse', 'the quiet lighthouse', 'dvorak, elise', 'Harbour & Sons', '1931-04', '9780307740991', '0307740994', 1, '1.5', 288, 'Paperback', 'en-GB', '<p>A keeper finds a letter.</p>
<p>He does not open it.</p>
', 'A keeper finds a letter.
He does not open it.', '92822457a378e8f428af6c0667b0bb4518266e6a1b186c4abfc466d2cf7c6c58', 'A lighthouse at night', 5, 9, 1795355819, 1795355819, NULL);
INSERT INTO books (id, uuid, title, title_sort, authors_sort, publisher, published, isbn, isbn10, series, series_number, pages, format, language, synopsis, synopsis_text, cover, cover_alt, state, rating, added, modified, removed_at) VALUES (2, '875af62d-4f46-4db5-9fbd-02f736c343a2', 'Winter Atlas', 'winter atlas', 'ek, bo', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, '<p><br></p>
', '', NULL, NULL, 5, 9, 1795355819, 1795355819, NULL);
INSERT INTO books (id, uuid, title, title_sort, authors_sort, publisher, published, isbn, isbn10, series, series_number, pages, format, language, synopsis, synopsis_text, cover, cover_alt, state, rating, added, modified, removed_at) VALUES (3, 'ead52d39-fc1e-464f-a774-31e0a5fc18ca', 'Thrown away', 'thrown away', '', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, '<p><br></p>
', '', NULL, NULL, 1, 0, 1795355819, 1795355819, 1795355819);
INSERT INTO people (id, name, name_sort) VALUES (1, 'Élise Dvořák', 'dvorak, elise');
INSERT INTO people (id, name, name_sort) VALUES (2, 'Jun Tanaka', 'tanaka, jun');
INSERT INTO people (id, name, name_sort) VALUES (3, 'Bo Ek', 'ek, bo');
INSERT INTO book_people (book, position, person, role) VALUES (1, 0, 1, 'author');
INSERT INTO book_people (book, position, person, role) VALUES (1, 1, 2, 'translator');
INSERT INTO book_people (book, position, person, role) VALUES (2, 0, 3, 'author');
INSERT INTO genres (id, name) VALUES (1, 'Mystery');
INSERT INTO genres (id, name) VALUES (2, 'Travel');
INSERT INTO book_genres (book, position, genre) VALUES (1, 0, 1);
INSERT INTO book_genres (book, position, genre) VALUES (1, 1, 2);
INSERT INTO shelves (id, name) VALUES (1, 'Favourites');
INSERT INTO book_shelves (book, position, shelf) VALUES (1, 0, 1);
INSERT INTO quotes (id, book, text, source, added, removed_at) VALUES (1, 1, 'The light went out.', 'p. 12', 1795355819, NULL);
INSERT INTO profiles (id, name, role, bio, picture) VALUES (1, 'Ada Blake', 'Editor', 'Reads in trains.', '92822457a378e8f428af6c0667b0bb4518266e6a1b186c4abfc466d2cf7c6c58');
INSERT INTO reviews (id, uuid, title, slug, rating, warnings, free_copy, created, modified, removed_at) VALUES (1, 'a78c9aca-0cba-427b-88e0-69ce8c92ed50', 'Two for the coast', 'two-for-the-coast', 9, 'Storms', 1, 1795355819, 1795355819, NULL);
INSERT INTO review_texts (review, html, text) VALUES (1, '<p><br></p>
', '');
INSERT INTO review_books (review, position, book) VALUES (1, 0, 1);
INSERT INTO review_books (review, position, book) VALUES (1, 1, 2);
INSERT INTO revisions (id, review, created, reason, html) VALUES (1, 1, 1795355819, 'session', '<p><br></p>
');
INSERT INTO blogs (id, uuid, system, name, address, user, removed_at) VALUES (1, '55c98b0d-bf61-4f6e-b195-6e005cbd66e9', 'wordpress', 'Pages', 'https://blog.example/', 'ada', NULL);
INSERT INTO blog_settings (blog, key, value) VALUES (1, 'language', 'de');
INSERT INTO blog_media (blog, sha256, remote_id, address, width, height, alt) VALUES (1, '92822457a378e8f428af6c0667b0bb4518266e6a1b186c4abfc466d2cf7c6c58', '22', 'https://blog.example/cover.png', 60, 90, 'Cover');
INSERT INTO blog_terms (blog, taxonomy, name, remote_id) VALUES (1, 'tags', 'Mystery', '4');
INSERT INTO publications (id, uuid, review, blog, state, remote_id, remote_address, remote_modified, content_hash, remote_hash, published, modified) VALUES (1, 'ff91dfda-7e5b-4569-ba2a-7b245265fb46', 1, 1, 3, '17', 'https://blog.example/two', '2026-01-02T03:04:05', 'aa', 'bb', 1767322800, 1795355819);
INSERT INTO jobs (id, publication, action, state, wanted, at, content_hash, attempts, next_try, last_error, created, removed_at) VALUES (1, 1, 0, 2, 3, 0, NULL, 0, 0, NULL, 1795355819, NULL);
INSERT INTO jobs (id, publication, action, state, wanted, at, content_hash, attempts, next_try, last_error, created, removed_at) VALUES (2, 1, 0, 3, 3, 0, NULL, 2, 0, 'The blog did not answer.', 1795355819, NULL);
INSERT INTO search (rowid, title, authors, series, genres, isbn, synopsis, review) VALUES (1, 'The Quiet Lighthouse', 'Élise Dvořák
Jun Tanaka', 'Harbour Nights', 'Mystery
Travel', '9780307740991 0307740994', 'A keeper finds a letter.
He does not open it.', 'Two for the coast
');
INSERT INTO search (rowid, title, authors, series, genres, isbn, synopsis, review) VALUES (2, 'Winter Atlas', 'Bo Ek', '', '', ' ', '', 'Two for the coast
');
INSERT INTO search (rowid, title, authors, series, genres, isbn, synopsis, review) VALUES (3, 'Thrown away', '', '', '', ' ', '', '');
COMMIT;
