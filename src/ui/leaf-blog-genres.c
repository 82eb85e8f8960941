/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-genres"

#include "config.h"

#include "leaf-blog-genres.h"

#include "leaf-blog-settings.h"
#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-term-fetch.h"
#include "leaf-term-popover.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBlogGenres
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  GCancellable *cancellable;
  GPtrArray *rows;
  GPtrArray *terms;  /* LeafTerm */
  GPtrArray *chosen; /* LeafGenreTerm */
  GtkWidget *refresh;
  GtkWidget *spinner;
  unsigned int n_saving;
  gboolean stale; /* something changed while she was choosing */
};

G_DEFINE_FINAL_TYPE (LeafBlogGenres, leaf_blog_genres, ADW_TYPE_PREFERENCES_GROUP)

typedef struct {
  gint64 blog;
  GPtrArray *terms;
  GPtrArray *chosen;
  char **genres;
} Known;

static void
known_free (Known *known)
{
  g_clear_pointer (&known->terms, g_ptr_array_unref);
  g_clear_pointer (&known->chosen, g_ptr_array_unref);
  g_strfreev (known->genres);
  g_free (known);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Known *known = data;

  return (known->terms = leaf_blog_terms_list (db, known->blog, error)) != NULL &&
         (known->chosen = leaf_blog_genres_list (db, known->blog, error)) != NULL &&
         (known->genres = leaf_books_list_genres (db, error)) != NULL;
}

/* What the genre becomes, in words. */
static char *
describe (LeafBlogGenres *self, const char *genre)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean categories = g_str_equal (leaf_blog_get_choice (leaf_blog_edit_get_blog (self->edit), LEAF_BLOG_SETTING_GENRES_AS),
                                     LEAF_TAXONOMY_CATEGORIES);

  for (unsigned int i = 0; i < self->chosen->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (self->chosen, i);

      if (!g_str_equal (term->genre, genre))
        continue;
      if (g_str_equal (term->remote_id, ""))
        return g_strdup (_("Left out"));
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, term->name);
    }
  if (text->len > 0)
    return g_string_free (g_steal_pointer (&text), FALSE);

  return g_strdup (categories ? _("The category of this name") : _("The tag of this name"));
}

static void
show_choice (LeafBlogGenres *self, GtkWidget *row)
{
  g_autofree char *words = describe (self, g_object_get_data (G_OBJECT (row), "genre"));
  g_autofree char *markup = g_markup_escape_text (words, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

typedef struct {
  gint64 blog;
  char *genre;
  GPtrArray *terms;
} Choice;

static void
choice_free (Choice *choice)
{
  g_free (choice->genre);
  g_ptr_array_unref (choice->terms);
  g_free (choice);
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  const Choice *choice = data;

  return leaf_blog_genres_set (db, choice->blog, choice->genre, choice->terms, error);
}

static void load (LeafBlogGenres *self);

/* A list that is open, or that is being saved, is hers; what changed elsewhere is shown afterwards. */
static gboolean
is_busy (LeafBlogGenres *self)
{
  gboolean busy = self->n_saving > 0;

  for (unsigned int i = 0; i < self->rows->len && !busy; i++)
    {
      GtkWidget *button = adw_action_row_get_activatable_widget (g_ptr_array_index (self->rows, i));
      GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));

      busy = popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover));
    }

  return busy;
}

static void
load_when_idle (LeafBlogGenres *self)
{
  self->stale = is_busy (self);
  if (!self->stale)
    load (self);
}

static void
library_changed_cb (LeafBlogGenres *self, LeafChange what, gint64 id)
{
  if (self->edit != NULL && what == LEAF_CHANGE_BLOG && (id == 0 || id == leaf_blog_get_id (leaf_blog_edit_get_blog (self->edit))))
    load_when_idle (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogGenres) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  self->n_saving--;
  if (self->edit == NULL)
    return;
  if (!saved)
    leaf_blog_edit_fail (self->edit, error->message);
  load_when_idle (self);
}

static void
closed_cb (LeafBlogGenres *self)
{
  if (self->stale && self->edit != NULL)
    load_when_idle (self);
}

static void
chosen_cb (LeafTermPopover *popover, GtkWidget *row)
{
  LeafBlogGenres *self = LEAF_BLOG_GENRES (gtk_widget_get_ancestor (row, LEAF_TYPE_BLOG_GENRES));
  const char *genre = g_object_get_data (G_OBJECT (row), "genre");
  Choice *choice = g_new0 (Choice, 1);

  choice->blog = leaf_blog_get_id (leaf_blog_edit_get_blog (self->edit));
  choice->genre = g_strdup (genre);
  choice->terms = leaf_term_popover_get_chosen (popover);

  for (unsigned int i = self->chosen->len; i-- > 0;)
    if (g_str_equal (((LeafGenreTerm *) g_ptr_array_index (self->chosen, i))->genre, genre))
      g_ptr_array_remove_index (self->chosen, i);
  for (unsigned int i = 0; i < choice->terms->len; i++)
    g_ptr_array_add (self->chosen, leaf_genre_term_copy (g_ptr_array_index (choice->terms, i)));
  show_choice (self, row);

  self->n_saving++;
  leaf_library_run_async (leaf_blog_edit_get_library (self->edit), LEAF_LIBRARY_WRITE, save_func, choice,
                          (GDestroyNotify) choice_free, NULL, saved_cb, g_object_ref (self));
}

