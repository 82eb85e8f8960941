/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-place-button"

#include "config.h"

#include "leaf-place-button.h"

#include "leaf-place.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafPlaceButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkListBox *places;

  LeafBrowse *browse;
  GSignalGroup *browse_signals;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LeafPlaceButton, leaf_place_button, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_BROWSE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What the library is asked for each time the list opens. */
typedef struct {
  unsigned int counts[LEAF_N_FIXED_PLACES];
  char **shelves;
  char **genres;
} Overview;

static void
overview_free (Overview *overview)
{
  g_strfreev (overview->shelves);
  g_strfreev (overview->genres);
  g_free (overview);
}

static gboolean
overview_read (LeafDb *db, gpointer data, GError **error)
{
  Overview *overview = data;

  for (int i = 0; i < LEAF_N_FIXED_PLACES; i++)
    {
      LeafBookQuery query = { .place = (LeafPlace) i };
      g_autoptr (GArray) ids = leaf_books_query (db, &query, error);

      if (ids == NULL)
        return FALSE;
      overview->counts[i] = ids->len;
    }

  overview->shelves = leaf_books_list_shelves (db, error);
  if (overview->shelves == NULL)
    return FALSE;
  overview->genres = leaf_books_list_genres (db, error);
  return overview->genres != NULL;
}

static void
leaf_place_button_update_label (LeafPlaceButton *self)
{
  const char *label = self->browse != NULL ? leaf_browse_get_place_label (self->browse) : "";
  g_autofree char *words = NULL;

  gtk_label_set_label (self->label, label);
  /* Translators: what a screen reader says of the button that chooses a place; %s is the place. */
  words = g_strdup_printf (_("Place in the library: %s"), label);
  leaf_ui_name_menu_button (self->button, words);
}

static GtkWidget *
leaf_place_button_make_row (LeafPlaceButton *self, LeafPlace place, const char *name, int count)
{
  const char *current_name;
  gboolean current = leaf_browse_get_place (self->browse, &current_name) == place &&
                     g_strcmp0 (current_name, name) == 0;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name != NULL ? name : leaf_place_get_label (place));
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (leaf_place_get_icon (place)));
  gtk_box_append (GTK_BOX (box), label);
  if (count >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%'d", count);
      GtkWidget *badge = gtk_label_new (number);

      gtk_widget_add_css_class (badge, "dim-label");
      gtk_widget_add_css_class (badge, "numeric");
      gtk_box_append (GTK_BOX (box), badge);
    }
  gtk_widget_set_opacity (check, current ? 1 : 0);
  gtk_box_append (GTK_BOX (box), check);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label,
                                  NULL, -1);
  g_object_set_data (G_OBJECT (row), "leaf-place", GINT_TO_POINTER (place));
  g_object_set_data_full (G_OBJECT (row), "leaf-name", g_strdup (name), g_free);

  return row;
}

static void
leaf_place_button_fill (LeafPlaceButton *self, const Overview *overview)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->places))) != NULL)
    gtk_list_box_remove (self->places, row);

  for (int i = 0; i < LEAF_N_FIXED_PLACES; i++)
    gtk_list_box_append (self->places,
                         leaf_place_button_make_row (self, (LeafPlace) i, NULL,
                                                     overview != NULL ? (int) overview->counts[i]
                                                                      : -1));
  if (overview == NULL)
    return;

  for (int i = 0; overview->shelves[i] != NULL; i++)
    gtk_list_box_append (self->places,
                         leaf_place_button_make_row (self, LEAF_PLACE_SHELF, overview->shelves[i],
                                                     -1));
  for (int i = 0; overview->genres[i] != NULL; i++)
    gtk_list_box_append (self->places,
                         leaf_place_button_make_row (self, LEAF_PLACE_GENRE, overview->genres[i],
                                                     -1));
}

static LeafPlace
row_place (GtkListBoxRow *row)
{
  return (LeafPlace) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "leaf-place"));
}

