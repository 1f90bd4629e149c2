"""Entering the password of a private page.

At most five wrong passwords for one page are checked from one network in a quarter of an hour.
"""

import time

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from articles.models.addresses import article_path
from articles.models.rate_count import bucket_name
from articles.record.page_passwords import is_password_of

from ..access import UnmetRestriction, remember_password
from ..models import PasswordCount
from ..networks import client_network
from ..origins import is_from_own_site
from ..presenters.hidden import hidden_article
from .hidden import PasswordForm, hidden_page

WINDOW_SECONDS = 15 * 60
MAX_WRONG = 5
PREFIX_IPV6 = 48
KEEP_SECONDS = 24 * 3600


class SeeOther(HttpResponseRedirect):
    """A redirect after a form was processed; browsers request the target with GET."""

    status_code = 303


@csrf_exempt
@require_POST
def open_with_password(request: HttpRequest, restriction_id: int, page_id: int) -> HttpResponse:
    """Check a password; redirect to the page, or show the form again with status 403, or 429 after too many."""
    if not is_from_own_site(request):
        raise PermissionDenied
    restriction = get_object_or_404(
        PageViewRestriction.objects.select_related("page"),
        pk=restriction_id,
        restriction_type=BaseViewRestriction.PASSWORD,
    )
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.path.startswith(restriction.page.path):
        raise Http404
    form = PasswordForm(request.POST)
    status = check(form, restriction, request) if form.is_valid() else 403
    publication = hidden_article(page)
    return_url = safe_return_url(form, request) or (article_path(publication.uid) if publication else page.get_url())
    if status == 303:
        return SeeOther(return_url)
    unmet = UnmetRestriction(BaseViewRestriction.PASSWORD, page, restriction)
    response = hidden_page(publication, unmet, request, form=form, return_url=return_url, status=status)
    add_never_cache_headers(response)
    return response


def check(form: PasswordForm, restriction: PageViewRestriction, request: HttpRequest) -> int:
    """Return the status of the answer: 303 for the right password; otherwise the form gets an error.

    The attempt is counted before the password is checked, so that many at once do not exceed the limit. A right one is
    not counted in the end.
    """
    count = WrongPasswords(restriction, client_network(request, prefix_ipv6=PREFIX_IPV6))
    if not count.reserve():
        form.add_error("password", _("There were too many wrong passwords. Try again in a quarter of an hour."))
        return 429
    if not is_password_of(restriction, form.cleaned_data["password"]):
        form.add_error("password", _("That is not the password."))
        return 403
    count.release()
    remember_password(request, restriction)
    return 303


class WrongPasswords:
    """The count of wrong passwords for one page from one network, in the present window of time.

    The windows are fixed, so up to twice the limit can pass around the start of one.
    """

    def __init__(self, restriction: PageViewRestriction, network: str, now: float | None = None) -> None:
        self.now = time.time() if now is None else now
        self.window_start = int(self.now // WINDOW_SECONDS * WINDOW_SECONDS)
        self.bucket = bucket_name("page", f"{restriction.page_id} {network}", "articles.reading.passwords")

    def reserve(self) -> bool:
        """Count an attempt, and return whether its password may be checked. Deletes old counts now and then."""
        count = PasswordCount.objects.increment(self.bucket, self.window_start)
        if count == 1:
            PasswordCount.objects.filter(window_start__lt=self.now - KEEP_SECONDS).delete()
        return count <= MAX_WRONG

    def release(self) -> None:
        """Take a reserved attempt off the count."""
        PasswordCount.objects.decrement(self.bucket, self.window_start)


def safe_return_url(form: PasswordForm, request: HttpRequest) -> str:
    """Return the path to which the form leads; empty without one on this site."""
    wanted = str(form.data.get("return_url", ""))
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return ""
