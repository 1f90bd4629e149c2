"""The roads of Wagtail's admin that lead to the record, and the ones that are refused in words."""

from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from articles.models import ArticlePage

from .models import Publication, Status
from .publish import publish, seen_by_readers
from .refusals import Refused


def needs_review(page: ArticlePage) -> bool:
    """Whether a person looks at what would be published first: readers have seen it, or an expiry asks for words."""
    return bool(page.expire_at) or seen_by_readers(page.pk)


def publish_instead(request, page):
    """Before Wagtail's own publishing in the editor, with the draft saved.

    What readers have seen goes to its review, and so does a first publication with an expiry date. Any other first
    publication is the service's, unless a future go-live time is set: that is left to Wagtail, which schedules it.
    """
    if not isinstance(page, ArticlePage):
        return None
    if needs_review(page):
        return redirect("corrections:review", page.pk)
    if page.go_live_at and page.go_live_at > timezone.now():
        return None
    try:
        version = publish(page.get_latest_revision(), user=request.user, supersedes=0)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    words = _("“%(title)s” is published as version %(number)d.")
    return after_publishing(request, page, words % {"title": page.title, "number": version.number})


def after_publishing(request, page: ArticlePage, words: str):
    """Run Wagtail's hooks, say that it is published, and go back to the list of pages."""
    for hook in hooks.get_hooks("after_publish_page"):
        response = hook(request, page)
        if hasattr(response, "status_code"):
            return response
    published = ArticlePage.objects.get(pk=page.pk)
    messages.success(request, words, buttons=[messages.button(published.url, _("View live"), new_window=True)])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def seen_under(page: Page) -> int:
    """How many articles that readers have seen stand at or under a page."""
    return Publication.objects.filter(article__path__startswith=page.path).count()


def refusal_to_delete(pages) -> str:
    """Why these pages cannot be deleted, in words; empty when they can."""
    for page in pages:
        seen = seen_under(page)
        if not seen:
            continue
        if isinstance(page.specific, ArticlePage):
            words = _("Readers have seen “%(title)s”, so it cannot be deleted. Unpublish it: its page then says so.")
            return words % {"title": page.title}
        words = ngettext(
            "“%(title)s” cannot be deleted: readers have seen %(number)d article under it.",
            "“%(title)s” cannot be deleted: readers have seen %(number)d articles under it.",
            seen,
        )
        return words % {"title": page.title, "number": seen}
    return ""


def leaving(pages, *, descendants: bool):
    """The publications that leave the public when these pages are unpublished; with descendants, those under them."""
    places = Q(pk__in=[])
    for page in pages:
        places |= Q(article__path__startswith=page.path) if descendants else Q(article__path=page.path)
    return Publication.objects.filter(places, status=Status.PUBLIC)


def ask_before_unpublish(request, page):
    """Unpublishing what readers see asks why: on one page, for all the articles that would leave."""
    descendants = bool(request.POST.get("include_descendants"))
    return ask_why([page], descendants=descendants)


def ask_before_bulk_unpublish(request, action_type, objects, action_class_instance):
    if action_type != "unpublish" or not all(isinstance(item, Page) for item in objects):
        return None
    form = action_class_instance.cleaned_form
    return ask_why(objects, descendants=bool(form and form.cleaned_data.get("include_descendants")))


def ask_why(pages, *, descendants: bool):
    if not leaving(pages, descendants=descendants).exists():
        return None
    query = [("id", page.pk) for page in pages] + [("descendants", 1)] * descendants
    return redirect(f"{reverse('corrections:withdraw')}?{urlencode(query)}")


def refuse_delete(request, page):
    if reason := refusal_to_delete([page]):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_bulk_delete(request, action_type, objects, action_class_instance):
    if action_type != "delete" or not all(isinstance(item, Page) for item in objects):
        return None
    if reason := refusal_to_delete(objects):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", objects[0].get_parent().pk)
    return None


def refuse_alias(request, page):
    """Articles have a record of their own, so none can mirror another; nor can a journal with articles under it."""
    if request.POST.get("alias") and page.get_descendants(inclusive=True).type(ArticlePage).exists():
        messages.error(request, _("An article cannot be an alias: each has a record of its own. Copy it instead."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def explain_copy(request, page, new_page):
    """A copy starts as a draft whatever was ticked; say so."""
    if request.POST.get("publish_copies") and Page.objects.filter(
        path__startswith=new_page.path, pk__in=ArticlePage.objects.filter(live=False).values("pk")
    ):
        messages.warning(request, _("Copied articles start as drafts: readers have not seen them yet."))