/* Shelves and genres get a heading each. */
static void
leaf_place_button_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LeafPlace place = row_place (row);
  GtkWidget *heading;

  if (place < LEAF_N_FIXED_PLACES || (before != NULL && row_place (before) == place))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  heading = gtk_label_new (place == LEAF_PLACE_SHELF ? _("Shelves") : _("Genres"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "leaf-section");
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_list_box_row_set_header (row, heading);
}

static void
leaf_place_button_overview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPlaceButton) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The places of the library could not be read: %s", error->message);
      return;
    }

  if (self->browse != NULL)
    leaf_place_button_fill (self, leaf_library_run_data (result));
}

static void
leaf_place_button_show_cb (LeafPlaceButton *self)
{
  LeafLibrary *library = self->browse != NULL ? leaf_browse_get_library (self->browse) : NULL;

  if (library == NULL)
    return;

  /* The list as it was stays until the new one is there, so that it opens at once. */
  if (gtk_widget_get_first_child (GTK_WIDGET (self->places)) == NULL)
    leaf_place_button_fill (self, NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  leaf_library_run_async (library, LEAF_LIBRARY_READ, overview_read, g_new0 (Overview, 1),
                          (GDestroyNotify) overview_free, self->cancellable,
                          leaf_place_button_overview_cb, g_object_ref (self));
}

static void
leaf_place_button_row_activated_cb (LeafPlaceButton *self, GtkListBoxRow *row)
{
  if (self->browse != NULL)
    leaf_browse_set_place (self->browse, row_place (row),
                           g_object_get_data (G_OBJECT (row), "leaf-name"));
  gtk_popover_popdown (self->popover);
}

static void
leaf_place_button_get_property (GObject *object,
                                unsigned int prop_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  LeafPlaceButton *self = LEAF_PLACE_BUTTON (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      g_value_set_object (value, self->browse);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_place_button_set_property (GObject *object,
                                unsigned int prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LeafPlaceButton *self = LEAF_PLACE_BUTTON (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      leaf_place_button_set_browse (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_place_button_dispose (GObject *object)
{
  LeafPlaceButton *self = LEAF_PLACE_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->browse_signals);
  g_clear_object (&self->browse);

  G_OBJECT_CLASS (leaf_place_button_parent_class)->dispose (object);
}

static void
leaf_place_button_class_init (LeafPlaceButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_place_button_dispose;
  object_class->get_property = leaf_place_button_get_property;
  object_class->set_property = leaf_place_button_set_property;

  properties[PROP_BROWSE] =
    g_param_spec_object ("browse", NULL, NULL, LEAF_TYPE_BROWSE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LEAF_UI_RESOURCE ("leaf-place-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafPlaceButton, button);
  gtk_widget_class_bind_template_child (widget_class, LeafPlaceButton, label);
  gtk_widget_class_bind_template_child (widget_class, LeafPlaceButton, popover);
  gtk_widget_class_bind_template_child (widget_class, LeafPlaceButton, places);
  gtk_widget_class_bind_template_callback (widget_class, leaf_place_button_show_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_place_button_row_activated_cb);
}

static void
leaf_place_button_init (LeafPlaceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->places, leaf_place_button_header_cb, NULL, NULL);

  self->browse_signals = g_signal_group_new (LEAF_TYPE_BROWSE);
  g_signal_group_connect_swapped (self->browse_signals, "notify::place-label",
                                  G_CALLBACK (leaf_place_button_update_label), self);
}

/**
 * leaf_place_button_set_browse:
 * @self: a button
 * @browse: (nullable): whose place it shows and sets
 */
void
leaf_place_button_set_browse (LeafPlaceButton *self, LeafBrowse *browse)
{
  g_return_if_fail (LEAF_IS_PLACE_BUTTON (self));
  g_return_if_fail (browse == NULL || LEAF_IS_BROWSE (browse));

  if (!g_set_object (&self->browse, browse))
    return;

  g_signal_group_set_target (self->browse_signals, browse);
  leaf_place_button_update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BROWSE]);
}
