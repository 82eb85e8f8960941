/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor must show exactly its document, whatever is done to it: random sessions over everything that can be done,
 * checked after every step. LEAF_TEST_SEED, set to the seed printed before a failure, repeats one;
 * FLYLEAF_TEST_ROUNDS makes more of them. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-editor-buffer-private.h"
#include "leaf-editor-find.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-pictures.h"
#include "leaf-editor-private.h"
#include "leaf-editor-state.h"
#include "leaf-editor.h"
#include "leaf-test-document.h"
#include "leaf-test-editor.h"

#define N_SESSIONS 200
#define N_STEPS    100

typedef struct {
  LeafEditor *editor;
  LeafEditorBuffer *leaf;
  GtkTextBuffer *buffer;
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

static void
check (Session *self)
{
  leaf_test_editor_check (self->editor);
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

/* Key by key, as the input method hands it over: shorthand, quotes, and what looks like them. */
static void
type_keys (Session *self)
{
  static const char *const texts[] = {
    "# ", "## ", "#### ", "> ", "- ", "* ", "1. ", "1) ", "--- ", "---\n", "***\n", "**b**", "__b__", "*i*", "_i_",
    "***bi***", "`c`", "~~s~~", "==h==", "[a](https://e.org/)", "[b](e.org)", "[c](x", "\"q\"", "it's ", "'s'", "--",
    "a--b", "a---b", "...", "*", "**", "_", "`", "~~", "==", ")", "-- ", "\"", "'", " ", "a", "\n", "é", "日本"
  };
  static const char *const languages[] = { NULL, "en", "de", "fr", "sv", "it", "hu", "ja" };

  g_object_set (self->editor, "language", languages[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (languages))], NULL);
  if (g_rand_boolean (self->rand))
    random_cursor (self);
  else if (g_rand_int_range (self->rand, 0, 4) == 0)
    random_selection (self);
  if (g_rand_boolean (self->rand))
    leaf_test_editor_type (self->editor, "\n");
  for (int i = g_rand_int_range (self->rand, 1, 4); i > 0; i--)
    {
      leaf_test_editor_type (self->editor, texts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (texts))]);
      if (g_rand_int_range (self->rand, 0, 4) == 0)
        leaf_editor_undo (self->editor);
    }
}

static void
press_keys (Session *self)
{
  static const char *const keys[] = {
    "Enter", "Enter", "Backspace", "Backspace", "Delete", "Delete", "Ctrl+Backspace", "Ctrl+Delete", "Tab", "Shift+Tab",
    "Ctrl+Shift+Enter", "Ctrl+Shift+Backspace", "Ctrl+Shift+Delete", "editor.divider"
  };

  if (g_rand_boolean (self->rand))
    random_cursor (self);
  else if (g_rand_int_range (self->rand, 0, 6) == 0)
    random_selection (self);
  for (int i = g_rand_int_range (self->rand, 1, 4); i > 0; i--)
    leaf_test_editor_press (self->editor, keys[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (keys))]);
}

/* Stars in a table, and other pictures and alternative texts in figures. */
static void
change_blocks (Session *self)
{
  unsigned int index = (unsigned int) g_rand_int_range (self->rand, 0, (int) leaf_document_get_n_blocks (document_of (self)));
  const LeafBlockStyle *present = leaf_block_get_style (leaf_document_get_block (document_of (self), index));
  LeafBlockStyle style = { 0 };

  leaf_block_style_copy (present, &style);
  if (style.kind == LEAF_BLOCK_FIGURE)
    {
      g_free (style.alt);
      style.alt = leaf_test_random_text (self->rand, 9);
      style.picture[g_rand_int_range (self->rand, 0, 64)] = 'a';
    }
  else if (style.kind != LEAF_BLOCK_DIVIDER)
    {
      style.kind = LEAF_BLOCK_RATING;
      style.level = (unsigned int) g_rand_int_range (self->rand, 0, LEAF_RATING_MAX + 1);
    }
  leaf_editor_buffer_set_block_style (self->leaf, index, &style);
  leaf_block_style_clear (&style);
}

