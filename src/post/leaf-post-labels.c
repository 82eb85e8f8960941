/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-labels"

#include "config.h"

#include "leaf-post-labels.h"

#include <string.h>

typedef struct
{
  const char *language; /* primary subtag of BCP 47 */
  const char *labels[LEAF_N_LABELS];
} LabelTable;

/* A language is here when every label of it is. The first one serves all others. */
static const LabelTable tables[] = {
  { "en",
    {
      [LEAF_LABEL_TITLE] = "Title",
      [LEAF_LABEL_AUTHOR] = "Author",
      [LEAF_LABEL_AUTHORS] = "Authors",
      [LEAF_LABEL_TRANSLATOR] = "Translated by",
      [LEAF_LABEL_EDITOR] = "Edited by",
      [LEAF_LABEL_ILLUSTRATOR] = "Illustrated by",
      [LEAF_LABEL_NARRATOR] = "Narrated by",
      [LEAF_LABEL_SERIES] = "Series",
      [LEAF_LABEL_GENRE] = "Genre",
      [LEAF_LABEL_GENRES] = "Genres",
      [LEAF_LABEL_PUBLISHER] = "Publisher",
      [LEAF_LABEL_PUBLISHED] = "Published",
      [LEAF_LABEL_FORMAT] = "Format",
      [LEAF_LABEL_PAGES] = "Pages",
      [LEAF_LABEL_AND] = "and",
      [LEAF_LABEL_COLON] = ":",
      [LEAF_LABEL_DECIMAL] = ".",
      [LEAF_LABEL_ABOUT_THE_BOOK] = "About the book",
      [LEAF_LABEL_FROM_THE_PUBLISHER] = "From the publisher",
      [LEAF_LABEL_CONTENT_WARNINGS] = "Content warnings",
      [LEAF_LABEL_CONTENT_WARNING] = "Content warning",
      [LEAF_LABEL_RATING] = "Rating",
      [LEAF_LABEL_OUT_OF] = "out of",
      [LEAF_LABEL_OVERALL] = "Overall",
      [LEAF_LABEL_MY_REVIEW] = "My review",
      [LEAF_LABEL_SPOILER] = "Spoiler",
      [LEAF_LABEL_GET_THE_BOOK] = "Get the book",
      [LEAF_LABEL_REVIEWED_BY] = "Reviewed by",
      [LEAF_LABEL_AFFILIATE] = "This post contains affiliate links: if you buy through one of them, I earn a small commission, at no extra cost to you.",
      [LEAF_LABEL_AMAZON] = "As an Amazon Associate I earn from qualifying purchases.",
      [LEAF_LABEL_FREE_COPY] = "I received a free copy of this book from {publisher}; my opinion is my own.",
      [LEAF_LABEL_FREE_COPY_NO_PUBLISHER] = "I received a free copy of this book; my opinion is my own.",
      [LEAF_LABEL_REVIEWS] = "Book reviews",
      [LEAF_LABEL_SKIP_TO_CONTENT] = "Skip to the content",
      [LEAF_LABEL_ALL_REVIEWS] = "All reviews",
      [LEAF_LABEL_FEED] = "Feed",
      [LEAF_LABEL_MOVED] = "This review has a new address:",
    } },
  { "de",
    {
      [LEAF_LABEL_TITLE] = "Titel",
      [LEAF_LABEL_AUTHOR] = "Von",
      [LEAF_LABEL_AUTHORS] = "Von",
      [LEAF_LABEL_TRANSLATOR] = "Übersetzt von",
      [LEAF_LABEL_EDITOR] = "Herausgegeben von",
      [LEAF_LABEL_ILLUSTRATOR] = "Illustriert von",
      [LEAF_LABEL_NARRATOR] = "Gelesen von",
      [LEAF_LABEL_SERIES] = "Reihe",
      [LEAF_LABEL_GENRE] = "Genre",
      [LEAF_LABEL_GENRES] = "Genres",
      [LEAF_LABEL_PUBLISHER] = "Verlag",
      [LEAF_LABEL_PUBLISHED] = "Erschienen",
      [LEAF_LABEL_FORMAT] = "Ausgabe",
      [LEAF_LABEL_PAGES] = "Seiten",
      [LEAF_LABEL_AND] = "und",
      [LEAF_LABEL_COLON] = ":",
      [LEAF_LABEL_DECIMAL] = ",",
      [LEAF_LABEL_ABOUT_THE_BOOK] = "Über das Buch",
      [LEAF_LABEL_FROM_THE_PUBLISHER] = "Verlagstext",
      [LEAF_LABEL_CONTENT_WARNINGS] = "Inhaltswarnungen",
      [LEAF_LABEL_CONTENT_WARNING] = "Inhaltswarnung",
      [LEAF_LABEL_RATING] = "Bewertung",
      [LEAF_LABEL_OUT_OF] = "von",
      [LEAF_LABEL_OVERALL] = "Gesamt",
      [LEAF_LABEL_MY_REVIEW] = "Meine Rezension",
      [LEAF_LABEL_SPOILER] = "Spoiler",
      [LEAF_LABEL_GET_THE_BOOK] = "Das Buch kaufen",
      [LEAF_LABEL_REVIEWED_BY] = "Rezension von",
      [LEAF_LABEL_AFFILIATE] = "Werbung: Dieser Beitrag enthält Affiliate-Links. Wer darüber einkauft, zahlt keinen Cent mehr, und ich erhalte eine kleine Provision.",
      [LEAF_LABEL_AMAZON] = "Als Amazon-Partner verdiene ich an qualifizierten Verkäufen.",
      [LEAF_LABEL_FREE_COPY] = "{publisher} hat mir dieses Buch kostenlos überlassen; meine Meinung ist meine eigene.",
      [LEAF_LABEL_FREE_COPY_NO_PUBLISHER] = "Ich habe dieses Buch kostenlos erhalten; meine Meinung ist meine eigene.",
      [LEAF_LABEL_REVIEWS] = "Buchrezensionen",
      [LEAF_LABEL_SKIP_TO_CONTENT] = "Zum Inhalt",
      [LEAF_LABEL_ALL_REVIEWS] = "Alle Rezensionen",
      [LEAF_LABEL_FEED] = "Feed",
      [LEAF_LABEL_MOVED] = "Diese Rezension hat eine neue Adresse:",
    } },
  { "fr",
    {
      [LEAF_LABEL_TITLE] = "Titre",
      [LEAF_LABEL_AUTHOR] = "De",
      [LEAF_LABEL_AUTHORS] = "De",
      [LEAF_LABEL_TRANSLATOR] = "Traduction",
      [LEAF_LABEL_EDITOR] = "Sous la direction de",
      [LEAF_LABEL_ILLUSTRATOR] = "Illustrations",
      [LEAF_LABEL_NARRATOR] = "Lu par",
      [LEAF_LABEL_SERIES] = "Série",
      [LEAF_LABEL_GENRE] = "Genre",
      [LEAF_LABEL_GENRES] = "Genres",
      [LEAF_LABEL_PUBLISHER] = "Éditeur",
      [LEAF_LABEL_PUBLISHED] = "Parution",
      [LEAF_LABEL_FORMAT] = "Format",
      [LEAF_LABEL_PAGES] = "Pages",
      [LEAF_LABEL_AND] = "et",
      [LEAF_LABEL_COLON] = "\u00a0:",
      [LEAF_LABEL_DECIMAL] = ",",
      [LEAF_LABEL_ABOUT_THE_BOOK] = "À propos du livre",
      [LEAF_LABEL_FROM_THE_PUBLISHER] = "Présentation de l’éditeur",
      [LEAF_LABEL_CONTENT_WARNINGS] = "Avertissements de contenu",
      [LEAF_LABEL_CONTENT_WARNING] = "Avertissement de contenu",
      [LEAF_LABEL_RATING] = "Note",
      [LEAF_LABEL_OUT_OF] = "sur",
      [LEAF_LABEL_OVERALL] = "Note globale",
      [LEAF_LABEL_MY_REVIEW] = "Mon avis",
      [LEAF_LABEL_SPOILER] = "Divulgâcheur",
      [LEAF_LABEL_GET_THE_BOOK] = "Se procurer le livre",
      [LEAF_LABEL_REVIEWED_BY] = "Critique de",
      [LEAF_LABEL_AFFILIATE] = "Cet article contient des liens affiliés\u00a0: si vous achetez en passant par l’un d’eux, je touche une petite commission, sans frais supplémentaires pour vous.",
      [LEAF_LABEL_AMAZON] = "En tant que Partenaire Amazon, je réalise un bénéfice sur les achats remplissant les conditions requises.",
      [LEAF_LABEL_FREE_COPY] = "{publisher} m’a offert un exemplaire de ce livre\u00a0; mon avis reste le mien.",
      [LEAF_LABEL_FREE_COPY_NO_PUBLISHER] = "J’ai reçu gratuitement un exemplaire de ce livre\u00a0; mon avis reste le mien.",
      [LEAF_LABEL_REVIEWS] = "Critiques de livres",
      [LEAF_LABEL_SKIP_TO_CONTENT] = "Aller au contenu",
      [LEAF_LABEL_ALL_REVIEWS] = "Toutes les critiques",
      [LEAF_LABEL_FEED] = "Flux",
      [LEAF_LABEL_MOVED] = "Cette critique a une nouvelle adresse\u00a0:",
    } },
  { "es",
    {
      [LEAF_LABEL_TITLE] = "Título",
      [LEAF_LABEL_AUTHOR] = "De",
      [LEAF_LABEL_AUTHORS] = "De",
      [LEAF_LABEL_TRANSLATOR] = "Traducción",
      [LEAF_LABEL_EDITOR] = "Edición",
      [LEAF_LABEL_ILLUSTRATOR] = "Ilustraciones",
      [LEAF_LABEL_NARRATOR] = "Narración",
      [LEAF_LABEL_SERIES] = "Serie",
      [LEAF_LABEL_GENRE] = "Género",
      [LEAF_LABEL_GENRES] = "Géneros",
      [LEAF_LABEL_PUBLISHER] = "Editorial",
      [LEAF_LABEL_PUBLISHED] = "Publicación",
      [LEAF_LABEL_FORMAT] = "Formato",
      [LEAF_LABEL_PAGES] = "Páginas",
      [LEAF_LABEL_AND] = "y",
      [LEAF_LABEL_COLON] = ":",
      [LEAF_LABEL_DECIMAL] = ",",
      [LEAF_LABEL_ABOUT_THE_BOOK] = "Sobre el libro",
      [LEAF_LABEL_FROM_THE_PUBLISHER] = "Texto de la editorial",
      [LEAF_LABEL_CONTENT_WARNINGS] = "Advertencias de contenido",
      [LEAF_LABEL_CONTENT_WARNING] = "Advertencia de contenido",
      [LEAF_LABEL_RATING] = "Valoración",
      [LEAF_LABEL_OUT_OF] = "de",
      [LEAF_LABEL_OVERALL] = "Valoración global",
      [LEAF_LABEL_MY_REVIEW] = "Mi reseña",
      [LEAF_LABEL_SPOILER] = "Destripe",
      [LEAF_LABEL_GET_THE_BOOK] = "Conseguir el libro",
      [LEAF_LABEL_REVIEWED_BY] = "Reseña de",
      [LEAF_LABEL_AFFILIATE] = "Esta entrada contiene enlaces de afiliado: si compras a través de ellos, recibo una pequeña comisión, sin coste adicional para ti.",
      [LEAF_LABEL_AMAZON] = "En calidad de Afiliado de Amazon, obtengo ingresos por las compras adscritas que cumplen los requisitos aplicables.",
      [LEAF_LABEL_FREE_COPY] = "Recibí un ejemplar gratuito de este libro de {publisher}; la opinión es solo mía.",
      [LEAF_LABEL_FREE_COPY_NO_PUBLISHER] = "Recibí un ejemplar gratuito de este libro; la opinión es solo mía.",
      [LEAF_LABEL_REVIEWS] = "Reseñas de libros",
      [LEAF_LABEL_SKIP_TO_CONTENT] = "Ir al contenido",
      [LEAF_LABEL_ALL_REVIEWS] = "Todas las reseñas",
      [LEAF_LABEL_FEED] = "Canal",
      [LEAF_LABEL_MOVED] = "Esta reseña tiene una dirección nueva:",
    } },
};

