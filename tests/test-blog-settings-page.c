/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blog-settings-page.h"
#include "leaf-blog-settings.h"
#include "leaf-blogs.h"
#include "leaf-row-problem.h"
#include "leaf-templates.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

#include <adwaita.h>
#include <string.h>

typedef struct {
  LeafTestLibrary library;
  gint64 blog;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_test_library_set_up (&fixture->library, NULL);
  leaf_test_save_review (fixture->library.library);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "The Window Seat");
  leaf_blog_set_address (blog, "https://blog.example/");
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);

  fixture->window = adw_preferences_window_new ();
  fixture->page = leaf_blog_settings_page_new (fixture->library.library, blog);
  gtk_window_present (GTK_WINDOW (fixture->window));
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (fixture->window), fixture->page);
  leaf_test_wait_for_nth_widget (fixture->page, ADW_TYPE_ENTRY_ROW, 0);
  leaf_test_assert_narrow (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  leaf_test_drain ();
  leaf_test_library_tear_down (&fixture->library, NULL);
}

typedef struct {
  gint64 id;
  LeafBlog *blog;
  GPtrArray *genres;
  GPtrArray *terms; /* to be saved */
} Job;

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return (job->blog = leaf_blogs_load (db, job->id, error)) != NULL && (job->genres = leaf_blog_genres_list (db, job->id, error)) != NULL;
}

static void
wait_for_setting (Fixture *fixture, const char *key, const char *value)
{
  for (;;)
    {
      Job job = { .id = fixture->blog };
      g_autofree char *actual = NULL;

      g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_func, &job, NULL));
      actual = g_strdup (leaf_blog_get_setting (job.blog, key));
      g_object_unref (job.blog);
      g_ptr_array_unref (job.genres);
      if (g_strcmp0 (actual, value) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* The row of that title, its underline left out. */
static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget))
    {
      g_auto (GStrv) pieces = g_strsplit (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), "_", -1);
      g_autofree char *plain = g_strjoinv ("", pieces);

      if (g_str_equal (plain, title))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_kind (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_kind (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Some line below the row. */
static gboolean
says (GtkWidget *row, const char *text)
{
  if (GTK_IS_LABEL (row) && gtk_widget_get_visible (row) && strstr (gtk_label_get_label (GTK_LABEL (row)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (row); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;

  return FALSE;
}

static void
wait_until_says (GtkWidget *row, const char *text)
{
  while (!says (row, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_patterns (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *title = find_row (fixture->page, "Title of a Post");
  GtkWidget *slug = find_row (fixture->page, "Address of a Post");

  wait_until_says (title, "For example: The Moonstone, Wilkie Collins: Book Review");
  gtk_editable_set_text (GTK_EDITABLE (title), "{authors}: {title}");
  wait_until_says (title, "For example: Wilkie Collins: The Moonstone");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TITLE, "{authors}: {title}");

  /* A slip is said, and not saved. */
  gtk_editable_set_text (GTK_EDITABLE (title), "{authros}");
  g_assert_true (leaf_row_problem_is_set (title));
  g_assert_true (says (title, "“{authros}” stands for nothing"));
  gtk_editable_set_text (GTK_EDITABLE (slug), "r-{title}");
  wait_until_says (slug, "For example: r-the-moonstone");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_SLUG, "r-{title}");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TITLE, "{authors}: {title}");

  /* Nothing in it: the default. */
  gtk_editable_set_text (GTK_EDITABLE (title), "");
  g_assert_false (leaf_row_problem_is_set (title));
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TITLE, "{title}, {authors}: Book Review");
}

static gboolean
has_text (GtkWidget *row, const char *text)
{
  return g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text);
}

static gboolean
rename_func (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, *(gint64 *) data, error);

  if (blog == NULL)
    return FALSE;
  leaf_blog_set_name (blog, "Told by the Verbs");
  return leaf_blogs_save (db, blog, error);
}

static gboolean
load_name_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return (job->blog = leaf_blogs_load (db, job->id, error)) != NULL;
}

static void
wait_for_name (Fixture *fixture, const char *name)
{
  for (gboolean done = FALSE; !done;)
    {
      Job job = { .id = fixture->blog };

      g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_name_func, &job, NULL));
      done = g_str_equal (leaf_blog_get_name (job.blog), name);
      g_object_unref (job.blog);
      if (!done)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* A folder has a name and an address of hers, and nothing that has no effect there. */
static void
test_folder (Fixture *fixture, gconstpointer unused)
{
  static const char *const missing[] = {
    "The Publish Button Makes", "Comments", "Genres Become", "Alternative Text of the Featured Image", "Cover as Featured Image",
  };
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  GtkWidget *name, *address;

  g_assert_null (find_row (fixture->page, "Name of the Site"));
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_name (blog, "site");
  leaf_blog_set_address (blog, fixture->library.dir);
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);
  fixture->page = leaf_blog_settings_page_new (fixture->library.library, blog);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (fixture->window), fixture->page);
  leaf_test_wait_for_nth_widget (fixture->page, ADW_TYPE_ENTRY_ROW, 0);
  for (unsigned int i = 0; i < G_N_ELEMENTS (missing); i++)
    g_assert_null (find_row (fixture->page, missing[i]));
  g_assert_nonnull (find_row (fixture->page, "Covers on the First Page"));

  name = find_row (fixture->page, "Name of the Site");
  address = find_row (fixture->page, "Public Address");
  g_assert_true (has_text (name, "site"));
  gtk_editable_set_text (GTK_EDITABLE (name), "Rosa’s Books");
  wait_for_name (fixture, "Rosa’s Books");
  gtk_editable_set_text (GTK_EDITABLE (name), " ");
  g_assert_true (says (name, "Give the site a name"));
  gtk_editable_set_text (GTK_EDITABLE (address), "rosa.example");
  g_assert_true (says (address, "such as https://example.com/books/"));
  gtk_editable_set_text (GTK_EDITABLE (address), "https://rosa.example/");
  g_assert_false (leaf_row_problem_is_set (address));
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa.example/");
  wait_for_name (fixture, "Rosa’s Books");

  gtk_editable_set_text (GTK_EDITABLE (name), "Rosa");
  wait_for_name (fixture, "Rosa");
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, rename_func, &fixture->blog);
  leaf_test_wait_until (has_text (name, "Told by the Verbs"));
  gtk_editable_set_text (GTK_EDITABLE (address), "");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PUBLIC_ADDRESS, NULL);
}

