/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include "leaf-saves.h"
#include "leaf-ui.h"
#include "leaf-writing-page.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafReviewPage, leaf_review_page, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_LIBRARY,
  PROP_OUTBOX,
  PROP_REVIEW,
  PROP_RATING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static LeafReviewSession *
find_failed (LeafReviewPage *self)
{
  for (unsigned int i = 0; i < self->leaving->len; i++)
    {
      LeafReviewSession *session = g_ptr_array_index (self->leaving, i);

      if (leaf_review_session_get_state (session) == LEAF_SESSION_FAILED)
        return session;
    }
  if (self->session != NULL && leaf_review_session_get_state (self->session) == LEAF_SESSION_FAILED)
    return self->session;
  return NULL;
}

/* What keeps the Publish button waiting may also be something typed in the book pane. */
static char *
describe_error (LeafReviewPage *self)
{
  LeafSaves *saves = self->library != NULL ? leaf_saves_get (self->library) : NULL;
  LeafReviewSession *failed = find_failed (self);
  LeafBook *book = failed != NULL ? leaf_review_session_get_book (failed) : NULL;
  gboolean waiting;

  g_object_get (self->publish_button, "waiting", &waiting, NULL);
  if (waiting && saves != NULL && leaf_saves_get_state (saves) == LEAF_SAVES_FAILED)
    /* Translators: one sentence that says why it cannot be saved */
    return g_strdup_printf (_("Nothing is published until what you wrote is saved. %s"),
                            leaf_saves_get_message (saves));

  if (failed == NULL || book == NULL)
    return g_strdup (failed != NULL ? leaf_review_session_get_message (failed) : NULL);

  /* Translators: the title of a book, then one sentence that says why */
  return g_strdup_printf (_("The review of “%s” is not saved yet. %s"),
                          leaf_book_get_title (book), leaf_review_session_get_message (failed));
}

void
leaf_review_page_update_error (LeafReviewPage *self)
{
  g_autofree char *text = describe_error (self);

  if (text != NULL)
    gtk_label_set_label (self->error_label, text);
  gtk_revealer_set_reveal_child (self->error_revealer, text != NULL);
}

void
leaf_review_page_update_saved (LeafReviewPage *self)
{
  const char *label = "";

  if (self->session != NULL)
    switch (leaf_review_session_get_state (self->session))
      {
      case LEAF_SESSION_UNSAVED:
      case LEAF_SESSION_SAVING:
        label = _("Saving…");
        break;
      case LEAF_SESSION_SAVED:
        label = leaf_review_session_get_review (self->session) != 0 ? _("Saved") : "";
        break;
      case LEAF_SESSION_FAILED:
        label = _("Not saved");
        break;
      case LEAF_SESSION_LOADING:
      default:
        break;
      }
  gtk_label_set_label (self->saved_label, label);
  leaf_review_page_update_error (self);
}

static void
update_block_label (LeafReviewPage *self)
{
  unsigned int level;
  const char *label;

  switch (leaf_editor_get_active_block (self->editor, &level))
    {
    case LEAF_BLOCK_HEADING:
      label = level == 2 ? _("Heading") : level == 3 ? _("Subheading") : _("Small Heading");
      break;
    case LEAF_BLOCK_QUOTE:
      label = _("Quotation");
      break;
    case LEAF_BLOCK_QUOTE_SOURCE:
      label = _("Source");
      break;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      label = _("List");
      break;
    case LEAF_BLOCK_FIGURE:
      label = _("Picture");
      break;
    case LEAF_BLOCK_DIVIDER:
      label = _("Divider");
      break;
    case LEAF_BLOCK_SPOILER:
      label = _("Spoiler");
      break;
    case LEAF_BLOCK_WARNING:
      label = _("Warning");
      break;
    case LEAF_BLOCK_RATING:
      label = _("Rating");
      break;
    case LEAF_BLOCK_PARAGRAPH:
    default:
      label = _("Paragraph");
      break;
    }
  gtk_label_set_label (self->block_label, label);
}

static void
editor_changed_cb (LeafReviewPage *self)
{
  if (!self->filling && self->session != NULL)
    leaf_review_session_touch (self->session);
}

static void
language_changed_cb (LeafReviewPage *self)
{
  if (!self->filling && self->session != NULL)
    leaf_review_session_set_language (self->session, leaf_editor_get_language (self->editor));
}

