/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_MAX_BYTES 1024

/* The keys that end a line or a program are read as bytes here, so that the terminal never stays
 * without its echo. */
#define KEY_INTERRUPT 3
#define KEY_END       4
#define KEY_BACKSPACE 8
#define KEY_ERASE     21
#define KEY_DELETE    127

typedef enum {
  READ_DONE,
  READ_CANCELLED,
  READ_FAILED,
} ReadResult;

static ReadResult
read_line (int fd, gboolean keys, char *line)
{
  size_t length = 0;

  for (;;)
    {
      char c;
      ssize_t n = read (fd, &c, 1);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return READ_FAILED;
      if (n == 0 || c == '\n' || c == '\r' || (keys && c == KEY_END))
        return READ_DONE;

      if (keys && c == KEY_INTERRUPT)
        return READ_CANCELLED;
      if (keys && c == KEY_ERASE)
        length = 0;
      else if (keys && (c == KEY_BACKSPACE || c == KEY_DELETE))
        length -= length > 0;
      else if (length + 1 < PASSWORD_MAX_BYTES)
        line[length++] = c;
      else
        return READ_FAILED;
      line[length] = '\0';
    }
}

static ReadResult
read_from_terminal (int fd, const char *question, char *line)
{
  struct termios before, silent;
  ReadResult result;

  if (tcgetattr (fd, &before) != 0)
    return READ_FAILED;

  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL | ICANON | ISIG);
  silent.c_cc[VMIN] = 1;
  silent.c_cc[VTIME] = 0;
  if (tcsetattr (fd, TCSAFLUSH, &silent) != 0)
    return READ_FAILED;

  g_printerr ("%s ", question);
  result = read_line (fd, TRUE, line);
  tcsetattr (fd, TCSAFLUSH, &before);
  g_printerr ("\n");
  return result;
}

/* Asks at the terminal, without echo, or reads a line of standard input when that is none. To be freed
 * with leaf_credentials_free(). */
char *
leaf_cli_read_password (const char *question, GError **error)
{
  char line[PASSWORD_MAX_BYTES] = "";
  char *password = NULL;
  ReadResult result;

  if (isatty (STDIN_FILENO))
    result = read_from_terminal (STDIN_FILENO, question, line);
  else
    result = read_line (STDIN_FILENO, FALSE, line);

  if (result == READ_DONE && *line != '\0' && g_utf8_validate (line, -1, NULL))
    password = g_strdup (line);
  explicit_bzero (line, sizeof line); /* also what was typed and taken back */

  if (result == READ_CANCELLED)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_CANCELLED, _("Cancelled."));
  else if (password == NULL)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                         _("No password was given. Type it, or hand it over on standard input."));
  return password;
}
