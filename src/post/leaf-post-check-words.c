/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-disclosure.h"
#include "leaf-post-check-private.h"
#include "leaf-post-links.h"
#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fewer letters are found anywhere. */
#define MIN_SPOILER_LETTERS 9

/* "spoiler" is the word in nearly every language; not in "spoiler-free", "no spoilers", "without any spoilers". */
#define SPOILER_WORD \
  "(?<!\\bno )(?<!\\bzero )(?<!\\bnon-)(?<!\\bany )(?<!\\bwithout )(?<!\\bminus )(?<!\\bavoid )(?<!\\bohne )" \
  "(?<!\\bkeine )(?<!\\bsans )(?<!\\bsin )(?<!\\bsenza )(?<!\\bsem )(?<!\\bzonder )" \
  "\\bspoilers?\\b(?![ -]?(free|frei|vrij)\\b)"

/* What is said of a book that was given away. ARC is a word of its own in capitals alone: a story has an arc. */
#define FREE_COPY_WORDS \
  "\\bnetgalley\\b" \
  "|\\b(via|from|through|on|at|to) edelweiss\\b|\\bedelweiss\\+" \
  "|(?-i:\\b(e-?|digital )?ARCs?\\b(?! [A-Z]{2}))" \
  "|\\b(advanced?|review|reader['’]?s|reviewer['’]?s|reading|uncorrected)( review| reader['’]?s?| reading| e-?book)? (e-?)?(cop(y|ies)|proofs?|galleys?)\\b" \
  "|\\bcomplimentary( \\w+)? cop(y|ies)\\b" \
  "|\\b(received|got|given|sent|provided|gifted)( \\w+){0,6} free( \\w+)? cop(y|ies)\\b" \
  "|\\bin exchange for( \\w+){1,4} reviews?\\b" \
  "|\\brezensionsexemplar\\w*|\\bleseexemplar\\w*|\\bvorabexemplar\\w*" \
  "|\\bservices? (de )?presse\\b|\\bejemplar de (prensa|cortesía)\\b|\\brecensie-?exempla\\w+|\\bcopia omaggio\\b"

/* "This was not an ARC", "no review copy": the words just before it. */
#define NOT_BEFORE "\\b(no|not|never|without|isn['’]t|wasn['’]t|kein|keine|nicht|pas|sans|sin|non)( \\w+){0,2} $"

static gboolean
find_word (const char *text,
           GRegex *regex,
           unsigned int *start,
           unsigned int *length)
{
  g_autoptr (GMatchInfo) match = NULL;
  int from, to;

  if (!g_regex_match (regex, text, 0, &match) || !g_match_info_fetch_pos (match, 0, &from, &to))
    return FALSE;

  *start = (unsigned int) g_utf8_pointer_to_offset (text, text + from);
  *length = (unsigned int) g_utf8_pointer_to_offset (text + from, text + to);

  return TRUE;
}

/* How much of the block's open text the excerpt still takes. */
static char *
dup_excerpt_part (const LeafBlock *block,
                  unsigned int *n_words)
{
  g_autofree char *open = leaf_post_block_dup_open_text (block);
  g_auto (GStrv) words = g_strsplit_set (open, " \t\r\n", -1);
  GString *part = g_string_new (NULL);

  for (unsigned int i = 0; words[i] != NULL && *n_words < LEAF_POST_EXCERPT_WORDS; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (part->len > 0)
        g_string_append_c (part, ' ');
      g_string_append (part, words[i]);
      ++*n_words;
    }

  return g_string_free (part, FALSE);
}

static void
add_simple (GPtrArray *hidden,
            const char *text)
{
  g_autofree char *simple = leaf_post_check_simplify (text);

  if (g_utf8_strlen (simple, -1) >= MIN_SPOILER_LETTERS && strchr (simple, ' ') != NULL)
    g_ptr_array_add (hidden, g_steal_pointer (&simple));
}

/* What she has hidden: whole blocks, and words in a line. */
static GPtrArray *
list_hidden (const LeafDocument *review)
{
  GPtrArray *hidden = g_ptr_array_new_with_free_func (g_free);
  unsigned int n_blocks = leaf_document_get_n_blocks (review);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (review, i);
      const char *p = leaf_block_get_text (block);
      g_autoptr (GString) run = g_string_new (NULL);
      unsigned int n_spans;
      const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

      if (leaf_block_get_style (block)->kind == LEAF_BLOCK_SPOILER)
        {
          add_simple (hidden, p);
          continue;
        }
      for (unsigned int j = 0; j < n_spans; j++)
        {
          const char *end = g_utf8_offset_to_pointer (p, spans[j].n_chars);

          if ((spans[j].style.marks & LEAF_MARK_SPOILER) != 0)
            g_string_append_len (run, p, end - p);
          else
            {
              add_simple (hidden, run->str);
              g_string_truncate (run, 0);
            }
          p = end;
        }
      add_simple (hidden, run->str);
    }

  return hidden;
}

