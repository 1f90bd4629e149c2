"""Mails as pages, on a development site only."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from .mails import all_mails, find_mail

# Whatever a mail holds: nothing is loaded from elsewhere, no script runs, and no form is sent.
MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'"


def in_development(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is not there (404) unless mails are written to files for reading."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not getattr(settings, "DEVELOPMENT_MAIL", False) or not settings.EMAIL_FILE_PATH:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@in_development
@require_safe
@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "devmail/list.html", {"mails": all_mails(), "hide_sign_up": True})


@in_development
@require_safe
@never_cache
def mail_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    return render(request, "devmail/mail.html", {"mail": _mail_or_404(name, number), "hide_sign_up": True})


@in_development
@require_safe
@never_cache
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The HTML part as it is, for the sandboxed frame in the mail's page. Links open in a page of their own."""
    html = _mail_or_404(name, number).html
    if not html:
        raise Http404
    response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def _mail_or_404(name: str, number: int):
    mail = find_mail(name, number)
    if mail is None:
        raise Http404
    return mail
