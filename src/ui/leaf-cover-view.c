/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cover-view"

#include "config.h"

#include "leaf-cover-view.h"

#include "leaf-cover-cache.h"
#include "leaf-cover-window.h"
#include "leaf-dialogs.h"
#include "leaf-picture-transfer.h"
#include "leaf-pictures.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* Pixels of the longer side: sharp on a screen of twice the density. */
#define COVER_SIZE 960

struct _LeafCoverView
{
  AdwBin parent_instance;

  LeafLibrary *library;
  char *cover;
  char *title;
  GCancellable *loading;  /* of the picture shown */
  GCancellable *incoming; /* of the picture being taken in */

  GtkStack *stack;
  GtkWidget *cover_button;
  GtkMenuButton *menu_button;
  GtkPicture *picture;
  GtkWidget *tools;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (LeafCoverView, leaf_cover_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LIBRARY,
  PROP_COVER,
  PROP_TITLE,
  N_PROPS
};

enum
{
  COVER_CHOSEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void
show_error (LeafCoverView *self, const GError *error)
{
  AdwToast *toast;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast = leaf_ui_toast_new (error->message);
  adw_toast_set_timeout (toast, 10);
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

static void
set_busy (LeafCoverView *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

static void
update_actions (LeafCoverView *self)
{
  gboolean has_cover = self->cover != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cover.choose", self->library != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cover.paste", self->library != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cover.enlarge", has_cover);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "cover.remove", has_cover);
}

static void
update_names (LeafCoverView *self)
{
  g_autofree char *label = NULL;

  if (self->cover == NULL)
    label = g_strdup (_("No cover yet"));
  else if (self->title != NULL && *self->title != '\0')
    label = g_strdup_printf (_("Cover of %s"), self->title);
  else
    label = g_strdup (_("Cover"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cover_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_picture_set_alternative_text (self->picture, label);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafCoverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &error);

  if (texture != NULL)
    {
      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      gtk_stack_set_visible_child_name (self->stack, "cover");
    }
  else
    show_error (self, error);
}

static void
load_cover (LeafCoverView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  gtk_widget_set_visible (self->tools, self->cover != NULL);
  if (self->cover == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "empty");
  update_actions (self);
  update_names (self);

  if (self->cover == NULL || self->library == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      gtk_picture_set_paintable (self->picture, NULL);
      return;
    }

  self->loading = g_cancellable_new ();
  leaf_cover_cache_load_async (leaf_cover_cache_get (self->library), self->cover, COVER_SIZE,
                               self->loading, loaded_cb, g_object_ref (self));
}

static void
choose_cover (LeafCoverView *self, const char *sha256)
{
  leaf_cover_view_set_cover (self, sha256);
  g_signal_emit (self, signals[COVER_CHOSEN], 0, sha256);
}

/* A picture that comes in after another book was chosen must not become that book's cover. */
static GCancellable *
begin_incoming (LeafCoverView *self)
{
  g_cancellable_cancel (self->incoming);
  g_clear_object (&self->incoming);
  self->incoming = g_cancellable_new ();
  set_busy (self, TRUE);

  return self->incoming;
}

static void
end_incoming (LeafCoverView *self, GAsyncResult *result, LeafPicture *picture, const GError *error)
{
  if (g_task_get_cancellable (G_TASK (result)) != self->incoming)
    return;

  g_clear_object (&self->incoming);
  set_busy (self, FALSE);

  if (picture != NULL)
    choose_cover (self, picture->sha256);
  else
    show_error (self, error);
}

static void
transfer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafCoverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture = leaf_picture_transfer_finish (result, &error);

  end_incoming (self, result, picture, error);
}

static void
file_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafCoverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture =
      leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &error);

  end_incoming (self, result, picture, error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafCoverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = leaf_dialogs_choose_picture_finish (result, &error);

  if (file == NULL)
    show_error (self, error);
  else if (self->library != NULL)
    leaf_pictures_add_file_async (self->library, file, begin_incoming (self), file_added_cb,
                                  g_object_ref (self));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafCoverView *self = LEAF_COVER_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  leaf_dialogs_choose_picture_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     _("Choose a Cover"), NULL, file_chosen_cb,
                                     g_object_ref (self));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafCoverView *self = LEAF_COVER_VIEW (widget);

  leaf_picture_transfer_paste_async (self->library, gtk_widget_get_clipboard (widget),
                                     begin_incoming (self), transfer_cb, g_object_ref (self));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_cover (LEAF_COVER_VIEW (widget), NULL);
}

static void
enlarge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafCoverView *self = LEAF_COVER_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *window = leaf_cover_window_new (self->library, self->cover, self->title);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
drop_cb (LeafCoverView *self, GdkDrop *drop, double x, double y, GtkDropTargetAsync *target)
{
  if (self->library == NULL)
    return FALSE;

  /* GTK takes the highlight away only when the pointer next moves. */
  gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_DROP_ACTIVE);
  leaf_picture_transfer_drop_async (self->library, drop, begin_incoming (self), transfer_cb,
                                    g_object_ref (self));

