/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-model"

#include "config.h"

#include "leaf-publish-model.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-reviews.h"

struct _LeafPublishModel
{
  GObject parent_instance;

  LeafLibrary *library;
  LeafOutbox *outbox;
  gint64 review;
  gboolean loaded;
  GPtrArray *targets; /* LeafPublishTarget */
  char *title;
  LeafDate publication_day;
  LeafDate embargo;
  GHashTable *steps;  /* job → Step, while it runs */
  GSignalGroup *library_signals;
  GSignalGroup *outbox_signals;
};

G_DEFINE_FINAL_TYPE (LeafPublishModel, leaf_publish_model, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LIBRARY,
  PROP_OUTBOX,
  PROP_REVIEW,
  N_PROPS
};

enum {
  CHANGED,
  PROGRESS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

typedef struct
{
  char *text;
  double fraction;
} Step;

static void
step_free (Step *step)
{
  g_free (step->text);
  g_free (step);
}

/* What a thread of the library is asked for, and brings. */
typedef struct
{
  LeafLibrary *library;
  gint64 review;
  GPtrArray *targets;
  LeafBook *book; /* the first */
  LeafDate embargo; /* the last of all of them */
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->library);
  g_clear_pointer (&load->targets, g_ptr_array_unref);
  g_clear_object (&load->book);
  g_free (load);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Load *load = data;
  g_autoptr (LeafReview) review = NULL;
  const gint64 *books;
  unsigned int n_books;

  load->targets = leaf_publish_targets_load (db, load->review, error);
  if (load->targets == NULL)
    return FALSE;
  if (load->review == 0)
    return TRUE;

  review = leaf_reviews_load (db, load->review, error);
  if (review == NULL)
    return FALSE;
  books = leaf_review_get_books (review, &n_books);
  for (unsigned int i = 0; i < n_books; i++)
    {
      g_autoptr (LeafBook) book = leaf_books_load (db, books[i], error);

      if (book == NULL)
        return FALSE;
      if (leaf_date_compare (leaf_book_get_embargo (book), &load->embargo) > 0)
        load->embargo = *leaf_book_get_embargo (book);
      if (i == 0)
        load->book = g_steal_pointer (&book);
    }

  return TRUE;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishModel) self = user_data;
  g_autoptr (GError) error = NULL;
  Load *load = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      g_debug ("Where a review is cannot be read: %s", error->message);
      return;
    }
  if (load->review != self->review || load->library != self->library)
    return;

  self->loaded = TRUE;
  g_ptr_array_unref (self->targets);
  self->targets = g_steal_pointer (&load->targets);
  g_free (self->title);
  self->title = g_strdup (load->book != NULL ? leaf_book_get_title (load->book) : "");
  self->publication_day = load->book != NULL ? *leaf_book_get_published (load->book) : (LeafDate) { 0 };
  self->embargo = load->embargo;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
library_changed_cb (LeafPublishModel *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BLOG || what == LEAF_CHANGE_PUBLICATION || what == LEAF_CHANGE_JOB ||
      what == LEAF_CHANGE_BOOK || (what == LEAF_CHANGE_REVIEW && (id == self->review || id == 0)))
    leaf_publish_model_reload (self);
}

