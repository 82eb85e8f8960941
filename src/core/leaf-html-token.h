/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One tag of HTML, for who walks over it without making a tree. */
typedef struct {
  const char *data;
  gsize length;
} LeafHtmlSlice;

/* A start or end tag; the values of attributes are as written, with their character references. */
typedef struct {
  gboolean end;
  LeafHtmlSlice name;
  LeafHtmlSlice href;
  LeafHtmlSlice src;
  LeafHtmlSlice id;
  LeafHtmlSlice style;
  LeafHtmlSlice class_name;
  LeafHtmlSlice alt;
  LeafHtmlSlice data_picture;
  LeafHtmlSlice data_rating;
  LeafHtmlSlice aria_level;
  LeafHtmlSlice role;
  gboolean hidden;
} LeafHtmlToken;

const char *leaf_html_token_read (LeafHtmlToken *token, const char *p, const char *end);
gboolean    leaf_html_slice_is   (LeafHtmlSlice slice, const char *name); /* whatever its case */

G_END_DECLS
