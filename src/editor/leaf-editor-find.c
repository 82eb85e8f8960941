/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-find.h"
#include "leaf-editor-layer-private.h"
#include "leaf-editor-state.h"

/* How long the main loop is kept from other things at once, in microseconds. */
#define PORTION 3000

/* So many characters between two matches are put in anew with them: that costs less than another change of the
 * buffer, which GTK tells to everybody, assistive technology included. */
#define MAX_BETWEEN 3000

struct _LeafEditorFind
{
  GObject parent_instance;

  LeafEditor *editor;  /* weak */
  LeafFind *find;      /* NULL: nothing is looked for */
  GArray *matches;     /* LeafFindMatch, as far as was looked */
  GHashTable *visible; /* block → GArray of LeafFindMatch, for drawing; none outlives an edit */
  LeafFindMatch current; /* gone to last; empty when she has gone on */
  unsigned int n_searched;
  unsigned int n_matches; /* of the last count that came to its end */
  unsigned int position;
  unsigned int source;
  gboolean counted;
};

G_DEFINE_FINAL_TYPE (LeafEditorFind, leaf_editor_find, G_TYPE_OBJECT)

enum {
  SIGNAL_UPDATED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static LeafDocument *
get_document (LeafEditorFind *self)
{
  return leaf_editor_buffer_get_document (self->editor->buffer);
}

static int
compare_match (const void *a,
               const void *b)
{
  const LeafFindMatch *first = a;
  const LeafFindMatch *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

/* A selection alone would not tell: an entry that selects its own text takes it from the editor. */
static gboolean
has_current (LeafEditorFind *self)
{
  return self->current.end > self->current.start;
}

/* Which of the matches is the current one, from 1; 0 for none. */
static unsigned int
find_position (LeafEditorFind *self)
{
  unsigned int index;

  if (!self->counted || !has_current (self) ||
      !g_array_binary_search (self->matches, &self->current, compare_match, &index) ||
      g_array_index (self->matches, LeafFindMatch, index).end != self->current.end)
    return 0;
  return index + 1;
}

static void
update_position (LeafEditorFind *self)
{
  unsigned int position = find_position (self);

  if (position == self->position)
    return;
  self->position = position;
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static gboolean
search_cb (gpointer data)
{
  LeafEditorFind *self = data;
  LeafDocument *document;
  gint64 end = g_get_monotonic_time () + PORTION;

  if (self->editor == NULL)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }

  document = get_document (self);
  while (self->n_searched < leaf_document_get_n_blocks (document))
    {
      if (g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
      leaf_find_add_matches (self->find, document, self->n_searched++, self->matches);
    }

  self->source = 0;
  self->counted = TRUE;
  self->n_matches = self->matches->len;
  self->position = find_position (self);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
  return G_SOURCE_REMOVE;
}

/* The text became another one. */
void
leaf_editor_find_restart (LeafEditorFind *self)
{
  g_array_set_size (self->matches, 0);
  g_hash_table_remove_all (self->visible);
  self->current = (LeafFindMatch) { 0, 0 };
  self->n_searched = 0;
  self->counted = FALSE;
  /* After the keys and after drawing: it is she who must not wait. */
  if (self->source == 0 && self->find != NULL)
    self->source = g_idle_add_full (G_PRIORITY_LOW, search_cb, self, NULL);
}

static void
mark_set_cb (LeafEditorFind    *self,
             const GtkTextIter *location,
             GtkTextMark       *mark)
{
  if (!has_current (self) || self->editor == NULL ||
      mark != gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->editor->buffer)) ||
      (unsigned int) gtk_text_iter_get_offset (location) == self->current.end)
    return;

  self->current = (LeafFindMatch) { 0, 0 };
  update_position (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->editor));
}

static GArray *
get_visible_matches (LeafEditorFind *self,
                     unsigned int    index)
{
  GArray *matches = g_hash_table_lookup (self->visible, GUINT_TO_POINTER (index));

  if (matches == NULL)
    {
      matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));
      leaf_find_add_matches (self->find, get_document (self), index, matches);
      g_hash_table_insert (self->visible, GUINT_TO_POINTER (index), matches);
    }
  return matches;
}

