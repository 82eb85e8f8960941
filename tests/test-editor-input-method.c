/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Input methods, with keys that come through the X server: GTK's own, with dead keys and a compose key, and one that
 * composes words as those for Chinese and Japanese do. What they show before they are sure is no text yet, no step
 * of undo, and nothing to make headings or quotes of. */

#include "config.h"

#include "leaf-test-editor.h"

#include <gtk/gtkimmodule.h>

#define METHOD "leaf-test-method"

/* Every character goes into the text that is shown, until the space bar hands it over in capitals and the comma the
 * first character of it; Escape drops it. */
#define TEST_TYPE_METHOD (test_method_get_type ())
G_DECLARE_FINAL_TYPE (TestMethod, test_method, TEST, METHOD, GtkIMContext)

struct _TestMethod
{
  GtkIMContext parent_instance;

  GString *shown;
};

G_DEFINE_FINAL_TYPE (TestMethod, test_method, GTK_TYPE_IM_CONTEXT)

static void
show (TestMethod *self,
      const char *text)
{
  gboolean before = self->shown->len > 0;

  if (!before && *text != '\0')
    g_signal_emit_by_name (self, "preedit-start");
  g_string_assign (self->shown, text);
  g_signal_emit_by_name (self, "preedit-changed");
  if (before && *text == '\0')
    g_signal_emit_by_name (self, "preedit-end");
}

static gboolean
test_method_filter_keypress (GtkIMContext *context,
                             GdkEvent     *event)
{
  TestMethod *self = TEST_METHOD (context);
  unsigned int key = gdk_key_event_get_keyval (event);
  gunichar c = gdk_keyval_to_unicode (key);
  g_autofree char *old = g_strdup (self->shown->str);

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || (gdk_event_get_modifier_state (event) & GDK_CONTROL_MASK))
    return FALSE;

  if (key == GDK_KEY_space && *old != '\0')
    {
      g_autofree char *text = g_utf8_strup (old, -1);

      show (self, "");
      g_signal_emit_by_name (self, "commit", text);
      return TRUE;
    }
  if (key == GDK_KEY_comma && *old != '\0')
    {
      g_autofree char *text = g_strndup (old, 1);

      g_signal_emit_by_name (self, "commit", text);
      show (self, old + 1);
      return TRUE;
    }
  if (key == GDK_KEY_Escape && *old != '\0')
    {
      show (self, "");
      return TRUE;
    }
  if (!g_unichar_isgraph (c))
    return FALSE;
  {
    g_autoptr (GString) text = g_string_new (old);

    g_string_append_unichar (text, c);
    show (self, text->str);
  }
  return TRUE;
}

static void
test_method_get_preedit_string (GtkIMContext   *context,
                                char          **text,
                                PangoAttrList **attributes,
                                int            *cursor)
{
  TestMethod *self = TEST_METHOD (context);

  if (text != NULL)
    *text = g_strdup (self->shown->str);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = (int) g_utf8_strlen (self->shown->str, -1);
}

static void
test_method_reset (GtkIMContext *context)
{
  TestMethod *self = TEST_METHOD (context);

  if (self->shown->len > 0)
    show (self, "");
}

static void
test_method_finalize (GObject *object)
{
  g_string_free (TEST_METHOD (object)->shown, TRUE);
  G_OBJECT_CLASS (test_method_parent_class)->finalize (object);
}

static void
test_method_class_init (TestMethodClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_method_finalize;
  context_class->filter_keypress = test_method_filter_keypress;
  context_class->get_preedit_string = test_method_get_preedit_string;
  context_class->reset = test_method_reset;
}

static void
test_method_init (TestMethod *self)
{
  self->shown = g_string_new (NULL);
}

