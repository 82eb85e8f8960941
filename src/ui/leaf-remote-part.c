/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-remote-part"

#include "config.h"

#include "leaf-remote-part.h"

#include <glib/gi18n.h>

static void
part_free (gpointer data)
{
  LeafRemotePart *self = data;

  g_clear_pointer (&self->base, leaf_document_unref);
  g_clear_pointer (&self->mine, leaf_document_unref);
  g_clear_pointer (&self->theirs, leaf_document_unref);
  g_clear_pointer (&self->my_changes, g_ptr_array_unref);
  g_clear_pointer (&self->their_changes, g_ptr_array_unref);
  g_free (self);
}

/* With nothing before, all of it is new. */
static GPtrArray *
compare (LeafDocument **base, LeafDocument *other)
{
  if (other == NULL && *base == NULL)
    return NULL;
  if (other == NULL)
    {
      g_autoptr (LeafDocument) nothing = leaf_document_new ();

      return leaf_document_compare (*base, nothing);
    }
  if (*base == NULL)
    *base = leaf_document_new ();
  return leaf_document_compare (*base, other);
}

static void
add_comparisons (LeafRemotePart *self)
{
  if (self->kind == LEAF_MERGE_SAME)
    return;
  self->my_changes = compare (&self->base, self->mine);
  self->their_changes = compare (&self->base, self->theirs);
  if (self->mine == NULL)
    self->mine = leaf_document_new ();
  if (self->theirs == NULL)
    self->theirs = leaf_document_new ();
}

static LeafDocument *
make_line (const char *text)
{
  LeafDocument *document;

  if (text == NULL)
    return NULL;
  document = leaf_document_new ();
  leaf_document_append_text (document, text, -1, NULL);
  return document;
}

static void
add_title (GPtrArray *parts, const LeafRemoteChange *change)
{
  LeafRemotePart *self;
  gboolean mine = g_strcmp0 (change->base_title, change->mine_title) != 0;
  gboolean theirs = g_strcmp0 (change->base_title, change->theirs_title) != 0;

  if (!mine && !theirs)
    return;
  self = g_new0 (LeafRemotePart, 1);
  self->title = TRUE;
  self->kind = change->title_clash ? LEAF_MERGE_CLASH : mine && theirs ? LEAF_MERGE_BOTH : mine ? LEAF_MERGE_MINE : LEAF_MERGE_THEIRS;
  self->has_base = change->base_title != NULL;
  self->base = make_line (change->base_title);
  self->mine = make_line (change->mine_title);
  self->theirs = make_line (change->theirs_title);
  add_comparisons (self);
  g_ptr_array_add (parts, self);
}

/**
 * leaf_remote_part_list: (skip)
 * @change: what was seen
 *
 * Cuts the three texts into parts and compares them word by word.
 *
 * Returns: (transfer full) (element-type LeafRemotePart): the parts; that of the title first, if it differs
 */
GPtrArray *
leaf_remote_part_list (const LeafRemoteChange *change)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  add_title (parts, change);
  for (unsigned int i = 0; i < leaf_merge_get_n_parts (change->merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_part (change->merge, i);
      LeafRemotePart *self = g_new0 (LeafRemotePart, 1);

      self->kind = part->kind;
      self->n_blocks = part->n_mine;
      self->has_base = change->has_base;
      self->base = leaf_document_slice_blocks (change->base, part->base, part->n_base);
      self->mine = leaf_document_slice_blocks (change->mine, part->mine, part->n_mine);
      self->theirs = leaf_document_slice_blocks (change->theirs, part->theirs, part->n_theirs);
      add_comparisons (self);
      g_ptr_array_add (parts, self);
    }
  return parts;
}

/**
 * leaf_remote_part_describe: (skip)
 * @self: a part
 *
 * Returns: (transfer full): who changed it, in words
 */
char *
leaf_remote_part_describe (const LeafRemotePart *self)
{
  switch (self->kind)
    {
    case LEAF_MERGE_MINE:
      return g_strdup (self->title ? _("You changed the title") : _("You changed this"));
    case LEAF_MERGE_THEIRS:
      return g_strdup (self->title ? _("The title was changed on the blog") : _("Changed on the blog"));
    case LEAF_MERGE_BOTH:
      return g_strdup (self->title ? _("The title was changed in the same way") : _("Changed here and on the blog, and put together"));
    case LEAF_MERGE_CLASH:
      return g_strdup (self->title ? _("The title was changed here and on the blog: choose one")
                                   : _("Changed here and on the blog: choose one"));
    case LEAF_MERGE_SAME:
    default:
      return g_strdup_printf (ngettext ("%u unchanged paragraph", "%u unchanged paragraphs", self->n_blocks), self->n_blocks);
    }
}
