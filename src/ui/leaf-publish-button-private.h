/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-button.h"

G_BEGIN_DECLS

struct _LeafPublishButton
{
  AdwBin parent_instance;

  LeafLibrary *library;
  LeafOutbox *outbox;
  gint64 review;
  GPtrArray *blogs;        /* LeafBlog */
  GPtrArray *publications; /* LeafPublication of the review */
  GCancellable *publishing;
  gboolean waiting;         /* until what she typed is stored */
  gint64 publishing_review; /* what is being done, to offer it again when it failed: another may be shown by then */
  gint64 publishing_blog;
  LeafPublicationState publishing_wanted;
  char *publishing_address; /* the post, when it is known */
  GSignalGroup *library_signals;
  GSignalGroup *outbox_signals;

  GtkStack *stack;
  GtkButton *button;
  GtkLabel *what;
  GtkLabel *where;
  GtkMenuButton *menu_button;
  GtkButton *cancel_button;
  GtkLabel *step;
  GtkSpinner *spinner;
};

/* leaf-publish-button.c */
void leaf_publish_button_publish (LeafPublishButton *self, gint64 review, gint64 blog, LeafPublicationState wanted);

/* leaf-publish-button-answers.c: how it ended */
void leaf_publish_button_open_address (LeafPublishButton *self, const char *address);
void leaf_publish_button_show_outcome (LeafPublishButton *self, LeafOutcome *outcome);
void leaf_publish_button_show_error   (LeafPublishButton *self, const GError *error);

G_END_DECLS
