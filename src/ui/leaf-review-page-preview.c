/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The post in the web browser, as the blog will get it. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include "leaf-dialogs.h"
#include "leaf-saves.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define OPENING_SECONDS 8

/* The first that pressing Publish means, or the first there is. */
static gint64
get_blog (LeafReviewPage *self)
{
  LeafPublishModel *model = leaf_publish_button_get_model (self->publish_button);
  g_autoptr (GPtrArray) chosen = leaf_publish_model_dup_chosen (model, 0);
  GPtrArray *targets = chosen->len > 0 ? chosen : leaf_publish_model_get_targets (model);

  return targets->len > 0 ? leaf_blog_get_id (((LeafPublishTarget *) g_ptr_array_index (targets, 0))->blog) : 0;
}

static void
copy_cb (AdwToast *toast, LeafReviewPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), g_object_get_data (G_OBJECT (toast), "address"));
}

/* The address is good in any browser of this computer, whatever becomes of the one that is asked. */
static void
offer_address (LeafReviewPage *self, AdwToast *toast, unsigned int seconds, const char *address)
{
  adw_toast_set_timeout (toast, seconds);
  adw_toast_set_button_label (toast, _("_Copy Address"));
  g_object_set_data_full (G_OBJECT (toast), "address", g_strdup (address), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (copy_cb), self, 0);
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

/* An opening that may take its time, or come to nothing. */
typedef struct
{
  LeafReviewPage *page;
  AdwToast *toast;
  gulong handler;
  gboolean gone; /* the toast */
  char *address;
} Opening;

static void
dismissed_cb (Opening *opening)
{
  opening->gone = TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  const char *sentence = _("No browser could be opened: copy the address");
  g_autoptr (GError) error = NULL;

  if (!leaf_dialogs_open_address_finish (result, &error))
    {
      g_debug ("The browser: %s", error->message);
      /* While it is there it says the new sentence: a toast in the place of one that is just coming in crashes
       * libadwaita 1.2. */
      if (opening->gone)
        offer_address (opening->page, leaf_ui_toast_new (sentence), 0, opening->address);
      else
        adw_toast_set_title (opening->toast, sentence);
    }
  g_signal_handler_disconnect (opening->toast, opening->handler);
  g_object_unref (opening->toast);
  g_object_unref (opening->page);
  g_free (opening->address);
  g_free (opening);
}

/* A computer without a browser may take long to say so: the address is there at once. */
static void
open_preview (LeafReviewPage *self, const char *address)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->page = g_object_ref (self);
  opening->toast = leaf_ui_toast_new (_("Opening the preview in the browser"));
  opening->handler = g_signal_connect_swapped (opening->toast, "dismissed", G_CALLBACK (dismissed_cb), opening);
  opening->address = g_strdup (address);
  offer_address (self, g_object_ref (opening->toast), OPENING_SECONDS, address);
  leaf_dialogs_open_address_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), address, NULL, opened_cb, opening);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafReviewPage) self = data;
  gint64 review = self->session != NULL ? leaf_review_session_get_review (self->session) : 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  /* The window was closed, or another book chosen. */
  if (!leaf_saves_flush_finish (LEAF_SAVES (source), result, NULL) || self->editor == NULL || review == 0)
    return;

  if (self->preview == NULL)
    self->preview = leaf_preview_server_new (self->library, &error);
  if (self->preview == NULL)
    {
      g_debug ("The preview: %s", error->message);
      leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (_("The preview could not be started. Close Flyleaf, open it again and try once more.")));
      return;
    }

  address = leaf_preview_server_dup_address (self->preview, review, get_blog (self));
  open_preview (self, address);
}

/* What she wrote a moment ago belongs to it. */
static void
preview_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);

  if (self->library != NULL && self->session != NULL)
    leaf_saves_flush_async (leaf_saves_get (self->library), NULL, saved_cb, g_object_ref (self));
}

static void
review_cb (LeafReviewPage *self)
{
  gboolean begun = self->session != NULL && leaf_review_session_get_review (self->session) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.preview", begun);
}

/* The preview, as an action of the page. */
void
leaf_review_page_class_init_preview (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.preview", NULL, preview_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_ALT_MASK, "review.preview", NULL);
}

/* A review that has not been begun is no post yet. */
void
leaf_review_page_init_preview (LeafReviewPage *self)
{
  g_signal_connect (self, "notify::review", G_CALLBACK (review_cb), NULL);
  review_cb (self);
}
