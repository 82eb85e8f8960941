/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-quotes.h"

#include <glib/gi18n.h>

/* What the options say of a quotation; NULL is not said, empty takes the value away. */
typedef struct {
  char *text;
  char *source;
  char *note;
  gint64 id;   /* of the one to be changed; 0: a new one */
  gint64 book;
  LeafQuote *quote;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->text);
  g_free (fields->source);
  g_free (fields->note);
  g_clear_pointer (&fields->quote, leaf_quote_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

typedef struct {
  gint64 book;
  GPtrArray *quotes;
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->quotes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static void
set_value (char **value, const char *text)
{
  g_autofree char *stripped = NULL;

  if (text == NULL)
    return;

  stripped = g_strstrip (g_strdup (text));
  g_free (*value);
  *value = *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

static gboolean
save_cb (LeafDb *db, gpointer data, GError **error)
{
  Fields *fields = data;

  fields->quote = fields->id != 0 ? leaf_quotes_load (db, fields->id, error) : g_new0 (LeafQuote, 1);
  if (fields->quote == NULL)
    return FALSE;

  if (fields->book != 0)
    fields->quote->book = fields->book;
  set_value (&fields->quote->text, fields->text);
  set_value (&fields->quote->source, fields->source);
  set_value (&fields->quote->note, fields->note);

  return leaf_quotes_save (db, fields->quote, error);
}

static void
add_json (JsonBuilder *builder, const LeafQuote *quote)
{
  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "id", quote->id);
  leaf_cli_json_int (builder, "book", quote->book);
  leaf_cli_json_string (builder, "text", quote->text);
  leaf_cli_json_string (builder, "source", quote->source);
  leaf_cli_json_string (builder, "note", quote->note);
  json_builder_end_object (builder);
}

static void
print_saved (LeafCli *cli, const LeafQuote *quote)
{
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_json (builder, quote);
      leaf_cli_print_json (builder);
    }
  else
    leaf_cli_print ("%" G_GINT64_FORMAT "\n", quote->id);
}

static gboolean
check_text (const char *text, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped != '\0')
    return TRUE;

  g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A quotation needs some words."));
  return FALSE;
}

static gboolean
parse_fields (LeafCli *cli, Fields *fields, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "text", 't', 0, G_OPTION_ARG_FILENAME, &fields->text, N_("The words quoted"), N_("TEXT") },
    { "source", 's', 0, G_OPTION_ARG_FILENAME, &fields->source, N_("Page or place: p. 12, Chapter 3…"), N_("TEXT") },
    { "note", 'n', 0, G_OPTION_ARG_FILENAME, &fields->note, N_("Note for yourself, never published"), N_("TEXT") },
    { NULL }
  };

  return leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error);
}

static gboolean
parse_number (LeafCli *cli, gint64 *id, GError **error)
{
  if (leaf_cli_parse_id (cli->words[0], id))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” is no number of a quotation; “flyleaf quote list” shows them."), cli->words[0]);
  return FALSE;
}

static gboolean
run_add (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  g_autoptr (LeafBook) book = NULL;

  if (!parse_fields (cli, &fields, argc, argv, error))
    return FALSE;
  if (fields.text == NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A quotation needs a --text."));
      return FALSE;
    }
  if (!check_text (fields.text, error) || (book = leaf_cli_find_book (cli, cli->words[0], error)) == NULL)
    return FALSE;

  fields.book = leaf_book_get_id (book);
  if (!leaf_cli_write (cli, save_cb, &fields, error))
    return FALSE;

  print_saved (cli, fields.quote);
  return TRUE;
}

static gboolean
run_edit (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };

  if (!parse_fields (cli, &fields, argc, argv, error) || !parse_number (cli, &fields.id, error) ||
      (fields.text != NULL && !check_text (fields.text, error)) ||
      !leaf_cli_write (cli, save_cb, &fields, error))
    return FALSE;

  print_saved (cli, fields.quote);
  return TRUE;
}

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  List *list = data;

  return (list->quotes = leaf_quotes_list (db, list->book, error)) != NULL;
}

static void
print_list (LeafCli *cli, GPtrArray *quotes)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < quotes->len; i++)
    {
      const LeafQuote *quote = g_ptr_array_index (quotes, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, quote->id);

      if (cli->json)
        add_json (builder, quote);
      else
        leaf_cli_print_row (id, quote->text, quote->source != NULL ? quote->source : "",
                            quote->note != NULL ? quote->note : "", NULL);
    }
  json_builder_end_array (builder);

  if (cli->json)
    leaf_cli_print_json (builder);
}

static gboolean
run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (List) list = { 0 };
  g_autoptr (LeafBook) book = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) ||
      (book = leaf_cli_find_book (cli, cli->words[0], error)) == NULL)
    return FALSE;

  list.book = leaf_book_get_id (book);
  if (!leaf_cli_read (cli, list_cb, &list, error))
    return FALSE;

  print_list (cli, list.quotes);
  return TRUE;
}

static gboolean
remove_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_remove (db, *(gint64 *) data, error);
}

static gboolean
restore_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_restore (db, *(gint64 *) data, error);
}

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) || !parse_number (cli, &id, error) ||
      !leaf_cli_write (cli, remove_cb, &id, error))
    return FALSE;

  leaf_cli_message (_("The quotation is removed; “flyleaf quote restore %lld” brings it back."), (long long) id);
  return TRUE;
}

static gboolean
run_restore (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  return leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) && parse_number (cli, &id, error) &&
         leaf_cli_write (cli, restore_cb, &id, error);
}

const LeafCliVerb leaf_cli_quote_verbs[] = {
  { "quote", "add", N_("BOOK"), N_("Keep a quotation of a book"), LEAF_CLI_JSON, run_add },
  { "quote", "edit", N_("NUMBER"), N_("Change a quotation"), LEAF_CLI_JSON, run_edit },
  { "quote", "list", N_("BOOK"), N_("List the quotations kept of a book"), LEAF_CLI_JSON, run_list },
  { "quote", "remove", N_("NUMBER"), N_("Remove a quotation"), LEAF_CLI_PLAIN, run_remove },
  { "quote", "restore", N_("NUMBER"), N_("Bring a removed quotation back"), LEAF_CLI_PLAIN, run_restore },
  { NULL }
};
