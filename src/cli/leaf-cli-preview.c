/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-preview.h"

#include "leaf-blogs.h"
#include "leaf-outbox.h"
#include "leaf-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Plain and readable in light and dark; the blog's own theme is not known here. */
static const char style[] =
  ":root { color-scheme: light dark; }\n"
  "body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 serif; }\n"
  "h1, h2, h3, h4 { line-height: 1.25; }\n"
  "img { max-width: 100%; height: auto; }\n"
  "blockquote { margin-inline: 1rem 0; padding-inline-start: 1rem; border-inline-start: .25rem solid; }\n";

static void
append_page (GString *page, const LeafPost *post)
{
  g_autofree char *title = leaf_text_escape (post->title);
  g_autofree char *excerpt = leaf_text_escape (post->excerpt);
  g_autofree char *language = leaf_text_escape (post->language != NULL ? post->language : "en");

  g_string_append_printf (page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
  g_string_append (page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  g_string_append_printf (page, "<title>%s</title>\n", title);
  if (*excerpt != '\0')
    g_string_append_printf (page, "<meta name=\"description\" content=\"%s\">\n", excerpt);
  g_string_append_printf (page, "<style>\n%s</style>\n", style);
  /* Its writer leaves no "<" in it. */
  if (post->json_ld != NULL && strstr (post->content, post->json_ld) == NULL)
    g_string_append_printf (page, "<script type=\"application/ld+json\">%s</script>\n", post->json_ld);
  g_string_append_printf (page, "</head>\n<body>\n<main>\n<h1>%s</h1>\n", title);
  g_string_append (page, post->content);
  g_string_append (page, "\n</main>\n</body>\n</html>\n");
}

static gboolean
count_blogs_cb (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);
  gint64 *only = data;

  if (blogs == NULL)
    return FALSE;

  *only = blogs->len == 1 ? leaf_blog_get_id (g_ptr_array_index (blogs, 0)) : 0;
  return TRUE;
}

/**
 * leaf_cli_run_preview:
 * @cli: the call
 * @argc: how many words there are in @argv
 * @argv: the words behind the verb
 * @error: return location for an error
 *
 * The verb `preview`: prints the post as an HTML page, as it would be sent to a blog.
 *
 * Returns: whether it was printed
 */
gboolean
leaf_cli_run_preview (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *blog_words = NULL;
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME, &blog_words, N_("As this blog would get it"), N_("BLOG") },
    { NULL }
  };
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (GString) page = NULL;
  LeafMarkup markup;
  gint64 blog_id = 0;

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  if (blog_words != NULL)
    {
      g_autoptr (LeafBlog) blog = leaf_cli_find_blog (cli, blog_words, error);

      if (blog == NULL)
        return FALSE;
      blog_id = leaf_blog_get_id (blog);
    }
  else if (!leaf_cli_read (cli, count_blogs_cb, &blog_id, error))
    return FALSE;

  post = leaf_outbox_preview (cli->library, leaf_review_get_id (review), blog_id, &markup, error);
  if (post == NULL)
    return FALSE;

  page = g_string_new (NULL);
  append_page (page, post);
  leaf_cli_print ("%s", page->str);
  return TRUE;
}
