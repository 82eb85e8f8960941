/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-settings-page"

#include "config.h"

#include "leaf-blog-settings-page.h"

#include "leaf-abilities.h"
#include "leaf-blog-edit.h"
#include "leaf-blog-genres.h"
#include "leaf-blog-language.h"
#include "leaf-blog-parts.h"
#include "leaf-blog-settings.h"
#include "leaf-blog-site.h"
#include "leaf-blog-stores.h"
#include "leaf-blog-template.h"
#include "leaf-pattern.h"
#include "leaf-row-problem.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

typedef enum {
  ROW_GROUP,  /* a heading */
  ROW_PATTERN,
  ROW_SLUG,
  ROW_CHOICE, /* its values and what they are called */
  ROW_SWITCH, /* on: the first value, off: the second */
  ROW_LANGUAGE,
  ROW_PARTS,
  ROW_GENRES,
  ROW_STORES,
  ROW_SITE,
  ROW_TEMPLATE,
} RowKind;

#define MAX_VALUES 6

typedef struct {
  RowKind kind;
  const char *key;
  const char *title;
  const char *subtitle;
  LeafPublisherFlags needs; /* where the system can do this alone; 0: everywhere */
  const char *values[MAX_VALUES];
  const char *names[MAX_VALUES];
} Row;

