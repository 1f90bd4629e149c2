"""Middleware that shows a rejected change as a message in the admin instead of an error page."""

from collections.abc import Callable

from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from articles.models.append_only import AppendOnlyError

from .refusals import Refused


class RefusalMiddleware:
    """Show the message of a rejected change and redirect to the previous page; the draft is kept.

    Handles Refused, AppendOnlyError and Django's ProtectedError, for people who are logged in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused | AppendOnlyError | ProtectedError) or not request.user.is_authenticated:
            return None
        message = message_of(exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
            return JsonResponse({"success": False, "errorMessage": message}, status=400)
        messages.error(request, message)
        referrer = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, require_https=request.is_secure())
        return redirect(referrer if safe and request.method == "POST" else "wagtailadmin_home")


def message_of(exception: Exception) -> str:
    """Return the message for the editor."""
    if not isinstance(exception, ProtectedError):
        return str(exception)
    if any(is_record_row(row) for row in exception.protected_objects):
        return _("This cannot be deleted, because published articles refer to it.")
    return _("This cannot be deleted, because other content refers to it.")


def is_record_row(row: Model) -> bool:
    return row._meta.app_label == "record"
