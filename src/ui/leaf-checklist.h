/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is to be done on one blog. */
typedef struct {
  gint64 blog;
  LeafPublicationState wanted; /* draft, scheduled or published */
  gint64 at;                   /* scheduled: when */
} LeafChecklistTarget;

/* What there is to mend in a review before it is published: a window of its own beside the text, which follows
 * what she mends. There is one at a time beside a window. */
#define LEAF_TYPE_CHECKLIST (leaf_checklist_get_type ())
G_DECLARE_FINAL_TYPE (LeafChecklist, leaf_checklist, LEAF, CHECKLIST, AdwWindow)

/* When she asks for it; the blogs and the sites that are linked to are asked, too. Without targets: the blogs
 * where the review is, or the first. */
LeafChecklist *leaf_checklist_present (GtkWidget *parent, LeafLibrary *library, LeafOutbox *outbox, gint64 review,
                                       const LeafChecklistTarget *targets, unsigned int n_targets);

/* Before publishing. Ends at once when all is well, and without a request: nothing is in her way. Else she mends
 * and publishes, publishes anyway, or turns back (FALSE with G_IO_ERROR_CANCELLED). */
void     leaf_checklist_ask_async  (GtkWidget *parent, LeafLibrary *library, LeafOutbox *outbox, gint64 review,
                                    const LeafChecklistTarget *targets, unsigned int n_targets,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_checklist_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
