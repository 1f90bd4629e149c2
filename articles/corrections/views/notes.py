"""Adding a note to a public article, and discarding a note that came with an imported text."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from articles.models import ArticlePage
from articles.record.models import Publication, Status, WaitingNote
from articles.record.notes import add_note
from articles.record.refusals import Refused

from ..forms import NoteForm
from ..serializer import notes_of
from .base import ArticleViewMixin


class NoteView(ArticleViewMixin, FormView[NoteForm]):
    """Add a note to a public article without changing its text. A note on a change is written in the review.

    Requires permission to publish the article; 404 for an article that is not public.
    """

    form_class = NoteForm
    template_name = "corrections/note_form.html"
    page_title = gettext_lazy("Add a note for readers")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(ArticlePage, pk=kwargs["pk"])
        self.publication = get_object_or_404(Publication, article_id=self.page.pk, status=Status.PUBLIC)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"page": self.page, "publication": self.publication, "notes": notes_of(self.publication)}

    def form_valid(self, form: NoteForm) -> HttpResponse:
        try:
            add_note(self.page, form.draft(), user=self.request.user)
        except Refused as refusal:
            form.add_error(None, ValidationError(str(refusal), refusal.code))
            return self.form_invalid(form)
        log(instance=self.page, action="articles.note", user=self.request.user)
        messages.success(
            self.request,
            _("The note was added to “%(title)s”.") % {"title": self.page.title},
            buttons=[messages.button(self.publication.card["path"], _("View live"), new_window=True)],
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class DiscardPendingNoteView(ArticleViewMixin, TemplateView):
    """Discard a note that was misread from an imported text, after a confirmation.

    Requires permission to edit the article.
    """

    template_name = "corrections/discard.html"
    page_title = gettext_lazy("Discard a pending note")
    header_icon = "bin"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.note = get_object_or_404(WaitingNote.objects.select_related("page"), pk=kwargs["pk"])
        self.page = self.note.page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"note": self.note, "page": self.page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.note.delete()
        messages.success(request, _("The pending note was discarded."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
