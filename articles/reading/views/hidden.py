"""The answer to readers who may not see an article or a page: status 403, or 410 for a withdrawn article."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseViewRestriction

from articles.record.models import Publication

from ..access import UnmetRestriction
from ..presenters.hidden import hidden_page_values

MAX_PASSWORD_LENGTH = 200


class PasswordForm(forms.Form):
    """return_url: path of the page that the reader wanted."""

    password = forms.CharField(
        label=_("Password"),
        max_length=MAX_PASSWORD_LENGTH,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    return_url = forms.CharField(widget=forms.HiddenInput, required=False)


def hidden_page(
    publication: Publication | None,
    unmet: UnmetRestriction,
    request: HttpRequest,
    *,
    form: PasswordForm | None = None,
    return_url: str = "",
    status: int = 403,
) -> HttpResponse:
    """Show that a page is private, with the way in: a password, a log-in, or membership of a group.

    publication: of an article, None for another page. form: one that was filled in wrongly. return_url: path of the
    page that the reader wanted, by default the one that was requested.
    """
    return_url = return_url or request.get_full_path()
    context = {"hidden": hidden_page_values(publication, request), "kind": unmet.kind, "log_in": log_in_url(return_url)}
    if unmet.kind == BaseViewRestriction.PASSWORD and unmet.restriction:
        context["form"] = form or PasswordForm(initial={"return_url": return_url})
        arguments = [unmet.restriction.pk, unmet.page.pk]
        context["action"] = reverse("wagtailcore_authenticate_with_password", args=arguments)
    return render(request, "reading/hidden.html", context, status=status)


def protected_withdrawal_page(publication: Publication, request: HttpRequest) -> HttpResponse:
    """Show that an article was withdrawn, without title and words."""
    context = {"hidden": hidden_page_values(publication, request), "kind": "withdrawn"}
    return render(request, "reading/hidden.html", context, status=410)


def log_in_url(return_url: str) -> str:
    log_in = getattr(settings, "WAGTAIL_FRONTEND_LOGIN_URL", None) or reverse("wagtailcore_login")
    return f"{log_in}?{urlencode({'next': return_url})}"
