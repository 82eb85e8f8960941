/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor must show exactly its document, whatever is done to it: random sessions, checked after
 * every step. G_TEST_SEED or the seed printed on failure repeats one. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-buffer.h"
#include "leaf-editor-state.h"
#include "leaf-editor.h"
#include "leaf-test-document.h"

#define N_SESSIONS 40
#define N_STEPS    120

typedef struct {
  LeafEditor *editor;
  LeafEditorBuffer *leaf;
  GtkTextBuffer *buffer;
  GtkTextTagTable *table;
  GRand *rand;
} Session;

static void
session_init (Session      *self,
              guint32       seed,
              LeafDocument *document)
{
  self->editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  self->leaf = LEAF_EDITOR_BUFFER (self->buffer);
  self->table = gtk_text_buffer_get_tag_table (self->buffer);
  self->rand = g_rand_new_with_seed (seed);
  leaf_editor_set_document (self->editor, document);
}

static void
session_clear (Session *self)
{
  g_rand_free (self->rand);
  g_assert_finalize_object (self->editor);
}

static LeafDocument *
document_of (Session *self)
{
  return leaf_editor_get_document (self->editor);
}

/* The names of all tags that a place should have, sorted. */
static char *
wanted_tags (Session             *self,
             unsigned int         index,
             const LeafTextStyle *style)
{
  static const char *const kinds[] = {
    "paragraph", "heading", "quote", "source", "bullet", "numbered", "figure", "divider", "spoiler",
    "warning", "rating"
  };
  static const char *const marks[] = { "bold", "italic", "underline", "strikethrough", "code", "spoiler",
                                       "highlight", "superscript" };
  const LeafBlockStyle *block = leaf_block_get_style (leaf_document_get_block (document_of (self), index));
  gboolean rtl = leaf_editor_buffer_get_line_rtl (self->leaf, index);
  GString *names = g_string_new (NULL);

  /* The level of a rating is how good it is, not how it looks. */
  g_string_printf (names, "%s-%u%s", kinds[block->kind],
                   block->kind == LEAF_BLOCK_RATING ? 0 : block->level, rtl ? "-rtl" : "");
  if (style->link != NULL)
    g_string_append (names, " link");
  for (unsigned int i = 0; i < G_N_ELEMENTS (marks); i++)
    if (style->marks & (1u << i))
      g_string_append_printf (names, " %s", marks[i]);
  return g_string_free (names, FALSE);
}

static char *
actual_tags (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  GString *names = g_string_new (NULL);

  /* In the order of their priority, which is the order above. */
  for (GSList *l = tags; l != NULL; l = l->next)
    {
      g_autofree char *name = NULL;

      g_object_get (l->data, "name", &name, NULL);
      g_string_append_printf (names, "%s%s", l == tags ? "" : " ", name);
    }
  return g_string_free (names, FALSE);
}

static void
check_run (Session             *self,
           unsigned int         index,
           unsigned int         start,
           unsigned int         end,
           const LeafTextStyle *style)
{
  g_autofree char *wanted = wanted_tags (self, index, style);
  g_autofree char *actual = NULL;
  GtkTextIter iter, toggle;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  actual = actual_tags (&iter);
  g_assert_cmpstr (actual, ==, wanted);
  toggle = iter;
  if (gtk_text_iter_forward_to_tag_toggle (&toggle, NULL))
    while ((unsigned int) gtk_text_iter_get_offset (&toggle) < end)
      {
        g_autofree char *inside = actual_tags (&toggle);

        g_assert_cmpstr (inside, ==, wanted);
        if (!gtk_text_iter_forward_to_tag_toggle (&toggle, NULL))
          break;
      }
}

static void
check_line_feed (Session      *self,
                 unsigned int  index,
                 unsigned int  offset)
{
  LeafTextStyle plain = { LEAF_MARK_NONE, NULL };
  g_autofree char *wanted = wanted_tags (self, index, &plain);
  g_autofree char *actual = NULL;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) offset);
  actual = actual_tags (&iter);
  g_assert_true (g_str_has_prefix (actual, wanted));
  g_assert_null (strstr (actual + strlen (wanted), "-0"));
}