/* Character by character, because words of two directions may stand apart on the screen. */
static void
draw_match (LeafEditorFind      *self,
            const LeafFindMatch *match,
            GtkSnapshot         *snapshot,
            const GdkRGBA       *color)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->editor);
  GdkRectangle whole = { 0 };
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, (int) match->start);
  for (unsigned int i = match->start; i <= match->end; i++)
    {
      GdkRectangle place = { 0 };

      if (i < match->end)
        {
          gtk_text_view_get_iter_location (view, &iter, &place);
          if (place.width < 0)
            {
              place.x += place.width;
              place.width = -place.width;
            }
          gtk_text_iter_forward_char (&iter);
          if (i == match->start)
            whole = place;
        }
      if (i < match->end && place.y == whole.y && place.x <= whole.x + whole.width && place.x + place.width >= whole.x)
        gdk_rectangle_union (&whole, &place, &whole);
      else
        {
          gtk_snapshot_append_color (snapshot, color,
                                     &GRAPHENE_RECT_INIT ((float) whole.x, (float) whole.y,
                                                          (float) whole.width, (float) whole.height));
          whole = place;
        }
    }
}

/* Marks the matches in one line on the screen. */
void
leaf_editor_line_draw_matches (const LeafEditorLine *line,
                               const GdkRectangle   *visible)
{
  LeafEditorFind *self = line->editor->find;
  const GdkRGBA *accent = &line->editor->colors.accent;
  unsigned int start, first, last;
  const GArray *matches;

  if (self->find == NULL)
    return;

  matches = get_visible_matches (self, line->index);
  if (matches->len == 0)
    return;

  start = (unsigned int) gtk_text_iter_get_offset (&line->start);
  leaf_editor_line_get_shown (line, visible, &first, &last);
  for (unsigned int i = 0; i < matches->len; i++)
    {
      const LeafFindMatch *match = &g_array_index (matches, LeafFindMatch, i);
      gboolean current = has_current (self) && match->start == self->current.start;
      GdkRGBA color = leaf_editor_faded (accent, current ? 0.6f : 0.25f);

      if (match->end - start >= first && match->start - start <= last)
        draw_match (self, match, line->snapshot, &color);
    }
}

static void
leaf_editor_find_dispose (GObject *object)
{
  LeafEditorFind *self = LEAF_EDITOR_FIND (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->editor != NULL && self->editor->find == self)
    {
      self->editor->find = NULL;
      gtk_widget_queue_draw (GTK_WIDGET (self->editor));
    }
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (leaf_editor_find_parent_class)->dispose (object);
}

static void
leaf_editor_find_finalize (GObject *object)
{
  LeafEditorFind *self = LEAF_EDITOR_FIND (object);

  g_clear_pointer (&self->find, leaf_find_free);
  g_array_unref (self->matches);
  g_hash_table_unref (self->visible);

  G_OBJECT_CLASS (leaf_editor_find_parent_class)->finalize (object);
}

static void
leaf_editor_find_class_init (LeafEditorFindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_editor_find_dispose;
  object_class->finalize = leaf_editor_find_finalize;

  /**
   * LeafEditorFind::updated:
   * @self: the search
   *
   * The number of matches is known, or another one was gone to.
   */
  signals[SIGNAL_UPDATED] =
    g_signal_new ("updated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leaf_editor_find_init (LeafEditorFind *self)
{
  self->matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));
  self->visible = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
}

/**
 * leaf_editor_find_new:
 * @editor: where to look; has one search at a time
 *
 * Returns: (transfer full): a search that looks for nothing yet
 */
