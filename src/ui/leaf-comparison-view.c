/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-comparison-view"

#include "config.h"

#include "leaf-comparison-view.h"

#include "leaf-comparison.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafComparisonView
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkLabel *summary;
  GtkButton *previous_button;
  GtkButton *next_button;

  GListStore *rows;       /* NULL: nothing to compare yet */
  gboolean narrow;
  unsigned int at;        /* the row of the change she looks at */
  LeafComparisonColors colors;
};

G_DEFINE_FINAL_TYPE (LeafComparisonView, leaf_comparison_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static LeafCompareKind
kind_at (LeafComparisonView *self,
         unsigned int        index)
{
  g_autoptr (LeafComparisonRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), index);

  return leaf_comparison_row_get_kind (row);
}

/* What belongs together is one change: a block that has gone and the one that has come after it. */
static gboolean
begins_change (LeafComparisonView *self,
               unsigned int        index)
{
  return kind_at (self, index) != LEAF_COMPARE_SAME && (index == 0 || kind_at (self, index - 1) == LEAF_COMPARE_SAME);
}

static unsigned int
n_rows (LeafComparisonView *self)
{
  return self->rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->rows)) : 0;
}

/* The change before or after a row; GTK_INVALID_LIST_POSITION for none. */
static unsigned int
find_change (LeafComparisonView *self,
             int                 from,
             int                 by)
{
  for (int i = from; i >= 0 && i < (int) n_rows (self); i += by)
    if (begins_change (self, (unsigned int) i))
      return (unsigned int) i;
  return GTK_INVALID_LIST_POSITION;
}

static void
update_actions (LeafComparisonView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.previous",
                                 find_change (self, (int) self->at - 1, -1) != GTK_INVALID_LIST_POSITION);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "comparison.next",
                                 find_change (self, (int) self->at + 1, 1) != GTK_INVALID_LIST_POSITION);
}

static void
go_to (LeafComparisonView *self,
       unsigned int        index)
{
  if (index == GTK_INVALID_LIST_POSITION)
    return;

  self->at = index;
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", index);
  update_actions (self);
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  LeafComparisonView *self = LEAF_COMPARISON_VIEW (widget);

  go_to (self, find_change (self, (int) self->at + 1, 1));
}

static void
previous_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  LeafComparisonView *self = LEAF_COMPARISON_VIEW (widget);

  go_to (self, find_change (self, (int) self->at - 1, -1));
}

static GtkWidget *
new_cell (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
setup_cb (LeafComparisonView *self,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *sign = gtk_label_new (NULL);
  GtkWidget *cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_box_set_homogeneous (GTK_BOX (cells), TRUE);
  gtk_widget_set_hexpand (cells, TRUE);
  gtk_box_append (GTK_BOX (cells), new_cell ());
  gtk_box_append (GTK_BOX (cells), new_cell ());
  gtk_label_set_width_chars (GTK_LABEL (sign), 3);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, "dim-label");
  gtk_box_append (GTK_BOX (box), sign);
  gtk_box_append (GTK_BOX (box), cells);
  gtk_widget_add_css_class (box, "leaf-comparison-row");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
fill_cell (LeafComparisonView *self,
           LeafComparisonRow  *row,
           GtkWidget          *cell,
           LeafSide            side)
{
  g_auto (LeafComparisonText) text = { NULL };

  leaf_comparison_row_describe (row, side, &self->colors, &text);
  gtk_label_set_text (GTK_LABEL (cell), text.text);
  gtk_label_set_attributes (GTK_LABEL (cell), text.attributes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text.spoken, -1);
}

static void
bind_cb (LeafComparisonView *self,
         GtkListItem        *item)
{
  static const char *const signs[] = { "", "+", "−", "±" };
  LeafComparisonRow *row = gtk_list_item_get_item (item);
  GtkWidget *sign = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *before = gtk_widget_get_first_child (gtk_widget_get_next_sibling (sign));
  GtkWidget *after = gtk_widget_get_next_sibling (before);

  gtk_label_set_label (GTK_LABEL (sign), signs[leaf_comparison_row_get_kind (row)]);
  gtk_widget_set_visible (after, !self->narrow);
  fill_cell (self, row, before, self->narrow ? LEAF_SIDE_BOTH : LEAF_SIDE_BEFORE);
  if (!self->narrow)
    fill_cell (self, row, after, LEAF_SIDE_AFTER);
}

/* Rows are bound anew. */
static void
refill (LeafComparisonView *self)
{
  g_autoptr (GtkNoSelection) model = NULL;

  if (self->rows != NULL)
    model = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
}

static void
update_colors (LeafComparisonView *self)
{
  if (!leaf_comparison_colors_read (&self->colors, GTK_WIDGET (self)))
    return;
  if (self->list != NULL)
    refill (self);
}

static void
leaf_comparison_view_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (leaf_comparison_view_parent_class)->css_changed (widget, change);
  update_colors (LEAF_COMPARISON_VIEW (widget));
}

