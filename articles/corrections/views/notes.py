"""Adding a note to a public article, and discarding a note that came with an imported text."""

import json
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from articles.models import ArticlePage
from articles.record.acts import AlreadyDecided, open_acts
from articles.record.basis import basis_of, publication_of, stopping_kinds
from articles.record.models import Act, ActKind, Publication, WaitingNote
from articles.record.models.acts import Basis
from articles.record.notes import ShownEntries, add_note, newest_position
from articles.record.refusals import Refused

from ..forms import NoteForm, read_basis
from ..serializer import notes_of
from .base import ArticleViewMixin, replaced


class NoteView(ArticleViewMixin, FormView[NoteForm]):
    """Add a note to a public article without changing its text. A note on a change is written in the review.

    Requires permission to publish the article; a lock for editing stops nothing. 404 for an article that was never
    published. A withdrawn article may get a note, for example because the reason of the withdrawal was wrong.
    """

    form_class = NoteForm
    template_name = "corrections/note_form.html"
    page_title = gettext_lazy("Add a note for readers")
    header_icon = "comment"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(ArticlePage, pk=kwargs["pk"])
        self.publication = get_object_or_404(Publication.objects.select_related("version"), article_id=self.page.pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.title)

    def get_initial(self) -> dict[str, Any]:
        return {"basis": json.dumps(self.basis), "position": newest_position(self.page.pk)}

    @cached_property
    def basis(self) -> Basis:
        return basis_of(self.publication, self.page.pk)

    @cached_property
    def scheduled(self) -> Act | None:
        return next(iter(open_acts(self.page.pk, ActKind.PUBLICATION)), None)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"stopping": stopping_kinds(self.basis), "scheduled": self.scheduled}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "publication": self.publication,
            "notes": notes_of(self.publication),
            "scheduled": self.scheduled,
        }

    def form_invalid(self, form: NoteForm) -> HttpResponse:
        data = cast(QueryDict, form.data)
        form.data = replaced(data, scheduled=str(self.scheduled.pk) if self.scheduled else "")
        return super().form_invalid(form)

    def form_valid(self, form: NoteForm) -> HttpResponse:
        token, position = form.cleaned_data["token"], form.cleaned_data["position"]
        basis = read_basis(form.cleaned_data["basis"]) if "basis" in self.request.POST else None
        try:
            add_note(
                self.page,
                form.draft(),
                user=self.request.user,
                token=token,
                basis=basis,
                shown=None if position is None else ShownEntries(position, form.cleaned_data["scheduled"]),
                cancel_open=form.cancels_open(),
            )
        except AlreadyDecided as again:
            messages.success(self.request, str(again))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        except Refused as refusal:
            return self.ask_again(form, str(refusal), refusal.code)
        log(instance=self.page, action="articles.note", user=self.request.user)
        messages.success(
            self.request,
            _("The note was added to “%(title)s”.") % {"title": self.page.title},
            buttons=[messages.button(self.publication.card["path"], _("View live"), new_window=True)],
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def ask_again(self, form: NoteForm, message: str, code: str) -> HttpResponse:
        """Show the form again with an error; what it rests on is what is shown now."""
        self.publication = publication_of(self.page.pk) or self.publication
        del self.basis, self.scheduled
        shown = {name: str(value) for name, value in self.get_initial().items()}
        again = self.form_class(**self.get_form_kwargs() | {"data": replaced(self.request.POST, **shown)})
        again.full_clean()
        again.add_error(None, ValidationError(message, code))
        return self.form_invalid(again)


class DiscardPendingNoteView(ArticleViewMixin, TemplateView):
    """Discard a note that was misread from an imported text, after a confirmation.

    Requires permission to publish the article, since readers will not learn of what was corrected elsewhere. The page's
    history names who discarded what.
    """

    template_name = "corrections/discard.html"
    page_title = gettext_lazy("Discard a pending note")
    header_icon = "bin"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.note = get_object_or_404(WaitingNote.objects.select_related("page"), pk=kwargs["pk"])
        self.page = self.note.page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"note": self.note, "page": self.page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        log(
            instance=self.page,
            action="articles.note_discard",
            user=request.user,
            data={"kind": self.note.kind, "text": self.note.text},
        )
        self.note.delete()
        messages.success(request, _("The pending note was discarded."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