static void
spelling_message_cb (LeafReviewPage *self,
                     const char     *message)
{
  leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (message));
}

static void
title_changed_cb (LeafReviewPage *self)
{
  if (!self->filling && self->session != NULL)
    leaf_review_session_set_title (self->session, gtk_editable_get_text (GTK_EDITABLE (self->title_text)));
}

static void
title_activate_cb (LeafReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
edit_link_cb (LeafReviewPage *self)
{
  leaf_link_popover_edit (self->link_popover, self->editor);
}

static void
saves_cb (LeafReviewPage *self)
{
  if (self->editor != NULL)
    leaf_review_page_update_error (self);
}

static void
retry_cb (LeafReviewPage *self)
{
  LeafReviewSession *failed = find_failed (self);

  if (failed != NULL)
    leaf_review_session_retry (failed);
  else
    g_signal_emit_by_name (leaf_saves_get (self->library), "flush");
}

static void
insert_quotation_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);

  if (self->session != NULL && leaf_review_session_is_loaded (self->session))
    leaf_quote_popover_choose (self->quote_popover, self->editor, self->library,
                               leaf_review_session_get_book_id (self->session));
}

static gboolean
publish_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   data)
{
  return gtk_widget_activate_action (GTK_WIDGET (LEAF_REVIEW_PAGE (widget)->publish_button), "publish.now", NULL);
}

static gboolean
schedule_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   data)
{
  return gtk_widget_activate_action (GTK_WIDGET (LEAF_REVIEW_PAGE (widget)->publish_button), "publish.schedule", "x", (gint64) 0);
}

static void
add_return_shortcut (GtkShortcutController *controller,
                     GdkModifierType        modifiers,
                     GtkShortcutFunc        func)
{
  GtkShortcutTrigger *trigger = gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, modifiers),
                                                             gtk_keyval_trigger_new (GDK_KEY_KP_Enter, modifiers));

  gtk_shortcut_controller_add_shortcut (controller, gtk_shortcut_new (trigger, gtk_callback_action_new (func, NULL, NULL)));
}

/* Before the editor sees the key, which would begin a paragraph. */
static void
add_publish_shortcuts (LeafReviewPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_return_shortcut (GTK_SHORTCUT_CONTROLLER (controller), GDK_CONTROL_MASK, publish_cb);
  add_return_shortcut (GTK_SHORTCUT_CONTROLLER (controller), GDK_CONTROL_MASK | GDK_ALT_MASK, schedule_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
leaf_review_page_notify_review (LeafReviewPage *self)
{
  gint64 review = self->session != NULL ? leaf_review_session_get_review (self->session) : 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.history", review != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.check", review != 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVIEW]);
}

static void
leaf_review_page_set_library (LeafReviewPage *self,
                              LeafLibrary    *library)
{
  if (self->library == library)
    return;

  leaf_review_page_set_book (self, 0);
  g_set_object (&self->library, library);
  leaf_link_popover_set_library (self->link_popover, library);
  leaf_review_pictures_set_library (self->pictures, library);
  if (library != NULL)
    g_signal_connect_object (leaf_saves_get (library), "notify::state", G_CALLBACK (saves_cb), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIBRARY]);
}

static void
update_shown (LeafReviewPage *self)
{
  gboolean has_book = self->session != NULL;

  gtk_widget_set_visible (self->toolbar, has_book && !self->focus_mode);
  gtk_widget_set_visible (self->state_line, has_book && !self->focus_mode);
  gtk_widget_set_visible (self->title_column, !self->focus_mode);
}

