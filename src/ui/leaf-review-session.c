/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a review session knows, and how it comes by it; leaf-review-session-saving.c is the way back. */

#define G_LOG_DOMAIN "leaf-review-session"

#include "config.h"

#include "leaf-review-session-private.h"

#include "leaf-document-html.h"
#include "leaf-saves.h"
#include "leaf-store-error.h"

/* A session of work is over when she has not typed for half an hour. Milliseconds. */
#define REST_TIME (30 * 60 * 1000)

G_DEFINE_FINAL_TYPE (LeafReviewSession, leaf_review_session, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_REVIEW,
  N_PROPS
};

enum {
  SIGNAL_LOADED,
  SIGNAL_REFRESHED,
  SIGNAL_OTHER_KEPT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

gboolean
leaf_review_session_is_changed (LeafReviewSession *self)
{
  /* A choice of language alone does not begin a review. */
  return self->text_changed || self->title_changed || (self->language_changed && self->review != 0);
}

/* Nothing is unsaved when it was the reading that failed. */
static LeafSavesState
get_saves_state (LeafReviewSession *self)
{
  switch (self->state)
    {
    case LEAF_SESSION_UNSAVED:
    case LEAF_SESSION_SAVING:
      return LEAF_SAVES_PENDING;
    case LEAF_SESSION_FAILED:
      return leaf_review_session_is_changed (self) ? LEAF_SAVES_FAILED : LEAF_SAVES_DONE;
    case LEAF_SESSION_LOADING:
    case LEAF_SESSION_SAVED:
    default:
      return LEAF_SAVES_DONE;
    }
}

void
leaf_review_session_set_state (LeafReviewSession *self,
                               LeafSessionState   state,
                               const char        *message)
{
  if (self->state == state && g_strcmp0 (self->message, message) == 0)
    return;

  self->state = state;
  g_free (self->message);
  self->message = g_strdup (message);
  leaf_saves_note (leaf_saves_get (self->library), self, get_saves_state (self), message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
leaf_review_session_set_review (LeafReviewSession *self,
                                gint64             review)
{
  if (self->review != 0 || review == 0)
    return;

  self->review = review;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVIEW]);
}

static void
take_load (LeafReviewSession *self,
           LeafReviewLoad    *work,
           gboolean           with_text)
{
  g_set_object (&self->book, work->book);
  g_free (self->pattern_title);
  self->pattern_title = g_steal_pointer (&work->pattern_title);

  if (work->review == NULL)
    {
      if (with_text && work->begin != NULL)
        {
          self->offers = TRUE;
          leaf_document_unref (self->document);
          self->document = leaf_document_ref (work->begin);
        }
      return;
    }
  if (!self->title_changed && self->n_saving == 0)
    {
      g_free (self->title);
      self->title = g_strdup (leaf_review_get_title (work->review));
    }
  if (!self->language_changed && self->n_saving == 0)
    {
      g_free (self->language);
      self->language = g_strdup (leaf_review_get_language (work->review));
    }
  leaf_review_session_set_review (self, leaf_review_get_id (work->review));
  if (with_text)
    {
      self->offers = FALSE;
      leaf_known_text_set (self->known, work->html);
      leaf_document_unref (self->document);
      self->document = leaf_document_ref (leaf_review_get_document (work->review));
    }
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LeafReviewSession) self = data;
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      if (!self->closed)
        leaf_review_session_fail (self, error);
      return;
    }

  take_load (self, leaf_library_run_data (result), TRUE);
  leaf_review_session_set_state (self, LEAF_SESSION_SAVED, NULL);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

void
leaf_review_session_load (LeafReviewSession *self)
{
  leaf_review_session_set_state (self, LEAF_SESSION_LOADING, NULL);
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, leaf_review_load_run,
                          leaf_review_load_new (self->book_id), (GDestroyNotify) leaf_review_load_free,
                          NULL, loaded_cb, g_object_ref (self));
}

