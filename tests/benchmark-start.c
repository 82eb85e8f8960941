/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Start to first frame, seen from outside: from fork() until a window that is on the screen shows
 * more than a plain colour. Flyleaf over 10 and 10,000 books, and gnome-text-editor beside it. For
 * Flyleaf also until the rows of the sidebar are there. */

#include "leaf-test-library.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 7
#define GIVE_UP (20 * G_USEC_PER_SEC)

/* Where the first rows of the sidebar are in a window, in pixels. */
#define ROWS_X 20
#define ROWS_Y 190
#define ROWS_WIDTH 240
#define ROWS_HEIGHT 200

typedef struct {
  double frame; /* milliseconds */
  double rows;
} Run;

/* Windows go while they are looked at. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  return 0;
}

static gboolean
shows_more_than_a_colour (Display *display, Window window, int x, int y, int width, int height)
{
  XImage *image = XGetImage (display, window, x, y, (unsigned int) width, (unsigned int) height,
                             AllPlanes, ZPixmap);
  gboolean more = FALSE;
  unsigned long first;

  if (image == NULL)
    return FALSE;

  first = XGetPixel (image, 0, 0);
  for (int j = 0; j < height && !more; j += 2)
    for (int i = 0; i < width && !more; i += 2)
      more = XGetPixel (image, i, j) != first;
  XDestroyImage (image);

  return more;
}

/* The largest window on the screen, which is the only one that is looked for. */
static gboolean
find_window (Display *display, Window parent, int depth, Window *found, XWindowAttributes *largest)
{
  Window root, above;
  Window *children = NULL;
  unsigned int n_children = 0;

  if (depth > 3 || !XQueryTree (display, parent, &root, &above, &children, &n_children))
    return *found != None;

  for (unsigned int i = 0; i < n_children; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (display, children[i], &attributes) &&
          attributes.map_state == IsViewable && attributes.class == InputOutput &&
          attributes.width >= 300 && attributes.width >= (*found != None ? largest->width : 0))
        {
          /* Of a window and what the manager puts around it, the inner one. */
          *found = children[i];
          *largest = attributes;
        }
      find_window (display, children[i], depth + 1, found, largest);
    }
  if (children != NULL)
    XFree (children);

  return *found != None;
}

static gboolean
rows_are_there (Display *display, Window window, const XWindowAttributes *attributes)
{
  return attributes->width > ROWS_X + ROWS_WIDTH && attributes->height > ROWS_Y + ROWS_HEIGHT &&
         shows_more_than_a_colour (display, window, ROWS_X, ROWS_Y, ROWS_WIDTH, ROWS_HEIGHT);
}

static void
measure (Display *display, const char *const *argv, gboolean with_rows, Run *run)
{
  gint64 start = g_get_monotonic_time ();
  pid_t pid = fork ();
  gboolean framed = FALSE;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      execvp (argv[0], (char *const *) argv);
      _exit (127);
    }

  for (gboolean done = FALSE; !done;)
    {
      Window window = None;
      XWindowAttributes attributes;

      /* Leaves the processor to what is measured. */
      g_poll (NULL, 0, 2);
      g_assert_cmpint (g_get_monotonic_time () - start, <, GIVE_UP);
      g_assert_cmpint (waitpid (pid, NULL, WNOHANG), ==, 0);
      if (!find_window (display, DefaultRootWindow (display), 0, &window, &attributes))
        continue;

      if (!framed && shows_more_than_a_colour (display, window, 0, 0, attributes.width,
                                               MIN (60, attributes.height)))
        {
          run->frame = (double) (g_get_monotonic_time () - start) / 1000.0;
          framed = TRUE;
        }
      if (framed && with_rows && rows_are_there (display, window, &attributes))
        {
          run->rows = (double) (g_get_monotonic_time () - start) / 1000.0;
          done = TRUE;
        }
      done |= framed && !with_rows;
    }

  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);

  /* The next one starts on an empty screen. */
  for (Window window = None;; window = None)
    {
      XWindowAttributes attributes;

      if (!find_window (display, DefaultRootWindow (display), 0, &window, &attributes))
        break;
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

typedef struct {
  const char *name;
  const char *argv[4];
  gboolean with_rows;
  double frames[N_ROUNDS];
  double rows[N_ROUNDS];
} Program;

static double
median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare_doubles);
  return values[N_ROUNDS / 2];
}

/* In turns, so that what else the machine does falls on all of them. */
static void
run_rounds (Display *display, Program *programs, int n_programs)
{
  for (int round = -1; round < N_ROUNDS; round++)
    for (int i = 0; i < n_programs; i++)
      {
        Run run = { 0 };

        /* The first round fills the caches of the system. */
        measure (display, programs[i].argv, programs[i].with_rows, &run);
        if (round >= 0)
          {
            programs[i].frames[round] = run.frame;
            programs[i].rows[round] = run.rows;
          }
      }
}

static void
report (Program *program, double base)
{
  double frame = median (program->frames);

  g_print ("%-24s first frame %5.0f ms (%.0f to %.0f)", program->name, frame, program->frames[0],
           program->frames[N_ROUNDS - 1]);
  if (program->with_rows)
    g_print (", rows %5.0f ms", median (program->rows));
  if (base > 0)
    g_print (", %.2f times gnome-text-editor", frame / base);
  g_print ("\n");
}

static void
fill (LeafTestLibrary *library, int n_books)
{
  leaf_test_library_set_up (library, NULL);
  leaf_test_fill_library (library->library, n_books);
  leaf_library_close (library->library);
}

static void
clear (LeafTestLibrary *library)
{
  leaf_test_library_reopen (library);
  leaf_test_library_tear_down (library, NULL);
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  g_autofree char *editor = g_find_program_in_path ("gnome-text-editor");
  const char *flyleaf = g_getenv ("FLYLEAF_PROGRAM");
  LeafTestLibrary small = { 0 };
  LeafTestLibrary large = { 0 };

  g_assert_nonnull (display);
  g_assert_nonnull (flyleaf);
  XSetErrorHandler (ignore_error);
  /* What a person starts. */
  g_unsetenv ("G_DEBUG");
  g_unsetenv ("MALLOC_CHECK_");

  fill (&small, 10);
  fill (&large, 10000);

  Program programs[] = {
    { "flyleaf, 10 books", { flyleaf, "--library", small.path }, TRUE },
    { "flyleaf, 10,000 books", { flyleaf, "--library", large.path }, TRUE },
    { "gnome-text-editor", { editor, "--standalone", "--ignore-session" }, FALSE },
  };
  int n_programs = editor != NULL ? 3 : 2;

  run_rounds (display, programs, n_programs);
  if (editor == NULL)
    g_print ("gnome-text-editor is not installed: no ratios\n");
  for (int i = 0; i < n_programs; i++)
    report (&programs[i], editor != NULL ? median (programs[2].frames) : 0);

  clear (&small);
  clear (&large);
  XCloseDisplay (display);
  return 0;
}
