/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview in the browser: it follows the text, and it answers nobody else. */

#include "config.h"

#include "leaf-preview-server.h"
#include "leaf-reviews.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct {
  GIOStream *stream;
  char *text; /* the whole answer, head and body */
  gboolean done;
} Request;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;
  gssize size = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL);
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);

  request->text = size > 0 ? g_strndup (g_memory_output_stream_get_data (memory), (gsize) size) : NULL;
  request->done = TRUE;
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *request = data;

  request->stream = G_IO_STREAM (g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL));
  request->done = TRUE;
}

/* As it is given, without a client that tidies the path: the whole answer; NULL: nobody listens. */
static char *
ask_raw (int port, const char *method, const char *path, const char *host)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *head = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", method, path, host);
  Request request = { NULL };

  g_socket_client_connect_to_host_async (client, "127.0.0.1", (guint16) port, NULL, connected_cb, &request);
  leaf_test_wait_until (request.done);
  stream = request.stream;
  if (stream == NULL)
    return NULL;

  request.done = FALSE;
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL));
  g_output_stream_splice_async (memory, g_io_stream_get_input_stream (stream), G_OUTPUT_STREAM_SPLICE_NONE, G_PRIORITY_DEFAULT, NULL,
                                read_cb, &request);
  leaf_test_wait_until (request.done);

  return request.text;
}

/* The server with the address of the review on the blog, in parts. */
typedef struct {
  LeafPreviewServer *server;
  char *host;
  char *path;
  int port;
} Preview;

static void
preview_init (Preview *preview, LeafTestOutbox *fixture, gint64 review)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;

  preview->server = leaf_preview_server_new (fixture->library.library, &error);
  g_assert_no_error (error);
  address = leaf_preview_server_dup_address (preview->server, review, fixture->blog);
  uri = g_uri_parse (address, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  preview->port = g_uri_get_port (uri);
  preview->host = g_strdup_printf ("127.0.0.1:%d", preview->port);
  preview->path = g_strdup (g_uri_get_path (uri));
}

static void
preview_clear (Preview *preview)
{
  g_clear_object (&preview->server);
  g_free (preview->host);
  g_free (preview->path);
}

static char *
ask (Preview *preview, const char *part)
{
  g_autofree char *path = g_strconcat (preview->path, part, NULL);

  return ask_raw (preview->port, "GET", path, preview->host);
}

static void
assert_status (char *text, int status)
{
  g_autofree char *line = g_strdup_printf ("HTTP/1.1 %d ", status);

  g_assert_nonnull (text);
  g_assert_true (g_str_has_prefix (text, line));
  g_free (text);
}

