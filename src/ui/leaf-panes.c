/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-panes"

#include "config.h"

#include "leaf-pane.h"
#include "leaf-panes.h"

/* Widths asked for, in pixels. All three fit from their sum on; the sidebar and the review stand
 * side by side from the sum of the first two on; below, one pane is shown at a time. */
#define SIDEBAR_WIDTH 300
#define REVIEW_WIDTH 440
#define BOOK_WIDTH 340

struct _LeafPanes
{
  GtkWidget parent_instance;

  AdwLeaflet *leaflet;
  AdwFlap *flap;
  LeafPane *sidebar;
  LeafPane *middle; /* holds the flap */
  LeafPane *review;
  LeafPane *book;
  GtkWidget *separator; /* between the sidebar and the middle */

  gboolean book_wanted;
  gboolean has_book;
  gboolean alone;    /* only the review is to be seen */
  gboolean settling; /* the flap moves because the window folds, not because she asked */
};

G_DEFINE_FINAL_TYPE (LeafPanes, leaf_panes, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_PANE,
  PROP_FOLDED,
  PROP_BOOK_FOLDED,
  PROP_SHOW_BOOK,
  PROP_BOOK_WANTED,
  PROP_HAS_BOOK,
  PROP_ALONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
leaf_panes_reveal_book (LeafPanes *self, gboolean reveal)
{
  self->settling = TRUE;
  adw_flap_set_reveal_flap (self->flap, reveal);
  self->settling = FALSE;
}

/* The book as it should stand after the window, not she, changed something. */
static void
leaf_panes_settle_book (LeafPanes *self)
{
  leaf_panes_reveal_book (self, self->has_book && self->book_wanted && !self->alone &&
                                  !adw_flap_get_folded (self->flap));
}

static void
leaf_panes_leaflet_folded_cb (LeafPanes *self)
{
  /* In a narrow window the book takes all of it: a strip of review beside it serves nobody. */
  gtk_widget_set_hexpand (GTK_WIDGET (self->book), adw_leaflet_get_folded (self->leaflet));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

/* Under the book the review cannot be seen, so the keyboard must not go there either. */
static void
leaf_panes_update_focus (LeafPanes *self)
{
  gboolean covered = adw_flap_get_folded (self->flap) && adw_flap_get_reveal_flap (self->flap);
  gboolean focused =
    (gtk_widget_get_state_flags (GTK_WIDGET (self->review)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  gtk_widget_set_can_focus (GTK_WIDGET (self->review), !covered);
  if (covered && focused && !gtk_widget_child_focus (GTK_WIDGET (self->book), GTK_DIR_TAB_FORWARD))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

static void
leaf_panes_flap_folded_cb (LeafPanes *self)
{
  leaf_panes_settle_book (self);
  leaf_panes_update_focus (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOK_FOLDED]);
}

static void
leaf_panes_reveal_flap_cb (LeafPanes *self)
{
  gboolean revealed = adw_flap_get_reveal_flap (self->flap);

  leaf_panes_update_focus (self);
  if (!self->settling && !adw_flap_get_folded (self->flap) && revealed != self->book_wanted)
    {
      self->book_wanted = revealed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOK_WANTED]);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_BOOK]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

/* A window that becomes narrow goes on with what she was at. */
static void
leaf_panes_focus_cb (GtkEventController *controller, gpointer user_data)
{
  LeafPanes *self = LEAF_PANES (user_data);

  if (!adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, gtk_event_controller_get_widget (controller));
}

static void
leaf_panes_follow_focus (LeafPanes *self, GtkWidget *child)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (leaf_panes_focus_cb), self, 0);
  gtk_widget_add_controller (child, focus);
}

static void
leaf_panes_visible_child_cb (LeafPanes *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE]);
}

