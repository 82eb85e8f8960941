/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-state-pill"

#include "config.h"

#include "leaf-state-pill.h"

struct _LeafStatePill
{
  AdwBin parent_instance;

  GtkWidget *label;
  const char *state_class; /* set on it now */
};

G_DEFINE_FINAL_TYPE (LeafStatePill, leaf_state_pill, ADW_TYPE_BIN)

static void
leaf_state_pill_class_init (LeafStatePillClass *klass)
{
}

static void
leaf_state_pill_init (LeafStatePill *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->label, "leaf-pill");
  adw_bin_set_child (ADW_BIN (self), self->label);
}

/**
 * leaf_state_pill_set_state:
 * @self: a pill
 * @state: the state of a book
 *
 * Sets what is shown.
 */
void
leaf_state_pill_set_state (LeafStatePill *self, LeafPlace state)
{
  const char *state_class = leaf_place_get_state_class (state);

  g_return_if_fail (LEAF_IS_STATE_PILL (self));

  if (self->state_class == state_class)
    return;

  if (self->state_class != NULL)
    gtk_widget_remove_css_class (self->label, self->state_class);
  gtk_widget_add_css_class (self->label, state_class);
  self->state_class = state_class;
  gtk_label_set_label (GTK_LABEL (self->label), leaf_place_get_state_label (state));
}
