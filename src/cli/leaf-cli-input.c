/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-pictures.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define READ_SIZE (64 * 1024)

typedef enum {
  FORMAT_UNKNOWN,
  FORMAT_HTML,
  FORMAT_MARKDOWN,
  FORMAT_TEXT,
} Format;

static const struct {
  const char *word; /* of --format, and the end of a file name */
  Format format;
} formats[] = {
  { "html", FORMAT_HTML }, { "htm", FORMAT_HTML },      { "markdown", FORMAT_MARKDOWN },
  { "md", FORMAT_MARKDOWN }, { "text", FORMAT_TEXT },   { "txt", FORMAT_TEXT },
};

static Format
find_format (const char *word)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (formats[i].word, word) == 0)
      return formats[i].format;

  return FORMAT_UNKNOWN;
}

static Format
choose_format (const char *file, const char *word, GError **error)
{
  const char *extension = strrchr (file, '.');
  Format format;

  format = find_format (word != NULL ? word : extension != NULL ? extension + 1 : "");
  if (format != FORMAT_UNKNOWN)
    return format;

  if (word != NULL)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                 _("“%s” is no format that Flyleaf reads: say html, markdown or text."), word);
  else if (g_str_equal (file, "-"))
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                         _("Say with --format whether standard input is html, markdown or text."));
  else
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                 _("The name “%s” does not tell what is in it: say --format html, markdown or text."), file);
  return FORMAT_UNKNOWN;
}

/* Bounded, whatever hides behind the name: a device, a pipe, a file that grows. One byte more than
 * a document may have is enough for its reader to refuse it. */
static GByteArray *
read_all (const char *file, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GInputStream) input = NULL;
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);

  if (g_str_equal (file, "-"))
    input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    {
      g_autoptr (GFile) path = g_file_new_for_path (file);

      input = G_INPUT_STREAM (g_file_read (path, NULL, error));
    }
  if (input == NULL)
    return NULL;

  while (bytes->len <= LEAF_DOCUMENT_MAX_BYTES)
    {
      gssize n = g_input_stream_read (input, buffer, READ_SIZE, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        break;
      g_byte_array_append (bytes, buffer, (unsigned int) n);
    }

  return g_steal_pointer (&bytes);
}

/* A text from a file, or from standard input for "-". */
LeafDocument *
leaf_cli_read_document (const char *file, const char *format, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  LeafDocument *document;
  const char *text;
  Format kind;
  gssize length;

  kind = choose_format (file, format, error);
  if (kind == FORMAT_UNKNOWN)
    return NULL;

  bytes = read_all (file, &local_error);
  if (bytes == NULL)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("“%s” cannot be read: %s"), file,
                   local_error->message);
      return NULL;
    }

  text = bytes->len > 0 ? (const char *) bytes->data : "";
  length = (gssize) bytes->len;
  if (kind == FORMAT_HTML)
    document = leaf_document_new_from_html (text, length, &local_error);
  else if (kind == FORMAT_MARKDOWN)
    document = leaf_document_new_from_markdown (text, length, &local_error);
  else
    document = leaf_document_new_from_text (text, length, &local_error);

  if (document == NULL)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("“%s” cannot be used: %s"), file,
                 local_error->message);
  return document;
}

/* "4.5" or "4,5" stars into halves; empty or "0" is none. */
gboolean
leaf_cli_parse_rating (const char *text, int *halves, GError **error)
{
  g_autofree char *number = g_strdelimit (g_strdup (text), ",", '.');
  char *end = NULL;
  double stars;

  g_strstrip (number);
  stars = g_ascii_strtod (number, &end);
  if (*end != '\0' || !(stars >= 0 && stars <= LEAF_RATING_MAX / 2.0) || stars * 2 != floor (stars * 2))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is no rating: give 0.5 to 5 stars in halves, or 0 for none."), text);
      return FALSE;
    }

  *halves = (int) (stars * 2);
  return TRUE;
}

/* "2026-12-24T08:00", "2026-12-24 08:00:00" (her own time zone), or with a zone: "…T08:00Z", "…+01:00".
 * GLib's reader wants the seconds. */
gboolean
leaf_cli_parse_time (const char *text, gint64 *seconds, GError **error)
{
  const size_t minutes = strlen ("2026-12-24T08:00");
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GString) full = g_string_new (text);

  if (full->len >= minutes && full->str[minutes] != ':')
    g_string_insert (full, (gssize) minutes, ":00");
  time = g_date_time_new_from_iso8601 (full->str, zone);
  if (time == NULL)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is no time: write it as 2026-12-24T08:00."), text);
      return FALSE;
    }

  *seconds = g_date_time_to_unix (time);
  return TRUE;
}

gboolean
leaf_cli_parse_id (const char *text, gint64 *id)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &value, NULL))
    return FALSE;

  *id = (gint64) value;
  return TRUE;
}

/* Puts a picture into the library; its SHA-256. */
char *
leaf_cli_add_picture (LeafCli *cli, const char *file, GError **error)
{
  g_autoptr (LeafPicture) picture = NULL;
  g_autoptr (GFile) path = g_file_new_for_path (file);

  if (!leaf_cli_open (cli, error))
    return NULL;

  picture = leaf_pictures_add_file (cli->library, path, NULL, error);
  return picture != NULL ? g_strdup (picture->sha256) : NULL;
}