static void
check_block (Session      *self,
             unsigned int  index,
             gboolean      last)
{
  const LeafBlock *block = leaf_document_get_block (document_of (self), index);
  unsigned int start = leaf_document_get_block_start (document_of (self), index);
  LeafTextStyle plain = { LEAF_MARK_NONE, NULL };
  GtkTextIter iter;
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  g_assert_cmpuint ((unsigned int) gtk_text_iter_get_line (&iter), ==, index);
  g_assert_true (gtk_text_iter_starts_line (&iter));
  g_assert_cmpint (gtk_text_iter_get_paintable (&iter) != NULL, ==,
                   g_str_has_prefix (leaf_block_get_text (block), LEAF_OBJECT_STRING));

  for (unsigned int i = 0; i < n_spans; i++)
    {
      check_run (self, index, start, start + spans[i].n_chars, &spans[i].style);
      start += spans[i].n_chars;
    }
  /* A line feed has the tag of its block and, where there is text in front of it, any tags of that. */
  if (!last && leaf_block_get_length (block) == 0)
    check_run (self, index, start, start + 1, &plain);
  else if (!last)
    check_line_feed (self, index, start);
}

static void
check (Session *self)
{
  LeafDocument *document = document_of (self);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  g_autofree char *wanted = leaf_document_get_text (document, 0, leaf_document_get_length (document));
  g_autofree char *actual = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  actual = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
  g_assert_cmpstr (actual, ==, wanted);
  g_assert_cmpint (gtk_text_buffer_get_line_count (self->buffer), ==, (int) n_blocks);
  for (unsigned int i = 0; i < n_blocks; i++)
    check_block (self, i, i + 1 == n_blocks);

  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
}

static unsigned int
random_offset (Session *self)
{
  return (unsigned int) g_rand_int_range (self->rand, 0, (int) leaf_document_get_length (document_of (self)) + 1);
}

static void
random_cursor (Session *self)
{
  unsigned int offset = random_offset (self);

  leaf_editor_buffer_set_cursor (self->leaf, (LeafCursor) { offset, offset });
}

/* Mostly near, as people select; sometimes far. */
static void
random_selection (Session *self)
{
  unsigned int length = leaf_document_get_length (document_of (self));
  unsigned int start = random_offset (self);
  unsigned int end = g_rand_int_range (self->rand, 0, 8) == 0
                       ? random_offset (self)
                       : MIN (length, start + (unsigned int) g_rand_int_range (self->rand, 0, 30));

  leaf_editor_buffer_set_cursor (self->leaf, (LeafCursor) { end, start });
}

static void
type_random (Session *self)
{
  static const char *const texts[] = {
    "a", "b ", " ", "\n", "\n", "word", "שלום", "é", "東京", "x\ny", "\r\n", "a\r\nb\rc", "\xe2\x80\xa9", "\t",
    LEAF_OBJECT_STRING, ("p" LEAF_OBJECT_STRING "q"), "\xc2\x85z", "\n\n\n", "👩‍🚀", "1"
  };

  if (g_rand_boolean (self->rand))
    random_cursor (self);
  for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
    gtk_text_buffer_insert_interactive_at_cursor (self->buffer,
                                                  texts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (texts))],
                                                  -1, TRUE);
}

static void
delete_random (Session *self)
{
  static const GtkDeleteType types[] = {
    GTK_DELETE_CHARS, GTK_DELETE_CHARS, GTK_DELETE_WORD_ENDS, GTK_DELETE_PARAGRAPH_ENDS, GTK_DELETE_PARAGRAPHS
  };

  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0:
      random_selection (self);
      gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
      break;
    case 1:
      if (g_rand_boolean (self->rand))
        random_cursor (self);
      for (int i = g_rand_int_range (self->rand, 1, 6); i > 0; i--)
        g_signal_emit_by_name (self->editor, "backspace");
      break;
    default:
      if (g_rand_boolean (self->rand))
        random_cursor (self);
      g_signal_emit_by_name (self->editor, "delete-from-cursor",
                             types[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (types))],
                             g_rand_boolean (self->rand) ? 1 : -1);
      break;
    }
}

