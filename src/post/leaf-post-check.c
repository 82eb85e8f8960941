/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-post-check-private.h"

#include "leaf-post-writer-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const kind_names[LEAF_N_PROBLEM_KINDS] = {
  [LEAF_PROBLEM_NO_BOOK] = "no-book",
  [LEAF_PROBLEM_NO_BOOK_TITLE] = "no-book-title",
  [LEAF_PROBLEM_NO_TEXT] = "no-text",
  [LEAF_PROBLEM_TEMPLATE] = "template",
  [LEAF_PROBLEM_EMBARGO] = "embargo",
  [LEAF_PROBLEM_NO_PICTURE] = "no-picture",
  [LEAF_PROBLEM_SPOILER] = "spoiler",
  [LEAF_PROBLEM_FREE_COPY] = "free-copy",
  [LEAF_PROBLEM_NO_DISCLOSURE] = "no-disclosure",
  [LEAF_PROBLEM_LATE_DISCLOSURE] = "late-disclosure",
  [LEAF_PROBLEM_SLUG] = "slug",
  [LEAF_PROBLEM_NO_REVIEWER] = "no-reviewer",
  [LEAF_PROBLEM_PLACEHOLDER] = "placeholder",
  [LEAF_PROBLEM_NO_COVER] = "no-cover",
  [LEAF_PROBLEM_SMALL_COVER] = "small-cover",
  [LEAF_PROBLEM_NO_ALT] = "no-alt",
  [LEAF_PROBLEM_REPEATED_ALT] = "repeated-alt",
  [LEAF_PROBLEM_POOR_ALT] = "poor-alt",
  [LEAF_PROBLEM_LOCAL_LINK] = "local-link",
  [LEAF_PROBLEM_MALFORMED_LINK] = "malformed-link",
  [LEAF_PROBLEM_BROKEN_LINK] = "broken-link",
  [LEAF_PROBLEM_EDITION] = "edition",
  [LEAF_PROBLEM_PAGE] = "page",
  [LEAF_PROBLEM_EMPTY_HEADING] = "empty-heading",
  [LEAF_PROBLEM_EMPTY_PART] = "empty-part",
  [LEAF_PROBLEM_UNRATED] = "unrated",
  [LEAF_PROBLEM_NO_SYNOPSIS] = "no-synopsis",
};

/**
 * leaf_post_problem_free:
 * @self: (transfer full) (nullable): a problem
 *
 * Frees @self.
 */
void
leaf_post_problem_free (LeafPostProblem *self)
{
  if (self == NULL)
    return;

  g_free (self->sentence);
  g_free (self->picture);
  g_free (self->address);
  g_free (self);
}

/**
 * leaf_problem_kind_get_name:
 * @kind: a kind of problem
 *
 * Returns: its name for machines
 */
const char *
leaf_problem_kind_get_name (LeafProblemKind kind)
{
  g_return_val_if_fail ((unsigned int) kind < LEAF_N_PROBLEM_KINDS, NULL);

  return kind_names[kind];
}

/**
 * leaf_severity_get_name:
 * @severity: how bad a problem is
 *
 * Returns: its name for machines
 */
const char *
leaf_severity_get_name (LeafSeverity severity)
{
  switch (severity)
    {
    case LEAF_SEVERITY_STOPS:
      return "stops";
    case LEAF_SEVERITY_WARNS:
      return "warns";
    case LEAF_SEVERITY_HINTS:
    default:
      return "hints";
    }
}

/**
 * leaf_post_facts_new:
 *
 * Returns: (transfer full): facts for a post that is to be published now, of which nothing else is known
 */
LeafPostFacts *
leaf_post_facts_new (void)
{
  LeafPostFacts *self = g_new0 (LeafPostFacts, 1);

  self->wanted = LEAF_PUBLICATION_PUBLISHED;
  self->now = g_get_real_time () / G_USEC_PER_SEC;

  return self;
}

/**
 * leaf_post_facts_free:
 * @self: (transfer full) (nullable): facts
 *
 * Frees @self.
 */
void
leaf_post_facts_free (LeafPostFacts *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->other_isbns, g_hash_table_unref);
  g_free (self);
}

/* Takes over @sentence. */
LeafPostProblem *
leaf_post_checker_add (LeafPostChecker *self,
                       LeafProblemKind kind,
                       LeafSeverity severity,
                       LeafFix fix,
                       char *sentence)
{
  LeafPostProblem *problem = g_new0 (LeafPostProblem, 1);

  problem->kind = kind;
  problem->severity = severity;
  problem->fix = fix;
  problem->sentence = sentence;
  problem->block = -1;
  g_ptr_array_add (self->problems, problem);

  return problem;
}

