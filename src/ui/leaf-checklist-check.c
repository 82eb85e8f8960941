/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What there is to mend, in a worker thread. */

#define G_LOG_DOMAIN "leaf-checklist"

#include "config.h"

#include "leaf-checklist-private.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

static void
item_free (LeafChecklistItem *item)
{
  g_clear_pointer (&item->problem, leaf_post_problem_free);
  g_free (item);
}

void
leaf_checklist_findings_free (LeafChecklistFindings *self)
{
  g_clear_pointer (&self->targets, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->title);
  g_free (self);
}

static LeafPostProblem *
get_problem (LeafChecklistFindings *self, unsigned int index)
{
  return ((LeafChecklistItem *) g_ptr_array_index (self->items, index))->problem;
}

LeafSeverity
leaf_checklist_findings_get_worst (LeafChecklistFindings *self)
{
  LeafSeverity worst = LEAF_SEVERITY_HINTS;

  for (unsigned int i = 0; i < self->items->len; i++)
    worst = MIN (worst, get_problem (self, i)->severity);

  return worst;
}

static gboolean
is_same (const LeafPostProblem *a, const LeafPostProblem *b)
{
  return a->kind == b->kind && a->severity == b->severity && a->offset == b->offset && a->length == b->length &&
         a->book == b->book && g_str_equal (a->sentence, b->sentence);
}

gboolean
leaf_checklist_findings_equal (LeafChecklistFindings *a, LeafChecklistFindings *b)
{
  if (a->items->len != b->items->len)
    return FALSE;

  for (unsigned int i = 0; i < a->items->len; i++)
    if (!is_same (get_problem (a, i), get_problem (b, i)))
      return FALSE;

  return TRUE;
}

/* What the thread is asked. */
typedef struct
{
  LeafLibrary *library;
  LeafOutbox *outbox;
  gint64 review;
  LeafCheckFlags flags;
  LeafChecklistFindings *findings;
} Search;

static void
search_free (Search *self)
{
  g_object_unref (self->library);
  g_object_unref (self->outbox);
  g_clear_pointer (&self->findings, leaf_checklist_findings_free);
  g_free (self);
}

static void
add_target (LeafChecklistFindings *findings, gint64 blog)
{
  LeafChecklistTarget target = { .blog = blog, .wanted = LEAF_PUBLICATION_PUBLISHED };

  g_array_append_val (findings->targets, target);
}

/* Where the review is, else the first blog, else none: then as a blog with every default would get it. */
static gboolean
find_targets (LeafDb *db, Search *search, GError **error)
{
  g_autoptr (GPtrArray) publications = leaf_publications_list (db, search->review, error);
  g_autoptr (GPtrArray) blogs = publications != NULL ? leaf_blogs_list (db, error) : NULL;

  if (blogs == NULL)
    return FALSE;

  for (unsigned int i = 0; i < publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (publications, i);

      if (publication->state != LEAF_PUBLICATION_NONE && publication->state != LEAF_PUBLICATION_REMOVED)
        add_target (search->findings, publication->blog);
    }
  if (search->findings->targets->len == 0)
    add_target (search->findings, blogs->len > 0 ? leaf_blog_get_id (g_ptr_array_index (blogs, 0)) : 0);

  return TRUE;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, search->review, error);
  unsigned int n_books = 0;
  const gint64 *books = review != NULL ? leaf_review_get_books (review, &n_books) : NULL;

  if (review == NULL)
    return FALSE;
  if (n_books > 0)
    {
      g_autoptr (LeafBook) book = leaf_books_load (db, books[0], error);

      if (book == NULL)
        return FALSE;
      search->findings->book = books[0];
      search->findings->title = g_strdup (leaf_book_get_title (book));
    }

  return search->findings->targets->len > 0 || find_targets (db, search, error);
}

/* What is wrong on several blogs is wrong once. */
static void
add_problems (LeafChecklistFindings *findings, GPtrArray *problems, gint64 blog)
{
  for (unsigned int i = 0; i < problems->len; i++)
    {
      LeafPostProblem *problem = g_ptr_array_index (problems, i);
      LeafChecklistItem *item;
      gboolean known = FALSE;

      for (unsigned int j = 0; j < findings->items->len && !known; j++)
        known = is_same (problem, get_problem (findings, j));
      if (known)
        continue;
      item = g_new0 (LeafChecklistItem, 1);
      item->problem = problem;
      item->blog = blog;
      problems->pdata[i] = NULL;
      g_ptr_array_add (findings->items, item);
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const LeafPostProblem *one = (*(const LeafChecklistItem *const *) a)->problem;
  const LeafPostProblem *other = (*(const LeafChecklistItem *const *) b)->problem;

  if (one->severity != other->severity)
    return one->severity < other->severity ? -1 : 1;
  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->offset != other->offset)
    return one->offset < other->offset ? -1 : 1;

  return g_strcmp0 (one->sentence, other->sentence);
}

static gboolean
find (Search *search, GCancellable *cancellable, GError **error)
{
  LeafChecklistFindings *findings = search->findings;

  if (!leaf_library_run (search->library, LEAF_LIBRARY_READ, load_func, search, error))
    return FALSE;

  for (unsigned int i = 0; i < findings->targets->len; i++)
    {
      const LeafChecklistTarget *target = &g_array_index (findings->targets, LeafChecklistTarget, i);
      g_autoptr (GPtrArray) problems = leaf_outbox_check (search->outbox, search->review, target->blog, target->wanted, target->at,
                                                          search->flags, cancellable, error);

      if (problems == NULL)
        return FALSE;
      add_problems (findings, problems, target->blog);
    }
  g_ptr_array_sort (findings->items, compare_items);

  return TRUE;
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;

  if (find (search, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&search->findings), (GDestroyNotify) leaf_checklist_findings_free);
  else
    g_task_return_error (task, error);
}

void
leaf_checklist_find_async (LeafLibrary *library,
                           LeafOutbox *outbox,
                           gint64 review,
                           const LeafChecklistTarget *targets,
                           unsigned int n_targets,
                           LeafCheckFlags flags,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->library = g_object_ref (library);
  search->outbox = g_object_ref (outbox);
  search->review = review;
  search->flags = flags;
  search->findings = g_new0 (LeafChecklistFindings, 1);
  search->findings->targets = g_array_new (FALSE, FALSE, sizeof (LeafChecklistTarget));
  if (n_targets > 0)
    g_array_append_vals (search->findings->targets, targets, n_targets);
  search->findings->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_task_set_source_tag (task, leaf_checklist_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, find_thread);
}

LeafChecklistFindings *
leaf_checklist_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
