/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-pattern.h"
#include "leaf-post-check-private.h"
#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

#include <glib/gi18n.h>

/* Cards show a cover about this wide, on a fine screen with twice as many pixels. */
#define MIN_COVER_WIDTH 300

/* What the alternative texts so far are about: a simplified text → the picture's SHA-256. */
typedef struct {
  LeafPostChecker *checker;
  GHashTable *seen;
  GRegex *file_name;
} Alts;

static const LeafPostSize *
find_size (LeafPostChecker *self,
           const char *sha256)
{
  return self->facts->pictures != NULL ? g_hash_table_lookup (self->facts->pictures, sha256) : NULL;
}

static gboolean
is_missing (LeafPostChecker *self,
            const char *sha256)
{
  return self->facts->pictures != NULL && find_size (self, sha256) == NULL;
}

/* Another picture has the same words. */
static gboolean
is_repeated (Alts *self,
             const char *alt,
             const char *sha256)
{
  g_autofree char *simple = leaf_post_check_simplify (alt);
  const char *other = g_hash_table_lookup (self->seen, simple);

  if (other == NULL)
    g_hash_table_insert (self->seen, g_steal_pointer (&simple), g_strdup (sha256));

  return other != NULL && !g_str_equal (other, sha256);
}

static gboolean
is_file_name (Alts *self,
              const char *alt)
{
  g_autofree char *stripped = g_strstrip (g_strdup (alt));

  return g_regex_match (self->file_name, stripped, 0, NULL);
}

static LeafPostProblem *
add_to_figure (Alts *self,
               LeafProblemKind kind,
               LeafSeverity severity,
               LeafFix fix,
               char *sentence,
               unsigned int block,
               const char *sha256)
{
  LeafPostProblem *problem = leaf_post_checker_add_at (self->checker, kind, severity, fix, sentence, block, 0, 1);

  problem->picture = g_strdup (sha256);

  return problem;
}

static void
check_figure_alt (Alts *self,
                  unsigned int block,
                  const LeafBlockStyle *style,
                  const char *caption)
{
  g_autofree char *simple_alt = leaf_post_check_simplify (style->alt != NULL ? style->alt : "");
  g_autofree char *simple_caption = leaf_post_check_simplify (caption);
  g_autofree char *quoted = leaf_post_check_quote (*simple_caption != '\0' ? caption : style->alt != NULL ? style->alt : "");

  if (leaf_post_text_is_blank (style->alt))
    add_to_figure (self, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE,
                   *simple_caption != '\0'
                     /* Translators: the caption of a picture */
                     ? g_strdup_printf (_("The picture “%s” has no alternative text: describe it for those who do not see it."), quoted)
                     : g_strdup (_("A picture has no alternative text: describe it for those who do not see it.")),
                   block, style->picture);
  else if (is_file_name (self, style->alt))
    add_to_figure (self, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE,
                   /* Translators: "IMG_1234.jpg", or "photo" */
                   g_strdup_printf (_("“%s” does not say what the picture shows: describe it."), style->alt), block, style->picture);
  else if (*simple_caption != '\0' && g_str_equal (simple_alt, simple_caption))
    add_to_figure (self, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_HINTS, LEAF_FIX_DESCRIBE,
                   g_strdup_printf (_("The alternative text of “%s” only repeats its caption, so it is read out twice."), quoted),
                   block, style->picture);
  else if (is_repeated (self, style->alt, style->picture))
    {
      g_autofree char *alt = leaf_post_check_quote (style->alt);

      add_to_figure (self, LEAF_PROBLEM_REPEATED_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE,
                     g_strdup_printf (_("Two pictures have the alternative text “%s”: say what each of them shows."), alt),
                     block, style->picture);
    }
}

static void
check_figures (Alts *self)
{
  const LeafDocument *review = self->checker->review;
  unsigned int n_blocks = leaf_document_get_n_blocks (review);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (review, i);
      const LeafBlockStyle *style = leaf_block_get_style (block);
      const char *text = leaf_block_get_text (block);

      if (style->kind != LEAF_BLOCK_FIGURE || style->picture == NULL)
        continue;
      if (is_missing (self->checker, style->picture))
        add_to_figure (self, LEAF_PROBLEM_NO_PICTURE, LEAF_SEVERITY_STOPS, LEAF_FIX_SHOW,
                       g_strdup (_("A picture of your text is lost: replace or remove it.")), i, style->picture);
      else
        check_figure_alt (self, i, style, *text != '\0' ? g_utf8_next_char (text) : "");
    }
}

/* The publisher's text has figures, too; what is wrong with them is mended in the pane of the book. */
static void
check_synopsis (Alts *self,
                LeafBook *book)
{
  const LeafDocument *synopsis = leaf_book_get_synopsis (book);
  unsigned int n_blocks = leaf_document_get_n_blocks (synopsis);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlockStyle *style = leaf_block_get_style (leaf_document_get_block (synopsis, i));
      LeafPostProblem *problem = NULL;

      if (style->kind != LEAF_BLOCK_FIGURE || style->picture == NULL)
        continue;
      if (is_missing (self->checker, style->picture))
        problem = leaf_post_checker_add (self->checker, LEAF_PROBLEM_NO_PICTURE, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK,
                                         g_strdup_printf (_("A picture in the synopsis of “%s” is lost: remove it."),
                                                          leaf_book_get_title (book)));
      else if (leaf_post_text_is_blank (style->alt))
        problem = leaf_post_checker_add (self->checker, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK,
                                         g_strdup_printf (_("A picture in the synopsis of “%s” has no alternative text."),
                                                          leaf_book_get_title (book)));
      if (problem != NULL)
        {
          problem->book = leaf_book_get_id (book);
          problem->picture = g_strdup (style->picture);
        }
    }
}