/* The same at a place in a block of the review. */
LeafPostProblem *
leaf_post_checker_add_at (LeafPostChecker *self,
                          LeafProblemKind kind,
                          LeafSeverity severity,
                          LeafFix fix,
                          char *sentence,
                          unsigned int block,
                          unsigned int start,
                          unsigned int length)
{
  LeafPostProblem *problem = leaf_post_checker_add (self, kind, severity, fix, sentence);

  problem->block = (int) block;
  problem->offset = leaf_document_get_block_start (self->review, block) + start;
  problem->length = length;

  return problem;
}

/* What a blog does not show is not asked for. */
gboolean
leaf_post_checker_shows (LeafPostChecker *self,
                         LeafBlogPart part)
{
  return leaf_blog_shows_part (self->source->blog, part);
}

#define MAX_QUOTED 60

char *
leaf_post_check_quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *line = NULL;
  const char *end;

  g_strdelimit (valid, "\r\n\t", ' ');
  line = g_strdup (g_strstrip (valid));
  if (g_utf8_strlen (line, -1) <= MAX_QUOTED)
    return g_steal_pointer (&line);

  /* Between two words, where there are any. */
  end = g_utf8_offset_to_pointer (line, MAX_QUOTED - 1);
  for (const char *p = end; p > line + MAX_QUOTED / 2; p = g_utf8_prev_char (p))
    {
      if (*p == ' ')
        {
          end = p;
          break;
        }
    }

  return g_strdup_printf ("%.*s…", (int) (end - line), line);
}

char *
leaf_post_check_simplify (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  GString *simple = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        {
          space = simple->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (simple, ' ');
      space = FALSE;
      g_string_append_unichar (simple, c);
    }

  return g_string_free (simple, FALSE);
}

/* Our own patterns: one that does not compile is a mistake of ours. */
GRegex *
leaf_post_check_regex (const char *pattern,
                       GRegexCompileFlags flags)
{
  g_autoptr (GError) error = NULL;
  GRegex *regex = g_regex_new (pattern, flags, 0, &error);

  if (regex == NULL)
    g_error ("%s", error->message);

  return regex;
}

GArray *
leaf_post_document_list_links (const LeafDocument *document)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (LeafPostLink));
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      unsigned int n_spans, position = 0;
      const LeafSpan *spans = leaf_block_get_spans (leaf_document_get_block (document, i), &n_spans);
      LeafPostLink *last = NULL;

      for (unsigned int j = 0; j < n_spans; j++)
        {
          LeafPostLink link = { i, position, spans[j].n_chars, spans[j].style.link };

          position += spans[j].n_chars;
          if (link.address == NULL)
            last = NULL;
          else if (last != NULL && g_str_equal (last->address, link.address))
            last->length += link.length;
          else
            {
              g_array_append_val (links, link);
              last = &g_array_index (links, LeafPostLink, links->len - 1);
            }
        }
    }

  return links;
}

char *
leaf_post_link_dup_text (const LeafDocument *document,
                         const LeafPostLink *link)
{
  unsigned int start = leaf_document_get_block_start (document, link->block) + link->start;

  return leaf_document_get_text (document, start, start + link->length);
}

/* The user's language, as leaf_date_format() wants it. */
static char *
dup_language (void)
{
  char *language = g_strdup (g_get_language_names ()[0]);

  language[strcspn (language, ".@")] = '\0';

  return language;
}

/**
 * leaf_post_check_embargo:
 * @books: (element-type LeafBook): the books of a review
 * @at: seconds since 1970: when the review is to be public
 *
 * Publishers send books before they may be written about; see leaf_book_is_embargoed().
 *
 * Returns: (transfer full) (nullable): one sentence that says why nothing may be public at @at, or %NULL
 */
char *
leaf_post_check_embargo (GPtrArray *books,
                         gint64 at)
{
  LeafBook *last = NULL;
  g_autofree char *language = dup_language ();
  g_autofree char *date = NULL;

  for (unsigned int i = 0; i < books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (books, i);

      if (leaf_book_get_embargo_text (book) != NULL)
        return g_strdup_printf (_("“%s” is under embargo, but “%s” is not a day, so nothing about it is published: correct it in the details of "
                                  "the book."), leaf_book_get_title (book), leaf_book_get_embargo_text (book));
      if (leaf_book_is_embargoed (book, at) &&
          (last == NULL || leaf_date_compare (leaf_book_get_embargo (book), leaf_book_get_embargo (last)) > 0))
        last = book;
    }
  if (last == NULL)
    return NULL;

  date = leaf_date_format (leaf_book_get_embargo (last), language);
  /* Translators: the title of a book, then the first day on which something about it may be published. */
  return g_strdup_printf (_("“%s” is under embargo: publish nothing about it before %s."), leaf_book_get_title (last), date);
}

