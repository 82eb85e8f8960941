/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-profile-page"

#include "config.h"

#include "leaf-profile-page.h"

#include "leaf-cover-cache.h"
#include "leaf-dialogs.h"
#include "leaf-pictures.h"
#include "leaf-profiles.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define SAVE_DELAY_MS 600
#define PICTURE_SIZE  192

struct _LeafProfilePage
{
  AdwPreferencesPage parent_instance;

  LeafLibrary *library;
  LeafProfile *profile; /* NULL until it is loaded */
  GCancellable *cancellable;
  unsigned int save_source;
  unsigned int touched; /* 1 << Field: hers, and not saved yet */
  unsigned int typed;   /* 1 << Field: hers, saved or not */
  gboolean filling;

  AdwAvatar *avatar;
  GtkEditable *name_row;
  GtkEditable *role_row;
  GtkEditable *bio_row;
};

G_DEFINE_FINAL_TYPE (LeafProfilePage, leaf_profile_page, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  FIELD_NAME,
  FIELD_ROLE,
  FIELD_BIO,
  FIELD_PICTURE,
  N_FIELDS,
} Field;

static const struct
{
  const char *(*get) (LeafProfile *profile);
  void (*set) (LeafProfile *profile, const char *value);
} fields[N_FIELDS] = {
  [FIELD_NAME] = { leaf_profile_get_name, leaf_profile_set_name },
  [FIELD_ROLE] = { leaf_profile_get_role, leaf_profile_set_role },
  [FIELD_BIO] = { leaf_profile_get_bio, leaf_profile_set_bio },
  [FIELD_PICTURE] = { leaf_profile_get_picture, leaf_profile_set_picture },
};

/* What she has changed, to be laid over what the library has. */
typedef struct
{
  unsigned int touched;
  char *values[N_FIELDS];
} Changes;

static void
changes_free (Changes *changes)
{
  for (unsigned int i = 0; i < N_FIELDS; i++)
    g_free (changes->values[i]);
  g_free (changes);
}

static GtkEditable *
get_row (LeafProfilePage *self, Field field)
{
  GtkEditable *rows[] = { [FIELD_NAME] = self->name_row, [FIELD_ROLE] = self->role_row, [FIELD_BIO] = self->bio_row };

  return rows[field];
}

/* What is under way does not keep the page: it would outlive its window, which AdwPreferencesPage does not bear. */
static GWeakRef *
make_weak (LeafProfilePage *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

/* NULL: it has gone. */
static LeafProfilePage *
take_page (GWeakRef *weak)
{
  LeafProfilePage *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  LeafProfile **profile = data;

  return (*profile = leaf_profiles_load (db, error)) != NULL;
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  const Changes *changes = data;
  g_autoptr (LeafProfile) profile = leaf_profiles_load (db, error);

  if (profile == NULL)
    return FALSE;

  for (unsigned int i = 0; i < N_FIELDS; i++)
    if ((changes->touched & 1u << i) != 0)
      fields[i].set (profile, changes->values[i]);

  return leaf_profiles_save (db, profile, error);
}

static void
show_error (LeafProfilePage *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), leaf_ui_toast_new (error->message));
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &error);

  if (texture != NULL)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  else
    show_error (self, error);
}

static void
show_picture (LeafProfilePage *self)
{
  const char *picture = leaf_profile_get_picture (self->profile);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.remove-picture", picture != NULL);
  if (picture == NULL)
    adw_avatar_set_custom_image (self->avatar, NULL);
  else
    leaf_cover_cache_load_async (leaf_cover_cache_get (self->library), picture, PICTURE_SIZE,
                                 self->cancellable, picture_loaded_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = take_page (user_data);
  g_autoptr (GError) error = NULL;
  const Changes *changes = leaf_library_run_data (result);

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error) || self == NULL)
    return;

  /* It goes along with the next change. */
  self->touched |= changes->touched;
  show_error (self, error);
}

static void
save (LeafProfilePage *self)
{
  Changes *changes;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->touched == 0 || self->library == NULL)
    return;

  changes = g_new0 (Changes, 1);
  changes->touched = self->touched;
  self->touched = 0;
  for (unsigned int i = 0; i < FIELD_PICTURE; i++)
    changes->values[i] = g_strdup (gtk_editable_get_text (get_row (self, i)));
  if (self->profile != NULL)
    changes->values[FIELD_PICTURE] = g_strdup (leaf_profile_get_picture (self->profile));
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, changes, (GDestroyNotify) changes_free, NULL, saved_cb,
                          make_weak (self));
}

