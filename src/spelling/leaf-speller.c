/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-speller"

#include "config.h"

#include "leaf-speller.h"

#include "leaf-dictionary.h"
#include "leaf-words.h"

#include <string.h>

/* What Enchant says belongs to the thread alone. */
typedef struct {
  EnchantBroker *broker;
  GHashTable *dictionaries; /* tag → LeafDictionary */
  GPtrArray *languages;     /* NULL: not listed yet */
} Desk;

typedef struct _Job Job;

struct _Job
{
  void (*run) (Desk *desk, Job *job);
  GTask *task;     /* NULL for the last one */
  unsigned int number;
  gboolean urgent; /* somebody waits for the answer */
  char *language;
  char *word;
  unsigned int max;
  GPtrArray *texts;
};

struct _LeafSpeller
{
  GObject parent_instance;

  GThreadPool *pool; /* of one thread: Enchant is not for two at once */
  Desk *desk;
  unsigned int n_jobs;
};

G_DEFINE_FINAL_TYPE (LeafSpeller, leaf_speller, G_TYPE_OBJECT)

enum {
  SIGNAL_WORDS_CHANGED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job->language);
  g_free (job->word);
  g_clear_pointer (&job->texts, g_ptr_array_unref);
  g_free (job);
}

static Desk *
desk_new (void)
{
  Desk *self = g_new0 (Desk, 1);

  self->dictionaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) leaf_dictionary_free);
  return self;
}

static void
desk_free (Desk *self)
{
  g_hash_table_unref (self->dictionaries);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->broker, enchant_broker_free);
  g_free (self);
}

static EnchantBroker *
get_broker (Desk *self)
{
  if (self->broker == NULL)
    self->broker = enchant_broker_init ();
  return self->broker;
}

static void
list_dict_cb (const char *tag,
              const char *provider,
              const char *description,
              const char *file,
              void       *data)
{
  GHashTable *tags = data;

  if (g_utf8_validate (tag, -1, NULL) && *tag != '\0')
    g_hash_table_add (tags, g_strdup (tag));
}

static GPtrArray *
get_languages (Desk *self)
{
  g_autoptr (GHashTable) tags = NULL;
  GHashTableIter iter;
  gpointer tag;

  if (self->languages != NULL)
    return self->languages;

  tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  enchant_broker_list_dicts (get_broker (self), list_dict_cb, tags);
  self->languages = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_language_free);
  g_hash_table_iter_init (&iter, tags);
  while (g_hash_table_iter_next (&iter, &tag, NULL))
    g_ptr_array_add (self->languages, leaf_language_new (tag));
  g_ptr_array_sort (self->languages, leaf_language_compare);
  return self->languages;
}

static const char *
resolve_language (Desk       *self,
                  const char *language)
{
  if (language != NULL)
    return language;
  return leaf_languages_find_default (get_languages (self), g_get_language_names ());
}

/* Fails the task of a job in a language without a dictionary. */
static LeafDictionary *
get_dictionary (Desk *self,
                Job  *job)
{
  const char *tag = resolve_language (self, job->language);
  LeafDictionary *dictionary = tag != NULL ? g_hash_table_lookup (self->dictionaries, tag) : NULL;

  if (dictionary == NULL && tag != NULL)
    {
      dictionary = leaf_dictionary_new (get_broker (self), tag);
      if (dictionary != NULL)
        g_hash_table_insert (self->dictionaries, g_strdup (tag), dictionary);
    }
  if (dictionary == NULL)
    g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No dictionary for %s",
                             tag != NULL ? tag : g_get_language_names ()[0]);
  return dictionary;
}

static void
run_list (Desk *desk,
          Job  *job)
{
  GPtrArray *languages = get_languages (desk);
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_language_free);

  for (unsigned int i = 0; i < languages->len; i++)
    g_ptr_array_add (copies, leaf_language_new (((LeafLanguage *) g_ptr_array_index (languages, i))->tag));
  g_task_return_pointer (job->task, copies, (GDestroyNotify) g_ptr_array_unref);
}

static GArray *
check_text (LeafDictionary *dictionary,
            const char     *text,
            const char     *tag,
            GCancellable   *cancellable)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (LeafSpellingRange));
  g_autoptr (GArray) words = leaf_words_find (text, tag);

  for (unsigned int i = 0; i < words->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const LeafWord *word = &g_array_index (words, LeafWord, i);
      LeafSpellingRange range = { word->start, word->end };
      g_autofree char *normal = leaf_word_normalize (word);

      if (!leaf_dictionary_knows (dictionary, normal))
        g_array_append_val (ranges, range);
    }
  return ranges;
}

