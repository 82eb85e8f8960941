/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-button"

#include "config.h"

#include "leaf-publish-button-private.h"

#include "leaf-blogs.h"
#include "leaf-publications.h"
#include "leaf-publisher.h"
#include "leaf-saves.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafPublishButton, leaf_publish_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LIBRARY,
  PROP_OUTBOX,
  PROP_REVIEW,
  PROP_WAITING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What a read job brings. */
typedef struct
{
  gint64 review;
  GPtrArray *blogs;
  GPtrArray *publications;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->blogs, g_ptr_array_unref);
  g_clear_pointer (&loaded->publications, g_ptr_array_unref);
  g_free (loaded);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Loaded *loaded = data;

  return (loaded->blogs = leaf_blogs_list (db, error)) != NULL &&
         (loaded->publications = leaf_publications_list (db, loaded->review, error)) != NULL;
}

static LeafPublication *
find_publication (LeafPublishButton *self, gint64 blog)
{
  for (unsigned int i = 0; self->publications != NULL && i < self->publications->len; i++)
    {
      LeafPublication *publication = g_ptr_array_index (self->publications, i);

      if (publication->blog == blog && publication->state != LEAF_PUBLICATION_NONE)
        return publication;
    }

  return NULL;
}

/* Where the button publishes to: where the review is already, else the first blog she set up. */
static LeafBlog *
get_default_blog (LeafPublishButton *self)
{
  if (self->blogs == NULL || self->blogs->len == 0)
    return NULL;

  for (unsigned int i = 0; i < self->blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (self->blogs, i);

      if (find_publication (self, leaf_blog_get_id (blog)) != NULL)
        return blog;
    }

  return g_ptr_array_index (self->blogs, 0);
}

/* The name may hold an underscore, which in a menu would make a mnemonic. */
static void
append_item (GMenu *menu, const char *format, const char *name, const char *action, GVariant *target)
{
  g_auto (GStrv) name_parts = g_strsplit (name, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", name_parts);
  g_auto (GStrv) label_parts = g_strsplit (format, "%s", 2);
  g_autofree char *label = g_strjoinv (escaped, label_parts);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
add_blog (LeafPublishButton *self, LeafBlog *blog, GMenu *publish_menu, GMenu *draft_menu, GMenu *open_menu)
{
  gint64 id = leaf_blog_get_id (blog);
  const char *name = leaf_blog_get_name (blog);
  LeafPublication *publication = find_publication (self, id);
  g_autoptr (LeafPublisher) publisher = leaf_publisher_new (blog, self->library, NULL, NULL);

  append_item (publish_menu, publication != NULL ? _("_Update on “%s”") : _("_Publish to “%s”"),
               name, "publish.to", g_variant_new_int64 (id));

  if (publication == NULL && publisher != NULL &&
      (leaf_publisher_get_flags (publisher) & LEAF_PUBLISHER_DRAFTS) != 0)
    append_item (draft_menu, _("Save as _Draft on “%s”"), name, "publish.draft",
                 g_variant_new_int64 (id));

  if (publication != NULL && publication->remote_address != NULL)
    append_item (open_menu, _("_Open the Post on “%s”"), name, "publish.open",
                 g_variant_new_string (publication->remote_address));
}

static const char *
get_blog_name (LeafBlog *blog)
{
  return leaf_blog_get_name (blog) != NULL ? leaf_blog_get_name (blog) : leaf_blog_get_address (blog);
}

/* Where it goes is said on the button itself once there is a choice. */
static void
update_button (LeafPublishButton *self, LeafBlog *blog, gboolean update)
{
  gboolean several = blog != NULL && self->blogs->len > 1;
  const char *what = update ? _("_Update") : _("_Publish");
  g_auto (GStrv) parts = g_strsplit (what, "_", 2);
  g_autofree char *name = g_strjoinv ("", parts);
  g_autofree char *sentence = NULL;

  if (blog != NULL)
    /* Translators: %s is the name of a blog. */
    sentence = g_strdup_printf (update ? _("Update the post on “%s”") : _("Publish to “%s”"),
                                get_blog_name (blog));

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->where, several ? get_blog_name (blog) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->where), several);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  several ? sentence : name, -1);
  if (several)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "leaf-two-lines");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "leaf-two-lines");
}