static void
format_random (Session *self)
{
  static const LeafBlockKind kinds[] = {
    LEAF_BLOCK_PARAGRAPH, LEAF_BLOCK_HEADING, LEAF_BLOCK_QUOTE, LEAF_BLOCK_QUOTE_SOURCE,
    LEAF_BLOCK_BULLET, LEAF_BLOCK_NUMBERED, LEAF_BLOCK_SPOILER, LEAF_BLOCK_WARNING, LEAF_BLOCK_RATING
  };

  if (g_rand_boolean (self->rand))
    random_selection (self);
  else
    random_cursor (self);

  switch (g_rand_int_range (self->rand, 0, 5))
    {
    case 0:
      leaf_editor_toggle_mark (self->editor, 1u << g_rand_int_range (self->rand, 0, LEAF_N_MARKS));
      break;
    case 1:
      leaf_editor_set_link (self->editor, g_rand_boolean (self->rand) ? "https://example.org/a" : NULL);
      break;
    case 2:
      leaf_editor_indent (self->editor, g_rand_boolean (self->rand) ? 1 : -1);
      break;
    default:
      leaf_editor_set_block (self->editor,
                             kinds[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (kinds))],
                             (unsigned int) g_rand_int_range (self->rand, 2, 5));
      break;
    }
}

static void
insert_random (Session *self)
{
  g_autoptr (LeafDocument) document = leaf_test_random_document (self->rand, 4);
  unsigned int length = leaf_document_get_length (document);
  unsigned int start = (unsigned int) g_rand_int_range (self->rand, 0, (int) length + 1);
  g_autoptr (LeafDocument) part = leaf_document_slice (document, start, length);

  /* A slice may begin in the middle of a figure: what is pasted comes from the reader and never does. */
  if (!leaf_document_is_well_formed (part))
    return;
  random_selection (self);
  leaf_editor_insert (self->editor, part);
}

/* Others may try to draw into the buffer; nothing of it may stay. */
static void
meddle (Session *self)
{
  g_autoptr (GdkPaintable) empty = gdk_paintable_new_empty (1, 1);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, "bold", &start, &end);
  gtk_text_buffer_remove_all_tags (self->buffer, &start, &end);
  gtk_text_buffer_insert_paintable (self->buffer, &start, empty);
}

/* An older version comes back: one step, and a small one where little is different. */
static void
replace_random (Session *self)
{
  g_autoptr (LeafDocument) before = leaf_document_copy (document_of (self));
  g_autoptr (LeafDocument) wanted = leaf_document_copy (before);

  if (g_rand_int_range (self->rand, 0, 4) == 0)
    {
      leaf_document_unref (wanted);
      wanted = leaf_test_random_document (self->rand, (unsigned int) g_rand_int_range (self->rand, 0, 8));
    }
  else
    {
      g_autoptr (LeafDocument) part = leaf_test_random_document (self->rand, 2);
      unsigned int index = (unsigned int) g_rand_int_range (self->rand, 0, (int) leaf_document_get_n_blocks (wanted));
      unsigned int start = leaf_document_get_block_start (wanted, index);

      leaf_document_replace (wanted, start,
                             start + leaf_block_get_length (leaf_document_get_block (wanted, index)), part);
    }

  leaf_editor_replace_document (self->editor, wanted);
  leaf_test_assert_same_document (document_of (self), wanted);
  if (leaf_document_equal (before, wanted))
    return;
  leaf_editor_undo (self->editor);
  leaf_test_assert_same_document (document_of (self), before);
  leaf_editor_redo (self->editor);
}

