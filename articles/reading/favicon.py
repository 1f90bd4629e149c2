"""`/favicon.ico`, for those who ask for it without having read a page."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """To the static file, whose address changes with its content."""
    return HttpResponseRedirect(static("img/favicon.ico"))
