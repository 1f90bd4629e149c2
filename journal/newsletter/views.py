"""Signing up, confirming and leaving, as pages.

None of them sets a cookie or asks for a token of the session: an anonymous reader has none. What a sign-up needs
instead stands in `origins`; the other forms carry a signed link in their own address.
"""

from functools import partial

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.reading.site_frame import SiteFrame, site_frame

from . import actions, limits, mails, origins, policy, tokens, wording
from .answers import SeeOther
from .forms import SignUpForm
from .models import Subscriber
from .networks import client_network

UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The form, and the one place to which every sign-up form posts."""
    if request.method == "POST":
        return _take(request)
    return _form_page(request, SignUpForm(), wording.PAGE_SOURCE)


def _take(request: HttpRequest) -> HttpResponse:
    """Take a filled form. The answer does not depend on whether the address is known."""
    if not origins.is_own(request):
        message = _("This form was sent from another site, so we did not take it. Please use the form on this page.")
        return _form_page(request, SignUpForm(), wording.PAGE_SOURCE, 403, message)
    try:
        fields = request.POST
    except UNREADABLE:
        message = _("We could not read what was sent. Please enter your address again.")
        return _form_page(request, SignUpForm(), wording.PAGE_SOURCE, 400, message)
    source = wording.clean_source(fields.get("source", ""))
    form = SignUpForm(fields)
    if not form.is_valid():
        return _form_page(request, form, source, 400)
    network = client_network(request)
    if not limits.admits_network(network):
        message = _("There were too many sign-ups from your network within an hour. Please try again later.")
        return _form_page(request, form, source, 429, message)
    checked = reverse("newsletter:check")
    if fields.get("website"):
        # Nobody sees this field, so a program filled it. It learns nothing from the answer.
        return SeeOther(checked)
    shown = chrome_of(request)
    privacy = policy.in_force(shown)
    seen = wording.seen(source, fields.get("block", ""), shown.site, has_policy=bool(privacy.path))
    kept = actions.ask(form.cleaned_data["email"], seen, privacy, network)
    return SeeOther(checked, afterwards=partial(mails.send_answer, kept, shown.settings))


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """What comes after the form: the same page for everybody."""
    return _page(request, "check")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in the mail. Only its button confirms: mail scanners open links, and some run scripts."""
    try:
        consent_uid = tokens.read_confirm(token)
        if request.method == "POST":
            actions.confirm(consent_uid, client_network(request))
            return _unlisted(SeeOther(request.path))
        consent = actions.find_request(consent_uid)
    except tokens.TokenGarbledError:
        return _link_page(request, 404)
    except (tokens.TokenExpiredError, actions.LinkVoidError):
        return _link_page(request, 410)
    subscriber = consent.subscriber
    context = {"consent": consent, "subscriber": subscriber, "leave_path": tokens.leave_path(subscriber.uid)}
    return _unlisted(_page(request, "confirmed" if subscriber.is_confirmed else "confirm", context))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """The page on which a subscriber leaves; again only its button does anything."""
    try:
        subscriber_uid = tokens.read_leave(token)
    except tokens.TokenGarbledError:
        return _link_page(request, 404)
    if request.method == "POST":
        actions.leave(subscriber_uid, client_network(request))
        return _unlisted(SeeOther(request.path))
    subscriber = Subscriber.objects.filter(uid=subscriber_uid).first()
    has_left = subscriber is None or subscriber.state == Subscriber.State.UNSUBSCRIBED
    return _unlisted(_page(request, "left" if has_left else "leave", {"subscriber": subscriber}))


def _form_page(
    request: HttpRequest, form: SignUpForm, source: str, status: int = 200, message: str = ""
) -> HttpResponse:
    """The page /newsletter/ with its form in the site's own words, and what went wrong before.

    The form names itself as the block, whatever was used before: these are the words that its user sees.
    """
    heading, text = wording.standard(chrome_of(request).site)
    context = _form_context(form, source) | {"heading": heading, "text": text, "message": message}
    return _page(request, "sign_up", context, status)


def _link_page(request: HttpRequest, status: int) -> HttpResponse:
    """For a link that leads nowhere: 404 if it is not ours as it stands, 410 if its time is over."""
    context = _form_context(SignUpForm(), wording.PAGE_SOURCE) | {"is_over": status == 410}
    return _unlisted(_page(request, "link", context, status))


def _form_context(form: SignUpForm, source: str) -> dict:
    return {"form": form, "source": source, "place": wording.PAGE_BLOCK}


def _page(request: HttpRequest, name: str, context: dict | None = None, status: int = 200) -> HttpResponse:
    """A page of its own, without the sign-up form in the foot."""
    return render(request, f"newsletter/{name}.html", {"hide_sign_up": True} | (context or {}), status=status)


def chrome_of(request: HttpRequest) -> SiteFrame:
    """What the page around a form says of the site."""
    return site_frame(request)["site_frame"]


def _unlisted(response: HttpResponse) -> HttpResponse:
    """A page behind a personal link is nothing for search engines."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
