"""The draft that a scheduled publication holds: how it becomes the newest one of its article, or what is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.models.people import Actor

from . import clock
from .models import Act
from .refusals import Refused
from .transactions import lock_article


@contextmanager
def lock_act(pk: Any) -> Iterator[tuple[Act, ArticlePage]]:
    """Open a transaction that may write the record and holds the lock on an act's article; yield both as stored.

    Raises Act.DoesNotExist.
    """
    with lock_article(Act.objects.values_list("article_id", flat=True).get(pk=pk)) as article:
        yield Act.objects.select_related("decided_by", "site").get(pk=pk), article


def holds_draft(act: Act, revision: Revision) -> bool:
    """Whether a publication holds the draft of this revision, apart from its go-live time."""
    if not act.draft:
        return bool(revision.pk == act.revision)
    return bool({**revision.content, "go_live_at": None} == {**act.draft, "go_live_at": None})


def revision_to_publish(act: Act, article: ArticlePage) -> Revision:
    """Return a revision of the draft that the act holds: the newest one if it is still the same, or a new one.

    Its go-live time is removed, since Wagtail would schedule it again.
    """
    newest = article.latest_revision
    if newest is None or not act.draft:
        revision = Revision.objects.filter(pk=act.revision).first()
        if revision is None:
            raise draft_gone()
        return revision
    content = {**act.draft, "go_live_at": None}
    if holds_draft(act, newest):
        newest.content = content
        newest.save(update_fields=["content"])
        return newest
    revision = Revision(
        content_object=article,
        base_content_type=newest.base_content_type,
        user=act.decided_by,
        # Wagtail takes the revision with the latest time for the newest draft.
        created_at=min(act.decided_at, newest.created_at - timedelta(microseconds=1)),
        object_str=newest.object_str,
        content=content,
    )
    revision.save()
    return revision


def restore_draft(pk: Any, *, user: Actor) -> None:
    """Save the draft that an open publication holds as the newest one of its article, with its time as go-live date.

    Saves nothing when the newest draft is the same. Raises Refused when the draft no longer exists, Act.DoesNotExist.
    """
    with lock_act(pk) as (act, article):
        newest = article.latest_revision
        go_live_at = act.due if act.due and act.due > clock.now() else None
        if newest and holds_draft(act, newest) and newest.as_object().go_live_at == go_live_at:
            return
        content = act.draft or Revision.objects.filter(pk=act.revision).values_list("content", flat=True).first()
        if not content:
            raise draft_gone()
        draft = article.with_content_json(content)
        draft.go_live_at = go_live_at
        draft.save_revision(user=user, clean=False)


def draft_gone() -> Refused:
    return Refused(_("Its draft no longer exists. Review the newest draft, or cancel it."), "draft_gone")
