"""The form for a note on a public article."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.record.models import NOTE_KINDS
from articles.record.notes import LONGEST, NoteDraft


class NoteForm(forms.Form):
    """Kind and words of a note that stands alone. The time is the server's."""

    kind = forms.ChoiceField(label=_("Kind"), choices=NOTE_KINDS)
    text = forms.CharField(
        label=_("What readers are told"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Say where the passage stands, what it said and what is true. An empty line begins a paragraph."),
        error_messages={"required": _("Write what was changed; an empty note tells readers nothing.")},
    )

    def draft(self) -> NoteDraft:
        return NoteDraft(self.cleaned_data["kind"], self.cleaned_data["text"])
