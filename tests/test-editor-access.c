/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What assistive technology is told of the block the cursor is in: with what is drawn there and is no
 * character of the text. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor.h"

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static LeafEditor *
make_editor (const char *html)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);
  LeafEditor *editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));

  leaf_editor_set_document (editor, document);
  return editor;
}

static void
assert_described (LeafEditor   *editor,
                  unsigned int  index,
                  const char   *description)
{
  LeafDocument *document = leaf_editor_get_document (editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  /* By way of another block, or there would be nothing to tell. */
  leaf_editor_set_cursor (editor, leaf_document_get_block_start (document, (index + 1) % n_blocks));
  leaf_editor_set_cursor (editor, leaf_document_get_block_start (document, index));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
}

static void
test_kinds (void)
{
  static const struct {
    const char *html;
    const char *description;
  } cases[] = {
    { "<p>x</p>", "Paragraph" },
    { "<h3>x</h3>", "Subheading" },
    { "<blockquote><p>x</p></blockquote>", "Quotation" },
    { "<details class=spoiler><p>x</p></details>", "Spoiler" },
    { "<details class=content-warning><p>x</p></details>", "Content warning" },
    { "<figure data-picture=" PICTURE "><img alt='A map'></figure>", "Picture: A map" },
    { "<figure data-picture=" PICTURE "><img></figure>", "Picture without alternative text" },
    { "<table class=ratings><tr data-rating=9><td>Plot</td></tr></table>", "Rating, Plot: 4.5 of 5" },
    { "<table class=ratings><tr data-rating=8><td>Plot</td></tr></table>", "Rating, Plot: 4 of 5" },
    { "<table class=ratings><tr data-rating=0><td>Plot</td></tr></table>", "Rating, Plot: not rated" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = g_strconcat (cases[i].html, "<hr>", NULL);
      LeafEditor *editor = make_editor (html);

      assert_described (editor, 0, cases[i].description);
      assert_described (editor, 1, "Divider");
      g_assert_finalize_object (editor);
    }
}

static void
test_lists (void)
{
  static const char *const descriptions[] = {
    "Numbered list, item 1", "Numbered list, item 1, level 2", "Numbered list, item 2, level 2", "Numbered list, item 2",
    "Bulleted list", "Numbered list, item 1",
  };
  LeafEditor *editor = make_editor ("<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol><ul><li>e</li></ul><ol><li>f</li></ol>");

  for (unsigned int i = 0; i < G_N_ELEMENTS (descriptions); i++)
    assert_described (editor, i, descriptions[i]);

  /* What changes under the cursor is told too. */
  leaf_editor_set_cursor (editor, 0);
  leaf_editor_set_block (editor, LEAF_BLOCK_BULLET, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Bulleted list");
  leaf_editor_undo (editor);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Numbered list, item 1");
  g_assert_finalize_object (editor);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor-access/kinds", test_kinds);
  g_test_add_func ("/editor-access/lists", test_lists);
  return g_test_run ();
}
