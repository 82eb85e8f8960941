/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-row-problem"

#include "config.h"

#include "leaf-row-problem.h"

#define KEY "leaf-row-problem"
#define KEY_NOTE "leaf-row-note"

/* An entry row has no place for a sentence: it gets one below what is in it. A row of its own in the
 * list would be in the way of the Tab key. */
static GtkWidget *
add_sentence (GtkListBoxRow *row, const char *key, const char *css_class)
{
  gboolean is_problem = g_str_equal (key, KEY);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", is_problem ? GTK_ACCESSIBLE_ROLE_ALERT : GTK_ACCESSIBLE_ROLE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "margin-bottom", 9,
                                   "margin-start", 12,
                                   "margin-end", 12,
                                   NULL);
  GtkWidget *box;
  GtkWidget *child = gtk_list_box_row_get_child (row);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_add_css_class (label, "caption");
  g_object_set_data (G_OBJECT (row), key, label);
  if (gtk_widget_has_css_class (child, "leaf-row-problem"))
    {
      gtk_box_append (GTK_BOX (child), label);
      return label;
    }

  g_object_ref (child);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (box, "leaf-row-problem");
  gtk_list_box_row_set_child (row, NULL);
  gtk_box_append (GTK_BOX (box), child);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (row, box);
  g_object_unref (child);

  return label;
}

/**
 * leaf_row_problem_set:
 * @row: an entry row in a list box
 * @problem: (nullable): one sentence, or %NULL when all is well
 *
 * Says below the row why what is in it cannot be taken, also to assistive technology.
 */
void
leaf_row_problem_set (GtkWidget *row, const char *problem)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_EDITABLE (row) && GTK_IS_LIST_BOX_ROW (row));

  label = g_object_get_data (G_OBJECT (row), KEY);
  if (problem == NULL && label == NULL)
    return;
  if (label == NULL)
    label = add_sentence (GTK_LIST_BOX_ROW (row), KEY, "error");

  if (problem != NULL)
    {
      gtk_label_set_label (GTK_LABEL (label), problem);
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      problem, -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }

  gtk_widget_set_visible (label, problem != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/**
 * leaf_row_note_set:
 * @row: an entry row in a list box
 * @note: (nullable): a line, or %NULL for none
 *
 * Says below the row what becomes of what is in it, where there is no problem.
 */
void
leaf_row_note_set (GtkWidget *row, const char *note)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_EDITABLE (row) && GTK_IS_LIST_BOX_ROW (row));

  label = g_object_get_data (G_OBJECT (row), KEY_NOTE);
  if (note == NULL && label == NULL)
    return;
  if (label == NULL)
    label = add_sentence (GTK_LIST_BOX_ROW (row), KEY_NOTE, "dim-label");

  gtk_label_set_label (GTK_LABEL (label), note != NULL ? note : "");
  gtk_widget_set_visible (label, note != NULL && !leaf_row_problem_is_set (row));
  if (leaf_row_problem_is_set (row))
    return;
  if (note != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * leaf_row_problem_is_set:
 * @row: an entry row in a list box
 *
 * Returns: whether a problem is shown below the row
 */
gboolean
leaf_row_problem_is_set (GtkWidget *row)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (row), KEY);

  return label != NULL && gtk_widget_get_visible (label);
}
