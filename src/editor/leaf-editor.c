/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"

/* Words are counted at most twice a second, not at each key. */
#define COUNT_DELAY 500

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafEditor, leaf_editor, GTK_TYPE_TEXT_VIEW, leaf_transfer_register_serializers ())

enum {
  PROP_0,
  PROP_ACTIVE_MARKS,
  PROP_ACTIVE_BLOCK,
  PROP_ACTIVE_LEVEL,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_N_WORDS,
  PROP_PLACEHOLDER_TEXT,
  PROP_LANGUAGE,
  PROP_SHORTHAND,
  PROP_SMART_PUNCTUATION,
  PROP_CHECK_SPELLING,
  PROP_OVERALL_RATING,
  PROP_RATING_CATEGORIES,
  N_PROPS
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_EDIT_LINK,
  SIGNAL_PICTURE_NEEDED,
  SIGNAL_PASTE_PICTURES,
  SIGNAL_DROP_PICTURES,
  SIGNAL_SPELLING_MESSAGE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

/* What the cursor is in. GTK 4.8 tells assistive technology of a text view's characters, not of
 * their paragraphs, so the kind of block is the description of the whole box. */
static void
update_active_block (LeafEditor *self)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  unsigned int index = leaf_document_locate (document, leaf_editor_buffer_get_cursor (self->buffer).insert, NULL);
  const LeafBlockStyle *style = leaf_block_get_style (leaf_document_get_block (document, index));
  gboolean kind_changed = style->kind != self->active_block.kind;
  gboolean level_changed = style->level != self->active_block.level;
  g_autofree char *description = leaf_editor_describe_block (document, index);

  if (g_strcmp0 (self->description, description) != 0)
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                      -1);
      g_free (self->description);
      self->description = g_steal_pointer (&description);
    }
  if (!kind_changed && !level_changed)
    return;

  if (self->active_block.kind == LEAF_BLOCK_RATING && kind_changed)
    leaf_editor_leave_table (self);
  self->active_block = (LeafBlockStyle) { .kind = style->kind, .level = style->level };
  if (kind_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_BLOCK]);
  if (level_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_LEVEL]);
  leaf_editor_update_actions (self);
}

/* No tag reaches an empty last line: the view's own margins stand in for those of its kind. They
 * show nowhere else, because every other line has a tag. */
void
leaf_editor_update_last_line (LeafEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  unsigned int last = leaf_document_get_n_blocks (document) - 1;
  const LeafBlock *block = leaf_document_get_block (document, last);
  LeafLineLook look;

  if (leaf_block_get_length (block) > 0)
    return;

  look = leaf_editor_buffer_get_line_look (self->buffer, last);
  gtk_text_view_set_left_margin (view, look.left_margin);
  gtk_text_view_set_right_margin (view, look.right_margin);
  gtk_text_view_set_pixels_above_lines (view, look.above);
  gtk_text_view_set_pixels_below_lines (view, look.below);
}

static gboolean
count_words_cb (gpointer data)
{
  LeafEditor *self = data;
  unsigned int n_words = leaf_document_count_words (leaf_editor_buffer_get_document (self->buffer));

  self->count_source = 0;
  if (self->n_words != n_words)
    {
      self->n_words = n_words;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WORDS]);
    }
  return G_SOURCE_REMOVE;
}

static void
update_undo (LeafEditor *self)
{
  gboolean can_undo = leaf_editor_buffer_has_undo (self->buffer);
  gboolean can_redo = leaf_editor_buffer_has_redo (self->buffer);

  if (self->can_undo != can_undo)
    {
      self->can_undo = can_undo;
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.undo", can_undo);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
      leaf_editor_update_actions (self);
    }
  if (self->can_redo != can_redo)
    {
      self->can_redo = can_redo;
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.redo", can_redo);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
      leaf_editor_update_actions (self);
    }
}

/* The text view sets its undo actions by GTK's own history, which is off, at every "notify" of the
 * buffer, that is at every key. Its handlers are the only ones with the view as their data so far. */
static void
take_over_undo (LeafEditor *self)
{
  g_signal_handlers_disconnect_matched (self->buffer,
                                        G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA,
                                        g_signal_lookup ("notify", G_TYPE_OBJECT),
                                        0, NULL, NULL, self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "text.redo", FALSE);
}

