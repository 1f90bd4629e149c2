"""A process that is killed in the middle of a publication or a withdrawal leaves nothing of it, or everything.

`make test` kills the process before every sixteenth statement, `make soak` before each.
"""

import os
import signal
from datetime import timedelta
from itertools import count

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.forms.models import model_to_dict
from django.utils import timezone

from articles.models import ArticlePage
from articles.record.bulk import Item, publish_many
from articles.record.expiry import ExpiryDecision, change_expiry
from articles.record.models import (
    Act,
    ActKind,
    ActState,
    Address,
    Byline,
    Entry,
    Mention,
    Note,
    Permit,
    Publication,
    RecordImage,
    Version,
    WaitingNote,
)
from articles.record.notes import NoteDraft, add_note
from articles.record.publish import publish
from articles.record.schedule import cancel, carry_out_due
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.killing import Steps, count_steps, kill_at
from tests.soak import size

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EVERY = [16, pytest.param(size(1, sample=3), marks=pytest.mark.soak)]
numbers = count(1)


def make_distinct_image():
    """An image unlike the others of this process. Colours closer than this can give the same bytes in a JPEG."""
    number = next(numbers)
    colour = tuple(number // 8**digit % 8 * 32 for digit in range(3))
    return make.make_image(colour=colour, size=(24, 16))


class SecondPublication:
    """The second publication of an article, with everything changed and a note."""

    def __init__(self, journal, country):
        images = [make_distinct_image(), make_distinct_image()]
        article = make.make_article(journal, lead_image=images[0], countries=[country])
        draft = make.edit(article, title="A longer bridge", slug=f"{article.slug}-2", lead_image=images[1])
        self.article_id, self.revision = article.pk, draft.get_latest_revision()

    def run(self) -> None:
        publish(self.revision, notes=[NoteDraft("correction", "It is longer.")], supersedes=1)

    def is_complete(self) -> bool:
        page = ArticlePage.objects.get(pk=self.article_id)
        return (
            list(Entry.objects.filter(article=page).values_list("type", flat=True)) == ["version", "version", "note"]
            and page.live_revision_id == self.revision.pk
            and page.publication.title == page.title == "A longer bridge"
        )


class Withdrawal:
    """The withdrawal of an article, of its page and in the record."""

    def __init__(self, journal, country):
        self.article_id = make.make_article(journal, countries=[country]).pk

    def run(self) -> None:
        withdraw(ArticlePage.objects.get(pk=self.article_id), cause="author", reason="The author asked for it.")

    def is_complete(self) -> bool:
        page = ArticlePage.objects.get(pk=self.article_id)
        return (
            list(Entry.objects.filter(article=page).values_list("type", flat=True)) == ["version", "withdrawal"]
            and not page.live
            and page.publication.status == "withdrawn"
            and not page.publication.mentions.exists()
        )


class CarriedOut:
    """A scheduled publication with a new image and a note, carried out by the scheduler."""

    def __init__(self, journal, country):
        article = make.make_article(journal, "A bridge", countries=[country])
        article = make.edit(article, title="A longer bridge", lead_image=make_distinct_image())
        self.article_id = article.pk
        self.act = make.schedule(article, notes=[NoteDraft("correction", "It is longer.")])
        make.make_due(self.act)

    def run(self) -> None:
        carry_out_due()

    def is_complete(self) -> bool:
        act = Act.objects.get(pk=self.act.pk)
        types = list(Entry.objects.filter(article_id=self.article_id).values_list("type", flat=True))
        done = types == ["version", "version", "note"]
        assert act.state == (ActState.DONE if done else ActState.WAITING)
        assert bool(act.content) != done
        return done


class Scheduling:
    """Scheduling a publication with a new image, which reserves the address."""

    def __init__(self, journal, country):
        draft = make.make_draft(journal, countries=[country], lead_image=make_distinct_image())
        self.article_id = draft.pk

    def run(self) -> None:
        make.schedule(ArticlePage.objects.get(pk=self.article_id))

    def is_complete(self) -> bool:
        return Act.objects.filter(article_id=self.article_id, state=ActState.WAITING, path__gt="").exists()


class AddedNote:
    """A note without a new version."""

    def __init__(self, journal, country):
        self.article_id = make.make_article(journal, countries=[country]).pk

    def run(self) -> None:
        page = ArticlePage.objects.get(pk=self.article_id)
        add_note(page, NoteDraft("correction", "It is longer."), user=None, token="the form")

    def is_complete(self) -> bool:
        act = Act.objects.filter(article_id=self.article_id, kind=ActKind.NOTE, state=ActState.DONE)
        notes = Note.objects.filter(article_id=self.article_id, entry__act__in=act.values("pk"))
        assert act.count() == notes.count()
        return notes.exists()


class FirstPublication:
    """The first publication of a draft, with a note of an imported text."""

    def __init__(self, journal, country):
        draft = make.make_draft(journal, countries=[country], lead_image=make_distinct_image())
        WaitingNote.objects.create(page=draft, kind="correction", text="It is longer.")
        self.article_id, self.revision = draft.pk, draft.get_latest_revision()

    def run(self) -> None:
        publish(self.revision, supersedes=0)

    def is_complete(self) -> bool:
        written = Entry.objects.filter(article_id=self.article_id).count() == 2
        assert WaitingNote.objects.filter(page_id=self.article_id).exists() != written
        return written


class Reinstatement:
    """A withdrawn article that is public again, with a change."""

    def __init__(self, journal, country):
        article = make.make_article(journal, countries=[country])
        withdraw(article, cause="error", reason="It was wrong.")
        self.article_id = article.pk
        self.revision = make.edit(article, title="A longer bridge").get_latest_revision()

    def run(self) -> None:
        publish(self.revision, reinstate=True, change_class="update")

    def is_complete(self) -> bool:
        page = ArticlePage.objects.get(pk=self.article_id)
        assert page.live == page.publication.is_public
        return list(Entry.objects.filter(article=page).values_list("type", flat=True))[2:] == ["return", "version"]


class SettingExpiry:
    """An expiry date that replaces another one."""

    def __init__(self, journal, country):
        self.article = make.make_article(journal, countries=[country])
        self.article_id = self.article.pk
        self.set_expiry(days=1)

    def set_expiry(self, days: int) -> None:
        due = timezone.now() + timedelta(days=days)
        self.act = change_expiry(self.article, ExpiryDecision(due, "expired", f"Days: {days}"), user=None)

    def run(self) -> None:
        self.set_expiry(days=2)

    def is_complete(self) -> bool:
        [waiting] = Act.objects.filter(article_id=self.article_id, state=ActState.WAITING)
        assert ArticlePage.objects.get(pk=self.article_id).expire_at == waiting.due
        return waiting.decision["text"] == "Days: 2"


class Cancelling:
    """A scheduled publication that is cancelled."""

    def __init__(self, journal, country):
        article = make.edit(make.make_article(journal, countries=[country]), lead_image=make_distinct_image())
        self.article_id = article.pk
        self.act = make.schedule(article, change_class="update")

    def run(self) -> None:
        cancel(self.act.pk, user=None)

    def is_complete(self) -> bool:
        return Act.objects.get(pk=self.act.pk).state == ActState.CANCELLED


class BulkPublication:
    """Two versions of an imported article in one batch."""

    def __init__(self, journal, country):
        draft = make.make_draft(journal, countries=[country])
        self.article_id = draft.pk
        later = make.edit(draft, title="A longer bridge").get_latest_revision()
        self.items = [Item(draft.get_latest_revision()), Item(later, change_class="update")]

    def run(self) -> None:
        assert not publish_many(self.items).refused

    def is_complete(self) -> bool:
        return Version.objects.filter(article_id=self.article_id).count() == 2


class Expiry:
    """The withdrawal of an article that has expired."""

    def __init__(self, journal, country):
        article = make.make_article(journal, countries=[country])
        self.article_id = article.pk
        tomorrow = timezone.now() + timedelta(days=1)
        self.act = change_expiry(article, ExpiryDecision(tomorrow, "expired", "It is over."), user=None)
        make.make_due(self.act)

    def run(self) -> None:
        carry_out_due()

    def is_complete(self) -> bool:
        page = ArticlePage.objects.get(pk=self.article_id)
        withdrawn = page.publication.status == "withdrawn"
        assert Act.objects.get(pk=self.act.pk).state == (ActState.DONE if withdrawn else ActState.WAITING)
        assert page.live != withdrawn
        return withdrawn


def stored_state(article_id: int) -> dict:
    """Return every row that these actions write for an article."""
    of_article = {"publication__article_id": article_id}
    page = ArticlePage.objects.get(pk=article_id)
    return {
        "acts": list(Act.objects.filter(article_id=article_id).order_by("pk").values("pk", "state", "content")),
        "page": {**model_to_dict(page, exclude=["comments"]), "live_revision": page.live_revision_id},
        "chain": [model.objects.filter(article_id=article_id).count() for model in (Entry, Version, Note)],
        "publication": list(Publication.objects.filter(article_id=article_id).values()),
        "index": [
            list(model.objects.filter(**of_article).order_by("pk").values()) for model in (Address, Mention, Byline)
        ],
        "images": RecordImage.objects.count(),
    }


def fatal_steps(steps: Steps, every: int) -> list[int]:
    """Every n-th statement, the COMMIT and the point after it."""
    return sorted({*range(1, steps.total + 1, every), steps.commit, steps.commit + 1})


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize(
    "kind",
    [
        FirstPublication,
        SecondPublication,
        BulkPublication,
        Withdrawal,
        Reinstatement,
        Scheduling,
        CarriedOut,
        Cancelling,
        AddedNote,
        SettingExpiry,
        Expiry,
    ],
)
def test_a_killed_process_leaves_nothing_or_everything_and_the_record_verifies(kind, every):
    journal, country = make.make_journal(), make.make_country()
    steps = count_steps(kind(journal, country).run)
    assert steps.total > 10
    assert 0 < steps.commit < steps.total
    outcomes = set()
    trial = kind(journal, country)
    before = stored_state(trial.article_id)
    for fatal in fatal_steps(steps, every):
        killed = kill_at(trial.run, fatal)
        after = stored_state(trial.article_id)
        complete = after != before
        assert complete == trial.is_complete(), f"killed before statement {fatal} of {steps.total}"
        assert complete == (not killed or fatal > steps.commit), f"killed before statement {fatal} of {steps.total}"
        assert not Permit.objects.exists()
        assert [str(finding) for finding in verify(trial.article_id)] == []
        outcomes.add(complete)
        if complete:
            trial = kind(journal, country)
            before = stored_state(trial.article_id)
    assert outcomes == {False, True}
    trial.run()
    assert trial.is_complete()
    assert [str(finding) for finding in verify()] == []


class KillingFile(ContentFile):
    """A file whose reader is killed after the first chunk."""

    def chunks(self, chunk_size=None):
        yield self.read(10)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_while_it_stores_an_image_leaves_no_partial_file():
    files, content = storages["record"], b"every byte of an image"

    def save() -> None:
        files.save("half.jpg", KillingFile(content))

    assert kill_at(save, fatal=1000)
    assert not files.exists("half.jpg")
    assert files.save("half.jpg", ContentFile(content)) == "half.jpg"
    assert files.open("half.jpg").read() == content
