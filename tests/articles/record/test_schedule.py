"""Scheduled acts: what was decided is what happens, once, or it waits for a person."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision

from articles.models import ArticleAuthor, ArticlePage, JournalDisclaimer
from articles.record.canonical import digest
from articles.record.formats.notes import read_note
from articles.record.formats.versions import read_version
from articles.record.models import Act, ActKind, ActState, Entry, Note, RecordImage, Version, WaitingNote
from articles.record.notes import NoteDraft, add_note
from articles.record.schedule import cancel, carry_out, carry_out_due, reschedule
from articles.record.verify import verify
from articles.record.withdraw import withdraw
from tests import factories as make
from tests.articles.record.refusals import refused
from tests.articles.record.scheduling import due, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def journal():
    return make.make_journal("Tideline")


@pytest.fixture
def changed(journal):
    """A public article with a draft that changes its title."""
    return make.edit(make.make_article(journal, "A bridge"), title="A longer bridge")


def waiting_files(act: Act) -> list[Path]:
    folder = Path(storages["record_private"].location) / "waiting" / str(act.pk)
    return [path for path in folder.rglob("*") if path.is_file()]


def public_files() -> set[str]:
    folder = Path(storages["record"].location)
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_what_is_written_is_the_copy_that_was_held_whatever_changed_meanwhile(journal):
    author, newcomer, country = make.make_author("Ilinca Drăgan"), make.make_author("Nana"), make.make_country("BY")
    disclaimer, picture = make.make_disclaimer("<p>Views are the author’s own.</p>"), make.make_image()
    article = make.make_article(journal, "A bridge", authors=[author])
    draft = article.get_latest_revision_as_object()
    draft.article_authors.add(ArticleAuthor(author=newcomer))
    draft.countries.add(country)
    draft.lead_image = picture
    draft.save_revision()
    act = make.schedule(ArticlePage.objects.get(pk=article.pk), change_class="copy_edit")
    held = act.content
    for person in (author, newcomer):
        person.name, person.bio = f"{person.name} renamed", "<p>Unreviewed.</p>"
        person.save()
    disclaimer.text = "<p>Unreviewed.</p>"
    disclaimer.save()
    journal.title = "Unreviewed"
    journal.save_revision().publish()
    picture.delete()
    assert due(act).state == ActState.DONE
    version = Version.objects.get(article=article, number=2)
    assert version.text == held
    assert digest(held) == version.entry.content_digest
    assert "Unreviewed" not in version.text
    assert list(verify()) == []


def test_an_act_is_carried_out_once(changed):
    act = make.schedule(changed, change_class="update")
    make.make_due(act)
    assert [carry_out(act.pk) is not None for _time in range(2)] == [True, False]
    assert carry_out_due() == []
    assert titles(changed) == ["A bridge", "A longer bridge"]


def test_an_act_is_not_carried_out_before_its_time(changed):
    act = make.schedule(changed, change_class="update")
    assert carry_out(act.pk) is None
    assert carry_out_due() == []
    assert titles(changed) == ["A bridge"]


def test_a_colleagues_note_does_not_stop_a_scheduled_publication(changed):
    act = make.schedule(changed, notes=[NoteDraft("correction", "Longer.")])
    add_note(changed, NoteDraft("clarification", "By a colleague."), user=None)
    assert due(act).state == ActState.DONE
    notes = Entry.objects.filter(article=changed, type="note").values_list("change_class", flat=True)
    assert list(notes) == ["clarification", "correction"]


@pytest.mark.parametrize(
    "change",
    [
        lambda article: withdraw(article, cause="legal", reason="A court’s order."),
        lambda article: PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login"),
        lambda article: add_note(article, NoteDraft("retraction", "Invented."), user=None),
        lambda article: add_note(article, NoteDraft("concern", "Under examination."), user=None),
        lambda article: make.publish_draft(make.edit(article, title="By a colleague"), change_class="update"),
    ],
    ids=["withdrawn", "private", "retracted", "under concern", "another version"],
)
def test_an_act_without_its_basis_writes_nothing_and_waits_for_a_person(changed, change):
    act = make.schedule(changed, change_class="copy_edit")
    change(changed)
    entries = Entry.objects.count()
    assert due(act).state == ActState.ATTENTION
    assert act.attention
    assert read_version(act.content)["copy"]["title"] == "A longer bridge"
    assert Entry.objects.count() == entries
    assert carry_out_due() == []


@pytest.mark.parametrize(
    ("kind", "state"), [("retraction", "attention"), ("concern", "attention"), ("update", "waiting")]
)
def test_a_notice_lets_a_scheduled_publication_wait_for_a_person_at_once(changed, kind, state):
    act = make.schedule(changed, change_class="copy_edit")
    add_note(changed, NoteDraft(kind, "Under examination."), user=None)
    act.refresh_from_db()
    assert act.state == state


def test_an_act_that_waits_for_a_person_is_not_carried_out_when_it_is_due(changed):
    act = make.schedule(changed, change_class="copy_edit")
    make.make_due(act)
    Act.objects.filter(pk=act.pk).update(state=ActState.ATTENTION, attention="Somebody must look.")
    assert carry_out_due() == []
    assert titles(changed) == ["A bridge"]


def test_a_scheduled_publication_reserves_its_address(journal):
    first, second = (make.make_draft(journal, "A bridge", slug=slug) for slug in ("a-bridge", "another"))
    act = make.schedule(first)
    other_journal = make.make_journal("Frontier")
    second.move(other_journal, pos="last-child")
    first.move(other_journal, pos="last-child")
    intruder = make.make_draft(journal, "Intruder", slug="a-third")
    # Past the form, which refuses the slug.
    Page.objects.filter(pk=intruder.pk).update(slug="a-bridge")
    revision = intruder.get_latest_revision()
    revision.content["slug"] = "a-bridge"
    revision.save()
    intruder = ArticlePage.objects.get(pk=intruder.pk)
    with refused("address_reserved"):
        make.publish_draft(intruder)
    with refused("address_reserved"):
        make.schedule(intruder)
    cancel(act.pk, user=None)
    make.publish_draft(intruder)


def test_pictures_wait_where_readers_cannot_reach_them_and_make_no_row_before(journal):
    article = make.edit(make.make_article(journal, "A bridge"), lead_image=make.make_image(colour=(3, 90, 7)))
    rows, public = RecordImage.objects.count(), public_files()
    act = make.schedule(article, change_class="update")
    (file,) = waiting_files(act)
    assert not file.is_relative_to(Path(storages["default"].location))
    assert (RecordImage.objects.count(), public_files()) == (rows, public)
    assert due(act).state == ActState.DONE
    assert RecordImage.objects.count() > rows
    assert list(verify()) == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_waiting_pictures_are_deleted_when_an_act_is_carried_out_or_cancelled():
    journal = make.make_journal("Tideline")
    for colour, end in ((11, cancel_it), (12, due), (13, delete_article)):
        article = make.make_draft(journal, lead_image=make.make_image(colour=(colour, 1, 1)))
        act = make.schedule(article)
        assert len(waiting_files(act)) == 1
        end(act)
        assert waiting_files(act) == []


def cancel_it(act: Act) -> None:
    cancel(act.pk, user=None)


def delete_article(act: Act) -> None:
    act.article.delete()


def test_the_draft_may_be_edited_while_an_act_waits(changed):
    act = make.schedule(changed, change_class="update")
    make.edit(changed, title="Edited later")
    due(act)
    page = ArticlePage.objects.get(pk=changed.pk)
    assert titles(changed) == ["A bridge", "A longer bridge"]
    assert (page.title, page.has_unpublished_changes) == ("A longer bridge", True)
    assert page.get_latest_revision_as_object().title == "Edited later"


def test_a_revision_that_was_overwritten_or_purged_does_not_change_what_is_published(changed):
    act = make.schedule(changed, change_class="update")
    draft = changed.get_latest_revision_as_object()
    draft.title = "Overwritten"
    draft.save_revision(overwrite_revision=changed.get_latest_revision())
    due(act)
    assert titles(changed) == ["A bridge", "A longer bridge"]
    again = make.edit(ArticlePage.objects.get(pk=changed.pk), title="Third")
    act = make.schedule(again, change_class="update")
    make.edit(again, title="Fourth")
    Revision.objects.filter(pk=act.revision).delete()
    assert due(act).state == ActState.DONE
    assert titles(changed)[-1] == "Third"


def test_the_day_of_first_publication_is_that_of_writing_in_the_zone_of_the_decision(journal, settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    with time_machine.travel(datetime(2026, 5, 10, 12, tzinfo=UTC), tick=False), timezone.override("Europe/Warsaw"):
        act = make.schedule(make.make_draft(journal, "A bridge"), due=datetime(2026, 5, 12, 12, tzinfo=UTC))
    assert act.zone == "Europe/Warsaw"
    with time_machine.travel(datetime(2026, 5, 14, 22, 30, tzinfo=UTC), tick=False):
        carry_out_due()
    (text,) = Version.objects.values_list("text", flat=True)
    assert read_version(text)["copy"]["first_published"] == "2026-05-15"


def test_a_day_of_first_publication_that_was_reviewed_is_kept(journal):
    draft = make.make_draft(journal, "A bridge", published_on=datetime(2020, 2, 3, tzinfo=UTC).date())
    with refused("earlier_day"):
        make.schedule(draft)
    due(make.schedule(draft, imported=True))
    (version,) = Version.objects.select_related("entry")
    assert read_version(version.text)["copy"]["first_published"] == "2020-02-03"
    assert version.entry.imported


def test_a_new_time_is_kept_with_its_zone_and_cannot_be_in_the_past(changed):
    act = make.schedule(changed, change_class="update")
    moment = timezone.now() + timedelta(days=5)
    with timezone.override("Asia/Tbilisi"):
        reschedule(act.pk, moment, user=None)
    act.refresh_from_db()
    assert (act.due, act.zone, act.state) == (moment, "Asia/Tbilisi", ActState.WAITING)
    with refused("in_past"):
        reschedule(act.pk, timezone.now() - timedelta(minutes=1), user=None)


def test_what_cannot_be_published_now_cannot_be_scheduled(journal, changed):
    with refused("unchanged"):
        make.schedule(make.edit(changed, title="A bridge"), change_class="update")
    make.schedule(make.edit(changed, title="Two"), change_class="update")
    with refused("already_scheduled"):
        make.schedule(make.edit(changed, title="Three"), change_class="update")
    make.schedule(changed, change_class="update", cancel_open=True)
    states = Act.objects.filter(article=changed, kind=ActKind.PUBLICATION).exclude(state=ActState.DONE)
    assert sorted(states.values_list("state", flat=True)) == ["cancelled", "waiting"]


def test_an_error_in_one_act_does_not_stop_the_next(journal, changed, monkeypatch, caplog):
    broken = make.schedule(changed, change_class="update")
    fine = make.schedule(make.make_draft(journal, "Fine"))
    Act.objects.filter(pk=broken.pk).update(content='{"format":99}')
    for act in (broken, fine):
        make.make_due(act)
    assert [act.pk for act in carry_out_due()] == [fine.pk]
    broken.refresh_from_db()
    assert (broken.state, bool(broken.attention)) == (ActState.ATTENTION, True)
    assert str(broken.pk) in caplog.text


def test_a_scheduled_reinstatement_writes_what_was_reviewed_and_no_version(journal):
    article = make.make_article(journal, "A bridge", lead_image=make.make_image())
    withdraw(article, cause="legal", reason="A court’s order.")
    act = make.schedule(ArticlePage.objects.get(pk=article.pk), reinstate=True)
    disclaimer = make.make_disclaimer("<p>All views are false.</p>")
    JournalDisclaimer.objects.create(page=journal, disclaimer=disclaimer, sort_order=0)
    assert due(act).state == ActState.DONE
    assert Entry.objects.filter(article=article).latest("position").type == "return"
    assert Version.objects.filter(article=article).count() == 1


def test_what_was_never_reviewed_cannot_be_published_before_its_time(changed):
    act = make.schedule(changed, change_class="update")
    Act.objects.filter(pk=act.pk).update(state=ActState.ATTENTION, content="")
    carry_out(act.pk, early=True)
    act.refresh_from_db()
    assert act.state == ActState.ATTENTION
    assert titles(changed) == ["A bridge"]


def test_a_publication_by_code_does_not_replace_a_scheduled_one(journal):
    draft = make.make_draft(journal, "A bridge")
    act = make.schedule(draft)
    with refused("already_scheduled"):
        make.edit(draft, title="Unreviewed").get_latest_revision().publish()
    act.refresh_from_db()
    assert act.state == ActState.WAITING


def test_a_slug_that_another_page_has_taken_is_refused(journal):
    article = make.edit(make.make_article(journal, "A bridge"), slug="another")
    make.make_draft(journal, "Another", slug="another")
    with refused("invalid_page"):
        make.publish_draft(article, change_class="update")


def test_a_first_publication_goes_out_on_a_day_that_has_not_begun_in_the_zone_of_the_site(journal):
    with time_machine.travel(datetime(2026, 5, 10, 12, tzinfo=UTC), tick=False), timezone.override("Pacific/Auckland"):
        act = make.schedule(make.make_draft(journal, "A bridge"), due=datetime(2026, 5, 12, 20, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 5, 12, 20, 1, tzinfo=UTC), tick=False):
        assert due(act).state == ActState.DONE
    (text,) = Version.objects.values_list("text", flat=True)
    assert read_version(text)["copy"]["first_published"] == "2026-05-13"


def test_the_pending_notes_of_a_scheduled_first_publication_are_those_that_were_decided(journal):
    draft = make.make_draft(journal, "A bridge", published_on=datetime(2020, 2, 3, tzinfo=UTC).date())
    note = WaitingNote.objects.create(page=draft, kind="correction", text="It is longer.", date_text="in May")
    act = make.schedule(draft, imported=True)
    note.delete()
    other = WaitingNote.objects.create(page=draft, kind="retraction", text="It was wrong.")
    assert due(act).state == ActState.DONE
    assert [(row.kind, read_note(row.text)["date_text"]) for row in Note.objects.all()] == [("correction", "in May")]
    assert list(WaitingNote.objects.all()) == [other], "what was not decided is not written, and not lost"


def test_an_address_that_a_scheduled_change_reserves_is_refused_for_a_draft(journal):
    article = make.make_article(journal, "A bridge", slug="a-bridge")
    act = make.schedule(make.edit(article, slug="the-bridge"), change_class="update")
    draft = make.make_draft(journal, "The bridge", slug="another")
    draft.slug = "the-bridge"
    with pytest.raises(ValidationError) as refusal:
        draft.full_clean()
    assert refusal.value.error_dict["slug"][0].code == "address_taken"
    assert due(act).state == ActState.DONE
