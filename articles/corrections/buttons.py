"""Ways to the form for a note, from the editor and from the page list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from articles.models import ArticlePage
from articles.record.models import Publication, Status


def note_button(page, user, *args, **kwargs):
    """On public articles, for those who may publish them."""
    if not issubclass(page.specific_class or object, ArticlePage) or not page.permissions_for_user(user).can_publish():
        return
    if Publication.objects.filter(article_id=page.pk, status=Status.PUBLIC).exists():
        url = reverse("corrections:note", args=[page.pk])
        yield Button(_("Add a note for readers"), url, icon_name="comment", priority=15)