static const Row rows[] = {
  { ROW_SITE, NULL, NULL, NULL, LEAF_PUBLISHER_OWN_SITE, { NULL }, { NULL } },
  { ROW_TEMPLATE, NULL, NULL, NULL, 0, { NULL }, { NULL } },
  { ROW_GROUP, NULL, N_("Posts"), N_("{title}, {authors}, {series} and the like stand for what is known of the book."), 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_TITLE, N_("_Title of a Post"), NULL, 0, { NULL }, { NULL } },
  { ROW_SLUG, LEAF_BLOG_SETTING_SLUG, N_("_Address of a Post"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_FEATURED_ALT, N_("Alternative Text of the _Featured Image"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_COVER_ALT, N_("Alternative Text of the _Cover"), NULL, 0, { NULL }, { NULL } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_STATUS, N_("The Publish Button _Makes"), NULL, 0,
    { "publish", "draft" }, { N_("A published post"), N_("A draft on the blog") } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_COMMENTS, N_("C_omments"), NULL, 0,
    { "blog", "open", "closed" }, { N_("As the blog has it"), N_("Open"), N_("Closed") } },
  { ROW_PARTS, NULL, NULL, NULL, 0, { NULL }, { NULL } },
  { ROW_GROUP, NULL, N_("Language and Words"), NULL, 0, { NULL }, { NULL } },
  { ROW_LANGUAGE, LEAF_BLOG_SETTING_LANGUAGE, N_("_Language"), NULL, 0, { NULL }, { NULL } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_DATE_FORMAT, N_("_Dates"), NULL, 0,
    { "long", "day-month-year", "month-day-year", "iso" },
    { N_("As in the language"), N_("Day, month, year"), N_("Month, day, year"), N_("2010-08-31") } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_SYNOPSIS_HEADING, N_("Heading of the _Synopsis"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_REVIEW_HEADING, N_("Heading of the _Review"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_LINKS_LABEL, N_("_Words before the Store Links"), NULL, 0, { NULL }, { NULL } },
  { ROW_GROUP, NULL, N_("Categories and Tags"), NULL, LEAF_PUBLISHER_CATEGORIES, { NULL }, { NULL } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_GENRES_AS, N_("_Genres Become"), N_("Where nothing else is chosen below"), 0,
    { "tags", "categories" }, { N_("Tags"), N_("Categories") } },
  { ROW_GENRES, NULL, NULL, NULL, LEAF_PUBLISHER_CATEGORIES, { NULL }, { NULL } },
  { ROW_STORES, NULL, NULL, NULL, 0, { NULL }, { NULL } },
  { ROW_GROUP, NULL, N_("Disclosure"), N_("What readers are told when you earn from a link or the book was free. Empty: Flyleaf’s own words."),
    0, { NULL }, { NULL } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_DISCLOSURE, N_("Wh_ere It Stands"), NULL, 0,
    { "above", "end" }, { N_("Above the first link"), N_("At the end") } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE, N_("Links That _Earn"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_DISCLOSURE_AMAZON, N_("Links to A_mazon That Earn"), NULL, 0, { NULL }, { NULL } },
  { ROW_PATTERN, LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, N_("_Free Copies"), NULL, 0, { NULL }, { NULL } },
  { ROW_GROUP, NULL, N_("Pictures"), N_("Pictures that are on the blog already stay as they are."), 0, { NULL }, { NULL } },
  { ROW_SWITCH, LEAF_BLOG_SETTING_FEATURED_IMAGE, N_("Cover as Feat_ured Image"), N_("Off where the theme would show the cover twice"),
    LEAF_PUBLISHER_FEATURED, { "true", "false" }, { NULL } },
  { ROW_SWITCH, LEAF_BLOG_SETTING_FEATURED_IMAGE, N_("Covers on the F_irst Page"), NULL, LEAF_PUBLISHER_OWN_SITE, { "true", "false" }, { NULL } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_COVER_SIZE, N_("Covers at Most"), NULL, 0,
    { "400", "600", "900", "1200", "1600" },
    { N_("400 pixels high"), N_("600 pixels high"), N_("900 pixels high"), N_("1200 pixels high"), N_("1600 pixels high") } },
  { ROW_CHOICE, LEAF_BLOG_SETTING_PICTURE_SIZE, N_("Pictures in the Text at Most"), NULL, 0,
    { "800", "1200", "1600", "2000", "2560" },
    { N_("800 pixels wide"), N_("1200 pixels wide"), N_("1600 pixels wide"), N_("2000 pixels wide"), N_("2560 pixels wide") } },
};

struct _LeafBlogSettingsPage
{
  AdwBin parent_instance;

  LeafBlogEdit *edit;
  GtkWidget *title;
  GtkWidget *widgets[G_N_ELEMENTS (rows)];
};

G_DEFINE_FINAL_TYPE (LeafBlogSettingsPage, leaf_blog_settings_page, ADW_TYPE_BIN)

static const Row *
get_row (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

/* What the pattern makes of a book of hers, below what she types. */
static void
show_example (LeafBlogSettingsPage *self, GtkWidget *widget, const Row *row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (widget));
  g_autofree char *example = NULL;
  g_autofree char *note = NULL;

  if (*text == '\0' || strchr (text, '{') == NULL)
    {
      leaf_row_note_set (widget, NULL);
      return;
    }

  example = row->kind == ROW_SLUG ? leaf_blog_edit_expand_slug (self->edit, text) : leaf_blog_edit_expand (self->edit, text);
  /* Translators: %s is a title or an address made of a pattern. */
  note = example != NULL ? g_strdup_printf (_("For example: %s"), example) : NULL;
  leaf_row_note_set (widget, note);
}

/* A sentence when what is in the row cannot be taken. */
static char *
find_problem (const char *text)
{
  g_autofree char *unknown = NULL;

  unknown = leaf_pattern_find_unknown (text);
  if (unknown == NULL)
    return NULL;

  return g_strdup_printf (_("“%s” stands for nothing. Write {title}, {authors}, {series}, {publisher} or {year}, for example."), unknown);
}

static void
text_changed_cb (GtkWidget *widget, LeafBlogSettingsPage *self)
{
  const Row *row = get_row (widget);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (widget));
  g_autofree char *problem = find_problem (text);

  leaf_row_problem_set (widget, problem);
  if (problem == NULL)
    leaf_blog_edit_type (self->edit, row->key, *text != '\0' ? text : NULL);
  else
    leaf_blog_edit_revert (self->edit, row->key);
}

static void
selected_cb (GtkWidget *widget, GParamSpec *pspec, LeafBlogSettingsPage *self)
{
  const Row *row = get_row (widget);
  unsigned int selected = adw_combo_row_get_selected (ADW_COMBO_ROW (widget));

  if (selected < MAX_VALUES && row->values[selected] != NULL)
    leaf_blog_edit_set (self->edit, row->key, row->values[selected]);
}

static void
active_cb (GtkWidget *widget, GParamSpec *pspec, LeafBlogSettingsPage *self)
{
  const Row *row = get_row (widget);

  leaf_blog_edit_set (self->edit, row->key, row->values[gtk_switch_get_active (GTK_SWITCH (widget)) ? 0 : 1]);
}

static void
show_text (LeafBlogSettingsPage *self, GtkWidget *widget, const Row *row)
{
  const char *value = leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), row->key);

  gtk_editable_set_text (GTK_EDITABLE (widget), value != NULL ? value : "");
}

/* One that is set to something else, as by the verbs, is shown with the others. */
static void
show_choice (LeafBlogSettingsPage *self, GtkWidget *widget, const Row *row)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *value = leaf_blog_get_choice (leaf_blog_edit_get_blog (self->edit), row->key);
  unsigned int selected = GTK_INVALID_LIST_POSITION;
  unsigned int n = 0;

  for (; n < MAX_VALUES && row->values[n] != NULL; n++)
    {
      gtk_string_list_append (names, _(row->names[n]));
      if (g_str_equal (row->values[n], value))
        selected = n;
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      gtk_string_list_append (names, value);
      selected = n;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (widget), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (widget), selected);
}

static void
show_switch (LeafBlogSettingsPage *self, GtkWidget *widget, const Row *row)
{
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget))),
                         g_str_equal (leaf_blog_get_choice (leaf_blog_edit_get_blog (self->edit), row->key), row->values[0]));
}

