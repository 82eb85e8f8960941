/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the editor costs above a plain GtkTextView with the same text, in a review of 20,000 words and in one
 * of 100,000: reading and opening it, a key, bold over everything, undo, scrolling, pasting, memory. Processor
 * time, both ways by turns; the median of many. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor.h"

#include <gumbo.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_OPEN  7
#define N_KEYS  400
#define N_PAGES 60

typedef struct {
  GtkWidget *window;
  GtkTextView *view;
  GtkTextBuffer *buffer;
} Subject;

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double       *values,
        unsigned int  n_values)
{
  qsort (values, n_values, sizeof *values, compare);
  return values[n_values / 2];
}

static LeafDocument *
make_document (unsigned int n_words)
{
  static const char *const words[] = {
    "the", "book", "that", "I", "could", "not", "put", "down", "because", "everybody", "in", "it", "wanted",
    "something", "quite", "different", "from", "what", "they", "said"
  };
  LeafDocument *document = leaf_document_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  LeafTextStyle style = { 0 };

  for (unsigned int i = 0; i < n_words; i++)
    {
      LeafBlockStyle block = { 0 };

      if (i % 80 == 0)
        {
          unsigned int kind = i / 80 % 12;

          block.kind = kind == 0 ? LEAF_BLOCK_HEADING : kind == 5 ? LEAF_BLOCK_QUOTE :
                       kind == 8 || kind == 9 ? LEAF_BLOCK_BULLET : LEAF_BLOCK_PARAGRAPH;
          leaf_document_append_block (document, &block);
        }
      style.marks = i % 61 == 0 ? LEAF_MARK_ITALIC : i % 199 == 0 ? LEAF_MARK_BOLD : LEAF_MARK_NONE;
      leaf_document_append_text (document, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], -1, &style);
      style.marks = LEAF_MARK_NONE;
      leaf_document_append_text (document, i % 13 == 12 ? ". " : " ", -1, &style);
    }
  return document;
}

static gboolean
quiet_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets GTK finish what it does in the background, such as laying out what is not to be seen. */
static void
settle (void)
{
  gboolean quiet = FALSE;

  g_timeout_add_full (G_PRIORITY_LOW, 200, quiet_cb, &quiet, NULL);
  while (!quiet)
    g_main_context_iteration (NULL, TRUE);
}

static void
subject_init (Subject   *self,
              GtkWidget *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->window = gtk_window_new ();
  self->view = GTK_TEXT_VIEW (view);
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 700, 800);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  gtk_window_present (GTK_WINDOW (self->window));
  settle ();
}

/* What a frame does with the view: lay out what is to be seen, and draw it. */
static void
draw (Subject *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GtkTextIter iter;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_view_get_iter_location (self->view, &iter, &place);
  GTK_WIDGET_GET_CLASS (self->view)->snapshot (GTK_WIDGET (self->view), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
}

static double
open_document (Subject      *self,
               LeafDocument *document,
               const char   *text)
{
  double start = now ();
  double spent;

  if (LEAF_IS_EDITOR (self->view))
    leaf_editor_set_document (LEAF_EDITOR (self->view), document);
  else
    gtk_text_buffer_set_text (self->buffer, text, -1);
  draw (self);
  spent = now () - start;
  settle ();
  return spent;
}

static double
press_key (Subject *self)
{
  double start = now ();

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, "x", 1, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
  draw (self);
  return now () - start;
}

static void
go_to_middle (Subject *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, gtk_text_buffer_get_char_count (self->buffer) / 2);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (self->buffer), 0, TRUE, 0, 0.5);
  settle ();
}

/* The plain view has one tag to give to everything, the editor its button. */
static double
set_bold (Subject  *self,
          gboolean  bold)
{
  GtkTextIter start, end;
  double begin;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_select_range (self->buffer, &start, &end);
  begin = now ();
  if (LEAF_IS_EDITOR (self->view) && bold)
    leaf_editor_toggle_mark (LEAF_EDITOR (self->view), LEAF_MARK_BOLD);
  else if (LEAF_IS_EDITOR (self->view))
    leaf_editor_undo (LEAF_EDITOR (self->view));
  else if (bold)
    gtk_text_buffer_apply_tag_by_name (self->buffer, "strong", &start, &end);
  else
    gtk_text_buffer_remove_tag_by_name (self->buffer, "strong", &start, &end);
  draw (self);
  return now () - begin;
}

/* Everything goes and comes back, as what is pasted does. */
static double
put_in (Subject      *self,
        LeafDocument *document,
        const char   *text)
{
  GtkTextIter start, end;
  double begin;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  settle ();
  begin = now ();
  if (LEAF_IS_EDITOR (self->view))
    leaf_editor_insert (LEAF_EDITOR (self->view), document);
  else
    gtk_text_buffer_insert_at_cursor (self->buffer, text, -1);
  draw (self);
  return now () - begin;
}

static double
scroll_page (Subject *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double start = now ();

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 600);
  draw (self);
  return now () - start;
}

static void
report (const char *what,
        double      ours,
        const char *beside,
        double      plain)
{
  g_print ("  %-28s %9.3f ms  %s %9.3f ms  ratio %.2f\n", what, ours, beside, plain, ours / plain);
}

