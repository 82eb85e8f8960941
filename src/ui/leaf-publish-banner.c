/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-banner"

#include "config.h"

#include "leaf-publish-banner.h"

#include "leaf-outbox-remedy.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafPublishBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *remedy_button;

  LeafPublishModel *model;
  GSignalGroup *list_signals;
};

G_DEFINE_FINAL_TYPE (LeafPublishBanner, leaf_publish_banner, ADW_TYPE_BIN)

static LeafOutboxList *
dup_list (LeafPublishBanner *self)
{
  return g_signal_group_dup_target (self->list_signals);
}

static void
update (LeafPublishBanner *self)
{
  g_autoptr (LeafOutboxList) list = dup_list (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  LeafOutboxItem *item = NULL;
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;

  if (list != NULL && leaf_publish_model_get_review (self->model) != 0)
    item = leaf_outbox_list_find_failed (list, leaf_publish_model_get_review (self->model));
  gtk_revealer_set_reveal_child (self->revealer, item != NULL);
  /* What cannot be seen must not be reached by the keyboard either. */
  gtk_widget_set_can_focus (GTK_WIDGET (self->revealer), item != NULL);
  if (item == NULL)
    return;

  state = leaf_outbox_item_describe_state (item, now, TRUE);
  /* Translators: the name of a blog, and one sentence that says what went wrong there */
  text = g_strdup_printf (_("%s: %s"), leaf_outbox_item_get_blog_name (item), state);
  if (g_strcmp0 (gtk_label_get_label (self->label), text) != 0)
    gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->remedy_button, leaf_remedy_get_label (leaf_outbox_item_get_remedy (item, now)));
}

static void
model_changed_cb (LeafPublishBanner *self)
{
  LeafLibrary *library = leaf_publish_model_get_library (self->model);
  LeafOutbox *outbox = leaf_publish_model_get_outbox (self->model);

  g_signal_group_set_target (self->list_signals,
                             library != NULL && outbox != NULL ? leaf_outbox_list_get (library, outbox) : NULL);
  update (self);
}

static LeafOutboxItem *
find_item (LeafPublishBanner *self, LeafOutboxList *list)
{
  return list != NULL ? leaf_outbox_list_find_failed (list, leaf_publish_model_get_review (self->model)) : NULL;
}

static void
leaf_publish_banner_remedy_cb (LeafPublishBanner *self)
{
  g_autoptr (LeafOutboxList) list = dup_list (self);
  LeafOutboxItem *item = find_item (self, list);

  if (item != NULL)
    leaf_outbox_remedy_apply (list, item, GTK_WIDGET (self));
}

static void
leaf_publish_banner_drop_cb (LeafPublishBanner *self)
{
  g_autoptr (LeafOutboxList) list = dup_list (self);
  LeafOutboxItem *item = find_item (self, list);

  if (item != NULL)
    leaf_outbox_remedy_drop (list, item);
}

static void
leaf_publish_banner_dispose (GObject *object)
{
  LeafPublishBanner *self = LEAF_PUBLISH_BANNER (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (leaf_publish_banner_parent_class)->dispose (object);
}

static void
leaf_publish_banner_class_init (LeafPublishBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->dispose = leaf_publish_banner_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-publish-banner.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafPublishBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishBanner, label);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishBanner, remedy_button);
  gtk_widget_class_bind_template_callback (widget_class, leaf_publish_banner_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_publish_banner_remedy_cb);
}

static void
leaf_publish_banner_init (LeafPublishBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list_signals = g_signal_group_new (LEAF_TYPE_OUTBOX_LIST);
  g_signal_group_connect_swapped (self->list_signals, "changed", G_CALLBACK (update), self);
}

/**
 * leaf_publish_banner_set_model:
 * @self: the banner
 * @model: a review
 *
 * Sets once what it tells of.
 */
void
leaf_publish_banner_set_model (LeafPublishBanner *self, LeafPublishModel *model)
{
  g_return_if_fail (LEAF_IS_PUBLISH_BANNER (self));
  g_return_if_fail (LEAF_IS_PUBLISH_MODEL (model) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
}