static void
leaf_review_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    case PROP_REVIEW:
      g_value_set_int64 (value, self->session != NULL ? leaf_review_session_get_review (self->session) : 0);
      break;
    case PROP_RATING:
      g_object_get_property (G_OBJECT (self->editor), "overall-rating", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_review_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      leaf_review_page_set_library (self, g_value_get_object (value));
      break;
    case PROP_OUTBOX:
      if (g_set_object (&self->outbox, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_RATING:
      if (self->editor != NULL)
        g_object_set_property (G_OBJECT (self->editor), "overall-rating", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_review_page_dispose (GObject *object)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (object);

  if (self->session != NULL && self->editor != NULL)
    leaf_review_page_leave_session (self);
  g_clear_handle_id (&self->place_source, g_source_remove);
  if (self->editor != NULL)
    leaf_review_page_stop_mending (self);
  leaf_review_pictures_close (self->pictures);
  g_clear_object (&self->preview);
  g_clear_pointer ((GtkWidget **) &self->link_popover, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->quote_popover, gtk_widget_unparent);
  if (self->tools_for_writing != NULL)
    leaf_writing_tools_unparent (self->tools_for_writing);
  self->editor = NULL;

  G_OBJECT_CLASS (leaf_review_page_parent_class)->dispose (object);
}

static void
leaf_review_page_finalize (GObject *object)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (object);

  g_clear_object (&self->template_signals);
  g_clear_object (&self->tools_for_writing);
  g_clear_pointer (&self->mend_what, g_free);
  g_clear_pointer (&self->mend_popover, g_free);
  g_clear_pointer (&self->leaving, g_ptr_array_unref);
  g_clear_pointer (&self->parked, leaf_parked_reviews_free);
  g_clear_object (&self->pictures);
  g_clear_object (&self->library);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (leaf_review_page_parent_class)->finalize (object);
}

static void
leaf_review_page_bind_template (GtkWidgetClass *widget_class)
{
  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-review-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, toolbar);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, block_label);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, marks_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, lines_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, link_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, lists_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, undo_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, block_button);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, publish_button);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, find_bar);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, title_column);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, title_text);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, editor_column);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, editor);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, state_line);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, words_button);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, publish_status);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, publish_banner);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, saved_label);
}