static void
update (LeafPublishButton *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) publish_menu = g_menu_new ();
  g_autoptr (GMenu) draft_menu = g_menu_new ();
  g_autoptr (GMenu) open_menu = g_menu_new ();
  LeafBlog *blog = get_default_blog (self);
  gboolean update = blog != NULL && find_publication (self, leaf_blog_get_id (blog)) != NULL;
  gboolean ready = self->library != NULL && self->outbox != NULL && self->review != 0;

  for (unsigned int i = 0; self->blogs != NULL && i < self->blogs->len; i++)
    add_blog (self, g_ptr_array_index (self->blogs, i), publish_menu, draft_menu, open_menu);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (publish_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (draft_menu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open_menu));
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), blog != NULL);

  update_button (self, blog, update);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.now", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.to", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.draft", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.cancel", self->publishing != NULL);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      g_debug ("Blogs cannot be read: %s", error->message);
      return;
    }
  if (loaded->review != self->review || self->library == NULL)
    return;

  g_clear_pointer (&self->blogs, g_ptr_array_unref);
  self->blogs = g_steal_pointer (&loaded->blogs);
  g_clear_pointer (&self->publications, g_ptr_array_unref);
  if (self->review != 0)
    self->publications = g_steal_pointer (&loaded->publications);
  update (self);
}

static void
load (LeafPublishButton *self)
{
  Loaded *loaded;

  if (self->library == NULL)
    return;

  loaded = g_new0 (Loaded, 1);
  loaded->review = self->review;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, loaded,
                          (GDestroyNotify) loaded_free, NULL, load_cb, g_object_ref (self));
}

static void
set_busy (LeafPublishButton *self, gboolean busy)
{
  gtk_stack_set_visible_child_name (self->stack, busy ? "busy" : "ready");
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_label_set_label (self->step, self->waiting ? _("Saving…") : _("Publishing…"));
}

static void
set_waiting (LeafPublishButton *self, gboolean waiting)
{
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

/* Makes the button ready again, with the focus where it was. */
static void
end_publishing (LeafPublishButton *self)
{
  gboolean focused = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  g_clear_object (&self->publishing);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  set_busy (self, FALSE);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->button));
  load (self);
  update (self);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome =
      leaf_outbox_publish_finish (LEAF_OUTBOX (source), result, &error);

  end_publishing (self);
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  if (outcome != NULL)
    {
      g_free (self->publishing_address);
      self->publishing_address = g_strdup (outcome->address);
    }

  if (outcome != NULL)
    leaf_publish_button_show_outcome (self, outcome);
  else
    leaf_publish_button_show_error (self, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  gboolean stored = leaf_saves_flush_finish (LEAF_SAVES (source), result, NULL);

  set_waiting (self, FALSE);
  if (!stored || self->outbox == NULL)
    {
      end_publishing (self);
      return;
    }

  set_busy (self, TRUE);
  leaf_outbox_publish_async (self->outbox, self->publishing_review, self->publishing_blog,
                             self->publishing_wanted, 0, self->publishing, published_cb,
                             g_object_ref (self));
}

/**
 * leaf_publish_button_publish:
 * @self: the button
 * @review: id of a review
 * @blog: id of a blog
 * @wanted: draft or published
 *
 * Publishes a review, unless something is being published already, once everything she typed is
 * stored: what is published is what is in the library. Shows how far it is, and how it ended.
 */
void
leaf_publish_button_publish (LeafPublishButton *self, gint64 review, gint64 blog, LeafPublicationState wanted)
{
  LeafPublication *publication = review == self->review ? find_publication (self, blog) : NULL;

  if (self->publishing != NULL || review == 0 || self->outbox == NULL)
    return;

  self->publishing = g_cancellable_new ();
  if (review != self->publishing_review || blog != self->publishing_blog)
    g_clear_pointer (&self->publishing_address, g_free);
  if (publication != NULL && publication->remote_address != NULL)
    {
      g_free (self->publishing_address);
      self->publishing_address = g_strdup (publication->remote_address);
    }
  self->publishing_review = review;
  self->publishing_blog = blog;
  self->publishing_wanted = wanted;
  set_waiting (self, TRUE);
  /* In this order: a focus on the button goes to one that can be pressed, not into the title. */
  update (self);
  set_busy (self, TRUE);
  leaf_saves_flush_async (leaf_saves_get (self->library), self->publishing, stored_cb, g_object_ref (self));
}

static LeafPublicationState
get_wanted (LeafPublishButton *self, gint64 id)
{
  for (unsigned int i = 0; i < self->blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (self->blogs, i);

      if (leaf_blog_get_id (blog) == id &&
          g_strcmp0 (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_STATUS), "draft") == 0)
        return LEAF_PUBLICATION_DRAFT;
    }

  return LEAF_PUBLICATION_PUBLISHED;
}