static void
leaf_panes_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafPanes *self = LEAF_PANES (object);

  switch (prop_id)
    {
    case PROP_PANE:
      g_value_set_int (value, leaf_panes_get_pane (self));
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, leaf_panes_get_folded (self));
      break;

    case PROP_BOOK_FOLDED:
      g_value_set_boolean (value, leaf_panes_get_book_folded (self));
      break;

    case PROP_SHOW_BOOK:
      g_value_set_boolean (value, leaf_panes_get_show_book (self));
      break;

    case PROP_BOOK_WANTED:
      g_value_set_boolean (value, self->book_wanted);
      break;

    case PROP_HAS_BOOK:
      g_value_set_boolean (value, self->has_book);
      break;

    case PROP_ALONE:
      g_value_set_boolean (value, self->alone);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_panes_set_property (GObject *object,
                         unsigned int prop_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  LeafPanes *self = LEAF_PANES (object);

  switch (prop_id)
    {
    case PROP_SHOW_BOOK:
      leaf_panes_set_show_book (self, g_value_get_boolean (value));
      break;

    case PROP_BOOK_WANTED:
      leaf_panes_set_book_wanted (self, g_value_get_boolean (value));
      break;

    case PROP_HAS_BOOK:
      leaf_panes_set_has_book (self, g_value_get_boolean (value));
      break;

    case PROP_ALONE:
      leaf_panes_set_alone (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_panes_dispose (GObject *object)
{
  LeafPanes *self = LEAF_PANES (object);

  if (self->leaflet != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->leaflet, self);
      g_signal_handlers_disconnect_by_data (self->flap, self);
      gtk_widget_unparent (GTK_WIDGET (self->leaflet));
      self->leaflet = NULL;
      self->flap = NULL;
    }

  G_OBJECT_CLASS (leaf_panes_parent_class)->dispose (object);
}

static void
leaf_panes_class_init (LeafPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_panes_dispose;
  object_class->get_property = leaf_panes_get_property;
  object_class->set_property = leaf_panes_set_property;

  properties[PROP_PANE] =
    g_param_spec_int ("pane", NULL, NULL, LEAF_PANE_SIDEBAR, LEAF_PANE_BOOK, LEAF_PANE_SIDEBAR,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BOOK_FOLDED] =
    g_param_spec_boolean ("book-folded", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_BOOK] =
    g_param_spec_boolean ("show-book", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BOOK_WANTED] =
    g_param_spec_boolean ("book-wanted", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_BOOK] =
    g_param_spec_boolean ("has-book", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ALONE] =
    g_param_spec_boolean ("alone", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "leafpanes");
}

static void
leaf_panes_init (LeafPanes *self)
{
  AdwLeafletPage *page;

  self->book_wanted = TRUE;
  self->has_book = TRUE;

  self->review = LEAF_PANE (leaf_pane_new (REVIEW_WIDTH));
  gtk_widget_set_hexpand (GTK_WIDGET (self->review), TRUE);

  self->book = LEAF_PANE (leaf_pane_new (BOOK_WIDTH));
  /* A flap that does not expand gets its least width beside the review. */
  gtk_widget_set_size_request (GTK_WIDGET (self->book), BOOK_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->book), "background");

  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_fold_threshold_policy (self->flap, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_flap_set_locked (self->flap, TRUE);
  /* A swipe sideways belongs to the text and to the picture under it. */
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (self->flap, GTK_WIDGET (self->review));
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->book));

  self->sidebar = LEAF_PANE (leaf_pane_new (SIDEBAR_WIDTH));

  self->middle = LEAF_PANE (leaf_pane_new (REVIEW_WIDTH));
  gtk_widget_set_hexpand (GTK_WIDGET (self->middle), TRUE);
  leaf_pane_set_child (self->middle, GTK_WIDGET (self->flap));

  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_fold_threshold_policy (self->leaflet, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->sidebar));
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  page = adw_leaflet_append (self->leaflet, self->separator);
  adw_leaflet_page_set_navigatable (page, FALSE);
  adw_leaflet_append (self->leaflet, GTK_WIDGET (self->middle));
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));

  leaf_panes_follow_focus (self, GTK_WIDGET (self->sidebar));
  leaf_panes_follow_focus (self, GTK_WIDGET (self->middle));

  g_signal_connect_swapped (self->leaflet, "notify::folded",
                            G_CALLBACK (leaf_panes_leaflet_folded_cb), self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child",
                            G_CALLBACK (leaf_panes_visible_child_cb), self);
  g_signal_connect_swapped (self->flap, "notify::folded",
                            G_CALLBACK (leaf_panes_flap_folded_cb), self);
  g_signal_connect_swapped (self->flap, "notify::reveal-flap",
                            G_CALLBACK (leaf_panes_reveal_flap_cb), self);
}

/**
 * leaf_panes_new:
 *
 * Returns: (transfer floating): three empty panes
 */
GtkWidget *
leaf_panes_new (void)
{
  return g_object_new (LEAF_TYPE_PANES, NULL);
}

/**
 * leaf_panes_set_child:
 * @self: the panes
 * @pane: which of them
 * @child: (nullable): what it shows
 */
void
leaf_panes_set_child (LeafPanes *self, LeafPaneId pane, GtkWidget *child)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  switch (pane)
    {
    case LEAF_PANE_SIDEBAR:
      leaf_pane_set_child (self->sidebar, child);
      break;

    case LEAF_PANE_REVIEW:
      leaf_pane_set_child (self->review, child);
      break;

    case LEAF_PANE_BOOK:
      leaf_pane_set_child (self->book, child);
      break;

    default:
      g_return_if_reached ();
    }
}

/**
 * leaf_panes_show_pane:
 * @self: the panes
 * @pane: which of them
 *
 * Brings @pane into view. Where it already stands beside the others nothing moves.
 */
