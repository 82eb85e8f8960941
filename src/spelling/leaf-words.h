/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LEAF_WORD_MAX_CHARS 64 /* longer ones are no words of any dictionary */

/* A word in a text; places count characters. */
typedef struct {
  unsigned int start;
  unsigned int end;
  const char *text; /* where it begins, in the text that was searched; not terminated */
  gsize n_bytes;
} LeafWord;

GArray *leaf_words_find     (const char *text, const char *language); /* LeafWord: those a dictionary can judge */
char   *leaf_word_normalize (const LeafWord *word);                   /* as dictionaries write it */

G_END_DECLS