static void
test_choices (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *comments = find_row (fixture->page, "Comments");
  GtkWidget *featured = find_row (fixture->page, "Cover as Featured Image");
  GtkWidget *amazon = find_row (fixture->page, "Amazon");

  adw_combo_row_set_selected (ADW_COMBO_ROW (comments), 2);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_COMMENTS, "closed");
  gtk_switch_set_active (GTK_SWITCH (find_kind (featured, GTK_TYPE_SWITCH)), FALSE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  gtk_switch_set_active (GTK_SWITCH (find_kind (amazon, GTK_TYPE_SWITCH)), FALSE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "bookshop,barnesandnoble,librofm,goodreads");
}

/* Off, and moved by the button; what does not show keeps its place among the rows. */
static void
test_parts (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *rating = find_row (fixture->page, "Rating");
  GtkWidget *links = find_row (fixture->page, "Store Links");
  GtkWidget *author = find_row (fixture->page, "Author Box");
  GtkWidget *review = find_row (fixture->page, "Review");

  g_assert_false (gtk_widget_get_sensitive (find_kind (review, GTK_TYPE_SWITCH)));
  gtk_switch_set_active (GTK_SWITCH (find_kind (rating, GTK_TYPE_SWITCH)), FALSE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PARTS, "card,synopsis,warnings,review,links,author");
  g_signal_emit_by_name (find_kind (links, GTK_TYPE_BUTTON), "clicked");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PARTS, "card,synopsis,warnings,links,review,author");
  gtk_switch_set_active (GTK_SWITCH (find_kind (rating, GTK_TYPE_SWITCH)), TRUE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PARTS, "card,synopsis,warnings,rating,links,review,author");
  gtk_switch_set_active (GTK_SWITCH (find_kind (author, GTK_TYPE_SWITCH)), FALSE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_AUTHOR_BOX, "false");
  g_signal_emit_by_name (find_kind (links, GTK_TYPE_BUTTON), "clicked");
  g_signal_emit_by_name (gtk_widget_get_next_sibling (find_kind (links, GTK_TYPE_BUTTON)), "clicked");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_PARTS, "card,synopsis,warnings,rating,links,review,author");
}

/* What the verbs or another window do. */
static void
change_elsewhere (Fixture *fixture, const char *key, const char *value)
{
  Job job = { .id = fixture->blog };

  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_func, &job, NULL));
  leaf_blog_set_setting (job.blog, key, value);
  leaf_test_save_blog (fixture->library.library, job.blog);
  g_object_unref (job.blog);
  g_ptr_array_unref (job.genres);
}

static void
press_alt (GtkWidget *row, unsigned int key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (unsigned int i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, GDK_ALT_MASK, &handled);
    }
}

