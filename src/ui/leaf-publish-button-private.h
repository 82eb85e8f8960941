/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-button.h"
#include "leaf-publish-run.h"

G_BEGIN_DECLS

struct _LeafPublishButton
{
  AdwBin parent_instance;

  LeafPublishModel *model;
  GPtrArray *runs; /* LeafPublishRun: begun here and not ended, of whichever review */
  GSimpleActionGroup *choices; /* which blogs */
  char *step;                  /* what is being done, NULL while nothing is */
  gboolean waiting;            /* any run is, until what she typed is stored */
  gboolean busy;

  GtkStack *stack;
  GtkButton *button;
  GtkLabel *what;
  GtkLabel *where;
  GtkMenuButton *menu_button;
  GtkButton *cancel_button;
  GtkSpinner *spinner;
};

/* leaf-publish-button.c */
void       leaf_publish_button_update     (LeafPublishButton *self);
GtkWindow *leaf_publish_button_get_window (LeafPublishButton *self);

/* leaf-publish-button-actions.c: what can be done */
void leaf_publish_button_class_init_actions (GtkWidgetClass *widget_class);
void leaf_publish_button_update_actions     (LeafPublishButton *self);
void leaf_publish_button_start              (LeafPublishButton *self, LeafPublishRun *run);
void leaf_publish_button_repeat             (LeafPublishButton *self, const LeafPublishItem *item); /* once more the same */
void leaf_publish_button_open_address       (LeafPublishButton *self, const char *address);

/* leaf-publish-button-answers.c: how it ended */
void leaf_publish_button_answer (LeafPublishButton *self, LeafPublishRun *run);

G_END_DECLS
