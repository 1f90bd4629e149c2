"""Who may read a page: view restrictions of the page tree, and articles that the record has made private.

Replaces Wagtail's check, which compares passwords in plain text and redirects to a page without the site's frame.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction
from wagtail.wagtail_hooks import check_view_restrictions

from articles.record.models import Publication
from articles.record.page_passwords import is_seal_of, password_seal

# In the session: by the primary key of a restriction, the seal of the password that was entered.
SESSION_KEY = "passed_page_passwords"

Callback = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponse]


@dataclass(frozen=True)
class UnmetRestriction:
    """What keeps a reader from a page.

    kind: "login", "groups" or "password". page: that was requested. restriction: None where only the record makes the
    article private.
    """

    kind: str
    page: Page
    restriction: PageViewRestriction | None = None


def has_entered_password(request: HttpRequest, restriction: PageViewRestriction) -> bool:
    """Whether this reader has entered the password that the restriction has now."""
    return is_seal_of(restriction, request.session.get(SESSION_KEY, {}).get(str(restriction.pk)))


def remember_password(request: HttpRequest, restriction: PageViewRestriction) -> None:
    """Let this reader pass the restriction until its password changes. A new session ends with the browser's."""
    is_new = settings.SESSION_COOKIE_NAME not in request.COOKIES
    passed = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**passed, str(restriction.pk): password_seal(restriction)}
    if is_new:
        request.session.set_expiry(0)


def is_met(restriction: PageViewRestriction, request: HttpRequest) -> bool:
    if restriction.restriction_type == BaseViewRestriction.PASSWORD:
        return has_entered_password(request, restriction)
    return bool(restriction.accept_request(request))


def find_unmet(
    page: Page, publication: Publication | None, request: HttpRequest
) -> tuple[UnmetRestriction | None, bool]:
    """Return the first restriction that the reader does not meet, or None, and whether the page has any restriction.

    An article that is private in the record, and that no restriction of the page tree names readers for, is for people
    who work in the admin.
    """
    restrictions = list(page.get_view_restrictions())
    for restriction in restrictions:
        if not is_met(restriction, request):
            return UnmetRestriction(restriction.restriction_type, page, restriction), True
    private = publication is not None and publication.private
    if private and not restrictions and not request.user.has_perm("wagtailadmin.access_admin"):
        return UnmetRestriction(BaseViewRestriction.LOGIN, page), True
    return None, bool(restrictions) or private


def serve_if_met(
    page: Page,
    publication: Publication | None,
    request: HttpRequest,
    serve: Callable[[], HttpResponse],
    refuse: Callable[[UnmetRestriction], HttpResponse],
) -> HttpResponse:
    """Return the page, or the answer to a reader who may not see it. No cache keeps either when the page is private."""
    unmet, is_private = find_unmet(page, publication, request)
    response = refuse(unmet) if unmet else serve()
    if is_private:
        add_never_cache_headers(response)
    return response


def with_hooks(callback: Callback) -> Callback:
    """Return a callback that runs the hooks `on_serve_page` too, without Wagtail's check of restrictions."""
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        if hook is not check_view_restrictions:
            callback = hook(callback)
    return callback
