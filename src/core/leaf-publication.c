/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publication"

#include "config.h"

#include "leaf-publication.h"

#include "leaf-boxed-private.h"
#include "leaf-text.h"

LEAF_DEFINE_BOXED_TYPE (LeafPublication, leaf_publication, leaf_publication_copy, leaf_publication_free)
LEAF_DEFINE_BOXED_TYPE (LeafJob, leaf_job, leaf_job_copy, leaf_job_free)

/**
 * leaf_publication_new:
 *
 * Makes a publication with a fresh marker, of no review and no blog yet.
 *
 * Returns: (transfer full): a new publication
 */
LeafPublication *
leaf_publication_new (void)
{
  LeafPublication *self = g_new0 (LeafPublication, 1);

  self->uuid = leaf_text_uuid ();
  self->state = LEAF_PUBLICATION_NONE;
  return self;
}

/**
 * leaf_publication_copy:
 * @self: a publication
 *
 * Copies a publication with all its strings.
 *
 * Returns: (transfer full): the copy
 */
LeafPublication *
leaf_publication_copy (const LeafPublication *self)
{
  LeafPublication *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->uuid = g_strdup (self->uuid);
  copy->remote_id = g_strdup (self->remote_id);
  copy->remote_address = g_strdup (self->remote_address);
  copy->remote_modified = g_strdup (self->remote_modified);
  copy->remote_version = g_strdup (self->remote_version);
  copy->content_hash = g_strdup (self->content_hash);
  copy->remote_hash = g_strdup (self->remote_hash);
  copy->base = g_strdup (self->base);
  copy->base_title = g_strdup (self->base_title);
  copy->differences = g_strdupv (self->differences);

  return copy;
}

/**
 * leaf_publication_free:
 * @self: (nullable): a publication
 *
 * Frees a publication.
 */
void
leaf_publication_free (LeafPublication *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->remote_id);
  g_free (self->remote_address);
  g_free (self->remote_modified);
  g_free (self->remote_version);
  g_free (self->content_hash);
  g_free (self->remote_hash);
  g_free (self->base);
  g_free (self->base_title);
  g_strfreev (self->differences);
  g_free (self);
}

/**
 * leaf_job_new:
 *
 * Makes a job that waits and wants its post published.
 *
 * Returns: (transfer full): a new job
 */
LeafJob *
leaf_job_new (void)
{
  LeafJob *self = g_new0 (LeafJob, 1);

  self->action = LEAF_JOB_PUBLISH;
  self->state = LEAF_JOB_WAITING;
  self->wanted = LEAF_PUBLICATION_PUBLISHED;
  return self;
}

/**
 * leaf_job_copy:
 * @self: a job
 *
 * Copies a job with all its strings.
 *
 * Returns: (transfer full): the copy
 */
LeafJob *
leaf_job_copy (const LeafJob *self)
{
  LeafJob *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->content_hash = g_strdup (self->content_hash);
  copy->last_error = g_strdup (self->last_error);

  return copy;
}

/**
 * leaf_job_free:
 * @self: (nullable): a job
 *
 * Frees a job.
 */
void
leaf_job_free (LeafJob *self)
{
  if (self == NULL)
    return;

  g_free (self->content_hash);
  g_free (self->last_error);
  g_free (self);
}
