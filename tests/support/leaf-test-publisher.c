/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-publisher.h"

typedef struct {
  int n;
  int code;
  int retry_after;
  gboolean committed;
} Failure;

struct _LeafTestBlog {
  GMutex lock;
  GCond changed;
  GHashTable *posts;    /* marker → LeafRemotePost */
  GHashTable *pictures; /* SHA-256 → id */
  GHashTable *failures; /* what → Failure */
  GHashTable *calls;    /* what → count */
  int next_id;
  gboolean hold;
  gboolean waiting;
  gboolean lose;
  char *from; /* what the blog makes another of */
  char *to;
  char *intruder[2]; /* from, to */
  LeafRemotePost *overwritten;
};

#define LEAF_TYPE_TEST_PUBLISHER (leaf_test_publisher_get_type ())
G_DECLARE_FINAL_TYPE (LeafTestPublisher, leaf_test_publisher, LEAF, TEST_PUBLISHER, GObject)

struct _LeafTestPublisher {
  GObject parent_instance;

  LeafTestBlog *remote;
  LeafBlog *blog;
};

static void leaf_test_publisher_interface_init (LeafPublisherInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafTestPublisher, leaf_test_publisher, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LEAF_TYPE_PUBLISHER, leaf_test_publisher_interface_init))

/* With the lock held: counts the call and says whether it fails. */
static const Failure *
enter (LeafTestBlog *self, const char *what)
{
  Failure *failure = g_hash_table_lookup (self->failures, what);

  g_hash_table_insert (self->calls, g_strdup (what), GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (self->calls, what)) + 1));
  if (failure == NULL || failure->n == 0)
    return NULL;

  failure->n--;
  return failure;
}

static void
fail (const Failure *failure, GError **error)
{
  GError *local = g_error_new (LEAF_PUBLISH_ERROR, failure->code, "It was to fail with %d.", failure->code);

  if (failure->retry_after > 0)
    leaf_publish_error_set_retry_after (local, failure->retry_after);
  /* A no to what was done is not the blog's own. */
  leaf_publish_error_set_doubtful (local, failure->committed);
  g_propagate_error (error, local);
}

static LeafRemotePost *
copy_post (const LeafRemotePost *post)
{
  LeafRemotePost *copy = leaf_remote_post_new ();

  copy->id = g_strdup (post->id);
  copy->address = g_strdup (post->address);
  copy->modified = g_strdup (post->modified);
  copy->title = g_strdup (post->title);
  copy->content = g_strdup (post->content);
  copy->slug = g_strdup (post->slug);
  copy->state = post->state;
  copy->published = post->published;

  return copy;
}

static gboolean
check (LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  LeafTestPublisher *self = LEAF_TEST_PUBLISHER (publisher);
  const Failure *failure;

  g_mutex_lock (&self->remote->lock);
  failure = enter (self->remote, "check");
  if (failure != NULL)
    fail (failure, error);
  else
    leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_ROLE, "contributor");
  g_mutex_unlock (&self->remote->lock);

  return failure == NULL;
}

static LeafMarkup
get_markup (LeafPublisher *publisher, LeafPostFlags *flags)
{
  *flags = LEAF_POST_JSON_LD;
  return LEAF_MARKUP_WORDPRESS;
}

static LeafPostMedia *
upload (LeafPublisher *publisher, const LeafPostPicture *picture, GBytes *bytes, const char *mime_type, gboolean unclear,
        GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  LeafPostMedia *media = NULL;
  const Failure *failure;
  gboolean known;

  g_mutex_lock (&self->lock);
  failure = enter (self, "upload");
  known = unclear && g_hash_table_contains (self->pictures, picture->sha256);
  if ((failure == NULL || failure->committed) && !known)
    {
      /* A second upload of what is there would make a second picture: that is what must not happen. */
      g_assert_false (g_hash_table_contains (self->pictures, picture->sha256));
      g_hash_table_insert (self->pictures, g_strdup (picture->sha256), g_strdup_printf ("%d", self->next_id++));
    }
  if (failure != NULL)
    fail (failure, error);
  else
    {
      const char *id = g_hash_table_lookup (self->pictures, picture->sha256);
      g_autofree char *address = g_strdup_printf ("https://blog.example/%s-%.8s.jpg", id, picture->sha256);

      media = leaf_post_media_new (id, address, 300, 450);
    }
  g_mutex_unlock (&self->lock);

  return media;
}

