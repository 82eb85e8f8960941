/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The real program on a library in a temporary folder of its own, without a display and without a
 * Secret Service. */
typedef struct {
  char *dir;
  char *library; /* path of the library file */
  char *password; /* FLYLEAF_PASSWORD of the next calls, or NULL */
  const char *const *prefix; /* words in front of the program in the next calls, or NULL */
  char *out;     /* standard output of the last call */
  char *err;     /* standard error of the last call */
  int status;    /* exit status of the last call */
} LeafTestCli;

typedef void (*LeafTestCliFunc) (LeafTestCli *cli, gconstpointer unused);

void leaf_test_cli_set_up    (LeafTestCli *cli, gconstpointer unused);
void leaf_test_cli_tear_down (LeafTestCli *cli, gconstpointer unused);
void leaf_test_add_cli       (const char *name, LeafTestCliFunc func);

/* `flyleaf --library … first …`; NULL ends the words. The second form hands `input` over on standard input. */
void leaf_test_cli_run       (LeafTestCli *cli, const char *first, ...) G_GNUC_NULL_TERMINATED;
void leaf_test_cli_run_input (LeafTestCli *cli, const char *input, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* The same without waiting. With `input` -1 standard input is empty, else it is that file descriptor, which is
 * taken. finish() waits and fills in what the call did. */
GSubprocess *leaf_test_cli_spawn  (LeafTestCli *cli, int input, const char *first, ...) G_GNUC_NULL_TERMINATED;
void         leaf_test_cli_finish (LeafTestCli *cli, GSubprocess *process, const char *input);

/* What the last call did. Messages are part of standard error; "" is none at all. */
void      leaf_test_cli_assert_done   (LeafTestCli *cli);                      /* exit 0 */
void      leaf_test_cli_assert_prints (LeafTestCli *cli, const char *out);     /* exit 0, exactly this */
void      leaf_test_cli_assert_failed (LeafTestCli *cli, const char *message); /* exit 1, no result */
void      leaf_test_cli_assert_usage  (LeafTestCli *cli, const char *message); /* exit 2, no result */
JsonNode *leaf_test_cli_json          (LeafTestCli *cli);                      /* (transfer full), exit 0 */

/* A file in the folder of the test; its path. */
char *leaf_test_cli_write   (LeafTestCli *cli, const char *name, const char *text);
char *leaf_test_cli_picture (LeafTestCli *cli, const char *name); /* a small PNG */

G_END_DECLS