static void
edited_cb (LeafEditor *self)
{
  leaf_editor_note_table (self);
  leaf_editor_forget_place (self);
  update_active_block (self);
  leaf_editor_update_last_line (self);
  update_undo (self);
  if (self->spelling != NULL)
    leaf_editor_spelling_edited (self->spelling);
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY, count_words_cb, self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
active_changed_cb (LeafEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_MARKS]);
  leaf_editor_update_actions (self);
}

static void
mark_set_cb (LeafEditor        *self,
             const GtkTextIter *location,
             GtkTextMark       *mark)
{
  if (self->dimmed)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  if (mark != gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)))
    return;

  update_active_block (self);
  if (self->spelling != NULL && self->buffer->depth == 0 && self->buffer->rendering == 0)
    leaf_editor_spelling_moved (self->spelling);
}

static void
picture_needed_cb (LeafEditor *self,
                   const char *picture)
{
  g_signal_emit (self, signals[SIGNAL_PICTURE_NEEDED], 0, picture);
}

static void
leaf_editor_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (leaf_editor_parent_class)->css_changed (widget, change);
  leaf_editor_update_style (LEAF_EDITOR (widget));
  leaf_editor_update_metrics (LEAF_EDITOR (widget));
}

static GtkTextBuffer *
leaf_editor_create_buffer (GtkTextView *view)
{
  return GTK_TEXT_BUFFER (leaf_editor_buffer_new ());
}

static void
leaf_editor_backspace_key (GtkTextView *view)
{
  LeafEditor *self = LEAF_EDITOR (view);

  if (!gtk_text_view_get_editable (view) || !leaf_editor_backspace (self->buffer))
    GTK_TEXT_VIEW_CLASS (leaf_editor_parent_class)->backspace (view);
  else
    {
      gtk_text_view_reset_im_context (view);
      gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
    }
}

static void
leaf_editor_delete_from_cursor (GtkTextView   *view,
                                GtkDeleteType  type,
                                int            count)
{
  LeafEditor *self = LEAF_EDITOR (view);
  gboolean done = FALSE;

  if (gtk_text_view_get_editable (view) && ABS (count) == 1)
    switch (type)
      {
      case GTK_DELETE_WORD_ENDS:
        leaf_editor_delete_word (self->buffer, count > 0);
        done = TRUE;
        break;
      case GTK_DELETE_CHARS:
      case GTK_DELETE_PARAGRAPH_ENDS:
        done = count > 0 ? leaf_editor_delete_forward (self->buffer) : leaf_editor_backspace (self->buffer);
        break;
      case GTK_DELETE_WORDS:
      case GTK_DELETE_DISPLAY_LINES:
      case GTK_DELETE_DISPLAY_LINE_ENDS:
      case GTK_DELETE_PARAGRAPHS:
      case GTK_DELETE_WHITESPACE:
      default:
        break;
      }

  if (!done)
    {
      GTK_TEXT_VIEW_CLASS (leaf_editor_parent_class)->delete_from_cursor (view, type, count);
      return;
    }
  gtk_text_view_reset_im_context (view);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static void
undo_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  leaf_editor_undo (LEAF_EDITOR (widget));
}

static void
redo_action_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  leaf_editor_redo (LEAF_EDITOR (widget));
}

static void
popup_action_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  leaf_editor_menu_popup (LEAF_EDITOR (widget)->menu);
}

