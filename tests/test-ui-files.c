/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <gmodule.h>

/* Every .ui file is built with the classes it names: a class, a property, a signal or an enum value
 * that does not exist on this release of GTK fails here, before anybody opens the window it is for.
 * What gtk4-builder-tool does, with our own classes and those of libadwaita known. */

/* --- A scope that knows every class and connects nothing. --- */

#define TEST_TYPE_SCOPE (test_scope_get_type ())
G_DECLARE_FINAL_TYPE (TestScope, test_scope, TEST, SCOPE, GtkBuilderCScope)

struct _TestScope
{
  GtkBuilderCScope parent_instance;
};

static void
connect_nothing (void)
{
}

static GClosure *
test_scope_create_closure (GtkBuilderScope         *scope,
                           GtkBuilder              *builder,
                           const char              *function_name,
                           GtkBuilderClosureFlags   flags,
                           GObject                 *object,
                           GError                 **error)
{
  return g_cclosure_new (connect_nothing, NULL, NULL);
}

static void
test_scope_init_scope (GtkBuilderScopeInterface *iface)
{
  iface->create_closure = test_scope_create_closure;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestScope, test_scope, GTK_TYPE_BUILDER_CSCOPE,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDER_SCOPE, test_scope_init_scope))

static void
test_scope_class_init (TestScopeClass *klass)
{
}

static void
test_scope_init (TestScope *self)
{
}

/* --- The files. --- */

/* The first value of an attribute of the first element of this name. */
static char *
dup_attribute (const char *text, const char *element, const char *attribute)
{
  g_autofree char *pattern = g_strdup_printf ("<%s\\s[^>]*?\\b%s=\"([^\"]+)\"", element, attribute);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The file with its template turned into a plain object of the parent class, so that its own class,
 * which has read it already, does not get everything twice; of its own where parts are bound to it. */
static char *
dup_as_object (GtkBuilder *builder, const char *text, const char *class_name, const char *parent_name)
{
  GType parent = gtk_builder_get_type_from_name (builder, parent_name);
  g_autoptr (GRegex) start = g_regex_new ("<template\\s[^>]*>", 0, 0, NULL);
  g_autoptr (GString) result = NULL;
  g_autofree char *reference = g_strdup_printf ("bind-source=\"%s\"", class_name);
  g_autofree char *element = NULL;
  g_autofree char *started = NULL;
  const char *plain = parent_name;

  g_assert_cmpstr (g_type_name (parent), ==, parent_name);
  if (strstr (text, reference) != NULL)
    plain = class_name;
  else if (G_TYPE_IS_ABSTRACT (parent))
    plain = "GtkBox";
  element = g_strdup_printf ("<object class=\"%s\" id=\"%s\">", plain, class_name);
  started = g_regex_replace_literal (start, text, -1, 0, element, 0, NULL);
  result = g_string_new (started);
  g_string_replace (result, "</template>", "</object>", 1);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *text = NULL;
  g_autofree char *class_name = NULL;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GtkBuilderScope) scope = g_object_new (TEST_TYPE_SCOPE, NULL);
  g_autoptr (GError) error = NULL;
  GSList *objects;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  /* See leaf_ui_end_with_parent(). */
  g_assert_null (strstr (text, "destroy-with-parent"));
  gtk_builder_set_scope (builder, scope);

  class_name = dup_attribute (text, "template", "class");
  if (class_name != NULL)
    {
      GType type = gtk_builder_get_type_from_name (builder, class_name);
      g_autofree char *parent_name = dup_attribute (text, "template", "parent");
      char *plain;

      g_assert_cmpstr (g_type_name (type), ==, class_name);
      g_assert_cmpstr (g_type_name (g_type_parent (type)), ==, parent_name);
      g_type_class_unref (g_type_class_ref (type));

      plain = dup_as_object (builder, text, class_name, parent_name);
      g_free (text);
      text = plain;
    }

  gtk_builder_add_from_string (builder, text, -1, &error);
  g_assert_no_error (error);

  objects = gtk_builder_get_objects (builder);
  g_assert_nonnull (objects);
  for (GSList *l = objects; l != NULL; l = l->next)
    if (GTK_IS_WINDOW (l->data))
      gtk_window_destroy (l->data);
  g_slist_free (objects);
}

static void
add_folder (const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".ui"))
      {
        g_autofree char *test = g_strconcat ("/ui-files/", name, NULL);

        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_file, g_free);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add_folder ("editor");
  add_folder ("ui");

  return g_test_run ();
}
