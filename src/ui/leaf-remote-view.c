/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-remote-view"

#include "config.h"

#include "leaf-remote-view.h"

#include "leaf-remote-part.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define N_COLUMNS 3
#define NOT_CHOSEN G_MAXUINT

/* A place to choose in. */
typedef struct {
  GtkCheckButton *buttons[3]; /* by LeafMergeChoice; a title has no BOTH */
  gboolean title;
} Choice;

struct _LeafRemoteView
{
  GtkWidget parent_instance;

  GtkWidget *headings;
  GtkWidget *list;
  GPtrArray *parts;   /* LeafRemotePart */
  GPtrArray *choices; /* Choice */
  gboolean narrow;
  gboolean complete;
  LeafComparisonColors colors;
};

G_DEFINE_FINAL_TYPE (LeafRemoteView, leaf_remote_view, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_NARROW,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static unsigned int
get_choice (const Choice *choice)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (choice->buttons); i++)
    if (choice->buttons[i] != NULL && gtk_check_button_get_active (choice->buttons[i]))
      return i;
  return NOT_CHOSEN;
}

static void
update_complete (LeafRemoteView *self)
{
  gboolean complete = self->parts != NULL;

  for (unsigned int i = 0; i < self->choices->len; i++)
    complete &= get_choice (g_ptr_array_index (self->choices, i)) != NOT_CHOSEN;
  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  return label;
}

static void
append_row (LeafRemoteView *self, GtkWidget *column, LeafComparisonRow *row, LeafSide side)
{
  g_auto (LeafComparisonText) text = { NULL };
  GtkWidget *label;

  leaf_comparison_row_describe (row, side, &self->colors, &text);
  if (text.text[0] == '\0')
    return;
  label = new_label (text.text);
  gtk_label_set_attributes (GTK_LABEL (label), text.attributes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text.spoken, -1);
  gtk_box_append (GTK_BOX (column), label);
}

static GtkWidget *
new_column (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_START);
  return column;
}

/* One text of a part; what is not there says so. */
static GtkWidget *
make_column (LeafRemoteView *self, LeafDocument *base, LeafDocument *other, GPtrArray *changes, LeafSide side)
{
  GtkWidget *column = new_column ();

  if (changes != NULL)
    {
      g_autoptr (GListStore) rows = leaf_comparison_make_rows (base, other, changes);

      for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
        {
          g_autoptr (LeafComparisonRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

          append_row (self, column, row, side);
        }
    }
  if (gtk_widget_get_first_child (column) == NULL)
    {
      GtkWidget *label = new_label (_("Nothing"));

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (column), label);
    }
  return column;
}

static GtkWidget *
make_columns (LeafRemoteView *self, const LeafRemotePart *part)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  LeafSide side = self->narrow && part->has_base ? LEAF_SIDE_BOTH : LEAF_SIDE_AFTER;

  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (columns), make_column (self, part->base, part->mine, part->my_changes, side));
  if (!self->narrow)
    gtk_box_append (GTK_BOX (columns), part->kind == LEAF_MERGE_THEIRS
                                         ? make_column (self, part->base, part->theirs, part->their_changes, LEAF_SIDE_BEFORE)
                                         : make_column (self, part->base, part->mine, part->my_changes, LEAF_SIDE_BEFORE));
  gtk_box_append (GTK_BOX (columns), make_column (self, part->base, part->theirs, part->their_changes, side));
  return columns;
}

static GtkWidget *
make_choice (LeafRemoteView *self, const LeafRemotePart *part, const char *about)
{
  const char *const labels[] = { _("Mine"), _("The blog’s"), _("Both, mine first") };
  GtkWidget *box = gtk_box_new (self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, self->narrow ? 0 : 12);
  Choice *choice = g_new0 (Choice, 1);

  choice->title = part->title;
  for (unsigned int i = 0; i < G_N_ELEMENTS (labels) - (part->title ? 1 : 0); i++)
    {
      choice->buttons[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (labels[i]));
      gtk_check_button_set_group (choice->buttons[i], i > 0 ? choice->buttons[0] : NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (choice->buttons[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, about, -1);
      g_signal_connect_object (choice->buttons[i], "toggled", G_CALLBACK (update_complete), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (choice->buttons[i]));
    }
  g_ptr_array_add (self->choices, choice);
  return box;
}

/* Never by colour alone: a sign, and words. */
static GtkWidget *
make_part (LeafRemoteView *self, const LeafRemotePart *part)
{
  static const char *const signs[2][5] = { { "", "←", "→", "↔", "⚠" }, { "", "→", "←", "↔", "⚠" } };
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *about = leaf_remote_part_describe (part);
  g_autofree char *text = part->kind == LEAF_MERGE_SAME ? g_strdup (about) : g_strdup_printf ("%s  %s", signs[mirrored][part->kind], about);
  GtkWidget *heading = new_label (text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, about, -1);
  gtk_widget_add_css_class (heading, part->kind == LEAF_MERGE_SAME ? "dim-label" : "heading");
  gtk_widget_add_css_class (box, "leaf-remote-part");
  gtk_box_append (GTK_BOX (box), heading);
  if (part->kind != LEAF_MERGE_SAME)
    gtk_box_append (GTK_BOX (box), make_columns (self, part));
  if (part->kind == LEAF_MERGE_CLASH)
    {
      gtk_widget_add_css_class (box, "clash");
      gtk_box_append (GTK_BOX (box), make_choice (self, part, about));
    }
  return box;
}

static void
append_heading (LeafRemoteView *self, const char *text)
{
  GtkWidget *label = new_label (text);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (self->headings), label);
}

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* Builds all anew; what was chosen stays chosen. */
static void
refill (LeafRemoteView *self)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (unsigned int));

  for (unsigned int i = 0; i < self->choices->len; i++)
    {
      unsigned int what = get_choice (g_ptr_array_index (self->choices, i));

      g_array_append_val (chosen, what);
    }
  g_ptr_array_set_size (self->choices, 0);
  remove_children (self->list);
  remove_children (self->headings);

  append_heading (self, _("Mine"));
  if (!self->narrow)
    append_heading (self, _("Before"));
  append_heading (self, _("On the Blog"));
  for (unsigned int i = 0; self->parts != NULL && i < self->parts->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_part (self, g_ptr_array_index (self->parts, i)));

  for (unsigned int i = 0; i < chosen->len && i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);
      unsigned int what = g_array_index (chosen, unsigned int, i);

      if (what != NOT_CHOSEN)
        gtk_check_button_set_active (choice->buttons[what], TRUE);
    }
  update_complete (self);
}

