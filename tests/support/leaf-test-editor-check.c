/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-document.h"
#include "leaf-test-editor.h"

#include <string.h>

#define MAX_TAGS (LEAF_N_MARKS + 2)

static const char *const kind_names[] = {
  "paragraph", "heading", "quote", "source", "bullet", "numbered", "figure", "divider", "spoiler", "warning", "rating"
};

static const char *const mark_names[] = {
  "bold", "italic", "underline", "strikethrough", "code", "spoiler", "highlight", "superscript"
};

/* The tags that a place should have, in the order of their priority. */
typedef struct {
  GtkTextTag *tags[MAX_TAGS];
  unsigned int n_tags;
} Wanted;

typedef struct {
  GtkTextBuffer *buffer;
  GtkTextTagTable *table;
  LeafDocument *document;
} Check;

static void
want (const Check *self, Wanted *wanted, const char *name)
{
  wanted->tags[wanted->n_tags] = gtk_text_tag_table_lookup (self->table, name);
  g_assert_nonnull (wanted->tags[wanted->n_tags]);
  wanted->n_tags++;
}

static gboolean
has_kind (const Check *self, int index, LeafBlockKind kind)
{
  return index >= 0 && index < (int) leaf_document_get_n_blocks (self->document) &&
         leaf_block_get_style (leaf_document_get_block (self->document, (unsigned int) index))->kind == kind;
}

/* The first of spoilers or warnings has its label above it, the last rating the overall one below. */
static gboolean
is_labelled (const Check *self, unsigned int index, LeafBlockKind kind)
{
  if (kind == LEAF_BLOCK_RATING)
    return !has_kind (self, (int) index + 1, kind);
  return (kind == LEAF_BLOCK_SPOILER || kind == LEAF_BLOCK_WARNING) && !has_kind (self, (int) index - 1, kind);
}

/* The level of a rating is how good it is, not how it looks. */
static void
want_block (const Check *self, unsigned int index, Wanted *wanted)
{
  const LeafBlockStyle *style = leaf_block_get_style (leaf_document_get_block (self->document, index));
  gboolean rtl = leaf_editor_buffer_get_line_rtl (LEAF_EDITOR_BUFFER (self->buffer), index);
  char name[32];

  g_snprintf (name, sizeof name, "%s-%u%s%s", kind_names[style->kind], style->kind == LEAF_BLOCK_RATING ? 0 : style->level,
              is_labelled (self, index, style->kind) ? "-labelled" : "", rtl ? "-rtl" : "");
  wanted->n_tags = 0;
  want (self, wanted, name);
}

static void
want_style (const Check *self, const LeafTextStyle *style, Wanted *wanted)
{
  wanted->n_tags = 1;
  if (style->link != NULL)
    want (self, wanted, "link");
  for (unsigned int i = 0; i < G_N_ELEMENTS (mark_names); i++)
    if (style->marks & (1u << i))
      want (self, wanted, mark_names[i]);
}

static void
append_name (GString *names, GtkTextTag *tag)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  g_string_append_printf (names, " %s", name);
}

static void
fail (const GtkTextIter *iter, const Wanted *wanted, GSList *tags)
{
  g_autoptr (GString) message = g_string_new (NULL);

  g_string_printf (message, "character %d has the tags", gtk_text_iter_get_offset (iter));
  for (GSList *l = tags; l != NULL; l = l->next)
    append_name (message, l->data);
  g_string_append (message, " and should have");
  for (unsigned int i = 0; i < wanted->n_tags; i++)
    append_name (message, wanted->tags[i]);
  g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, message->str);
}

/* With `more`, marks may follow. */
static void
check_tags (const GtkTextIter *iter, const Wanted *wanted, gboolean more)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  GSList *l = tags;

  for (unsigned int i = 0; i < wanted->n_tags; i++, l = l->next)
    if (l == NULL || l->data != wanted->tags[i])
      fail (iter, wanted, tags);
  if (l != NULL && !more)
    fail (iter, wanted, tags);
  for (; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      if (strstr (name, "-0") != NULL)
        fail (iter, wanted, tags);
    }
}

static void
check_run (const Check *self, unsigned int start, unsigned int end, const Wanted *wanted)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  do
    check_tags (&iter, wanted, FALSE);
  while (gtk_text_iter_forward_to_tag_toggle (&iter, NULL) && (unsigned int) gtk_text_iter_get_offset (&iter) < end);
}

static void
check_block (const Check *self, unsigned int index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  unsigned int start = leaf_document_get_block_start (self->document, index);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);
  GtkTextIter iter;
  Wanted wanted;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  g_assert_cmpuint ((unsigned int) gtk_text_iter_get_line (&iter), ==, index);
  g_assert_true (gtk_text_iter_starts_line (&iter));
  g_assert_cmpint (gtk_text_iter_get_paintable (&iter) != NULL, ==,
                   g_str_has_prefix (leaf_block_get_text (block), LEAF_OBJECT_STRING));

  want_block (self, index, &wanted);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      want_style (self, &spans[i].style, &wanted);
      check_run (self, start, start + spans[i].n_chars, &wanted);
      start += spans[i].n_chars;
    }

  /* A line feed has the tag of its block and, where there is text in front of it, any tags of that. */
  if (index + 1 == leaf_document_get_n_blocks (self->document))
    return;
  wanted.n_tags = 1;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  check_tags (&iter, &wanted, leaf_block_get_length (block) > 0);
}

/**
 * leaf_test_editor_check:
 *
 * Fails unless the editor shows exactly its document: the text, the tags of every character, the pictures; and the
 * document is well formed. Cheap enough to be done after each of many thousand steps.
 */
void
leaf_test_editor_check (LeafEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  LeafDocument *document = leaf_editor_get_document (editor);
  Check self = { buffer, gtk_text_buffer_get_tag_table (buffer), document };
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  g_autofree char *wanted = leaf_document_get_text (document, 0, leaf_document_get_length (document));
  g_autofree char *actual = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  actual = gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
  g_assert_cmpstr (actual, ==, wanted);
  g_assert_cmpint (gtk_text_buffer_get_line_count (buffer), ==, (int) n_blocks);
  for (unsigned int i = 0; i < n_blocks; i++)
    check_block (&self, i);

  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
}
