/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-checklist.h"
#include "leaf-outbox-check.h"

G_BEGIN_DECLS

/* A problem, and the first of the blogs that has it. */
typedef struct {
  LeafPostProblem *problem;
  gint64 blog;
} LeafChecklistItem;

/* leaf-checklist-check.c: what there is to mend on all the targets, each problem once. */
typedef struct {
  GArray *targets; /* LeafChecklistTarget; those that were looked for when there were none */
  GPtrArray *items; /* LeafChecklistItem, worst first */
  gint64 book;      /* the first of the review, 0: none */
  char *title;      /* its title */
} LeafChecklistFindings;

void                   leaf_checklist_findings_free (LeafChecklistFindings *self);
LeafSeverity           leaf_checklist_findings_get_worst (LeafChecklistFindings *self); /* HINTS when there is none */
gboolean               leaf_checklist_findings_equal (LeafChecklistFindings *a, LeafChecklistFindings *b);
void                   leaf_checklist_find_async  (LeafLibrary *library, LeafOutbox *outbox, gint64 review,
                                                   const LeafChecklistTarget *targets, unsigned int n_targets, LeafCheckFlags flags,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafChecklistFindings *leaf_checklist_find_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafChecklistFindings, leaf_checklist_findings_free)

/* leaf-checklist-mend.c: carries out what the button of a problem says. `button` is where a popover points. */
void leaf_checklist_mend (LeafChecklist *self, const LeafChecklistItem *item, GtkWidget *button);

/* leaf-checklist.c: what she has decided to leave is not asked again, as long as the program runs. */
void     leaf_checklist_accept      (LeafOutbox *outbox, gint64 review, LeafChecklistFindings *findings);
gboolean leaf_checklist_is_accepted (LeafOutbox *outbox, gint64 review, LeafChecklistFindings *findings); /* or hints alone */

GtkWidget   *leaf_checklist_get_parent  (LeafChecklist *self); /* the widget it was opened from; NULL when it is gone */
LeafLibrary *leaf_checklist_get_library (LeafChecklist *self);
gint64       leaf_checklist_get_review  (LeafChecklist *self);
gint64       leaf_checklist_get_book    (LeafChecklist *self);
/* A child of the content, which ends with the window. */
void         leaf_checklist_take_popover   (LeafChecklist *self, GtkWidget *popover);
void         leaf_checklist_remove_popover (LeafChecklist *self);

G_END_DECLS