static void
leaf_remote_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  LeafRemoteView *self = LEAF_REMOTE_VIEW (widget);

  GTK_WIDGET_CLASS (leaf_remote_view_parent_class)->css_changed (widget, change);
  if (!leaf_comparison_colors_read (&self->colors, widget))
    return;
  if (self->list != NULL && self->parts != NULL)
    refill (self);
}

static void
leaf_remote_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafRemoteView *self = LEAF_REMOTE_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_remote_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafRemoteView *self = LEAF_REMOTE_VIEW (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      refill (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_remote_view_dispose (GObject *object)
{
  LeafRemoteView *self = LEAF_REMOTE_VIEW (object);
  GtkWidget *child;

  self->list = NULL;
  g_ptr_array_set_size (self->choices, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leaf_remote_view_parent_class)->dispose (object);
}

static void
leaf_remote_view_finalize (GObject *object)
{
  LeafRemoteView *self = LEAF_REMOTE_VIEW (object);

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (leaf_remote_view_parent_class)->finalize (object);
}

static void
leaf_remote_view_class_init (LeafRemoteViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  object_class->dispose = leaf_remote_view_dispose;
  object_class->finalize = leaf_remote_view_finalize;
  object_class->get_property = leaf_remote_view_get_property;
  object_class->set_property = leaf_remote_view_set_property;
  widget_class->css_changed = leaf_remote_view_css_changed;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
leaf_remote_view_init (LeafRemoteView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->choices = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->headings = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_box_set_homogeneous (GTK_BOX (self->headings), TRUE);
  gtk_widget_add_css_class (self->headings, "leaf-remote-headings");
  gtk_widget_set_parent (self->headings, GTK_WIDGET (self));
  gtk_widget_set_parent (gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), GTK_WIDGET (self));

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is different"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_focusable (scroller, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is different"), -1);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/**
 * leaf_remote_view_show: (skip)
 * @self: a view
 * @parts: (element-type LeafRemotePart): what to show
 *
 * Shows the parts of two texts.
 */
void
leaf_remote_view_show (LeafRemoteView *self, GPtrArray *parts)
{
  g_return_if_fail (LEAF_IS_REMOTE_VIEW (self));

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  self->parts = g_ptr_array_ref (parts);
  g_ptr_array_set_size (self->choices, 0);
  refill (self);
}

/**
 * leaf_remote_view_get_complete:
 * @self: a view
 *
 * Returns: whether nothing is left to choose
 */
gboolean
leaf_remote_view_get_complete (LeafRemoteView *self)
{
  g_return_val_if_fail (LEAF_IS_REMOTE_VIEW (self), FALSE);

  return self->complete;
}

/**
 * leaf_remote_view_dup_choices: (skip)
 * @self: a view
 *
 * Returns: (transfer full): what is to be taken for each clash of the text
 */
LeafMergeChoice *
leaf_remote_view_dup_choices (LeafRemoteView *self)
{
  LeafMergeChoice *choices;
  unsigned int n = 0;

  g_return_val_if_fail (LEAF_IS_REMOTE_VIEW (self), NULL);

  choices = g_new0 (LeafMergeChoice, self->choices->len + 1);
  for (unsigned int i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);
      unsigned int what = get_choice (choice);

      if (!choice->title)
        choices[n++] = what != NOT_CHOSEN ? (LeafMergeChoice) what : LEAF_MERGE_TAKE_MINE;
    }
  return choices;
}

/**
 * leaf_remote_view_get_title_choice: (skip)
 * @self: a view
 *
 * Returns: whose title is to be taken, where both changed it
 */
LeafMergeChoice
leaf_remote_view_get_title_choice (LeafRemoteView *self)
{
  g_return_val_if_fail (LEAF_IS_REMOTE_VIEW (self), LEAF_MERGE_TAKE_MINE);

  for (unsigned int i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (self->choices, i);

      if (choice->title && get_choice (choice) == LEAF_MERGE_TAKE_THEIRS)
        return LEAF_MERGE_TAKE_THEIRS;
    }
  return LEAF_MERGE_TAKE_MINE;
}