static void
progress_cb (LeafPublishModel *self, gint64 job, const char *text, double fraction)
{
  Step *step = g_new0 (Step, 1);

  step->text = g_strdup (text);
  step->fraction = fraction;
  g_hash_table_insert (self->steps, g_memdup2 (&job, sizeof job), step);
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
finished_cb (LeafPublishModel *self, gint64 job)
{
  if (g_hash_table_remove (self->steps, &job))
    g_signal_emit (self, signals[PROGRESS], 0);
}

static void
leaf_publish_model_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafPublishModel *self = LEAF_PUBLISH_MODEL (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    case PROP_REVIEW:
      g_value_set_int64 (value, self->review);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_model_set_property (GObject *object, unsigned int prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafPublishModel *self = LEAF_PUBLISH_MODEL (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->library_signals, self->library);
          leaf_publish_model_reload (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_OUTBOX:
      if (g_set_object (&self->outbox, g_value_get_object (value)))
        {
          g_hash_table_remove_all (self->steps);
          g_signal_group_set_target (self->outbox_signals, self->outbox);
          g_object_notify_by_pspec (object, pspec);
          g_signal_emit (self, signals[CHANGED], 0);
        }
      break;
    case PROP_REVIEW:
      leaf_publish_model_set_review (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_model_dispose (GObject *object)
{
  LeafPublishModel *self = LEAF_PUBLISH_MODEL (object);

  g_clear_object (&self->library_signals);
  g_clear_object (&self->outbox_signals);
  g_clear_object (&self->library);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (leaf_publish_model_parent_class)->dispose (object);
}

static void
leaf_publish_model_finalize (GObject *object)
{
  LeafPublishModel *self = LEAF_PUBLISH_MODEL (object);

  g_ptr_array_unref (self->targets);
  g_hash_table_unref (self->steps);
  g_free (self->title);

  G_OBJECT_CLASS (leaf_publish_model_parent_class)->finalize (object);
}

static void
leaf_publish_model_class_init (LeafPublishModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = leaf_publish_model_get_property;
  object_class->set_property = leaf_publish_model_set_property;
  object_class->dispose = leaf_publish_model_dispose;
  object_class->finalize = leaf_publish_model_finalize;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY, flags);
  properties[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, LEAF_TYPE_OUTBOX, flags);
  properties[PROP_REVIEW] = g_param_spec_int64 ("review", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
leaf_publish_model_init (LeafPublishModel *self)
{
  self->targets = g_ptr_array_new ();
  self->title = g_strdup ("");
  self->steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) step_free);
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed", G_CALLBACK (library_changed_cb), self);
  self->outbox_signals = g_signal_group_new (LEAF_TYPE_OUTBOX);
  g_signal_group_connect_swapped (self->outbox_signals, "progress", G_CALLBACK (progress_cb), self);
  g_signal_group_connect_swapped (self->outbox_signals, "finished", G_CALLBACK (finished_cb), self);
}

/**
 * leaf_publish_model_new:
 *
 * Returns: (transfer full): a model that knows of nothing yet
 */
LeafPublishModel *
leaf_publish_model_new (void)
{
  return g_object_new (LEAF_TYPE_PUBLISH_MODEL, NULL);
}

/**
 * leaf_publish_model_get_library:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the library
 */
LeafLibrary *
leaf_publish_model_get_library (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  return self->library;
}

/**
 * leaf_publish_model_get_outbox:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the outbox
 */
LeafOutbox *
leaf_publish_model_get_outbox (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  return self->outbox;
}

/**
 * leaf_publish_model_get_review:
 * @self: a model
 *
 * Returns: the id of the review; 0 for none
 */
gint64
leaf_publish_model_get_review (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), 0);

  return self->review;
}

/**
 * leaf_publish_model_set_review:
 * @self: a model
 * @review: id of a review in the library, or 0 for none
 *
 * Sets which review it tells of. What it knew of another one is forgotten at once.
 */
void
leaf_publish_model_set_review (LeafPublishModel *self, gint64 review)
{
  g_return_if_fail (LEAF_IS_PUBLISH_MODEL (self));

  if (self->review == review)
    return;

  self->review = review;
  self->loaded = FALSE;
  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      LeafPublishTarget *target = g_ptr_array_index (self->targets, i);

      g_clear_pointer (&target->publication, leaf_publication_free);
      g_clear_pointer (&target->job, leaf_job_free);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  leaf_publish_model_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVIEW]);
}

/**
 * leaf_publish_model_reload:
 * @self: a model
 *
 * Asks the library again.
 */
void
leaf_publish_model_reload (LeafPublishModel *self)
{
  Load *load;

  g_return_if_fail (LEAF_IS_PUBLISH_MODEL (self));

  if (self->library == NULL)
    return;

  load = g_new0 (Load, 1);
  load->library = g_object_ref (self->library);
  load->review = self->review;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, load, (GDestroyNotify) load_free, NULL, load_cb,
                          g_object_ref (self));
}

/**
 * leaf_publish_model_is_loaded:
 * @self: a model
 *
 * Returns: whether what it tells is of the review that it was given last
 */
gboolean
leaf_publish_model_is_loaded (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), FALSE);

  return self->loaded;
}

/**
 * leaf_publish_model_get_targets:
 * @self: a model
 *
 * Returns: (transfer none) (element-type LeafPublishTarget): one a blog
 */
GPtrArray *
leaf_publish_model_get_targets (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  return self->targets;
}

/**
 * leaf_publish_model_find:
 * @self: a model
 * @blog: a blog's id
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
LeafPublishTarget *
leaf_publish_model_find (LeafPublishModel *self, gint64 blog)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      LeafPublishTarget *target = g_ptr_array_index (self->targets, i);

      if (leaf_blog_get_id (target->blog) == blog)
        return target;
    }

  return NULL;
}

/**
 * leaf_publish_model_dup_chosen:
 * @self: a model
 * @blog: a blog's id; 0 for those she has chosen
 *
 * Returns: (transfer container) (element-type LeafPublishTarget): what an action on @blog is about;
 *   valid until the model changes
 */
GPtrArray *
leaf_publish_model_dup_chosen (LeafPublishModel *self, gint64 blog)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      LeafPublishTarget *target = g_ptr_array_index (self->targets, i);

      if (blog != 0 ? leaf_blog_get_id (target->blog) == blog : target->chosen)
        g_ptr_array_add (chosen, target);
    }

  return chosen;
}

/**
 * leaf_publish_model_get_title:
 * @self: a model
 *
 * Returns: (transfer none): the title of the book; empty when it is not known yet
 */
const char *
leaf_publish_model_get_title (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), "");

  return self->title;
}

/**
 * leaf_publish_model_get_publication_day:
 * @self: a model
 *
 * Returns: (transfer none): when the book appears, as far as that is known
 */
const LeafDate *
leaf_publish_model_get_publication_day (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  return &self->publication_day;
}

/**
 * leaf_publish_model_get_embargo:
 * @self: a model
 *
 * Returns: (transfer none): the day before which nothing may be published; no date for none
 */