static const LabelTable *
find_table (const char *language)
{
  if (language != NULL)
    {
      size_t length = strcspn (language, "-_");

      for (unsigned int i = 0; i < G_N_ELEMENTS (tables); i++)
        {
          if (strlen (tables[i].language) == length &&
              g_ascii_strncasecmp (tables[i].language, language, length) == 0)
            return &tables[i];
        }
    }

  return &tables[0];
}

/**
 * leaf_post_label:
 * @language: (nullable): BCP 47
 *
 * What a post says, in the language of the blog where we have it, else in English.
 *
 * Returns: a static string
 */
const char *
leaf_post_label (const char *language,
                 LeafLabel label)
{
  g_return_val_if_fail (label < LEAF_N_LABELS, "");

  return find_table (language)->labels[label];
}

/**
 * leaf_post_label_is:
 * @text: what a post says
 *
 * Finds a label again, in whatever language the post was written.
 *
 * Returns: whether @text is that label
 */
gboolean
leaf_post_label_is (const char *text,
                    LeafLabel label)
{
  g_return_val_if_fail (text != NULL && label < LEAF_N_LABELS, FALSE);

  for (unsigned int i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (g_str_equal (text, tables[i].labels[label]))
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_post_join_names:
 * @names: (array zero-terminated=1): names in order
 *
 * Writes "A", "A and B", "A, B and C" in the language of the blog.
 *
 * Returns: (transfer full): the names, "" for none
 */
char *
leaf_post_join_names (const char *language,
                      const char *const *names)
{
  GString *joined = g_string_new (NULL);
  unsigned int n_names = g_strv_length ((char **) names);

  for (unsigned int i = 0; i < n_names; i++)
    {
      if (i > 0 && i == n_names - 1)
        g_string_append_printf (joined, " %s ", leaf_post_label (language, LEAF_LABEL_AND));
      else if (i > 0)
        g_string_append (joined, ", ");
      g_string_append (joined, names[i]);
    }

  return g_string_free (joined, FALSE);
}

/**
 * leaf_post_rating_text:
 * @rating: in halves of a star
 *
 * Writes a rating as a number: "4", "4.5" or "4,5".
 *
 * Returns: (transfer full): the number
 */
char *
leaf_post_rating_text (const char *language,
                       int rating)
{
  if (rating % 2 == 0)
    return g_strdup_printf ("%d", rating / 2);

  return g_strdup_printf ("%d%s5", rating / 2, leaf_post_label (language, LEAF_LABEL_DECIMAL));
}