static LeafRemotePost *
find (LeafPublisher *publisher, const char *marker, const char *id, const char *slug, GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  LeafRemotePost *found = NULL;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "find");
  if (failure != NULL)
    fail (failure, error);
  else if (g_hash_table_contains (self->posts, marker))
    found = copy_post (g_hash_table_lookup (self->posts, marker));
  g_mutex_unlock (&self->lock);

  return found;
}

static void
replace (char **text, const char *from, const char *to, gboolean *found)
{
  g_autoptr (GString) whole = g_string_new (*text);

  *found |= g_string_replace (whole, from, to, 0) > 0;
  g_free (*text);
  *text = g_strdup (whole->str);
}

/* With the lock held: what the blog makes of what it stores, which it says. */
static LeafRemotePost *
make_stubborn (LeafTestBlog *self, LeafRemotePost *stored)
{
  LeafRemotePost *remote;
  gboolean found = FALSE;

  if (self->from != NULL)
    replace (&stored->content, self->from, self->to, &found);
  remote = copy_post (stored);
  if (found)
    remote->warnings = g_strsplit ("The blog changed it.", "\n", 1);

  return remote;
}

/* With the lock held: somebody else is a moment faster. */
static void
intrude (LeafTestBlog *self, LeafRemotePost *stored)
{
  gboolean found = FALSE;

  if (self->intruder[0] == NULL)
    return;
  replace (&stored->content, self->intruder[0], self->intruder[1], &found);
  g_assert_true (found);
  self->overwritten = copy_post (stored);
  g_clear_pointer (&self->intruder[0], g_free);
  g_clear_pointer (&self->intruder[1], g_free);
}

/* With the lock held: what is to be known of a post beside its words. */
static void
tell_findings (LeafTestBlog *self, LeafRemotePost *remote, const LeafPost *post)
{
  if (self->lose)
    {
      self->lose = FALSE;
      remote->lost = g_new0 (char *, 2);
      remote->lost[0] = g_strdup (post->featured);
      g_hash_table_remove (self->pictures, post->featured);
    }
  remote->overwritten = g_steal_pointer (&self->overwritten);
}

/* Makes or changes the post; a creation of one that is there is the fault all this is about. */
static LeafRemotePost *
commit (LeafTestBlog *self, const LeafPost *post, const LeafPostSource *source, const LeafPublication *publication, const LeafJob *job)
{
  LeafRemotePost *stored = g_hash_table_lookup (self->posts, source->marker);

  if (publication->remote_id == NULL)
    {
      g_assert_null (stored);
      stored = leaf_remote_post_new ();
      stored->id = g_strdup_printf ("%d", self->next_id++);
      stored->address = g_strdup_printf ("https://blog.example/%s", stored->id);
      g_hash_table_insert (self->posts, g_strdup (source->marker), stored);
    }
  g_assert_nonnull (stored);
  g_assert_cmpstr (publication->remote_id != NULL ? publication->remote_id : stored->id, ==, stored->id);
  intrude (self, stored);
  g_free (stored->title);
  stored->title = g_strdup (post->title);
  g_free (stored->content);
  stored->content = g_strdup (post->content);
  g_free (stored->slug);
  stored->slug = g_strdup (post->slug);
  g_free (stored->modified);
  stored->modified = g_strdup_printf ("%d", self->next_id++);
  stored->state = job->wanted;
  stored->published = job->at;

  return make_stubborn (self, stored);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  LeafTestBlog *self = data;

  g_mutex_lock (&self->lock);
  self->hold = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* With the lock held: a request is under way until it may go on. */
static void
wait_held (LeafTestBlog *self)
{
  self->waiting = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->hold)
    g_cond_wait (&self->changed, &self->lock);
  self->waiting = FALSE;
}

