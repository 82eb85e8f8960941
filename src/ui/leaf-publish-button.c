/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-button"

#include "config.h"

#include "leaf-publish-button-private.h"

#include "leaf-publish-menu.h"
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
  PROP_STEP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

GtkWindow *
leaf_publish_button_get_window (LeafPublishButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Where it goes is said on the button itself once there is a choice. */
static char *
describe_where (LeafPublishButton *self, GPtrArray *chosen)
{
  if (leaf_publish_model_get_targets (self->model)->len < 2 || chosen->len == 0)
    return NULL;
  if (chosen->len == 1)
    return g_strdup (leaf_publish_target_get_name (g_ptr_array_index (chosen, 0)));

  return g_strdup_printf (ngettext ("%u blog", "%u blogs", chosen->len), chosen->len);
}

static void
update_button (LeafPublishButton *self)
{
  g_autoptr (GPtrArray) chosen = leaf_publish_model_dup_chosen (self->model, 0);
  const char *what = leaf_publish_menu_get_label (chosen);
  g_auto (GStrv) parts = g_strsplit (what, "_", 2);
  g_autofree char *name = g_strjoinv ("", parts);
  g_autofree char *where = describe_where (self, chosen);
  g_autofree char *sentence = chosen->len > 0 ? leaf_publish_menu_describe (chosen) : NULL;

  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->where, where != NULL ? where : "");
  gtk_widget_set_visible (GTK_WIDGET (self->where), where != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), chosen->len > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  where != NULL ? sentence : name, -1);
  if (where != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "leaf-two-lines");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "leaf-two-lines");
}

/* What she asked for here and now, for the review that is shown. */
static LeafPublishRun *
find_run (LeafPublishButton *self)
{
  for (unsigned int i = 0; i < self->runs->len; i++)
    {
      LeafPublishRun *run = g_ptr_array_index (self->runs, i);
      LeafPublishItem *item = g_ptr_array_index (leaf_publish_run_get_items (run), 0);

      if (item->review == leaf_publish_model_get_review (self->model))
        return run;
    }

  return NULL;
}

/* What is being done on any of its blogs. */
static const char *
find_step (LeafPublishButton *self)
{
  GPtrArray *targets = leaf_publish_model_get_targets (self->model);

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const char *step = leaf_publish_model_get_step (self->model, g_ptr_array_index (targets, i), NULL);

      if (step != NULL)
        return step;
    }

  return NULL;
}

/* Of several, also how many are done. */
static char *
describe_step (LeafPublishRun *run, const char *step)
{
  GPtrArray *items = run != NULL ? leaf_publish_run_get_items (run) : NULL;

  if (run != NULL && leaf_publish_run_is_asking (run))
    return g_strdup (_("Checking…"));
  if (run != NULL && leaf_publish_run_is_waiting (run))
    return g_strdup (_("Saving…"));
  if (step == NULL)
    step = _("Publishing…");
  if (items == NULL || items->len < 2)
    return g_strdup (step);

  /* Translators: how many blogs are done, of how many, and what is being done: "1 of 2 · Uploading pictures" */
  return g_strdup_printf (_("%u of %u · %s"), leaf_publish_run_count_ended (run), items->len, step);
}

static void
update_busy (LeafPublishButton *self)
{
  LeafPublishRun *run = find_run (self);
  const char *step = find_step (self);
  gboolean busy = run != NULL || step != NULL;
  gboolean focused = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  g_autofree char *text = busy ? describe_step (run, step) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "publish.cancel", busy);
  if (g_strcmp0 (self->step, text) != 0)
    {
      g_free (self->step);
      self->step = g_steal_pointer (&text);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
    }
  if (busy == self->busy)
    return;

  self->busy = busy;
  gtk_stack_set_visible_child_name (self->stack, busy ? "busy" : "ready");
  gtk_spinner_set_spinning (self->spinner, busy);
  /* A focus on the button goes to one that can be pressed, not into the title. */
  if (focused)
    gtk_widget_grab_focus (busy ? GTK_WIDGET (self->cancel_button) : GTK_WIDGET (self->button));
}

static void
update_waiting (LeafPublishButton *self)
{
  gboolean waiting = FALSE;

  for (unsigned int i = 0; i < self->runs->len; i++)
    waiting |= leaf_publish_run_is_waiting (g_ptr_array_index (self->runs, i));
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

/* After what runs has changed. */
void
leaf_publish_button_update (LeafPublishButton *self)
{
  update_waiting (self);
  update_busy (self);
}

/* Made when it is opened: one that is open must not close because something has come further. */
static void
fill_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  LeafPublishButton *self = user_data;
  g_autoptr (GMenu) menu = leaf_publish_menu_new (self->model);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
model_changed_cb (LeafPublishButton *self)
{
  update_button (self);
  leaf_publish_button_update_actions (self);
  leaf_publish_button_update (self);
}

static void
leaf_publish_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
    case PROP_OUTBOX:
    case PROP_REVIEW:
      g_object_get_property (G_OBJECT (self->model), pspec->name, value);
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    case PROP_STEP:
      g_value_set_string (value, self->step);
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
    case PROP_OUTBOX:
    case PROP_REVIEW:
      g_object_set_property (G_OBJECT (self->model), pspec->name, value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What waits for a text to be stored, or for her, has not begun, and does not begin without her. */
static void
leaf_publish_button_dispose (GObject *object)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  for (unsigned int i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      LeafPublishRun *run = g_ptr_array_index (self->runs, i);

      if (leaf_publish_run_is_waiting (run) || leaf_publish_run_is_asking (run))
        leaf_publish_run_cancel (run);
    }
  g_object_set (self->model, "library", NULL, "outbox", NULL, NULL);

  G_OBJECT_CLASS (leaf_publish_button_parent_class)->dispose (object);
}

static void
leaf_publish_button_finalize (GObject *object)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (object);

  g_free (self->step);
  g_ptr_array_unref (self->runs);
  g_object_unref (self->model);
  g_object_unref (self->choices);

  G_OBJECT_CLASS (leaf_publish_button_parent_class)->finalize (object);
}

static void
leaf_publish_button_class_init (LeafPublishButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  leaf_ui_ensure ();

  object_class->get_property = leaf_publish_button_get_property;
  object_class->set_property = leaf_publish_button_set_property;
  object_class->dispose = leaf_publish_button_dispose;
  object_class->finalize = leaf_publish_button_finalize;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY, flags);
  properties[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, LEAF_TYPE_OUTBOX, flags);
  properties[PROP_REVIEW] = g_param_spec_int64 ("review", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STEP] = g_param_spec_string ("step", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-publish-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, what);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, where);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishButton, spinner);
  leaf_publish_button_class_init_actions (widget_class);
}

static void
leaf_publish_button_init (LeafPublishButton *self)
{
  self->model = leaf_publish_model_new ();
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->menu_button, _("More ways to publish"));
  gtk_menu_button_set_create_popup_func (self->menu_button, fill_menu_cb, self, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "blog", G_ACTION_GROUP (self->choices));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "progress", G_CALLBACK (update_busy), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
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

  g_object_set (self, "review", review, NULL);
}

/**
 * leaf_publish_button_get_model:
 * @self: the button
 *
 * Returns: (transfer none): where the review is
 */
LeafPublishModel *
leaf_publish_button_get_model (LeafPublishButton *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_BUTTON (self), NULL);

  return self->model;
}
