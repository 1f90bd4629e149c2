"""Random changes of articles: publications, edits, notes, moves, withdrawals and reinstatements."""

from random import Random

from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.record.models import Publication, Status, WaitingNote
from articles.record.notes import NoteDraft, add_note
from articles.record.publish import publish
from articles.record.withdraw import withdraw
from tests import factories as make


class RandomChanges:
    """Publishes, corrects, withdraws and reinstates articles at random. The same seed makes the same changes."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.journals = [make.make_journal("Tideline"), make.make_journal("Frontier")]
        self.authors = [make.make_author(f"Author {number}") for number in range(3)]
        self.countries = [make.make_country(code) for code in ("BY", "PL", "LT")]
        self.images = [make.make_image(colour=(number * 60, 20, 20), size=(32, 20)) for number in range(2)]
        self.articles: list[int] = []
        self.number = 0

    def run(self, count: int) -> None:
        changes = (
            self.publish_new,
            self.edit,
            self.edit,
            self.copy_edit,
            self.add_note,
            self.move,
            self.withdraw,
            self.reinstate,
        )
        self.publish_new()
        for _turn in range(count):
            self.random.choice(changes)()
        self.random.choice([self.restrict, lambda: None])()

    def word(self) -> str:
        self.number += 1
        return f"word{self.number}"

    def pick(self, **conditions) -> ArticlePage | None:
        rows = Publication.objects.filter(article_id__in=self.articles, **conditions).order_by("article_id")
        found = list(rows.values_list("article_id", flat=True))
        return ArticlePage.objects.get(pk=self.random.choice(found)) if found else None

    def publish_new(self) -> None:
        old = self.random.random() < 0.3
        draft = make.make_draft(
            self.random.choice(self.journals),
            f"A {self.word()}",
            authors=self.random.sample(self.authors, self.random.randint(0, 2)),
            countries=self.random.sample(self.countries, self.random.randint(0, 3)),
            lead_image=self.random.choice([None, *self.images]),
            published_on=timezone.localdate().replace(year=2019, day=2) if old else None,
        )
        if old:
            WaitingNote.objects.create(page=draft, kind="correction", text=self.word())
        publish(draft.get_latest_revision(), imported=old)
        self.articles.append(draft.pk)

    def edit(self, **options) -> None:
        if article := self.pick(status=Status.PUBLIC):
            notes = [NoteDraft("correction", self.word())] if self.random.random() < 0.3 else []
            if options:
                notes = []
            draft = make.edit(article, standfirst=self.word())
            make.publish_draft(draft, notes=notes, **options)

    def copy_edit(self) -> None:
        self.edit(change_class="copy_edit")

    def add_note(self) -> None:
        if article := self.pick(status=Status.PUBLIC):
            imported = self.random.random() < 0.3
            add_note(article, NoteDraft("update", self.word(), imported=imported), user=None)

    def move(self) -> None:
        if article := self.pick(status=Status.PUBLIC):
            make.publish_draft(make.edit(article, slug=self.word()), change_class="update")

    def withdraw(self) -> None:
        if article := self.pick(status=Status.PUBLIC):
            withdraw(article, cause="author", reason=self.word())

    def reinstate(self) -> None:
        article = self.pick(status=Status.WITHDRAWN)
        if article and self.random.random() < 0.5:
            make.publish_draft(article, summary=self.word())
        elif article:
            make.publish_draft(make.edit(article, title=f"Back {self.word()}"), change_class="copy_edit")

    def restrict(self) -> None:
        PageViewRestriction.objects.create(page=self.journals[0], restriction_type=PageViewRestriction.LOGIN)
