/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-markup-builder.h"
#include "leaf-post.h"

G_BEGIN_DECLS

/* A spoiler that was taken out of its line. */
typedef struct {
  const LeafBlock *block;
  unsigned int start; /* characters in the block */
  unsigned int end;
  unsigned int number;
} LeafPostSpoiler;

#define LEAF_POST_EXCERPT_WORDS 55 /* as WordPress's own excerpts */

/* What the parts of a post share while it is written. */
typedef struct {
  const LeafPostSource *source;
  LeafMarkup markup;
  LeafPostFlags flags;
  GHashTable *media;          /* SHA-256 → LeafPostMedia; every picture is in it */
  const char *language;
  LeafMarkupBuilder *builder;
  unsigned int in_html_block; /* inside wp:html, where no block may begin */
  unsigned int n_spoilers;
  GArray *spoilers;           /* LeafPostSpoiler: still to be written below their line */
} LeafPostWriter;

void leaf_post_writer_init  (LeafPostWriter *self, const LeafPostSource *source, LeafMarkup markup, LeafPostFlags flags, GHashTable *media);
void leaf_post_writer_clear (LeafPostWriter *self);

/* The blocks a post is made of, in either markup: leaf-post-blocks.c. */
void leaf_post_begin_group     (LeafPostWriter *self, const char *class_name, const char *id);
void leaf_post_end_group       (LeafPostWriter *self);
void leaf_post_begin_columns   (LeafPostWriter *self, const char *class_name);
void leaf_post_end_columns     (LeafPostWriter *self);
void leaf_post_begin_column    (LeafPostWriter *self, unsigned int percent);
void leaf_post_end_column      (LeafPostWriter *self);
void leaf_post_begin_paragraph (LeafPostWriter *self, const char *class_name);
void leaf_post_end_paragraph   (LeafPostWriter *self);
void leaf_post_begin_heading   (LeafPostWriter *self, unsigned int level);
void leaf_post_end_heading     (LeafPostWriter *self);
void leaf_post_begin_list      (LeafPostWriter *self, gboolean ordered);
void leaf_post_end_list        (LeafPostWriter *self);
void leaf_post_begin_item      (LeafPostWriter *self);
void leaf_post_end_item        (LeafPostWriter *self);
void leaf_post_begin_quote     (LeafPostWriter *self, const char *class_name);
void leaf_post_end_quote       (LeafPostWriter *self);
void leaf_post_begin_details   (LeafPostWriter *self, const char *class_name, const char *summary);
void leaf_post_end_details     (LeafPostWriter *self);
void leaf_post_begin_table     (LeafPostWriter *self, const char *class_name);
void leaf_post_begin_table_foot (LeafPostWriter *self);
void leaf_post_end_table       (LeafPostWriter *self);
void leaf_post_begin_image     (LeafPostWriter *self, const char *sha256, const char *alt, const char *class_name, const char *link_class);
void leaf_post_end_image       (LeafPostWriter *self);
void leaf_post_write_divider   (LeafPostWriter *self);
void leaf_post_write_script    (LeafPostWriter *self, const char *json);
void leaf_post_write_heading   (LeafPostWriter *self, unsigned int level, const char *text);

/* A run of text; text with a value for machines; "Label:" in bold; and stars. */
void leaf_post_write_span      (LeafPostWriter *self, const char *class_name, const char *text);
void leaf_post_write_value     (LeafPostWriter *self, const char *class_name, const char *value, const char *text);
void leaf_post_write_label     (LeafPostWriter *self, const char *label);
void leaf_post_write_stars     (LeafPostWriter *self, int rating);

/* The parts, one file each. */
void  leaf_post_write_document   (LeafPostWriter *self, const LeafDocument *document);
unsigned int leaf_post_write_ratings (LeafPostWriter *self, const LeafDocument *document, unsigned int index);
void  leaf_post_write_card       (LeafPostWriter *self, LeafBook *book);
void  leaf_post_write_synopsis   (LeafPostWriter *self, LeafBook *book);
void  leaf_post_write_warnings   (LeafPostWriter *self);
void  leaf_post_write_rating     (LeafPostWriter *self);
void  leaf_post_write_links      (LeafPostWriter *self);
void  leaf_post_write_disclosure (LeafPostWriter *self, const char *text);
void  leaf_post_write_author_box (LeafPostWriter *self);
void  leaf_post_write_byline     (LeafPostWriter *self, const char *title);

/* Where they differ from what WordPress would strip from an Author: only with LEAF_POST_JSON_LD. */
char *leaf_post_make_json_ld     (const LeafPostWriter *self, const char *title, const char *excerpt);

char      **leaf_post_make_genres      (const LeafPostSource *source);
GPtrArray  *leaf_post_file             (const LeafPostSource *source, const char *const *genres);
gboolean    leaf_post_is_filed_plainly (const LeafPost *post);

gboolean    leaf_post_document_has_content (const LeafDocument *document);
gboolean    leaf_post_document_has_text    (const LeafDocument *document);
char       *leaf_post_make_excerpt         (const LeafDocument *document);
gboolean    leaf_post_kind_is_for_excerpt  (LeafBlockKind kind);
LeafDate    leaf_post_source_get_date      (const LeafPostSource *source);
char       *leaf_post_dup_cover_alt        (const LeafPostSource *source, LeafBook *book);
const char *leaf_post_source_get_language  (const LeafPostSource *source);
char       *leaf_post_format_date          (const LeafPostSource *source, const LeafDate *date);
char       *leaf_post_dup_words            (const LeafPostSource *source, const char *setting, const char *ours);
gboolean    leaf_post_source_has_author_box (const LeafPostSource *source);

G_END_DECLS