/* By button and by key, which end where the list does; a store that is off keeps its place among the rows, one of her
 * own moves like the others and cannot be switched off. */
static void
test_stores (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *amazon = find_row (fixture->page, "Amazon");
  GtkWidget *goodreads = find_row (fixture->page, "Goodreads");
  GtkWidget *up, *down, *own;

  g_signal_emit_by_name (find_kind (amazon, GTK_TYPE_BUTTON), "clicked");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "amazon,bookshop,barnesandnoble,librofm,goodreads");
  up = find_kind (amazon, GTK_TYPE_BUTTON);
  down = gtk_widget_get_next_sibling (up);
  g_assert_false (gtk_widget_get_sensitive (up));
  g_assert_true (gtk_widget_is_focus (down));
  g_assert_true (gtk_widget_get_sensitive (find_kind (find_row (fixture->page, "Bookshop.org"), GTK_TYPE_BUTTON)));
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_next_sibling (find_kind (goodreads, GTK_TYPE_BUTTON))));
  press_alt (goodreads, GDK_KEY_Up);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "amazon,bookshop,barnesandnoble,goodreads,librofm");
  gtk_switch_set_active (GTK_SWITCH (find_kind (amazon, GTK_TYPE_SWITCH)), FALSE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "bookshop,barnesandnoble,goodreads,librofm");
  gtk_switch_set_active (GTK_SWITCH (find_kind (amazon, GTK_TYPE_SWITCH)), TRUE);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "amazon,bookshop,barnesandnoble,goodreads,librofm");

  change_elsewhere (fixture, LEAF_BLOG_SETTING_STORES, "goodreads,Corner & Co=https://corner.example/{isbn},amazon");
  while ((own = find_row (fixture->page, "Corner &amp; Co")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_sensitive (find_kind (own, GTK_TYPE_SWITCH)));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find_kind (find_row (fixture->page, "Bookshop.org"), GTK_TYPE_SWITCH))));
  press_alt (own, GDK_KEY_Up);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_STORES, "Corner & Co=https://corner.example/{isbn},goodreads,amazon");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_STORES, NULL);
  while (find_row (fixture->page, "Corner &amp; Co") != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The last of several changes: when it is shown, so are those before it. */
static void
change_tag_elsewhere (Fixture *fixture)
{
  GtkWidget *tag = find_row (fixture->page, "Amazon Tag");

  change_elsewhere (fixture, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", "ann-20");
  leaf_test_wait_until (has_text (tag, "ann-20"));
}

/* Each kind of row shows what was changed elsewhere. */
static void
test_followed (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *title = find_row (fixture->page, "Title of a Post");
  GtkWidget *comments = find_row (fixture->page, "Comments");
  GtkWidget *featured = find_kind (find_row (fixture->page, "Cover as Featured Image"), GTK_TYPE_SWITCH);
  GtkWidget *rating = find_row (fixture->page, "Rating");

  change_elsewhere (fixture, LEAF_BLOG_SETTING_TITLE, "Read: {title}");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_COMMENTS, "open");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_PARTS, "rating,review");
  change_tag_elsewhere (fixture);
  g_assert_true (has_text (title, "Read: {title}"));
  g_assert_true (says (title, "For example: Read: The Moonstone"));
  g_assert_cmpint (adw_combo_row_get_selected (ADW_COMBO_ROW (comments)), ==, 1);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (featured)));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (find_kind (rating, GTK_TYPE_SWITCH))));
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (rating)), <,
                   gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (find_row (fixture->page, "Review"))));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (find_kind (find_row (fixture->page, "Synopsis"), GTK_TYPE_SWITCH))));
}

static gboolean
save_template_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_save (db, data, error);
}

/* Those for all blogs and for this one; the last one that is removed leaves nothing to choose. */
static void
test_template (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafTemplate) template = leaf_template_new ("Usual", "<p>About {title}</p>", 0);
  g_autofree char *id = NULL;
  GtkWidget *row = find_row (fixture->page, "Begin With");

  g_assert_false (gtk_widget_get_sensitive (row));
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, save_template_func, template);
  leaf_test_wait_until (gtk_widget_get_sensitive (row));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, template->id);
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TEMPLATE, id);
  change_elsewhere (fixture, LEAF_BLOG_SETTING_TEMPLATE, NULL);
  leaf_test_wait_until (adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 0);
}

