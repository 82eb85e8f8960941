/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-certificate.h"

#include "leaf-test-library.h"

/* `openssl ca` is the one way to any date that OpenSSL 3.0 and later ones share. */
#define CONFIGURATION \
  "[ca]\n" \
  "default_ca=authority\n" \
  "[authority]\n" \
  "database=index.txt\n" \
  "new_certs_dir=.\n" \
  "certificate=ca.pem\n" \
  "private_key=ca.key\n" \
  "rand_serial=yes\n" \
  "default_md=sha256\n" \
  "policy=anything\n" \
  "unique_subject=no\n" \
  "copy_extensions=copy\n" \
  "[anything]\n" \
  "commonName=supplied\n" \
  "[req]\n" \
  "distinguished_name=empty\n" \
  "[empty]\n"

static void
run_openssl (LeafTestAuthority *self, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;
  char *word;

  g_ptr_array_add (words, (gpointer) "openssl");
  va_start (list, self);
  while ((word = va_arg (list, char *)) != NULL)
    g_ptr_array_add (words, word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_set_cwd (launcher, self->dir);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
write_file (LeafTestAuthority *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

LeafTestAuthority *
leaf_test_authority_new (void)
{
  LeafTestAuthority *self = g_new0 (LeafTestAuthority, 1);
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  write_file (self, "ca.cnf", CONFIGURATION);
  write_file (self, "index.txt", "");
  run_openssl (self, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key",
               "-out", "ca.pem", "-days", "4000", "-subj", "/CN=Flyleaf test authority", "-addext", "keyUsage=keyCertSign", NULL);

  return self;
}

void
leaf_test_authority_free (LeafTestAuthority *self)
{
  leaf_test_remove_tree (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
leaf_test_authority_trust (LeafTestAuthority *self)
{
  g_autofree char *path = g_build_filename (self->dir, "ca.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}

static GTlsCertificate *
load (LeafTestAuthority *self)
{
  g_autofree char *certificate_path = g_build_filename (self->dir, "server.pem", NULL);
  g_autofree char *key_path = g_build_filename (self->dir, "server.key", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_files (certificate_path, key_path, &error);

  g_assert_no_error (error);
  return certificate;
}

static char *
format_day (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y%m%d%H%M%SZ");
}

GTlsCertificate *
leaf_test_authority_issue (LeafTestAuthority *self, const char *name, int from, int to)
{
  g_autofree char *extension = g_strconcat ("subjectAltName=", name, NULL);
  g_autofree char *start = format_day (from);
  g_autofree char *end = format_day (to);

  run_openssl (self, "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "server.key",
               "-out", "server.csr", "-subj", "/CN=Flyleaf test", "-addext", extension, NULL);
  run_openssl (self, "ca", "-batch", "-config", "ca.cnf", "-startdate", start, "-enddate", end, "-in", "server.csr", "-out",
               "server.pem", "-notext", NULL);

  return load (self);
}

GTlsCertificate *
leaf_test_authority_self_signed (LeafTestAuthority *self, const char *name)
{
  g_autofree char *extension = g_strconcat ("subjectAltName=", name, NULL);

  run_openssl (self, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "server.key",
               "-out", "server.pem", "-days", "30", "-subj", "/CN=Flyleaf test", "-addext", extension, NULL);

  return load (self);
}