static gboolean
has_hidden (GPtrArray *hidden,
            const char *open)
{
  g_autofree char *simple = leaf_post_check_simplify (open);

  for (unsigned int i = 0; i < hidden->len; i++)
    {
      const char *words = g_ptr_array_index (hidden, i);
      const char *found = strstr (simple, words);

      if (found != NULL && (found == simple || found[-1] == ' ') &&
          (found[strlen (words)] == '\0' || found[strlen (words)] == ' '))
        return TRUE;
    }

  return FALSE;
}

/* The excerpt leaves out what is hidden; what she forgot to hide is in it, and on every list of posts. */
static void
check_excerpt (LeafPostChecker *self)
{
  g_autoptr (GPtrArray) hidden = list_hidden (self->review);
  g_autoptr (GRegex) spoiler = leaf_post_check_regex (SPOILER_WORD, G_REGEX_CASELESS);
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review), n_words = 0;
  gboolean below_heading = FALSE;

  for (unsigned int i = 0; i < n_blocks && n_words < LEAF_POST_EXCERPT_WORDS; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self->review, i);
      LeafBlockKind kind = leaf_block_get_style (block)->kind;
      g_autofree char *part = NULL;
      const char *sentence = NULL;
      LeafFix fix = LEAF_FIX_SPOILER;
      unsigned int start = 0, length = 0;

      if (kind == LEAF_BLOCK_HEADING)
        below_heading = find_word (leaf_block_get_text (block), spoiler, &start, &length);
      if (!leaf_post_kind_is_for_excerpt (kind))
        continue;

      part = dup_excerpt_part (block, &n_words);
      if (*part == '\0')
        continue;
      if (has_hidden (hidden, part))
        sentence = _("The excerpt tells what you have hidden as a spoiler further down: hide it here, too.");
      else if (below_heading)
        sentence = _("The excerpt tells what stands below your heading about spoilers: hide it, and it is left out.");
      else if (find_word (part, spoiler, &start, &length))
        {
          sentence = _("Your text speaks of spoilers where the excerpt is taken from: hide what tells too much, and it is left out.");
          fix = LEAF_FIX_SHOW;
        }
      if (sentence != NULL)
        {
          leaf_post_checker_add_at (self, LEAF_PROBLEM_SPOILER, LEAF_SEVERITY_WARNS, fix, g_strdup (sentence), i, 0,
                                    leaf_block_get_length (block));
          return;
        }
    }
}

/* What the reader is told to know before she trusts an opinion. */
static void
check_free_copy (LeafPostChecker *self)
{
  g_autoptr (GRegex) free_copy = leaf_post_check_regex (FREE_COPY_WORDS, G_REGEX_CASELESS);
  g_autoptr (GRegex) negated = leaf_post_check_regex (NOT_BEFORE, G_REGEX_CASELESS);
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review);

  if (leaf_review_get_free_copy (self->source->review))
    return;

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const char *text = leaf_block_get_text (leaf_document_get_block (self->review, i));
      unsigned int start, length;
      g_autofree char *before = NULL;
      g_autofree char *words = NULL;

      if (!find_word (text, free_copy, &start, &length))
        continue;
      before = g_utf8_substring (text, 0, start);
      if (g_regex_match (negated, before, 0, NULL))
        continue;

      words = g_utf8_substring (text, start, start + length);
      leaf_post_checker_add_at (self, LEAF_PROBLEM_FREE_COPY, LEAF_SEVERITY_WARNS, LEAF_FIX_FREE_COPY,
                                /* Translators: words of the review, such as "review copy" or "NetGalley" */
                                g_strdup_printf (_("Your text says “%s”, but the review is not marked as one of a free copy, "
                                                   "so the post has no disclosure."), words),
                                i, start, length);
      return;
    }
}

/* The first link in her text that pays her. */
static gboolean
find_affiliate_link (const LeafDocument *review,
                     LeafPostLink *found)
{
  g_autoptr (GArray) links = leaf_post_document_list_links (review);

  for (unsigned int i = 0; i < links->len; i++)
    {
      *found = g_array_index (links, LeafPostLink, i);
      if (leaf_link_is_affiliate (found->address))
        return TRUE;
    }

  return FALSE;
}