  return TRUE;
}

static void
leaf_cover_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafCoverView *self = LEAF_COVER_VIEW (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_COVER:
      g_value_set_string (value, self->cover);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_cover_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafCoverView *self = LEAF_COVER_VIEW (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          load_cover (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_COVER:
      leaf_cover_view_set_cover (self, g_value_get_string (value));
      break;
    case PROP_TITLE:
      leaf_cover_view_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_cover_view_dispose (GObject *object)
{
  LeafCoverView *self = LEAF_COVER_VIEW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->incoming);
  g_clear_object (&self->incoming);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_cover_view_parent_class)->dispose (object);
}

static void
leaf_cover_view_finalize (GObject *object)
{
  LeafCoverView *self = LEAF_COVER_VIEW (object);

  g_free (self->cover);
  g_free (self->title);

  G_OBJECT_CLASS (leaf_cover_view_parent_class)->finalize (object);
}

static void
leaf_cover_view_class_init (LeafCoverViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_cover_view_get_property;
  object_class->set_property = leaf_cover_view_set_property;
  object_class->dispose = leaf_cover_view_dispose;
  object_class->finalize = leaf_cover_view_finalize;

  properties[PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COVER] =
      g_param_spec_string ("cover", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LeafCoverView::cover-chosen:
   * @sha256: (nullable): the picture's address in the library, or %NULL when the cover was removed
   *
   * The user gave the book a cover or took it away.
   */
  signals[COVER_CHOSEN] =
      g_signal_new ("cover-chosen", LEAF_TYPE_COVER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-cover-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, cover_button);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, picture);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, tools);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverView, spinner);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "coverview");

  gtk_widget_class_install_action (widget_class, "cover.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "cover.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "cover.enlarge", NULL, enlarge_action);
  gtk_widget_class_install_action (widget_class, "cover.remove", NULL, remove_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "cover.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "cover.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "cover.remove", NULL);
}

static void
leaf_cover_view_init (LeafCoverView *self)
{
  GtkDropTargetAsync *target =
      gtk_drop_target_async_new (leaf_picture_transfer_get_formats (), GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->menu_button, _("Change the cover"));

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  load_cover (self);
}

/**
 * leaf_cover_view_set_cover:
 * @self: a cover view
 * @sha256: (nullable): the picture's address in the library
 *
 * Shows another cover. A picture that is still coming in for the one before is dropped.
 */
void
leaf_cover_view_set_cover (LeafCoverView *self, const char *sha256)
{
  g_return_if_fail (LEAF_IS_COVER_VIEW (self));

  if (self->incoming != NULL)
    {
      g_cancellable_cancel (self->incoming);
      g_clear_object (&self->incoming);
      set_busy (self, FALSE);
    }

  if (g_strcmp0 (self->cover, sha256) == 0)
    return;

  g_free (self->cover);
  self->cover = g_strdup (sha256);
  load_cover (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVER]);
}

/**
 * leaf_cover_view_set_title:
 * @self: a cover view
 * @title: (nullable): the book's title
 *
 * Tells whose cover this is, for assistive technology and the large window.
 */
void
leaf_cover_view_set_title (LeafCoverView *self, const char *title)
{
  g_return_if_fail (LEAF_IS_COVER_VIEW (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  update_names (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
