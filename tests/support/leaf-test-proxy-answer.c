/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-proxy-private.h"

#include <string.h>
#include <sys/socket.h>

/* Between two bytes of an answer that never ends: long for a program, short for a test. */
#define TRICKLE_MICROSECONDS 100000
/* Into how many pieces a slow answer falls, and what lies between two of them. */
#define SLOW_PIECES 20
#define SLOW_MICROSECONDS 60000

/* What stands in the place of the blog's answer. */
static const struct {
  LeafTestFault fault;
  const char *status;
  const char *fields;
  const char *type;
  const char *body;
} pages[] = {
  { LEAF_TEST_FAULT_PAGE, "200 OK", "", "text/html", "<html>Please wait…</html>" },
  { LEAF_TEST_FAULT_PAGE_BEFORE, "200 OK", "", "text/html", "<!DOCTYPE html><html>Checking your browser…</html>" },
  { LEAF_TEST_FAULT_GATEWAY, "504 Gateway Timeout", "", "text/html", "" },
  { LEAF_TEST_FAULT_ERROR, "500 Internal Server Error", "", "application/json",
    "{\"code\":\"internal_server_error\",\"message\":\"<p>There has been a critical error on this website.<\\/p>\","
    "\"data\":{\"status\":500}}" },
  { LEAF_TEST_FAULT_FILTER, "403 Forbidden", "", "text/html", "<html><h1>Forbidden</h1></html>" },
  { LEAF_TEST_FAULT_401, "401 Unauthorized", "", "application/json",
    "{\"code\":\"incorrect_password\",\"message\":\"The provided password is an invalid application password.\","
    "\"data\":{\"status\":401}}" },
  { LEAF_TEST_FAULT_403, "403 Forbidden", "", "text/html", "<html><h1>Forbidden</h1></html>" },
  { LEAF_TEST_FAULT_404, "404 Not Found", "", "text/html", "<html><center>nginx</center></html>" },
  { LEAF_TEST_FAULT_413, "413 Request Entity Too Large", "", "text/html", "<html><center>nginx</center></html>" },
  { LEAF_TEST_FAULT_429, "429 Too Many Requests", "Retry-After: 90\r\n", "text/html", "<html>Slow down</html>" },
  { LEAF_TEST_FAULT_500, "500 Internal Server Error", "", "text/html", "<html>500</html>" },
  { LEAF_TEST_FAULT_502, "502 Bad Gateway", "", "text/html", "<html><center>nginx</center></html>" },
};

gboolean
leaf_test_fault_passes (LeafTestFault fault)
{
  return fault < LEAF_TEST_FAULT_REFUSE || fault == LEAF_TEST_FAULT_LATE;
}

static void
reset (GSocketConnection *connection)
{
  struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/* A connection that lingers for the other side to read what was written, and to go. */
static void
wait_for_end (GSocketConnection *connection)
{
  char byte;

  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, NULL) > 0)
    continue;
}

static gboolean
write_text (GOutputStream *output, const char *text, gssize length)
{
  return g_output_stream_write_all (output, text, length < 0 ? strlen (text) : (gsize) length, NULL, NULL, NULL);
}

static void
write_page (GOutputStream *output, LeafTestFault fault)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].fault == fault)
      {
        g_autofree char *text = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %" G_GSIZE_FORMAT
                                                 "\r\nConnection: close\r\n\r\n%s",
                                                 pages[i].status, pages[i].type, pages[i].fields, strlen (pages[i].body),
                                                 pages[i].body);

        write_text (output, text, -1);
        return;
      }

  g_assert_not_reached ();
}

