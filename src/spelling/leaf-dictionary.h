/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <enchant.h>
#include <glib.h>

G_BEGIN_DECLS

/* One dictionary of Enchant, which remembers what it said. Not for two threads at once. */
typedef struct _LeafDictionary LeafDictionary;

LeafDictionary *leaf_dictionary_new     (EnchantBroker *broker, const char *tag); /* NULL: not installed */
void            leaf_dictionary_free    (LeafDictionary *self);
gboolean        leaf_dictionary_knows   (LeafDictionary *self, const char *word);
GStrv           leaf_dictionary_suggest (LeafDictionary *self, const char *word, unsigned int max);
void            leaf_dictionary_add     (LeafDictionary *self, const char *word); /* writes her own word list */
void            leaf_dictionary_ignore  (LeafDictionary *self, const char *word); /* while the program runs */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafDictionary, leaf_dictionary_free)

G_END_DECLS
