/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"
#include "leaf-last-place.h"
#include "leaf-link-popover.h"
#include "leaf-overflow-box.h"
#include "leaf-parked-reviews.h"
#include "leaf-preview-server.h"
#include "leaf-publish-banner.h"
#include "leaf-publish-button.h"
#include "leaf-publish-status.h"
#include "leaf-quote-popover.h"
#include "leaf-review-page.h"
#include "leaf-review-pictures.h"
#include "leaf-review-session.h"
#include "leaf-words-button.h"
#include "leaf-writing-tools.h"

G_BEGIN_DECLS

struct _LeafReviewPage
{
  AdwBin parent_instance;

  GtkWidget *toolbar;
  LeafOverflowBox *tools;
  GtkLabel *block_label;
  GtkWidget *marks_tools;
  GtkWidget *lines_tools;
  GtkWidget *link_tools;
  GtkWidget *lists_tools;
  GtkWidget *undo_tools;
  GMenuModel *marks_menu;
  GMenuModel *lines_menu;
  GMenuModel *link_menu;
  GMenuModel *lists_menu;
  GMenuModel *undo_menu;
  GMenu *format_menu;
  GMenuModel *format_rest_menu;
  GMenu *insert_menu;
  GMenuModel *insert_rest_menu;
  GMenuModel *rest_menu;
  GMenu *submenus; /* a section of that */
  GtkMenuButton *block_button;
  GtkMenuButton *more_button;
  LeafPublishButton *publish_button;
  LeafPublishBanner *publish_banner;
  GtkRevealer *error_revealer;
  GtkLabel *error_label;
  GtkWidget *retry_button;
  GtkStack *stack;
  LeafFindBar *find_bar;
  GtkWidget *title_column;
  GtkText *title_text;
  GtkWidget *editor_column;
  LeafEditor *editor;
  GtkWidget *state_line;
  LeafWordsButton *words_button;
  LeafPublishStatus *publish_status;
  GtkLabel *saved_label;
  LeafLinkPopover *link_popover;
  LeafQuotePopover *quote_popover;
  LeafWritingTools *tools_for_writing;
  LeafReviewPictures *pictures;

  LeafLibrary *library;
  LeafOutbox *outbox;
  LeafPreviewServer *preview; /* NULL: she has not asked for one */
  LeafReviewSession *session;
  GPtrArray *leaving;      /* LeafReviewSession: left, but not stored yet */
  LeafParkedReviews *parked; /* those she was in before */
  LeafLastPlace kept_place;  /* as it was stored last */
  gboolean keeping_place;    /* it is being stored */
  unsigned int place_source;
  gboolean focus_wanted;     /* as soon as the text is there */
  gboolean filling;        /* what changes now comes from the session */
  gboolean focus_mode;     /* nothing but the text */
  char *mend_what;         /* see leaf_review_page_mend(); until the text is there */
  unsigned int mend_offset;
  unsigned int mend_length;
  char *mend_popover;      /* what is to be opened there */
  int mend_patience;       /* frames */
  unsigned int mend_tick;  /* opens it */
  GMenu *templates_menu;   /* those a new review can begin with */
  GSignalGroup *template_signals;
};

/* leaf-review-page.c */
void leaf_review_page_update_error  (LeafReviewPage *self);
void leaf_review_page_update_saved  (LeafReviewPage *self);
void leaf_review_page_notify_review (LeafReviewPage *self);

/* leaf-review-page-session.c */
void leaf_review_page_enter_session (LeafReviewPage *self, gint64 book);
void leaf_review_page_leave_session (LeafReviewPage *self);
void leaf_review_page_clear_editor  (LeafReviewPage *self);
void leaf_review_page_watch_place   (LeafReviewPage *self);
void leaf_review_page_keep_place    (LeafReviewPage *self);

/* leaf-review-page-menu.c */
void leaf_review_page_class_init_menu (GtkWidgetClass *widget_class);
void leaf_review_page_init_menu       (LeafReviewPage *self);

/* leaf-review-page-output.c */
void leaf_review_page_class_init_output (GtkWidgetClass *widget_class);
void leaf_review_page_init_output       (LeafReviewPage *self);

/* leaf-review-page-preview.c */
void leaf_review_page_class_init_preview (GtkWidgetClass *widget_class);
void leaf_review_page_init_preview       (LeafReviewPage *self);

/* leaf-review-page-mending.c */
void leaf_review_page_class_init_mending (GtkWidgetClass *widget_class);
void leaf_review_page_mend_pending       (LeafReviewPage *self);
void leaf_review_page_stop_mending       (LeafReviewPage *self);

/* leaf-review-page-history.c */
void leaf_review_page_class_init_history (GtkWidgetClass *widget_class);
void leaf_review_page_tell_other         (LeafReviewPage *self, LeafReviewSession *session);

/* leaf-review-page-templates.c */
void leaf_review_page_class_init_templates (GtkWidgetClass *widget_class);
void leaf_review_page_init_templates       (LeafReviewPage *self);
void leaf_review_page_update_templates     (LeafReviewPage *self);

G_END_DECLS
