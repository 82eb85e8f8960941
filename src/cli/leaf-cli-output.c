/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Text from a library, a server or the name of a file may hold anything; in a list it must neither
 * break the line nor drive the terminal. */
static char *
make_safe (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_iscntrl (c) && !(keep_lines && c == '\n') ? ' ' : c);
    }

  return g_string_free (line, FALSE);
}

/* Results are UTF-8 in every locale, as g_print() would lose letters in the C locale. */
void
leaf_cli_print (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vfprintf (stdout, format, arguments);
  va_end (arguments);
}

/* "Publisher: A House"; nothing for a value that is not known. */
void
leaf_cli_print_field (const char *name, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;

  line = make_safe (value, FALSE);
  leaf_cli_print ("%s: %s\n", name, line);
}

/* One line, values separated by tabs; NULL ends them. */
void
leaf_cli_print_row (const char *first, ...)
{
  va_list arguments;

  va_start (arguments, first);
  for (const char *value = first; value != NULL; value = va_arg (arguments, const char *))
    {
      g_autofree char *line = make_safe (value, FALSE);

      leaf_cli_print (value == first ? "%s" : "\t%s", line);
    }
  va_end (arguments);

  leaf_cli_print ("\n");
}

/* Paragraphs, after an empty line. */
void
leaf_cli_print_text (const char *text)
{
  g_autofree char *safe = make_safe (text, TRUE);

  if (*safe != '\0')
    leaf_cli_print ("\n%s\n", g_strchomp (safe));
}

void
leaf_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  leaf_cli_print ("%s\n", text);
}

void
leaf_cli_message (const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *safe = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  safe = make_safe (message, TRUE);
  g_printerr ("flyleaf: %s\n", safe);
}

/* A result that did not reach its file is a failure. */
gboolean
leaf_cli_flush (GError **error)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("The result could not be written: %s"),
               g_strerror (errno));
  return FALSE;
}

void
leaf_cli_json_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
leaf_cli_json_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
leaf_cli_json_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
leaf_cli_json_strv (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (unsigned int i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

/* ISO 8601 in UTC; null for never. */
void
leaf_cli_json_time (JsonBuilder *builder, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  leaf_cli_json_string (builder, name, text);
}

/* In her own time zone; NULL for never. */
char *
leaf_cli_format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_local (seconds) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : NULL;
}

/* "4.5"; NULL for no rating. */
char *
leaf_cli_format_rating (int halves)
{
  if (halves == 0)
    return NULL;

  return g_strdup_printf (halves % 2 == 0 ? "%d" : "%d.5", halves / 2);
}

const char *
leaf_cli_place_name (LeafPlace place)
{
  switch (place)
    {
    case LEAF_PLACE_TO_REVIEW:
      return "to-review";
    case LEAF_PLACE_DRAFTS:
      return "draft";
    case LEAF_PLACE_SCHEDULED:
      return "scheduled";
    case LEAF_PLACE_PUBLISHED:
      return "published";
    case LEAF_PLACE_ATTENTION:
      return "attention";
    case LEAF_PLACE_ALL:
    case LEAF_PLACE_SHELF:
    case LEAF_PLACE_GENRE:
    default:
      return "all";
    }
}

const char *
leaf_cli_state_name (LeafPublicationState state)
{
  switch (state)
    {
    case LEAF_PUBLICATION_DRAFT:
      return "draft";
    case LEAF_PUBLICATION_SCHEDULED:
      return "scheduled";
    case LEAF_PUBLICATION_PUBLISHED:
      return "published";
    case LEAF_PUBLICATION_REMOVED:
      return "removed";
    case LEAF_PUBLICATION_NONE:
    default:
      return "none";
    }
}
