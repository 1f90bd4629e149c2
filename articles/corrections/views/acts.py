"""Scheduled acts in the admin: a list of all, and a page for each from which it is changed or cancelled."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page as ResultsPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Revision
from wagtail.permissions import page_permission_policy

from articles.models import ArticlePage
from articles.models.people import Actor
from articles.record.basis import basis_of, check_basis, publication_of
from articles.record.held_drafts import holds_draft, restore_draft
from articles.record.models import Act, ActKind, ActState, ChangeClass
from articles.record.models.acts import OPEN
from articles.record.refusals import Refused
from articles.record.schedule import cancel, carry_out, expiry_of, reschedule

from .base import ArticleViewMixin

PAGE_SIZE = 30
LAST_YEAR = 9998


class RescheduleForm(forms.Form):
    """Another time for a scheduled act, in the time zone of the person."""

    due = forms.DateTimeField(label=gettext_lazy("New time"), widget=AdminDateTimeInput)

    def clean_due(self) -> datetime:
        """Refuse a time so late that it does not exist in another time zone."""
        due: datetime = self.cleaned_data["due"]
        if due.year > LAST_YEAR:
            raise forms.ValidationError(_("Choose a time before the year %(year)d.") % {"year": LAST_YEAR}, "too_late")
        return due


def acts_for(user: Actor) -> QuerySet[Act]:
    """Return the open acts on articles that this person may publish, those that need attention first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    acts = Act.objects.filter(state__in=OPEN, article__in=pages.values("pk"))
    return acts.select_related("article", "decided_by").order_by("state", "due", "pk")


class ActListView(WagtailAdminTemplateMixin, TemplateView):
    """List everything that is scheduled or needs attention, for the articles that this person may publish."""

    template_name = "corrections/acts.html"
    page_title = gettext_lazy("Scheduled")
    header_icon = "calendar-alt"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"acts": self.acts_page()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def acts_page(self) -> ResultsPage[Act]:
        return Paginator(acts_for(self.request.user), PAGE_SIZE).get_page(self.request.GET.get("p"))


class ActView(ArticleViewMixin, TemplateView):
    """Show an act, and change or cancel it while it is open. Requires permission to publish the article.

    POST with `action`: "reschedule" with `due`, "now", "review", "review_newest" or "cancel".
    """

    template_name = "corrections/act.html"
    header_icon = "calendar-alt"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.act = get_object_or_404(Act.objects.select_related("decided_by"), pk=kwargs["pk"])
        self.page = get_object_or_404(ArticlePage, pk=self.act.article_id)
        self.publication = publication_of(self.page.pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        titles = {
            ActState.WAITING: _("Scheduled"),
            ActState.ATTENTION: _("Needs attention"),
            ActState.DONE: _("Done"),
            ActState.CANCELLED: _("Cancelled"),
        }
        return titles[ActState(self.act.state)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": RescheduleForm(initial={"due": self.act.due}),
            **super().get_context_data(**kwargs),
            "act": self.act,
            "page": self.page,
            "publication": self.publication,
            "changed": self.changed_basis(),
            "class_label": self.class_label(),
            "edited": self.edited_since(),
            "expires": self.expires(),
            "others": [act for act in acts_for(self.request.user).filter(article=self.page) if act.pk != self.act.pk],
        }

    def class_label(self) -> str:
        """Return the class of a publication in words: that of its note, if it has one."""
        decision = self.act.decision
        kinds = [note["kind"] for note in decision.get("notes", [])] or [decision.get("change_class", "")]
        return str(dict(ChangeClass.choices).get(kinds[0], ""))

    def expires(self) -> datetime | None:
        """Return the expiry date that a scheduled publication sets."""
        expiry = expiry_of(self.act)
        return expiry.due if expiry else None

    def edited_since(self) -> Revision | None:
        """Return the newest draft when it is another one than an open publication holds."""
        newest = self.page.latest_revision
        is_publication = self.act.is_open and self.act.kind == ActKind.PUBLICATION
        if newest is None or not is_publication or holds_draft(self.act, newest):
            return None
        return newest

    def changed_basis(self) -> str:
        """Return what has changed since the act was decided; empty when it can be carried out."""
        if not self.act.is_open:
            return ""
        if self.act.kind == ActKind.PUBLICATION and self.act.state == ActState.ATTENTION and not self.act.content:
            return _("It was never reviewed.")
        try:
            check_basis(self.act.kind, self.act.basis, basis_of(self.publication, self.page.pk))
        except Refused as refusal:
            return str(refusal)
        return ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        actions = {
            "cancel": self.cancel,
            "now": self.carry_out,
            "review": self.review,
            "review_newest": self.review_newest,
            "reschedule": self.reschedule,
        }
        is_about_privacy = self.act.kind in (ActKind.RESTRICTION, ActKind.OPENING)
        action = None if is_about_privacy else actions.get(request.POST.get("action", ""))
        if action is None:
            return self.render_to_response(self.get_context_data(), status=400)
        if not self.act.is_open:
            messages.warning(request, _("This is no longer scheduled: it was cancelled or carried out."))
            return redirect("corrections:act", self.act.pk)
        return action()

    def cancel(self) -> HttpResponse:
        if cancel(self.act.pk, user=self.request.user):
            messages.success(
                self.request, _("Cancelled. The draft of “%(title)s” is kept.") % {"title": self.page.title}
            )
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def carry_out(self) -> HttpResponse:
        act = carry_out(self.act.pk, early=True, user=self.request.user)
        if act is not None and act.state == ActState.ATTENTION:
            messages.error(self.request, act.attention)
        elif act is not None:
            messages.success(self.request, _("Done: “%(title)s”.") % {"title": self.page.title})
        return redirect("corrections:act", self.act.pk)

    def review(self) -> HttpResponse:
        """Make what the act holds the newest draft, and open the review with its decision filled in."""
        if self.act.kind != ActKind.PUBLICATION:
            return redirect("corrections:review", self.page.pk)
        try:
            restore_draft(self.act.pk, user=self.request.user)
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect("corrections:act", self.act.pk)
        return self.review_newest()

    def review_newest(self) -> HttpResponse:
        """Open the review of the newest draft, with the decision of the act filled in."""
        response = redirect("corrections:review", self.page.pk)
        response["Location"] += f"?act={self.act.pk}"
        return response

    def reschedule(self) -> HttpResponse:
        form = RescheduleForm(self.request.POST)
        if form.is_valid():
            due: datetime = form.cleaned_data["due"]
            try:
                if reschedule(self.act.pk, due, user=self.request.user) is None:
                    messages.warning(
                        self.request, _("It does not wait for its time any longer, so the time was not set.")
                    )
                    return redirect("corrections:act", self.act.pk)
            except Refused as refusal:
                form.add_error("due", forms.ValidationError(str(refusal), refusal.code))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        moment = timezone.localtime(due)
        messages.success(self.request, _("It is scheduled for %(moment)s.") % {"moment": f"{moment:%d.%m.%Y %H:%M}"})
        return redirect("corrections:act", self.act.pk)
