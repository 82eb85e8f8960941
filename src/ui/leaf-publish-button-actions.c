/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the review, from the button and its menu. */

#define G_LOG_DOMAIN "leaf-publish-button"

#include "config.h"

#include "leaf-publish-button-private.h"

#include "leaf-dialogs.h"
#include "leaf-publish-changes.h"
#include "leaf-publish-menu.h"
#include "leaf-remote-window.h"
#include "leaf-schedule-dialog.h"

#include <glib/gi18n.h>

static gboolean
is_ready (LeafPublishButton *self)
{
  return leaf_publish_model_is_loaded (self->model) && leaf_publish_model_get_library (self->model) != NULL &&
         leaf_publish_model_get_outbox (self->model) != NULL && leaf_publish_model_get_review (self->model) != 0;
}

static void
run_changed_cb (LeafPublishButton *self)
{
  leaf_publish_button_update (self);
}

static void
run_ended_cb (LeafPublishButton *self, LeafPublishRun *run)
{
  g_object_ref (run);
  g_ptr_array_remove (self->runs, run);
  leaf_publish_button_update (self);
  leaf_publish_model_reload (self->model);
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    leaf_publish_button_answer (self, run);
  g_object_unref (run);
}

/**
 * leaf_publish_button_start:
 * @self: the button
 * @run: what to do
 *
 * Begins @run, shows how far it is, and says how it ended.
 */
void
leaf_publish_button_start (LeafPublishButton *self, LeafPublishRun *run)
{
  if (leaf_publish_run_get_items (run)->len == 0)
    return;

  g_ptr_array_add (self->runs, g_object_ref (run));
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::waiting", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::asking", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  leaf_publish_run_start (run);
  leaf_publish_button_update (self);
}

static LeafPublishRun *
make_run (LeafPublishButton *self)
{
  return leaf_publish_run_new (leaf_publish_model_get_library (self->model), leaf_publish_model_get_outbox (self->model));
}

static LeafPublishItem *
add_target (LeafPublishButton *self, LeafPublishRun *run, const LeafPublishTarget *target)
{
  LeafPublishItem *item =
    leaf_publish_run_add (run, leaf_publish_model_get_review (self->model), leaf_publish_model_get_title (self->model),
                          leaf_blog_get_id (target->blog), leaf_publish_target_get_name (target));

  if (target->publication != NULL)
    item->address = g_strdup (target->publication->remote_address);
  return item;
}

/* One press is one thing: not two while the first is under way. */
static gboolean
may_begin (LeafPublishButton *self)
{
  return is_ready (self) && !self->busy;
}

/* What pressing Publish means on each. */
static void
do_likely (LeafPublishButton *self, gint64 blog)
{
  g_autoptr (GPtrArray) targets = leaf_publish_model_dup_chosen (self->model, blog);
  g_autoptr (LeafPublishRun) run = NULL;

  if (!may_begin (self))
    return;

  run = make_run (self);
  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      LeafPublishItem *item = add_target (self, run, target);

      item->wanted = leaf_publish_target_get_wanted (target, &item->at);
    }
  leaf_publish_run_ask_first (run, GTK_WIDGET (self));
  leaf_publish_button_start (self, run);
}

/* The same on all that can. */
static void
do_on_all (LeafPublishButton *self, gint64 blog, LeafPublishAbilities ability, LeafJobAction action, LeafPublicationState wanted,
           gint64 at)
{
  g_autoptr (GPtrArray) targets = leaf_publish_model_dup_chosen (self->model, blog);
  g_autoptr (LeafPublishRun) run = NULL;

  if (!may_begin (self))
    return;

  run = make_run (self);
  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      LeafPublishItem *item;

      if ((leaf_publish_target_get_abilities (target) & ability) != ability)
        continue;
      item = add_target (self, run, target);
      item->action = action;
      item->wanted = wanted;
      item->at = at;
    }
  leaf_publish_run_ask_first (run, GTK_WIDGET (self));
  leaf_publish_button_start (self, run);
}