/* With the lock held: a post that somebody changed on the blog is not overwritten unless she has said so. */
static gboolean
is_as_known (LeafTestBlog *self, const LeafPublication *publication)
{
  const LeafRemotePost *stored = g_hash_table_lookup (self->posts, publication->uuid);
  g_autofree char *hash = stored != NULL ? leaf_remote_post_hash (stored) : NULL;

  return publication->remote_id == NULL || publication->remote_hash == NULL || g_strcmp0 (hash, publication->remote_hash) == 0;
}

static LeafRemotePost *
send (LeafPublisher *publisher, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
      const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL) : 0;
  LeafRemotePost *remote = NULL;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "send");
  wait_held (self);
  if ((failure == NULL || failure->committed) && is_as_known (self, publication))
    remote = commit (self, post, source, publication, job);
  else if (failure == NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED, "It was changed on the blog.");
  if (failure != NULL || (remote != NULL && g_cancellable_is_cancelled (cancellable)))
    {
      g_clear_pointer (&remote, leaf_remote_post_free);
      if (failure != NULL)
        fail (failure, error);
      else
        g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  else if (remote != NULL)
    tell_findings (self, remote, post);
  g_mutex_unlock (&self->lock);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);

  return remote;
}

static gboolean
examine (LeafPublisher *publisher, LeafRemotePost *found, const LeafPost *post, GHashTable *media, const LeafPublication *publication,
         GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "examine");
  if (failure != NULL)
    fail (failure, error);
  else
    tell_findings (self, found, post);
  g_mutex_unlock (&self->lock);

  return failure == NULL;
}

static LeafRemotePost *
fetch (LeafPublisher *publisher, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  LeafRemotePost *found = NULL;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "fetch");
  if (failure != NULL)
    fail (failure, error);
  else if (g_hash_table_contains (self->posts, publication->uuid))
    found = copy_post (g_hash_table_lookup (self->posts, publication->uuid));
  g_mutex_unlock (&self->lock);

  return found;
}

static LeafRemotePost *
apply (LeafTestBlog *self, const LeafPublication *publication, const LeafJob *job, GError **error)
{
  static const LeafPublicationState states[] = {
    [LEAF_JOB_TAKE_DOWN] = LEAF_PUBLICATION_DRAFT,
    [LEAF_JOB_PUT_BACK] = LEAF_PUBLICATION_PUBLISHED,
    [LEAF_JOB_DELETE] = LEAF_PUBLICATION_REMOVED,
  };
  LeafRemotePost *stored = g_hash_table_lookup (self->posts, publication->uuid);

  if (stored == NULL && job->action == LEAF_JOB_PUT_BACK)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED, "It is gone for good.");
      return NULL;
    }
  if (stored == NULL)
    {
      stored = leaf_remote_post_new ();
      stored->state = LEAF_PUBLICATION_REMOVED;
      return stored;
    }

  g_assert_cmpstr (publication->remote_id, ==, stored->id);
  stored->state = states[job->action];
  return copy_post (stored);
}

static LeafRemotePost *
change_state (LeafPublisher *publisher, const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL) : 0;
  g_autoptr (GError) local = NULL;
  LeafRemotePost *remote = NULL;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "change");
  wait_held (self);
  if (failure == NULL || failure->committed)
    remote = apply (self, publication, job, &local);
  if (failure != NULL || g_cancellable_is_cancelled (cancellable))
    {
      g_clear_pointer (&remote, leaf_remote_post_free);
      g_clear_error (&local);
      if (failure != NULL)
        fail (failure, &local);
      else
        g_cancellable_set_error_if_cancelled (cancellable, &local);
    }
  g_mutex_unlock (&self->lock);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return remote;
}

