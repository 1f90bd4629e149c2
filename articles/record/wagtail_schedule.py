"""What Wagtail or code schedules and unpublishes past the record: published, withdrawn, or left to a person."""

import logging
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from articles.models import ArticlePage
from articles.models.ports import WagtailPublishOptions

from . import clock
from .acts import Decider, hand_to_person, new_act, open_acts
from .basis import basis_of, publication_of
from .expiry import open_expiry
from .models import ActKind, ActState, Version
from .publish import has_been_published, publish
from .refusals import Refused
from .schedule import carry_out
from .transactions import lock_article
from .withdraw import withdraw

logger = logging.getLogger(__name__)


def publish_scheduled(page: ArticlePage, revision: Revision, options: WagtailPublishOptions) -> Version | None:
    """Publish a revision that Wagtail has scheduled and that is due, which only code can do to an article.

    A first version is published. Changes of an article that readers have seen were never reviewed, so they wait for a
    person, and None is returned. Does not raise Refused, which would stop every later scheduled publication.
    """
    try:
        if has_been_published(page.pk):
            message = _("Readers have seen this article. Review its changes before they are published.")
            raise Refused(message, "needs_review")
        return publish(revision, supersedes=0, **options)
    except Refused as refusal:
        page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
        reason = str(refusal)
    logger.warning("Scheduled publication of article %s needs attention: %s", page.pk, reason)
    with lock_article(page.pk) as article:
        if not open_acts(article.pk, ActKind.PUBLICATION):
            publication = publication_of(article.pk)
            basis, uid = basis_of(publication, article.pk), publication.uid if publication else ""
            act = new_act(article, ActKind.PUBLICATION, Decider(options.get("user")), basis, uid=uid, at=clock.now())
            act.revision, act.draft = revision.pk, revision.content
            hand_to_person(act, reason)
        log(instance=article, action="articles.schedule_refused", user=options.get("user"), data={"reason": reason})
    return None


def withdraw_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_unpublished`: withdraw an article that Wagtail or code unpublishes directly.

    An article that expires has the cause and reason that were decided with the expiry date, if any.
    """
    if not isinstance(instance, ArticlePage):
        return
    expiry = open_expiry(instance.pk) if instance.expired else None
    act = carry_out(expiry.pk, early=True) if expiry else None
    if act is not None and act.state == ActState.DONE:
        return
    withdraw(instance)
