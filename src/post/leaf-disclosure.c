/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-disclosure"

#include "config.h"

#include "leaf-disclosure.h"

#include "leaf-blog-settings.h"
#include "leaf-pattern.h"
#include "leaf-post-labels.h"
#include "leaf-post-links.h"

typedef struct
{
  gboolean affiliate;
  gboolean amazon;
} Found;

static void
look_at_link (Found *found,
              const char *address,
              gboolean affiliate)
{
  if (!affiliate)
    return;

  found->affiliate = TRUE;
  found->amazon |= leaf_link_is_amazon (address);
}

static Found
look_at_document (const LeafDocument *document)
{
  Found found = { FALSE, FALSE };
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      unsigned int n_spans;
      const LeafSpan *spans = leaf_block_get_spans (leaf_document_get_block (document, i), &n_spans);

      for (unsigned int j = 0; j < n_spans; j++)
        {
          const char *link = spans[j].style.link;

          if (link != NULL)
            look_at_link (&found, link, leaf_link_is_affiliate (link));
        }
    }

  return found;
}

static Found
look_at_synopses (const LeafPostSource *source)
{
  Found found = { FALSE, FALSE };

  for (unsigned int i = 0; i < source->books->len; i++)
    {
      Found one = look_at_document (leaf_book_get_synopsis (g_ptr_array_index (source->books, i)));

      found.affiliate |= one.affiliate;
      found.amazon |= one.amazon;
    }

  return found;
}

static Found
look_at_stores (const LeafPostSource *source)
{
  Found found = { FALSE, FALSE };

  for (unsigned int i = 0; i < source->books->len; i++)
    {
      g_autoptr (GPtrArray) links = leaf_post_list_links (source, g_ptr_array_index (source->books, i));

      for (unsigned int j = 0; j < links->len; j++)
        {
          const LeafStoreLink *link = g_ptr_array_index (links, j);

          look_at_link (&found, link->address, link->affiliate);
        }
    }

  return found;
}

/* The user's own wording, else ours in the language of the blog. */
static void
add_sentence (GString *text,
              const LeafPostSource *source,
              const char *setting,
              LeafLabel label)
{
  const char *own = leaf_blog_get_setting (source->blog, setting);
  const char *language = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE);
  g_autofree char *sentence = NULL;

  if (own == NULL || *own == '\0')
    own = leaf_post_label (language, label);
  sentence = leaf_pattern_expand (own, source, NULL);

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static gboolean
any_publisher (const LeafPostSource *source)
{
  const char *publisher = leaf_book_get_publisher (g_ptr_array_index (source->books, 0));

  return publisher != NULL && *publisher != '\0';
}

/* Above the first part, in the blog's order, that needs it. */
static LeafDisclosurePlace
find_place (const LeafPostSource *source,
            gboolean in_synopsis,
            gboolean in_review,
            gboolean in_links)
{
  LeafBlogPart parts[LEAF_BLOG_N_PARTS];
  unsigned int n_parts = leaf_blog_get_parts (source->blog, parts);

  for (unsigned int i = 0; i < n_parts; i++)
    {
      if (parts[i] == LEAF_BLOG_PART_SYNOPSIS && in_synopsis)
        return LEAF_DISCLOSURE_ABOVE_SYNOPSIS;
      if (parts[i] == LEAF_BLOG_PART_REVIEW && in_review)
        return LEAF_DISCLOSURE_ABOVE_REVIEW;
      if (parts[i] == LEAF_BLOG_PART_LINKS && in_links)
        return LEAF_DISCLOSURE_ABOVE_LINKS;
    }

  return LEAF_DISCLOSURE_NOT_NEEDED;
}

/**
 * leaf_disclosure_compute:
 * @text: (out) (optional) (transfer full): the sentences, NULL when none is needed
 *
 * Says what the reader has to know before she trusts a link or an opinion: that the reviewer earns
 * from links, if affiliate links are really there, in Amazon's own words where one is Amazon's; and
 * that the book was free. In whatever order the blog has the parts, it stands above the first affiliate
 * link, and above the review when the book was free, since it is the opinion that must be read with that
 * in mind (FTC 16 CFR 255); the blog may want it at the end instead.
 *
 * Returns: where the disclosure goes
 */
LeafDisclosurePlace
leaf_disclosure_compute (const LeafPostSource *source,
                         char **text)
{
  Found nothing = { FALSE, FALSE };
  Found synopses = leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_SYNOPSIS) ? look_at_synopses (source) : nothing;
  Found review = look_at_document (leaf_review_get_document (source->review));
  Found store_links = leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_LINKS) ? look_at_stores (source) : nothing;
  gboolean affiliate = synopses.affiliate || review.affiliate || store_links.affiliate;
  gboolean free_copy = leaf_review_get_free_copy (source->review);
  g_autoptr (GString) sentences = g_string_new (NULL);

  if (text != NULL)
    *text = NULL;
  if (!affiliate && !free_copy)
    return LEAF_DISCLOSURE_NOT_NEEDED;

  if (free_copy)
    add_sentence (sentences, source, LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY,
                  any_publisher (source) ? LEAF_LABEL_FREE_COPY : LEAF_LABEL_FREE_COPY_NO_PUBLISHER);
  if (affiliate)
    add_sentence (sentences, source, LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE, LEAF_LABEL_AFFILIATE);
  if (synopses.amazon || review.amazon || store_links.amazon)
    add_sentence (sentences, source, LEAF_BLOG_SETTING_DISCLOSURE_AMAZON, LEAF_LABEL_AMAZON);
  if (text != NULL)
    *text = g_strdup (sentences->str);

  if (g_str_equal (leaf_blog_get_choice (source->blog, LEAF_BLOG_SETTING_DISCLOSURE), "end"))
    return LEAF_DISCLOSURE_AT_END;

  return find_place (source, synopses.affiliate, free_copy || review.affiliate, store_links.affiliate);
}