static void
run_check (Desk *desk,
           Job  *job)
{
  LeafDictionary *dictionary = get_dictionary (desk, job);
  const char *tag = resolve_language (desk, job->language);
  GPtrArray *results;

  if (dictionary == NULL)
    return;

  results = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (unsigned int i = 0; i < job->texts->len; i++)
    g_ptr_array_add (results, check_text (dictionary, g_ptr_array_index (job->texts, i), tag,
                                          g_task_get_cancellable (job->task)));
  g_task_return_pointer (job->task, results, (GDestroyNotify) g_ptr_array_unref);
}

static void
run_suggest (Desk *desk,
             Job  *job)
{
  LeafDictionary *dictionary = get_dictionary (desk, job);

  if (dictionary != NULL)
    g_task_return_pointer (job->task, leaf_dictionary_suggest (dictionary, job->word, job->max),
                           (GDestroyNotify) g_strfreev);
}

static void
run_add (Desk *desk,
         Job  *job)
{
  LeafDictionary *dictionary = get_dictionary (desk, job);

  if (dictionary == NULL)
    return;
  leaf_dictionary_add (dictionary, job->word);
  g_task_return_boolean (job->task, TRUE);
}

static void
run_ignore (Desk *desk,
            Job  *job)
{
  LeafDictionary *dictionary = get_dictionary (desk, job);

  if (dictionary == NULL)
    return;
  leaf_dictionary_ignore (dictionary, job->word);
  g_task_return_boolean (job->task, TRUE);
}

static void
run_last (Desk *desk,
          Job  *job)
{
  desk_free (desk);
}

static void
job_cb (gpointer data,
        gpointer desk)
{
  Job *job = data;

  if (job->task == NULL || !g_task_return_error_if_cancelled (job->task))
    job->run (desk, job);
  job_free (job);
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const Job *first = a;
  const Job *second = b;

  if (first->urgent != second->urgent)
    return first->urgent ? -1 : 1;
  return first->number < second->number ? -1 : 1;
}

static Job *
job_new (LeafSpeller         *self,
         gpointer             source_tag,
         GCancellable        *cancellable,
         GAsyncReadyCallback  callback,
         gpointer             data)
{
  Job *job = g_new0 (Job, 1);

  job->task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (job->task, source_tag);
  job->number = self->n_jobs++;
  return job;
}

static void
push (LeafSpeller *self,
      Job         *job)
{
  g_thread_pool_push (self->pool, job, NULL);
}

static void
words_changed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  if (g_task_propagate_boolean (G_TASK (result), NULL))
    g_signal_emit (source, signals[SIGNAL_WORDS_CHANGED], 0);
}

static void
leaf_speller_finalize (GObject *object)
{
  LeafSpeller *self = LEAF_SPELLER (object);
  Job *last = g_new0 (Job, 1);

  /* What is to be written is still written; nobody waits for it. */
  last->run = run_last;
  last->number = self->n_jobs;
  push (self, last);
  g_thread_pool_free (self->pool, FALSE, FALSE);

  G_OBJECT_CLASS (leaf_speller_parent_class)->finalize (object);
}

