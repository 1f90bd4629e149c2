"""Views of Wagtail's admin in whose place corrections has its own, in one transaction with the lock on restrictions.

Wagtail saves a restriction and moves a page without a transaction around it. Here an article cannot be published
between the steps.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, PageViewRestriction
from wagtail.permissions import page_permission_policy

from articles.record.acts import open_publications_under
from articles.record.admin_hooks import published_under
from articles.record.models import Publication
from articles.record.transactions import lock_restrictions

wagtail_privacy = page_viewset_registry.as_view("set_privacy", page_id_kwarg="page_id")
wagtail_delete = page_viewset_registry.as_view("delete", page_id_kwarg="page_id")
wagtail_move = page_viewset_registry.as_view("move_confirm", page_id_kwarg="page_to_move_id")


def set_privacy(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Show Wagtail's privacy dialog, or one that leads to our forms.

    Ours is shown where readers have seen an article, and where a publication is scheduled, which could lose its basis.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_set_view_restrictions():
        raise PermissionDenied
    with transaction.atomic():
        if request.method == "POST":
            lock_restrictions()
        if not published_under(page) and not open_publications_under(page).exists():
            return wagtail_privacy(request, page_id=page_id)
    return render_modal_workflow(request, "corrections/privacy_dialog.html", None, dialog_context(page, request))


def dialog_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return the number of articles, the page's own restriction, and the page above that has one.

    Where this person may not explore the page above, it has no value; `is_under_private` is set all the same.
    """
    restrictions = page.get_view_restrictions().select_related("page").order_by("-page__path")
    above = restrictions.exclude(page=page).first()
    private = Publication.objects.filter(article__path__startswith=page.path, private=True).exists()
    return {
        "page": page,
        "count": published_under(page),
        "restriction": PageViewRestriction.objects.filter(page=page).first(),
        "above": above.page if above and may_explore(request, above.page) else None,
        "is_under_private": above is not None,
        "private": private,
    }


def may_explore(request: HttpRequest, page: Page) -> bool:
    """Whether a person may see a page in the admin that is above one on which they have a permission."""
    root = page_permission_policy.explorable_root_instance(request.user)
    return root is not None and page.path.startswith(root.path)


def confirm_move(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """Move a page as Wagtail does. The hook `before_move_page` leads to our form where readers are affected."""
    with transaction.atomic():
        if request.method == "POST":
            lock_restrictions()
        return wagtail_move(request, **kwargs)


def delete(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """Delete a page as Wagtail does, in one transaction with the hooks that may refuse it, which lock the page."""
    with transaction.atomic():
        return wagtail_delete(request, **kwargs)
