"""A process killed while it makes a journal private or opens it leaves nothing, or what the scheduler continues.

`make test` kills the process before every fortieth statement, `make soak` before each.
"""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from articles.record.models import Permit, Publication
from articles.record.privacy import batches
from articles.record.privacy.decisions import move_page, open_page
from tests import factories as make
from tests.articles.record.killing import count_steps, kill_at
from tests.articles.record.test_kill import fatal_steps
from tests.soak import size

from .helpers import WORDS, findings, make_private, restrict_by_code, types

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# A decision on three articles has some hundred statements.
EVERY = [40, pytest.param(size(1, sample=8), marks=pytest.mark.soak)]


class Restriction:
    """A journal with three articles that is made private."""

    def __init__(self) -> None:
        self.journal = make.make_journal()
        self.articles = [make.make_article(self.journal) for _number in range(3)]

    def run(self) -> None:
        make_private(self.journal)

    def public(self) -> int:
        return Publication.objects.public().filter(article__in=self.articles).count()

    def is_decided(self) -> bool:
        return PageViewRestriction.objects.filter(page=self.journal).exists()

    def is_safe(self) -> bool:
        """Whether none of the articles is public once it is decided, and all are before."""
        return self.public() == (0 if self.is_decided() else 3)

    def is_complete(self) -> bool:
        return [types(article) for article in self.articles] == [["version", "restriction"]] * 3


class Opening(Restriction):
    """A private journal that is opened."""

    def __init__(self) -> None:
        super().__init__()
        super().run()

    def run(self) -> None:
        open_page(self.journal)

    def is_decided(self) -> bool:
        return not super().is_decided()

    def is_safe(self) -> bool:
        """Whether every article is hidden that has no entry of its opening."""
        written = [types(article)[-1] == "opening" for article in self.articles]
        return self.public() == sum(written) and (self.is_decided() or not any(written))

    def is_complete(self) -> bool:
        return [types(article) for article in self.articles] == [["version", "restriction", "opening"]] * 3


class MoveUnderRestriction(Restriction):
    """A journal that is moved under a private page."""

    def __init__(self) -> None:
        super().__init__()
        self.private = make.make_journal("Private")
        restrict_by_code(self.private)

    def run(self) -> None:
        pages = [Page.objects.get(pk=page.pk) for page in (self.journal, self.private)]
        move_page(*pages, cause="members", text=WORDS)

    def is_decided(self) -> bool:
        return Page.objects.get(pk=self.journal.pk).get_parent().pk == self.private.pk


@pytest.mark.parametrize("every", EVERY)
@pytest.mark.parametrize("kind", [Restriction, Opening, MoveUnderRestriction])
def test_a_killed_process_leaves_nothing_or_what_the_scheduler_continues(
    kind: Callable[[], Restriction], every: int, monkeypatch
):
    monkeypatch.setattr(batches, "BATCH_SIZE", 1)
    kind().run()  # Once there is another restriction or none, every trial has the same statements.
    steps = count_steps(kind().run)
    outcomes = set()
    trial = kind()
    for fatal in fatal_steps(steps, every):
        kill_at(trial.run, fatal)
        decided = trial.is_decided()
        outcomes.add((decided, trial.is_complete()))
        assert trial.is_safe(), f"killed before statement {fatal} of {steps.total}"
        assert decided == (fatal > steps.commit)
        assert not Permit.objects.exists()
        assert findings() == []
        call_command("publish_scheduled", verbosity=0)
        assert trial.is_complete() == decided
        assert trial.public() == (3 if isinstance(trial, Opening) == decided else 0)
        assert findings() == []
        if decided:
            trial = kind()
    assert outcomes >= {(False, False), (True, False)}
