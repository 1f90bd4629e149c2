"""What the admin refuses to do with articles that have been published, and the record's log actions."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import BaseLogEntry, Page

from articles.models import ArticlePage
from entities.models import Entity
from entities.usage import Usage

from .models import Publication
from .transactions import lock_pages, share_restrictions


def published_under(page: Page) -> int:
    """Return how many articles at or under a page have ever been published."""
    return Publication.objects.filter(article__path__startswith=page.path).count()


def refusal_to_delete(pages: Sequence[Page]) -> str:
    """Return why these pages cannot be deleted, as a message; empty when they can."""
    for page in pages:
        count = published_under(page)
        if not count:
            continue
        if isinstance(page.specific, ArticlePage):
            message = _("Readers have seen “%(title)s”, so it cannot be deleted. Withdraw it: its page then says why.")
            return message % {"title": page.title}
        message = ngettext(
            "“%(title)s” cannot be deleted: readers have seen %(number)d article under it.",
            "“%(title)s” cannot be deleted: readers have seen %(number)d articles under it.",
            count,
        )
        return message % {"title": page.title, "number": count}
    return ""


def lock_for_deletion(request: HttpRequest, pages: Sequence[Page]) -> None:
    """Lock pages and what is under them, so that nothing is published or scheduled there until they are deleted.

    Wagtail calls the hooks in the transaction of the deletion.
    """
    if request.method == "POST" and transaction.get_connection().in_atomic_block:
        share_restrictions()
        under = Q(pk__in=[])
        for page in pages:
            under |= Q(path__startswith=page.path)
        lock_pages(Page.objects.filter(under).values_list("pk", flat=True))


def refuse_delete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_delete_page`."""
    lock_for_deletion(request, [page])
    if reason := refusal_to_delete([page]):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_bulk_delete(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`."""
    if action_type != "delete" or not all(isinstance(item, Page) for item in objects):
        return None
    lock_for_deletion(request, objects)
    if reason := refusal_to_delete(objects):
        messages.error(request, reason)
        return redirect("wagtailadmin_explore", objects[0].get_parent().pk)
    return None


def refuse_alias(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_copy_page`: an article, or a journal with articles, cannot be copied as an alias."""
    if request.POST.get("alias") and page.get_descendants(inclusive=True).type(ArticlePage).exists():
        messages.error(request, _("An article cannot be an alias, because each has its own record. Copy it instead."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def explain_copy(request: HttpRequest, page: Page, new_page: Page) -> None:
    """Hook `after_copy_page`: warn that copied articles are drafts, even when “publish copies” was chosen."""
    drafts = ArticlePage.objects.filter(live=False).values("pk")
    if request.POST.get("publish_copies") and Page.objects.filter(path__startswith=new_page.path, pk__in=drafts):
        messages.warning(request, _("Copied articles are drafts: they have not been published yet."))


class HidingFormatter(LogFormatter):
    """An entry in a page's history that shows editors the words that readers are not shown."""

    def format_comment(self, log_entry: BaseLogEntry) -> str:
        words = log_entry.data.get("words", "")
        return _("For editors only: %(words)s") % {"words": words} if words else ""


class WithdrawalFormatter(HidingFormatter):
    label = gettext_lazy("Withdraw")
    message = gettext_lazy("Withdrawn")


class RestrictionFormatter(HidingFormatter):
    label = gettext_lazy("Make private")
    message = gettext_lazy("Made private")


def register_log_actions(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`."""
    actions.register_action("articles.note", gettext_lazy("Add note"), gettext_lazy("Note for readers added"))
    actions.register_action(
        "articles.note_discard", gettext_lazy("Discard a pending note"), gettext_lazy("Pending note discarded")
    )
    actions.register_action("articles.withdraw")(WithdrawalFormatter)
    actions.register_action("articles.restrict")(RestrictionFormatter)
    actions.register_action("articles.open", gettext_lazy("Open again"), gettext_lazy("Opened again"))
    actions.register_action("articles.redact", gettext_lazy("Redact"), gettext_lazy("Redacted"))
    actions.register_action("articles.schedule", gettext_lazy("Schedule"), gettext_lazy("Scheduled"))
    actions.register_action(
        "articles.schedule_cancel", gettext_lazy("Cancel a schedule"), gettext_lazy("Schedule cancelled")
    )
    actions.register_action(
        "articles.schedule_early", gettext_lazy("Carry out early"), gettext_lazy("Carried out before its time")
    )
    actions.register_action(
        "articles.schedule_refused",
        gettext_lazy("Scheduled publication rejected"),
        gettext_lazy("Scheduled publication could not be carried out"),
    )


def usage_in_articles(entity: Entity) -> Usage:
    """Hook `entity_usage`: the number of public articles that mention an entity."""
    count = Publication.objects.public().filter(mentions__entity=entity).count()
    return Usage(_("Public articles"), count, entity.get_absolute_url() if count else "")
