/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-author"

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-post-labels.h"
#include "leaf-post-writer-private.h"

/**
 * leaf_post_source_has_author_box:
 *
 * Returns: whether the blog wants the box and the profile has a name to put there
 */
gboolean
leaf_post_source_has_author_box (const LeafPostSource *source)
{
  return leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_AUTHOR) && *leaf_profile_get_name (source->profile) != '\0';
}

/* One paragraph: the name and the role, and below them the line about her. */
static void
write_words (LeafPostWriter *self)
{
  LeafProfile *profile = self->source->profile;
  const char *role = leaf_profile_get_role (profile);
  const char *bio = leaf_profile_get_bio (profile);

  leaf_post_begin_paragraph (self, NULL);
  leaf_markup_builder_open (self->builder, "strong", "class", "p-name", NULL);
  leaf_markup_builder_text (self->builder, leaf_profile_get_name (profile));
  leaf_markup_builder_close (self->builder);
  if (role != NULL && *role != '\0')
    {
      leaf_markup_builder_text (self->builder, ", ");
      leaf_post_write_span (self, "flyleaf-role", role);
    }
  if (bio != NULL && *bio != '\0')
    {
      leaf_markup_builder_empty (self->builder, "br", NULL);
      leaf_post_write_span (self, "flyleaf-bio", bio);
    }
  leaf_post_end_paragraph (self);
}

/**
 * leaf_post_write_author_box:
 *
 * Writes who reviewed the book. The picture says nothing that the name beside it does not: its
 * alternative text is empty.
 */
void
leaf_post_write_author_box (LeafPostWriter *self)
{
  const char *picture = leaf_profile_get_picture (self->source->profile);

  if (!leaf_post_source_has_author_box (self->source))
    return;

  if (picture == NULL)
    {
      leaf_post_begin_group (self, "flyleaf-author p-author h-card", NULL);
      write_words (self);
      leaf_post_end_group (self);
      return;
    }

  leaf_post_begin_columns (self, "flyleaf-author p-author h-card");
  leaf_post_begin_column (self, 20);
  leaf_post_begin_image (self, picture, "", "flyleaf-portrait is-style-rounded", NULL);
  leaf_post_end_image (self);
  leaf_post_end_column (self);
  leaf_post_begin_column (self, 80);
  write_words (self);
  leaf_post_end_column (self);
  leaf_post_end_columns (self);
}

/**
 * leaf_post_source_get_date:
 *
 * Returns: the day of the review, in her time zone: of its publication, if there has been one, else
 *   the day it was begun
 */
LeafDate
leaf_post_source_get_date (const LeafPostSource *source)
{
  gint64 seconds = source->published != 0 ? source->published : leaf_review_get_created (source->review);
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_local (seconds) : NULL;
  LeafDate date = { 0, 0, 0 };

  if (time != NULL)
    g_date_time_get_ymd (time, &date.year, &date.month, &date.day);

  return date;
}

static void
write_date (LeafPostWriter *self)
{
  LeafDate date = leaf_post_source_get_date (self->source);
  g_autofree char *iso = leaf_date_to_string (&date);
  g_autofree char *text = iso != NULL ? leaf_post_format_date (self->source, &date) : NULL;

  if (text == NULL)
    return;

  leaf_markup_builder_text (self->builder, " · ");
  leaf_post_write_value (self, "dt-published", iso, text);
}

/**
 * leaf_post_write_byline:
 * @title: the post's title
 *
 * Writes the last line: what review this is, of which day, and by whom where no box says so. It is
 * what is left of the post's frame when a reader meets the text elsewhere.
 */
void
leaf_post_write_byline (LeafPostWriter *self,
                        const char *title)
{
  const char *name = leaf_profile_get_name (self->source->profile);

  leaf_post_begin_paragraph (self, "flyleaf-byline");
  leaf_post_write_span (self, "p-name", title);
  if (!leaf_post_source_has_author_box (self->source) && *name != '\0')
    {
      leaf_markup_builder_text (self->builder, " · ");
      leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_REVIEWED_BY));
      leaf_markup_builder_text (self->builder, " ");
      leaf_post_write_span (self, "p-author h-card", name);
    }
  write_date (self);
  leaf_post_end_paragraph (self);
}