/* Pictures come in between blocks, several at once; one is changed, or taken away with its caption. */
static void
change_pictures (Session *self)
{
  g_autofree char *one = g_strdup_printf ("%064x", g_rand_int (self->rand));
  g_autofree char *other = g_strdup_printf ("%064x", g_rand_int (self->rand));
  const char *pictures[] = { one, g_rand_boolean (self->rand) ? other : NULL, NULL };
  unsigned int n_blocks = leaf_document_get_n_blocks (document_of (self));
  unsigned int index = (unsigned int) g_rand_int_range (self->rand, 0, (int) n_blocks);
  unsigned int offset;

  if (g_rand_boolean (self->rand))
    {
      GtkTextMark *mark = leaf_editor_create_mark (self->editor, random_offset (self));

      leaf_editor_insert_pictures (self->editor, mark, pictures);
      gtk_text_buffer_delete_mark (self->buffer, mark);
      return;
    }

  while (index + 1 < n_blocks &&
         leaf_block_get_style (leaf_document_get_block (document_of (self), index))->kind != LEAF_BLOCK_FIGURE)
    index++;
  leaf_editor_set_cursor (self->editor, leaf_document_get_block_start (document_of (self), index));
  if (leaf_editor_find_figure (self->editor, &offset))
    {
      if (g_rand_boolean (self->rand))
        leaf_editor_change_figure (self->editor, offset, one, g_rand_boolean (self->rand) ? "what it shows" : NULL);
      else
        leaf_editor_remove_figure (self->editor, offset);
    }
}

static void
delete_random (Session *self)
{
  static const GtkDeleteType types[] = {
    GTK_DELETE_CHARS, GTK_DELETE_CHARS, GTK_DELETE_WORD_ENDS, GTK_DELETE_WORDS, GTK_DELETE_PARAGRAPH_ENDS,
    GTK_DELETE_PARAGRAPHS, GTK_DELETE_WHITESPACE
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

/* What the clipboard brings: foreign HTML, or words alone. */
static void
paste_random (Session *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LeafDocument) document = NULL;

  for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
    {
      g_autofree char *part = leaf_test_random_text (self->rand, (unsigned int) g_rand_int_range (self->rand, 0, 30));

      g_string_append_printf (text, g_rand_boolean (self->rand) ? "%s\n" : "<li><b>%s", part);
    }
  document = g_rand_boolean (self->rand) ? leaf_document_new_from_html (text->str, -1, NULL)
                                         : leaf_document_new_from_text (text->str, -1, NULL);
  random_selection (self);
  if (g_rand_boolean (self->rand))
    leaf_editor_insert_blocks (self->editor, document);
  else
    leaf_editor_insert (self->editor, document);
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

/* One step, whatever came before it. */
static void
assert_step (Session      *self,
             LeafDocument *before)
{
  g_autoptr (LeafDocument) after = leaf_document_copy (document_of (self));

  if (leaf_document_equal (before, after))
    return;
  leaf_editor_undo (self->editor);
  leaf_test_assert_same_document (document_of (self), before);
  check (self);
  leaf_editor_redo (self->editor);
  leaf_test_assert_same_document (document_of (self), after);
}

static void
find_random (Session *self)
{
  static const char *const texts[] = { "", "a", "word", "e", "two words", "ß", "א", "a\nb", "👩‍🚀" };
  g_autoptr (LeafDocument) before = leaf_document_copy (document_of (self));
  g_autoptr (LeafEditorFind) find = leaf_editor_find_new (self->editor);
  const char *with = texts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (texts))];
  g_autofree char *some = leaf_test_random_text (self->rand, 2);

  leaf_editor_find_set_text (find,
                             g_rand_boolean (self->rand) ? some : texts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (texts))],
                             (LeafFindFlags) g_rand_int_range (self->rand, 0, 4));
  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0:
      leaf_editor_find_replace_all (find, with);
      break;
    case 1:
      leaf_editor_find_select (find, LEAF_EDITOR_FIND_PREVIOUS);
      leaf_editor_find_replace (find, with);
      break;
    default:
      leaf_editor_find_select (find, LEAF_EDITOR_FIND_NEXT);
      leaf_editor_find_replace (find, with);
      break;
    }
  assert_step (self, before);
}

