"""Withdrawing one or several articles, with one cause and reason, in one transaction."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from articles.models import ArticlePage
from articles.record.acts import AlreadyDecided, open_publications_under
from articles.record.models import Act
from articles.record.models.acts import OPEN
from articles.record.models.change_classes import PROTECTED_SENTENCES
from articles.record.refusals import Refused
from articles.record.schedule import cancel
from articles.record.transactions import lock_pages, share_restrictions
from articles.record.withdraw import public_articles, withdraw

from ..forms import WithdrawalForm
from .base import DeletedPageMixin, replaced


@dataclass
class WithdrawalPlan:
    """Which articles will be withdrawn, which other pages unpublished, and which pages are skipped."""

    articles: list[ArticlePage] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    skipped: list[Page] = field(default_factory=list)


class WithdrawView(DeletedPageMixin, WagtailAdminTemplateMixin, FormView[WithdrawalForm]):
    """Withdraw the pages named by `id` in the query and, with `descendants`, the pages under them.

    403 when one of the named pages may not be unpublished; descendants that may not are listed and skipped. A lock for
    editing stops nothing. The decision is bound to the articles that the page showed: when others are to be withdrawn
    in the meantime, the form is shown again.
    """

    form_class = WithdrawalForm
    template_name = "corrections/withdraw.html"
    page_title = gettext_lazy("Withdraw")
    header_icon = "download"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not all(self.may_unpublish(page) for page in self.named_pages):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_unpublish(self, page: Page) -> bool:
        """Whether this person may unpublish a page. A lock, which Wagtail would heed, is for editing only."""
        permissions = page.permissions_for_user(self.request.user)
        return bool(not page.is_root() and permissions.can_publish())

    @cached_property
    def named_pages(self) -> list[Page]:
        """The chosen pages, in the order of the page tree. 404 without any."""
        numbers = {int(value) for value in self.request.GET.getlist("id") if value.isdecimal() and len(value) < 19}
        pages = list(Page.objects.filter(pk__in=numbers).order_by("path").specific())
        if not pages:
            raise Http404
        return pages

    @cached_property
    def plan(self) -> WithdrawalPlan:
        include_descendants = "descendants" in self.request.GET
        pages = {page.pk: page for page in self.named_pages}
        if include_descendants:
            for page in self.named_pages:
                pages |= {descendant.pk: descendant for descendant in page.get_descendants().live().specific()}
        publications = public_articles(self.named_pages, include_descendants=include_descendants)
        public_ids = set(publications.values_list("article_id", flat=True))
        plan = WithdrawalPlan()
        for page in sorted(pages.values(), key=lambda page: page.path):
            if not self.may_unpublish(page):
                plan.skipped.append(page)
            elif page.pk in public_ids:
                plan.articles.append(page)
            elif page.live:
                plan.pages.append(page)
        return plan

    @property
    def parent(self) -> Page:
        """The page whose listing the form leads back to."""
        return self.named_pages[0].get_parent()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listing = reverse("wagtailadmin_explore", args=[self.parent.pk])
        return [
            {"url": listing, "label": self.parent.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "plan": self.plan,
            "parent": self.parent,
            "acts": self.open_acts,
            "sentences": PROTECTED_SENTENCES,
        }

    def get_initial(self) -> dict[str, Any]:
        return {"shown": self.shown}

    @property
    def shown(self) -> str:
        """The ids of the articles to withdraw and of the acts to cancel, in order, separated by spaces."""
        return " ".join(
            [*(str(article.pk) for article in self.plan.articles), *(str(act.pk) for act in self.open_acts)]
        )

    @cached_property
    def open_acts(self) -> list[Act]:
        """The acts that the withdrawal cancels: those on its articles, and with `descendants` the publications under
        the pages of other articles, which would otherwise go out after their journal is gone."""
        articles = [article.pk for article in self.plan.articles]
        own = Act.objects.filter(article_id__in=articles, state__in=OPEN).select_related("article", "decided_by")
        acts = {act.pk: act for act in own}
        if "descendants" in self.request.GET:
            for page in self.named_pages:
                under = [act for act in open_publications_under(page) if self.may_unpublish(act.article)]
                acts |= {act.pk: act for act in under}
        return sorted(acts.values(), key=lambda act: (act.due is None, act.due, act.pk))

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        if not self.plan.articles and not self.plan.pages:
            messages.success(self.request, _("There is nothing left to withdraw: these articles are not public."))
            return redirect("wagtailadmin_explore", self.parent.pk)
        try:
            with transaction.atomic():
                self.lock_plan()
                self.check_shown(form)
                self.carry_out(form)
        except AlreadyDecided as again:
            messages.success(self.request, str(again))
            return redirect("wagtailadmin_explore", self.parent.pk)
        except Refused as refusal:
            form.data = replaced(self.request.POST, shown=self.shown)
            form.add_error(None, ValidationError(str(refusal), refusal.code))
            return self.form_invalid(form)
        for hook in hooks.get_hooks("after_unpublish_page"):
            for page in [*self.plan.articles, *self.plan.pages]:
                hook(self.request, page)
        count = len(self.plan.articles)
        message = ngettext(
            "%(count)d article was withdrawn. Its address goes on answering.",
            "%(count)d articles were withdrawn. Their addresses go on answering.",
            count,
        )
        messages.success(self.request, message % {"count": count})
        return redirect("wagtailadmin_explore", self.parent.pk)

    def lock_plan(self) -> None:
        """Lock the pages of the plan in the order of their keys, as every other act does, and plan again.

        No other transaction can publish, schedule or restrict them until this one ends.
        """
        share_restrictions()
        planned = [*self.plan.articles, *self.plan.pages, *(act.article for act in self.open_acts)]
        lock_pages(page.pk for page in planned)
        del self.named_pages, self.plan, self.open_acts

    def check_shown(self, form: WithdrawalForm) -> None:
        """Raise Refused when other articles or acts are affected than the person was shown."""
        if "shown" in self.request.POST and form.cleaned_data["shown"] != self.shown:
            message = _("The articles have changed in the meantime: check the list, then withdraw them.")
            raise Refused(message, "articles_changed")

    def carry_out(self, form: WithdrawalForm) -> None:
        """Withdraw all, and cancel the publications that are scheduled under them."""
        user, decided, batch = self.request.user, form.cleaned_data, uuid4()
        for article in self.plan.articles:
            withdraw(
                article,
                user=user,
                cause=decided["cause"],
                reason=decided["reason"],
                token=decided["token"],
                batch=batch,
                cancel_open=True,
            )
        withdrawn = {article.pk for article in self.plan.articles}
        for act in self.open_acts:
            if act.article_id not in withdrawn:
                cancel(act.pk, user=user)
        for page in self.plan.pages:
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