/* Her next letter would save the text she sees over what the other program wrote. */
static gboolean
is_written_elsewhere (LeafReviewSession *self,
                      LeafReviewLoad    *work)
{
  g_autofree char *ours = NULL;
  g_autofree char *stored = NULL;

  if (!self->elsewhere || !self->fresh)
    return FALSE;

  self->elsewhere = FALSE;
  if (work->review == NULL)
    return FALSE;
  /* Begun without a text, as by a rating: that is hers to begin. */
  if (self->offers && leaf_document_is_empty (leaf_review_get_document (work->review)))
    return FALSE;

  ours = leaf_document_to_html (self->document);
  stored = leaf_document_to_html (leaf_review_get_document (work->review));
  return !g_str_equal (ours, stored);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (LeafReviewSession) self = data;

  self->refreshing = FALSE;
  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL))
    {
      LeafReviewLoad *work = leaf_library_run_data (result);
      gboolean other_text = is_written_elsewhere (self, work);

      take_load (self, work, other_text);
      g_signal_emit (self, signals[other_text ? SIGNAL_LOADED : SIGNAL_REFRESHED], 0);
      /* A review that is begun has the text that she sees. */
      if (self->offers && self->review != 0)
        leaf_review_session_touch (self);
    }
  if (self->refresh_again)
    leaf_review_session_refresh (self);
}

void
leaf_review_session_refresh (LeafReviewSession *self)
{
  self->refresh_again = self->refreshing;
  if (self->refreshing || self->closed)
    return;

  self->refreshing = TRUE;
  self->fresh = !leaf_review_session_is_changed (self) && self->n_saving == 0;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, leaf_review_load_run,
                          leaf_review_load_new (self->book_id), (GDestroyNotify) leaf_review_load_free,
                          NULL, refreshed_cb, g_object_ref (self));
}

/* Our own saves of the text change the review alone, and often: they bring nothing new. What another
 * program wrote comes without an id. */
static void
library_changed_cb (LeafReviewSession *self,
                    int                what,
                    gint64             id)
{
  if (!leaf_review_session_is_loaded (self))
    return;
  self->elsewhere |= what == LEAF_CHANGE_REVIEW && id == 0;
  if ((what == LEAF_CHANGE_BOOK && (id == self->book_id || id == 0)) ||
      what == LEAF_CHANGE_PUBLICATION || what == LEAF_CHANGE_BLOG || what == LEAF_CHANGE_PROFILE ||
      (what == LEAF_CHANGE_REVIEW && (self->review == 0 || id == 0)))
    leaf_review_session_refresh (self);
}

static void
leaf_review_session_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  LeafReviewSession *self = LEAF_REVIEW_SESSION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_REVIEW:
      g_value_set_int64 (value, self->review);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_review_session_dispose (GObject *object)
{
  LeafReviewSession *self = LEAF_REVIEW_SESSION (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  leaf_saves_note (leaf_saves_get (self->library), self, LEAF_SAVES_DONE, NULL);

  G_OBJECT_CLASS (leaf_review_session_parent_class)->dispose (object);
}

static void
leaf_review_session_finalize (GObject *object)
{
  LeafReviewSession *self = LEAF_REVIEW_SESSION (object);

  g_clear_object (&self->library);
  g_clear_object (&self->book);
  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->known, leaf_known_text_unref);
  g_free (self->title);
  g_free (self->language);
  g_free (self->pattern_title);
  g_free (self->message);

  G_OBJECT_CLASS (leaf_review_session_parent_class)->finalize (object);
}

