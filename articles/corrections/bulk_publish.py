"""Publishing several pages at once: those that the page showed, and no draft that was added afterwards."""

from collections.abc import Iterable
from typing import Any

from django import forms
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from articles.models.people import Actor

LISTED = 50


class ShownPagesForm(DefaultPageForm):
    """shown: ids of the unpublished subpages that the person was shown, separated by spaces."""

    shown = forms.CharField(required=False, widget=forms.HiddenInput)


class PublishShownBulkAction(PublishBulkAction):
    """Wagtail's bulk action; of the unpublished subpages it publishes those that the person was shown."""

    form_class = ShownPagesForm
    template_name = "corrections/bulk_publish.html"

    def get_initial(self) -> dict[str, Any]:
        chosen, _without_access = self.get_actionable_objects()
        return {**super().get_initial(), "shown": " ".join(str(page.pk) for page in drafts_under(chosen))}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = [row["item"] for row in context["items"]]
        subpages = drafts_under(chosen) if context["has_draft_descendants"] else []
        return context | {"subpages": subpages[:LISTED], "more": len(subpages[LISTED:])}

    def get_execution_context(self) -> dict[str, Any]:
        shown = self.cleaned_form.cleaned_data["shown"].split()
        return {**super().get_execution_context(), "shown": {int(key) for key in shown if key.isdecimal()}}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Actor = None,
        shown: Iterable[int] = (),
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish pages; return how many of those chosen and how many subpages were published."""
        chosen = list(objects)
        for page in chosen:
            publish_draft(page, user)
        if not include_descendants:
            return len(chosen), 0
        subpages = [page for page in drafts_under(chosen) if page.pk in set(shown)]
        allowed = [page for page in subpages if user is None or page.permissions_for_user(user).can_publish()]
        for page in allowed:
            publish_draft(page, user)
        return len(chosen), len(allowed)


def drafts_under(pages: Iterable[Page]) -> list[Page]:
    """Return the unpublished pages under these pages, in the order of the page tree."""
    found = {draft.pk: draft for page in pages for draft in page.get_descendants().not_live().specific(defer=True)}
    return sorted(found.values(), key=lambda page: page.path)


def publish_draft(page: Page, user: Actor) -> None:
    revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    revision.publish(user=user)