static gboolean
save_delay_cb (gpointer user_data)
{
  LeafProfilePage *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkEditable *row, LeafProfilePage *self)
{
  if (self->filling)
    return;

  for (unsigned int i = 0; i < FIELD_PICTURE; i++)
    if (get_row (self, i) == row)
      {
        self->touched |= 1u << i;
        self->typed |= 1u << i;
      }
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_delay_cb, self);
}

/* What she has typed already stays. */
static void
fill (LeafProfilePage *self)
{
  self->filling = TRUE;
  for (unsigned int i = 0; i < FIELD_PICTURE; i++)
    {
      const char *value = fields[i].get (self->profile);

      if ((self->typed & 1u << i) == 0 && value != NULL)
        gtk_editable_set_text (get_row (self, i), value);
    }
  self->filling = FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = take_page (user_data);
  g_autoptr (GError) error = NULL;
  LeafProfile **profile = leaf_library_run_data (result);
  gboolean loaded = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  if (self == NULL || self->library == NULL)
    return;
  if (!loaded)
    {
      show_error (self, error);
      return;
    }

  self->profile = g_object_ref (*profile);
  fill (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.choose-picture", TRUE);
  show_picture (self);
}

static void
loaded_data_free (gpointer data)
{
  LeafProfile **profile = data;

  g_clear_object (profile);
  g_free (profile);
}

static void
picture_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture =
      leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &error);

  if (picture == NULL)
    show_error (self, error);
  else if (self->profile != NULL)
    {
      leaf_profile_set_picture (self->profile, picture->sha256);
      self->touched |= 1u << FIELD_PICTURE;
      show_picture (self);
      save (self);
    }
}

static void
picture_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = leaf_dialogs_choose_picture_finish (result, &error);

  if (file == NULL)
    show_error (self, error);
  else if (self->library != NULL)
    leaf_pictures_add_file_async (self->library, file, self->cancellable, picture_added_cb,
                                  g_object_ref (self));
}

static void
choose_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  leaf_dialogs_choose_picture_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     _("Choose a Picture of You"), NULL, picture_chosen_cb,
                                     g_object_ref (widget));
}

static void
remove_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafProfilePage *self = LEAF_PROFILE_PAGE (widget);

  leaf_profile_set_picture (self->profile, NULL);
  self->touched |= 1u << FIELD_PICTURE;
  show_picture (self);
  save (self);
}

static void
leaf_profile_page_dispose (GObject *object)
{
  LeafProfilePage *self = LEAF_PROFILE_PAGE (object);

  save (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_profile_page_parent_class)->dispose (object);
}

static void
leaf_profile_page_class_init (LeafProfilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_profile_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, role_row);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, bio_row);

  gtk_widget_class_install_action (widget_class, "profile.choose-picture", NULL, choose_picture_action);
  gtk_widget_class_install_action (widget_class, "profile.remove-picture", NULL, remove_picture_action);
}

/* Without a text, libadwaita throws dice for its colour each time. */
static void
update_avatar (LeafProfilePage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  adw_avatar_set_show_initials (self->avatar, *name != '\0');
  adw_avatar_set_text (self->avatar, *name != '\0' ? name : APPLICATION_ID);
}

static void
leaf_profile_page_init (LeafProfilePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.choose-picture", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.remove-picture", FALSE);
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (update_avatar), self);
  update_avatar (self);
  g_signal_connect (self->name_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->role_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->bio_row, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * leaf_profile_page_set_library:
 * @self: the page
 * @library: the library the profile is in
 *
 * Loads the profile and keeps what is typed in the library.
 */
void
leaf_profile_page_set_library (LeafProfilePage *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_PROFILE_PAGE (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, load_func, g_new0 (LeafProfile *, 1),
                          loaded_data_free, self->cancellable, loaded_cb, make_weak (self));
}

/**
 * leaf_profile_page_focus_name:
 * @self: the page
 *
 * Moves the focus to where she types her name.
 */
void
leaf_profile_page_focus_name (LeafProfilePage *self)
{
  g_return_if_fail (LEAF_IS_PROFILE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}
