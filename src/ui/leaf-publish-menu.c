/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-menu"

#include "config.h"

#include "leaf-publish-menu.h"

#include "leaf-text.h"

#include <glib/gi18n.h>

/* A name may hold an underscore, which in a menu would make a mnemonic. */
static char *
escape (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
append (GMenu *menu, const char *label, const char *action, gint64 blog)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", blog);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu, const char *label, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, label, G_MENU_MODEL (section));
}

/* What all the blogs of an item can do together, and what holds of any of them. */
typedef struct
{
  LeafPublishAbilities abilities;
  gboolean scheduled;
  gboolean drafts; /* pressing Publish saves a draft on some */
} Summary;

static Summary
summarize (GPtrArray *targets)
{
  Summary summary = { 0 };

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      summary.abilities |= leaf_publish_target_get_abilities (target);
      summary.scheduled |= leaf_publish_target_get_state (target) == LEAF_PUBLICATION_SCHEDULED;
      summary.drafts |= leaf_publish_target_get_verb (target) == LEAF_PUBLISH_SAVE_DRAFT;
    }

  return summary;
}

/* What is done on all of them; a new post on one and an update on another are both publishing. */
static LeafPublishVerb
get_verb (GPtrArray *targets)
{
  LeafPublishVerb verb = LEAF_PUBLISH_NEW;

  for (unsigned int i = 0; i < targets->len; i++)
    {
      LeafPublishVerb own = leaf_publish_target_get_verb (g_ptr_array_index (targets, i));

      if (i > 0 && own != verb)
        return LEAF_PUBLISH_NEW;
      verb = own;
    }

  return verb;
}

/* The blogs on which it can be done, where it cannot on all of them: what the others do not get is seen before it is
 * chosen. NULL: on all. */
static char *
name_able (GPtrArray *targets, LeafPublishAbilities ability)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      g_autofree char *name = escape (leaf_publish_target_get_name (target));

      if ((leaf_publish_target_get_abilities (target) & ability) != 0)
        g_ptr_array_add (names, g_strdup_printf (_("“%s”"), name));
    }
  if (names->len == targets->len)
    return NULL;

  g_ptr_array_add (names, NULL);
  return leaf_text_join_names ((const char *const *) names->pdata);
}

static char *
label_draft (GPtrArray *targets)
{
  g_autofree char *names = name_able (targets, LEAF_PUBLISH_CAN_SAVE_DRAFT);

  /* Translators: %s is names of blogs, where others that were chosen have no drafts */
  return names != NULL ? g_strdup_printf (_("Save as _Draft on %s"), names) : g_strdup (_("Save as _Draft"));
}

static char *
label_schedule (GPtrArray *targets, gboolean again)
{
  g_autofree char *names = name_able (targets, LEAF_PUBLISH_CAN_SCHEDULE);

  if (names == NULL)
    return g_strdup (again ? _("Re_schedule…") : _("_Schedule…"));

  /* Translators: %s is names of blogs, where others that were chosen cannot wait for a time */
  return again ? g_strdup_printf (_("Re_schedule on %s…"), names) : g_strdup_printf (_("_Schedule on %s…"), names);
}

static void
append_sending (GMenu *menu, GPtrArray *targets, const Summary *summary, gint64 blog)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autofree char *draft = label_draft (targets);
  g_autofree char *schedule = label_schedule (targets, summary->scheduled);

  append (section, leaf_publish_menu_get_label (targets), "publish.to", blog);
  if ((summary->scheduled || summary->drafts) && (summary->abilities & LEAF_PUBLISH_CAN_PUBLISH) != 0)
    append (section, _("Publish _Now"), "publish.at-once", blog);
  if ((summary->abilities & LEAF_PUBLISH_CAN_SAVE_DRAFT) != 0 && get_verb (targets) != LEAF_PUBLISH_SAVE_DRAFT)
    append (section, draft, "publish.draft", blog);
  if ((summary->abilities & LEAF_PUBLISH_CAN_SCHEDULE) != 0)
    append (section, schedule, "publish.schedule", blog);
  if (summary->scheduled)
    append (section, _("Uns_chedule"), "publish.unschedule", blog);
  append_section (menu, NULL, section);
}

