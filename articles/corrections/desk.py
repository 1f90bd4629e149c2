"""Where editors tell readers what they changed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from articles.models import ArticlePage
from articles.record.models import Publication, Status, WaitingNote
from articles.record.notes import add_note
from articles.record.refusals import Refused

from .forms import NoteForm
from .serializer import notes_of


class BesideArticleView(WagtailAdminTemplateMixin):
    """A view that belongs to the article in `page`: its header leads back to the editor."""

    def get_breadcrumbs_items(self):
        editor = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*super().get_breadcrumbs_items(), editor, {"url": "", "label": self.get_page_title()}]


class NoteView(BesideArticleView, FormView):
    """Adds a note to a public article without a change of its text; a note on a change is written in the review.

    Open to whoever may publish the article; 404 for an article that readers cannot see.
    """

    form_class = NoteForm
    template_name = "corrections/note_form.html"
    page_title = gettext_lazy("Add a note for readers")
    header_icon = "comment"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(ArticlePage, pk=pk)
        self.publication = get_object_or_404(Publication, article_id=pk, status=Status.PUBLIC)

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.title

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"page": self.page, "publication": self.publication, "notes": notes_of(self.publication)}

    def form_valid(self, form):
        try:
            add_note(self.page, form.draft(), user=self.request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        log(instance=self.page, action="articles.note", user=self.request.user)
        messages.success(
            self.request,
            _("The note stands under “%(title)s”.") % {"title": self.page.title},
            buttons=[messages.button(self.publication.card["path"], _("View live"), new_window=True)],
        )
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class DiscardView(BesideArticleView, TemplateView):
    """Discards a note that came with an imported text and was misread. Asks first."""

    template_name = "corrections/discard.html"
    page_title = gettext_lazy("Discard a waiting note")
    header_icon = "bin"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.note = get_object_or_404(WaitingNote.objects.select_related("page"), pk=pk)
        self.page = self.note.page

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"note": self.note, "page": self.page}

    def post(self, request, *args, **kwargs):
        self.note.delete()
        messages.success(request, _("The waiting note is discarded."))
        return redirect("wagtailadmin_pages:edit", self.page.pk)