const LeafDate *
leaf_publish_model_get_embargo (LeafPublishModel *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_MODEL (self), NULL);

  return &self->embargo;
}

/**
 * leaf_publish_model_get_step:
 * @self: a model
 * @target: one of its targets
 * @fraction: (out) (optional): how far it is, from 0 to 1
 *
 * Returns: (transfer none) (nullable): what is being done there, in words; %NULL when nothing is
 */
const char *
leaf_publish_model_get_step (LeafPublishModel *self, const LeafPublishTarget *target, double *fraction)
{
  const Step *step = target->job != NULL ? g_hash_table_lookup (self->steps, &target->job->id) : NULL;

  if (step != NULL && fraction != NULL)
    *fraction = step->fraction;
  return step != NULL ? step->text : NULL;
}

typedef struct
{
  gint64 review;
  GHashTable *chosen; /* blog → whether the review goes there */
  GHashTable *usual;  /* blog → whether new reviews go there */
} Choice;

static void
choice_free (Choice *choice)
{
  g_clear_pointer (&choice->chosen, g_hash_table_unref);
  g_clear_pointer (&choice->usual, g_hash_table_unref);
  g_free (choice);
}

static gboolean
choose_func (LeafDb *db, gpointer data, GError **error)
{
  Choice *choice = data;
  GHashTableIter iter;
  gpointer id, chosen;

  g_hash_table_iter_init (&iter, choice->chosen);
  while (g_hash_table_iter_next (&iter, &id, &chosen))
    if (!leaf_review_blogs_choose (db, choice->review, *(gint64 *) id, GPOINTER_TO_INT (chosen), error))
      return FALSE;

  return TRUE;
}

static gboolean
make_usual_func (LeafDb *db, gpointer data, GError **error)
{
  Choice *choice = data;
  GHashTableIter iter;
  gpointer id, usual;

  g_hash_table_iter_init (&iter, choice->usual);
  while (g_hash_table_iter_next (&iter, &id, &usual))
    {
      g_autoptr (LeafBlog) blog = leaf_blogs_load (db, *(gint64 *) id, error);

      if (blog == NULL)
        return FALSE;
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_CHOSEN, GPOINTER_TO_INT (usual) ? "true" : NULL);
      if (!leaf_blogs_save (db, blog, error))
        return FALSE;
    }

  return TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishModel) self = user_data;
  g_autoptr (GError) error = NULL;

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    return;

  /* What is shown goes back to what is stored. */
  g_message ("%s", error->message);
  leaf_publish_model_reload (self);
}

/**
 * leaf_publish_model_choose:
 * @self: a model
 * @blog: a blog's id
 * @chosen: whether the Publish button means it
 *
 * Notes where the review goes. One blog at least stays chosen.
 */
void
leaf_publish_model_choose (LeafPublishModel *self, gint64 blog, gboolean chosen)
{
  LeafPublishTarget *target = leaf_publish_model_find (self, blog);
  g_autoptr (GPtrArray) before = leaf_publish_model_dup_chosen (self, 0);
  Choice *choice;

  if (target == NULL || target->chosen == chosen || self->library == NULL || self->review == 0 ||
      (!chosen && before->len == 1))
    return;

  /* The others stay as she sees them, also when this one is published and they are not. */
  target->chosen = chosen;
  choice = g_new0 (Choice, 1);
  choice->review = self->review;
  choice->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      const LeafPublishTarget *other = g_ptr_array_index (self->targets, i);
      gint64 id = leaf_blog_get_id (other->blog);

      g_hash_table_insert (choice->chosen, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (other->chosen));
    }
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, choose_func, choice, (GDestroyNotify) choice_free, NULL, written_cb,
                          g_object_ref (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * leaf_publish_model_is_usual:
 * @self: a model
 *
 * Returns: whether a new review would go where this one goes
 */
gboolean
leaf_publish_model_is_usual (LeafPublishModel *self)
{
  gboolean any = FALSE;

  for (unsigned int i = 0; i < self->targets->len; i++)
    any |= leaf_blog_get_flag (((LeafPublishTarget *) g_ptr_array_index (self->targets, i))->blog, LEAF_BLOG_SETTING_CHOSEN);

  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (self->targets, i);
      gboolean usual = any ? leaf_blog_get_flag (target->blog, LEAF_BLOG_SETTING_CHOSEN) : i == 0;

      if (usual != target->chosen)
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_publish_model_make_usual:
 * @self: a model
 *
 * Has new reviews go where this one goes.
 */
void
leaf_publish_model_make_usual (LeafPublishModel *self)
{
  Choice *choice;

  if (self->library == NULL)
    return;

  choice = g_new0 (Choice, 1);
  choice->usual = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (unsigned int i = 0; i < self->targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (self->targets, i);
      gint64 blog = leaf_blog_get_id (target->blog);

      g_hash_table_insert (choice->usual, g_memdup2 (&blog, sizeof blog), GINT_TO_POINTER (target->chosen));
    }
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, make_usual_func, choice, (GDestroyNotify) choice_free, NULL,
                          written_cb, g_object_ref (self));
}
