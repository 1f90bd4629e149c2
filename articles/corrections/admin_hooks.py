"""Hooks and menu items of Wagtail's admin that lead to the review, the note form and the withdrawal form."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page, WorkflowState

from articles.models import ArticlePage, Disclaimer
from articles.models.people import Actor
from articles.record.acts import open_publications_under
from articles.record.models import Act, ActKind, ActState, Publication, Status
from articles.record.privacy.plans import plan_move
from articles.record.publish import is_public, needs_review, publish
from articles.record.refusals import Refused
from articles.record.schedule import attention
from articles.record.withdraw import public_articles


def publish_or_review(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_publish_page`, called after the editor has saved the draft.

    An article that readers have seen is reviewed, and so is a first publication with an expiry date. Any other first
    publication is published through the record; with a go-live time in the future Wagtail schedules it.
    """
    if not isinstance(page, ArticlePage):
        return None
    if needs_review(page):
        return redirect("corrections:review", page.pk)
    if page.go_live_at and page.go_live_at > timezone.now():
        return None
    try:
        version = publish(page.get_latest_revision(), user=request.user, supersedes=0)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    message = _("“%(title)s” is published as version %(number)d.")
    return response_after_publishing(request, page, message % {"title": page.title, "number": version.number})


def response_after_publishing(request: HttpRequest, page: ArticlePage, message: str) -> HttpResponse:
    """Run Wagtail's hooks `after_publish_page`, show a message, and redirect to the page listing."""
    for hook in hooks.get_hooks("after_publish_page"):
        response = hook(request, page)
        if isinstance(response, HttpResponse):
            return response
    published = ArticlePage.objects.get(pk=page.pk)
    messages.success(request, message, buttons=[messages.button(published.url, _("View live"), new_window=True)])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def withdraw_instead_of_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_unpublish_page`: ask for cause and reason first."""
    return redirect_to_withdrawal([page], include_descendants=bool(request.POST.get("include_descendants")))


def withdraw_instead_of_bulk_unpublish(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: ask for cause and reason before pages are unpublished."""
    if action_type != "unpublish" or not all(isinstance(item, Page) for item in objects):
        return None
    form = action_class_instance.cleaned_form
    include_descendants = bool(form and form.cleaned_data.get("include_descendants"))
    return redirect_to_withdrawal(objects, include_descendants=include_descendants)


def redirect_to_withdrawal(pages: Sequence[Page], *, include_descendants: bool) -> HttpResponse | None:
    """Redirect to the withdrawal form; None when no public article is among these pages."""
    if not public_articles(pages, include_descendants=include_descendants).exists():
        return None
    query: list[tuple[str, int]] = [("id", page.pk) for page in pages]
    if include_descendants:
        query.append(("descendants", 1))
    return redirect(f"{reverse('corrections:withdraw')}?{urlencode(query)}")


def ask_before_move(request: HttpRequest, page: Page, target: Page) -> HttpResponse | None:
    """Hook `before_move_page`: ask for cause and words when the move makes articles private or opens them."""
    plan = plan_move(page, target)
    if plan.articles or plan.voided:
        return redirect("corrections:move", page.pk, target.pk)
    return None


def refuse_bulk_move(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: refuse a move that makes articles private or opens them."""
    form = action_class_instance.cleaned_form
    if action_type != "move" or form is None or not all(isinstance(item, Page) for item in objects):
        return None
    for page in objects:
        plan = plan_move(page, form.cleaned_data["chooser"])
        if plan.articles or plan.voided:
            message = _("Moving “%(title)s” changes who can read what readers have seen. Move it by itself.")
            messages.error(request, message % {"title": page.title})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def refuse_delete_of_scheduled(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_delete_page`: a scheduled publication is cancelled first."""
    return refuse_to_delete_scheduled(request, [page])


def refuse_bulk_delete_of_scheduled(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: scheduled publications are cancelled first."""
    if action_type != "delete" or not all(isinstance(item, Page) for item in objects):
        return None
    return refuse_to_delete_scheduled(request, objects)


def refuse_to_delete_scheduled(request: HttpRequest, pages: Sequence[Page]) -> HttpResponse | None:
    """Name the first open publication at or under these pages in an error; None without any."""
    for page in pages:
        act = open_publications_under(page).first()
        if act is not None:
            message = _("A publication of “%(title)s” is scheduled or needs attention. Cancel it first.")
            button = messages.button(reverse("corrections:act", args=[act.pk]), _("View it"))
            messages.error(request, message % {"title": act.article.title}, buttons=[button])
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


def warn_after_approval(request: HttpRequest, page: Page) -> None:
    """Hook `after_edit_page`: warn that an article approved in the editor still has to be reviewed.

    After an approval elsewhere, `AttentionPanel` warns the next person who opens the editor.
    """
    if request.POST.get("action-workflow-action") is None or not isinstance(page, ArticlePage):
        return
    newest = page.workflow_states.order_by("-pk").first()
    if newest is None or newest.status != WorkflowState.STATUS_APPROVED or not needs_review(page):
        return
    message = _("“%(title)s” is approved. Readers see the previous version until the changes have been reviewed.")
    review_url = reverse("corrections:review", args=[page.pk])
    messages.warning(
        request, message % {"title": page.title}, buttons=[messages.button(review_url, _("Review changes"))]
    )