static void
compare_reading (const char *html)
{
  gsize length = strlen (html);
  double ours[N_OPEN], gumbo[N_OPEN];

  for (unsigned int i = 0; i < N_OPEN; i++)
    {
      GumboOptions options = kGumboDefaultOptions;
      GumboOutput *output;
      LeafDocument *document;
      double start = now ();

      output = gumbo_parse_with_options (&options, html, length);
      gumbo_destroy_output (&options, output);
      gumbo[i] = now () - start;

      start = now ();
      document = leaf_document_new_from_html (html, (gssize) length, NULL);
      ours[i] = now () - start;
      g_assert_nonnull (document);
      leaf_document_unref (document);
    }
  report ("read the stored form", median (ours, N_OPEN), "gumbo alone ", median (gumbo, N_OPEN));
}

/* What one more copy of the text takes, in a view of its own. */
static double
measure_memory (GtkWidget    *view,
                LeafDocument *document,
                const char   *text)
{
  Subject subject;
  struct mallinfo2 before, after;
  size_t used;

  subject_init (&subject, view);
  before = mallinfo2 ();
  open_document (&subject, document, text);
  after = mallinfo2 ();
  used = after.uordblks + after.hblkhd - before.uordblks - before.hblkhd;
  gtk_window_destroy (GTK_WINDOW (subject.window));
  settle ();
  return (double) used / 1e6;
}

static void
compare_views (Subject      *editor,
               Subject      *view,
               LeafDocument *document,
               const char   *text)
{
  double ours[MAX (N_OPEN, N_KEYS)], plain[MAX (N_OPEN, N_KEYS)];
  double undone[N_OPEN], plain_undone[N_OPEN];

  for (unsigned int i = 0; i < N_OPEN; i++)
    {
      plain[i] = open_document (view, document, text);
      ours[i] = open_document (editor, document, text);
    }
  report ("open", median (ours, N_OPEN), "GtkTextView ", median (plain, N_OPEN));

  go_to_middle (view);
  go_to_middle (editor);
  for (unsigned int i = 0; i < N_KEYS; i++)
    {
      plain[i] = press_key (view);
      ours[i] = press_key (editor);
      if (i % 10 == 9)
        settle ();
    }
  report ("a key", median (ours, N_KEYS), "GtkTextView ", median (plain, N_KEYS));

  for (unsigned int i = 0; i < N_PAGES; i++)
    {
      plain[i] = scroll_page (view);
      ours[i] = scroll_page (editor);
    }
  settle ();
  report ("scroll by a page", median (ours, N_PAGES), "GtkTextView ", median (plain, N_PAGES));

  for (unsigned int i = 0; i < N_OPEN; i++)
    {
      plain[i] = set_bold (view, TRUE);
      settle ();
      ours[i] = set_bold (editor, TRUE);
      settle ();
      plain_undone[i] = set_bold (view, FALSE);
      settle ();
      undone[i] = set_bold (editor, FALSE);
      settle ();
    }
  report ("bold over everything", median (ours, N_OPEN), "GtkTextView ", median (plain, N_OPEN));
  report ("undo of it", median (undone, N_OPEN), "GtkTextView ", median (plain_undone, N_OPEN));

  for (unsigned int i = 0; i < N_OPEN; i++)
    {
      plain[i] = put_in (view, document, text);
      ours[i] = put_in (editor, document, text);
      settle ();
    }
  report ("put it all in", median (ours, N_OPEN), "GtkTextView ", median (plain, N_OPEN));
}

/* As the program has it: with misspelled words marked. */
static GtkWidget *
new_editor (void)
{
  LeafEditor *editor = LEAF_EDITOR (leaf_editor_new ());

  leaf_editor_set_language (editor, "en_US");
  leaf_editor_set_check_spelling (editor, TRUE);
  return GTK_WIDGET (editor);
}

static void
run (unsigned int n_words)
{
  g_autoptr (LeafDocument) document = make_document (n_words);
  g_autofree char *text = leaf_document_get_text (document, 0, leaf_document_get_length (document));
  g_autofree char *html = leaf_document_to_html (document);
  double ours, plain;
  Subject editor, view;

  g_print ("%u words\n", n_words);
  compare_reading (html);

  plain = measure_memory (gtk_text_view_new (), document, text);
  ours = measure_memory (leaf_editor_new (), document, text);
  g_print ("  %-28s %9.1f MB  %s %9.1f MB  ratio %.2f\n", "memory", ours, "GtkTextView ", plain, ours / plain);

  subject_init (&view, gtk_text_view_new ());
  subject_init (&editor, new_editor ());
  gtk_text_buffer_create_tag (view.buffer, "strong", "weight", PANGO_WEIGHT_HEAVY, NULL);
  compare_views (&editor, &view, document, text);

  gtk_window_destroy (GTK_WINDOW (view.window));
  gtk_window_destroy (GTK_WINDOW (editor.window));
  settle ();
}

int
main (int    argc,
      char **argv)
{
  gtk_init ();
  run (20000);
  run (100000);
  return 0;
}
