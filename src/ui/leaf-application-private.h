/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-application.h"
#include "leaf-notifier.h"
#include "leaf-window.h"

G_BEGIN_DECLS

struct _LeafApplication
{
  AdwApplication parent_instance;

  char *library_path;
  LeafLibrary *library;
  LeafOutbox *outbox;
  LeafNotifier *notifier;
  GCancellable *cancellable; /* of the opening under way */
  gboolean opening;
  GPtrArray *answers; /* of browsers, that wait for the library */
  unsigned int terminate_id; /* source of SIGTERM */
};

LeafWindow *leaf_application_get_window   (LeafApplication *self); /* NULL: none yet */
void        leaf_application_open_library (LeafApplication *self);
void        leaf_application_leave        (LeafApplication *self);

/* leaf-application-answer.c */
void        leaf_application_add_answer   (LeafApplication *self, char *address);
void        leaf_application_take_answers (LeafApplication *self);
void        leaf_application_tell_log_in  (LeafApplication *self, const char *sentence); /* whose dialog is gone */

/* leaf-application-actions.c */
void        leaf_application_add_actions  (LeafApplication *self);

/* Where the preferences begin, and with what in focus. */
typedef enum {
  LEAF_PREFERENCES_START,
  LEAF_PREFERENCES_NAME,
  LEAF_PREFERENCES_BLOGS,
  LEAF_PREFERENCES_FIRST_BLOG, /* there is none yet to publish to: tells so */
} LeafPreferencesPlace;

void        leaf_application_show_preferences (LeafApplication *self, LeafPreferencesPlace place);

/* leaf-application-publishing.c */
void        leaf_application_add_publishing_actions (LeafApplication *self);
void        leaf_application_watch_outbox           (LeafApplication *self);

G_END_DECLS
