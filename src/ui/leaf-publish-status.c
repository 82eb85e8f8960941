/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-status"

#include "config.h"

#include "leaf-publish-status.h"

#include "leaf-publish-changes.h"
#include "leaf-ui.h"

struct _LeafPublishStatus
{
  AdwBin parent_instance;

  GtkLabel *label;
  GtkWidget *changes_button;

  LeafPublishModel *model;
  char *step; /* NULL while nothing is being done */
};

G_DEFINE_FINAL_TYPE (LeafPublishStatus, leaf_publish_status, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_changed (const LeafPublishTarget *target)
{
  return target->publication != NULL && target->publication->differences != NULL &&
         leaf_publish_target_get_state (target) != LEAF_PUBLICATION_REMOVED;
}

static void
set_label (LeafPublishStatus *self, const char *text)
{
  gtk_label_set_label (self->label, text);
  /* In a narrow window it is cut off. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), *text != '\0' ? text : NULL);
}

static void
changed_cb (LeafPublishStatus *self)
{
  GPtrArray *targets = leaf_publish_model_get_targets (self->model);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gboolean changed = FALSE;

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      char *part = leaf_publish_target_describe (target, now);

      if (part != NULL)
        g_ptr_array_add (parts, part);
      changed |= is_changed (target);
    }
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);

  set_label (self, self->step != NULL ? self->step : text);
  gtk_widget_set_visible (self->changes_button, changed);
}

static void
leaf_publish_status_changes_cb (LeafPublishStatus *self)
{
  GPtrArray *targets = leaf_publish_model_get_targets (self->model);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      if (is_changed (target))
        leaf_publish_changes_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, leaf_publish_target_get_name (target),
                                      (const char *const *) target->publication->differences,
                                      target->publication->remote_address);
    }
}

static void
leaf_publish_status_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STEP:
      g_value_set_string (value, LEAF_PUBLISH_STATUS (object)->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_status_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafPublishStatus *self = LEAF_PUBLISH_STATUS (object);

  switch (prop_id)
    {
    case PROP_STEP:
      g_free (self->step);
      self->step = g_value_dup_string (value);
      if (self->model != NULL)
        changed_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_status_dispose (GObject *object)
{
  g_clear_object (&LEAF_PUBLISH_STATUS (object)->model);
  g_clear_pointer (&LEAF_PUBLISH_STATUS (object)->step, g_free);

  G_OBJECT_CLASS (leaf_publish_status_parent_class)->dispose (object);
}

static void
leaf_publish_status_class_init (LeafPublishStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->get_property = leaf_publish_status_get_property;
  G_OBJECT_CLASS (klass)->set_property = leaf_publish_status_set_property;
  G_OBJECT_CLASS (klass)->dispose = leaf_publish_status_dispose;

  /**
   * LeafPublishStatus:step:
   *
   * What is being done with the review right now, shown in place of where it is; %NULL while nothing is.
   */
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-publish-status.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafPublishStatus, label);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishStatus, changes_button);
  gtk_widget_class_bind_template_callback (widget_class, leaf_publish_status_changes_cb);
}

static void
leaf_publish_status_init (LeafPublishStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_publish_status_set_model:
 * @self: a status
 * @model: a review
 *
 * Sets once what it tells of.
 */
void
leaf_publish_status_set_model (LeafPublishStatus *self, LeafPublishModel *model)
{
  g_return_if_fail (LEAF_IS_PUBLISH_STATUS (self));
  g_return_if_fail (LEAF_IS_PUBLISH_MODEL (model) && self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}
