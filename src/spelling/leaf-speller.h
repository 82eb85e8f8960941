/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-language.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Checks spelling with Enchant, on a thread of its own: dictionaries are read from disk, and some take
 * their time. A language is the tag of a dictionary, or NULL for the one of the system's language.
 *
 * Signal: "words-changed", after she added a word or has one ignored: what was said before may be wrong. */
#define LEAF_TYPE_SPELLER (leaf_speller_get_type ())
G_DECLARE_FINAL_TYPE (LeafSpeller, leaf_speller, LEAF, SPELLER, GObject)

/* Where a misspelled word is, in characters. */
typedef struct {
  unsigned int start;
  unsigned int end;
} LeafSpellingRange;

LeafSpeller *leaf_speller_new         (void);
LeafSpeller *leaf_speller_get_default (void); /* (transfer none): the dictionaries are shared */

/* G_IO_ERROR_NOT_FOUND: there is no dictionary for the language. */
void       leaf_speller_list_async     (LeafSpeller *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *leaf_speller_list_finish    (LeafSpeller *self, GAsyncResult *result, GError **error); /* LeafLanguage, by name */
void       leaf_speller_check_async    (LeafSpeller *self, const char *language, GPtrArray *texts, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *leaf_speller_check_finish   (LeafSpeller *self, GAsyncResult *result, GError **error); /* a GArray of LeafSpellingRange a text */
void       leaf_speller_suggest_async  (LeafSpeller *self, const char *language, const char *word, unsigned int max, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GStrv      leaf_speller_suggest_finish (LeafSpeller *self, GAsyncResult *result, GError **error);
void       leaf_speller_add            (LeafSpeller *self, const char *language, const char *word); /* to her own list */
void       leaf_speller_ignore         (LeafSpeller *self, const char *language, const char *word); /* while the program runs */

G_END_DECLS