/* What there is to see, which is one post. */
static void
append_looking (GMenu *menu, const LeafPublishTarget *target)
{
  gint64 blog = leaf_blog_get_id (target->blog);
  g_autoptr (GMenu) section = g_menu_new ();

  if ((leaf_publish_target_get_abilities (target) & LEAF_PUBLISH_CAN_OPEN) != 0)
    append (section, _("_Open the Post"), "publish.open", blog);
  if (target->publication != NULL && target->publication->differences != NULL)
    append (section, _("_What the Blog Changed…"), "publish.differences", blog);
  if ((leaf_publish_target_get_abilities (target) & LEAF_PUBLISH_CAN_COMPARE) != 0)
    append (section, _("Co_mpare with the Blog…"), "publish.compare", blog);
  append_section (menu, NULL, section);
}

static void
append_taking_back (GMenu *menu, const Summary *summary, gint64 blog)
{
  g_autoptr (GMenu) section = g_menu_new ();

  if ((summary->abilities & LEAF_PUBLISH_CAN_PUT_BACK) != 0)
    append (section, _("Put _Back"), "publish.put-back", blog);
  if ((summary->abilities & LEAF_PUBLISH_CAN_TAKE_DOWN) != 0)
    append (section, _("_Take Down"), "publish.take-down", blog);
  if ((summary->abilities & LEAF_PUBLISH_CAN_DELETE) != 0)
    append (section, _("De_lete from Blog"), "publish.delete", blog);
  append_section (menu, NULL, section);
}

static void
fill_flat (GMenu *menu, GPtrArray *targets, gint64 blog)
{
  Summary summary = summarize (targets);

  append_sending (menu, targets, &summary, blog);
  if (targets->len == 1)
    append_looking (menu, g_ptr_array_index (targets, 0));
  append_taking_back (menu, &summary, blog);
}

static void
append_blogs (GMenu *menu, LeafPublishModel *model)
{
  GPtrArray *targets = leaf_publish_model_get_targets (model);
  g_autoptr (GMenu) section = g_menu_new ();

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      g_autofree char *label = escape (leaf_publish_target_get_name (target));
      g_autofree char *action = leaf_publish_menu_blog_action (leaf_blog_get_id (target->blog), TRUE);

      g_menu_append (section, label, action);
    }
  if (!leaf_publish_model_is_usual (model))
    g_menu_append (section, _("Use These Blogs for New Re_views"), "publish.make-usual");
  /* Translators: above the names of blogs with check marks */
  append_section (menu, _("Publish to"), section);
}

/* GTK tells submenus apart by their labels, so that two blogs of one name would have one menu. */
static char *
name_submenu (GPtrArray *targets, const LeafPublishTarget *target)
{
  const char *name = leaf_publish_target_get_name (target);
  g_autofree char *escaped = escape (name);
  g_autofree char *address = NULL;

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *other = g_ptr_array_index (targets, i);

      if (other != target && g_str_equal (leaf_publish_target_get_name (other), name))
        address = escape (leaf_blog_get_address (target->blog));
      if (address != NULL)
        /* Translators: a submenu: the name and the address of a blog */
        return g_strdup_printf (_("Only “%s” (%s)"), escaped, address);
    }

  /* Translators: a submenu: the name of a blog */
  return g_strdup_printf (_("Only “%s”"), escaped);
}

