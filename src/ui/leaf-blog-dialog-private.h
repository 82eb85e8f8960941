/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-dialog.h"

#include "leaf-discovery.h"

G_BEGIN_DECLS

struct _LeafBlogDialog
{
  AdwWindow parent_instance;

  LeafLibrary *library;
  char *uuid; /* of the blog to log in to again, or NULL */
  GCancellable *cancellable;    /* ends with the window */
  GApplication *application;    /* held while a log-in is under way, or NULL */
  LeafFound *found;
  LeafAuthorization *authorization; /* begun in the browser and not come back, or NULL */
  gboolean busy;
  gboolean granted; /* the log-in under way came from the browser */
  gboolean looked;  /* a blog to log in to again is looked at once by itself */

  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkButton *next_button;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkWidget *address_group;
  GtkWidget *address_row;
  GtkWidget *folder_button;
  AdwAvatar *avatar;
  GtkLabel *found_name;
  GtkLabel *found_note;
  GtkLabel *found_problem;
  GtkWidget *browser_button;
  AdwPreferencesGroup *password_group;
  GtkWidget *user_row;
  GtkWidget *password_row;
  GtkSpinner *waiting_spinner;
  GtkLabel *waiting_title;
  GtkLabel *waiting_text;
  GtkWidget *again_button;
  GtkWidget *paste_button;
  AdwAvatar *done_avatar;
  GtkLabel *done_title;
  GtkLabel *done_role;
  GtkLabel *done_meaning;
};

/* leaf-blog-dialog.c */
gboolean leaf_blog_dialog_is_at      (LeafBlogDialog *self, const char *page);
void     leaf_blog_dialog_go         (LeafBlogDialog *self, const char *page);
void     leaf_blog_dialog_update     (LeafBlogDialog *self);
void     leaf_blog_dialog_set_problem (LeafBlogDialog *self, const char *problem); /* on the page that is shown */

/* leaf-blog-dialog-browser.c */
void     leaf_blog_dialog_open_browser (LeafBlogDialog *self);
void     leaf_blog_dialog_give_up      (LeafBlogDialog *self); /* waiting for the browser */

/* leaf-blog-dialog-log-in.c */
void     leaf_blog_dialog_log_in       (LeafBlogDialog *self, const LeafGrant *grant, gboolean granted);
void     leaf_blog_dialog_add_folder   (LeafBlogDialog *self, const char *folder);

G_END_DECLS