static void
leaf_editor_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LeafEditor *self = LEAF_EDITOR (object);

  switch (prop_id)
    {
    case PROP_ACTIVE_MARKS:
      g_value_set_uint (value, leaf_editor_get_active_marks (self));
      break;
    case PROP_ACTIVE_BLOCK:
      g_value_set_uint (value, self->active_block.kind);
      break;
    case PROP_ACTIVE_LEVEL:
      g_value_set_uint (value, self->active_block.level);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, leaf_editor_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, leaf_editor_get_can_redo (self));
      break;
    case PROP_N_WORDS:
      g_value_set_uint (value, self->n_words);
      break;
    case PROP_PLACEHOLDER_TEXT:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, leaf_editor_get_language (self));
      break;
    case PROP_SHORTHAND:
      g_value_set_boolean (value, self->shorthand);
      break;
    case PROP_SMART_PUNCTUATION:
      g_value_set_boolean (value, self->smart_punctuation);
      break;
    case PROP_CHECK_SPELLING:
      g_value_set_boolean (value, leaf_editor_get_check_spelling (self));
      break;
    case PROP_OVERALL_RATING:
      g_value_set_uint (value, self->overall_rating);
      break;
    case PROP_RATING_CATEGORIES:
      g_value_set_boxed (value, self->rating_categories);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_overall_rating (LeafEditor   *self,
                    unsigned int  rating)
{
  if (self->overall_rating == rating)
    return;
  self->overall_rating = rating;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERALL_RATING]);
}

static void
set_rating_categories (LeafEditor        *self,
                       const char *const *categories)
{
  static const char *const none[] = { NULL };
  const char *const *present = self->rating_categories != NULL ? (const char *const *) self->rating_categories : none;

  if (categories == NULL)
    categories = none;
  if (g_strv_equal (present, categories))
    return;
  g_strfreev (self->rating_categories);
  self->rating_categories = g_strdupv ((char **) categories);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING_CATEGORIES]);
}

