/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-link-popover"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-link-popover.h"
#include "leaf-reviews.h"
#include "leaf-ui.h"

#include <string.h>

#define MAX_LINKS 200 /* of other reviews */
#define MAX_ROWS  50  /* offered at once */

struct _LeafLinkPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *hint;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *apply_button;
  GtkWidget *remove_button;

  LeafEditor *editor;
  LeafLibrary *library;
  GPtrArray *links; /* char: of this document, then of other reviews */
  GCancellable *cancellable;
  gboolean touched; /* she changed what the entry had */
  unsigned int start; /* what was selected when it opened */
  unsigned int end;
};

G_DEFINE_FINAL_TYPE (LeafLinkPopover, leaf_link_popover, GTK_TYPE_POPOVER)

/* People type "example.org", "localhost:8080" and "me@example.org". */
static char *
complete_address (const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));
  g_autofree char *scheme = g_uri_parse_scheme (address);
  gboolean is_host = scheme == NULL || strchr (scheme, '.') != NULL || g_str_equal (scheme, "localhost");

  if (leaf_link_is_safe (address) || *address == '\0' || !is_host)
    return g_steal_pointer (&address);
  if (strchr (address, '@') != NULL && strchr (address, '/') == NULL)
    return g_strconcat ("mailto:", address, NULL);
  return g_strconcat ("https://", address, NULL);
}

/* An entry that selects its own text takes the selection from the editor. */
static void
set_link (LeafLinkPopover *self,
          const char      *address)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) self->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) self->end);
  gtk_text_buffer_select_range (buffer, &end, &start);
  leaf_editor_set_link (self->editor, address);
}

static void
apply_cb (LeafLinkPopover *self)
{
  g_autofree char *address = complete_address (gtk_editable_get_text (self->entry));

  if (!leaf_link_is_safe (address))
    {
      gtk_widget_set_visible (self->hint, TRUE);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  set_link (self, address);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
remove_cb (LeafLinkPopover *self)
{
  set_link (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_row (const char *address)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (address);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_tooltip_text (row, address);
  /* Enter is for the row that has the keyboard, not for the default button. */
  gtk_widget_set_receives_default (row, TRUE);
  return row;
}

/* Offers the earlier links that have what she typed in them. What the link has already is no news. */
static void
update_list (LeafLinkPopover *self)
{
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (self->entry), -1);
  unsigned int n_rows = 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  g_strstrip (typed);
  for (unsigned int i = 0; i < self->links->len && n_rows < MAX_ROWS; i++)
    {
      const char *link = g_ptr_array_index (self->links, i);
      g_autofree char *folded = g_utf8_casefold (link, -1);

      if (strstr (folded, typed) != NULL && !g_str_equal (folded, typed))
        {
          gtk_list_box_append (self->list, make_row (link));
          n_rows++;
        }
    }
  gtk_widget_set_visible (self->scroller, n_rows > 0 && (self->touched || *typed == '\0'));
}

static void
entry_changed_cb (LeafLinkPopover *self)
{
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_widget_set_sensitive (self->apply_button, *gtk_editable_get_text (self->entry) != '\0');
  self->touched = TRUE;
  update_list (self);
}

static void
row_activated_cb (LeafLinkPopover *self,
                  GtkListBoxRow   *row)
{
  g_autofree char *address = g_strdup (gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));

  gtk_editable_set_text (self->entry, address);
  apply_cb (self);
}

/* From the entry down into the list. */
static gboolean
down_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   data)
{
  LeafLinkPopover *self = data;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (!gtk_widget_get_visible (self->scroller) || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

/* And from its first row back. */
static gboolean
keynav_failed_cb (LeafLinkPopover  *self,
                  GtkDirectionType  direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
  return TRUE;
}

static void
closed_cb (LeafLinkPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
add_link (LeafLinkPopover *self,
          const char      *link)
{
  if (!g_ptr_array_find_with_equal_func (self->links, link, g_str_equal, NULL))
    g_ptr_array_add (self->links, g_strdup (link));
}

static void
take_links_of_document (LeafLinkPopover *self)
{
  LeafDocument *document = leaf_editor_get_document (self->editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  g_ptr_array_set_size (self->links, 0);
  for (unsigned int i = 0; i < n_blocks && self->links->len < MAX_LINKS; i++)
    {
      unsigned int n_spans;
      const LeafSpan *spans = leaf_block_get_spans (leaf_document_get_block (document, i), &n_spans);

      for (unsigned int j = 0; j < n_spans; j++)
        if (spans[j].style.link != NULL)
          add_link (self, spans[j].style.link);
    }
}

static gboolean
read_links (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  *(GStrv *) data = leaf_reviews_list_links (db, MAX_LINKS, error);
  return *(GStrv *) data != NULL;
}

static void
free_links (gpointer data)
{
  g_strfreev (*(GStrv *) data);
  g_free (data);
}

/* Without them she types the address, as ever. */
static void
links_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (LeafLinkPopover) self = data;
  GStrv links;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL))
    return;

  links = *(GStrv *) leaf_library_run_data (result);
  for (unsigned int i = 0; links[i] != NULL; i++)
    add_link (self, links[i]);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update_list (self);
}

/* An address in the text that is selected is most likely where the link is to lead. */
static char *
dup_selected_address (LeafLinkPopover *self)
{
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  unsigned int start, end;

  if (!leaf_editor_get_range (self->editor, &start, &end) || end - start > 2000)
    return NULL;

  text = g_strstrip (leaf_document_get_text (leaf_editor_get_document (self->editor), start, end));
  if (g_str_has_prefix (text, "www.") || (strchr (text, '@') != NULL && strchr (text, '.') != NULL))
    address = complete_address (text);
  else
    address = g_strdup (text);
  return leaf_link_is_safe (address) ? g_steal_pointer (&address) : NULL;
}

static void
leaf_link_popover_dispose (GObject *object)
{
  LeafLinkPopover *self = LEAF_LINK_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (leaf_link_popover_parent_class)->dispose (object);
}

static void
leaf_link_popover_finalize (GObject *object)
{
  g_ptr_array_unref (LEAF_LINK_POPOVER (object)->links);

  G_OBJECT_CLASS (leaf_link_popover_parent_class)->finalize (object);
}

static void
leaf_link_popover_class_init (LeafLinkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_link_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = leaf_link_popover_finalize;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-link-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, hint);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, list);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, apply_button);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, remove_button);
}

