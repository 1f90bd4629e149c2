"""The review: a draft compared with what readers see, and the decision to publish it."""

import json
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from articles.models import ArticlePage
from articles.models.languages import direction
from articles.record.acts import AlreadyDecided, check_first_time, open_acts
from articles.record.basis import check_basis
from articles.record.diff import number_hunks
from articles.record.expiry import change_expiry, set_expiry
from articles.record.images import LibraryImages
from articles.record.models import Act, ActKind, ActState, Entry
from articles.record.publish import publish_prepared
from articles.record.refusals import Refused
from articles.record.schedule import schedule_publication
from articles.record.transactions import lock_article

from ..admin_hooks import response_after_publishing
from ..draft_comparison import DraftComparison, ReviewAction, compare_draft
from ..forms import CANCEL, NOTE, ReviewForm, read_basis
from ..pending_updates import update_row
from ..pictures import admin_picture_url
from ..serializer import NoteData, long_datetime, notes_of
from .base import ArticleViewMixin


class ReviewView(ArticleViewMixin, TemplateView):
    """Publish an article that readers have seen. Requires permission to publish it; a lock for editing stops nothing.

    A decision is bound to what the page showed: to what it rests on (`articles.record.basis`), to every character of
    the draft, and to the notes there were. When any of it has changed in the meantime, nothing is written and the new
    comparison is shown, with what the editor typed. With `act` in the query, the decision of a scheduled act is filled
    in.
    """

    template_name = "corrections/review.html"
    page_title = gettext_lazy("Review changes")
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(ArticlePage, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = open_act(self.page.pk, request.GET.get("act", ""))
        accepted = frozenset(act.decision.get("accepted", [])) if act else frozenset()
        comparison = self.compare(request.GET, accepted)
        initial = initial_of_act(act) if act else {}
        return self.show(comparison, ReviewForm(comparison=comparison, initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "compare" in request.POST:
            comparison = self.compare(request.POST)
            return self.show(comparison, ReviewForm(comparison=comparison, initial=request.POST.dict()))
        try:
            # Until the commit, no other transaction can publish this article or change who can read it.
            with lock_article(self.page.pk):
                check_first_time(self.page.pk, request.POST.get("token", "").replace("\0", "")[:64])
                comparison = self.compare(request.POST)
                form = ReviewForm(request.POST, comparison=comparison)
                message = self.carry_out(comparison, form)
        except AlreadyDecided as again:
            messages.success(request, _("This was already done: the form was sent twice."))
            return self.redirect_after(again.act.state == ActState.DONE)
        except Refused as refusal:
            form.add_error(None, ValidationError(str(refusal), refusal.code))
            message = ""
        if not message:
            if set(form.errors) - {NON_FIELD_ERRORS}:
                messages.error(request, _("The change was not published. Correct the errors below."))
            return self.show(comparison, form)
        if comparison.action in (ReviewAction.PUBLISH, ReviewAction.REINSTATE):
            return response_after_publishing(request, self.page, message)
        messages.success(request, message)
        return self.redirect_after(published=False)

    def redirect_after(self, published: bool) -> HttpResponse:
        if published:
            return redirect("wagtailadmin_explore", self.page.get_parent().pk)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def compare(self, data: QueryDict, accepted: frozenset[str] = frozenset()) -> DraftComparison:
        """Compare the newest draft. accepted: keys of updated values, beside those of the request."""
        page = ArticlePage.objects.get(pk=self.page.pk)
        return compare_draft(page, accepted=accepted.union(data.getlist("accept")))

    def carry_out(self, comparison: DraftComparison, form: ReviewForm) -> str:
        """Carry out the decision and return a message. Return an empty string when the form has errors."""
        if error := self.stale_error(comparison):
            form.is_valid()
            form.add_error(None, error)
            return ""
        if comparison.action in (ReviewAction.NOTHING, ReviewAction.REFUSED) or not form.is_valid():
            return ""
        if comparison.action == ReviewAction.CHANGE_EXPIRY:
            token = form.cleaned_data.get("token", "")
            change_expiry(self.page, form.expiry(), user=self.request.user, token=token)
            return self.expiry_message(comparison)
        if comparison.action == ReviewAction.SCHEDULE:
            return self.schedule(comparison, form)
        return self.publish(comparison, form)

    def stale_error(self, comparison: DraftComparison) -> ValidationError | None:
        """Return an error when something has changed since the page was shown, otherwise None."""
        data = self.request.POST
        try:
            check_basis(ActKind.PUBLICATION, read_basis(data.get("basis", "")), comparison.basis)
        except Refused as refusal:
            message = _("%(changed)s Below is your draft compared with what readers have now; what you typed is kept.")
            return ValidationError(message, refusal.code, {"changed": refusal})
        if data.get("compared") != " ".join(sorted(comparison.accepted)):
            message = _("You chose other current values. Below is the comparison with them; check it, then publish.")
            return ValidationError(message, "other_updates")
        if data.get("revision") != str(comparison.revision.pk) or data.get("seal") != comparison.seal:
            message = _("The draft was changed in the meantime. Below is the new comparison; what you typed is kept.")
            return ValidationError(message, "draft_changed")
        return other_acts_error(data, comparison)

    def publish(self, comparison: DraftComparison, form: ReviewForm) -> str:
        if comparison.prepared is None:
            return ""
        version = publish_prepared(comparison.prepared, form.options(self.request.user, comparison.basis))
        if comparison.expires or comparison.shown_expiry:
            set_expiry(self.page.pk, form.expiry(), user=self.request.user)
        values = {"title": comparison.draft.title, "number": version.number}
        if comparison.withdrawn:
            return _("“%(title)s” is reinstated as version %(number)d.") % values
        return _("“%(title)s” is published as version %(number)d.") % values

    def schedule(self, comparison: DraftComparison, form: ReviewForm) -> str:
        if comparison.prepared is None:
            return ""
        options = form.options(self.request.user, comparison.basis)
        schedule_publication(comparison.prepared, options, comparison.draft.go_live_at, expiry=form.expiry())
        values = {"title": comparison.draft.title, "moment": long_datetime(comparison.draft.go_live_at)}
        return _("“%(title)s” is scheduled for %(moment)s.") % values

    def expiry_message(self, comparison: DraftComparison) -> str:
        title = comparison.draft.title
        if comparison.expires is None:
            return _("The expiry date of “%(title)s” was removed.") % {"title": title}
        values = {"title": title, "moment": long_datetime(comparison.expires)}
        return _("“%(title)s” will be withdrawn on %(moment)s.") % values

    def show(self, comparison: DraftComparison, form: ReviewForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(comparison=comparison, form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comparison, form = kwargs["comparison"], kwargs["form"]
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "updates": [update_row(update, comparison.accepted) for update in comparison.updates],
            "compared": " ".join(sorted(comparison.accepted)),
            "basis": json.dumps(comparison.basis),
            "scheduled": open_act_id(comparison),
            "new_notes": self.notes_since(comparison),
            "stretches": number_hunks(comparison.stretches),
            "count": ngettext("%(number)d change", "%(number)d changes", comparison.change_count)
            % {"number": comparison.change_count},
            "images": images_of(comparison),
            "direction": direction(comparison.draft.language),
            "button": button_label(comparison),
            "unused_texts": self.unused_texts(form),
        }

    def notes_since(self, comparison: DraftComparison) -> list[NoteData]:
        """Return the notes that were added since the page was first shown."""
        shown = self.request.POST.get("position", "")
        if comparison.publication is None or not shown.isdecimal() or len(shown) > 9:
            return []
        entries = Entry.objects.filter(article_id=self.page.pk, position__gt=int(shown))
        numbers = set(entries.filter(note_row__isnull=False).values_list("note_row__number", flat=True))
        return [note for note in notes_of(comparison.publication) if note["number"] in numbers] if numbers else []

    def unused_texts(self, form: ReviewForm) -> list[str]:
        """Return the texts typed into fields that the new comparison does not need, so that they can be copied."""
        names = [name for name in ("note_text", "summary", "expiry_reason") if name not in form.fields]
        return [text for text in (self.request.POST.get(name, "").strip() for name in names) if text]


def other_acts_error(data: QueryDict, comparison: DraftComparison) -> ValidationError | None:
    """Return an error when an expiry, a note or a scheduled publication was added or changed, otherwise None."""
    if data.get("expiry", "") != comparison.shown_expiry:
        message = _("The expiry date was changed in the meantime. Check it below.")
        return ValidationError(message, "expiry_changed")
    if data.get("position") != str(comparison.position):
        message = _("A note was added in the meantime, see below. If you decide the same, press the button again.")
        return ValidationError(message, "note_added")
    if data.get("scheduled", "") != open_act_id(comparison):
        message = _("A publication of this article was scheduled or cancelled in the meantime. Check it below.")
        return ValidationError(message, "open_acts_changed")
    return None


def open_act_id(comparison: DraftComparison) -> str:
    return str(comparison.open_publication.pk) if comparison.open_publication else ""


def open_act(article_id: int, pk: str) -> Act | None:
    """Return an open publication of this article; None without one of this id."""
    return next((act for act in open_acts(article_id, ActKind.PUBLICATION) if str(act.pk) == pk), None)


def initial_of_act(act: Act) -> dict[str, Any]:
    """Return the decision of a scheduled publication as initial values of the form."""
    decision = act.decision
    notes = decision.get("notes", [])
    initial: dict[str, Any] = {
        "change_class": NOTE if notes else decision.get("change_class", ""),
        "note_kind": notes[0]["kind"] if notes else "",
        "note_text": notes[0]["text"] if notes else "",
        "summary": decision.get("summary", ""),
        "published_before": decision.get("imported", False),
        "open_act": CANCEL,
    }
    if decision.get("expires"):
        initial |= {"expiry_cause": decision["expiry_cause"], "expiry_reason": decision["expiry_text"]}
    return initial


def images_of(comparison: DraftComparison) -> LibraryImages | None:
    """Return the files of both copies' images: the draft's from the library, the others from the record."""
    if comparison.prepared is None or comparison.copies is None:
        return None
    before, after = comparison.copies
    return LibraryImages(
        comparison.prepared.frozen.images,
        [*before.images(), *after.images()],
        url=admin_picture_url(comparison.publication),
    )


def button_label(comparison: DraftComparison) -> str:
    """Return the label of the button; empty when there is nothing to do."""
    if comparison.action == ReviewAction.SCHEDULE:
        return _("Schedule for %(moment)s") % {"moment": long_datetime(comparison.draft.go_live_at)}
    if comparison.action == ReviewAction.REINSTATE:
        return _("Reinstate unchanged")
    if comparison.action == ReviewAction.CHANGE_EXPIRY:
        return _("Set the expiry date") if comparison.expires else _("Remove the expiry date")
    if comparison.action == ReviewAction.PUBLISH:
        return _("Reinstate") if comparison.withdrawn else _("Publish")
    return ""
