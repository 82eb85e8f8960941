/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From one misspelled word to the next, in a text of any length. */

#define G_LOG_DOMAIN "leaf-editor-spelling"

#include "config.h"

#include "leaf-editor-spelling-private.h"

#include "leaf-editor-private.h"

#include <string.h>

/* The next blocks of a search, from where it has come to. */
static GPtrArray *
next_texts (LeafEditorSpelling *self)
{
  LeafDocument *document = leaf_editor_get_document (self->editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gsize n_bytes = 0;

  while (self->search_done + texts->len <= n_blocks && (texts->len == 0 || n_bytes < LEAF_SPELLING_MAX_BATCH))
    {
      unsigned int index = (self->search_block + self->search_done + texts->len) % n_blocks;
      const char *text = leaf_block_get_text (leaf_document_get_block (document, index));

      n_bytes += strlen (text);
      g_ptr_array_add (texts, g_strdup (text));
    }
  return texts;
}

/* The block where the search began is looked at twice: behind the cursor first, before it at last. */
static gboolean
is_wanted (LeafEditorSpelling      *self,
           const LeafBlock         *block,
           unsigned int             n_blocks,
           const LeafSpellingRange *range)
{
  if (self->search_done == 0 && range->start < self->search_column)
    return FALSE;
  if (self->search_done == n_blocks && range->start >= self->search_column)
    return FALSE;
  return !leaf_editor_spelling_is_code (block, range->start);
}

static gboolean
find_wanted (LeafEditorSpelling *self,
             GPtrArray          *results,
             LeafSpellingRange  *found)
{
  LeafDocument *document = leaf_editor_get_document (self->editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < results->len; i++, self->search_done++)
    {
      unsigned int index = (self->search_block + self->search_done) % n_blocks;
      const LeafBlock *block = leaf_document_get_block (document, index);
      GArray *ranges = g_ptr_array_index (results, i);

      for (unsigned int j = 0; j < ranges->len; j++)
        {
          LeafSpellingRange range = g_array_index (ranges, LeafSpellingRange, j);
          unsigned int start;

          if (!is_wanted (self, block, n_blocks, &range))
            continue;
          start = leaf_document_get_block_start (document, index);
          *found = (LeafSpellingRange) { start + range.start, start + range.end };
          return TRUE;
        }
    }
  return FALSE;
}

static void search_on (LeafEditorSpelling *self);

static void
end_search (LeafEditorSpelling  *self,
            LeafSpellingOutcome  outcome,
            LeafSpellingRange    found)
{
  self->searching = FALSE;
  leaf_editor_spelling_found (self, outcome, found);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (LeafEditorSpelling) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = leaf_speller_check_finish (LEAF_SPELLER (source), result, &error);
  LeafSpellingRange found = { 0, 0 };

  if (self->editor == NULL)
    return;

  /* Who types on is not to be carried away. */
  if (self->search_edits != self->n_edits)
    self->searching = FALSE;
  else if (results == NULL)
    end_search (self, LEAF_SPELLING_NO_DICTIONARY, found);
  else if (find_wanted (self, results, &found))
    end_search (self, LEAF_SPELLING_FOUND, found);
  else if (self->search_done > leaf_document_get_n_blocks (leaf_editor_get_document (self->editor)))
    end_search (self, LEAF_SPELLING_NOTHING, found);
  else
    search_on (self);
}

static void
search_on (LeafEditorSpelling *self)
{
  g_autoptr (GPtrArray) texts = next_texts (self);

  leaf_speller_check_async (self->speller, self->language, texts, self->cancellable, searched_cb, g_object_ref (self));
}

/**
 * leaf_editor_spelling_search: (skip)
 * @self: a spelling
 *
 * Looks for the next misspelled word behind the cursor or the selection, and goes on at the beginning of
 * the text; "searched" tells what was found.
 */
void
leaf_editor_spelling_search (LeafEditorSpelling *self)
{
  unsigned int start, end;

  if (self->searching)
    return;

  leaf_editor_buffer_get_range (self->editor->buffer, &start, &end);
  self->searching = TRUE;
  self->search_edits = self->n_edits;
  self->search_done = 0;
  self->search_block = leaf_document_locate (leaf_editor_get_document (self->editor), end, &self->search_column);
  search_on (self);
}
