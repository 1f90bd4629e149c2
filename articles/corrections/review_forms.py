"""What a person decides in the review: a class or a note, a summary, and words for an expiry."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.record.models import CAUSES, NOTE_KINDS, ChangeClass, ExpiryReason
from articles.record.notes import LONGEST, NoteDraft
from articles.record.withdraw import LONGEST_REASON

from .comparison import NOTHING, REFUSED, RETURN, Comparison

NOTE = "note"
CLASSES = [
    (
        ChangeClass.COPY_EDIT.value,
        gettext_lazy("Copy-edit: nothing is said differently. It stands in the history and moves no date."),
    ),
    (ChangeClass.UPDATE.value, gettext_lazy("Update: there is something new. The article’s date moves to today.")),
    (NOTE, gettext_lazy("A note tells readers what changed. It stands on the article and cannot be taken back.")),
]


class ReviewForm(forms.Form):
    """Has the fields that the comparison asks for, and no others."""

    change_class = forms.ChoiceField(
        label=gettext_lazy("What kind of change is this?"), choices=CLASSES, required=False, widget=forms.RadioSelect
    )
    note_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of note"), choices=[("", gettext_lazy("No note")), *NOTE_KINDS], required=False
    )
    note_text = forms.CharField(
        label=gettext_lazy("What the note says"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Say where the passage stands, what it said and what is true. An empty line begins a paragraph."
        ),
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary for the history"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("One line that readers see in the list of versions. It may stay empty."),
    )
    expiry_cause = forms.ChoiceField(label=gettext_lazy("Why it will leave the public"), choices=[("", "—"), *CAUSES])
    expiry_reason = forms.CharField(
        label=gettext_lazy("What readers will then be told"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say in a sentence why the article will no longer be there.")},
    )

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        self.keep(["change_class", "note_kind", "note_text"], comparison.changed)
        self.keep(["summary"], comparison.changed or comparison.act == RETURN)
        self.keep(
            ["expiry_cause", "expiry_reason"], bool(comparison.expires) and comparison.act not in (NOTHING, REFUSED)
        )
        if comparison.withdrawn and "summary" in self.fields:
            self.fields["summary"].label = _("What readers are told about its return")
            self.fields["summary"].help_text = _("It stands on the article as a note. It may stay empty.")
        self.recall_expiry()

    def keep(self, names: list[str], wanted: bool) -> None:
        if not wanted:
            for name in names:
                del self.fields[name]

    def recall_expiry(self) -> None:
        """Begin with what was said when the expiry date was set before."""
        if "expiry_cause" not in self.fields:
            return
        told = ExpiryReason.objects.filter(article_id=self.comparison.draft.pk).first()
        if told:
            self.fields["expiry_cause"].initial = told.cause
            self.fields["expiry_reason"].initial = told.reason

    @property
    def saying(self) -> list[forms.BoundField]:
        """The fields about the change."""
        return [self[name] for name in ("change_class", "note_kind", "note_text", "summary") if name in self.fields]

    @property
    def expiring(self) -> list[forms.BoundField]:
        return [self[name] for name in ("expiry_cause", "expiry_reason") if name in self.fields]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "change_class" in self.fields and not {"change_class", "note_kind", "note_text"} & set(self.errors):
            self.check_class(cleaned)
        return cleaned

    def check_class(self, cleaned: dict) -> None:
        """Exactly one: a class, or a note whose kind is then the class."""
        chosen = cleaned.get("change_class", "")
        kind, text = cleaned.get("note_kind", ""), cleaned.get("note_text", "").strip()
        if chosen in ("", NOTE) and (kind or text or chosen):
            if not kind:
                self.add_error("note_kind", _("Choose what kind of note this is."))
            if not text:
                self.add_error("note_text", _("Write what was changed; an empty note tells readers nothing."))
        elif not chosen:
            self.add_error("change_class", _("Say what kind of change this is."))
        elif kind or text:
            self.add_error("change_class", _("A note has a kind of its own. Choose the note here, or empty it below."))

    def decided(self) -> dict[str, str]:
        """{"change_class", "summary", "note_kind", "note_text"}: a note's kind is its class."""
        cleaned = self.cleaned_data
        note = bool(cleaned.get("note_text", "").strip())
        return {
            "change_class": "" if note else cleaned.get("change_class", ""),
            "summary": cleaned.get("summary", ""),
            "note_kind": cleaned.get("note_kind", "") if note else "",
            "note_text": cleaned.get("note_text", "").strip(),
        }

    def notes(self) -> list[NoteDraft]:
        decided = self.decided()
        return [NoteDraft(decided["note_kind"], decided["note_text"])] if decided["note_text"] else []

    def expiry(self) -> dict[str, str]:
        return {
            "cause": self.cleaned_data.get("expiry_cause", ""),
            "reason": self.cleaned_data.get("expiry_reason", ""),
        }