static GPtrArray *
list_terms (LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);

  g_ptr_array_add (terms, leaf_term_new ("categories", "1", "Books", NULL));
  g_ptr_array_add (terms, leaf_term_new ("categories", "2", "Mystery", "1"));
  g_ptr_array_add (terms, leaf_term_new ("tags", "3", "Classics", NULL));

  return terms;
}

static gboolean
find_slug (LeafPublisher *publisher, const char *slug, const LeafPublication *publication, gboolean *free, GCancellable *cancellable,
           GError **error)
{
  LeafTestBlog *self = LEAF_TEST_PUBLISHER (publisher)->remote;
  GHashTableIter iter;
  gpointer marker;
  gpointer post;

  *free = TRUE;
  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->posts);
  while (g_hash_table_iter_next (&iter, &marker, &post))
    if (g_strcmp0 (((LeafRemotePost *) post)->slug, slug) == 0 && (publication == NULL || !g_str_equal (publication->uuid, marker)))
      *free = FALSE;
  g_mutex_unlock (&self->lock);

  return TRUE;
}

static void
leaf_test_publisher_interface_init (LeafPublisherInterface *interface)
{
  interface->flags = LEAF_PUBLISHER_SCHEDULES | LEAF_PUBLISHER_DRAFTS | LEAF_PUBLISHER_TAKES_DOWN | LEAF_PUBLISHER_DELETES |
                     LEAF_PUBLISHER_TRASH;
  interface->check = check;
  interface->get_markup = get_markup;
  interface->upload = upload;
  interface->find = find;
  interface->send = send;
  interface->examine = examine;
  interface->fetch = fetch;
  interface->change_state = change_state;
  interface->list_terms = list_terms;
  interface->find_slug = find_slug;
}

static void
leaf_test_publisher_finalize (GObject *object)
{
  g_clear_object (&LEAF_TEST_PUBLISHER (object)->blog);

  G_OBJECT_CLASS (leaf_test_publisher_parent_class)->finalize (object);
}

static void
leaf_test_publisher_class_init (LeafTestPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_test_publisher_finalize;
}

static void
leaf_test_publisher_init (LeafTestPublisher *self)
{
}

LeafTestBlog *
leaf_test_blog_new (void)
{
  LeafTestBlog *self = g_new0 (LeafTestBlog, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->posts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_remote_post_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_id = 1;

  return self;
}

void
leaf_test_blog_free (LeafTestBlog *self)
{
  g_hash_table_unref (self->posts);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->failures);
  g_hash_table_unref (self->calls);
  g_free (self->from);
  g_free (self->to);
  g_free (self->intruder[0]);
  g_free (self->intruder[1]);
  leaf_remote_post_free (self->overwritten);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

LeafPublisher *
leaf_test_blog_connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafTestBlog *self = data;
  LeafTestPublisher *publisher;
  const Failure *failure;

  g_mutex_lock (&self->lock);
  failure = enter (self, "connect");
  g_mutex_unlock (&self->lock);
  if (failure != NULL)
    {
      fail (failure, error);
      return NULL;
    }

  publisher = g_object_new (LEAF_TYPE_TEST_PUBLISHER, NULL);
  publisher->remote = self;
  publisher->blog = g_object_ref (blog);
  return LEAF_PUBLISHER (publisher);
}

void
leaf_test_blog_fail (LeafTestBlog *self, const char *what, int n, int code, int retry_after, gboolean committed)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->n = n;
  failure->code = code;
  failure->retry_after = retry_after;
  failure->committed = committed;
  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->failures, g_strdup (what), failure);
  g_mutex_unlock (&self->lock);
}

void
leaf_test_blog_hold (LeafTestBlog *self)
{
  g_mutex_lock (&self->lock);
  self->hold = TRUE;
  g_mutex_unlock (&self->lock);
}

