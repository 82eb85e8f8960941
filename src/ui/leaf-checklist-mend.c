/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the buttons of the checklist do. */

#define G_LOG_DOMAIN "leaf-checklist"

#include "config.h"

#include "leaf-checklist-private.h"

#include "leaf-blogs.h"
#include "leaf-reviews.h"
#include "leaf-slug-popover.h"
#include "leaf-ui.h"

/* What is changed in the library at once. */
typedef struct
{
  gint64 review;
  gint64 blog;
} Change;

static gboolean
mark_free_copy_func (LeafDb *db, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, change->review, error);

  if (review == NULL)
    return FALSE;

  leaf_review_set_free_copy (review, TRUE);
  return leaf_reviews_save (db, review, error);
}

static gboolean
put_disclosure_above_func (LeafDb *db, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, change->blog, error);

  if (blog == NULL)
    return FALSE;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DISCLOSURE, "above");
  return leaf_blogs_save (db, blog, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafChecklist) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *parent = leaf_checklist_get_parent (self);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error) && parent != NULL)
    leaf_ui_show_toast (parent, leaf_ui_toast_new (error->message));
}

static void
change (LeafChecklist *self, LeafLibraryFunc func, gint64 blog)
{
  Change *data = g_new0 (Change, 1);

  data->review = leaf_checklist_get_review (self);
  data->blog = blog;
  leaf_library_run_async (leaf_checklist_get_library (self), LEAF_LIBRARY_WRITE, func, data, g_free, NULL, changed_cb,
                          g_object_ref (self));
}

static gboolean
remove_popover_cb (gpointer checklist)
{
  leaf_checklist_remove_popover (checklist);

  return G_SOURCE_REMOVE;
}

/* It is on its way out still. */
static void
slug_closed_cb (LeafChecklist *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, remove_popover_cb, g_object_ref (self), g_object_unref);
}

/* Points to the window's list rather than to the button, which is gone with its row as soon as the list is filled anew. */
static void
change_slug (LeafChecklist *self, const char *slug, GtkWidget *button)
{
  GtkWidget *popover = leaf_slug_popover_new (leaf_checklist_get_library (self), leaf_checklist_get_review (self), slug);
  GtkWidget *content = adw_window_get_content (ADW_WINDOW (self));
  graphene_rect_t bounds;

  leaf_checklist_remove_popover (self);
  gtk_widget_set_parent (popover, content);
  if (gtk_widget_compute_bounds (button, content, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                   (int) bounds.size.height });
  g_signal_connect_object (popover, "closed", G_CALLBACK (slug_closed_cb), self, G_CONNECT_SWAPPED);
  leaf_checklist_take_popover (self, popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* In the window of the review, which comes to the front. */
static void
go (LeafChecklist *self, const char *action, GVariant *target)
{
  g_autoptr (GVariant) kept = target != NULL ? g_variant_ref_sink (target) : NULL;
  GtkWidget *parent = leaf_checklist_get_parent (self);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;

  if (!GTK_IS_WINDOW (root))
    return;

  gtk_window_present (GTK_WINDOW (root));
  gtk_widget_activate_action_variant (GTK_WIDGET (root), action, kept);
}

static void
go_to_text (LeafChecklist *self, const char *what, const LeafPostProblem *problem)
{
  go (self, "win.mend-review",
      g_variant_new ("(xsuu)", leaf_checklist_get_book (self), what, problem->offset, problem->length));
}

void
leaf_checklist_mend (LeafChecklist *self, const LeafChecklistItem *item, GtkWidget *button)
{
  const LeafPostProblem *problem = item->problem;

  switch (problem->fix)
    {
    case LEAF_FIX_SHOW:
      go_to_text (self, "show", problem);
      break;
    case LEAF_FIX_DESCRIBE:
      go_to_text (self, "describe", problem);
      break;
    case LEAF_FIX_SPOILER:
      go_to_text (self, "hide", problem);
      break;
    case LEAF_FIX_EDIT_LINK:
      go_to_text (self, "link", problem);
      break;
    case LEAF_FIX_REMOVE_LINK:
      go_to_text (self, "unlink", problem);
      break;
    case LEAF_FIX_TITLE:
      go_to_text (self, "title", problem);
      break;
    case LEAF_FIX_BOOK:
      go (self, "win.book-details", g_variant_new_int64 (problem->book));
      break;
    case LEAF_FIX_COVER:
      go (self, "win.choose-cover", g_variant_new_int64 (problem->book));
      break;
    case LEAF_FIX_FREE_COPY:
      change (self, mark_free_copy_func, 0);
      break;
    case LEAF_FIX_DISCLOSURE:
      change (self, put_disclosure_above_func, item->blog);
      break;
    case LEAF_FIX_SLUG:
      change_slug (self, problem->address, button);
      break;
    case LEAF_FIX_PROFILE:
      go (self, "app.set-name", NULL);
      break;
    case LEAF_FIX_BLOG:
      go (self, "app.blogs", NULL);
      break;
    case LEAF_FIX_NONE:
    default:
      break;
    }
}