static void
leaf_comparison_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, LEAF_COMPARISON_VIEW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_comparison_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  LeafComparisonView *self = LEAF_COMPARISON_VIEW (object);

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
leaf_comparison_view_dispose (GObject *object)
{
  LeafComparisonView *self = LEAF_COMPARISON_VIEW (object);

  self->list = NULL;
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (leaf_comparison_view_parent_class)->dispose (object);
}

static void
leaf_comparison_view_class_init (LeafComparisonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  object_class->dispose = leaf_comparison_view_dispose;
  object_class->get_property = leaf_comparison_view_get_property;
  object_class->set_property = leaf_comparison_view_set_property;
  widget_class->css_changed = leaf_comparison_view_css_changed;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-comparison-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafComparisonView, list);
  gtk_widget_class_bind_template_child (widget_class, LeafComparisonView, summary);
  gtk_widget_class_bind_template_child (widget_class, LeafComparisonView, previous_button);
  gtk_widget_class_bind_template_child (widget_class, LeafComparisonView, next_button);
  gtk_widget_class_install_action (widget_class, "comparison.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "comparison.next", NULL, next_cb);
}

static void
leaf_comparison_view_init (LeafComparisonView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  update_colors (self);
  update_actions (self);
}

static void
update_summary (LeafComparisonView *self)
{
  g_autofree char *text = NULL;
  unsigned int n_changes = 0;

  for (unsigned int i = 0; i < n_rows (self); i++)
    if (begins_change (self, i))
      n_changes++;
  if (n_changes > 0)
    text = g_strdup_printf (ngettext ("%u change", "%u changes", n_changes), n_changes);
  gtk_label_set_label (self->summary, text != NULL ? text : self->rows != NULL ? _("No difference") : "");
}

/**
 * leaf_comparison_view_show: (skip)
 * @self: a view
 * @a: a document
 * @b: what has become of it
 * @changes: (element-type LeafCompareBlock): what leaf_document_compare() says of them
 *
 * Shows two versions, and goes to the first place where they differ.
 */
void
leaf_comparison_view_show (LeafComparisonView *self,
                           LeafDocument       *a,
                           LeafDocument       *b,
                           GPtrArray          *changes)
{
  g_return_if_fail (LEAF_IS_COMPARISON_VIEW (self));

  g_clear_object (&self->rows);
  self->rows = leaf_comparison_make_rows (a, b, changes);
  refill (self);
  update_summary (self);
  self->at = 0;
  go_to (self, find_change (self, 0, 1));
  update_actions (self);
}

/**
 * leaf_comparison_view_clear:
 * @self: a view
 *
 * Shows nothing.
 */
void
leaf_comparison_view_clear (LeafComparisonView *self)
{
  g_return_if_fail (LEAF_IS_COMPARISON_VIEW (self));

  g_clear_object (&self->rows);
  refill (self);
  update_summary (self);
  self->at = 0;
  update_actions (self);
}