static GtkWidget *
new_entry (LeafBlogSettingsPage *self, const Row *row)
{
  GtkWidget *widget = adw_entry_row_new ();

  show_text (self, widget, row);
  /* The place for lines below is made before she types: making it takes the focus away. */
  leaf_row_note_set (widget, "");
  leaf_row_note_set (widget, NULL);
  g_signal_connect (widget, "changed", G_CALLBACK (text_changed_cb), self);

  return widget;
}

static GtkWidget *
new_combo (LeafBlogSettingsPage *self, const Row *row)
{
  GtkWidget *widget = adw_combo_row_new ();

  show_choice (self, widget, row);
  g_signal_connect (widget, "notify::selected", G_CALLBACK (selected_cb), self);

  return widget;
}

static GtkWidget *
new_switch (LeafBlogSettingsPage *self, const Row *row)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (widget), toggle);
  show_switch (self, widget, row);
  g_object_set_data (G_OBJECT (toggle), "row", (gpointer) row);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (active_cb), self);

  return widget;
}

static GtkWidget *
new_widget (LeafBlogSettingsPage *self, const Row *row)
{
  switch (row->kind)
    {
    case ROW_GROUP:
      return adw_preferences_group_new ();
    case ROW_PATTERN:
    case ROW_SLUG:
      return new_entry (self, row);
    case ROW_CHOICE:
      return new_combo (self, row);
    case ROW_SWITCH:
      return new_switch (self, row);
    case ROW_LANGUAGE:
      return leaf_blog_language_new (self->edit);
    case ROW_PARTS:
      return leaf_blog_parts_new (self->edit);
    case ROW_GENRES:
      return leaf_blog_genres_new (self->edit);
    case ROW_TEMPLATE:
      return leaf_blog_template_new (self->edit);
    case ROW_SITE:
      return leaf_blog_site_new (self->edit);
    case ROW_STORES:
    default:
      return leaf_blog_stores_new (self->edit);
    }
}

static gboolean
has_effect (const Row *row, LeafPublisherFlags flags)
{
  return (row->needs == 0 || (flags & row->needs) != 0) && (row->key == NULL || leaf_abilities_use_setting (flags, row->key));
}

static void
add_rows (LeafBlogSettingsPage *self, AdwPreferencesPage *page)
{
  LeafPublisherFlags flags = leaf_publisher_find_flags (leaf_blog_edit_get_blog (self->edit));
  AdwPreferencesGroup *group = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      GtkWidget *widget;

      if (!has_effect (row, flags))
        continue;

      widget = self->widgets[i] = new_widget (self, row);
      g_object_set_data (G_OBJECT (widget), "row", (gpointer) row);
      if (ADW_IS_PREFERENCES_GROUP (widget))
        {
          group = ADW_PREFERENCES_GROUP (widget);
          if (row->title != NULL)
            adw_preferences_group_set_title (group, _(row->title));
          if (row->subtitle != NULL)
            adw_preferences_group_set_description (group, _(row->subtitle));
          adw_preferences_page_add (page, group);
          continue;
        }
      adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (widget), TRUE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _(row->title));
      if (row->subtitle != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), _(row->subtitle));
      adw_preferences_group_add (group, widget);
    }
}