/* What she is typing stays, saved or not, and so does a row that she has emptied. */
static void
test_followed_while_typing (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *title = find_row (fixture->page, "Title of a Post");
  GtkWidget *slug = find_row (fixture->page, "Address of a Post");
  GtkWidget *cover = find_row (fixture->page, "Alternative Text of the Cover");

  gtk_editable_set_text (GTK_EDITABLE (slug), "");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_SLUG, "{title}-{authors}-book-review");
  gtk_editable_set_text (GTK_EDITABLE (title), "{ti");
  gtk_editable_set_text (GTK_EDITABLE (title), "{titel}");
  gtk_editable_set_text (GTK_EDITABLE (cover), "Front of {title}");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_TITLE, "Read: {title}");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_COVER_ALT, "{title}");
  change_tag_elsewhere (fixture);
  g_assert_true (has_text (title, "{titel}"));
  g_assert_true (has_text (slug, ""));
  g_assert_true (has_text (cover, "Front of {title}"));
  wait_for_setting (fixture, LEAF_BLOG_SETTING_COVER_ALT, "Front of {title}");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TITLE, "Read: {title}");
  gtk_editable_set_text (GTK_EDITABLE (title), "{title}");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_TITLE, "{title}");
}

/* A popover cannot open where there is no screen. */
static void
scroll_to (Fixture *fixture, GtkWidget *widget)
{
  double x, y;

  /* What opens from a button without a place on the screen finds no monitor: it gets a size, slides in, then down. */
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (widget);
  while (!gtk_widget_translate_coordinates (widget, fixture->window, 0, 0, &x, &y) ||
         x < 0 || x > gtk_widget_get_width (fixture->window) || y < 0 || y > gtk_widget_get_height (fixture->window))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
open_languages (Fixture *fixture)
{
  GtkWidget *button = find_kind (find_row (fixture->page, "Language"), GTK_TYPE_MENU_BUTTON);

  scroll_to (fixture, button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
write_language (GtkWidget *popover, const char *text)
{
  GtkWidget *search = find_kind (popover, GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "search-changed");
}

/* By its name or as a tag; what is neither is said in one sentence, and changes nothing. */
static void
test_language (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *row = find_row (fixture->page, "Language");
  GtkWidget *popover = open_languages (fixture);
  GtkSelectionModel *found = gtk_list_view_get_model (GTK_LIST_VIEW (find_kind (popover, GTK_TYPE_LIST_VIEW)));
  unsigned int n_languages = g_list_model_get_n_items (G_LIST_MODEL (found));
  GtkWidget *problem = gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (popover)));
  GtkWidget *own = gtk_widget_get_prev_sibling (problem);

  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "English, en");
  g_assert_cmpuint (n_languages, >, 100);
  write_language (popover, "portug");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), >, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), <, n_languages);
  write_language (popover, "plain English");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (found)), ==, 0);
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_false (gtk_widget_get_visible (own));
  write_language (popover, "german");
  g_assert_false (gtk_widget_get_visible (problem));
  g_signal_emit_by_name (find_kind (popover, GTK_TYPE_SEARCH_ENTRY), "activate");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_LANGUAGE, "de");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "German, de");

  popover = open_languages (fixture);
  own = gtk_widget_get_prev_sibling (gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (popover))));
  write_language (popover, "de-DE-1996");
  g_assert_true (gtk_widget_get_visible (own));
  g_signal_emit_by_name (own, "clicked");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_LANGUAGE, "de-DE-1996");
  change_elsewhere (fixture, LEAF_BLOG_SETTING_LANGUAGE, "pt-BR");
  while (!g_str_equal (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Portuguese (Brazil), pt-BR"))
    g_main_context_iteration (NULL, TRUE);
}

/* Each word begins one of the name's, in any order. */
static void
test_language_search (Fixture *fixture, gconstpointer unused)
{
  static const char *const searches[] = { "english united", "english united k", "english kingdom", "kingdom engl" };
  GtkWidget *popover = open_languages (fixture);
  GtkWidget *search = find_kind (popover, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *view = find_kind (popover, GTK_TYPE_LIST_VIEW);
  GtkWidget *problem = gtk_widget_get_last_child (gtk_popover_get_child (GTK_POPOVER (popover)));
  GtkWidget *own = gtk_widget_get_prev_sibling (problem);
  GListModel *found = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));

  for (unsigned int i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      write_language (popover, searches[i]);
      g_assert_cmpuint (g_list_model_get_n_items (found), >, 0);
      g_assert_false (gtk_widget_get_visible (problem));
    }
  write_language (popover, "???");
  g_assert_cmpuint (g_list_model_get_n_items (found), ==, 0);
  g_assert_true (gtk_widget_get_visible (problem));
  write_language (popover, "qaa-x-mine");
  g_assert_false (gtk_widget_get_visible (problem));
  g_assert_true (gtk_widget_get_visible (own));

  /* Several countries, none of them first: she chooses. */
  write_language (popover, "uni");
  g_assert_false (gtk_widget_get_visible (own));
  g_signal_emit_by_name (search, "activate");
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), view));

  write_language (popover, "english kingdom");
  g_signal_emit_by_name (search, "activate");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_LANGUAGE, "en-GB");
  popover = open_languages (fixture);
  write_language (popover, "de_AT");
  g_signal_emit_by_name (find_kind (popover, GTK_TYPE_SEARCH_ENTRY), "activate");
  wait_for_setting (fixture, LEAF_BLOG_SETTING_LANGUAGE, "de-AT");
}

