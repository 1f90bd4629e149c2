"""Several people and the scheduler act on a few articles at random, with forms that were opened long before.

Every text that a draft gets contains a marker. The world remembers which markers a person decided to publish, and
checks after each step that readers have nothing else.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from random import Random

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.record.formats.versions import read_version
from articles.record.models import Act, ActKind, ActState, Entry, Note, Publication, Version
from articles.record.models.acts import OPEN
from articles.record.notes import NoteDraft, add_note
from articles.record.privacy.decisions import Readers, open_page, restrict
from articles.record.redaction.run import redact_words
from articles.record.refusals import Refused
from articles.record.schedule import cancel, carry_out_due
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from articles.record.withheld import sync_all
from tests import factories as make
from tests.articles.record.redaction.searching import tables_with
from tests.articles.responses import parse_html

MARKER = re.compile(r"marker\d+x")
START = datetime(2026, 3, 1, 12, tzinfo=UTC)

# Steps between two looks at all lists.
LISTS_EVERY = 7


@dataclass
class OpenForm:
    """A review that an editor has open. markers: of the draft that it showed."""

    article: int
    fields: dict[str, str]
    markers: set[str]
    sent: bool = False


@dataclass
class World:
    """decided: the markers that a person decided to publish, by article. notes: the notes that were decided. redacted:
    the markers that are in no copy any more."""

    random: Random
    clock: time_machine.Traveller
    articles: list[int] = field(default_factory=list)
    forms: list[OpenForm] = field(default_factory=list)
    decided: dict[int, set[str]] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)
    redacted: set[str] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        self.journals = [make.make_journal("Tideline"), make.make_journal("Frontier")]
        self.people, self.users = [], []
        for name in ("anna", "bo"):
            self.users.append(make.make_user(name, public="Standards desk"))
            client = Client()
            client.login(username=name, password=name)
            self.people.append(client)
        self.reader = Client()
        for _number in range(2):
            self.publish_first()

    @property
    def steps(self) -> list[Callable[[], None]]:
        often = [self.edit, self.open_review, self.open_review, self.send_review, self.send_review, self.send_review]
        seldom = [self.wait, self.withdraw, self.restrict, self.move, self.add_note, self.cancel, self.redact]
        return [*often, *seldom]

    def run(self, number: int) -> None:
        for count in range(number):
            step = self.random.choice(self.steps)
            step()
            self.check(step.__name__)
            if count % LISTS_EVERY == 0:
                self.check_lists(step.__name__)
        for number in self.articles:
            # What code opened stays private by its chain until a person opens it.
            page = ArticlePage.objects.get(pk=number)
            if page.publication.private and not page.get_view_restrictions().exists():
                open_page(page)
        sync_all()
        findings = [str(finding) for finding in verify()]
        assert not findings, findings
        # The search index keeps words until it is merged, which the command does outside a transaction.
        tables = tables_with(*self.redacted) - {"wagtailsearch_indexentry_fts_data"} if self.redacted else set()
        assert not tables, tables

    # What people do

    def marker(self) -> str:
        self.count += 1
        return f"marker{self.count}x"

    def article(self) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.random.choice(self.articles))

    def client(self) -> Client:
        return self.random.choice(self.people)

    def user(self):
        """One of the people, or None where code acts."""
        return self.random.choice([*self.users, None])

    def publish_first(self) -> None:
        marker = self.marker()
        article = make.make_article(self.random.choice(self.journals), f"Title {marker}", slug=f"article-{self.count}")
        self.articles.append(article.pk)
        self.decided[article.pk] = {marker}

    def edit(self) -> None:
        """Save a draft, perhaps with a time to publish it or to let it expire."""
        now = timezone.now().replace(microsecond=0)
        go_live = self.random.choice([None, now + timedelta(hours=self.random.randint(1, 20))])
        expires = self.random.choice([None, None, None, now + timedelta(hours=self.random.randint(10, 30))])
        make.edit(self.article(), title=f"Title {self.marker()}", go_live_at=go_live, expire_at=expires)

    def open_review(self) -> None:
        article = self.article()
        page = self.client().get(reverse("corrections:review", args=[article.pk]))
        hidden = parse_html(page).select(".review-form input[type=hidden]")
        fields = {item["name"]: item.get("value", "") for item in hidden}
        title = article.get_latest_revision_as_object().title
        self.forms.append(OpenForm(article.pk, fields, set(MARKER.findall(title))))

    def send_review(self) -> None:
        """Send a review that may have been open for long, perhaps for a second time."""
        if not self.forms:
            return
        form = self.random.choice([*self.forms[-4:], self.forms[-1], self.forms[-1]])
        fields = form.fields | {"open_act": self.random.choice(["cancel", "renew"])}
        fields |= {"expiry_cause": "expired", "expiry_reason": "It is over."}
        if self.random.random() < 0.5:
            note = f"Note {self.marker()}"
            fields |= {"change_class": "note", "note_kind": "correction", "note_text": note}
        else:
            note = ""
            fields |= {"change_class": self.random.choice(["copy_edit", "update"])}
        before, state = self.counts(form.article), self.state(form.article)
        response = self.client().post(reverse("corrections:review", args=[form.article]), fields)
        if response.status_code == 302:
            if self.counts(form.article) != before:
                assert not form.sent, "a form that was sent twice decided twice"
                shown = json.loads(form.fields["basis"])
                assert [shown[name] for name in state] == list(state.values()), "a review decided on something else"
            form.sent = True
            self.decided[form.article] |= form.markers
            self.notes.add(note)
        else:
            assert self.counts(form.article) == before

    def state(self, article: int) -> dict[str, object]:
        """Return what a decision about an article rests on, as the database has it."""
        publication = Publication.objects.select_related("version").get(article_id=article)
        restrictions = ArticlePage.objects.get(pk=article).get_view_restrictions()
        return {
            "version": publication.version.number,
            "standing": publication.status,
            "access": "login" if restrictions or publication.private else "",
        }

    def counts(self, article: int) -> tuple[int, int]:
        open_acts = Act.objects.filter(article_id=article, state__in=OPEN)
        return Entry.objects.filter(article_id=article).count(), open_acts.count()

    def withdraw(self) -> None:
        cause = self.random.choice(["error", "error", "privacy"])
        withdraw(self.article(), cause=cause, reason="Wrong.", user=self.user())

    def restrict(self) -> None:
        """Make a journal private or open it, as a person does or by code; code opens nothing."""
        journal = self.random.choice(self.journals)
        existing = PageViewRestriction.objects.filter(page_id=journal.pk).first()
        by_code = self.random.random() < 0.3
        if existing and by_code:
            existing.delete()
        elif existing:
            open_page(journal, text="It is open again.", user=self.user())
        elif by_code:
            PageViewRestriction.objects.create(page_id=journal.pk, restriction_type="login")
        else:
            cause = self.random.choice(["members", "privacy"])
            restrict(journal, Readers("login"), cause=cause, text="For members from now on.", user=self.user())

    def move(self) -> None:
        self.article().move(type(self.journals[0]).objects.get(pk=self.random.choice(self.journals).pk), "last-child")

    def add_note(self) -> None:
        kind = self.random.choice(["correction", "update", "concern", "retraction"])
        text = f"Note {self.marker()}"
        self.notes.add(text)
        add_note(self.article(), NoteDraft(kind, text), user=self.user())

    def redact(self) -> None:
        """Remove the marker of a version, seldom."""
        article = self.article()
        markers = sorted(self.decided[article.pk] - self.redacted)
        if markers and self.random.random() < 0.4:
            marker = self.random.choice(markers)
            self.redacted.add(marker)
            redact_words(article, marker, cause="court", order="District court", text="A name.")

    def cancel(self) -> None:
        acts = list(Act.objects.filter(state__in=OPEN).order_by("pk"))
        if acts:
            cancel(self.random.choice(acts).pk, user=self.user())

    def wait(self) -> None:
        """Let some hours pass; the scheduler runs."""
        self.clock.shift(timedelta(hours=self.random.randint(1, 12)))
        carry_out_due()

    # What must be true

    def check(self, step: str) -> None:
        for number in self.articles:
            self.check_decided(number, step)
            self.check_public(number, step)
            self.check_bases(number, step)
        self.check_acts(step)

    def check_decided(self, article: int, step: str) -> None:
        """Every version and note was decided, and each act wrote its version once."""
        texts = Version.objects.filter(article_id=article).values_list("text", flat=True)
        found = {marker for text in texts for marker in MARKER.findall(read_version(text)["copy"]["title"])}
        assert found <= self.decided[article], f"after {step}: readers got what no person decided"
        assert not found & self.redacted, f"after {step}: redacted words are in a version"
        notes = Note.objects.filter(article_id=article, kind__in=["correction", "update"]).values_list(
            "text", flat=True
        )
        markers = [marker for text in notes for marker in MARKER.findall(text)]
        assert len(markers) == len(set(markers)), f"after {step}: a note was written twice"
        acts = Entry.objects.filter(article_id=article, type="version").values_list("act", flat=True)
        assert len(acts) == len(set(acts)), f"after {step}: an act wrote two versions"

    def check_bases(self, article: int, step: str) -> None:
        """Each publication was written on the version, standing and notices on which it had been decided."""
        acts = {act.pk: act.basis for act in Act.objects.filter(article_id=article, kind=ActKind.PUBLICATION)}
        version, standing, notices = 0, "draft", set()
        entries = Entry.objects.filter(article_id=article).order_by("position")
        for act, group in groupby(entries, key=lambda entry: entry.act):
            if act in acts:
                found = (acts[act]["version"], acts[act]["standing"], set(acts[act]["notices"]))
                assert found == (version, standing, notices), f"after {step}: written without its basis"
            for entry in group:
                version = entry.version
                standing = {"version": "public", "return": "public", "withdrawal": "withdrawn"}.get(
                    entry.type, standing
                )
                notices |= {entry.change_class} & {"concern", "retraction"} if entry.type == "note" else set()

    def check_public(self, article: int, step: str) -> None:
        """Readers get the current version of a public article, and nothing of a hidden one."""
        publication = Publication.objects.select_related("version").get(article_id=article)
        page = ArticlePage.objects.get(pk=article)
        restricted = page.get_view_restrictions().exists()
        assert publication.restricted == restricted, f"after {step}: the flag of view restrictions is wrong"
        decided = Entry.objects.filter(article_id=article, type__in=["restriction", "opening"]).order_by("-position")
        private = decided.values_list("type", flat=True).first() == "restriction"
        assert publication.private == private, f"after {step}: the flag of the chain is wrong"
        hidden = restricted or private
        listed = Publication.objects.public().filter(pk=publication.pk).exists()
        response = self.reader.get(publication.current_address.path)
        markers = set(MARKER.findall(response.content.decode()))
        current = set(MARKER.findall(read_version(publication.version.text)["copy"]["title"]))
        if publication.status == "public" and not hidden:
            assert response.status_code == 200
            assert current <= markers
        else:
            assert not listed, f"after {step}: a hidden article is in lists"
            assert response.status_code != 200
        if hidden:
            title = set() if publication.is_protected else current
            assert markers & self.decided[article] <= title, f"after {step}: words of a hidden article are shown"

    def check_lists(self, step: str) -> None:
        """No list, feed, search, version or comparison has what was not decided, is protected or was redacted."""
        publications = list(Publication.objects.all())
        paths = ["/", "/corrections/", "/feed/", "/sitemap.xml", "/search/?q=Title"]
        for publication in publications:
            path, number = publication.card["path"], publication.version.number
            paths += [
                f"{path}versions/",
                f"{path}versions/{number}/",
                f"{path}versions/{max(1, number - 1)}..{number}/",
            ]
        shown = {marker for path in paths for marker in MARKER.findall(self.reader.get(path).content.decode())}
        notes = {marker for note in self.notes for marker in MARKER.findall(note)}
        assert shown <= set().union(*self.decided.values()) | notes, f"after {step}: readers see what was not decided"
        assert not shown & self.redacted, f"after {step}: readers see redacted words"
        for publication in publications:
            if publication.is_protected:
                hidden = self.decided[publication.article_id]
                assert not shown & hidden, f"after {step}: a list has words of a protected article"

    def check_acts(self, step: str) -> None:
        """What was decided is done, waits for its time, needs a person, or was cancelled by one."""
        overdue = Act.objects.filter(state=ActState.WAITING, due__lte=timezone.now())
        if step == "wait":
            assert not overdue.exists()
        for act in Act.objects.filter(state=ActState.DONE):
            assert Entry.objects.filter(act=act.pk).exists()
        for act in Act.objects.filter(state=ActState.ATTENTION):
            assert act.attention


def run_world(seed: int, steps: int) -> None:
    """Run one random history; equal for equal seeds. Raises AssertionError with the step that broke a promise."""
    with time_machine.travel(START, tick=False) as clock:
        world = World(Random(seed), clock)
        try:
            world.run(steps)
        except Refused as refusal:
            raise AssertionError(f"seed {seed}: {refusal.code}") from refusal