/* The language, the dates and the name of the blog stand in the examples, too. */
static void
changed_cb (LeafBlogSettingsPage *self)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    if (self->widgets[i] != NULL && (rows[i].kind == ROW_PATTERN || rows[i].kind == ROW_SLUG))
      show_example (self, self->widgets[i], &rows[i]);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), leaf_blog_get_name (leaf_blog_edit_get_blog (self->edit)));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), leaf_blog_get_address (leaf_blog_edit_get_blog (self->edit)));
}

/* Another window or the verbs changed a setting. What she has typed and cannot be taken yet is not touched. */
static void
followed_cb (LeafBlogSettingsPage *self, const char *key)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *widget = self->widgets[i];
      gpointer toggle;

      if (widget == NULL || g_strcmp0 (rows[i].key, key) != 0)
        continue;
      switch (rows[i].kind)
        {
        case ROW_PATTERN:
        case ROW_SLUG:
          if (leaf_row_problem_is_set (widget))
            break;
          g_signal_handlers_block_by_func (widget, text_changed_cb, self);
          show_text (self, widget, &rows[i]);
          g_signal_handlers_unblock_by_func (widget, text_changed_cb, self);
          break;
        case ROW_CHOICE:
          g_signal_handlers_block_by_func (widget, selected_cb, self);
          show_choice (self, widget, &rows[i]);
          g_signal_handlers_unblock_by_func (widget, selected_cb, self);
          break;
        case ROW_SWITCH:
          toggle = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget));
          g_signal_handlers_block_by_func (toggle, active_cb, self);
          show_switch (self, widget, &rows[i]);
          g_signal_handlers_unblock_by_func (toggle, active_cb, self);
          break;
        case ROW_GROUP:
        case ROW_LANGUAGE:
        case ROW_PARTS:
        case ROW_GENRES:
        case ROW_STORES:
        case ROW_SITE:
        case ROW_TEMPLATE:
        default:
          break;
        }
    }
}

static void
failed_cb (LeafBlogSettingsPage *self, const char *message)
{
  leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (message));
}

static void
back_cb (LeafBlogSettingsPage *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);

  leaf_blog_edit_flush (self->edit);
  if (window != NULL)
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (window));
}

static GtkWidget *
new_header_bar (LeafBlogSettingsPage *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  LeafBlog *blog = leaf_blog_edit_get_blog (self->edit);

  gtk_widget_set_tooltip_text (back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the blogs"), -1);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (back_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), back);
  self->title = adw_window_title_new (leaf_blog_get_name (blog), leaf_blog_get_address (blog));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->title);

  return bar;
}

static void
leaf_blog_settings_page_dispose (GObject *object)
{
  LeafBlogSettingsPage *self = LEAF_BLOG_SETTINGS_PAGE (object);

  if (self->edit != NULL)
    leaf_blog_edit_flush (self->edit);
  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_settings_page_parent_class)->dispose (object);
}

static void
leaf_blog_settings_page_class_init (LeafBlogSettingsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_settings_page_dispose;
}

static void
leaf_blog_settings_page_init (LeafBlogSettingsPage *self)
{
}

/**
 * leaf_blog_settings_page_new:
 * @library: the library
 * @blog: one of its blogs
 *
 * Makes the page of a blog's settings. Every change is saved at once.
 *
 * Returns: (transfer none): the page
 */
GtkWidget *
leaf_blog_settings_page_new (LeafLibrary *library, LeafBlog *blog)
{
  LeafBlogSettingsPage *self = g_object_new (LEAF_TYPE_BLOG_SETTINGS_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  self->edit = leaf_blog_edit_new (library, blog);
  g_signal_connect_object (self->edit, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->edit, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), new_header_bar (self));
  gtk_box_append (GTK_BOX (box), page);
  gtk_widget_set_vexpand (page, TRUE);
  adw_bin_set_child (ADW_BIN (self), box);
  add_rows (self, ADW_PREFERENCES_PAGE (page));

  return GTK_WIDGET (self);
}
