"""The public pages for signing up, confirming and unsubscribing.

They set no cookie and use no CSRF token. `articles.reading.origins` protects the sign-up form; the other forms have a
signed token in their URL.
"""

from functools import partial
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.reading.networks import client_network
from articles.reading.origins import is_from_own_site
from articles.reading.site_frame import get_site_frame

from . import actions, mails, rate_limits, tokens
from .form_wording import PAGE_BLOCK, PAGE_SOURCE, clean_source, identify_form, site_form_text
from .forms import SignUpForm
from .models import Subscriber
from .privacy_policy import current_privacy_policy
from .responses import SeeOther

UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """Show the sign-up form, or process one; every sign-up form of the site posts here."""
    if request.method != "POST":
        return sign_up_page(request, SignUpForm(), PAGE_SOURCE)
    if not is_from_own_site(request):
        message = _("This form was sent from another site, so we did not take it. Please use the form on this page.")
        return sign_up_page(request, SignUpForm(), PAGE_SOURCE, 403, message)
    try:
        fields = request.POST
    except UNREADABLE:
        message = _("We could not read what was sent. Please enter your address again.")
        return sign_up_page(request, SignUpForm(), PAGE_SOURCE, 400, message)
    return process_sign_up(request, fields)


def process_sign_up(request: HttpRequest, fields: QueryDict) -> HttpResponse:
    """Validate and store a sign-up. The response does not depend on whether the address is known."""
    source = clean_source(fields.get("source", ""))
    form = SignUpForm(fields)
    if not form.is_valid():
        return sign_up_page(request, form, source, 400)
    network = client_network(request)
    if not rate_limits.allow_sign_up_from(network):
        message = _("There were too many sign-ups from your network within an hour. Please try again later.")
        return sign_up_page(request, form, source, 429, message)
    next_page = reverse("newsletter:check")
    if fields.get("website"):
        # The honeypot is hidden from people. A program that fills it gets the usual response, and nothing is stored.
        return SeeOther(next_page)
    frame = get_site_frame(request)
    policy = current_privacy_policy(frame)
    submitted = identify_form(source, fields.get("block", ""), frame.site, has_policy=bool(policy.path))
    stored = actions.sign_up(form.cleaned_data["email"], submitted, policy, network)
    return SeeOther(next_page, run_after_response=partial(mails.send_sign_up_mail, stored, frame.settings))


@require_safe
def check_mail(request: HttpRequest) -> HttpResponse:
    """Show the page after the form, the same for every address."""
    return render_page(request, "check_mail")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page that the confirmation link opens, or confirm.

    Only a POST confirms, since mail scanners open links and some of them run scripts.
    """
    try:
        consent_uid = tokens.read_confirm_token(token)
        if request.method == "POST":
            actions.confirm(consent_uid, client_network(request))
            return forbid_indexing(SeeOther(request.path))
        consent = actions.get_requested_consent(consent_uid)
    except tokens.InvalidTokenError:
        return invalid_link_page(request, 404)
    except (tokens.ExpiredTokenError, actions.ConfirmationVoidError):
        return invalid_link_page(request, 410)
    subscriber = consent.subscriber
    context = {
        "consent": consent,
        "subscriber": subscriber,
        "unsubscribe_path": tokens.unsubscribe_path(subscriber.uid),
    }
    return forbid_indexing(render_page(request, "confirmed" if subscriber.is_confirmed else "confirm", context))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page that the unsubscribe link opens, or unsubscribe. Only a POST unsubscribes."""
    try:
        subscriber_uid = tokens.read_unsubscribe_token(token)
    except tokens.InvalidTokenError:
        return invalid_link_page(request, 404)
    if request.method == "POST":
        actions.unsubscribe(subscriber_uid, client_network(request))
        return forbid_indexing(SeeOther(request.path))
    subscriber = Subscriber.objects.filter(uid=subscriber_uid).first()
    is_unsubscribed = subscriber is None or subscriber.state == Subscriber.State.UNSUBSCRIBED
    template = "unsubscribed" if is_unsubscribed else "unsubscribe"
    return forbid_indexing(render_page(request, template, {"subscriber": subscriber}))


def sign_up_page(
    request: HttpRequest, form: SignUpForm, source: str, status: int = 200, message: str = ""
) -> HttpResponse:
    """Render /newsletter/ with the form, its errors and a message.

    The form is identified as the block "page" even after an error of another form, since it shows the site's wording.
    """
    heading, text = site_form_text(get_site_frame(request).site)
    context = form_context(form, source) | {"heading": heading, "text": text, "message": message}
    return render_page(request, "sign_up", context, status)


def invalid_link_page(request: HttpRequest, status: int) -> HttpResponse:
    """Render the page for a link that does not work: status 404 for an invalid token, 410 for an expired one."""
    context = form_context(SignUpForm(), PAGE_SOURCE) | {"is_expired": status == 410}
    return forbid_indexing(render_page(request, "invalid_link", context, status))


def form_context(form: SignUpForm, source: str) -> dict[str, Any]:
    """Return the context of `newsletter/page_form.html`."""
    return {"form": form, "source": source, "form_block": PAGE_BLOCK}


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a template of `newsletter/` without the sign-up form in the footer."""
    return render(request, f"newsletter/{template}.html", {"hide_sign_up": True} | (context or {}), status=status)


def forbid_indexing(response: HttpResponse) -> HttpResponse:
    """Exclude a page behind a personal link from search engines."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
