/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-site-manifest.h"
#include "leaf-site-pages.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_well_formed (const char *text)
{
  static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  g_assert_true (g_markup_parse_context_parse (context, text, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
  g_assert_null (strstr (text, "<script"));
}

/* Whatever is read can be written again, and makes pages that are well-formed and lead nowhere else. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean newer;
  g_autoptr (LeafSiteManifest) manifest = leaf_site_manifest_parse ((const char *) data, size, &newer);
  g_autoptr (LeafSiteManifest) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *second = NULL;
  g_autofree char *index = NULL;
  g_autofree char *feed = NULL;
  g_autofree char *sitemap = NULL;

  if (manifest == NULL)
    return 0;

  json = leaf_site_manifest_to_json (manifest);
  again = leaf_site_manifest_parse (json, strlen (json), &newer);
  g_assert_nonnull (again);
  second = leaf_site_manifest_to_json (again);
  g_assert_cmpstr (json, ==, second);

  index = leaf_site_make_index (manifest, NULL);
  feed = leaf_site_make_feed (manifest, NULL);
  sitemap = leaf_site_make_sitemap (manifest, NULL);
  assert_well_formed (index);
  assert_well_formed (feed);
  assert_well_formed (sitemap);
  for (unsigned int i = 0; i < manifest->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (manifest->redirects, i);
      g_autofree char *page = leaf_site_make_redirect (manifest, leaf_site_manifest_find (manifest, redirect->uuid), NULL);

      assert_well_formed (page);
      g_assert_null (strchr (redirect->slug, '/'));
    }
  return 0;
}