static void
leaf_speller_class_init (LeafSpellerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = leaf_speller_finalize;

  /**
   * LeafSpeller::words-changed:
   * @self: the speller
   *
   * A word was added to a dictionary or is ignored from now on.
   */
  signals[SIGNAL_WORDS_CHANGED] =
    g_signal_new ("words-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leaf_speller_init (LeafSpeller *self)
{
  self->desk = desk_new ();
  self->pool = g_thread_pool_new (job_cb, self->desk, 1, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_jobs, NULL);
}

/**
 * leaf_speller_new:
 *
 * Returns: (transfer full): a speller that knows nothing of what others were taught meanwhile
 */
LeafSpeller *
leaf_speller_new (void)
{
  return g_object_new (LEAF_TYPE_SPELLER, NULL);
}

/**
 * leaf_speller_get_default:
 *
 * Returns: (transfer none): the speller of the program; only for the main thread
 */
LeafSpeller *
leaf_speller_get_default (void)
{
  static LeafSpeller *speller;

  if (speller == NULL)
    speller = leaf_speller_new ();
  return speller;
}

/**
 * leaf_speller_list_async:
 * @self: a speller
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called with the result
 * @data: data for @callback
 *
 * Finds the languages that dictionaries are installed for.
 */
void
leaf_speller_list_async (LeafSpeller         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             data)
{
  Job *job;

  g_return_if_fail (LEAF_IS_SPELLER (self));

  job = job_new (self, leaf_speller_list_async, cancellable, callback, data);
  job->run = run_list;
  job->urgent = TRUE;
  push (self, job);
}

/**
 * leaf_speller_list_finish:
 * @self: a speller
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafLanguage): the languages, by name
 */
GPtrArray *
leaf_speller_list_finish (LeafSpeller   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_speller_check_async:
 * @self: a speller
 * @language: (nullable): the tag of a dictionary, %NULL for that of the system's language
 * @texts: (element-type utf8): texts that do not change meanwhile
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called with the result
 * @data: data for @callback
 *
 * Finds the misspelled words of each text.
 */
void
leaf_speller_check_async (LeafSpeller         *self,
                          const char          *language,
                          GPtrArray           *texts,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             data)
{
  Job *job;

  g_return_if_fail (LEAF_IS_SPELLER (self));
  g_return_if_fail (texts != NULL);

  job = job_new (self, leaf_speller_check_async, cancellable, callback, data);
  job->run = run_check;
  job->language = g_strdup (language);
  job->texts = g_ptr_array_ref (texts);
  push (self, job);
}

/**
 * leaf_speller_check_finish:
 * @self: a speller
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GArray): for each text, where misspelled words are, in order;
 *   %NULL with an error, %G_IO_ERROR_NOT_FOUND when there is no dictionary
 */
GPtrArray *
leaf_speller_check_finish (LeafSpeller   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_speller_suggest_async:
 * @self: a speller
 * @language: (nullable): the tag of a dictionary, %NULL for that of the system's language
 * @word: a misspelled word, as leaf_word_normalize() makes it
 * @max: how many suggestions at most
 * @cancellable: (nullable): a #GCancellable
 * @callback: (scope async): called with the result
 * @data: data for @callback
 *
 * Finds what may have been meant; goes before all checking.
 */
void
leaf_speller_suggest_async (LeafSpeller         *self,
                            const char          *language,
                            const char          *word,
                            unsigned int         max,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data)
{
  Job *job;

  g_return_if_fail (LEAF_IS_SPELLER (self));
  g_return_if_fail (word != NULL);

  job = job_new (self, leaf_speller_suggest_async, cancellable, callback, data);
  job->run = run_suggest;
  job->urgent = TRUE;
  job->language = g_strdup (language);
  job->word = g_strdup (word);
  job->max = max;
  push (self, job);
}

/**
 * leaf_speller_suggest_finish:
 * @self: a speller
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full): the suggestions, the likeliest first; %NULL with an error
 */
GStrv
leaf_speller_suggest_finish (LeafSpeller   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
teach (LeafSpeller *self,
       const char  *language,
       const char  *word,
       void       (*run) (Desk *desk, Job *job))
{
  Job *job = job_new (self, run, NULL, words_changed_cb, NULL);

  job->run = run;
  job->urgent = TRUE;
  job->language = g_strdup (language);
  job->word = g_strdup (word);
  push (self, job);
}

/**
 * leaf_speller_add:
 * @self: a speller
 * @language: (nullable): the tag of a dictionary, %NULL for that of the system's language
 * @word: a word that is right, as leaf_word_normalize() makes it
 *
 * Writes a word into her own list, which other programs read, too; "words-changed" tells when that is
 * done.
 */
void
leaf_speller_add (LeafSpeller *self,
                  const char  *language,
                  const char  *word)
{
  g_return_if_fail (LEAF_IS_SPELLER (self));
  g_return_if_fail (word != NULL);

  teach (self, language, word, run_add);
}

/**
 * leaf_speller_ignore:
 * @self: a speller
 * @language: (nullable): the tag of a dictionary, %NULL for that of the system's language
 * @word: a word that is right here, as leaf_word_normalize() makes it
 *
 * Takes a word for right while the program runs; "words-changed" tells when that is done.
 */
void
leaf_speller_ignore (LeafSpeller *self,
                     const char  *language,
                     const char  *word)
{
  g_return_if_fail (LEAF_IS_SPELLER (self));
  g_return_if_fail (word != NULL);

  teach (self, language, word, run_ignore);
}