/* A post that waits for its day becomes a draft; undoing that needs the day. */
static void
unschedule (LeafPublishButton *self, gint64 blog)
{
  g_autoptr (GPtrArray) targets = leaf_publish_model_dup_chosen (self->model, blog);
  g_autoptr (LeafPublishRun) run = NULL;

  if (!may_begin (self))
    return;

  run = make_run (self);
  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      if (leaf_publish_target_get_state (target) == LEAF_PUBLICATION_SCHEDULED)
        {
          LeafPublishItem *item = add_target (self, run, target);

          item->action = LEAF_JOB_TAKE_DOWN;
          item->wanted = LEAF_PUBLICATION_DRAFT;
          item->at = target->publication->published;
        }
    }
  leaf_publish_button_start (self, run);
}

/**
 * leaf_publish_button_repeat:
 * @self: the button
 * @item: something that did not go through
 *
 * Does it again, whichever review is shown by now.
 */
void
leaf_publish_button_repeat (LeafPublishButton *self, const LeafPublishItem *item)
{
  g_autoptr (LeafPublishRun) run = NULL;
  LeafPublishItem *again;

  if (leaf_publish_model_get_outbox (self->model) == NULL)
    return;

  run = make_run (self);
  again = leaf_publish_run_add (run, item->review, item->title, item->blog, item->blog_name);
  again->action = item->action;
  again->wanted = item->wanted;
  again->at = item->at;
  again->address = g_strdup (item->address);
  leaf_publish_button_start (self, run);
}

/**
 * leaf_publish_button_open_address:
 * @self: the button
 * @address: the address of a post
 *
 * Opens it in the web browser.
 */
void
leaf_publish_button_open_address (LeafPublishButton *self, const char *address)
{
  leaf_dialogs_open_address_async (leaf_publish_button_get_window (self), address, NULL, NULL, NULL);
}

/* The menu gives the focus back to its button, which is gone by then. */
static gboolean
focus_cb (gpointer user_data)
{
  LeafPublishButton *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->busy ? GTK_WIDGET (self->cancel_button) : GTK_WIDGET (self->menu_button));

  return G_SOURCE_REMOVE;
}

static void
leave_menu (LeafPublishButton *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->menu_button);

  if (popover == NULL || !gtk_widget_get_visible (GTK_WIDGET (popover)))
    return;

  gtk_menu_button_popdown (self->menu_button);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (self), g_object_unref);
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);

  if (leaf_publish_model_get_targets (self->model)->len == 0)
    gtk_widget_activate_action (widget, "app.first-blog", NULL);
  else
    do_likely (self, 0);
}

static void
to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_menu (LEAF_PUBLISH_BUTTON (widget));
  do_likely (LEAF_PUBLISH_BUTTON (widget), g_variant_get_int64 (parameter));
}

/* Those that do one thing on every blog that can. */
static const struct
{
  const char *name;
  LeafPublishAbilities ability;
  LeafJobAction action;
  LeafPublicationState wanted;
} orders[] = {
  { "publish.at-once", LEAF_PUBLISH_CAN_PUBLISH, LEAF_JOB_PUBLISH, LEAF_PUBLICATION_PUBLISHED },
  { "publish.draft", LEAF_PUBLISH_CAN_SAVE_DRAFT, LEAF_JOB_PUBLISH, LEAF_PUBLICATION_DRAFT },
  { "publish.take-down", LEAF_PUBLISH_CAN_TAKE_DOWN, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT },
  { "publish.put-back", LEAF_PUBLISH_CAN_PUT_BACK, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED },
  { "publish.delete", LEAF_PUBLISH_CAN_DELETE, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED },
};