/* A misspelled word is replaced by a suggestion. */
static void
correct_random (Session *self)
{
  static const char *const words[] = { "word", "words", "it’s", "Straße", "two words", "a" };
  g_autoptr (LeafDocument) before = leaf_document_copy (document_of (self));
  unsigned int index = (unsigned int) g_rand_int_range (self->rand, 0, (int) leaf_document_get_n_blocks (before));
  const LeafBlock *block = leaf_document_get_block (before, index);
  unsigned int start = leaf_document_get_block_start (before, index);
  unsigned int length = leaf_block_get_length (block);
  unsigned int first, last;

  if (leaf_block_kind_is_object (leaf_block_get_style (block)->kind) || length == 0)
    return;
  first = (unsigned int) g_rand_int_range (self->rand, 0, (int) length);
  last = (unsigned int) g_rand_int_range (self->rand, (int) first + 1, (int) length + 1);
  leaf_editor_replace_word (self->leaf, start + first, start + last,
                            words[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (words))]);
  assert_step (self, before);
}

/* Text from another program, as it is dropped somewhere. */
static void
drop_random (Session *self)
{
  g_autofree char *text = leaf_test_random_text (self->rand, 9);
  g_autoptr (LeafDocument) before = leaf_document_copy (document_of (self));
  g_autoptr (LeafDocument) dropped = leaf_document_new_from_text (text, -1, NULL);
  unsigned int offset = random_offset (self);

  leaf_editor_buffer_set_cursor (self->leaf, (LeafCursor) { offset, offset });
  leaf_editor_put_transfer (self->editor, dropped,
                            g_rand_boolean (self->rand) ? LEAF_TRANSFER_PLAIN : LEAF_TRANSFER_FORMATTED,
                            LEAF_TRANSFER_FORMATTED);
  assert_step (self, before);
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
undo_some (Session *self)
{
  for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
    leaf_editor_undo (self->editor);
}

static void
redo_some (Session *self)
{
  for (int i = g_rand_int_range (self->rand, 1, 5); i > 0; i--)
    leaf_editor_redo (self->editor);
}

static void
step (Session *self)
{
  static const struct
  {
    void (*func) (Session *self);
    int weight;
  } operations[] = {
    { type_random, 5 }, { type_keys, 6 }, { press_keys, 5 }, { delete_random, 4 }, { format_random, 4 },
    { change_blocks, 1 }, { change_pictures, 2 }, { insert_random, 1 }, { paste_random, 1 }, { meddle, 1 }, { undo_some, 2 }, { redo_some, 1 },
    { replace_random, 1 }, { go_and_come_back, 1 }, { find_random, 2 }, { correct_random, 1 }, { drop_random, 1 },
  };
  int choice = g_rand_int_range (self->rand, 0, 39);

  for (unsigned int i = 0; i < G_N_ELEMENTS (operations); i++)
    if ((choice -= operations[i].weight) < 0)
      {
        operations[i].func (self);
        return;
      }
  g_assert_not_reached ();
}

static void
check_saved (LeafDocument *document)
{
  g_autofree char *html = leaf_document_to_html (document);
  g_autoptr (LeafDocument) loaded = leaf_document_new_from_html (html, -1, NULL);

  leaf_test_assert_same_document (loaded, document);
}

static void
run_session (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (LeafDocument) first = leaf_test_random_document (rand, (unsigned int) g_rand_int_range (rand, 0, 12));
  g_autoptr (LeafDocument) last = NULL;
  Session session;

  session_init (&session, seed, first);
  check (&session);
  for (int i = 0; i < N_STEPS; i++)
    {
      step (&session);
      check (&session);
    }
  check_saved (document_of (&session));

  /* The session may have ended some steps of undo before the last one. */
  while (leaf_editor_get_can_redo (session.editor))
    leaf_editor_redo (session.editor);
  check (&session);
  last = leaf_document_copy (document_of (&session));
  while (leaf_editor_get_can_undo (session.editor))
    leaf_editor_undo (session.editor);
  check (&session);
  leaf_test_assert_same_document (document_of (&session), first);
  while (leaf_editor_get_can_redo (session.editor))
    leaf_editor_redo (session.editor);
  check (&session);
  leaf_test_assert_same_document (document_of (&session), last);
  check_saved (last);

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