static void
set_layout (const char *variant)
{
  const char *argv[] = { "setxkbmap", "-layout", "us", "-variant", variant, "-option", "compose:menu", NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* One window for all of it: whoever takes the focus away ends what is being composed, and a window manager is slow to
 * make up its mind about new ones. */
static LeafTestKeyboard keyboard;
static char *preedit;

static void
begin (void)
{
  g_autoptr (LeafDocument) empty = leaf_document_new ();

  if (keyboard.window == NULL)
    {
      leaf_test_keyboard_init (&keyboard);
      leaf_test_keyboard_watch_preedit (&keyboard, &preedit);
    }
  leaf_editor_set_document (keyboard.editor, empty);
}

/* A number of Unicode in figures, which GTK's own method shows as it grows. */
static void
test_code_point (void)
{
  begin ();
  leaf_test_keyboard_send ("type", "caf");
  leaf_test_keyboard_wait (&keyboard, "p:caf|");

  leaf_test_keyboard_send ("key", "ctrl+shift+u");
  leaf_test_keyboard_send ("type", "e9");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "ue9");
  leaf_test_editor_assert (keyboard.editor, "p:caf|");
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:café|");

  /* One word, one step. */
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:|");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));
}

/* The keyboard of many who write English and something else: accents, and quotes, come from dead keys. */
static void
test_dead_keys (void)
{
  set_layout ("intl");
  begin ();
  leaf_test_keyboard_send ("type", "caf");
  leaf_test_keyboard_wait (&keyboard, "p:caf|");
  leaf_test_keyboard_send ("key", "dead_acute");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "´");
  leaf_test_editor_assert (keyboard.editor, "p:caf|");
  leaf_test_keyboard_send ("key", "e");
  leaf_test_keyboard_wait (&keyboard, "p:café|");

  /* A quote is typed as a dead key and a space, and is set as any other. */
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:café |");
  leaf_test_keyboard_send ("key", "dead_diaeresis");
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:café “|");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:café \"|");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:café |");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:|");

  leaf_test_keyboard_send ("key", "Multi_key");
  leaf_test_keyboard_send ("key", "o");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));
  leaf_test_keyboard_send ("key", "e");
  leaf_test_keyboard_wait (&keyboard, "p:œ|");
  set_layout ("");
}

static void
test_composing (void)
{
  begin ();
  gtk_im_multicontext_set_context_id (GTK_IM_MULTICONTEXT (leaf_test_editor_get_method (keyboard.editor)), METHOD);
  leaf_test_keyboard_send ("type", "ni");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "ni");
  leaf_test_editor_assert (keyboard.editor, "p:|");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));
  leaf_test_keyboard_send ("key", "Escape");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "");
  leaf_test_editor_assert (keyboard.editor, "p:|");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));

  leaf_test_keyboard_send ("type", "ni hao ");
  leaf_test_keyboard_wait (&keyboard, "p:NIHAO|");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:|");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));

  /* Signs that the method hands over in one piece are its business, and so are those it shows. */
  leaf_test_keyboard_send ("type", "**x**");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "**x**");
  leaf_test_editor_assert (keyboard.editor, "p:|");
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:**X**|");
  leaf_test_keyboard_send ("key", "ctrl+a");
  leaf_test_keyboard_send ("key", "BackSpace");
  leaf_test_keyboard_wait (&keyboard, "p:|");

  /* A quote handed over while the rest is still shown stays as it is. */
  leaf_test_keyboard_send ("type", "\"ab");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "\"ab");
  leaf_test_keyboard_send ("key", "comma");
  leaf_test_keyboard_wait (&keyboard, "p:\"|");
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:\"AB|");

  /* One character by itself is typing. */
  leaf_test_keyboard_send ("key", "Return");
  leaf_test_keyboard_wait (&keyboard, "p:\"AB / p:|");
  leaf_test_keyboard_send ("key", "minus");
  leaf_test_keyboard_send ("key", "space");
  leaf_test_keyboard_wait (&keyboard, "p:\"AB / p:-|");
  leaf_test_keyboard_send ("type", "\" ");
  leaf_test_keyboard_wait (&keyboard, "p:\"AB / p:-“|");

  /* Another document ends what was being composed. */
  leaf_test_keyboard_send ("type", "xyz");
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "xyz");
  {
    g_autoptr (LeafDocument) empty = leaf_document_new ();

    leaf_editor_set_document (keyboard.editor, empty);
  }
  leaf_test_keyboard_wait_preedit (&keyboard, &preedit, "");
  leaf_test_editor_assert (keyboard.editor, "p:|");
}

int
main (int    argc,
      char **argv)
{
  int status;

  /* Else GTK would take ours for everything, once it knows it. */
  g_setenv ("GTK_IM_MODULE", "gtk-im-context-simple", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, TEST_TYPE_METHOD, METHOD, 0);

  g_test_add_func ("/editor-input-method/code-point", test_code_point);
  g_test_add_func ("/editor-input-method/dead-keys", test_dead_keys);
  g_test_add_func ("/editor-input-method/composing", test_composing);

  status = g_test_run ();
  leaf_test_keyboard_clear (&keyboard);
  g_free (preedit);
  return status;
}