static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_menu (LEAF_PUBLISH_BUTTON (widget));
  for (unsigned int i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].name, name))
      do_on_all (LEAF_PUBLISH_BUTTON (widget), g_variant_get_int64 (parameter), orders[i].ability, orders[i].action,
                 orders[i].wanted, 0);
}

static void
unschedule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave_menu (LEAF_PUBLISH_BUTTON (widget));
  unschedule (LEAF_PUBLISH_BUTTON (widget), g_variant_get_int64 (parameter));
}

static void
scheduled_cb (LeafScheduleDialog *dialog, gint64 at, LeafPublishButton *self)
{
  gint64 *about = g_object_get_data (G_OBJECT (dialog), "about"); /* the review and the blog */

  if (leaf_publish_model_get_review (self->model) == about[0])
    do_on_all (self, about[1], LEAF_PUBLISH_CAN_SCHEDULE, LEAF_JOB_PUBLISH, LEAF_PUBLICATION_SCHEDULED, at);
}

static void
unscheduled_cb (LeafScheduleDialog *dialog, LeafPublishButton *self)
{
  gint64 *about = g_object_get_data (G_OBJECT (dialog), "about");

  if (leaf_publish_model_get_review (self->model) == about[0])
    unschedule (self, about[1]);
}

static void
schedule_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);
  const gint64 about[] = { leaf_publish_model_get_review (self->model), g_variant_get_int64 (parameter) };
  g_autoptr (GPtrArray) targets = leaf_publish_model_dup_chosen (self->model, about[1]);
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 at = 0;
  GtkWindow *dialog;

  leave_menu (self);
  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      if ((leaf_publish_target_get_abilities (target) & LEAF_PUBLISH_CAN_SCHEDULE) == 0)
        continue;
      g_ptr_array_add (blogs, g_object_ref (target->blog));
      if (leaf_publish_target_get_state (target) == LEAF_PUBLICATION_SCHEDULED)
        at = target->publication->published;
    }
  if (!may_begin (self) || blogs->len == 0)
    return;

  dialog = leaf_schedule_dialog_new (leaf_publish_button_get_window (self));
  leaf_schedule_dialog_set_blogs (LEAF_SCHEDULE_DIALOG (dialog), blogs);
  leaf_schedule_dialog_set_days (LEAF_SCHEDULE_DIALOG (dialog), leaf_publish_model_get_publication_day (self->model),
                                 leaf_publish_model_get_embargo (self->model));
  leaf_schedule_dialog_set_at (LEAF_SCHEDULE_DIALOG (dialog), at);
  g_object_set_data_full (G_OBJECT (dialog), "about", g_memdup2 (about, sizeof about), g_free);
  g_signal_connect_object (dialog, "scheduled", G_CALLBACK (scheduled_cb), self, 0);
  g_signal_connect_object (dialog, "unscheduled", G_CALLBACK (unscheduled_cb), self, 0);
  gtk_window_present (dialog);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);
  const LeafPublishTarget *target = leaf_publish_model_find (self->model, g_variant_get_int64 (parameter));

  leave_menu (self);
  if (target != NULL && target->publication != NULL && target->publication->remote_address != NULL)
    leaf_publish_button_open_address (self, target->publication->remote_address);
}

static void
differences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);
  const LeafPublishTarget *target = leaf_publish_model_find (self->model, g_variant_get_int64 (parameter));

  leave_menu (self);
  if (target != NULL && target->publication != NULL && target->publication->differences != NULL)
    leaf_publish_changes_present (leaf_publish_button_get_window (self), leaf_publish_target_get_name (target),
                                  (const char *const *) target->publication->differences,
                                  target->publication->remote_address);
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);

  leave_menu (self);
  if (is_ready (self))
    leaf_remote_window_present (leaf_publish_button_get_window (self), leaf_publish_model_get_library (self->model),
                                leaf_publish_model_get_outbox (self->model), leaf_publish_model_get_review (self->model),
                                g_variant_get_int64 (parameter));
}

