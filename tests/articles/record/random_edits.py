"""Random changes of articles, as editors make them over the years."""

from random import Random

from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.record.models import Publication, Status, WaitingNote
from articles.record.notes import NoteDraft, add_note
from articles.record.publish import publish
from articles.record.withdraw import withdraw
from articles.record.withheld import sync_all
from tests import factories as make


class RandomEdits:
    """Two journals whose articles are published, corrected, withdrawn and reinstated at random, equally for a seed."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.journals = [make.make_journal("Tideline"), make.make_journal("Frontier")]
        self.authors = [make.make_author(f"Author {number}") for number in range(3)]
        self.countries = [make.make_country(code) for code in ("BY", "PL", "LT")]
        self.images = [make.make_image(colour=(number * 60, 20, 20), size=(32, 20)) for number in range(2)]
        self.articles: list[int] = []
        self.word_count = 0

    def make(self, number: int) -> None:
        """Publish one article, make as many random changes, and then perhaps make a journal private."""
        changes = (
            self.publish_new,
            self.edit,
            self.edit,
            self.copy_edit,
            self.add_note,
            self.change_slug,
            self.withdraw,
            self.reinstate,
        )
        self.publish_new()
        for _change in range(number):
            self.random.choice(changes)()
        self.random.choice([self.restrict, lambda: None])()

    def word(self) -> str:
        self.word_count += 1
        return f"word{self.word_count}"

    def pick(self, **conditions: object) -> ArticlePage | None:
        """Return a random article that meets the conditions, or None."""
        rows = Publication.objects.filter(article_id__in=self.articles, **conditions).order_by("article_id")
        keys = list(rows.values_list("article_id", flat=True))
        return ArticlePage.objects.get(pk=self.random.choice(keys)) if keys else None

    def publish_new(self) -> None:
        imported = self.random.random() < 0.3
        draft = make.make_draft(
            self.random.choice(self.journals),
            f"A {self.word()}",
            authors=self.random.sample(self.authors, self.random.randint(0, 2)),
            countries=self.random.sample(self.countries, self.random.randint(0, 3)),
            lead_image=self.random.choice([None, *self.images]),
            published_on=timezone.localdate().replace(year=2019, day=2) if imported else None,
        )
        if imported:
            WaitingNote.objects.create(page=draft, kind="correction", text=self.word())
        publish(draft.get_latest_revision(), imported=imported)
        self.articles.append(draft.pk)

    def edit(self, **options: object) -> None:
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

    def change_slug(self) -> None:
        if article := self.pick(status=Status.PUBLIC):
            make.publish_draft(make.edit(article, slug=self.word()), change_class="update")

    def withdraw(self) -> None:
        if article := self.pick(status=Status.PUBLIC):
            withdraw(article, cause="author", reason=self.word())

    def reinstate(self) -> None:
        article = self.pick(status=Status.WITHDRAWN)
        if article and self.random.random() < 0.5:
            make.publish_draft(article, summary=self.word(), reinstate=True)
        elif article:
            back = make.edit(article, title=f"Back {self.word()}")
            make.publish_draft(back, change_class="copy_edit", reinstate=True)

    def restrict(self) -> None:
        PageViewRestriction.objects.create(page=self.journals[0], restriction_type=PageViewRestriction.LOGIN)
        sync_all()