static void
leaf_review_session_class_init (LeafReviewSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = leaf_review_session_get_property;
  object_class->dispose = leaf_review_session_dispose;
  object_class->finalize = leaf_review_session_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, LEAF_SESSION_FAILED, 0, flags);
  properties[PROP_REVIEW] = g_param_spec_int64 ("review", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LeafReviewSession::loaded:
   * @self: the session
   *
   * The review was read, or that there is none yet. Emitted again when another program changed its
   * text and she has typed nothing since.
   */
  signals[SIGNAL_LOADED] =
    g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafReviewSession::refreshed:
   * @self: the session
   *
   * Book, title or publications were changed elsewhere.
   */
  signals[SIGNAL_REFRESHED] =
    g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafReviewSession::other-kept:
   * @self: the session
   *
   * Another program wrote the text while she was writing. Hers is stored now; the other's was kept as
   * a revision.
   */
  signals[SIGNAL_OTHER_KEPT] =
    g_signal_new ("other-kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leaf_review_session_init (LeafReviewSession *self)
{
  self->document = leaf_document_new ();
  self->known = leaf_known_text_new ();
  self->rest_time = REST_TIME;
}

/**
 * leaf_review_session_new:
 * @library: an open library
 * @book: id of a book in it
 *
 * Begins to load the review of a book; "loaded" tells when it is there.
 *
 * Returns: (transfer full): a session
 */
LeafReviewSession *
leaf_review_session_new (LeafLibrary *library,
                         gint64       book)
{
  LeafReviewSession *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (book > 0, NULL);

  self = g_object_new (LEAF_TYPE_REVIEW_SESSION, NULL);
  self->library = g_object_ref (library);
  self->book_id = book;
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leaf_saves_get (library), "flush", G_CALLBACK (leaf_review_session_flush), self,
                           G_CONNECT_SWAPPED);
  leaf_review_session_load (self);
  return self;
}

/**
 * leaf_review_session_get_state:
 * @self: a session
 *
 * Returns: whether what she wrote is stored
 */
LeafSessionState
leaf_review_session_get_state (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), LEAF_SESSION_LOADING);

  return self->state;
}

/**
 * leaf_review_session_get_message:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): why reading or writing failed, one sentence
 */
const char *
leaf_review_session_get_message (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->message;
}

/**
 * leaf_review_session_is_loaded:
 * @self: a session
 *
 * Returns: whether the text is there and may be edited
 */
gboolean
leaf_review_session_is_loaded (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), FALSE);

  return self->book != NULL;
}

/**
 * leaf_review_session_get_book_id:
 * @self: a session
 *
 * Returns: the id of the book
 */
gint64
leaf_review_session_get_book_id (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), 0);

  return self->book_id;
}

/**
 * leaf_review_session_get_review:
 * @self: a session
 *
 * Returns: the id of the review, 0 while she has not begun one
 */
gint64
leaf_review_session_get_review (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), 0);

  return self->review;
}

/**
 * leaf_review_session_is_offering:
 * @self: a session
 *
 * Returns: whether the text is that of a template, and nothing of it is hers yet
 */
gboolean
leaf_review_session_is_offering (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), FALSE);

  return self->offers;
}

/**
 * leaf_review_session_get_book:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the book, once loaded
 */
LeafBook *
leaf_review_session_get_book (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->book;
}

/**
 * leaf_review_session_get_title:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the title she gave, %NULL for the one by pattern
 */
const char *
leaf_review_session_get_title (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->title;
}

/**
 * leaf_review_session_get_pattern_title:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the title the post gets when she gives none
 */
const char *
leaf_review_session_get_pattern_title (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->pattern_title;
}

/**
 * leaf_review_session_get_language:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the language whose spelling is checked, see leaf_review_get_language()
 */
const char *
leaf_review_session_get_language (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->language;
}

/**
 * leaf_review_session_get_document:
 * @self: a session
 *
 * Returns: (transfer none): the text
 */
LeafDocument *
leaf_review_session_get_document (LeafReviewSession *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_SESSION (self), NULL);

  return self->document;
}

/**
 * leaf_review_session_set_document:
 * @self: a session
 * @document: (transfer none): the document that the editor changes
 *
 * Says which document is to be saved. A reference is kept, so that the text is not lost when the
 * editor goes on to another review.
 */
void
leaf_review_session_set_document (LeafReviewSession *self,
                                  LeafDocument      *document)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));
  g_return_if_fail (document != NULL);

  leaf_document_ref (document);
  leaf_document_unref (self->document);
  self->document = document;
}

/**
 * leaf_review_session_note_stored:
 * @self: a session
 * @document: a text
 *
 * Says that somebody stored this text on her behalf: it is not another program's when hers comes in its place.
 */
void
leaf_review_session_note_stored (LeafReviewSession *self,
                                 LeafDocument      *document)
{
  g_autofree char *html = NULL;

  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));
  g_return_if_fail (document != NULL);

  html = leaf_document_to_html (document);
  leaf_known_text_set (self->known, html);
}
