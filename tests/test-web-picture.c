/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-picture-decode.h"
#include "leaf-picture-metadata.h"
#include "leaf-picture-probe.h"
#include "leaf-test-picture.h"
#include "leaf-web-picture.h"

#include <string.h>

static LeafWebPicture *
make (GBytes *original, int max_width, int max_height)
{
  g_autoptr (GError) error = NULL;
  LeafWebPicture *web = leaf_web_picture_new (original, max_width, max_height, &error);

  g_assert_no_error (error);
  return web;
}

/* What it says of itself is what its pixels are. */
static void
assert_is (const LeafWebPicture *web, const char *mime_type, int width, int height)
{
  g_autoptr (GError) error = NULL;
  LeafPicture picture = { 0 };

  g_assert_true (leaf_picture_check (web->bytes, NULL, &picture, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (web->mime_type, ==, mime_type);
  g_assert_cmpstr (picture.mime_type, ==, mime_type);
  g_assert_cmpint (picture.width, ==, width);
  g_assert_cmpint (picture.height, ==, height);
  g_assert_cmpint (web->width, ==, width);
  g_assert_cmpint (web->height, ==, height);
  g_free (picture.sha256);
  g_free (picture.mime_type);
}

static gboolean
contains (GBytes *bytes, const char *text)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

/* Puts a segment behind the first two bytes of a JPEG. */
static GBytes *
add_segment (GBytes *jpeg, guint8 marker, const void *content, gsize size)
{
  const guint8 header[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };
  const guint8 *data = g_bytes_get_data (jpeg, NULL);
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, header, sizeof header);
  g_byte_array_append (array, content, size);
  g_byte_array_append (array, data + 2, g_bytes_get_size (jpeg) - 2);
  return g_byte_array_free_to_bytes (array);
}

static GBytes *
add_behind (GBytes *bytes, const char *text)
{
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_byte_array_append (array, (const guint8 *) text, strlen (text));
  return g_byte_array_free_to_bytes (array);
}

static void
test_as_it_is (void)
{
  static const char *const formats[] = { "jpeg", "png", "gif" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) original = leaf_test_picture_new (formats[i], 300, 200, i);
      g_autoptr (LeafWebPicture) web = make (original, 300, 200);

      g_assert_true (g_bytes_equal (web->bytes, original));
      g_assert_cmpint (web->width, ==, 300);
      g_assert_cmpint (web->height, ==, 200);
    }
}

static void
test_scaled (void)
{
  g_autoptr (GBytes) jpeg = leaf_test_picture_new ("jpeg", 2000, 1000, 1);
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", 1000, 2000, 2);
  g_autoptr (LeafWebPicture) wide = make (jpeg, 800, 0);
  g_autoptr (LeafWebPicture) again = make (jpeg, 800, 0);
  g_autoptr (LeafWebPicture) high = make (png, 1600, 500);

  assert_is (wide, "image/jpeg", 800, 400);
  g_assert_true (g_bytes_equal (wide->bytes, again->bytes));
  g_assert_cmpuint (g_bytes_get_size (wide->bytes), <, g_bytes_get_size (jpeg));
  assert_is (high, "image/png", 250, 500);
}

/* Its long side may be as long as it likes where only the width is bounded. */
static void
test_tall (void)
{
  g_autoptr (GBytes) original = leaf_test_picture_new ("png", 100, 1800, 3);
  g_autoptr (LeafWebPicture) web = make (original, 1600, 0);

  g_assert_true (g_bytes_equal (web->bytes, original));
}

/* Nothing in it can be foretold, as in a photograph. */
static GBytes *
new_noise (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  gsize n_bytes = gdk_pixbuf_get_byte_length (pixbuf);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  char *data;
  gsize size;

  for (gsize i = 0; i < n_bytes; i++)
    pixels[i] = (guint8) g_rand_int_range (random, 0, 256);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "compression", "1", NULL));
  return g_bytes_new_take (data, size);
}

static void
test_photograph_as_png (void)
{
  g_autoptr (GBytes) original = new_noise (1400, 1000);
  g_autoptr (LeafWebPicture) web = make (original, 1000, 0);

  assert_is (web, "image/jpeg", 1000, 714);
}

static void
test_transparent (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 400, 400);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GdkPixbuf) decoded = NULL;
  g_autoptr (LeafWebPicture) web = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x30609040);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL));
  original = g_bytes_new_take (data, size);
  web = make (original, 100, 0);
  assert_is (web, "image/png", 100, 100);

  decoded = leaf_picture_decode (web->bytes, NULL, 0, NULL);
  g_assert_true (gdk_pixbuf_get_has_alpha (decoded));
  g_assert_cmpuint (gdk_pixbuf_get_pixels (decoded)[3], ==, 0x40);
}

static void
test_turned (void)
{
  g_autoptr (GBytes) original = leaf_test_picture_new_turned_jpeg (300, 200);
  g_autoptr (LeafWebPicture) web = make (original, 1600, 0);
  g_autoptr (LeafWebPicture) small = make (original, 100, 0);

  g_assert_true (leaf_picture_metadata_is_turned (original, "image/jpeg"));
  assert_is (web, "image/jpeg", 200, 300);
  assert_is (small, "image/jpeg", 100, 150);
  g_assert_false (leaf_picture_metadata_is_turned (web->bytes, web->mime_type));
  g_assert_false (contains (web->bytes, "Exif"));
}

