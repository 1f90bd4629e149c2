"""Forms of corrections: a note, the decision in the review, a withdrawal."""

import json
import secrets
from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.people import Actor
from articles.record.expiry import ExpiryDecision, open_expiry
from articles.record.models import NOTE_KINDS, Act, ChangeClass
from articles.record.models.acts import Basis
from articles.record.models.change_classes import PROTECTED_SENTENCES, WITHDRAWAL_CAUSES
from articles.record.notes import MAX_LENGTH, NoteDraft
from articles.record.publish import PublishOptions
from articles.record.withdraw import MAX_REASON_LENGTH

from .draft_comparison import DraftComparison, ReviewAction

# The choice of a note, whose kind is then the class of the change.
NOTE = "note"
CLASS_CHOICES = [
    (
        ChangeClass.COPY_EDIT.value,
        gettext_lazy("Copy-edit: the meaning has not changed. Listed in the history; dates stay as they are."),
    ),
    (ChangeClass.UPDATE.value, gettext_lazy("Update: something new was added. The “updated” date changes to today.")),
    (
        NOTE,
        gettext_lazy(
            "With a note: a correction or another note tells readers what changed. It is shown on the article and "
            "cannot be deleted."
        ),
    ),
]
CAUSE_CHOICES = [("", "—"), *[(cause.value, cause.label) for cause in WITHDRAWAL_CAUSES]]
# What happens to a scheduled publication when an act removes its basis.
CANCEL, RENEW = "cancel", "renew"
OPEN_ACT_CHOICES = [
    (CANCEL, gettext_lazy("Cancel it: it will not be published.")),
    (RENEW, gettext_lazy("Keep it: it waits until an editor reviews it again.")),
]


def new_token() -> str:
    return secrets.token_urlsafe(16)


EMPTY_NOTE = gettext_lazy("Write what was changed. A note cannot be empty.")
CHOOSE_OPEN_ACT = gettext_lazy("Choose what becomes of the scheduled publication.")
EMPTY_WORDS = gettext_lazy("Give readers the reason in a sentence.")
NOTE_HELP = gettext_lazy("Name the passage, what it said and what is correct. An empty line starts a new paragraph.")


def read_basis(text: str) -> Basis:
    """Return the basis that a form was shown. A text that cannot be read is the basis of no article."""
    nothing: Basis = {"version": -1, "standing": "", "access": "", "notices": [], "amends": []}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return nothing
    if not isinstance(value, dict):
        return nothing
    same_types = all(isinstance(value.get(name), type(empty)) for name, empty in nothing.items())
    return cast(Basis, value) if same_types else nothing


def needs_words(cause: str | None) -> bool:
    """Whether a person who hides articles for this cause has to write words for readers.

    Words for a cause that protects a person or follows from the law would not be shown.
    """
    return bool(cause) and cause not in PROTECTED_SENTENCES


class ActForm(forms.Form):
    """A form that decides an act. The token lets the record notice that a form was sent twice."""

    token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=new_token)

    def check_words(self, cause: str, words: str) -> None:
        """Require words for readers, unless they would not be shown for the cause. Takes the names of the fields."""
        cleaned = self.cleaned_data
        if words in cleaned and not cleaned[words].strip() and needs_words(cleaned.get(cause)):
            self.add_error(words, forms.ValidationError(EMPTY_WORDS, "no_text"))


