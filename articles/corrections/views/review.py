"""The review: a draft compared with what readers see, and the decision to publish it."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from articles.models import ArticlePage
from articles.models.languages import direction
from articles.record.diff import number_hunks
from articles.record.images import LibraryImages
from articles.record.publish import publish
from articles.record.refusals import Refused
from articles.record.schedule import schedule
from articles.record.transactions import lock_pages

from ..admin_hooks import response_after_publishing
from ..draft_comparison import DraftComparison, ReviewAction, compare_draft
from ..expiry import change_expiry_date, save_expiry_reason
from ..forms import ReviewForm
from ..pending_updates import update_row
from ..serializer import long_datetime
from .base import ArticleViewMixin


class ReviewView(ArticleViewMixin, TemplateView):
    """Publish an article that readers have seen. Requires permission to publish it.

    A decision is bound to what the page showed: to the version that readers had, and to every character of the draft.
    When either has changed in the meantime, the new comparison is shown, with what the editor typed.
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
        lock = self.page.get_lock()
        if lock and lock.for_user(request.user):
            messages.warning(request, lock.get_message(request.user), extra_tags="lock")
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        comparison = self.compare(request.GET)
        return self.show(comparison, ReviewForm(comparison=comparison))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "compare" in request.POST:
            comparison = self.compare(request.POST)
            return self.show(comparison, ReviewForm(comparison=comparison, initial=request.POST.dict()))
        try:
            with transaction.atomic():
                # Until the commit, no other transaction can publish this article.
                lock_pages([self.page.pk])
                comparison = self.compare(request.POST)
                form = ReviewForm(request.POST, comparison=comparison)
                message = self.carry_out(comparison, form)
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
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def compare(self, data: QueryDict) -> DraftComparison:
        page = ArticlePage.objects.get(pk=self.page.pk)
        return compare_draft(page, accepted=frozenset(data.getlist("accept")))

    def carry_out(self, comparison: DraftComparison, form: ReviewForm) -> str:
        """Carry out the decision and return a message. Return an empty string when the form has errors."""
        if error := self.stale_error(comparison):
            form.is_valid()
            form.add_error(None, error)
            return ""
        if comparison.action in (ReviewAction.NOTHING, ReviewAction.REFUSED) or not form.is_valid():
            return ""
        reason = form.withdrawal_reason()
        if comparison.action == ReviewAction.CHANGE_EXPIRY:
            change_expiry_date(self.page, comparison.expires, reason, user=self.request.user)
            return self.expiry_message(comparison)
        save_expiry_reason(self.page.pk, comparison.expires, reason)
        if comparison.action == ReviewAction.SCHEDULE:
            return self.schedule(comparison, form)
        return self.publish(comparison, form)

    def stale_error(self, comparison: DraftComparison) -> ValidationError | None:
        """Return an error when the draft or the version has changed since the page was shown, otherwise None."""
        data = self.request.POST
        if data.get("supersedes") != str(comparison.current_number):
            message = _("Version %(number)d was published in the meantime. Below is your draft compared with it.")
            return ValidationError(message, "superseded", {"number": comparison.current_number})
        if data.get("compared") != " ".join(sorted(comparison.accepted)):
            message = _("You chose other current values. Below is the comparison with them; check it, then publish.")
            return ValidationError(message, "other_updates")
        if data.get("revision") != str(comparison.revision.pk) or data.get("seal") != comparison.seal:
            message = _("The draft was changed in the meantime. Below is the new comparison; what you typed is kept.")
            return ValidationError(message, "draft_changed")
        return None

    def publish(self, comparison: DraftComparison, form: ReviewForm) -> str:
        decided = form.decided()
        version = publish(
            comparison.revision,
            user=self.request.user,
            notes=form.note_drafts(),
            change_class=decided["change_class"],
            summary=decided["summary"],
            supersedes=comparison.current_number,
            accepted=comparison.accepted,
        )
        values = {"title": comparison.draft.title, "number": version.number}
        if comparison.withdrawn:
            return _("“%(title)s” is reinstated as version %(number)d.") % values
        return _("“%(title)s” is published as version %(number)d.") % values

    def schedule(self, comparison: DraftComparison, form: ReviewForm) -> str:
        schedule(
            comparison.revision,
            user=self.request.user,
            supersedes=comparison.current_number,
            decided={**form.decided(), "take": sorted(comparison.accepted)},
        )
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
            "stretches": number_hunks(comparison.stretches),
            "count": ngettext("%(number)d change", "%(number)d changes", comparison.change_count)
            % {"number": comparison.change_count},
            "images": images_of(comparison),
            "direction": direction(comparison.draft.language),
            "button": button_label(comparison),
            "unused_texts": self.unused_texts(form),
        }

    def unused_texts(self, form: ReviewForm) -> list[str]:
        """Return the texts typed into fields that the new comparison does not need, so that they can be copied."""
        names = [name for name in ("note_text", "summary", "expiry_reason") if name not in form.fields]
        return [text for text in (self.request.POST.get(name, "").strip() for name in names) if text]


def images_of(comparison: DraftComparison) -> LibraryImages | None:
    """Return the files of both copies' images: the draft's from the library, the others from the record."""
    if comparison.prepared is None or comparison.copies is None:
        return None
    before, after = comparison.copies
    return LibraryImages(comparison.prepared.frozen.images, [*before.images(), *after.images()])


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
