"""URLs of Wagtail's admin that lead to views of corrections. They come before Wagtail's own, under /admin/."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .views.replaced import confirm_move, delete, set_privacy

urlpatterns = decorate_urlpatterns(
    [
        path("pages/<int:page_id>/delete/", delete),
        path("pages/<int:page_id>/privacy/", set_privacy),
        path("pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", confirm_move),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