LeafEditorFind *
leaf_editor_find_new (LeafEditor *editor)
{
  LeafEditorFind *self;

  g_return_val_if_fail (LEAF_IS_EDITOR (editor), NULL);

  self = g_object_new (LEAF_TYPE_EDITOR_FIND, NULL);
  g_set_weak_pointer (&self->editor, editor);
  editor->find = self;
  g_signal_connect_object (editor->buffer, "edited", G_CALLBACK (leaf_editor_find_restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor->buffer, "mark-set", G_CALLBACK (mark_set_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

/**
 * leaf_editor_find_set_text:
 * @self: a search
 * @text: (nullable): what to look for; %NULL or "" for nothing
 * @flags: how
 *
 * Begins to look for a text; "updated" tells when its matches are counted.
 */
void
leaf_editor_find_set_text (LeafEditorFind *self,
                           const char     *text,
                           LeafFindFlags   flags)
{
  g_return_if_fail (LEAF_IS_EDITOR_FIND (self));

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->find, leaf_find_free);
  if (text != NULL && self->editor != NULL)
    self->find = leaf_find_new (text, flags);
  leaf_editor_find_restart (self);
  if (self->find == NULL)
    {
      self->n_matches = 0;
      self->position = 0;
      self->counted = TRUE;
      g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
    }
  if (self->editor != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->editor));
}

/**
 * leaf_editor_find_select:
 * @self: a search
 * @where: from where on
 *
 * Selects a match and brings it into view.
 *
 * Returns: %FALSE when there is none
 */
gboolean
leaf_editor_find_select (LeafEditorFind      *self,
                         LeafEditorFindWhere  where)
{
  unsigned int start, end;
  LeafFindMatch match;
  gboolean found;

  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), FALSE);

  if (self->find == NULL || self->editor == NULL)
    return FALSE;

  if (has_current (self))
    {
      start = self->current.start;
      end = self->current.end;
    }
  else
    leaf_editor_buffer_get_range (self->editor->buffer, &start, &end);
  if (where == LEAF_EDITOR_FIND_PREVIOUS)
    found = leaf_find_get_previous (self->find, get_document (self), start, &match);
  else
    found = leaf_find_get_next (self->find, get_document (self),
                                where == LEAF_EDITOR_FIND_NEXT ? end : start, &match);
  if (!found)
    return FALSE;

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  self->current = match;
  leaf_editor_buffer_set_cursor (self->editor->buffer, (LeafCursor) { match.end, match.start });
  update_position (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->editor));
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self->editor),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->editor->buffer)),
                                0.15, FALSE, 0, 0);
  return TRUE;
}

/**
 * leaf_editor_find_replace:
 * @self: a search
 * @text: what comes in the place of the match
 *
 * Replaces the match gone to last, in one step of undo, and goes on to the next one. After she went
 * elsewhere, only the latter.
 *
 * Returns: whether one was replaced
 */
gboolean
leaf_editor_find_replace (LeafEditorFind *self,
                          const char     *text)
{
  LeafFindMatch match = { 0, 0 };
  gboolean replace;

  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (self->find == NULL || self->editor == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    return FALSE;

  replace = has_current (self);
  match = self->current;
  if (replace)
    {
      LeafEditorBuffer *buffer = self->editor->buffer;
      g_autoptr (LeafDocument) fragment = leaf_find_replace (get_document (self), &match, 1, text);
      unsigned int end = match.start + leaf_document_get_length (fragment);

      gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (buffer));
      leaf_editor_journal_set_apart (buffer->journal);
      leaf_editor_buffer_replace (buffer, match.start, match.end, fragment);
      leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { end, end });
      gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (buffer));
    }
  leaf_editor_find_select (self, LEAF_EDITOR_FIND_NEXT);
  return replace;
}

static GArray *
find_all (LeafEditorFind *self)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));
  unsigned int n_blocks = leaf_document_get_n_blocks (get_document (self));

  for (unsigned int i = 0; i < n_blocks; i++)
    leaf_find_add_matches (self->find, get_document (self), i, matches);
  return matches;
}

/* Matches that are near to each other go in one piece. From the end, so that what is still to be replaced stays
 * where it was found. */