static void
test_private (void)
{
  static const char exif[] = "Exif\0\0II*\0\10\0\0\0\0\0GPS 51.4778 N";
  static const char profile[] = "ICC_PROFILE\0\1\1of colours";
  g_autoptr (GBytes) plain = leaf_test_picture_new ("jpeg", 300, 200, 5);
  g_autoptr (GBytes) profiled = add_segment (plain, 0xe2, profile, sizeof profile - 1);
  g_autoptr (GBytes) commented = add_segment (profiled, 0xfe, "taken by Ada", 12);
  g_autoptr (GBytes) located = add_segment (commented, 0xe1, exif, sizeof exif - 1);
  g_autoptr (GBytes) original = add_behind (located, "a film of the garden");
  g_autoptr (LeafWebPicture) web = make (original, 1600, 0);
  g_autoptr (GBytes) found = leaf_picture_metadata_get_profile (original, "image/jpeg");

  g_assert_true (contains (original, "GPS"));
  g_assert_true (g_bytes_equal (web->bytes, profiled));
  assert_is (web, "image/jpeg", 300, 200);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), "of colours", 10);
}

static void
test_private_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 30, 20);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (LeafWebPicture) web = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x306090ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "tEXt::Author", "Ada Fenwick", NULL));
  original = g_bytes_new_take (data, size);
  g_assert_true (contains (original, "Fenwick"));

  web = make (original, 1600, 0);
  g_assert_false (contains (web->bytes, "Fenwick"));
  assert_is (web, "image/png", 30, 20);
}

static void
test_animation (void)
{
  g_autoptr (GBytes) original = leaf_test_picture_new_animation (3);
  g_autoptr (GBytes) still = leaf_test_picture_new ("gif", 40, 40, 0);
  g_autoptr (LeafWebPicture) web = make (original, 20, 0);
  g_autoptr (LeafWebPicture) scaled = make (still, 20, 0);

  g_assert_true (g_bytes_equal (web->bytes, original));
  assert_is (scaled, "image/png", 20, 20);
}

static void
test_webp (void)
{
  g_autoptr (GBytes) original = NULL;
  g_autoptr (LeafWebPicture) same = NULL;
  g_autoptr (LeafWebPicture) web = NULL;

  if (!leaf_test_picture_has_webp ())
    {
      g_test_skip ("gdk-pixbuf has no WebP here");
      return;
    }

  original = leaf_test_picture_new ("webp", 600, 400, 6);
  same = make (original, 600, 0);
  web = make (original, 300, 0);
  g_assert_true (g_bytes_equal (same->bytes, original));
  assert_is (web, "image/jpeg", 300, 200);
}

/* Cut off or changed anywhere, it is read without going beyond its end. */
static void
test_broken (void)
{
  static const char *const formats[][2] = { { "jpeg", "image/jpeg" }, { "png", "image/png" }, { "png", "image/webp" } };

  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = leaf_test_picture_new (formats[i][0], 40, 30, i);
      gsize size = g_bytes_get_size (whole);

      for (gsize at = 0; at < size; at++)
        {
          g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
          g_autoptr (GBytes) cut = g_bytes_new (copy, at);
          g_autoptr (GBytes) stripped = leaf_picture_metadata_strip (cut, formats[i][1]);
          g_autoptr (GBytes) changed = NULL;
          g_autoptr (GBytes) changed_stripped = NULL;

          copy[at] ^= 0xff;
          changed = g_bytes_new (copy, size);
          changed_stripped = leaf_picture_metadata_strip (changed, formats[i][1]);
          g_assert_cmpuint (g_bytes_get_size (stripped), <=, at);
          g_assert_cmpuint (g_bytes_get_size (changed_stripped), <=, size);
          g_clear_pointer (&changed, g_bytes_unref);
          changed = leaf_picture_metadata_get_profile (cut, formats[i][1]);
          g_assert_null (changed);
          g_assert_false (leaf_picture_metadata_is_turned (cut, formats[i][1]));
        }
    }
}

/* Nothing is decoded to send a picture as it is, but half of one is noticed. */
static void
test_cut_short (void)
{
  static const char *const formats[] = { "jpeg", "png" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) whole = leaf_test_picture_new (formats[i], 40, 30, i);
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_web_picture_new (half, 1600, 0, &error));
      g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
    }
}

static void
test_not_a_picture (void)
{
  g_autoptr (GBytes) original = g_bytes_new_static ("not a picture", 13);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_web_picture_new (original, 1600, 0, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/web-picture/as-it-is", test_as_it_is);
  g_test_add_func ("/web-picture/scaled", test_scaled);
  g_test_add_func ("/web-picture/tall", test_tall);
  g_test_add_func ("/web-picture/photograph-as-png", test_photograph_as_png);
  g_test_add_func ("/web-picture/transparent", test_transparent);
  g_test_add_func ("/web-picture/turned", test_turned);
  g_test_add_func ("/web-picture/private", test_private);
  g_test_add_func ("/web-picture/private-png", test_private_png);
  g_test_add_func ("/web-picture/animation", test_animation);
  g_test_add_func ("/web-picture/webp", test_webp);
  g_test_add_func ("/web-picture/broken", test_broken);
  g_test_add_func ("/web-picture/cut-short", test_cut_short);
  g_test_add_func ("/web-picture/not-a-picture", test_not_a_picture);

  return g_test_run ();
}
