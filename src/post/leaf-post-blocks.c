/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-blocks"

#include "config.h"

#include "leaf-post-labels.h"
#include "leaf-post-writer-private.h"

/* Each block's HTML is exactly what WordPress's own save() writes for its attributes: the editor
 * calls anything else invalid. tests/wordpress/validate-blocks.mjs asks WordPress's own code. */

void
leaf_post_writer_init (LeafPostWriter *self,
                       const LeafPostSource *source,
                       LeafMarkup markup,
                       LeafPostFlags flags,
                       GHashTable *media)
{
  *self = (LeafPostWriter) {
    .source = source,
    .markup = markup,
    .flags = flags,
    .media = media,
    .language = leaf_post_source_get_language (source),
    .builder = leaf_markup_builder_new (markup),
    .spoilers = g_array_new (FALSE, FALSE, sizeof (LeafPostSpoiler)),
  };
}

void
leaf_post_writer_clear (LeafPostWriter *self)
{
  g_clear_pointer (&self->builder, leaf_markup_builder_free);
  g_clear_pointer (&self->spoilers, g_array_unref);
}

/* The class attribute: WordPress's own class where there are blocks, then ours; NULL for none. */
static char *
join_classes (const LeafPostWriter *self,
              const char *block_class,
              const char *class_name)
{
  gboolean blocks = self->markup == LEAF_MARKUP_WORDPRESS && self->in_html_block == 0;

  if (!blocks || block_class == NULL)
    return g_strdup (class_name);
  if (class_name == NULL)
    return g_strdup (block_class);

  return g_strconcat (block_class, " ", class_name, NULL);
}

static void
begin_block (LeafPostWriter *self,
             const char *name,
             JsonObject *attributes)
{
  if (self->in_html_block == 0)
    leaf_markup_builder_begin_block (self->builder, name, attributes);
  else
    g_clear_pointer (&attributes, json_object_unref);
}

static void
end_block (LeafPostWriter *self)
{
  if (self->in_html_block == 0)
    leaf_markup_builder_end_block (self->builder);
}

static JsonObject *
class_attributes (const char *class_name)
{
  JsonObject *attributes = json_object_new ();

  if (class_name != NULL)
    json_object_set_string_member (attributes, "className", class_name);

  return attributes;
}

static void
begin_element_block (LeafPostWriter *self,
                     const char *block,
                     const char *element,
                     const char *block_class,
                     const char *class_name,
                     const char *id)
{
  g_autofree char *classes = join_classes (self, block_class, class_name);

  begin_block (self, block, class_attributes (class_name));
  leaf_markup_builder_open (self->builder, element, "id", id, "class", classes, NULL);
}

static void
end_element_block (LeafPostWriter *self)
{
  leaf_markup_builder_close (self->builder);
  end_block (self);
}

void
leaf_post_begin_group (LeafPostWriter *self,
                       const char *class_name,
                       const char *id)
{
  begin_element_block (self, "group", "div", "wp-block-group", class_name, id);
}

void
leaf_post_end_group (LeafPostWriter *self)
{
  end_element_block (self);
}

/* Beside each other on a phone, too: a cover as wide as the screen would push the facts off it. */
void
leaf_post_begin_columns (LeafPostWriter *self,
                         const char *class_name)
{
  JsonObject *attributes = class_attributes (class_name);
  g_autofree char *classes = join_classes (self, "wp-block-columns is-not-stacked-on-mobile", class_name);

  json_object_set_boolean_member (attributes, "isStackedOnMobile", FALSE);
  begin_block (self, "columns", attributes);
  leaf_markup_builder_open (self->builder, "div", "class", classes, NULL);
}

