-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The day before which nothing about the book may be published, YYYY-MM-DD: a condition of its publisher.

ALTER TABLE books ADD COLUMN embargo TEXT;

-- base: the review's text as the blog stored it when it was last written or read there, as the HTML subset
-- of LeafDocument: what hers and the blog's are both compared with. differences: what the blog made another
-- of than was sent, a sentence a line.
ALTER TABLE publications ADD COLUMN base        TEXT;
ALTER TABLE publications ADD COLUMN base_title  TEXT;
ALTER TABLE publications ADD COLUMN differences TEXT;

-- remote_version: the blog's own number of the version that was last written there from here. What is newer
-- than it somebody else wrote.
ALTER TABLE publications ADD COLUMN remote_version TEXT;

-- What somebody wrote on a blog in the moment in which Flyleaf wrote there, so that it was overwritten: the
-- title and content as the blog kept them among its versions, and the text (as HTML subset) and title that both
-- were made of. Until she has decided about it nothing more is sent.
CREATE TABLE overwritten (
  publication  INTEGER PRIMARY KEY REFERENCES publications (id) ON DELETE CASCADE,
  title        TEXT,
  content      TEXT    NOT NULL,
  modified     TEXT,
  base         TEXT,
  base_title   TEXT
) STRICT;

-- The categories and tags a blog had when they were last fetched, in its order; parent is the remote_id
-- of the one above.
CREATE TABLE blog_term_lists (
  blog       INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  taxonomy   TEXT    NOT NULL,
  remote_id  TEXT    NOT NULL,
  position   INTEGER NOT NULL,
  name       TEXT    NOT NULL,
  parent     TEXT,
  PRIMARY KEY (blog, taxonomy, remote_id)
) STRICT, WITHOUT ROWID;

-- What a genre becomes on a blog, where that is not a term of its own name: one row a term. A row with an
-- empty remote_id says that the genre is left out.
CREATE TABLE blog_genres (
  blog       INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  genre      TEXT    NOT NULL,
  taxonomy   TEXT    NOT NULL,
  remote_id  TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  PRIMARY KEY (blog, genre, taxonomy, remote_id)
) STRICT, WITHOUT ROWID;

-- Texts that new reviews begin with. blog NULL: whichever blog they are for.
CREATE TABLE templates (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL,
  html        TEXT    NOT NULL,
  blog        INTEGER REFERENCES blogs (id),
  removed_at  INTEGER
) STRICT;

CREATE INDEX templates_by_blog ON templates (blog) WHERE blog IS NOT NULL;

-- What kind of failure last_error tells of: LeafJobProblem.
ALTER TABLE jobs ADD COLUMN problem INTEGER NOT NULL DEFAULT 0;

-- Which blogs she chose for a review, and which she chose not to; where there is no row, she has not chosen.
CREATE TABLE review_blogs (
  review  INTEGER NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
  blog    INTEGER NOT NULL REFERENCES blogs (id) ON DELETE CASCADE,
  chosen  INTEGER NOT NULL,
  PRIMARY KEY (review, blog)
) STRICT, WITHOUT ROWID;

CREATE INDEX review_blogs_by_blog ON review_blogs (blog);
