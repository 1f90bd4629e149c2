"""Panels of the article's editor that show what stands beside the draft."""

from wagtail.admin.panels import Panel


class NotesPanel(Panel):
    """The notes that came with an imported text and wait for the first publication."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/notes_panel.html"

        def is_shown(self):
            return bool(self.instance.pk) and self.waiting.exists()

        @property
        def waiting(self):
            return self.instance.waiting_notes.all()
