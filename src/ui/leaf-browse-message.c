/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-browse-message"

#include "config.h"

#include "leaf-browse-message.h"

#include "leaf-place.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBrowseMessage
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *message;
  GtkButton *button;
  AdwBin *books_bin;

  LeafBrowse *browse;
  GSignalGroup *browse_signals;
  gboolean offer_first_book;
};

G_DEFINE_FINAL_TYPE (LeafBrowseMessage, leaf_browse_message, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_BOOKS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
leaf_browse_message_offer (LeafBrowseMessage *self,
                           const char *label,
                           const char *action,
                           gboolean suggested)
{
  gtk_button_set_label (self->button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->button), !suggested || self->offer_first_book);
}

static void
leaf_browse_message_say_empty_library (LeafBrowseMessage *self)
{
  adw_status_page_set_icon_name (self->message, "leaf-library-symbolic");
  adw_status_page_set_title (self->message, leaf_place_get_empty_label (LEAF_PLACE_ALL));
  adw_status_page_set_description (self->message, leaf_place_get_empty_hint (LEAF_PLACE_ALL));
  leaf_browse_message_offer (self, _("_Add Your First Book"), "win.new-book", TRUE);
}

static void
leaf_browse_message_say_empty_place (LeafBrowseMessage *self)
{
  LeafPlace place = leaf_browse_get_place (self->browse, NULL);

  adw_status_page_set_icon_name (self->message, leaf_place_get_icon (place));
  adw_status_page_set_title (self->message, leaf_place_get_empty_label (place));
  adw_status_page_set_description (self->message, leaf_place_get_empty_hint (place));
  leaf_browse_message_offer (self, _("_Show All Books"), "win.show-all", FALSE);
}

static void
leaf_browse_message_say_nothing_found (LeafBrowseMessage *self)
{
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  if (leaf_browse_get_place (self->browse, NULL) == LEAF_PLACE_ALL)
    /* Translators: %s is what was searched for. */
    text = g_strdup_printf (_("Nothing found for “%s”."), leaf_browse_get_search (self->browse));
  else
    /* Translators: the first %s is what was searched for, the second a place such as “Drafts”. */
    text = g_strdup_printf (_("Nothing found for “%s” in “%s”."),
                            leaf_browse_get_search (self->browse),
                            leaf_browse_get_place_label (self->browse));
  description = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->message, "edit-find-symbolic");
  adw_status_page_set_title (self->message, _("No Results"));
  adw_status_page_set_description (self->message, description);
  leaf_browse_message_offer (self, _("_Show All Books"), "win.show-all", FALSE);
}

/* The keyboard goes where the books were, not to nowhere. */
static gboolean
leaf_browse_message_has_focus (LeafBrowseMessage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->books_bin));
}

static void
leaf_browse_message_update (LeafBrowseMessage *self)
{
  gboolean had_focus = leaf_browse_message_has_focus (self);
  LeafBrowseState state =
    self->browse != NULL ? leaf_browse_get_state (self->browse) : LEAF_BROWSE_LOADING;
  const char *page = "message";

  switch (state)
    {
    case LEAF_BROWSE_LOADING:
      page = "loading";
      break;

    case LEAF_BROWSE_BOOKS:
      page = "books";
      break;

    case LEAF_BROWSE_EMPTY_LIBRARY:
      leaf_browse_message_say_empty_library (self);
      break;

    case LEAF_BROWSE_EMPTY_PLACE:
      leaf_browse_message_say_empty_place (self);
      break;

    case LEAF_BROWSE_NOTHING_FOUND:
      leaf_browse_message_say_nothing_found (self);
      break;

    default:
      g_assert_not_reached ();
    }

  gtk_stack_set_visible_child_name (self->stack, page);
  if (had_focus && state != LEAF_BROWSE_BOOKS)
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
leaf_browse_message_get_property (GObject *object,
                                  unsigned int prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  LeafBrowseMessage *self = LEAF_BROWSE_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_BOOKS:
      g_value_set_object (value, adw_bin_get_child (self->books_bin));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_browse_message_set_property (GObject *object,
                                  unsigned int prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  LeafBrowseMessage *self = LEAF_BROWSE_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_BOOKS:
      adw_bin_set_child (self->books_bin, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_browse_message_dispose (GObject *object)
{
  LeafBrowseMessage *self = LEAF_BROWSE_MESSAGE (object);

  g_clear_object (&self->browse_signals);
  g_clear_object (&self->browse);

  G_OBJECT_CLASS (leaf_browse_message_parent_class)->dispose (object);
}

static void
leaf_browse_message_class_init (LeafBrowseMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_browse_message_dispose;
  object_class->get_property = leaf_browse_message_get_property;
  object_class->set_property = leaf_browse_message_set_property;

  properties[PROP_BOOKS] =
    g_param_spec_object ("books", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LEAF_UI_RESOURCE ("leaf-browse-message.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafBrowseMessage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafBrowseMessage, message);
  gtk_widget_class_bind_template_child (widget_class, LeafBrowseMessage, button);
  gtk_widget_class_bind_template_child (widget_class, LeafBrowseMessage, books_bin);
}

static void
leaf_browse_message_init (LeafBrowseMessage *self)
{
  self->offer_first_book = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->browse_signals = g_signal_group_new (LEAF_TYPE_BROWSE);
  g_signal_group_connect_swapped (self->browse_signals, "notify::state",
                                  G_CALLBACK (leaf_browse_message_update), self);
}

/**
 * leaf_browse_message_set_browse:
 * @self: a message
 * @browse: (nullable): what it tells about
 */
void
leaf_browse_message_set_browse (LeafBrowseMessage *self, LeafBrowse *browse)
{
  g_return_if_fail (LEAF_IS_BROWSE_MESSAGE (self));
  g_return_if_fail (browse == NULL || LEAF_IS_BROWSE (browse));

  if (!g_set_object (&self->browse, browse))
    return;

  g_signal_group_set_target (self->browse_signals, browse);
  leaf_browse_message_update (self);
}

/**
 * leaf_browse_message_set_offer_first_book:
 * @self: a message
 * @offer: whether an empty library offers to add a book right here
 */
void
leaf_browse_message_set_offer_first_book (LeafBrowseMessage *self, gboolean offer)
{
  g_return_if_fail (LEAF_IS_BROWSE_MESSAGE (self));

  if (self->offer_first_book == offer)
    return;

  self->offer_first_book = offer;
  leaf_browse_message_update (self);
}