/* What can be done on one of several alone. */
static void
append_each (GMenu *menu, LeafPublishModel *model)
{
  GPtrArray *targets = leaf_publish_model_get_targets (model);
  g_autoptr (GMenu) section = g_menu_new ();

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);
      gint64 blog = leaf_blog_get_id (target->blog);
      g_autoptr (GPtrArray) alone = leaf_publish_model_dup_chosen (model, blog);
      g_autofree char *label = name_submenu (targets, target);
      g_autoptr (GMenu) submenu = g_menu_new ();

      fill_flat (submenu, alone, blog);
      g_menu_append_submenu (section, label, G_MENU_MODEL (submenu));
    }
  append_section (menu, NULL, section);
}

/**
 * leaf_publish_menu_new:
 * @model: a review
 *
 * Makes a menu of what can be done with the review now: with one blog, a flat list; with several, which
 * are meant, what is done on all of them, and a submenu for each.
 *
 * Returns: (transfer full): the menu; empty without a blog
 */
GMenu *
leaf_publish_menu_new (LeafPublishModel *model)
{
  GPtrArray *targets = leaf_publish_model_get_targets (model);
  g_autoptr (GPtrArray) chosen = leaf_publish_model_dup_chosen (model, 0);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  if (chosen->len == 0)
    return g_steal_pointer (&menu);

  if (targets->len == 1)
    fill_flat (menu, chosen, leaf_blog_get_id (((LeafPublishTarget *) g_ptr_array_index (chosen, 0))->blog));
  else
    {
      append_blogs (menu, model);
      fill_flat (menu, chosen, 0);
      append_each (menu, model);
    }

  g_menu_append (more, _("Chec_k Before Publishing…"), "review.check");
  g_menu_append (more, _("P_review…"), "review.preview");
  g_menu_append (more, _("Show the Outbo_x"), "app.outbox");
  append_section (menu, NULL, more);
  return g_steal_pointer (&menu);
}

/**
 * leaf_publish_menu_blog_action:
 * @blog: a blog's id
 * @prefixed: whether for an item of a menu
 *
 * Returns: (transfer full): the name of the action that chooses the blog
 */
char *
leaf_publish_menu_blog_action (gint64 blog, gboolean prefixed)
{
  return g_strdup_printf ("%sb%" G_GINT64_FORMAT, prefixed ? "blog." : "", blog);
}

/**
 * leaf_publish_menu_get_label:
 * @targets: (element-type LeafPublishTarget): blogs
 *
 * Returns: (transfer none): what pressing Publish does on them, in a word or two
 */
const char *
leaf_publish_menu_get_label (GPtrArray *targets)
{
  switch (get_verb (targets))
    {
    case LEAF_PUBLISH_UPDATE:
      return _("_Update");
    case LEAF_PUBLISH_AGAIN:
      return _("_Publish Again");
    case LEAF_PUBLISH_SAVE_DRAFT:
      return _("Save as _Draft");
    case LEAF_PUBLISH_NEW:
    default:
      return _("_Publish");
    }
}

static char *
describe_one (const LeafPublishTarget *target)
{
  const char *name = leaf_publish_target_get_name (target);

  switch (leaf_publish_target_get_verb (target))
    {
    case LEAF_PUBLISH_UPDATE:
      /* Translators: %s is the name of a blog. */
      return g_strdup_printf (_("Update the post on “%s”"), name);
    case LEAF_PUBLISH_AGAIN:
      /* Translators: %s is the name of a blog. */
      return g_strdup_printf (_("Publish again on “%s”"), name);
    case LEAF_PUBLISH_SAVE_DRAFT:
      /* Translators: %s is the name of a blog. */
      return g_strdup_printf (_("Save as a draft on “%s”"), name);
    case LEAF_PUBLISH_NEW:
    default:
      /* Translators: %s is the name of a blog. */
      return g_strdup_printf (_("Publish to “%s”"), name);
    }
}

/**
 * leaf_publish_menu_describe:
 * @targets: (element-type LeafPublishTarget): blogs
 *
 * Returns: (transfer full): what pressing Publish does on each of them
 */
char *
leaf_publish_menu_describe (GPtrArray *targets)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < targets->len; i++)
    g_ptr_array_add (parts, describe_one (g_ptr_array_index (targets, i)));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}
