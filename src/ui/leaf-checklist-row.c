/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-checklist"

#include "config.h"

#include "leaf-checklist-row.h"

#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafChecklistRow
{
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *sentence;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (LeafChecklistRow, leaf_checklist_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_MEND,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static const char *const fix_labels[] = {
  [LEAF_FIX_SHOW] = N_("_Show"),
  [LEAF_FIX_DESCRIBE] = N_("_Describe…"),
  [LEAF_FIX_SPOILER] = N_("_Hide It"),
  [LEAF_FIX_EDIT_LINK] = N_("_Go to the Link"),
  [LEAF_FIX_REMOVE_LINK] = N_("_Remove the Link"),
  [LEAF_FIX_BOOK] = N_("_Book Details"),
  [LEAF_FIX_COVER] = N_("_Choose a Cover…"),
  [LEAF_FIX_FREE_COPY] = N_("_Mark as Review Copy"),
  [LEAF_FIX_SLUG] = N_("Change the _Address…"),
  [LEAF_FIX_TITLE] = N_("Edit the _Title"),
  [LEAF_FIX_PROFILE] = N_("Set Your _Name…"),
  [LEAF_FIX_BLOG] = N_("Blog _Settings…"),
  [LEAF_FIX_DISCLOSURE] = N_("_Put It Above"),
};

static void
clicked_cb (LeafChecklistRow *self)
{
  g_signal_emit (self, signals[SIGNAL_MEND], 0);
}

static void
leaf_checklist_row_class_init (LeafChecklistRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * LeafChecklistRow::mend:
   *
   * Emitted when she wants to mend it.
   */
  signals[SIGNAL_MEND] =
    g_signal_new ("mend", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-checklist-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafChecklistRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklistRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklistRow, button);
}

static void
leaf_checklist_row_init (LeafChecklistRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
}

static void
show_severity (LeafChecklistRow *self, LeafSeverity severity)
{
  const char *icon, *name, *style;

  switch (severity)
    {
    case LEAF_SEVERITY_STOPS:
      icon = "dialog-error-symbolic";
      name = _("Must be mended");
      style = "error";
      break;
    case LEAF_SEVERITY_WARNS:
      icon = "dialog-warning-symbolic";
      name = _("Warning");
      style = "warning";
      break;
    case LEAF_SEVERITY_HINTS:
    default:
      icon = "dialog-information-symbolic";
      name = _("Hint");
      style = "dim-label";
      break;
    }
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * leaf_checklist_row_new:
 * @problem: what there is to mend
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
leaf_checklist_row_new (const LeafPostProblem *problem)
{
  LeafChecklistRow *self = g_object_new (LEAF_TYPE_CHECKLIST_ROW, NULL);
  const char *label = fix_labels[problem->fix];

  show_severity (self, problem->severity);
  gtk_label_set_label (self->sentence, problem->sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->button, _(label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, problem->sentence, -1);
  /* "Show" alone says nothing. */
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->sentence, NULL, -1);

  return GTK_WIDGET (self);
}

/**
 * leaf_checklist_row_get_button:
 * @self: a row
 *
 * Returns: (transfer none): what mends it
 */
GtkWidget *
leaf_checklist_row_get_button (LeafChecklistRow *self)
{
  g_return_val_if_fail (LEAF_IS_CHECKLIST_ROW (self), NULL);

  return GTK_WIDGET (self->button);
}