static void
replace_matches (LeafEditorFind      *self,
                 const LeafFindMatch *matches,
                 unsigned int         n_matches,
                 const char          *text)
{
  unsigned int first;

  for (unsigned int end = n_matches; end > 0; end = first)
    {
      g_autoptr (LeafDocument) fragment = NULL;

      for (first = end - 1; first > 0 && matches[first].start - matches[first - 1].end <= MAX_BETWEEN; first--)
        continue;
      fragment = leaf_find_replace (get_document (self), &matches[first], end - first, text);
      leaf_editor_buffer_replace (self->editor->buffer, matches[first].start, matches[end - 1].end, fragment);
    }
}

/* Where a place goes when the matches, which are in order, become `length` characters each. */
static unsigned int
move_place (unsigned int  place,
            const GArray *matches,
            unsigned int  length)
{
  unsigned int moved = place;

  for (unsigned int i = matches->len; i > 0; i--)
    {
      const LeafFindMatch *match = &g_array_index (matches, LeafFindMatch, i - 1);

      if (match->end <= place)
        moved += length - (match->end - match->start);
      else if (match->start < place)
        moved += length - (place - match->start);
    }
  return moved;
}

/**
 * leaf_editor_find_replace_all:
 * @self: a search
 * @text: what comes in the place of the matches
 *
 * Replaces every match, in one step of undo. What stands around them keeps its look, and the cursor
 * its place in the text.
 *
 * Returns: how many
 */
unsigned int
leaf_editor_find_replace_all (LeafEditorFind *self,
                              const char     *text)
{
  g_autoptr (GArray) matches = NULL;
  LeafEditorBuffer *buffer;
  LeafEditorPlace place;
  const LeafFindMatch *found;
  unsigned int length;

  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), 0);
  g_return_val_if_fail (text != NULL, 0);

  if (self->find == NULL || self->editor == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    return 0;

  buffer = self->editor->buffer;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self->editor));
  matches = find_all (self);
  if (matches->len == 0)
    return 0;

  found = (const LeafFindMatch *) (gpointer) matches->data;
  length = (unsigned int) g_utf8_strlen (text, -1);
  leaf_editor_get_place (self->editor, &place);
  place.cursor = move_place (place.cursor, matches, length);
  place.bound = move_place (place.bound, matches, length);
  place.top = move_place (place.top, matches, length);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (buffer));
  leaf_editor_journal_set_apart (buffer->journal);
  replace_matches (self, found, matches->len, text);
  leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { place.cursor, place.bound });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (buffer));
  /* Text that goes and comes back is at another height until it is laid out. */
  if (place.top > found[0].start)
    leaf_editor_set_place (self->editor, &place);
  return matches->len;
}

/**
 * leaf_editor_find_leave:
 * @self: a search
 *
 * Looks for nothing any more; the match gone to last is selected.
 */
void
leaf_editor_find_leave (LeafEditorFind *self)
{
  LeafFindMatch match;

  g_return_if_fail (LEAF_IS_EDITOR_FIND (self));

  match = self->current;
  leaf_editor_find_set_text (self, NULL, LEAF_FIND_DEFAULT);
  if (match.end > match.start && self->editor != NULL)
    leaf_editor_buffer_set_cursor (self->editor->buffer, (LeafCursor) { match.end, match.start });
}

/**
 * leaf_editor_find_get_n_matches:
 * @self: a search
 *
 * Returns: how many matches there were when they were last counted
 */
unsigned int
leaf_editor_find_get_n_matches (LeafEditorFind *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), 0);

  return self->n_matches;
}

/**
 * leaf_editor_find_get_position:
 * @self: a search
 *
 * Returns: which of them was gone to last, from 1; 0 when she has gone on
 */
unsigned int
leaf_editor_find_get_position (LeafEditorFind *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), 0);

  return self->position;
}

/**
 * leaf_editor_find_is_counted:
 * @self: a search
 *
 * Returns: whether the numbers are those of the present text
 */
gboolean
leaf_editor_find_is_counted (LeafEditorFind *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR_FIND (self), FALSE);

  return self->counted;
}
