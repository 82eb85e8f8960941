/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of a post: which of the library they are, and their captions. */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-post-reader-private.h"

#include <string.h>

#define UPLOADS "/wp-content/uploads/"

/* More than this nobody is going to fetch. */
#define MAX_UNKNOWN 200

static const LeafHtmlSlice paragraph = { "p", 1 };
static const LeafHtmlSlice caption = { "figcaption", 10 };

/* Takes "-300x200" off the end of a name: WordPress makes smaller copies of what is uploaded. */
static gsize
skip_size (const char *stem, gsize length)
{
  gsize height = length, width;

  while (height > 0 && g_ascii_isdigit (stem[height - 1]))
    height--;
  if (height == length || height == 0 || stem[height - 1] != 'x')
    return length;
  width = height - 1;
  while (width > 0 && g_ascii_isdigit (stem[width - 1]))
    width--;
  return width < height - 1 && width > 1 && stem[width - 1] == '-' ? width - 1 : length;
}

/* What all copies of one upload have in common. Where it is in WordPress's own folder the host does not count, either:
 * blogs move, and put servers of pictures in front. */
static char *
normalize_address (const char *address)
{
  g_autofree char *path = g_strndup (address, strcspn (address, "?#"));
  const char *start = strstr (path, UPLOADS);
  const char *name, *extension;
  gsize stem;

  if (start == NULL)
    start = strstr (path, "//");
  if (start == NULL)
    start = path;
  name = strrchr (start, '/');
  name = name != NULL ? name + 1 : start;
  extension = strrchr (name, '.');
  if (extension == NULL)
    return g_strdup (start);

  stem = skip_size (name, extension - name);
  if (stem > 7 && strncmp (name + stem - 7, "-scaled", 7) == 0)
    stem -= 7;
  return g_strdup_printf ("%.*s%.*s%s", (int) (name - start), start, (int) stem, name, extension);
}

/**
 * leaf_post_dup_full_size:
 * @address: of a picture on a blog
 *
 * Finds where the picture is as it was uploaded, when this is one of the smaller copies that WordPress makes.
 *
 * Returns: (transfer full) (nullable): another address; %NULL when this is no copy
 */
char *
leaf_post_dup_full_size (const char *address)
{
  gsize length = strcspn (address, "?#");
  const char *name = g_strrstr_len (address, length, "/");
  const char *extension = name != NULL ? g_strrstr_len (name, address + length - name, ".") : NULL;
  gsize stem;

  if (extension == NULL || strstr (address, UPLOADS) == NULL)
    return NULL;
  stem = skip_size (name, extension - name);
  if (name + stem == extension)
    return NULL;
  return g_strdup_printf ("%.*s%s", (int) (name + stem - address), address, extension);
}

void
leaf_post_reader_learn_pictures (LeafPostReader *self, GHashTable *pictures)
{
  GHashTableIter iter;
  gpointer address, sha256;

  self->exact = pictures;
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (pictures == NULL)
    return;
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &address, &sha256))
    {
      g_autofree char *normal = normalize_address (address);

      /* The upload itself before one that only looks like a copy of it. */
      if (!g_hash_table_contains (self->pictures, normal) || g_str_has_suffix (address, normal))
        g_hash_table_insert (self->pictures, g_steal_pointer (&normal), sha256);
    }
}

/* The address in an attribute: its ampersands are character references, however written. */
static char *
decode_address (LeafHtmlSlice value)
{
  static const char *const references[] = { "&amp;", "&#038;", "&#38;", "&#x26;" };
  g_autofree char *text = g_strndup (value.data != NULL ? value.data : "", value.length);
  g_autoptr (GString) address = g_string_new (g_strstrip (text));

  for (unsigned int i = 0; i < G_N_ELEMENTS (references); i++)
    g_string_replace (address, references[i], "&", 0);
  return g_string_free (g_steal_pointer (&address), FALSE);
}

static const char *
find_picture (LeafPostReader *self, const char *address)
{
  g_autofree char *normal = normalize_address (address);
  const char *found = self->exact != NULL ? g_hash_table_lookup (self->exact, address) : NULL;

  return found != NULL ? found : g_hash_table_lookup (self->pictures, normal);
}

void
leaf_post_reader_close_figure (LeafPostReader *self)
{
  if (!self->open_figure)
    return;
  self->open_figure = FALSE;
  leaf_post_reader_block (self, "</figure>");
}

