/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-book.h"
#include "leaf-books.h"
#include "leaf-cli.h"
#include "leaf-library.h"
#include "leaf-publication.h"
#include "leaf-review.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_CLI_ERROR_USAGE,     /* exit 2 */
  LEAF_CLI_ERROR_FAILED,    /* exit 1, as errors of all other domains */
  LEAF_CLI_ERROR_CANCELLED, /* Ctrl+C; exit 1 */
} LeafCliError;

#define LEAF_CLI_ERROR (leaf_cli_error_quark ())
GQuark leaf_cli_error_quark (void);

typedef struct _LeafCli LeafCli;

typedef enum {
  LEAF_CLI_PLAIN = 0,
  LEAF_CLI_JSON  = 1 << 0, /* has --json */
} LeafCliFlags;

typedef struct {
  const char *group;
  const char *name; /* NULL: the group's own */
  const char *parameters;
  const char *summary;
  LeafCliFlags flags;
  gboolean (*run) (LeafCli *cli, int argc, char **argv, GError **error);
} LeafCliVerb;

/* One call of the program. */
struct _LeafCli
{
  const char *library_path;
  LeafLibrary *library; /* opened by leaf_cli_open() */
  const LeafCliVerb *verb;
  gboolean json;
  gboolean helped; /* --help was given and answered */
  char **words;    /* what is no option */
  unsigned int n_words;
};

extern const LeafCliVerb leaf_cli_book_verbs[];
extern const LeafCliVerb leaf_cli_quote_verbs[];
extern const LeafCliVerb leaf_cli_review_verbs[];
extern const LeafCliVerb leaf_cli_template_verbs[];
extern const LeafCliVerb leaf_cli_blog_verbs[];
extern const LeafCliVerb leaf_cli_profile_verbs[];
extern const LeafCliVerb leaf_cli_publish_verbs[];
extern const LeafCliVerb leaf_cli_outbox_verbs[];
extern const LeafCliVerb leaf_cli_check_verbs[];

/* leaf-cli.c */
gboolean leaf_cli_parse (LeafCli *cli, const GOptionEntry *entries, gpointer data, int argc, char **argv, unsigned int min_words, unsigned int max_words, GError **error);
gboolean leaf_cli_open  (LeafCli *cli, GError **error);
gboolean leaf_cli_read  (LeafCli *cli, LeafLibraryFunc func, gpointer data, GError **error);
gboolean leaf_cli_write (LeafCli *cli, LeafLibraryFunc func, gpointer data, GError **error);

/* leaf-cli-thread.c */
typedef gpointer (*LeafCliThreadFunc) (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error);
gpointer leaf_cli_run_in_thread (LeafCli *cli, LeafCliThreadFunc func, gpointer data, GError **error);

/* leaf-cli-output.c */
void        leaf_cli_print        (const char *format, ...) G_GNUC_PRINTF (1, 2);
void        leaf_cli_print_field  (const char *name, const char *value);
void        leaf_cli_print_row    (const char *first, ...) G_GNUC_NULL_TERMINATED;
void        leaf_cli_print_text   (const char *text);
void        leaf_cli_print_json   (JsonBuilder *builder);
void        leaf_cli_message      (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean    leaf_cli_flush        (GError **error);
void        leaf_cli_json_string  (JsonBuilder *builder, const char *name, const char *value);
void        leaf_cli_json_int     (JsonBuilder *builder, const char *name, gint64 value);
void        leaf_cli_json_bool    (JsonBuilder *builder, const char *name, gboolean value);
void        leaf_cli_json_strv    (JsonBuilder *builder, const char *name, const char *const *values);
void        leaf_cli_json_time    (JsonBuilder *builder, const char *name, gint64 seconds);
char       *leaf_cli_format_time  (gint64 seconds);
char       *leaf_cli_format_rating (int halves);
const char *leaf_cli_place_name   (LeafPlace place);
const char *leaf_cli_state_name   (LeafPublicationState state);

/* leaf-cli-input.c */
LeafDocument *leaf_cli_read_document (const char *file, const char *format, GError **error);
gboolean      leaf_cli_parse_rating  (const char *text, int *halves, GError **error);
gboolean      leaf_cli_parse_time    (const char *text, gint64 *seconds, GError **error);
gboolean      leaf_cli_parse_id      (const char *text, gint64 *id);
char         *leaf_cli_add_picture   (LeafCli *cli, const char *file, GError **error);

/* leaf-cli-password.c */
char *leaf_cli_read_password (const char *question, GError **error);

/* leaf-cli-find.c: by id, UUID, ISBN or words; NULL and an error that lists the candidates when there is not exactly one. */
LeafBook   *leaf_cli_find_book   (LeafCli *cli, const char *text, GError **error);
LeafReview *leaf_cli_find_review (LeafCli *cli, const char *text, GError **error);
LeafBlog   *leaf_cli_find_blog   (LeafCli *cli, const char *text, GError **error);
char       *leaf_cli_describe_book   (LeafBook *book);
char       *leaf_cli_describe_review (LeafDb *db, LeafReview *review);

G_END_DECLS
