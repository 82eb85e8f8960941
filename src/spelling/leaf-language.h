/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A language: of a dictionary, of a blog. */
typedef struct {
  char *tag;  /* as dictionaries are called, "en_GB", or as in BCP 47, "en-GB" */
  char *name; /* as people call it: "English (United Kingdom)" */
} LeafLanguage;

LeafLanguage *leaf_language_new          (const char *tag);
void          leaf_language_free         (LeafLanguage *self);
char         *leaf_language_dup_name     (const char *tag);
gboolean      leaf_language_is_known     (const char *tag); /* one that has a name */
GPtrArray    *leaf_languages_list        (void); /* LeafLanguage: all that are known, by name, with tags as in BCP 47 */
int           leaf_language_compare      (gconstpointer a, gconstpointer b); /* for arrays of pointers: by name */
const char   *leaf_languages_find_default (GPtrArray *languages, const char *const *locales);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafLanguage, leaf_language_free)

G_END_DECLS