/* A caption belongs to the picture above it; that of anything else is a paragraph. */
void
leaf_post_reader_caption (LeafPostReader *self, gboolean end)
{
  if (!end)
    {
      leaf_post_reader_open_leaf (self, self->open_figure ? caption : paragraph, NULL);
      self->in_caption = TRUE;
      return;
    }
  if (!self->in_caption)
    return;
  leaf_post_reader_close_leaf (self, self->open_figure ? caption : paragraph);
  self->in_caption = FALSE;
  leaf_post_reader_close_figure (self);
}

static void
write_figure (LeafPostReader *self, const char *sha256, const LeafHtmlToken *token)
{
  g_autoptr (GString) figure = g_string_new (NULL);

  leaf_post_reader_caption (self, TRUE);
  leaf_post_reader_close_figure (self);
  g_string_printf (figure, "<figure data-picture=\"%s\"><img", sha256);
  leaf_post_reader_append_attribute (figure, "alt", token->alt, "");
  g_string_append_c (figure, '>');
  leaf_post_reader_block (self, figure->str);
  self->open_figure = TRUE;
  if (self->figures == 0 && !self->shortcode)
    leaf_post_reader_close_figure (self);
  if (self->review.name.length == 0)
    self->flags |= LEAF_POST_READ_STRAY;
}

/* The number in "wp-image-23". */
static char *
read_remote_id (const LeafHtmlToken *token)
{
  static const char head[] = "wp-image-";
  const char *p = token->class_name.data;
  const char *end;
  const char *start;

  if (token->class_name.length == 0)
    return NULL;

  end = p + token->class_name.length;
  if ((p = memmem (p, end - p, head, strlen (head))) == NULL)
    return NULL;
  for (start = p += strlen (head); p < end && g_ascii_isdigit (*p) && p - start < 18;)
    p++;
  return p > start ? g_strndup (start, p - start) : NULL;
}

/* A picture that the library does not have. It stays as a link, with what it shows or its name as words. */
static void
write_link (LeafPostReader *self, const char *address, const LeafHtmlToken *token)
{
  static const char close[] = "</a>";
  g_autoptr (GString) link = g_string_new ("<a");
  gboolean apart = self->n_leaves == 0 && !self->inlined;
  g_autofree char *name = g_path_get_basename (address);
  g_autofree char *label = g_markup_escape_text (name, MIN (strcspn (name, "?#"), 120));

  if (!g_hash_table_contains (self->seen, address) && self->unknown->len < MAX_UNKNOWN)
    {
      LeafPostUnknown *unknown = g_new0 (LeafPostUnknown, 1);

      unknown->address = g_strdup (address);
      unknown->remote_id = read_remote_id (token);
      g_ptr_array_add (self->unknown, unknown);
      g_hash_table_add (self->seen, unknown->address);
    }

  leaf_post_reader_append_attribute (link, "href", token->src, "");
  g_string_append_c (link, '>');
  if (apart)
    leaf_post_reader_open_leaf (self, paragraph, NULL);
  leaf_post_reader_copy_inline (self, link->str, link->str + link->len);
  if (token->alt.length > 0)
    leaf_post_reader_words (self, token->alt.data, token->alt.length);
  else
    leaf_post_reader_words (self, label, strlen (label));
  leaf_post_reader_copy_inline (self, close, close + strlen (close));
  if (apart)
    leaf_post_reader_close_leaf (self, paragraph);
}

void
leaf_post_reader_image (LeafPostReader *self, const LeafHtmlToken *token)
{
  g_autofree char *address = decode_address (token->src);
  const char *sha256 = find_picture (self, address);

  if (sha256 != NULL && !self->inlined && !self->ratings)
    write_figure (self, sha256, token);
  else if (leaf_link_is_safe (address) && g_ascii_strncasecmp (address, "http", 4) == 0)
    write_link (self, address, token);
  else if (token->alt.length > 0)
    leaf_post_reader_words (self, token->alt.data, token->alt.length);
}

/* Captions of the classic editor: [caption …]<img …> words[/caption]. Returns how many bytes of the text that is, 0 when
 * it is none. */
gsize
leaf_post_reader_shortcode (LeafPostReader *self, const char *text, gsize length)
{
  const char *close = memchr (text, ']', MIN (length, 400));
  gboolean end = length >= 9 && strncmp (text, "[/caption", 9) == 0;

  if (self->markup != LEAF_MARKUP_WORDPRESS || close == NULL || !(end || (length >= 9 && strncmp (text, "[caption ", 9) == 0)))
    return 0;

  if (end)
    {
      leaf_post_reader_caption (self, TRUE);
      leaf_post_reader_close_figure (self);
      leaf_post_reader_block (self, "");
    }
  else
    leaf_post_reader_close_figure (self);
  self->shortcode = !end;
  return close + 1 - text;
}
