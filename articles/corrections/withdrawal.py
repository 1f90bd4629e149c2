"""Taking articles out of the public: asked once for cause and reason, done in one transaction."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from articles.models import ArticlePage
from articles.record.doors import leaving
from articles.record.models import CAUSES
from articles.record.refusals import Refused
from articles.record.withdraw import LONGEST_REASON, withdraw


class WithdrawalForm(forms.Form):
    cause = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[("", "—"), *CAUSES],
        error_messages={"required": gettext_lazy("Choose why it leaves the public.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What readers are told"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "It stands at the article’s address, on the page of corrections and in the feed, with the date and your "
            "public name. It cannot be changed afterwards."
        ),
        error_messages={"required": gettext_lazy("Say in a sentence why the article is no longer there.")},
    )


@dataclass
class Leaving:
    """What leaves the public: articles through the record, other pages Wagtail's way; `kept` may not be unpublished."""

    articles: list[ArticlePage] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    kept: list[Page] = field(default_factory=list)


class WithdrawView(WagtailAdminTemplateMixin, FormView):
    """Asks why, for the pages named by `id` in the address and, with `descendants`, for those under them.

    403 when one of the pages named may not be unpublished; pages under them that may not are told and stay.
    """

    form_class = WithdrawalForm
    template_name = "corrections/withdraw.html"
    page_title = gettext_lazy("Withdraw from the public")
    header_icon = "download"

    def dispatch(self, request, *args, **kwargs):
        if not all(self.may(page) for page in self.named):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self, page: Page) -> bool:
        return page.permissions_for_user(self.request.user).can_unpublish()

    @cached_property
    def named(self) -> list[Page]:
        """The pages that were chosen, in the order of the tree. 404 when there is none."""
        numbers = {int(value) for value in self.request.GET.getlist("id") if value.isdecimal() and len(value) < 19}
        pages = list(Page.objects.filter(pk__in=numbers).order_by("path").specific())
        if not pages:
            raise Http404
        return pages

    @cached_property
    def leaving(self) -> Leaving:
        descendants = "descendants" in self.request.GET
        pages = {page.pk: page for page in self.named}
        if descendants:
            for page in self.named:
                pages |= {under.pk: under for under in page.get_descendants().live().specific()}
        public = set(leaving(self.named, descendants=descendants).values_list("article_id", flat=True))
        found = Leaving()
        for page in sorted(pages.values(), key=lambda page: page.path):
            if not self.may(page):
                found.kept.append(page)
            elif page.pk in public:
                found.articles.append(page)
            else:
                found.pages.append(page)
        return found

    def get_breadcrumbs_items(self):
        back = self.named[0].get_parent()
        place = {"url": reverse("wagtailadmin_explore", args=[back.pk]), "label": back.get_admin_display_title()}
        return [place, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"leaving": self.leaving, "back": self.named[0].get_parent()}

    def form_valid(self, form):
        try:
            with transaction.atomic():
                self.withdraw(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        for hook in hooks.get_hooks("after_unpublish_page"):
            for page in [*self.leaving.articles, *self.leaving.pages]:
                hook(self.request, page)
        count = len(self.leaving.articles)
        words = ngettext(
            "%(count)d article is withdrawn. Its page says why.",
            "%(count)d articles are withdrawn. Their pages say why.",
            count,
        )
        messages.success(self.request, words % {"count": count})
        return redirect("wagtailadmin_explore", self.named[0].get_parent().pk)

    def withdraw(self, told: dict[str, str]) -> None:
        user = self.request.user
        for article in self.leaving.articles:
            withdraw(article, user=user, cause=told["cause"], reason=told["reason"])
        for page in self.leaving.pages:
            UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