/* The search has its own use for Escape, which must not leave the list open. */
static void
test_language_escape (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover = open_languages (fixture);
  GtkWidget *button = gtk_widget_get_parent (popover);
  GtkWidget *search = find_kind (popover, GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_grab_focus (search);
  g_signal_emit_by_name (search, "stop-search");
  g_assert_false (gtk_widget_get_visible (popover));
  while (gtk_root_get_focus (GTK_ROOT (fixture->window)) == NULL ||
         !gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), button))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), popover));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (fixture->page, "Language"))), ==, "English, en");
}

static gboolean
genre_func (LeafDb *db, gpointer data, GError **error)
{
  const Job *job = data;

  return leaf_blog_genres_set (db, job->id, "Mystery", job->genres, error);
}

static gboolean
terms_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return leaf_blog_terms_replace (db, job->id, job->terms, error);
}

static void
test_genres (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);
  Job job = { .id = fixture->blog, .terms = terms };
  g_autoptr (LeafBlog) blog = NULL;
  GtkWidget *row, *button, *check;

  g_ptr_array_add (terms, leaf_term_new ("categories", "12", "Crime", "11"));
  g_ptr_array_add (terms, leaf_term_new ("categories", "11", "Fiction", NULL));
  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_WRITE, terms_func, &job, NULL));
  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_func, &job, NULL));
  blog = g_steal_pointer (&job.blog);
  g_clear_pointer (&job.genres, g_ptr_array_unref);
  fixture->page = leaf_blog_settings_page_new (fixture->library.library, blog);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (fixture->window), fixture->page);
  while ((row = find_row (fixture->page, "Mystery")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (says (row, "The tag of this name"));

  button = find_kind (row, GTK_TYPE_MENU_BUTTON);
  scroll_to (fixture, button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  check = find_kind (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_LIST_BOX);
  check = gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (GTK_LIST_BOX (check), 1));
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), ==, "Fiction › Crime");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_true (says (row, "Fiction › Crime"));
  for (gboolean done = FALSE; !done;)
    {
      g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_func, &job, NULL));
      done = job.genres->len == 1 && g_str_equal (((LeafGenreTerm *) job.genres->pdata[0])->remote_id, "12");
      g_clear_object (&job.blog);
      g_clear_pointer (&job.genres, g_ptr_array_unref);
      if (!done)
        g_main_context_iteration (NULL, TRUE);
    }

  /* While she chooses, what another window does waits; then the same row shows it. */
  job.genres = leaf_genre_terms_new ();
  g_ptr_array_add (job.genres, leaf_genre_term_new ("Mystery", "categories", "11", "Fiction"));
  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_WRITE, genre_func, &job, NULL));
  g_ptr_array_unref (job.genres);
  leaf_test_drain ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Fiction › Crime");
  /* Escape in the search closes it. */
  g_signal_emit_by_name (find_kind (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), GTK_TYPE_SEARCH_ENTRY),
                         "stop-search");
  while (!g_str_equal (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "Fiction"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (find_row (fixture->page, "Mystery") == row);
}

static void
add_test (const char *name, void (*func) (Fixture *fixture, gconstpointer unused))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  add_test ("/blog-settings-page/patterns", test_patterns);
  add_test ("/blog-settings-page/folder", test_folder);
  add_test ("/blog-settings-page/template", test_template);
  add_test ("/blog-settings-page/choices", test_choices);
  add_test ("/blog-settings-page/parts", test_parts);
  add_test ("/blog-settings-page/stores", test_stores);
  add_test ("/blog-settings-page/followed", test_followed);
  add_test ("/blog-settings-page/followed-while-typing", test_followed_while_typing);
  add_test ("/blog-settings-page/language", test_language);
  add_test ("/blog-settings-page/language-search", test_language_search);
  add_test ("/blog-settings-page/language-escape", test_language_escape);
  add_test ("/blog-settings-page/genres", test_genres);

  return g_test_run ();
}