void
leaf_panes_show_pane (LeafPanes *self, LeafPaneId pane)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  if (pane != LEAF_PANE_REVIEW)
    leaf_panes_set_alone (self, FALSE);
  if (pane == LEAF_PANE_SIDEBAR)
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
  else
    adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->middle));

  if (pane == LEAF_PANE_BOOK)
    leaf_panes_set_show_book (self, TRUE);
  else if (adw_flap_get_folded (self->flap))
    leaf_panes_reveal_book (self, FALSE);
}

/**
 * leaf_panes_get_pane:
 * @self: the panes
 *
 * Returns: the pane that covers the others; with several in view, the one last gone to
 */
LeafPaneId
leaf_panes_get_pane (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), LEAF_PANE_SIDEBAR);

  if (adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar))
    return LEAF_PANE_SIDEBAR;
  if (adw_flap_get_folded (self->flap) && adw_flap_get_reveal_flap (self->flap))
    return LEAF_PANE_BOOK;
  return LEAF_PANE_REVIEW;
}

/**
 * leaf_panes_back:
 * @self: the panes
 *
 * From the book over the review to the review, from there to the sidebar.
 *
 * Returns: %FALSE when nothing covered anything
 */
gboolean
leaf_panes_back (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  switch (leaf_panes_get_pane (self))
    {
    case LEAF_PANE_BOOK:
      leaf_panes_show_pane (self, LEAF_PANE_REVIEW);
      return TRUE;

    case LEAF_PANE_REVIEW:
      if (!leaf_panes_get_folded (self))
        return FALSE;
      leaf_panes_show_pane (self, LEAF_PANE_SIDEBAR);
      return TRUE;

    case LEAF_PANE_SIDEBAR:
    default:
      return FALSE;
    }
}

/**
 * leaf_panes_get_folded:
 * @self: the panes
 *
 * Returns: whether the window is so narrow that one pane is shown at a time
 */
gboolean
leaf_panes_get_folded (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

/**
 * leaf_panes_get_book_folded:
 * @self: the panes
 *
 * Returns: whether the book lies over the review when shown
 */
gboolean
leaf_panes_get_book_folded (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return adw_flap_get_folded (self->flap);
}

/**
 * leaf_panes_get_show_book:
 * @self: the panes
 *
 * Returns: whether the book is shown, beside the review or over it
 */
gboolean
leaf_panes_get_show_book (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return adw_flap_get_reveal_flap (self->flap);
}

/**
 * leaf_panes_set_show_book:
 * @self: the panes
 * @show_book: whether to show it
 *
 * As she asks for it: with room for three panes this is remembered as "book-wanted".
 */
void
leaf_panes_set_show_book (LeafPanes *self, gboolean show_book)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  if (show_book)
    leaf_panes_set_alone (self, FALSE);
  adw_flap_set_reveal_flap (self->flap, show_book && self->has_book);
}

/**
 * leaf_panes_get_book_wanted:
 * @self: the panes
 *
 * Returns: whether the book stands beside the review wherever there is room
 */
gboolean
leaf_panes_get_book_wanted (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return self->book_wanted;
}

/**
 * leaf_panes_set_book_wanted:
 * @self: the panes
 * @book_wanted: whether the book stands beside the review wherever there is room
 */
void
leaf_panes_set_book_wanted (LeafPanes *self, gboolean book_wanted)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  book_wanted = !!book_wanted;
  if (self->book_wanted == book_wanted)
    return;

  self->book_wanted = book_wanted;
  if (!adw_flap_get_folded (self->flap))
    leaf_panes_settle_book (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOK_WANTED]);
}

/**
 * leaf_panes_get_has_book:
 * @self: the panes
 *
 * Returns: whether there is a book to show
 */
gboolean
leaf_panes_get_has_book (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return self->has_book;
}

/**
 * leaf_panes_set_has_book:
 * @self: the panes
 * @has_book: whether there is a book to show
 *
 * Without one its pane stays away.
 */
void
leaf_panes_set_has_book (LeafPanes *self, gboolean has_book)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  has_book = !!has_book;
  if (self->has_book == has_book)
    return;

  self->has_book = has_book;
  if (!has_book)
    leaf_panes_set_alone (self, FALSE);
  leaf_panes_settle_book (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_BOOK]);
}

/**
 * leaf_panes_get_alone:
 * @self: the panes
 *
 * Returns: whether only the review is to be seen
 */
gboolean
leaf_panes_get_alone (LeafPanes *self)
{
  g_return_val_if_fail (LEAF_IS_PANES (self), FALSE);

  return self->alone;
}

/**
 * leaf_panes_set_alone:
 * @self: the panes
 * @alone: whether to show only the review
 *
 * Hides the panes beside the review. Ends when another pane is brought into view, too.
 */
void
leaf_panes_set_alone (LeafPanes *self, gboolean alone)
{
  g_return_if_fail (LEAF_IS_PANES (self));

  alone = !!alone;
  if (self->alone == alone)
    return;

  self->alone = alone;
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->middle));
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !alone);
  gtk_widget_set_visible (self->separator, !alone);
  leaf_panes_settle_book (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALONE]);
}
