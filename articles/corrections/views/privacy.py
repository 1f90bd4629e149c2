"""Making a page private, opening it again, and moving it across a view restriction, with cause and words."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, PageViewRestriction

from articles.record.acts import AlreadyDecided
from articles.record.models import ChangeClass, Publication, Status
from articles.record.models.change_classes import PROTECTED_SENTENCES
from articles.record.privacy.decisions import Readers, groups_of, move_page, open_page, restrict
from articles.record.privacy.plans import Plan, plan_move, plan_opening, plan_restriction
from articles.record.refusals import Refused
from articles.record.restrictions import key_of

from ..privacy_forms import MoveForm, OpeningForm, PrivacyForm, RestrictionForm
from .base import DeletedPageMixin, replaced

AnyForm = TypeVar("AnyForm", bound=PrivacyForm)
LISTED_AT_ONCE = 10


@dataclass(frozen=True)
class Row:
    """An article that is affected. label: what readers last learned of it."""

    article: int
    title: str
    label: str


def row_of(publication: Publication) -> Row:
    note = publication.last_note
    if publication.status == Status.WITHDRAWN:
        label = str(Status.WITHDRAWN.label)
    elif note and ChangeClass(note["kind"]).rules.marks_article:
        label = str(ChangeClass(note["kind"]).label)
    else:
        label = _("As published")
    return Row(publication.article_id, publication.title, label)


class PrivacyView(DeletedPageMixin, WagtailAdminTemplateMixin, FormView[AnyForm], Generic[AnyForm]):
    """What the views have in common. Requires permission to change the privacy of the page.

    The decision is bound to the articles that the page showed: when others are affected by then, the form is shown
    again. A form sent twice decides once.
    """

    template_name = "corrections/privacy.html"
    header_icon = "view"
    page: Page

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific_deferred

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_set_view_restrictions():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def make_plan(self) -> Plan:
        raise NotImplementedError

    def decide(self, form: AnyForm) -> str:
        """Carry out the decision; return a message. Raises Refused and AlreadyDecided."""
        raise NotImplementedError

    @cached_property
    def plan(self) -> Plan:
        return self.make_plan()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = reverse("wagtailadmin_explore", args=[self.page.pk])
        return [
            {"url": listing, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {"shown": self.shown}

    @property
    def shown(self) -> str:
        return " ".join(str(article) for article in self.plan.articles)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        publications = Publication.objects.filter(article__in=self.plan.articles).order_by("article__path")
        listed = [row_of(publication) for publication in publications]
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "plan": self.plan,
            "listed": listed[:LISTED_AT_ONCE],
            "more": listed[LISTED_AT_ONCE:],
            "count": len(listed),
            "sentences": PROTECTED_SENTENCES,
        }

    def form_valid(self, form: AnyForm) -> HttpResponse:
        try:
            message = self.decide(form)
        except AlreadyDecided as again:
            message = str(again)
        except Refused as refusal:
            del self.plan
            form.data = replaced(self.request.POST, shown=self.shown)
            form.add_error(None, ValidationError(str(refusal), refusal.code))
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)


class PrivateView(PrivacyView[RestrictionForm]):
    """Make a page and the articles under it private, or change who can read them."""

    form_class = RestrictionForm
    page_title = gettext_lazy("Make private")

    @cached_property
    def restriction(self) -> PageViewRestriction | None:
        return PageViewRestriction.objects.filter(page=self.page).order_by("pk").first()

    def make_plan(self) -> Plan:
        access = self.request.POST.get("access")
        if not access:
            return plan_restriction(self.page, key_of(self.restriction) if self.restriction else "login")
        numbers = [int(key) for key in self.request.POST.getlist("groups") if key.isdecimal() and len(key) < 19]
        groups = Group.objects.filter(pk__in=numbers)
        readers = Readers(access, list(groups), self.request.POST.get("password", ""))
        return plan_restriction(self.page, readers.key(self.page))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self) -> dict[str, Any]:
        initial = super().get_initial()
        if self.restriction:
            initial |= {"access": self.restriction.restriction_type, "groups": list(groups_of(self.page))}
        return initial

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"restriction": self.restriction, "closes": True}

    def decide(self, form: RestrictionForm) -> str:
        decided = form.cleaned_data
        restrict(
            self.page,
            form.readers(),
            cause=decided["cause"],
            text=decided["text"],
            user=self.request.user,
            token=decided["token"],
            shown=form.seen(),
        )
        return _("“%(title)s” is private. The addresses of its articles go on answering.") % {"title": self.page.title}


class OpenView(PrivacyView[OpeningForm]):
    """Open a page and the articles under it again."""

    form_class = OpeningForm
    page_title = gettext_lazy("Open again")

    def make_plan(self) -> Plan:
        return plan_opening(self.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        above = self.page.get_view_restrictions().exclude(page=self.page).select_related("page").first()
        return super().get_context_data(**kwargs) | {"above": above.page if above else None}

    def decide(self, form: OpeningForm) -> str:
        decided = form.cleaned_data
        open_page(self.page, text=decided["text"], user=self.request.user, token=decided["token"], shown=form.seen())
        return _("“%(title)s” is open to everybody again.") % {"title": self.page.title}


class MoveAcrossView(PrivacyView[MoveForm]):
    """Move a page where its articles become private, or can be read by everybody again.

    Requires permission to move the page there as well.
    """

    form_class = MoveForm
    page_title = gettext_lazy("Move")
    header_icon = "arrow-right-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.target = get_object_or_404(Page, pk=kwargs["target"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(request.user).can_move_to(self.target):
            raise PermissionDenied
        if not Page._slug_is_available(self.page.slug, self.target, page=self.page):
            messages.error(request, _("A page with this slug is there already. Change the slug of one of them first."))
            return redirect("wagtailadmin_pages:move", self.page.pk)
        if request.method == "GET" and not (self.plan.articles or self.plan.voided):
            return redirect("wagtailadmin_pages:move_confirm", self.page.pk, self.target.pk)
        return super().dispatch(request, *args, **kwargs)

    def make_plan(self) -> Plan:
        return plan_move(self.page, self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"target": self.target, "closes": bool(self.plan.closing)}

    def decide(self, form: MoveForm) -> str:
        decided = form.cleaned_data
        move_page(
            self.page,
            self.target,
            cause=decided.get("cause", ""),
            text=decided["text"],
            user=self.request.user,
            token=decided["token"],
            shown=form.seen(),
        )
        self.page = Page.objects.get(pk=self.page.pk).specific
        for hook in hooks.get_hooks("after_move_page"):
            hook(self.request, self.page)
        return _("“%(title)s” was moved.") % {"title": self.page.title}