class NoteForm(ActForm):
    """The form for a note on a published article whose text does not change.

    The newest entry, the basis and the scheduled publication are those that the person was shown. What becomes of the
    publication is asked for notes that take its basis, such as a retraction.
    """

    basis = forms.CharField(required=False, widget=forms.HiddenInput)
    position = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of note"), choices=NOTE_KINDS)
    text = forms.CharField(
        label=gettext_lazy("Text of the note"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=NOTE_HELP,
        error_messages={"required": EMPTY_NOTE},
    )
    scheduled = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stopping: Collection[str], scheduled: Act | None, **kwargs: Any) -> None:
        """stopping: kinds that take the basis from the scheduled publication."""
        super().__init__(*args, **kwargs)
        self.act, self.stopping = scheduled, stopping
        if scheduled and stopping:
            self.fields["open_act"] = OpenActField(
                label=_("The scheduled publication"),
                required=False,
                help_text=_("For a retraction or an expression of concern, which stops it. Any other note does not."),
            )
            self.fields["scheduled"].initial = str(scheduled.pk)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.act and cleaned.get("kind") in self.stopping and "open_act" not in self.errors:
            is_shown = cleaned.get("scheduled") == str(self.act.pk)
            if not is_shown or not cleaned.get("open_act"):
                self.add_error("open_act", forms.ValidationError(CHOOSE_OPEN_ACT, "no_open_act"))
        return cleaned

    def draft(self) -> NoteDraft:
        return NoteDraft(self.cleaned_data["kind"], self.cleaned_data["text"])

    def cancels_open(self) -> bool:
        """Whether the note cancels the scheduled publication; otherwise it waits for a review."""
        return self.cleaned_data.get("open_act") == CANCEL


class OpenActField(forms.ChoiceField):
    """The choice of what becomes of a scheduled publication that a decision takes the basis from."""

    def __init__(self, *, choices: Any = OPEN_ACT_CHOICES, **kwargs: Any) -> None:
        super().__init__(
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE_OPEN_ACT},
            **kwargs,
        )