static void
test_page (LeafTestOutbox *fixture, gconstpointer unused)
{
  Preview preview;
  g_autofree char *page = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *before = NULL;
  g_autofree char *same = NULL;
  g_autofree char *after = NULL;
  g_autofree char *page_after = NULL;
  const char *found;

  preview_init (&preview, fixture, fixture->review);
  page = ask (&preview, "");
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (page, "Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'\r\n"));
  g_assert_nonnull (strstr (page, "X-Content-Type-Options: nosniff\r\n"));
  g_assert_nonnull (strstr (page, "Referrer-Policy: no-referrer\r\n"));
  g_assert_nonnull (strstr (page, "Cache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (page, "<!-- wp:paragraph"));
  g_assert_nonnull (strstr (page, ">Pages &amp; Tea &lt;3</a>"));
  g_assert_null (strstr (page, "file://"));

  found = strstr (page, preview.path);
  g_assert_nonnull (found);
  picture = g_strndup (found + strlen (preview.path), strlen ("picture/") + 64);
  g_assert_true (g_str_has_prefix (picture, "picture/"));
  assert_status (ask (&preview, picture), 200);
  assert_status (ask (&preview, "style.css"), 200);
  assert_status (ask (&preview, "preview.js"), 200);
  assert_status (ask_raw (preview.port, "HEAD", preview.path, preview.host), 200);

  before = ask (&preview, "version");
  same = ask (&preview, "version");
  leaf_test_append_text (fixture->library.library, fixture->review, "<p>A word that came later.</p>");
  after = ask (&preview, "version");
  page_after = ask (&preview, "");
  g_assert_cmpstr (strstr (before, "\r\n\r\n"), ==, strstr (same, "\r\n\r\n"));
  g_assert_cmpstr (strstr (before, "\r\n\r\n"), !=, strstr (after, "\r\n\r\n"));
  g_assert_nonnull (strstr (page_after, "A word that came later."));
  g_assert_nonnull (strstr (page, strstr (before, "\r\n\r\n") + 4));
  preview_clear (&preview);
}

/* Who has another name for this computer, another token, another way to say it, gets nothing. */
static void
test_strangers (LeafTestOutbox *fixture, gconstpointer unused)
{
  Preview preview;
  g_autofree char *local = NULL;
  g_autofree char *guessed = NULL;
  static const char *const parts[] = { "..", "../../", "picture/../../../style.css", "%2e%2e/style.css", "picture/../../../../etc/passwd",
                                       "other", "version/", "/", "picture%2f", "picture/" };

  preview_init (&preview, fixture, fixture->review);
  local = g_strdup_printf ("localhost:%d", preview.port);
  assert_status (ask_raw (preview.port, "GET", preview.path, local), 404);
  assert_status (ask_raw (preview.port, "GET", preview.path, "evil.example"), 404);
  assert_status (ask_raw (preview.port, "GET", preview.path, "127.0.0.1"), 404);
  assert_status (ask_raw (preview.port, "POST", preview.path, preview.host), 404);
  assert_status (ask_raw (preview.port, "DELETE", preview.path, preview.host), 404);
  assert_status (ask_raw (preview.port, "GET", "/", preview.host), 404);

  guessed = g_strdup (preview.path);
  guessed[1] = guessed[1] == 'a' ? 'b' : 'a';
  assert_status (ask_raw (preview.port, "GET", guessed, preview.host), 404);
  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = ask (&preview, parts[i]);

      g_test_message ("%s: %.20s", parts[i], text);
      g_assert_true (g_str_has_prefix (text, "HTTP/1.1 404 ") || g_str_has_prefix (text, "HTTP/1.1 400 "));
    }
  preview_clear (&preview);
}

/* A picture that only another review shows. */
static void
test_other_picture (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 other = leaf_test_save_numbered_review (fixture->library.library, 7);
  g_autoptr (GBytes) cover = leaf_test_numbered_cover (7);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, cover);
  g_autofree char *part = g_strconcat ("picture/", sha256, NULL);
  Preview preview;
  Preview of_other;

  preview_init (&preview, fixture, fixture->review);
  preview_init (&of_other, fixture, other);
  assert_status (ask (&of_other, part), 200);
  assert_status (ask (&preview, part), 404);
  preview_clear (&of_other);
  preview_clear (&preview);
}

static void
test_injected (LeafTestOutbox *fixture, gconstpointer unused)
{
  Preview preview;
  g_autofree char *page = NULL;
  const char *found;
  unsigned int n_ours = 0;

  leaf_test_append_text (fixture->library.library, fixture->review,
                         "<p>&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(2)</script><a href=\"javascript:alert(3)\">x</a></p>"
                         "<p onclick=\"alert(4)\">y<img src=\"x\" onerror=\"alert(5)\"></p>");
  preview_init (&preview, fixture, fixture->review);
  page = ask (&preview, "");
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (page, "&lt;script&gt;alert(1)"));
  g_assert_null (strstr (page, "javascript:"));
  g_assert_null (strstr (page, "onclick"));
  g_assert_null (strstr (page, "onerror"));
  for (found = strstr (page, "<script"); found != NULL; found = strstr (found + 1, "<script"))
    {
      if (g_str_has_prefix (found, "<script src=\"preview.js\" "))
        n_ours++;
      else /* what search engines read, and no browser runs */
        g_assert_true (g_str_has_prefix (found, "<script type=\"application/ld+json\">"));
    }
  g_assert_cmpuint (n_ours, ==, 1);
  preview_clear (&preview);
}

