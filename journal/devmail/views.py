"""The list of stored e-mails and the page of each, on development sites only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from .stored_mails import StoredMail, find_mail, list_mails

# The HTML of an e-mail may load nothing from other hosts, run no script and submit no form.
MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'"


def development_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Respond with 404 unless this is a development site that writes its e-mails to files."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not getattr(settings, "DEVELOPMENT_MAIL", False) or not settings.EMAIL_FILE_PATH:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


@development_only
@require_safe
@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    return render(request, "devmail/list.html", {"mails": list_mails(), "hide_sign_up": True})


@development_only
@require_safe
@never_cache
def mail_page(request: HttpRequest, name: str, number: int) -> HttpResponse:
    return render(request, "devmail/mail.html", {"mail": get_mail_or_404(name, number), "hide_sign_up": True})


@development_only
@require_safe
@never_cache
@xframe_options_sameorigin
def mail_html(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Return the unchanged HTML part for the sandboxed frame of the e-mail's page. Links open in a new window."""
    html = get_mail_or_404(name, number).html
    if not html:
        raise Http404
    response = HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def get_mail_or_404(name: str, number: int) -> StoredMail:
    mail = find_mail(name, number)
    if mail is None:
        raise Http404
    return mail