class ReviewForm(ActForm):
    """The form for the decision in the review. It has only the fields that the comparison needs."""

    change_class = forms.ChoiceField(
        label=gettext_lazy("Class of this change"),
        choices=CLASS_CHOICES,
        required=False,
        widget=forms.RadioSelect,
    )
    note_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of note"), choices=[("", gettext_lazy("No note")), *NOTE_KINDS], required=False
    )
    note_text = forms.CharField(
        label=gettext_lazy("Text of the note"),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOTE_HELP,
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary for the history"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("One line in the public list of versions. Optional."),
    )
    expiry_cause = forms.ChoiceField(label=gettext_lazy("Cause of the withdrawal"), choices=CAUSE_CHOICES)
    expiry_reason = forms.CharField(
        label=gettext_lazy("Reason shown to readers"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "For privacy, safety and law it is not shown: it stays in the page’s history, for editors."
        ),
    )

    published_before = forms.BooleanField(
        label=gettext_lazy("It was published elsewhere on the day of first publication that the draft has"),
        help_text=gettext_lazy("Readers see that day, and the record marks the version as published elsewhere before."),
        error_messages={"required": gettext_lazy("Confirm it, or leave the day of first publication empty.")},
    )
    open_act = OpenActField(label=gettext_lazy("The scheduled publication"))

    def __init__(self, *args: Any, comparison: DraftComparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        if comparison.action == ReviewAction.SCHEDULE:
            # An article has one scheduled publication: the new one replaces it.
            field = cast(OpenActField, self.fields["open_act"])
            field.choices = [(CANCEL, _("Cancel it: this one replaces it."))]
        self.remove_fields()
        if comparison.withdrawn and "summary" in self.fields:
            self.fields["summary"].label = _("Note on the reinstatement")
            self.fields["summary"].help_text = _("Shown to readers on the article. Optional.")
        self.set_initial_expiry()

    def remove_fields(self) -> None:
        """Remove the fields that the comparison does not need."""
        action, changed = self.comparison.action, self.comparison.changed
        expires = bool(self.comparison.expires) and action not in (ReviewAction.NOTHING, ReviewAction.REFUSED)
        needed = {
            "change_class": changed,
            "note_kind": changed,
            "note_text": changed,
            "summary": changed or action == ReviewAction.REINSTATE,
            "expiry_cause": expires,
            "expiry_reason": expires,
            "published_before": self.comparison.has_earlier_day,
            "open_act": self.ends_open_act,
        }
        for name, is_needed in needed.items():
            if not is_needed:
                del self.fields[name]

    @property
    def ends_open_act(self) -> bool:
        """Whether publishing or scheduling this draft takes the basis from a scheduled publication."""
        acts = (ReviewAction.PUBLISH, ReviewAction.REINSTATE, ReviewAction.SCHEDULE)
        return self.comparison.open_publication is not None and self.comparison.action in acts

    def set_initial_expiry(self) -> None:
        """Fill in the cause and reason that were given when the expiry date was first set."""
        if "expiry_cause" not in self.fields:
            return
        if act := open_expiry(self.comparison.draft.pk):
            self.fields["expiry_cause"].initial = act.decision.get("cause", "")
            self.fields["expiry_reason"].initial = act.decision.get("text", "")

    @property
    def change_fields(self) -> list[forms.BoundField]:
        names = ("published_before", "change_class", "note_kind", "note_text", "summary")
        return [self[name] for name in names if name in self.fields]

    @property
    def expiry_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("expiry_cause", "expiry_reason") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "change_class" in self.fields and not {"change_class", "note_kind", "note_text"} & set(self.errors):
            self.check_class(cleaned)
        if "expiry_reason" in self.fields:
            self.check_words("expiry_cause", "expiry_reason")
        return cleaned

    def check_class(self, cleaned: dict[str, Any]) -> None:
        """Require a class or a complete note, and not both."""
        chosen = cleaned.get("change_class", "")
        kind, text = cleaned.get("note_kind", ""), cleaned.get("note_text", "").strip()
        if chosen in ("", NOTE) and (kind or text or chosen):
            if not kind:
                self.add_error("note_kind", forms.ValidationError(_("Choose what kind of note this is."), "no_kind"))
            if not text:
                self.add_error("note_text", forms.ValidationError(EMPTY_NOTE, "empty_note"))
        elif not chosen:
            self.add_error("change_class", forms.ValidationError(_("Choose the class of this change."), "no_class"))
        elif kind or text:
            message = _("With a note, its kind is the class of the change. Choose “With a note”, or delete the note.")
            self.add_error("change_class", forms.ValidationError(message, "class_and_note"))

    def options(self, user: Actor, basis: Basis) -> PublishOptions:
        """Return the decision. With a note the class is empty, because the note's kind is the class."""
        cleaned, notes = self.cleaned_data, self.note_drafts()
        return PublishOptions(
            user=user,
            notes=notes,
            change_class="" if notes else cleaned.get("change_class", ""),
            summary=cleaned.get("summary", ""),
            accepted=self.comparison.accepted,
            basis=basis,
            token=cleaned.get("token", ""),
            imported=cleaned.get("published_before", False),
            cancel_open=cleaned.get("open_act") == CANCEL,
        )

    def note_drafts(self) -> list[NoteDraft]:
        text = self.cleaned_data.get("note_text", "").strip()
        return [NoteDraft(self.cleaned_data["note_kind"], text)] if text else []

    def expiry(self) -> ExpiryDecision | None:
        """Return the expiry that the draft sets, with its cause and reason; None without an expiry date."""
        if self.comparison.expires is None:
            return None
        cause = self.cleaned_data.get("expiry_cause", "")
        return ExpiryDecision(self.comparison.expires, cause, self.cleaned_data.get("expiry_reason", ""))


class WithdrawalForm(ActForm):
    """The form for the cause and reason of a withdrawal. shown: the ids of the articles that the person was shown."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    cause = forms.ChoiceField(
        label=gettext_lazy("Cause"),
        choices=CAUSE_CHOICES,
        widget=forms.Select(attrs={"data-preview-cause": ""}),
        error_messages={"required": gettext_lazy("Choose the cause.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason shown to readers"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "data-preview-text": ""}),
        help_text=gettext_lazy(
            "Shown at the article’s address, on the corrections page and in the feed, with the date and your "
            "public name. It cannot be changed afterwards. For privacy, safety and law it is not shown, and neither is "
            "the title: it stays in the page’s history, for editors, and may be empty."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_words("cause", "reason")
        return cleaned