static void
make_usual_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leaf_publish_model_make_usual (LEAF_PUBLISH_BUTTON (widget)->model);
}

/* What was begun here, and what the outbox does of itself. */
static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafPublishButton *self = LEAF_PUBLISH_BUTTON (widget);
  gint64 review = leaf_publish_model_get_review (self->model);
  GPtrArray *targets = leaf_publish_model_get_targets (self->model);

  for (unsigned int i = 0; i < self->runs->len; i++)
    {
      LeafPublishRun *run = g_ptr_array_index (self->runs, i);

      if (((LeafPublishItem *) g_ptr_array_index (leaf_publish_run_get_items (run), 0))->review == review)
        leaf_publish_run_cancel (run);
    }
  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      if (leaf_publish_model_get_step (self->model, target, NULL) != NULL)
        leaf_outbox_cancel_job (leaf_publish_model_get_outbox (self->model), target->job->id);
    }
}

static void
choice_cb (GSimpleAction *action, GVariant *state, LeafPublishButton *self)
{
  gint64 blog = g_ascii_strtoll (g_action_get_name (G_ACTION (action)) + 1, NULL, 10);

  leaf_publish_model_choose (self->model, blog, g_variant_get_boolean (state));
}

/* A check mark for each blog. */
static void
update_choices (LeafPublishButton *self)
{
  GPtrArray *targets = leaf_publish_model_get_targets (self->model);
  g_auto (GStrv) before = g_action_group_list_actions (G_ACTION_GROUP (self->choices));

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      g_autofree char *name = leaf_publish_menu_blog_action (leaf_blog_get_id (target->blog), FALSE);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->choices), name);
      g_autoptr (GSimpleAction) made = NULL;

      if (action == NULL)
        {
          made = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (target->chosen));
          g_signal_connect_object (made, "change-state", G_CALLBACK (choice_cb), self, 0);
          g_action_map_add_action (G_ACTION_MAP (self->choices), G_ACTION (made));
          action = G_ACTION (made);
        }
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (target->chosen));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_ready (self));
    }
  for (unsigned int i = 0; before[i] != NULL; i++)
    if (leaf_publish_model_find (self->model, g_ascii_strtoll (before[i] + 1, NULL, 10)) == NULL)
      g_action_map_remove_action (G_ACTION_MAP (self->choices), before[i]);
}

/**
 * leaf_publish_button_update_actions:
 * @self: the button
 *
 * Makes the actions fit what is known of the review.
 */
void
leaf_publish_button_update_actions (LeafPublishButton *self)
{
  static const char *const need_review[] = {
    "publish.now", "publish.to", "publish.schedule", "publish.unschedule", "publish.compare",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), orders[i].name, is_ready (self));
  for (unsigned int i = 0; i < G_N_ELEMENTS (need_review); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), need_review[i], is_ready (self));
  update_choices (self);
}

/**
 * leaf_publish_button_class_init_actions:
 * @widget_class: the class of the button
 *
 * The actions; those that take a number are about the blog with that id, or with 0 about all that are chosen.
 */
void
leaf_publish_button_class_init_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "publish.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "publish.to", "x", to_action);
  for (unsigned int i = 0; i < G_N_ELEMENTS (orders); i++)
    gtk_widget_class_install_action (widget_class, orders[i].name, "x", order_action);
  gtk_widget_class_install_action (widget_class, "publish.schedule", "x", schedule_action);
  gtk_widget_class_install_action (widget_class, "publish.unschedule", "x", unschedule_action);
  gtk_widget_class_install_action (widget_class, "publish.open", "x", open_action);
  gtk_widget_class_install_action (widget_class, "publish.differences", "x", differences_action);
  gtk_widget_class_install_action (widget_class, "publish.compare", "x", compare_action);
  gtk_widget_class_install_action (widget_class, "publish.make-usual", NULL, make_usual_action);
  gtk_widget_class_install_action (widget_class, "publish.cancel", NULL, cancel_action);
}