static void
check_embargo (LeafPostChecker *self)
{
  const LeafPostFacts *facts = self->facts;
  gint64 at = facts->is_public || facts->wanted != LEAF_PUBLICATION_SCHEDULED ? facts->now : facts->at;
  g_autofree char *sentence = NULL;
  LeafPostProblem *problem;

  if (facts->wanted == LEAF_PUBLICATION_DRAFT && !facts->is_public)
    return;

  sentence = leaf_post_check_embargo (self->source->books, at);
  if (sentence == NULL)
    return;

  problem = leaf_post_checker_add (self, LEAF_PROBLEM_EMBARGO, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK, g_steal_pointer (&sentence));
  for (unsigned int i = 0; i < self->source->books->len && problem->book == 0; i++)
    {
      LeafBook *book = g_ptr_array_index (self->source->books, i);

      if (leaf_book_is_embargoed (book, at))
        problem->book = leaf_book_get_id (book);
    }
}

/* What leaf_post_compose() refuses. */
static void
check_complete (LeafPostChecker *self)
{
  LeafBook *book = self->source->books->len > 0 ? g_ptr_array_index (self->source->books, 0) : NULL;

  if (book == NULL)
    leaf_post_checker_add (self, LEAF_PROBLEM_NO_BOOK, LEAF_SEVERITY_STOPS, LEAF_FIX_NONE,
                           g_strdup (_("This review has no book: choose the book it is about.")));
  else if (*leaf_book_get_title (book) == '\0')
    leaf_post_checker_add (self, LEAF_PROBLEM_NO_BOOK_TITLE, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK,
                           g_strdup (_("The book has no title: give it one.")))->book = leaf_book_get_id (book);
  if (!leaf_post_document_has_text (self->review))
    leaf_post_checker_add_at (self, LEAF_PROBLEM_NO_TEXT, LEAF_SEVERITY_STOPS, LEAF_FIX_SHOW,
                              g_strdup (_("The review has no text yet: write it.")), 0, 0, 0);
  else if (self->facts->is_template)
    leaf_post_checker_add_at (self, LEAF_PROBLEM_TEMPLATE, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW,
                              g_strdup (_("The text is that of the template still: write the review.")), 0, 0, 0);
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const LeafPostProblem *one = *(const LeafPostProblem *const *) a;
  const LeafPostProblem *other = *(const LeafPostProblem *const *) b;

  if (one->severity != other->severity)
    return one->severity < other->severity ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->block != other->block)
    return one->block < other->block ? -1 : 1;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;

  return strcmp (one->sentence, other->sentence);
}

/**
 * leaf_post_check:
 * @source: the review and what belongs to it
 * @facts: what is known beyond that
 *
 * Looks for what she would want to mend before readers see the post.
 *
 * Returns: (transfer full) (element-type LeafPostProblem): the problems, those that stop first
 */
GPtrArray *
leaf_post_check (const LeafPostSource *source,
                 const LeafPostFacts *facts)
{
  LeafPostChecker self = { .source = source, .facts = facts };

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  self.review = leaf_review_get_document (source->review);
  self.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_post_problem_free);

  check_complete (&self);
  check_embargo (&self);
  if (source->books->len > 0)
    {
      leaf_post_check_words (&self);
      leaf_post_check_pictures (&self);
      leaf_post_check_links (&self);
      leaf_post_check_editions (&self);
      leaf_post_check_parts (&self);
    }
  g_ptr_array_sort (self.problems, compare_problems);

  return self.problems;
}

/**
 * leaf_post_check_stops:
 * @problems: (element-type LeafPostProblem): what leaf_post_check() found
 *
 * Returns: whether one of them forbids publishing
 */
gboolean
leaf_post_check_stops (GPtrArray *problems)
{
  g_return_val_if_fail (problems != NULL, FALSE);

  return problems->len > 0 && ((LeafPostProblem *) g_ptr_array_index (problems, 0))->severity == LEAF_SEVERITY_STOPS;
}