/* She looks at another review meanwhile. */
static void
go_and_come_back (Session *self)
{
  g_autoptr (LeafDocument) before = leaf_document_copy (document_of (self));
  g_autoptr (LeafDocument) other = leaf_test_random_document (self->rand, 3);
  LeafCursor cursor = leaf_editor_buffer_get_cursor (self->leaf);
  gboolean can_undo = leaf_editor_get_can_undo (self->editor);
  gboolean can_redo = leaf_editor_get_can_redo (self->editor);
  LeafEditorState *state = leaf_editor_take_state (self->editor);

  g_assert_cmpuint (leaf_document_get_length (document_of (self)), ==, 0);
  g_assert_false (leaf_editor_get_can_undo (self->editor));
  check (self);
  leaf_editor_set_document (self->editor, other);
  check (self);

  g_assert_cmpuint (leaf_editor_state_get_size (state), >, leaf_document_get_length (before));
  leaf_editor_put_state (self->editor, state);
  leaf_test_assert_same_document (document_of (self), before);
  g_assert_true (leaf_editor_get_can_undo (self->editor) == can_undo);
  g_assert_true (leaf_editor_get_can_redo (self->editor) == can_redo);
  g_assert_cmpuint (leaf_editor_buffer_get_cursor (self->leaf).insert, ==, cursor.insert);
  g_assert_cmpuint (leaf_editor_buffer_get_cursor (self->leaf).bound, ==, cursor.bound);
}

static void
step (Session *self)
{
  int choice = g_rand_int_range (self->rand, 0, 22);

  if (choice < 7)
    type_random (self);
  else if (choice < 11)
    delete_random (self);
  else if (choice < 15)
    format_random (self);
  else if (choice < 16)
    insert_random (self);
  else if (choice < 17)
    meddle (self);
  else if (choice < 19)
    for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
      leaf_editor_undo (self->editor);
  else if (choice < 20)
    for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
      leaf_editor_redo (self->editor);
  else if (choice < 21)
    replace_random (self);
  else
    go_and_come_back (self);
}

static void
run_session (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (LeafDocument) first = leaf_test_random_document (rand, (unsigned int) g_rand_int_range (rand, 0, 12));
  g_autoptr (LeafDocument) last = NULL;
  g_autoptr (LeafDocument) loaded = NULL;
  g_autoptr (LeafDocument) again = NULL;
  g_autofree char *html = NULL;
  g_autofree char *html_again = NULL;
  Session session;

  session_init (&session, seed, first);
  check (&session);
  for (int i = 0; i < N_STEPS; i++)
    {
      step (&session);
      check (&session);
    }

  last = leaf_document_copy (document_of (&session));
  while (leaf_editor_get_can_undo (session.editor))
    leaf_editor_undo (session.editor);
  check (&session);
  leaf_test_assert_same_document (document_of (&session), first);
  while (leaf_editor_get_can_redo (session.editor))
    leaf_editor_redo (session.editor);
  check (&session);

  /* Redo goes to the newest step; the session may have ended some steps before it. */
  while (leaf_editor_get_can_undo (session.editor) && !leaf_document_equal (document_of (&session), last))
    leaf_editor_undo (session.editor);
  leaf_test_assert_same_document (document_of (&session), last);

  html = leaf_document_to_html (last);
  loaded = leaf_document_new_from_html (html, -1, NULL);
  html_again = leaf_document_to_html (loaded);
  g_assert_cmpstr (html_again, ==, html);
  again = leaf_document_new_from_html (html_again, -1, NULL);
  leaf_test_assert_same_document (again, loaded);

  session_clear (&session);
}

static void
test_random_sessions (void)
{
  guint32 first = leaf_test_seed ();

  for (guint32 i = 0; i < leaf_test_rounds (N_SESSIONS); i++)
    {
      g_test_message ("session with seed %u", first + i);
      run_session (first + i);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor/random-sessions", test_random_sessions);

  return g_test_run ();
}
