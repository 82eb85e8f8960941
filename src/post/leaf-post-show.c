/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-post-reader.h"
#include "leaf-post-writer-private.h"

/* Addresses that no picture has. */
#define PLACE "https://flyleaf.invalid/"

static void
add_picture (const LeafDocument *document, unsigned int index, GHashTable *media, GHashTable *pictures)
{
  const char *sha256 = leaf_block_get_style (leaf_document_get_block (document, index))->picture;
  char *address;

  if (sha256 == NULL || g_hash_table_contains (media, sha256))
    return;
  address = g_strconcat (PLACE, sha256, NULL);
  g_hash_table_insert (media, g_strdup (sha256), leaf_post_media_new (NULL, address, 0, 0));
  g_hash_table_insert (pictures, address, g_strdup (sha256));
}

/**
 * leaf_post_show:
 * @source: the post it would be in
 * @document: a text of its review, at any time
 *
 * Tells what a post shows of a text, as leaf_post_read() would find it there: without empty lines, unrated rows and
 * whatever else a reader cannot see. What somebody changed on the blog is the difference from this.
 *
 * Returns: (transfer full): the text as it is shown
 */
LeafDocument *
leaf_post_show (const LeafPostSource *source, const LeafDocument *document)
{
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LeafPostText) text = NULL;
  g_autofree char *content = NULL;
  LeafPostWriter writer;

  g_return_val_if_fail (source != NULL && document != NULL, NULL);

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    add_picture (document, i, media, pictures);
  leaf_post_writer_init (&writer, source, LEAF_MARKUP_HTML, 0, media);
  leaf_post_begin_group (&writer, "flyleaf-review e-content", NULL);
  leaf_post_write_document (&writer, document);
  leaf_post_end_group (&writer);
  content = leaf_markup_builder_end (writer.builder);
  leaf_post_writer_clear (&writer);

  text = leaf_post_read (content, LEAF_MARKUP_HTML, NULL, pictures, NULL);
  return text != NULL ? leaf_document_ref (text->document) : leaf_document_copy (document);
}
