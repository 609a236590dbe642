/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords: from a file descriptor or the terminal, never from the command line, which others can see. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "naru-error.h"

/* Characters: tokens are longer than passwords. */
#define PASSWORD_MAX 8192

/* Up to the end of the line. */
static char *
read_line (int fd, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;
  gssize got;

  while (line->len <= PASSWORD_MAX)
    {
      got = read (fd, &c, 1);
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0 || c == '\n')
        break;
      g_string_append_c (line, c);
    }
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  if (line->len > 0 && line->len <= PASSWORD_MAX && g_utf8_validate (line->str, -1, NULL))
    return g_string_free (g_steal_pointer (&line), FALSE);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("There is no password to read."));
  return NULL;
}

static char *
ask_terminal (const char *prompt, GError **error)
{
  struct termios before, silent;
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC);
  char *password;

  if (fd < 0 || tcgetattr (fd, &before) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("There is no terminal to ask for the password: please give it with "
                              "--password-fd."));
      return NULL;
    }
  silent = before;
  silent.c_lflag &= (tcflag_t) ~ECHO;
  tcsetattr (fd, TCSAFLUSH, &silent);
  dprintf (fd, "%s ", prompt);
  password = read_line (fd, error);
  tcsetattr (fd, TCSAFLUSH, &before);
  dprintf (fd, "\n");
  close (fd);
  return password;
}

/* @fd: a file descriptor whose first line is the password; -1 asks at the terminal with @prompt. */
char *
cli_read_password (int fd, const char *prompt, GError **error)
{
  return fd >= 0 ? read_line (fd, error) : ask_terminal (prompt, error);
}