/* The page goes the way of the post's language, and Flyleaf's words in it go their own. */
static void
test_direction (LeafTestOutbox *fixture, gconstpointer unused)
{
  Preview preview;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LeafBlog) blog = leaf_test_load_blog (fixture->library.library, fixture->blog);

  preview_init (&preview, fixture, fixture->review);
  before = ask (&preview, "");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, "ar-EG");
  leaf_test_save_blog (fixture->library.library, blog);
  after = ask (&preview, "");
  g_assert_nonnull (strstr (before, "<html lang=\"en\">"));
  g_assert_nonnull (strstr (after, "<html lang=\"ar-EG\" dir=\"rtl\">"));
  g_assert_nonnull (strstr (after, "<header class=\"site\" dir=\"ltr\">"));
  preview_clear (&preview);
}

/* What the library does not have is not there. */
static void
test_unknown (LeafTestOutbox *fixture, gconstpointer unused)
{
  Preview preview;
  g_autofree char *review = NULL;
  g_autofree char *blog = NULL;
  g_autofree char *page = NULL;

  preview_init (&preview, fixture, fixture->review + 1000);
  page = ask (&preview, "");
  g_assert_true (g_str_has_prefix (page, "HTTP/1.1 404 "));
  g_assert_nonnull (strstr (page, "<p dir=\"ltr\">"));
  assert_status (ask (&preview, "version"), 404);
  preview_clear (&preview);

  preview_init (&preview, fixture, fixture->review);
  blog = g_strdup_printf ("../%" G_GINT64_FORMAT "/", fixture->blog + 1000);
  assert_status (ask (&preview, blog), 404);
  review = g_strdup_printf ("../%" G_GINT64_FORMAT "/version", fixture->blog);
  assert_status (ask (&preview, review), 200);
  preview_clear (&preview);
}

static gboolean
empty_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_reviews_save_document (db, *(gint64 *) data, "", "", error);
}

/* It says what is missing, and shows the post as soon as it is one. */
static void
test_incomplete (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Preview preview;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, empty_func, &fixture->review);
  g_assert_null (leaf_outbox_preview (fixture->library.library, fixture->review, fixture->blog, NULL, &error));
  preview_init (&preview, fixture, fixture->review);
  page = ask (&preview, "");
  g_assert_nonnull (strstr (page, error->message));
  before = ask (&preview, "version");
  leaf_test_append_text (fixture->library.library, fixture->review, "<p>A beginning.</p>");
  after = ask (&preview, "version");
  g_assert_cmpstr (strstr (before, "\r\n\r\n"), !=, strstr (after, "\r\n\r\n"));
  preview_clear (&preview);
}

/* Also while an answer is being made. */
static void
test_gone (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GIOStream) stream = NULL;
  g_autofree char *head = NULL;
  Preview preview;
  int port;

  preview_init (&preview, fixture, fixture->review);
  port = preview.port;
  head = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", preview.path, preview.host);
  stream = G_IO_STREAM (g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL));
  g_assert_nonnull (stream);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL));
  for (int i = 0; i < 4; i++)
    g_main_context_iteration (NULL, FALSE);
  preview_clear (&preview);
  g_assert_null (ask_raw (port, "GET", "/", "127.0.0.1"));
  leaf_test_wait_until (G_OBJECT (fixture->library.library)->ref_count <= 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_outbox ("/preview-server/page", NULL, test_page);
  leaf_test_add_outbox ("/preview-server/strangers", NULL, test_strangers);
  leaf_test_add_outbox ("/preview-server/other-picture", NULL, test_other_picture);
  leaf_test_add_outbox ("/preview-server/injected", NULL, test_injected);
  leaf_test_add_outbox ("/preview-server/direction", NULL, test_direction);
  leaf_test_add_outbox ("/preview-server/unknown", NULL, test_unknown);
  leaf_test_add_outbox ("/preview-server/incomplete", NULL, test_incomplete);
  leaf_test_add_outbox ("/preview-server/gone", NULL, test_gone);

  return g_test_run ();
}
