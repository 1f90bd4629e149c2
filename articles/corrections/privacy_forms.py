"""Forms that make a page private, open it, or move it across a view restriction."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, PageViewRestriction

from articles.record.models import Act
from articles.record.models.change_classes import RESTRICTION_CAUSES
from articles.record.privacy.decisions import Readers, Shown, has_password
from articles.record.privacy.plans import Plan
from articles.record.withdraw import MAX_REASON_LENGTH

from .forms import CANCEL, ActForm, OpenActField

CAUSE_CHOICES = [(cause.value, cause.label) for cause in RESTRICTION_CAUSES]
READER_CHOICES = [
    (PageViewRestriction.LOGIN, gettext_lazy("People with an account here")),
    (PageViewRestriction.GROUPS, gettext_lazy("The members of some groups")),
    (PageViewRestriction.PASSWORD, gettext_lazy("Readers who have a password")),
]


class PrivacyForm(ActForm):
    """What the forms have in common: words for readers, and a choice for each act that loses its basis.

    shown: the ids of the articles that the person was shown, separated by spaces.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Words for readers"),
        required=False,
        max_length=MAX_REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-preview-text": ""}),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for act in plan.voided:
            self.fields[act_field(act)] = OpenActField(label=act.article.title)

    @property
    def act_fields(self) -> list[tuple[Act, forms.BoundField]]:
        return [(act, self[act_field(act)]) for act in self.plan.voided]

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The visible fields but for those of acts."""
        names = {act_field(act) for act in self.plan.voided}
        return [field for field in self.visible_fields() if field.name not in names]

    def seen(self) -> Shown:
        """Return what the person was shown and chose for the acts that lose their basis."""
        numbers = [
            int(number) for number in self.cleaned_data["shown"].split() if number.isdecimal() and len(number) < 19
        ]
        chosen = [act for act in self.plan.voided if self.cleaned_data[act_field(act)] == CANCEL]
        return Shown(numbers, [str(act.pk) for act in chosen])


class CauseField(forms.ChoiceField):
    """The choice of the cause. The preview shows its label where the words are empty."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Why?"),
            choices=CAUSE_CHOICES,
            widget=forms.RadioSelect(attrs={"data-preview-cause": ""}),
            error_messages={"required": gettext_lazy("Choose the cause.")},
        )


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """The choice of groups. Ids that no database column holds are no valid choice, instead of an error of SQLite."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if str(key).isdecimal() and len(str(key)) > 18:
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key})
        return super().clean(value)


class RestrictionForm(PrivacyForm):
    """Makes a page private, or changes who can read it."""

    cause = CauseField()
    access = forms.ChoiceField(
        label=gettext_lazy("Who can read it then?"),
        choices=READER_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who can read it then.")},
    )
    groups = GroupsField(
        label=gettext_lazy("Groups"), queryset=Group.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    field_order = ["token", "shown", "cause", "text", "access", "groups", "password"]

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["text"].help_text = _(
            "Shown at the address of each article, and in the log. For privacy, safety and law they are not shown, and "
            "neither is the title: they stay in the page’s history, for editors, and may be empty."
        )
        allowed = [choice for choice in READER_CHOICES if choice[0] in allowed_types(page)]
        cast(forms.ChoiceField, self.fields["access"]).choices = allowed
        if has_password(page):
            self.fields["password"].help_text = _("Leave it empty to keep the password that the page has.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_words("cause", "text")
        access = cleaned.get("access")
        if access == PageViewRestriction.GROUPS and not cleaned.get("groups"):
            self.add_error("groups", forms.ValidationError(_("Choose at least one group."), "no_groups"))
        if access == PageViewRestriction.PASSWORD and not cleaned.get("password") and not has_password(self.page):
            self.add_error("password", forms.ValidationError(_("Set a password."), "no_password"))
        return cleaned

    def readers(self) -> Readers:
        cleaned = self.cleaned_data
        return Readers(cleaned["access"], list(cleaned["groups"]), cleaned["password"])


class OpeningForm(PrivacyForm):
    """Opens a page again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Shown on each article, and in the log. Optional.")


class MoveForm(PrivacyForm):
    """Moves a page. The cause is asked for when articles become private."""

    cause = CauseField()
    field_order = ["token", "shown", "cause", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.plan.closing:
            del self.fields["cause"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_words("cause", "text")
        return cleaned


def act_field(act: Act) -> str:
    """Return the name of the field for an act."""
    return f"act_{act.pk}"


def allowed_types(page: Page) -> set[str]:
    """Return the types of restriction that the page's class and the settings allow."""
    allowed = set(page.specific_class.private_page_options if page.specific_class else ())
    if not getattr(settings, "WAGTAIL_PRIVATE_PAGE_OPTIONS", {}).get("SHARED_PASSWORD", True):
        allowed.discard(PageViewRestriction.PASSWORD)
    return allowed
