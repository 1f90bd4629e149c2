"""Scheduled decisions and reasons of expiries become acts, and the index gets its new columns.

An act made here holds no copy, since decisions held none: its draft is frozen when it is due, as it was decided. Its
private text names no account, and it rests on the version only.
"""

import json
import secrets
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.db import migrations

SCHEDULED = {"approved_go_live_at": None}


def canonical(value: Any) -> str:
    """Canonical JSON of a value with plain keys, text and lists (RFC 8785)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def private_text(act: Any, uid: str) -> str:
    return canonical(
        {"accounts": [], "act": str(act), "article": uid, "format": 1, "salt": secrets.token_hex(32)}
    )


def make_acts(apps: Any, schema_editor: Any) -> None:
    Decision = apps.get_model("record", "Decision")
    ExpiryReason = apps.get_model("record", "ExpiryReason")
    Publication = apps.get_model("record", "Publication")
    Revision = apps.get_model("wagtailcore", "Revision")
    publications = {row.article_id: row for row in Publication.objects.select_related("version").iterator()}
    decided = set()
    for decision in Decision.objects.select_related("article").iterator():
        revision = Revision.objects.filter(pk=decision.revision).first()
        due = revision.approved_go_live_at if revision else None
        decided.add(decision.revision)
        add_publication(apps, publications.get(decision.article_id), decision, revision, due)
    for revision in scheduled_articles(apps):
        if revision.pk not in decided and int(revision.object_id) not in publications:
            add_first_publication(apps, revision)
    for reason in ExpiryReason.objects.select_related("article").iterator():
        publication = publications.get(reason.article_id)
        if publication and publication.status == "public" and reason.article.expire_at:
            add_expiry(apps, publication, reason)
    Revision.objects.filter(pk__in=[revision.pk for revision in scheduled_articles(apps)]).update(**SCHEDULED)


def scheduled_articles(apps: Any) -> list[Any]:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    article = ContentType.objects.filter(app_label="articles", model="articlepage").first()
    return list(Revision.objects.filter(content_type=article, approved_go_live_at__isnull=False)) if article else []


def basis_of(apps: Any, article_id: int, publication: Any, version: int) -> dict[str, Any]:
    standing = "draft" if publication is None else publication.status
    return {
        "version": version,
        "standing": standing,
        "access": access_of(apps, article_id),
        "notices": notices_of(apps, publication) if publication else [],
        "amends": [],
    }


def access_of(apps: Any, article_id: int) -> str:
    """Return the type of the nearest view restriction, or an empty text."""
    path = apps.get_model("wagtailcore", "Page").objects.values_list("path", flat=True).get(pk=article_id)
    restrictions = apps.get_model("wagtailcore", "PageViewRestriction").objects.order_by("-page__path", "pk")
    for parent, kind in restrictions.values_list("page__path", "restriction_type"):
        if path.startswith(parent):
            return str(kind)
    return ""


def notices_of(apps: Any, publication: Any) -> list[str]:
    """Return the kinds of notices there are; no note of format 1 lifts one."""
    notes = apps.get_model("record", "Note").objects.filter(article_id=publication.article_id)
    return sorted(set(notes.filter(kind__in=("concern", "retraction")).values_list("kind", flat=True)))


def add_publication(apps: Any, publication: Any, decision: Any, revision: Any, due: Any) -> None:
    act = apps.get_model("record", "Act")(
        pk=uuid4(),
        article_id=decision.article_id,
        kind="publication",
        state="attention" if decision.waits or due is None else "waiting",
        decided_by_id=decision.user_id,
        decided_at=decision.at,
        due=due,
        revision=decision.revision,
        draft=revision.content if revision else None,
        basis=basis_of(apps, decision.article_id, publication, decision.supersedes),
        attention=decision.waits,
        decision={
            "change_class": decision.change_class,
            "summary": decision.summary,
            "notes": [{"kind": decision.note_kind, "text": decision.note_text}] if decision.note_kind else [],
            "accepted": decision.take,
        },
    )
    act.actors = private_text(act.pk, str(publication.uid) if publication else "")
    act.save()


def add_first_publication(apps: Any, revision: Any) -> None:
    act = apps.get_model("record", "Act")(
        pk=uuid4(),
        article_id=int(revision.object_id),
        kind="publication",
        state="waiting",
        decided_by_id=revision.user_id,
        decided_at=revision.created_at,
        due=revision.approved_go_live_at,
        revision=revision.pk,
        draft=revision.content,
        basis=basis_of(apps, int(revision.object_id), None, 0),
        decision={},
    )
    act.actors = private_text(act.pk, "")
    act.save()


def add_expiry(apps: Any, publication: Any, reason: Any) -> None:
    act = apps.get_model("record", "Act")(
        pk=uuid4(),
        article_id=reason.article_id,
        kind="withdrawal",
        state="waiting",
        decided_at=publication.updated_at,
        due=reason.article.expire_at,
        basis=basis_of(apps, reason.article_id, publication, publication.version.number),
        decision={"cause": reason.cause, "text": reason.reason},
    )
    act.actors = private_text(act.pk, str(publication.uid))
    act.save()


def image_digests(copy: dict[str, Any]) -> Iterator[str]:
    images = [copy.get("lead"), *[person.get("portrait") for person in copy.get("authors", [])]]
    images += [block.get("image") for block in copy.get("body", []) if block.get("type") in ("image", "chart")]
    yield from (image["digest"] for image in images if image)


def fill_index(apps: Any, schema_editor: Any) -> None:
    ImageUse = apps.get_model("record", "ImageUse")
    Note = apps.get_model("record", "Note")
    Publication = apps.get_model("record", "Publication")
    Version = apps.get_model("record", "Version")
    for publication in Publication.objects.iterator():
        digests: set[str] = set()
        for text in Version.objects.filter(article_id=publication.article_id).values_list("text", flat=True).iterator():
            digests.update(image_digests(json.loads(text)["copy"]))
        ImageUse.objects.bulk_create(
            ImageUse(publication=publication, original=original) for original in sorted(digests)
        )
        if publication.status == "withdrawn":
            notes = Note.objects.filter(article_id=publication.article_id, kind="removal").order_by("-number")
            text = notes.values_list("text", flat=True).first()
            cause = json.loads(text).get("cause", "") if text else ""
            Publication.objects.filter(pk=publication.pk).update(hidden_cause=cause)


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0004_acts_and_forms_of_format_2'),
    ]

    operations = [
        migrations.RunPython(make_acts, migrations.RunPython.noop),
        migrations.RunPython(fill_index, migrations.RunPython.noop),
    ]