/* Made when it is asked for: a blog may have thousands of terms, and a library hundreds of genres. */
static void
make_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  GtkWidget *row = user_data;
  LeafBlogGenres *self = LEAF_BLOG_GENRES (gtk_widget_get_ancestor (row, LEAF_TYPE_BLOG_GENRES));
  GtkWidget *popover = leaf_term_popover_new (g_object_get_data (G_OBJECT (row), "genre"), self->terms, self->chosen);

  g_signal_connect_object (popover, "changed", G_CALLBACK (chosen_cb), row, 0);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
new_row (LeafBlogGenres *self, const char *genre)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *markup = g_markup_escape_text (genre, -1);
  /* Translators: %s is a genre of books. */
  g_autofree char *name = g_strdup_printf (_("What becomes of %s"), genre);

  g_object_set_data_full (G_OBJECT (row), "genre", g_strdup (genre), g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "leaf-tag-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  leaf_ui_name_menu_button (GTK_MENU_BUTTON (button), name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, row, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  show_choice (self, row);

  return row;
}

static gboolean
has_rows_for (LeafBlogGenres *self, char **genres)
{
  if (g_strv_length (genres) != self->rows->len)
    return FALSE;
  for (unsigned int i = 0; i < self->rows->len; i++)
    if (!g_str_equal (genres[i], g_object_get_data (g_ptr_array_index (self->rows, i), "genre")))
      return FALSE;

  return TRUE;
}

/* Tags or categories for those that go by their name. */
static void
changed_cb (LeafBlogGenres *self)
{
  for (unsigned int i = 0; i < self->rows->len; i++)
    show_choice (self, g_ptr_array_index (self->rows, i));
}

static void
show_known (LeafBlogGenres *self, Known *known)
{
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  self->terms = g_steal_pointer (&known->terms);
  self->chosen = g_steal_pointer (&known->chosen);
  if (has_rows_for (self, known->genres))
    {
      changed_cb (self);
      return;
    }

  for (unsigned int i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (unsigned int i = 0; known->genres[i] != NULL; i++)
    {
      GtkWidget *row = new_row (self, known->genres[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogGenres) self = user_data;
  Known *known = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      if (self->edit != NULL)
        leaf_blog_edit_fail (self->edit, error->message);
      return;
    }
  if (self->edit == NULL)
    return;
  if (is_busy (self))
    self->stale = TRUE;
  else
    show_known (self, known);
}

static void
load (LeafBlogGenres *self)
{
  Known *known = g_new0 (Known, 1);

  known->blog = leaf_blog_get_id (leaf_blog_edit_get_blog (self->edit));
  leaf_library_run_async (leaf_blog_edit_get_library (self->edit), LEAF_LIBRARY_READ, load_func, known, (GDestroyNotify) known_free,
                          NULL, loaded_cb, g_object_ref (self));
}

static void
set_fetching (LeafBlogGenres *self, gboolean fetching)
{
  gtk_widget_set_sensitive (self->refresh, !fetching);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), fetching);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogGenres) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean fetched = leaf_term_fetch_finish (LEAF_LIBRARY (source), result, &error);

  if (self->edit == NULL)
    return;

  set_fetching (self, FALSE);
  if (fetched)
    load (self);
  else
    leaf_blog_edit_fail (self->edit, error->message);
}

static void
refresh_cb (LeafBlogGenres *self)
{
  set_fetching (self, TRUE);
  leaf_term_fetch_async (leaf_blog_edit_get_library (self->edit), leaf_blog_edit_get_blog (self->edit), self->cancellable,
                         fetched_cb, g_object_ref (self));
}

static void
leaf_blog_genres_dispose (GObject *object)
{
  LeafBlogGenres *self = LEAF_BLOG_GENRES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_blog_genres_parent_class)->dispose (object);
}

static void
leaf_blog_genres_finalize (GObject *object)
{
  LeafBlogGenres *self = LEAF_BLOG_GENRES (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (leaf_blog_genres_parent_class)->finalize (object);
}

static void
leaf_blog_genres_class_init (LeafBlogGenresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_blog_genres_dispose;
  object_class->finalize = leaf_blog_genres_finalize;
}

static void
leaf_blog_genres_init (LeafBlogGenres *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->spinner = gtk_spinner_new ();
  self->refresh = gtk_button_new_with_mnemonic (_("_Refresh"));
  gtk_widget_set_valign (self->refresh, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->refresh, _("Ask the blog for its categories and tags"));
  gtk_widget_add_css_class (self->refresh, "flat");
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->refresh);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), box);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What Becomes of a Genre"));
  g_signal_connect_swapped (self->refresh, "clicked", G_CALLBACK (refresh_cb), self);
}

/**
 * leaf_blog_genres_new:
 * @edit: the settings of a blog
 *
 * Returns: (transfer none): a row for each genre of the library
 */
GtkWidget *
leaf_blog_genres_new (LeafBlogEdit *edit)
{
  LeafBlogGenres *self = g_object_new (LEAF_TYPE_BLOG_GENRES, NULL);

  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leaf_blog_edit_get_library (edit), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
