/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-book-fields.h"

static void
check (LeafBookField field, const char *typed, const char *shown)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  g_assert_true (leaf_book_field_check (field, typed, NULL));
  leaf_book_field_set (book, field, typed);
  first = leaf_book_field_get (book, field);
  g_assert_cmpstr (first, ==, shown);

  /* What is shown and left as it is must not change the book. */
  if (first != NULL)
    leaf_book_field_set (book, field, first);
  again = leaf_book_field_get (book, field);
  g_assert_cmpstr (again, ==, shown);
}

static void
test_round_trip (void)
{
  check (LEAF_BOOK_FIELD_TITLE, "  Emma ", "Emma");
  check (LEAF_BOOK_FIELD_AUTHORS, "Neil Gaiman & Terry Pratchett", "Neil Gaiman, Terry Pratchett");
  check (LEAF_BOOK_FIELD_AUTHORS, "Le Guin, Ursula K.;", "Le Guin, Ursula K.;");
  check (LEAF_BOOK_FIELD_AUTHORS, "King, Jr.; Austen", "King, Jr.; Austen");
  check (LEAF_BOOK_FIELD_AUTHORS, " ; ", "");
  check (LEAF_BOOK_FIELD_TRANSLATORS, "Richard Pevear & Larissa Volokhonsky", "Richard Pevear, Larissa Volokhonsky");
  check (LEAF_BOOK_FIELD_NARRATORS, "Fry, Stephen;", "Fry, Stephen;");
  check (LEAF_BOOK_FIELD_GENRES, "Gothic,, Horror ,", "Gothic, Horror");
  check (LEAF_BOOK_FIELD_PUBLISHED, "2010-08", "2010-08");
  check (LEAF_BOOK_FIELD_PUBLISHED, "", NULL);
  check (LEAF_BOOK_FIELD_EMBARGO, " 2010-08-31", "2010-08-31");
  check (LEAF_BOOK_FIELD_EMBARGO, "", NULL);
  check (LEAF_BOOK_FIELD_ISBN, "0-307-74099-4", "9780307740991");
  check (LEAF_BOOK_FIELD_PAGES, "288", "288");
  check (LEAF_BOOK_FIELD_PAGES, "", NULL);
  check (LEAF_BOOK_FIELD_SERIES_NUMBER, "1.5", "1.5");
}

/* Everybody keeps a role that the form does not know. */
static void
test_roles (void)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *found;

  g_ptr_array_add (people, leaf_contributor_new ("Ann", "author"));
  g_ptr_array_add (people, leaf_contributor_new ("Bo", "translator"));
  g_ptr_array_add (people, leaf_contributor_new ("Cy", "foreword"));
  leaf_book_set_contributors (book, people);
  leaf_book_field_set (book, LEAF_BOOK_FIELD_ILLUSTRATORS, "Di; Ed");
  leaf_book_field_set (book, LEAF_BOOK_FIELD_TRANSLATORS, "Bo");
  leaf_book_field_set (book, LEAF_BOOK_FIELD_EDITORS, "");

  found = leaf_book_get_contributors (book);
  for (unsigned int i = 0; i < found->len; i++)
    {
      const LeafContributor *person = g_ptr_array_index (found, i);

      g_string_append_printf (text, "%s:%s ", person->role, person->name);
    }
  g_assert_cmpstr (text->str, ==, "author:Ann translator:Bo foreword:Cy illustrator:Di illustrator:Ed ");

  leaf_book_field_set (book, LEAF_BOOK_FIELD_ILLUSTRATORS, " ");
  leaf_book_field_set (book, LEAF_BOOK_FIELD_AUTHORS, "Flo");
  g_assert_cmpuint (leaf_book_get_contributors (book)->len, ==, 3);
}

static void
test_problems (void)
{
  static const struct
  {
    LeafBookField field;
    const char *text;
  } cases[] = {
    { LEAF_BOOK_FIELD_TITLE, "  " },
    { LEAF_BOOK_FIELD_PUBLISHED, "last summer" },
    { LEAF_BOOK_FIELD_PUBLISHED, "2010-13" },
    { LEAF_BOOK_FIELD_EMBARGO, "2010-08" },
    { LEAF_BOOK_FIELD_EMBARGO, "tomorrow" },
    { LEAF_BOOK_FIELD_ISBN, "0-307-74099-5" },
    { LEAF_BOOK_FIELD_PAGES, "many" },
    { LEAF_BOOK_FIELD_PAGES, "-3" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = NULL;

      g_assert_false (leaf_book_field_check (cases[i].field, cases[i].text, &problem));
      g_assert_nonnull (problem);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/book-fields/round-trip", test_round_trip);
  g_test_add_func ("/book-fields/roles", test_roles);
  g_test_add_func ("/book-fields/problems", test_problems);

  return g_test_run ();
}