static void
leaf_link_popover_init (LeafLinkPopover *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->links = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, 0),
                                                          gtk_callback_action_new (down_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), controller);

  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->remove_button, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->list, "keynav-failed", G_CALLBACK (keynav_failed_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * leaf_link_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_link_popover_new (void)
{
  return g_object_new (LEAF_TYPE_LINK_POPOVER, NULL);
}

/**
 * leaf_link_popover_set_library:
 * @self: a popover
 * @library: (nullable): whose reviews have the links that are offered
 */
void
leaf_link_popover_set_library (LeafLinkPopover *self,
                               LeafLibrary     *library)
{
  g_return_if_fail (LEAF_IS_LINK_POPOVER (self));

  g_set_object (&self->library, library);
}

static void
read_earlier_links (LeafLinkPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->library != NULL)
    leaf_library_run_async (self->library, LEAF_LIBRARY_READ, read_links, g_new0 (GStrv, 1), free_links,
                            self->cancellable, links_read_cb, g_object_ref (self));
}

/**
 * leaf_link_popover_edit:
 * @self: a popover with a parent
 * @editor: (transfer none): whose link it is
 *
 * Opens at the cursor of the editor, with the address of the link there or one that is selected.
 */
void
leaf_link_popover_edit (LeafLinkPopover *self,
                        LeafEditor      *editor)
{
  g_autofree char *address = NULL;

  g_return_if_fail (LEAF_IS_LINK_POPOVER (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));

  g_set_object (&self->editor, editor);
  leaf_editor_get_range (editor, &self->start, &self->end);
  address = leaf_editor_dup_active_link (editor);
  gtk_widget_set_visible (self->remove_button, address != NULL);
  if (address == NULL)
    address = dup_selected_address (self);

  take_links_of_document (self);
  gtk_editable_set_text (self->entry, address != NULL ? address : "");
  entry_changed_cb (self);
  self->touched = FALSE;
  update_list (self);
  read_earlier_links (self);

  leaf_ui_point_to_cursor (GTK_POPOVER (self), GTK_TEXT_VIEW (self->editor));
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