/* The menu gives the focus back to its button, which is gone by then. */
static gboolean
focus_cb (gpointer user_data)
{
  LeafPublishButton *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->publishing != NULL ? GTK_WIDGET (self->cancel_button)
                                                    : GTK_WIDGET (self->menu_button));

  return G_SOURCE_REMOVE;
}

static void
publish_from_menu (LeafPublishButton *self, gint64 blog, LeafPublicationState wanted)
{
  gtk_menu_button_popdown (self->menu_button);
  leaf_publish_button_publish (self, self->review, blog, wanted);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);
  LeafBlog *blog = get_default_blog (self);

  if (blog == NULL)
    gtk_widget_activate_action (widget, "app.blogs", NULL);
  else
    leaf_publish_button_publish (self, self->review, leaf_blog_get_id (blog), get_wanted (self, leaf_blog_get_id (blog)));
}

static void
to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);

  publish_from_menu (self, g_variant_get_int64 (parameter), LEAF_PUBLICATION_PUBLISHED);
}

static void
draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);

  publish_from_menu (self, g_variant_get_int64 (parameter), LEAF_PUBLICATION_DRAFT);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leaf_publish_button_open_address (LEAF_PUBLISH_BUTTON (widget), g_variant_get_string (parameter, NULL));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_cancellable_cancel (LEAF_PUBLISH_BUTTON (widget)->publishing);
}

static void
library_changed_cb (LeafPublishButton *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BLOG || what == LEAF_CHANGE_PUBLICATION)
    load (self);
}

static void
progress_cb (LeafPublishButton *self, gint64 job, const char *step, double fraction)
{
  if (self->publishing != NULL)
    gtk_label_set_label (self->step, step);
}

static void
leaf_publish_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    case PROP_REVIEW:
      g_value_set_int64 (value, self->review);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->library_signals, self->library);
          load (self);
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_OUTBOX:
      if (g_set_object (&self->outbox, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->outbox_signals, self->outbox);
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_REVIEW:
      leaf_publish_button_set_review (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_button_dispose (GObject *object)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  if (self->waiting)
    g_cancellable_cancel (self->publishing);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->outbox_signals);
  g_clear_object (&self->library);
  g_clear_object (&self->outbox);
  g_clear_pointer (&self->blogs, g_ptr_array_unref);
  g_clear_pointer (&self->publications, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_publish_button_parent_class)->dispose (object);
}

static void
leaf_publish_button_finalize (GObject *object)
{
  g_free (LEAF_PUBLISH_BUTTON (object)->publishing_address);

  G_OBJECT_CLASS (leaf_publish_button_parent_class)->finalize (object);
}

static void
leaf_publish_button_class_init (LeafPublishButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_publish_button_get_property;
  object_class->set_property = leaf_publish_button_set_property;
  object_class->dispose = leaf_publish_button_dispose;
  object_class->finalize = leaf_publish_button_finalize;

  properties[PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUTBOX] =
      g_param_spec_object ("outbox", NULL, NULL, LEAF_TYPE_OUTBOX,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVIEW] =
      g_param_spec_int64 ("review", NULL, NULL, 0, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] =
      g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-publish-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, what);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, where);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, step);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, spinner);

  gtk_widget_class_install_action (widget_class, "publish.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "publish.to", "x", to_action);
  gtk_widget_class_install_action (widget_class, "publish.draft", "x", draft_action);
  gtk_widget_class_install_action (widget_class, "publish.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "publish.cancel", NULL, cancel_action);
}

static void
leaf_publish_button_init (LeafPublishButton *self)
{
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed",
                                  G_CALLBACK (library_changed_cb), self);
  self->outbox_signals = g_signal_group_new (LEAF_TYPE_OUTBOX);
  g_signal_group_connect_swapped (self->outbox_signals, "progress", G_CALLBACK (progress_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->menu_button, _("More ways to publish"));
  set_busy (self, FALSE);
  update (self);
}

/**
 * leaf_publish_button_new:
 *
 * Makes the button; it can be pressed once it has a library, an outbox and a review.
 *
 * Returns: (transfer none): the button
 */
GtkWidget *
leaf_publish_button_new (void)
{
  return g_object_new (LEAF_TYPE_PUBLISH_BUTTON, NULL);
}

/**
 * leaf_publish_button_set_review:
 * @self: the button
 * @review: id of a review in the library, or 0 for none
 *
 * Says what is to be published.
 */
void
leaf_publish_button_set_review (LeafPublishButton *self, gint64 review)
{
  g_return_if_fail (LEAF_IS_PUBLISH_BUTTON (self));

  if (review == self->review)
    return;

  self->review = review;
  g_clear_pointer (&self->publications, g_ptr_array_unref);
  load (self);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVIEW]);
}
