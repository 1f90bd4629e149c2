"""The roads of Wagtail's admin that lead to the record, and the ones that are refused in words."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from articles.models import ArticlePage

from .models import Publication
from .publish import publish
from .refusals import Refused


def publish_instead(request, page):
    """Before Wagtail's own publishing in the editor: the service does it, whether the article is live or new.

    A future go-live time is left to Wagtail, which schedules it; the schedule comes to the service in its time.
    """
    if not isinstance(page, ArticlePage):
        return None
    if page.go_live_at and page.go_live_at > timezone.now():
        return None
    try:
        version = publish(page.get_latest_revision(), user=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    for hook in hooks.get_hooks("after_publish_page"):
        response = hook(request, page)
        if hasattr(response, "status_code"):
            return response
    published = ArticlePage.objects.get(pk=page.pk)
    messages.success(
        request,
        _("“%(title)s” is published as version %(number)d.") % {"title": published.title, "number": version.number},
        buttons=[messages.button(published.url, _("View live"), new_window=True)],
    )
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
