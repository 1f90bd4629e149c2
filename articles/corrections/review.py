"""Review changes: the draft against what readers see, and the decision to publish it."""

from datetime import datetime
from itertools import count

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from articles.models import ArticlePage
from articles.models.languages import direction
from articles.record.diff import Hunk, Unchanged
from articles.record.doors import after_publishing
from articles.record.images import DeskImages
from articles.record.publish import publish
from articles.record.refusals import Refused
from articles.record.schedule import decide

from . import expiry
from .comparison import EXPIRY, NOTHING, PUBLISH, REFUSED, RETURN, SCHEDULE, Comparison, compare_draft
from .desk import BesideArticleView
from .offers import in_words
from .review_forms import ReviewForm


def in_full(moment: datetime) -> str:
    """12 May 2026, 14:05 CEST."""
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'j F Y, H:i')} {local.tzname()}"


def numbered(stretches: list[Hunk | Unchanged]) -> list[tuple[int, Hunk | Unchanged]]:
    """Each change with its number; what is unchanged has none, 0."""
    counter = count(1)
    return [(next(counter) if isinstance(stretch, Hunk) else 0, stretch) for stretch in stretches]


def images_of(comparison: Comparison) -> DeskImages | None:
    """Finds the pictures of both copies: the draft's at the desk, the others in the record."""
    if comparison.prepared is None or comparison.copies is None:
        return None
    before, after = comparison.copies
    return DeskImages(comparison.prepared.frozen.images, [*before.images(), *after.images()])


class ReviewView(BesideArticleView, TemplateView):
    """The one way to publish what readers have seen before. Open to whoever may publish the article.

    A decision is bound to what the page showed: to the version readers had, and to every character of the draft. When
    either has changed meanwhile, the new comparison is shown, with what was typed.
    """

    template_name = "corrections/review.html"
    page_title = gettext_lazy("Review changes")
    header_icon = "history"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(ArticlePage, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        lock = self.page.get_lock()
        if lock and lock.for_user(request.user):
            messages.warning(request, lock.get_message(request.user), extra_tags="lock")
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        comparison = self.compare(request.GET)
        return self.show(comparison, ReviewForm(comparison=comparison))

    def post(self, request, *args, **kwargs):
        if "compare" in request.POST:
            comparison = self.compare(request.POST)
            return self.show(comparison, ReviewForm(comparison=comparison, initial=request.POST.dict()))
        try:
            with transaction.atomic():
                # From here to the commit nobody else publishes this article.
                Page.objects.select_for_update().get(pk=self.page.pk)
                comparison = self.compare(request.POST)
                form = ReviewForm(request.POST, comparison=comparison)
                words = self.decide(comparison, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            words = ""
        if not words:
            if set(form.errors) - {NON_FIELD_ERRORS}:
                messages.error(request, _("Nothing was published yet. Below it says what is missing."))
            return self.show(comparison, form)
        if comparison.act in (PUBLISH, RETURN):
            return after_publishing(request, self.page, words)
        messages.success(request, words)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def compare(self, data) -> Comparison:
        page = ArticlePage.objects.get(pk=self.page.pk)
        return compare_draft(page, user=self.request.user, take=frozenset(data.getlist("take")))

    def decide(self, comparison: Comparison, form: ReviewForm) -> str:
        """Carry out what was decided, and say so; empty when it is not, and the form then says why."""
        stale = self.stale(comparison)
        if stale:
            form.is_valid()
            form.add_error(None, stale)
            return ""
        if comparison.act in (NOTHING, REFUSED) or not form.is_valid():
            return ""
        if comparison.act == EXPIRY:
            expiry.set_expiry(self.page, comparison.expires, **form.expiry(), user=self.request.user)
            return self.said_expiry(comparison)
        expiry.keep_reason(self.page.pk, comparison.expires, **form.expiry())
        if comparison.act == SCHEDULE:
            return self.schedule(comparison, form)
        return self.publish(comparison, form)

    def stale(self, comparison: Comparison) -> str:
        """What changed since the page was made; empty when nothing did."""
        data = self.request.POST
        if data.get("supersedes") != str(comparison.number):
            words = _("Version %(number)d was published meanwhile. Here is your draft against it; nothing is lost.")
            return words % {"number": comparison.number}
        if data.get("compared") != " ".join(sorted(comparison.take)):
            return _("You chose other values of today. Here is the comparison with them; publish when it is right.")
        if data.get("revision") != str(comparison.revision.pk) or data.get("seal") != comparison.seal:
            return _("The draft was changed meanwhile. Here is the new comparison; what you typed is kept.")
        return ""

    def publish(self, comparison: Comparison, form: ReviewForm) -> str:
        decided = form.decided()
        version = publish(
            comparison.revision,
            user=self.request.user,
            notes=form.notes(),
            change_class=decided["change_class"],
            summary=decided["summary"],
            supersedes=comparison.number,
            take=comparison.take,
        )
        said = {"title": comparison.draft.title, "number": version.number}
        if comparison.withdrawn:
            return _("“%(title)s” is back in public as version %(number)d.") % said
        return _("“%(title)s” is published as version %(number)d.") % said

    def schedule(self, comparison: Comparison, form: ReviewForm) -> str:
        decide(
            comparison.revision,
            user=self.request.user,
            supersedes=comparison.number,
            take=sorted(comparison.take),
            **form.decided(),
        )
        said = {"title": comparison.draft.title, "moment": in_full(comparison.draft.go_live_at)}
        return _("“%(title)s” is scheduled for %(moment)s.") % said

    def said_expiry(self, comparison: Comparison) -> str:
        title = comparison.draft.title
        if comparison.expires is None:
            return _("“%(title)s” stays in public: the expiry date is taken away.") % {"title": title}
        said = {"title": title, "moment": in_full(comparison.expires)}
        return _("“%(title)s” leaves the public on %(moment)s.") % said

    def show(self, comparison: Comparison, form: ReviewForm):
        return self.render_to_response(self.get_context_data(comparison=comparison, form=form))

    def get_context_data(self, **kwargs):
        comparison, form = kwargs["comparison"], kwargs["form"]
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "offers": [in_words(offer, comparison.take) for offer in comparison.offers],
            "compared": " ".join(sorted(comparison.take)),
            "stretches": numbered(comparison.stretches),
            "count": self.counted(comparison.count),
            "images": images_of(comparison),
            "direction": direction(comparison.draft.language),
            "button": self.button(comparison),
            "left_over": self.left_over(form),
        }

    def left_over(self, form: ReviewForm) -> list[str]:
        """What was typed for a change that somebody else has published meanwhile: shown, so that nothing is lost."""
        names = [name for name in ("note_text", "summary", "expiry_reason") if name not in form.fields]
        return [text for text in (self.request.POST.get(name, "").strip() for name in names) if text]

    def counted(self, number: int) -> str:
        return ngettext("%(number)d change", "%(number)d changes", number) % {"number": number}

    def button(self, comparison: Comparison) -> str:
        """What stands on the button; empty where there is none."""
        if comparison.act == SCHEDULE:
            return _("Schedule for %(moment)s") % {"moment": in_full(comparison.draft.go_live_at)}
        if comparison.act == RETURN:
            return _("Bring back as it was")
        if comparison.act == EXPIRY:
            return _("Set the expiry date") if comparison.expires else _("Take the expiry date away")
        if comparison.act == PUBLISH:
            return _("Bring back") if comparison.withdrawn else _("Publish")
        return ""