static void
check_disclosure (LeafPostChecker *self)
{
  g_autofree char *text = NULL;
  LeafDisclosurePlace place = leaf_disclosure_compute (self->source, &text);
  LeafPostLink link;

  /* Her own wording may be nothing but spaces, or placeholders without a value. */
  if (place != LEAF_DISCLOSURE_NOT_NEEDED && leaf_post_text_is_blank (text))
    {
      leaf_post_checker_add (self, LEAF_PROBLEM_NO_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_BLOG,
                             leaf_review_get_free_copy (self->source->review)
                               ? g_strdup (_("The book was a free copy, but your wording for this blog leaves the disclosure empty."))
                               : g_strdup (_("The post has links that you earn from, but your wording for this blog leaves the "
                                             "disclosure empty.")));
      return;
    }
  if (place != LEAF_DISCLOSURE_AT_END)
    return;

  if (find_affiliate_link (self->review, &link))
    leaf_post_checker_add_at (self, LEAF_PROBLEM_LATE_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_DISCLOSURE,
                              g_strdup (_("Readers reach a link that you earn from before the disclosure, which this blog has at the end.")),
                              link.block, link.start, link.length)->address = g_strdup (link.address);
  else
    {
      g_autoptr (LeafReview) without = leaf_review_copy (self->source->review);
      LeafPostSource paid = *self->source;

      /* Is it about links at all? */
      leaf_review_set_free_copy (without, FALSE);
      paid.review = without;
      if (leaf_disclosure_compute (&paid, NULL) != LEAF_DISCLOSURE_NOT_NEEDED)
        leaf_post_checker_add (self, LEAF_PROBLEM_LATE_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_DISCLOSURE,
                               g_strdup (_("Readers reach the store links that you earn from before the disclosure, which this "
                                           "blog has at the end.")));
    }
}

/* "{titel}" is left as it was written, so that the mistake is seen; best before readers see it. */
static gboolean
has_placeholder (const char *text)
{
  g_autoptr (GRegex) placeholder = leaf_post_check_regex ("\\{[^{} ]*\\}", 0);

  return g_regex_match (placeholder, text, 0, NULL);
}

static void
check_titles (LeafPostChecker *self)
{
  g_autofree char *title = leaf_post_dup_title (self->source);
  g_autofree char *quoted = leaf_post_check_quote (title);
  const char *own = leaf_review_get_title (self->source->review);
  gboolean is_own = own != NULL && *own != '\0';

  if (leaf_post_text_is_blank (title))
    leaf_post_checker_add (self, LEAF_PROBLEM_PLACEHOLDER, LEAF_SEVERITY_WARNS, is_own ? LEAF_FIX_TITLE : LEAF_FIX_BLOG,
                           g_strdup (_("The post has no title.")));
  else if (has_placeholder (title))
    leaf_post_checker_add (self, LEAF_PROBLEM_PLACEHOLDER, LEAF_SEVERITY_WARNS, is_own ? LEAF_FIX_TITLE : LEAF_FIX_BLOG,
                           /* Translators: such as "Emma, {autor}" */
                           g_strdup_printf (_("The title “%s” has a placeholder that means nothing."), quoted));
}

static void
check_reviewer (LeafPostChecker *self)
{
  if (!leaf_post_checker_shows (self, LEAF_BLOG_PART_AUTHOR))
    return;
  if (leaf_post_text_is_blank (leaf_profile_get_name (self->source->profile)))
    leaf_post_checker_add (self, LEAF_PROBLEM_NO_REVIEWER, LEAF_SEVERITY_WARNS, LEAF_FIX_PROFILE,
                           g_strdup (_("The post does not say who wrote it: set your name.")));
}

static void
check_slug (LeafPostChecker *self)
{
  g_autofree char *slug = NULL;

  if (!self->facts->slug_taken)
    return;

  slug = leaf_post_dup_slug (self->source);
  leaf_post_checker_add (self, LEAF_PROBLEM_SLUG, LEAF_SEVERITY_WARNS, LEAF_FIX_SLUG,
                         /* Translators: the last part of a post's address */
                         g_strdup_printf (_("Another post of the blog has the address “%s” already, so this one would get a number behind it."),
                                          slug))->address = g_strdup (slug);
}

/* What she says, and what has to be said. */
void
leaf_post_check_words (LeafPostChecker *self)
{
  check_excerpt (self);
  check_free_copy (self);
  check_disclosure (self);
  check_titles (self);
  check_reviewer (self);
  check_slug (self);
}
