"""An article with the same name in every kind of field, and in every copy that the software makes of it."""

import json
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, Page
from wagtail_footnotes.models import Footnote

from articles.models import ArticleDisclosure, ArticlePage
from articles.record.models import WaitingNote
from articles.record.notes import NoteDraft, add_note
from tests import factories as make

NAME = "Jan Kowalski"
SLUG = "jan-kowalski"
FOOTNOTE = "3f1c7f10-5d0c-4f6e-8f0a-0d3b9f5f0001"


def rich(html: str) -> str:
    return f"<p>{html}</p>"


def body(closing: str = "") -> str:
    """A body with every kind of block that has words. Blocks keep their ids in every version."""
    blocks = [
        ("heading", {"level": "2", "text": f"What {NAME} wrote"}),
        ("paragraph", rich(f'It was <b>Jan</b> <i>Kowal</i>ski<footnote id="{FOOTNOTE}">x</footnote> who knew.')),
        ("paragraph", rich(f'See <a href="https://example.org/{SLUG}">the page</a> of Jan&nbsp;Kowalski &amp; Sons.')),
        ("pull_quote", {"text": f"Ask {NAME}!", "attribution": NAME}),
        (
            "quote",
            {"text": rich(f"{NAME} is <br/>right."), "attribution": NAME, "source_url": f"https://example.org/{SLUG}/"},
        ),
        ("list", {"ordered": True, "items": [rich("First"), rich(f"<b>{NAME}</b> again")]}),
        ("callout", {"title": NAME, "text": rich(f"About {NAME}.")}),
        (
            "link_card",
            {
                "url": f"https://{SLUG}.example.org/",
                "title": NAME,
                "description": f"Film of {NAME}",
                "caption": NAME,
                "kind": "video",
            },
        ),
        ("paragraph", rich(closing or "The bridge is 1,420 metres long.")),
    ]
    return json.dumps(
        [
            {"type": name, "value": value, "id": str(uuid.UUID(int=number))}
            for number, (name, value) in enumerate(blocks, start=1)
        ]
    )


def make_named_article() -> ArticlePage:
    journal = make.make_journal()
    draft = make.make_draft(
        journal,
        f"{NAME} and the bridge",
        slug=f"{SLUG}-and-the-bridge",
        standfirst=f"Why {NAME} was right.",
        body=body(),
        lead_image=make.make_image(colour=(10, 20, 30)),
        lead_alt=NAME,
        lead_caption=f"{NAME} at the bridge",
        lead_credit=NAME,
        standing_replaced=True,
        standing_reason=f"{NAME} asked for it.",
        seo_title=NAME,
        search_description=f"About {NAME}",
        countries=[make.make_country()],
    )
    draft.footnotes.add(Footnote(uuid=uuid.UUID(FOOTNOTE), text=rich(f"Letter of <i>{NAME}</i>.")))
    draft.article_disclosures.add(ArticleDisclosure(kind="client", text=f"Worked for {NAME}."))
    draft.save_revision()
    WaitingNote.objects.create(page=draft, kind="correction", text=f"An old note on {NAME}.", date_text="May")
    make.publish_draft(draft)
    return ArticlePage.objects.get(pk=draft.pk)


def add_copies(article: ArticlePage) -> ArticlePage:
    """Add a second version, notes, comments, logs, a draft and other copies."""
    user = make.make_user("marius", public="Standards desk")
    make.publish_draft(
        make.edit(article, body=body(f"The bridge of {NAME} is 1,240 metres long.")),
        user=user,
        summary=f"The length, says {NAME}.",
        notes=[NoteDraft("correction", f"{NAME} measured it.")],
    )
    add_note(article, NoteDraft("editors_note", f"We spoke to {NAME}."), user=user)
    draft = make.edit(article, title=f"{NAME}: a draft", standfirst=NAME)
    WaitingNote.objects.create(page=article, kind="correction", text=f"A later note on {NAME}.")
    comment = Comment.objects.create(page=article, user=user, text=f"Is {NAME} it?", contentpath="title", position="")
    CommentReply.objects.create(comment=comment, user=user, text=f"Yes, {NAME}.")
    log(instance=article, action="wagtail.edit", user=user, data={"title": NAME, "deep": [{"text": NAME}]})
    Redirect.objects.create(old_path=f"/tideline/{SLUG}", redirect_page=article)
    FormState.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(ArticlePage),
        object_id=str(article.pk),
        data=urlencode({"title": NAME}),
        last_updated_at=timezone.now(),
    )
    Page.objects.filter(pk=article.pk).update(draft_title=f"{NAME}: a draft")
    draft = ArticlePage.objects.get(pk=draft.pk)
    make.update_indexes(draft)
    return draft


@pytest.fixture(scope="module")
def named_article_id(module_rows):
    with module_rows():
        return add_copies(make_named_article()).pk


@pytest.fixture
def named_article(named_article_id, db):
    """Two versions, three notes and a draft, all with the name. Made once for each module."""
    return ArticlePage.objects.get(pk=named_article_id)


@pytest.fixture(autouse=True)
def _no_instructions():
    """Start without instructions of other tests."""
    for path in Path(settings.REDACTIONS_FILE).parent.glob("redactions.jsonl*"):
        path.unlink()