static void
leaf_review_page_class_init (LeafReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  g_type_ensure (LEAF_TYPE_EDITOR);
  g_type_ensure (LEAF_TYPE_FIND_BAR);
  g_type_ensure (LEAF_TYPE_OVERFLOW_BOX);
  g_type_ensure (LEAF_TYPE_PUBLISH_BANNER);
  g_type_ensure (LEAF_TYPE_PUBLISH_BUTTON);
  g_type_ensure (LEAF_TYPE_PUBLISH_STATUS);
  g_type_ensure (LEAF_TYPE_WORDS_BUTTON);

  object_class->get_property = leaf_review_page_get_property;
  object_class->set_property = leaf_review_page_set_property;
  object_class->dispose = leaf_review_page_dispose;
  object_class->finalize = leaf_review_page_finalize;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY, flags);
  properties[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, LEAF_TYPE_OUTBOX, flags);
  properties[PROP_REVIEW] = g_param_spec_int64 ("review", NULL, NULL, 0, G_MAXINT64, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LeafReviewPage:rating:
   *
   * The rating of the review, in halves of a star, as the pane of the book has it; 0 for none.
   */
  properties[PROP_RATING] = g_param_spec_uint ("rating", NULL, NULL, 0, LEAF_RATING_MAX, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  leaf_review_page_bind_template (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_history (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_mending (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_menu (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_output (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_preview (GTK_WIDGET_CLASS (klass));
  leaf_review_page_class_init_templates (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "review.insert-quotation", NULL, insert_quotation_cb);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_q, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "review.insert-quotation", NULL);
}

static void
leaf_review_page_init (LeafReviewPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
  self->parked = leaf_parked_reviews_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_writing_page_bind_editor (self->editor);
  g_settings_bind (settings, "rating-categories", self->editor, "rating-categories", G_SETTINGS_BIND_DEFAULT);
  leaf_ui_name_menu_button (self->more_button, _("More"));

  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", leaf_editor_get_actions (self->editor));
  self->pictures = leaf_review_pictures_new (GTK_WIDGET (self), self->editor);
  self->link_popover = LEAF_LINK_POPOVER (leaf_link_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->link_popover), GTK_WIDGET (self));
  self->quote_popover = LEAF_QUOTE_POPOVER (leaf_quote_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->quote_popover), GTK_WIDGET (self));
  self->tools_for_writing = leaf_writing_tools_new (GTK_WIDGET (self), self->editor, self->find_bar,
                                                    GTK_WIDGET (self->more_button));
  leaf_text_look_add_column (leaf_writing_tools_get_look (self->tools_for_writing), self->title_column);
  leaf_text_look_add_column (leaf_writing_tools_get_look (self->tools_for_writing), self->editor_column);
  leaf_words_button_set_editor (self->words_button, self->editor);
  leaf_review_page_init_menu (self);

  add_publish_shortcuts (self);
  leaf_review_page_init_output (self);
  leaf_review_page_init_preview (self);
  leaf_review_page_init_templates (self);
  g_signal_connect_object (self->publish_button, "notify::waiting", G_CALLBACK (saves_cb), self, G_CONNECT_SWAPPED);
  leaf_publish_banner_set_model (self->publish_banner, leaf_publish_button_get_model (self->publish_button));
  leaf_publish_status_set_model (self->publish_status, leaf_publish_button_get_model (self->publish_button));
  g_object_bind_property (self->publish_button, "step", self->publish_status, "step", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "library", self->publish_button, "library", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "outbox", self->publish_button, "outbox", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "review", self->publish_button, "review", G_BINDING_SYNC_CREATE);

  g_signal_connect_object (self->editor, "changed", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::language", G_CALLBACK (language_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "spelling-message", G_CALLBACK (spelling_message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "edit-link", G_CALLBACK (edit_link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::active-block", G_CALLBACK (update_block_label), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::active-level", G_CALLBACK (update_block_label), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title_text, "changed", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title_text, "activate", G_CALLBACK (title_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->retry_button, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);

  leaf_review_page_watch_place (self);
  update_block_label (self);
  leaf_review_page_set_book (self, 0);
}

/**
 * leaf_review_page_set_book:
 * @self: a review page
 * @book: id of a book in its library, 0 for none
 *
 * Shows the review of a book. What was written in the one before is saved. A book without a review
 * gets one when she begins to write.
 */
void
leaf_review_page_set_book (LeafReviewPage *self,
                           gint64          book)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));
  g_return_if_fail (book == 0 || self->library != NULL);

  if (self->session != NULL && leaf_review_session_get_book_id (self->session) == book)
    return;

  leaf_review_page_leave_session (self);
  leaf_review_pictures_cancel (self->pictures);
  leaf_review_page_clear_editor (self);
  if (book != 0)
    leaf_review_page_enter_session (self, book);

  leaf_writing_tools_set_active (self->tools_for_writing, book != 0);
  update_shown (self);
  gtk_stack_set_visible_child_name (self->stack, book != 0 ? "write" : "none");
  leaf_review_page_update_saved (self);
  leaf_review_page_notify_review (self);
}

/**
 * leaf_review_page_set_place:
 * @self: a review page
 * @place: a book in its library, and where she was in its review
 *
 * Shows the review of a book, and goes to a place in it.
 */
void
leaf_review_page_set_place (LeafReviewPage      *self,
                            const LeafLastPlace *place)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));
  g_return_if_fail (place != NULL && place->book != 0);

  leaf_parked_reviews_set_place (self->parked, place->book, &place->place);
  self->focus_wanted = place->writing;
  leaf_review_page_set_book (self, place->book);
}

/**
 * leaf_review_page_flush:
 * @self: a review page
 *
 * Gives everything that is not saved to the writing thread at once; leaf_library_close() waits for
 * that. Called before the window closes and before publishing.
 */
void
leaf_review_page_flush (LeafReviewPage *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));

  for (unsigned int i = 0; i < self->leaving->len; i++)
    leaf_review_session_flush (g_ptr_array_index (self->leaving, i));
  if (self->session != NULL)
    leaf_review_session_flush (self->session);
  leaf_review_page_keep_place (self);
}

/**
 * leaf_review_page_set_focus_mode:
 * @self: a review page
 * @focus_mode: whether to show nothing but the text
 *
 * Hides what stands around the text and dims all paragraphs but the one she is in.
 */
void
leaf_review_page_set_focus_mode (LeafReviewPage *self,
                                 gboolean        focus_mode)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));

  if (self->focus_mode == focus_mode)
    return;

  self->focus_mode = focus_mode;
  update_shown (self);
  leaf_editor_set_dimmed (self->editor, focus_mode);
}

/**
 * leaf_review_page_focus_text:
 * @self: a review page
 *
 * Goes to the text with the keyboard, unless it is at one of its tools. A text that is still being
 * read gets the keyboard when it is there.
 */
void
leaf_review_page_focus_text (LeafReviewPage *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));

  if (leaf_writing_tools_has_popup (self->tools_for_writing))
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  self->focus_wanted = !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor));
}