void
leaf_test_blog_wait_for_send (LeafTestBlog *self)
{
  g_mutex_lock (&self->lock);
  while (!self->waiting)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
}

void
leaf_test_blog_go_on (LeafTestBlog *self)
{
  g_mutex_lock (&self->lock);
  self->hold = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

void
leaf_test_blog_lose_picture (LeafTestBlog *self)
{
  g_mutex_lock (&self->lock);
  self->lose = TRUE;
  g_mutex_unlock (&self->lock);
}

void
leaf_test_blog_intrude (LeafTestBlog *self, const char *from, const char *to)
{
  g_mutex_lock (&self->lock);
  self->intruder[0] = g_strdup (from);
  self->intruder[1] = g_strdup (to);
  g_mutex_unlock (&self->lock);
}

unsigned int
leaf_test_blog_count_posts (LeafTestBlog *self)
{
  return g_hash_table_size (self->posts);
}

unsigned int
leaf_test_blog_count_pictures (LeafTestBlog *self)
{
  return g_hash_table_size (self->pictures);
}

unsigned int
leaf_test_blog_count_calls (LeafTestBlog *self, const char *what)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->calls, what));
}

/**
 * leaf_test_blog_shows:
 * @self: the blog
 * @words: part of a text
 *
 * Returns: whether one of its posts has the words
 */
gboolean
leaf_test_blog_shows (LeafTestBlog *self, const char *words)
{
  GHashTableIter iter;
  gpointer post;
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->posts);
  while (!found && g_hash_table_iter_next (&iter, NULL, &post))
    found = strstr (((LeafRemotePost *) post)->content, words) != NULL;
  g_mutex_unlock (&self->lock);

  return found;
}

/**
 * leaf_test_blog_edit:
 * @self: the blog
 * @from: words of a post, as markup
 * @to: what is put in their place
 *
 * Does what somebody does on the blog.
 */
void
leaf_test_blog_edit (LeafTestBlog *self, const char *from, const char *to)
{
  GHashTableIter iter;
  gpointer data;
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->posts);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      LeafRemotePost *post = data;

      replace (&post->content, from, to, &found);
      replace (&post->title, from, to, &found);
      g_free (post->modified);
      post->modified = g_strdup_printf ("%d", self->next_id++);
    }
  g_mutex_unlock (&self->lock);
  g_assert_true (found);
}

/**
 * leaf_test_blog_make_stubborn:
 * @self: the blog
 * @from: words of a post, as markup
 * @to: what the blog stores in their place
 *
 * From now on the blog makes another text of what it is sent.
 */
void
leaf_test_blog_make_stubborn (LeafTestBlog *self, const char *from, const char *to)
{
  self->from = g_strdup (from);
  self->to = g_strdup (to);
}

/**
 * leaf_test_blog_get_state:
 * @self: the blog
 *
 * Returns: the state of its one post; %LEAF_PUBLICATION_NONE when it has none
 */
LeafPublicationState
leaf_test_blog_get_state (LeafTestBlog *self)
{
  LeafPublicationState state = LEAF_PUBLICATION_NONE;
  GHashTableIter iter;
  gpointer post;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->posts);
  if (g_hash_table_iter_next (&iter, NULL, &post))
    state = ((LeafRemotePost *) post)->state;
  g_mutex_unlock (&self->lock);

  return state;
}

/**
 * leaf_test_blog_set_state:
 * @self: the blog
 * @state: what becomes of its posts; %LEAF_PUBLICATION_NONE deletes them for good
 *
 * Does what somebody does on the blog.
 */
void
leaf_test_blog_set_state (LeafTestBlog *self, LeafPublicationState state)
{
  GHashTableIter iter;
  gpointer post;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->posts);
  while (g_hash_table_iter_next (&iter, NULL, &post))
    if (state == LEAF_PUBLICATION_NONE)
      g_hash_table_iter_remove (&iter);
    else
      ((LeafRemotePost *) post)->state = state;
  g_mutex_unlock (&self->lock);
}
