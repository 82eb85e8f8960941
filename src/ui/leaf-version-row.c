/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-version-row"

#include "config.h"

#include "leaf-version-row.h"

#include <glib/gi18n.h>

struct _LeafVersionRow
{
  GtkListBoxRow parent_instance;

  gint64 id;
  char *reason;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (LeafVersionRow, leaf_version_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
describe_reason (const char *reason)
{
  if (g_str_equal (reason, LEAF_REVISION_PUBLISHED))
    return _("Published");
  if (g_str_equal (reason, LEAF_REVISION_REPLACED))
    return _("Before it was replaced");
  if (g_str_equal (reason, LEAF_REVISION_OTHER))
    return _("By another program");
  return _("End of a session");
}

static void
update_detail (LeafVersionRow *self,
               const char     *words)
{
  g_autofree char *text = NULL;

  if (words != NULL)
    /* Translators: why a version was kept, and how long it is: "Published · 412 words" */
    text = g_strdup_printf (_("%s · %s"), describe_reason (self->reason), words);
  gtk_label_set_label (self->detail, text != NULL ? text : describe_reason (self->reason));
}

static void
leaf_version_row_finalize (GObject *object)
{
  g_free (LEAF_VERSION_ROW (object)->reason);

  G_OBJECT_CLASS (leaf_version_row_parent_class)->finalize (object);
}

static void
leaf_version_row_class_init (LeafVersionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_version_row_finalize;
}

static void
leaf_version_row_init (LeafVersionRow *self)
{
}

/**
 * leaf_version_describe_time: (skip)
 * @created: seconds since 1970, UTC
 *
 * Returns: (transfer full): the time as people say it
 */
char *
leaf_version_describe_time (gint64 created)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (created);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);
  int year = time != NULL ? g_date_time_get_year (time) : 0;
  int day = time != NULL ? g_date_time_get_day_of_year (time) : 0;

  if (time == NULL)
    return g_strdup ("");
  if (year == g_date_time_get_year (now) && day == g_date_time_get_day_of_year (now))
    /* Translators: a time today, in the form of strftime() */
    return g_date_time_format (time, _("Today, %H:%M"));
  if (year == g_date_time_get_year (yesterday) && day == g_date_time_get_day_of_year (yesterday))
    /* Translators: a time yesterday, in the form of strftime() */
    return g_date_time_format (time, _("Yesterday, %H:%M"));
  if (year == g_date_time_get_year (now))
    /* Translators: a time this year, in the form of strftime(): "Monday 3 March, 14:05" */
    return g_date_time_format (time, _("%A %-d %B, %H:%M"));
  /* Translators: a time in the form of strftime(): "3 March 2024, 14:05" */
  return g_date_time_format (time, _("%-d %B %Y, %H:%M"));
}

/**
 * leaf_version_row_new: (skip)
 * @revision: a revision
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
leaf_version_row_new (const LeafRevision *revision)
{
  LeafVersionRow *self = g_object_new (LEAF_TYPE_VERSION_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *when = leaf_version_describe_time (revision->created);
  GtkWidget *time = gtk_label_new (when);

  self->id = revision->id;
  self->reason = g_strdup (revision->reason);
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (time), 0);
  gtk_label_set_ellipsize (GTK_LABEL (time), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_ellipsize (self->detail, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), "caption");
  gtk_box_append (GTK_BOX (box), time);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->detail));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  update_detail (self, NULL);
  return GTK_WIDGET (self);
}

/**
 * leaf_version_row_get_id: (skip)
 * @self: a row
 *
 * Returns: the id of its revision
 */
gint64
leaf_version_row_get_id (LeafVersionRow *self)
{
  return self->id;
}

/**
 * leaf_version_row_set_words: (skip)
 * @self: a row
 * @n_words: how many words the version has
 */
void
leaf_version_row_set_words (LeafVersionRow *self,
                            unsigned int    n_words)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u word", "%u words", n_words), n_words);

  update_detail (self, words);
}