static LeafPostProblem *
add_to_cover (LeafPostChecker *self,
              LeafProblemKind kind,
              LeafSeverity severity,
              LeafFix fix,
              char *sentence,
              LeafBook *book)
{
  LeafPostProblem *problem = leaf_post_checker_add (self, kind, severity, fix, sentence);

  problem->book = leaf_book_get_id (book);
  problem->picture = g_strdup (leaf_book_get_cover (book));

  return problem;
}

static void
check_cover_alt (Alts *self,
                 LeafBook *book)
{
  const char *own = leaf_book_get_cover_alt (book);
  g_autofree char *alt = NULL;

  if (leaf_book_get_cover (book) == NULL || is_missing (self->checker, leaf_book_get_cover (book)))
    return;

  alt = leaf_post_dup_cover_alt (self->checker->source, book);
  if (leaf_post_text_is_blank (alt))
    add_to_cover (self->checker, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK,
                  g_strdup_printf (_("The cover of “%s” has no alternative text: give it one."), leaf_book_get_title (book)), book);
  else if (own != NULL && is_file_name (self, own))
    add_to_cover (self->checker, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK,
                  g_strdup_printf (_("“%s” does not say what the cover shows: describe it."), own), book);
  else if (is_repeated (self, alt, leaf_book_get_cover (book)))
    add_to_cover (self->checker, LEAF_PROBLEM_REPEATED_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK,
                  g_strdup_printf (_("Two pictures have the alternative text “%s”: say what each of them shows."), alt), book);
}

static void
check_cover (Alts *self,
             LeafBook *book)
{
  const char *title = leaf_book_get_title (book);
  const char *cover = leaf_book_get_cover (book);
  const LeafPostSize *size;

  if (cover == NULL)
    {
      add_to_cover (self->checker, LEAF_PROBLEM_NO_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER,
                    g_strdup_printf (_("“%s” has no cover, so the post has no picture to be shared with."), title), book);
      return;
    }
  if (is_missing (self->checker, cover))
    {
      add_to_cover (self->checker, LEAF_PROBLEM_NO_PICTURE, LEAF_SEVERITY_STOPS, LEAF_FIX_COVER,
                    g_strdup_printf (_("The cover of “%s” is lost: choose it again."), title), book);
      return;
    }

  size = find_size (self->checker, cover);
  if (size != NULL && size->width < MIN_COVER_WIDTH)
    add_to_cover (self->checker, LEAF_PROBLEM_SMALL_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER,
                  /* Translators: a title, then two numbers of pixels */
                  g_strdup_printf (_("The cover of “%s” is only %d × %d pixels large, and blurred on the blog."), title,
                                   size->width, size->height),
                  book);
}

static gboolean
has_featured (LeafPostChecker *self)
{
  return g_str_equal (leaf_blog_get_choice (self->source->blog, LEAF_BLOG_SETTING_FEATURED_IMAGE), "true");
}

/* A card shows the cover of each book; the featured picture is the first cover there is. */
static void
check_covers (Alts *self)
{
  GPtrArray *books = self->checker->source->books;
  gboolean on_cards = leaf_post_checker_shows (self->checker, LEAF_BLOG_PART_CARD);
  unsigned int featured = 0;

  for (unsigned int i = books->len; i-- > 0;)
    if (leaf_book_get_cover (g_ptr_array_index (books, i)) != NULL)
      featured = i;
  for (unsigned int i = 0; i < books->len; i++)
    {
      if (on_cards || (has_featured (self->checker) && i == featured))
        check_cover (self, g_ptr_array_index (books, i));
      if (on_cards)
        check_cover_alt (self, g_ptr_array_index (books, i));
    }
}

/* What the media library of the blog and those who share the post get to read. */
static void
check_featured_alt (LeafPostChecker *self)
{
  LeafBook *first = g_ptr_array_index (self->source->books, 0);
  g_autofree char *alt = NULL;

  if (leaf_book_get_cover (first) == NULL || !has_featured (self))
    return;

  alt = leaf_pattern_expand (leaf_blog_get_setting (self->source->blog, LEAF_BLOG_SETTING_FEATURED_ALT), self->source, NULL);
  if (leaf_post_text_is_blank (alt))
    leaf_post_checker_add (self, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BLOG,
                           g_strdup (_("The picture of the post has no alternative text: give the blog a pattern for it.")));
}

/* Alternative texts, and the pictures themselves. */
void
leaf_post_check_pictures (LeafPostChecker *self)
{
  Alts alts = { .checker = self };
  GPtrArray *books = self->source->books;

  alts.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  alts.file_name = leaf_post_check_regex ("(^[^ ]*|^.{1,80})\\.(jpe?g|png|gif|webp|heic|heif|avif|bmp|tiff?|svg)$|"
                                          "^(img|dsc[fn]?|pxl|image|photo|picture|screenshot|untitled|unnamed)[ _-]?[0-9_-]*$",
                                          G_REGEX_CASELESS);
  check_covers (&alts);
  for (unsigned int i = 0; i < books->len && leaf_post_checker_shows (self, LEAF_BLOG_PART_SYNOPSIS); i++)
    check_synopsis (&alts, g_ptr_array_index (books, i));
  check_featured_alt (self);
  check_figures (&alts);

  g_hash_table_unref (alts.seen);
  g_regex_unref (alts.file_name);
}