static void
write_redirect (GOutputStream *output, const char *status, const char *other, const char *path)
{
  g_autofree char *text = g_strdup_printf ("HTTP/1.1 %s\r\nLocation: %s%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                                           status, other, path[0] == '/' ? path + 1 : path);

  write_text (output, text, -1);
}

/* Where the body begins. */
static gsize
find_body (GByteArray *answer)
{
  const char *end = g_strstr_len ((char *) answer->data, answer->len, "\r\n\r\n");

  g_assert_nonnull (end);
  return end + 4 - (char *) answer->data;
}

static void
write_short (GOutputStream *output, GByteArray *answer)
{
  gsize body = find_body (answer);
  g_autofree char *length = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", answer->len - body);

  write_text (output, (char *) answer->data, body - 2);
  write_text (output, length, -1);
  write_text (output, (char *) answer->data + body, (answer->len - body) / 2);
}

static void
write_behind_warning (GOutputStream *output, GByteArray *answer)
{
  gsize body = find_body (answer);

  write_text (output, (char *) answer->data, body);
  write_text (output, "<br />\n<b>Warning</b>:  Undefined array key \"sizes\" in <b>/srv/www/wp-content/plugins/seo/a.php</b> "
                      "on line <b>12</b><br />\n", -1);
  write_text (output, (char *) answer->data + body, answer->len - body);
}

/* Between two pieces of a slow answer; over as soon as the other side goes. */
static void
pause_answer (GSocketConnection *connection, gint64 microseconds)
{
  g_socket_condition_timed_wait (g_socket_connection_get_socket (connection), G_IO_IN, microseconds, NULL, NULL);
}

static void
write_slowly (GSocketConnection *connection, GByteArray *answer)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gsize piece = answer->len / SLOW_PIECES + 1;

  for (gsize at = 0; at < answer->len; at += piece)
    {
      if (!write_text (output, (char *) answer->data + at, MIN (piece, answer->len - at)))
        return;
      pause_answer (connection, SLOW_MICROSECONDS);
    }
}

static void
write_for_ever (GSocketConnection *connection, GByteArray *answer)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  if (!write_text (output, (char *) answer->data, find_body (answer)))
    return;
  while (write_text (output, " ", 1))
    pause_answer (connection, TRICKLE_MICROSECONDS);
}

void
leaf_test_fault_answer (LeafTestFault fault, GSocketConnection *connection, GByteArray *answer, const char *other, const char *path)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  switch (fault)
    {
    case LEAF_TEST_FAULT_NONE:
      write_text (output, (char *) answer->data, answer->len);
      break;
    case LEAF_TEST_FAULT_HALF:
      write_text (output, (char *) answer->data, answer->len / 2);
      break;
    case LEAF_TEST_FAULT_SHORT:
      write_short (output, answer);
      break;
    case LEAF_TEST_FAULT_SLOW:
      write_slowly (connection, answer);
      break;
    case LEAF_TEST_FAULT_WARNING:
      write_behind_warning (output, answer);
      break;
    case LEAF_TEST_FAULT_TRICKLE:
      write_for_ever (connection, answer);
      break;
    case LEAF_TEST_FAULT_RESET:
    case LEAF_TEST_FAULT_RESET_BEFORE:
      reset (connection);
      break;
    case LEAF_TEST_FAULT_SILENT:
    case LEAF_TEST_FAULT_HOLD:
      wait_for_end (connection);
      break;
    case LEAF_TEST_FAULT_301:
      write_redirect (output, "301 Moved Permanently", other, path);
      break;
    case LEAF_TEST_FAULT_307:
      write_redirect (output, "307 Temporary Redirect", other, path);
      break;
    case LEAF_TEST_FAULT_CLOSE:
    case LEAF_TEST_FAULT_REFUSE:
    case LEAF_TEST_FAULT_LATE:
    case LEAF_TEST_FAULT_KILL:
      break;
    case LEAF_TEST_FAULT_PAGE:
    case LEAF_TEST_FAULT_GATEWAY:
    case LEAF_TEST_FAULT_ERROR:
    case LEAF_TEST_FAULT_FILTER:
    case LEAF_TEST_FAULT_PAGE_BEFORE:
    case LEAF_TEST_FAULT_401:
    case LEAF_TEST_FAULT_403:
    case LEAF_TEST_FAULT_404:
    case LEAF_TEST_FAULT_413:
    case LEAF_TEST_FAULT_429:
    case LEAF_TEST_FAULT_500:
    case LEAF_TEST_FAULT_502:
    default:
      write_page (output, fault);
      break;
    }
}
