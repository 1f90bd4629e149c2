"""Wagtail's page chooser, which lists all pages to everybody in the admin, without the articles that are protected."""

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from .models import Publication


def leave_out_protected(pages: PageQuerySet[Page], request: HttpRequest) -> PageQuerySet[Page]:
    """Hook `construct_page_chooser_queryset`: only articles whose title this person may see.

    The chooser also shows the page whose children it lists. That page is never an article that is left out.
    """
    left_out = protected_from(request)
    if request.resolver_match and request.resolver_match.kwargs.get("parent_page_id") in left_out:
        raise Http404
    return pages.exclude(pk__in=left_out) if left_out else pages


def protected_from(request: HttpRequest) -> set[int]:
    """Return the ids of the protected articles that this person may neither edit nor publish."""
    hidden = Publication.objects.hidden().only("article_id", "status", "restricted", "private", "hidden_cause")
    protected = {publication.article_id for publication in hidden if publication.is_protected}
    if not protected:
        return set()
    allowed = page_permission_policy.instances_user_has_any_permission_for(request.user, {"change", "publish"})
    return protected - set(allowed.filter(pk__in=protected).values_list("pk", flat=True))