def note_button(page: Page, user: Actor, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Hooks `register_page_header_buttons` and `register_page_listing_more_buttons`: add a note to a public article."""
    if not issubclass(page.specific_class or object, ArticlePage) or not page.permissions_for_user(user).can_publish():
        return
    if is_public(page.pk):
        url = reverse("corrections:note", args=[page.pk])
        yield Button(_("Add a note for readers"), url, icon_name="comment", priority=15)


def withdraw_button(page: Page, user: Actor, *args: Any, **kwargs: Any) -> Iterator[Button]:
    """Hook `register_page_listing_more_buttons`: withdraw an article whose lock hides Wagtail's Unpublish."""
    if not issubclass(page.specific_class or object, ArticlePage):
        return
    permissions = page.permissions_for_user(user)
    if permissions.page_locked() and permissions.can_publish() and is_public(page.pk):
        yield Button(
            _("Withdraw…"), f"{reverse('corrections:withdraw')}?id={page.pk}", icon_name="download", priority=50
        )


def warn_of_held_values(request: HttpRequest, instance: Any) -> None:
    """Hook `after_edit_snippet`: name the scheduled publications that hold an author or disclaimer as it was before.

    A disclaimer that is retired may be wrong: a publication with it waits for a person.
    """
    acts = acts_that_hold(instance)
    if not acts:
        return
    if isinstance(instance, Disclaimer) and instance.retired:
        for act in acts:
            attention(act.pk, _("The disclaimer “%(title)s”, which it holds, was retired.") % {"title": instance.title})
    message = ngettext(
        "A scheduled publication holds this as it was before the change.",
        "%(number)d scheduled publications hold this as it was before the change.",
        len(acts),
    )
    buttons = [messages.button(reverse("corrections:acts"), _("Scheduled articles"))]
    messages.warning(request, message % {"number": len(acts)}, buttons=buttons)


def acts_that_hold(instance: Any) -> list[Act]:
    """Return the scheduled publications whose copy contains the permanent id of an object; none for one without id."""
    uid = getattr(instance, "uid", None)
    if uid is None:
        return []
    return list(Act.objects.filter(state=ActState.WAITING, kind=ActKind.PUBLICATION, content__contains=str(uid)))


def scheduled_menu_item() -> MenuItem:
    """Hook `register_reports_menu_item`: the list of everything that is scheduled or needs attention."""
    return MenuItem(_("Scheduled articles"), reverse("corrections:acts"), icon_name="calendar-alt", order=300)


class ReviewMenuItem(PublishMenuItem):
    """Replaces Publish: saves the draft and opens the review. Keeps the name `action-publish`, which Wagtail reads."""

    label = gettext_lazy("Review changes…")
    icon_name = "history"
    template_name = "corrections/review_button.html"


class ReinstateMenuItem(ReviewMenuItem):
    """The review of a withdrawn article."""

    label = gettext_lazy("Reinstate…")


class WithdrawMenuItem(UnpublishMenuItem):
    """Replaces Unpublish: opens the withdrawal form."""

    label = gettext_lazy("Withdraw…")

    def get_url(self, context: dict[str, Any]) -> str:
        return f"{reverse('corrections:withdraw')}?id={context['page'].pk}"


class LockedReviewItem(ActionMenuItem):
    """Leads to the review of an article whose editing is locked. It saves no draft."""

    name = "action-review"
    label = gettext_lazy("Review changes…")
    icon_name = "history"

    def get_url(self, context: dict[str, Any]) -> str:
        return reverse("corrections:review", args=[context["page"].pk])


class LockedReinstateItem(LockedReviewItem):
    """The review of a withdrawn article whose editing is locked."""

    label = gettext_lazy("Reinstate…")


def add_items_of_locked(menu_items: list[ActionMenuItem], context: dict[str, Any], publication: Publication) -> None:
    """Add what Wagtail hides while a person has locked a page: a lock stops editing, and no decision."""
    if not context["page"].permissions_for_user(context["request"].user).can_publish():
        return
    withdrawn = publication.status == Status.WITHDRAWN
    menu_items.append(LockedReinstateItem() if withdrawn else LockedReviewItem())
    if not withdrawn:
        menu_items.append(WithdrawMenuItem())


def replace_menu_items(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Hook `construct_page_action_menu`: replace Publish and Unpublish for articles that have been published."""
    page = context.get("page")
    if not isinstance(page, ArticlePage) or not page.pk:
        return
    publication = Publication.objects.filter(article_id=page.pk).only("status").first()
    if publication is None:
        return
    review = ReinstateMenuItem if publication.status == Status.WITHDRAWN else ReviewMenuItem
    replacements = {"action-publish": review, "action-unpublish": WithdrawMenuItem}
    if context.get("locked_for_user"):
        add_items_of_locked(menu_items, context, publication)
    menu_items[:] = [replacements[item.name](item.order) if item.name in replacements else item for item in menu_items]


def register_log_actions(actions: LogActionRegistry) -> None:
    """Hook `register_log_actions`: name the entries in a page's history."""
    actions.register_action("articles.expiry", gettext_lazy("Change expiry date"), gettext_lazy("Expiry date changed"))
