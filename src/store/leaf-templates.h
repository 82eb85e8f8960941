/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"

G_BEGIN_DECLS

/* A text that new reviews begin with. */
typedef struct {
  gint64 id;
  char *name;
  char *html;  /* as of leaf_document_to_html(), with placeholders */
  gint64 blog; /* 0: whichever they are for */
  char *blog_name; /* what that is called, as it was read; NULL: not read, or for whichever */
} LeafTemplate;

LeafTemplate *leaf_template_new      (const char *name, const char *html, gint64 blog);
void          leaf_template_free     (LeafTemplate *self);
gboolean      leaf_templates_save    (LeafDb *db, LeafTemplate *template, GError **error);
LeafTemplate *leaf_templates_load    (LeafDb *db, gint64 id, GError **error);
GPtrArray    *leaf_templates_list    (LeafDb *db, gint64 blog, GError **error); /* those for a blog or for all; 0: every one */
gboolean      leaf_templates_remove  (LeafDb *db, gint64 id, GError **error);
gboolean      leaf_templates_restore (LeafDb *db, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafTemplate, leaf_template_free)

G_END_DECLS