void
leaf_post_end_columns (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_begin_column (LeafPostWriter *self,
                        unsigned int percent)
{
  JsonObject *attributes = json_object_new ();
  g_autofree char *width = g_strdup_printf ("%u%%", percent);
  g_autofree char *style = NULL;
  g_autofree char *classes = join_classes (self, "wp-block-column", NULL);

  json_object_set_string_member (attributes, "width", width);
  begin_block (self, "column", attributes);
  if (classes != NULL)
    style = g_strconcat ("flex-basis:", width, NULL);
  leaf_markup_builder_open (self->builder, "div", "class", classes, "style", style, NULL);
}

void
leaf_post_end_column (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_begin_paragraph (LeafPostWriter *self,
                           const char *class_name)
{
  begin_element_block (self, "paragraph", "p", NULL, class_name, NULL);
}

void
leaf_post_end_paragraph (LeafPostWriter *self)
{
  end_element_block (self);
}

/* A second-level heading names no level in its comment. */
void
leaf_post_begin_heading (LeafPostWriter *self,
                         unsigned int level)
{
  static const char *const names[] = { "h2", "h3", "h4" };
  JsonObject *attributes = json_object_new ();

  level = CLAMP (level, 2, 4);
  if (level != 2)
    json_object_set_int_member (attributes, "level", level);
  begin_block (self, "heading", attributes);
  leaf_markup_builder_open (self->builder, names[level - 2], NULL);
}

void
leaf_post_end_heading (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_begin_list (LeafPostWriter *self,
                      gboolean ordered)
{
  JsonObject *attributes = json_object_new ();

  if (ordered)
    json_object_set_boolean_member (attributes, "ordered", TRUE);
  begin_block (self, "list", attributes);
  leaf_markup_builder_open (self->builder, ordered ? "ol" : "ul", NULL);
}

void
leaf_post_end_list (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_begin_item (LeafPostWriter *self)
{
  begin_element_block (self, "list-item", "li", NULL, NULL, NULL);
}

void
leaf_post_end_item (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_begin_quote (LeafPostWriter *self,
                       const char *class_name)
{
  begin_element_block (self, "quote", "blockquote", "wp-block-quote", class_name, NULL);
}

void
leaf_post_end_quote (LeafPostWriter *self)
{
  end_element_block (self);
}

static gboolean
has_details_block (const LeafPostWriter *self)
{
  return self->markup == LEAF_MARKUP_HTML || (self->flags & LEAF_POST_DETAILS_BLOCK) != 0;
}

/* Folded text. WordPress 6.1 has no block for it; there it is HTML of its own, with no blocks inside. */
void
leaf_post_begin_details (LeafPostWriter *self,
                         const char *class_name,
                         const char *summary)
{
  g_autofree char *classes = NULL;

  begin_block (self, has_details_block (self) ? "details" : "html",
               has_details_block (self) ? class_attributes (class_name) : NULL);
  if (!has_details_block (self))
    self->in_html_block++;
  classes = join_classes (self, "wp-block-details", class_name);
  leaf_markup_builder_open (self->builder, "details", "class", classes, NULL);
  leaf_markup_builder_element (self->builder, "summary", summary);
}

void
leaf_post_end_details (LeafPostWriter *self)
{
  leaf_markup_builder_close (self->builder);
  if (!has_details_block (self))
    self->in_html_block--;
  end_block (self);
}

/* Rows follow. WordPress frames a table in a figure; what it does not say of the width of the columns
 * changed its meaning between two releases, so it is said. */
void
leaf_post_begin_table (LeafPostWriter *self,
                       const char *class_name)
{
  JsonObject *attributes = json_object_new ();
  g_autofree char *classes = join_classes (self, "wp-block-table", class_name);

  json_object_set_boolean_member (attributes, "hasFixedLayout", FALSE);
  if (class_name != NULL)
    json_object_set_string_member (attributes, "className", class_name);
  begin_block (self, "table", attributes);
  leaf_markup_builder_open (self->builder, "figure", "class", classes, NULL);
  leaf_markup_builder_open (self->builder, "table", NULL);
  leaf_markup_builder_open (self->builder, "tbody", NULL);
}

void
leaf_post_begin_table_foot (LeafPostWriter *self)
{
  leaf_markup_builder_close (self->builder);
  leaf_markup_builder_open (self->builder, "tfoot", NULL);
}

void
leaf_post_end_table (LeafPostWriter *self)
{
  leaf_markup_builder_close (self->builder);
  leaf_markup_builder_close (self->builder);
  end_element_block (self);
}

static char *
image_size (const LeafPostWriter *self,
            int pixels)
{
  /* WordPress sets sizes by itself, and a width in the block would win over its own. */
  if (self->markup == LEAF_MARKUP_WORDPRESS || pixels <= 0)
    return NULL;

  return g_strdup_printf ("%d", pixels);
}

/* A picture; what is written before leaf_post_end_image() becomes its caption. With @link_class it
 * leads to itself in full size, which is also how microformats learn of it: the block allows no class
 * of ours on the <img>, but it does on the link. */
void
leaf_post_begin_image (LeafPostWriter *self,
                       const char *sha256,
                       const char *alt,
                       const char *class_name,
                       const char *link_class)
{
  const LeafPostMedia *media = g_hash_table_lookup (self->media, sha256);
  JsonObject *attributes = json_object_new ();
  g_autofree char *classes = join_classes (self, "wp-block-image size-full", class_name);
  g_autofree char *image_class = NULL;
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;
  guint64 id;

  if (self->markup == LEAF_MARKUP_WORDPRESS && media->remote_id != NULL &&
      g_ascii_string_to_unsigned (media->remote_id, 10, 1, G_MAXINT32, &id, NULL))
    {
      json_object_set_int_member (attributes, "id", (gint64) id);
      image_class = g_strdup_printf ("wp-image-%" G_GUINT64_FORMAT, id);
    }
  json_object_set_string_member (attributes, "sizeSlug", "full");
  json_object_set_string_member (attributes, "linkDestination", link_class != NULL ? "media" : "none");
  if (class_name != NULL)
    json_object_set_string_member (attributes, "className", class_name);

  begin_block (self, "image", attributes);
  leaf_markup_builder_open (self->builder, "figure", "class", classes, NULL);
  if (link_class != NULL)
    leaf_markup_builder_open (self->builder, "a", "class", link_class, "href", media->address, NULL);
  width = image_size (self, media->height > 0 ? media->width : 0);
  height = image_size (self, media->width > 0 ? media->height : 0);
  leaf_markup_builder_empty (self->builder, "img", "src", media->address, "alt", alt != NULL ? alt : "",
                             "class", image_class, "width", width, "height", height, NULL);
  if (link_class != NULL)
    leaf_markup_builder_close (self->builder);
}

void
leaf_post_end_image (LeafPostWriter *self)
{
  end_element_block (self);
}

void
leaf_post_write_divider (LeafPostWriter *self)
{
  g_autofree char *classes = join_classes (self, "wp-block-separator has-alpha-channel-opacity", NULL);

  begin_block (self, "separator", NULL);
  leaf_markup_builder_empty (self->builder, "hr", "class", classes, NULL);
  end_block (self);
}

void
leaf_post_write_script (LeafPostWriter *self,
                        const char *json)
{
  begin_block (self, "html", NULL);
  leaf_markup_builder_json_script (self->builder, json);
  end_block (self);
}

void
leaf_post_write_heading (LeafPostWriter *self,
                         unsigned int level,
                         const char *text)
{
  leaf_post_begin_heading (self, level);
  leaf_markup_builder_text (self->builder, text);
  leaf_post_end_heading (self);
}

void
leaf_post_write_span (LeafPostWriter *self,
                      const char *class_name,
                      const char *text)
{
  leaf_markup_builder_open (self->builder, "span", "class", class_name, NULL);
  leaf_markup_builder_text (self->builder, text);
  leaf_markup_builder_close (self->builder);
}

/* `<data>` and `<time>` would be stripped from an Author's post, `<abbr>` is not. Without the dots that
 * browsers draw under it: there is nothing to look up. */
void
leaf_post_write_value (LeafPostWriter *self,
                       const char *class_name,
                       const char *value,
                       const char *text)
{
  leaf_markup_builder_open (self->builder, "abbr", "class", class_name, "title", value,
                            "style", "text-decoration:none", NULL);
  leaf_markup_builder_text (self->builder, text);
  leaf_markup_builder_close (self->builder);
}

void
leaf_post_write_label (LeafPostWriter *self,
                       const char *label)
{
  leaf_markup_builder_open (self->builder, "strong", NULL);
  leaf_markup_builder_text (self->builder, label);
  leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_COLON));
  leaf_markup_builder_close (self->builder);
  leaf_markup_builder_text (self->builder, " ");
}
