"""A refusal of the record becomes a message at the desk instead of an error page."""

from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages

from articles.models.append_only import AppendOnlyError

from .refusals import Refused


class RefusalMiddleware:
    """Shows the words of a refusal and goes back to where the editor was; the draft is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, ProtectedError):
            exception = Refused(_("This cannot be deleted: published articles refer to it."), "protected")
        if not isinstance(exception, Refused | AppendOnlyError) or not request.user.is_authenticated:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or "json" in request.headers.get("accept", ""):
            return JsonResponse({"success": False, "errorMessage": str(exception)}, status=400)
        messages.error(request, str(exception))
        came_from = request.META.get("HTTP_REFERER", "")
        safe = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
        return redirect(came_from if safe and request.method == "POST" else "wagtailadmin_home")
