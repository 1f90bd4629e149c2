"""The site's addresses with Wagtail's own way to a page in the last place."""

from django.urls import re_path
from wagtail.urls import serve_pattern
from wagtail.views import serve

from journal.urls import urlpatterns as of_the_site

urlpatterns = [
    pattern for pattern in of_the_site if getattr(pattern, "name", "") not in ("wagtail_serve", "article_changes")
]
urlpatterns.append(re_path(serve_pattern, serve, name="wagtail_serve"))