static void
leaf_editor_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LeafEditor *self = LEAF_EDITOR (object);

  switch (prop_id)
    {
    case PROP_PLACEHOLDER_TEXT:
      if (g_strcmp0 (self->placeholder, g_value_get_string (value)) != 0)
        {
          g_free (self->placeholder);
          self->placeholder = g_value_dup_string (value);
          gtk_widget_queue_draw (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_LANGUAGE:
      leaf_editor_set_language (self, g_value_get_string (value));
      break;
    case PROP_SHORTHAND:
      if (self->shorthand != g_value_get_boolean (value))
        {
          self->shorthand = g_value_get_boolean (value);
          leaf_editor_buffer_set_shorthand (self->buffer, self->shorthand);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_SMART_PUNCTUATION:
      if (self->smart_punctuation != g_value_get_boolean (value))
        {
          self->smart_punctuation = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_CHECK_SPELLING:
      leaf_editor_set_check_spelling (self, g_value_get_boolean (value));
      break;
    case PROP_OVERALL_RATING:
      set_overall_rating (self, g_value_get_uint (value));
      break;
    case PROP_RATING_CATEGORIES:
      set_rating_categories (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_editor_dispose (GObject *object)
{
  LeafEditor *self = LEAF_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->count_source, g_source_remove);
  leaf_editor_remove_spelling (self);
  leaf_editor_remove_relayout (self);
  g_clear_handle_id (&self->place_source, g_source_remove);

  G_OBJECT_CLASS (leaf_editor_parent_class)->dispose (object);
}

static void
leaf_editor_finalize (GObject *object)
{
  LeafEditor *self = LEAF_EDITOR (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_object (&self->buffer);
  g_free (self->description);
  g_free (self->placeholder);
  g_strfreev (self->rating_categories);

  G_OBJECT_CLASS (leaf_editor_parent_class)->finalize (object);
}

static void
leaf_editor_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ACTIVE_MARKS] = g_param_spec_uint ("active-marks", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ACTIVE_BLOCK] = g_param_spec_uint ("active-block", NULL, NULL, 0, LEAF_N_BLOCK_KINDS - 1, 0, flags);
  properties[PROP_ACTIVE_LEVEL] = g_param_spec_uint ("active-level", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_N_WORDS] = g_param_spec_uint ("n-words", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PLACEHOLDER_TEXT] = g_param_spec_string ("placeholder-text", NULL, NULL, NULL,
                                                           flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:language:
   *
   * What the text is written in, as a language tag ("pt-BR"); %NULL for the language of the program,
   * %LEAF_LANGUAGE_NONE when it is that and the spelling is not checked.
   */
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:shorthand:
   *
   * Whether signs like those of Markdown are carried out as they are typed.
   */
  properties[PROP_SHORTHAND] = g_param_spec_boolean ("shorthand", NULL, NULL, TRUE, flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:smart-punctuation:
   *
   * Whether straight quotes and hyphens become the quotes and dashes of the language as they are typed.
   */
  properties[PROP_SMART_PUNCTUATION] = g_param_spec_boolean ("smart-punctuation", NULL, NULL, TRUE,
                                                             flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:check-spelling:
   *
   * Whether misspelled words are marked.
   */
  properties[PROP_CHECK_SPELLING] = g_param_spec_boolean ("check-spelling", NULL, NULL, FALSE,
                                                          flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:overall-rating:
   *
   * The rating of the review, in halves of a star. Where it is 0, each table of ratings shows one of its own, worked out from its rows.
   */
  properties[PROP_OVERALL_RATING] = g_param_spec_uint ("overall-rating", NULL, NULL, 0, LEAF_RATING_MAX, 0,
                                                       flags | G_PARAM_WRITABLE);

  /**
   * LeafEditor:rating-categories:
   *
   * What a new table of ratings begins with: the categories of the table that was edited last, or none for the usual ones.
   */
  properties[PROP_RATING_CATEGORIES] = g_param_spec_boxed ("rating-categories", NULL, NULL, G_TYPE_STRV,
                                                           flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_editor_class_init (LeafEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->get_property = leaf_editor_get_property;
  object_class->set_property = leaf_editor_set_property;
  object_class->dispose = leaf_editor_dispose;
  object_class->finalize = leaf_editor_finalize;

  widget_class->css_changed = leaf_editor_css_changed;
  widget_class->size_allocate = leaf_editor_size_allocate;

  view_class->create_buffer = leaf_editor_create_buffer;
  view_class->snapshot_layer = leaf_editor_snapshot_layer;
  view_class->backspace = leaf_editor_backspace_key;
  view_class->delete_from_cursor = leaf_editor_delete_from_cursor;
  view_class->copy_clipboard = leaf_editor_copy_clipboard;
  view_class->cut_clipboard = leaf_editor_cut_clipboard;
  view_class->paste_clipboard = leaf_editor_paste_clipboard;

  leaf_editor_install_properties (object_class);

  /**
   * LeafEditor::changed:
   * @self: the editor
   *
   * The document was changed, by her or by undo and redo.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafEditor::edit-link:
   * @self: the editor
   *
   * She asked to make or change a link at the cursor; leaf_editor_set_link() answers.
   */
  signals[SIGNAL_EDIT_LINK] =
    g_signal_new ("edit-link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafEditor::picture-needed:
   * @self: the editor
   * @picture: SHA-256 of a picture in the library
   *
   * A figure is shown for the first time; leaf_editor_set_picture() answers, now or later.
   */
  signals[SIGNAL_PICTURE_NEEDED] =
    g_signal_new ("picture-needed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * LeafEditor::paste-pictures:
   * @self: the editor
   *
   * She pastes. Who can take pictures from the clipboard does so, and calls leaf_editor_insert_pictures()
   * when they are there.
   *
   * Returns: whether the clipboard holds pictures rather than text
   */
  signals[SIGNAL_PASTE_PICTURES] =
    g_signal_new ("paste-pictures", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);

  /**
   * LeafEditor::drop-pictures:
   * @self: the editor
   * @drop: what was dropped
   * @place: where; who takes the drop deletes it from the buffer
   *
   * What was dropped has no text in it. Who can take pictures does so, and finishes the drop.
   *
   * Returns: whether somebody takes it
   */
  signals[SIGNAL_DROP_PICTURES] =
    g_signal_new ("drop-pictures", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, GDK_TYPE_DROP, GTK_TYPE_TEXT_MARK);

  /**
   * LeafEditor::spelling-message:
   * @self: the editor
   * @message: a sentence without a full stop
   *
   * What came of looking for a misspelled word, when none was found.
   */
  signals[SIGNAL_SPELLING_MESSAGE] =
    g_signal_new ("spelling-message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /* GTK's keys and its context menu name these. */
  gtk_widget_class_install_action (widget_class, "text.undo", NULL, undo_action_cb);
  gtk_widget_class_install_action (widget_class, "text.redo", NULL, redo_action_cb);
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, popup_action_cb);
  leaf_editor_class_add_bindings (widget_class);
  leaf_editor_class_add_rating_bindings (widget_class);
}

static void
leaf_editor_init (LeafEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->cancellable = g_cancellable_new ();
  self->shorthand = TRUE;
  self->smart_punctuation = TRUE;
  self->line_height = LEAF_EDITOR_LINE_HEIGHT;
  self->step = LEAF_EDITOR_STEP;
  self->buffer = g_object_ref (LEAF_EDITOR_BUFFER (gtk_text_view_get_buffer (view)));
  leaf_editor_buffer_set_shorthand (self->buffer, TRUE);
  take_over_undo (self);
  g_signal_connect_object (self->buffer, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "active-changed", G_CALLBACK (active_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "mark-set", G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "picture-needed", G_CALLBACK (picture_needed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_add_css_class (GTK_WIDGET (self), "leaf-editor");
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_SPELLCHECK | GTK_INPUT_HINT_UPPERCASE_SENTENCES);

  leaf_editor_add_typing (self);
  leaf_editor_add_actions (self);
  leaf_editor_add_spelling (self);
  leaf_editor_add_drop_target (self);
  leaf_editor_add_rating_controllers (self);
  leaf_editor_add_relayout (self);
  leaf_editor_update_style (self);
  leaf_editor_update_metrics (self);
  leaf_editor_update_last_line (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE,
                                  -1);
  update_active_block (self);
}

/* After the buffer got another document. */
void
leaf_editor_document_shown (LeafEditor *self)
{
  /* What is still being read was pasted into another text. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  leaf_editor_spelling_reset (self->spelling);
  self->table_edited = FALSE; /* that was in another text */
  update_active_block (self);
  leaf_editor_update_last_line (self);
  update_undo (self);
  if (self->find != NULL)
    leaf_editor_find_restart (self->find);
  g_clear_handle_id (&self->count_source, g_source_remove);
  count_words_cb (self);
}

/**
 * leaf_editor_new:
 *
 * Makes an editor with an empty document.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
leaf_editor_new (void)
{
  return g_object_new (LEAF_TYPE_EDITOR, NULL);
}

/**
 * leaf_editor_set_document:
 * @self: an editor
 * @document: (transfer none): copied
 *
 * Shows a document. The journal is emptied, the cursor goes to the beginning; "changed" is not emitted.
 */
void
leaf_editor_set_document (LeafEditor   *self,
                          LeafDocument *document)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (document != NULL);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  leaf_editor_forget_place (self);
  leaf_editor_buffer_set_document (self->buffer, document);
  leaf_editor_document_shown (self);
}

/**
 * leaf_editor_get_document:
 * @self: an editor
 *
 * Returns: (transfer none): the document itself, which changes as she types; copy it for another thread
 */
LeafDocument *
leaf_editor_get_document (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  return leaf_editor_buffer_get_document (self->buffer);
}

/**
 * leaf_editor_set_picture:
 * @self: an editor
 * @picture: the SHA-256 that "picture-needed" named
 * @paintable: (transfer none): the picture, or what stands for it
 *
 * Shows a picture in all figures that have it.
 */
void
leaf_editor_set_picture (LeafEditor   *self,
                         const char   *picture,
                         GdkPaintable *paintable)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (picture != NULL);
  g_return_if_fail (GDK_IS_PAINTABLE (paintable));

  leaf_editor_buffer_set_picture (self->buffer, picture, paintable);
}

/**
 * leaf_editor_get_cursor:
 * @self: an editor
 *
 * Returns: the offset of the cursor, in characters
 */
unsigned int
leaf_editor_get_cursor (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), 0);

  return leaf_editor_buffer_get_cursor (self->buffer).insert;
}

/**
 * leaf_editor_set_cursor:
 * @self: an editor
 * @offset: in characters; past the end means the end
 *
 * Puts the cursor somewhere and scrolls there.
 */
void
leaf_editor_set_cursor (LeafEditor   *self,
                        unsigned int  offset)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { offset, offset });
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/**
 * leaf_editor_get_actions:
 * @self: an editor
 *
 * The actions of the editor, which have states, for toolbars and menus beside it: insert them
 * there with the prefix "editor".
 *
 * Returns: (transfer none): the actions
 */
GActionGroup *
leaf_editor_get_actions (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  return G_ACTION_GROUP (self->actions);
}
