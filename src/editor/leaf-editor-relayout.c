/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GtkTextView finds out how high its lines are when it is allocated or drawn, and asks for a resize then,
 * in the middle of that. Where an ancestor is being allocated itself, GTK (4.8 to 4.18) keeps the mark that a child
 * below it waits, but the request does not reach the window; from then on none from below that ancestor does, and the text
 * stays white until the window is resized ("Trying to snapshot … without a current allocation").
 *
 * So each time the height of the text has changed, all ancestors are allocated once more, outside of any
 * frame, which clears such marks. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-private.h"

/* Milliseconds; lines are laid out in bursts. */
#define DELAY 50

static gboolean
relayout_cb (gpointer data)
{
  LeafEditor *self = data;

  self->relayout_source = 0;
  for (GtkWidget *widget = GTK_WIDGET (self); widget != NULL; widget = gtk_widget_get_parent (widget))
    gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

static void
height_changed_cb (LeafEditor    *self,
                   GtkAdjustment *adjustment)
{
  double height = gtk_adjustment_get_upper (adjustment);

  if (height == self->text_height)
    return;

  self->text_height = height;
  if (self->relayout_source == 0)
    self->relayout_source = g_timeout_add (DELAY, relayout_cb, self);
}

static void
vadjustment_cb (LeafEditor *self)
{
  g_signal_group_set_target (self->height_signals, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)));
}

/* From now on watches the height of the text. */
void
leaf_editor_add_relayout (LeafEditor *self)
{
  self->height_signals = g_signal_group_new (GTK_TYPE_ADJUSTMENT);
  g_signal_group_connect_swapped (self->height_signals, "changed", G_CALLBACK (height_changed_cb), self);
  g_signal_connect (self, "notify::vadjustment", G_CALLBACK (vadjustment_cb), NULL);
  vadjustment_cb (self);
}

/* The widget is disposed of. */
void
leaf_editor_remove_relayout (LeafEditor *self)
{
  g_clear_handle_id (&self->relayout_source, g_source_remove);
  g_clear_object (&self->height_signals);
}
