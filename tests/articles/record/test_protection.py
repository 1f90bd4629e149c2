"""Attempts to change published articles past the record, each on an article with two versions.

`docs/record.md` lists them with the names of these tests. After each, the article's page, versions and publication
are checked.
"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage, Author, JournalPage
from articles.models.append_only import AppendOnlyError
from articles.record import triggers
from articles.record.models import Entry, Status, Version
from tests import factories as make
from tests.articles.admin.posting import message_levels
from tests.articles.record.refusals import refused

pytestmark = pytest.mark.django_db
ADDRESS = "/tideline/a-bridge/"


@pytest.fixture
def journal():
    return make.make_journal()


@pytest.fixture
def article(journal):
    """Two versions; readers have “The second title”."""
    article = make.make_article(journal, "The first title", slug="a-bridge")
    make.publish_draft(make.edit(article, title="The second title"), change_class="update")
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def unchanged(article, client):
    """Check that page, versions, publication and chain have not changed."""
    texts = list(Version.objects.filter(article=article).values_list("number", "text"))
    entries = list(Entry.objects.filter(article=article).values_list("position", "digest"))

    def check() -> None:
        assert list(Version.objects.filter(article_id=article.pk).values_list("number", "text")) == texts
        assert list(Entry.objects.filter(article_id=article.pk).values_list("position", "digest")) == entries
        publication = make.publication_of(article)
        assert (publication.version.number, publication.status) == (2, Status.PUBLIC)
        assert publication.current_address.path == ADDRESS
        client.logout()
        page = client.get(ADDRESS)
        assert page.status_code == 200
        assert "The second title" in page.content.decode()

    return check


def test_publishing_a_revision_of_a_live_article_by_code_is_refused(article, unchanged):
    revision = make.edit(article, title="By code").get_latest_revision()
    with refused("needs_review"):
        revision.publish()
    unchanged()
    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "By code"


@pytest.mark.parametrize("seen", [False, True])
def test_calling_wagtails_publish_action_directly_is_rejected_by_a_trigger(journal, article, unchanged, seen):
    target = make.edit(article, title="Direct") if seen else make.make_draft(journal, "Never seen")
    with pytest.raises(IntegrityError, match=triggers.LIVE), transaction.atomic():
        PublishPageRevisionAction(target.get_latest_revision()).execute()
    assert ArticlePage.objects.get(pk=target.pk).live is seen
    unchanged()


def test_saving_the_page_changes_the_draft_only(article, unchanged):
    article.title = "Saved"
    article.save()
    Page.objects.get(pk=article.pk).save()
    unchanged()
    assert ArticlePage.objects.get(pk=article.pk).title == "Saved"


def test_updating_text_or_slug_in_the_database_changes_the_draft_only(article, unchanged):
    Page.objects.filter(pk=article.pk).update(title="Updated", slug="updated", url_path="/front/tideline/updated/")
    ArticlePage.objects.filter(pk=article.pk).update(standfirst="Updated", body="[]")
    unchanged()


def test_setting_another_live_revision_is_rejected_by_a_trigger(article, unchanged):
    other = make.edit(article, title="Claimed").get_latest_revision()
    with pytest.raises(IntegrityError, match=triggers.LIVE), transaction.atomic():
        Page.objects.filter(pk=article.pk).update(live_revision=other)
    unchanged()


def test_setting_live_to_false_changes_nothing_for_readers(article, unchanged):
    Page.objects.filter(pk=article.pk).update(live=False)
    unchanged()


def test_changing_the_slug_by_code_keeps_the_published_address(article, unchanged):
    article.slug = "elsewhere"
    article.save()
    unchanged()


def test_deleting_a_published_article_by_code_or_queryset_is_refused(journal, article, unchanged):
    for delete in (
        lambda: ArticlePage.objects.get(pk=article.pk).delete(),
        lambda: ArticlePage.objects.filter(pk=article.pk).delete(),
        lambda: JournalPage.objects.get(pk=journal.pk).delete(),
    ):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    unchanged()


@pytest.mark.parametrize("table", ["record_version", "record_entry", "record_publication", "articles_articlepage"])
def test_deleting_in_sql_is_rejected(article, unchanged, table):
    with pytest.raises(IntegrityError), transaction.atomic():
        delete_all(table)
    unchanged()


def delete_all(table: str) -> None:
    """Delete all rows as a database client would, with the constraint checks of a commit."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    connection.check_constraints()


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["record_version", "record_publication", "articles_articlepage"])
def test_truncating_is_rejected(article, unchanged, table):
    connection.check_constraints()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
    unchanged()


def test_deleting_the_site_is_refused_with_a_message(client, article, unchanged):
    site = Site.objects.get(is_default_site=True)
    with pytest.raises(ProtectedError), transaction.atomic():
        site.delete()
    client.force_login(make.make_user("boss", "", is_superuser=True))
    answer = client.post(reverse("wagtailsites:delete", args=[site.pk]), follow=True)
    assert answer.status_code == 200
    assert message_levels(answer) == ["error"]
    assert Site.objects.filter(pk=site.pk).exists()
    unchanged()


def test_deleting_the_account_that_published_keeps_the_public_name_in_the_record(journal, client):
    user = make.make_user("ruth", public="Standards desk")
    draft = make.make_draft(journal, "A bridge")
    make.publish_draft(draft, user=user)
    get_user_model().objects.filter(pk=user.pk).delete()
    assert Entry.objects.get(article=draft).people["published"] == ["Standards desk"]
    assert client.get(ADDRESS).status_code == 200


def test_moving_an_article_or_its_journal_keeps_the_published_address(client, journal, article, unchanged):
    client.force_login(make.make_user("boss", "", is_superuser=True))
    other = make.make_journal("Other")
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, other.pk]), follow=True)
    assert answer.status_code == 200
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == other.pk
    unchanged()
    journal.slug = "tide"
    journal.save_revision().publish()
    unchanged()


def test_moving_pages_by_command_keeps_the_published_address(journal, article, unchanged):
    other = make.make_journal("Other")
    call_command("move_pages", str(journal.pk), str(other.pk), verbosity=0)
    assert ArticlePage.objects.get(pk=article.pk).get_parent().pk == other.pk
    unchanged()


@pytest.mark.parametrize(
    "command",
    [
        ["purge_revisions", "--days", "0"],
        ["fixtree"],
        ["update_index"],
        ["rebuild_references_index"],
        ["set_url_paths"],
        ["create_log_entries_from_revisions"],
        ["publish_scheduled"],
        ["wagtail_update_image_renditions"],
        ["clearsessions"],
    ],
    ids=lambda command: command[0],
)
def test_wagtails_commands_do_not_change_the_record(article, unchanged, command):
    make.edit(article, title="A newer draft")
    call_command(*command, verbosity=0)
    unchanged()


def test_a_translated_copy_is_a_draft_that_is_refused_outside_a_site(article, unchanged):
    french = Locale.objects.create(language_code="fr")
    home = make.make_site().root_page.specific.copy_for_translation(french, copy_parents=True)
    journal = article.get_parent().specific.copy_for_translation(french)
    translated = ArticlePage.objects.get(pk=article.pk).copy_for_translation(french)
    assert home.pk
    assert journal.pk
    assert not translated.live
    assert not Version.objects.filter(article_id=translated.pk).exists()
    with refused("outside_site"):
        make.publish_draft(ArticlePage.objects.get(pk=translated.pk))
    unchanged()


def test_an_article_at_the_path_of_another_is_refused(journal, article, unchanged):
    twin = make.make_draft(make.make_journal("Second"), "Twin", slug="a-bridge")
    Page.objects.filter(pk=twin.get_parent().pk).update(url_path=journal.url_path)
    with refused("address_taken"):
        make.publish_draft(ArticlePage.objects.get(pk=twin.pk))
    unchanged()


def test_an_article_outside_every_site_is_refused(journal):
    draft = make.make_draft(journal, "A bridge")
    root = Page.objects.get(depth=1)
    Page.objects.get(pk=journal.pk).move(root, pos="last-child")
    with refused("outside_site"):
        make.publish_draft(ArticlePage.objects.get(pk=draft.pk))


def test_locking_reordering_and_autosaving_change_nothing_for_readers(client, journal, article, unchanged):
    user = make.make_user("boss", "", is_superuser=True)
    client.force_login(user)
    client.post(reverse("wagtailadmin_pages:lock", args=[article.pk]))
    assert ArticlePage.objects.get(pk=article.pk).locked
    client.post(reverse("wagtailadmin_pages:unlock", args=[article.pk]))
    sibling = make.make_draft(journal, "Sibling")
    client.post(reverse("wagtailadmin_pages:set_page_position", args=[sibling.pk]) + "?position=0")
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.title = "Autosaved"
    draft.save_revision(user=user, overwrite_revision=None)
    unchanged()


def test_a_private_journal_asks_for_a_login_on_pages_and_versions(client, journal, article):
    PageViewRestriction.objects.create(page=journal, restriction_type=PageViewRestriction.LOGIN)
    for path in (ADDRESS, f"{ADDRESS}versions/", f"{ADDRESS}versions/1/", f"{ADDRESS}versions/1..2/"):
        answer = client.get(path)
        assert (answer.status_code, "/_util/login/" in answer.get("Location", "")) == (302, True), path
    for path in ("/", "/corrections/", "/feed/", "/search/?q=second", "/sitemap.xml"):
        assert "The second title" not in client.get(path).content.decode(), path


def test_an_expiry_date_set_by_code_withdraws_without_a_reason(client, article):
    Page.objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    answer = client.get(ADDRESS)
    assert answer.status_code == 410
    assert Version.objects.filter(article=article).count() == 2


def main_of(answer) -> str:
    """Return the HTML of a page's main element."""
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


class TestWeaknessesOfOtherWorkflows:
    """Weaknesses found in other public correction workflows, which do not exist here."""

    def test_h1_a_published_note_cannot_be_changed(self, article):
        from articles.record.models import Note
        from articles.record.notes import NoteDraft, add_note

        add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
        note = Note.objects.get(article=article)
        for values in ({"text": "{}"}, {"kind": "update"}, {"number": 9}):
            with pytest.raises(AppendOnlyError):
                Note.objects.filter(pk=note.pk).update(**values)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE record_entry SET version = 1")

    def test_h3_a_newer_draft_does_not_lose_a_note(self, article, client):
        from articles.record.notes import NoteDraft, add_note

        draft = make.edit(article, title="A newer draft")
        add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
        assert "It is 25 tonnes." in client.get(ADDRESS).content.decode()
        make.publish_draft(draft, change_class="update")
        assert "It is 25 tonnes." in client.get(ADDRESS).content.decode()

    def test_h4_a_superseded_version_is_kept_when_revisions_are_purged(self, article, client):
        call_command("purge_revisions", "--days", "0", verbosity=0)
        answer = client.get(f"{ADDRESS}versions/1/")
        assert answer.status_code == 200
        assert "The first title" in answer.content.decode()

    def test_h5_overwriting_a_revision_changes_no_version(self, article, unchanged):
        revision = article.live_revision
        revision.content["title"] = "Overwritten"
        revision.save()
        unchanged()

    def test_h6_a_superseded_version_keeps_the_snippets_that_readers_saw(self, client):
        disclaimer = make.make_disclaimer("<p>Old words of the house.</p>")
        author = make.make_author("Ilinca Drăgan", bio="<p>Old bio.</p>")
        journal = make.make_journal(disclaimers=[disclaimer])
        article = make.make_article(journal, "A bridge", authors=[author])
        make.publish_draft(make.edit(article, title="The bridge"), change_class="update")
        disclaimer.text, author.bio = "<p>New words.</p>", "<p>New bio.</p>"
        disclaimer.save()
        author.save()
        words = client.get(f"{ADDRESS}versions/1/").content.decode()
        assert "Old words of the house." in words
        assert "Old bio." in words
        assert "New words." not in words

    def test_h7_publishing_an_old_revision_keeps_all_notes(self, article, client):
        from articles.record.notes import NoteDraft, add_note

        old = article.revisions.order_by("created_at").first()
        add_note(article, NoteDraft("correction", "It is 25 tonnes."), user=None)
        draft = old.as_object()
        draft.save_revision()
        make.publish_draft(ArticlePage.objects.get(pk=article.pk), change_class="update")
        words = client.get(ADDRESS).content.decode()
        assert "The first title" in words
        assert "It is 25 tonnes." in words


def test_changing_everything_around_an_article_changes_neither_its_page_nor_version_1(client):
    """Bio, disclaimer, image file, entity name, journal slug; revisions purged; copied, moved; the author retired."""
    author, disclaimer = make.make_author("Ilinca Drăgan", bio="<p>Old bio.</p>"), make.make_disclaimer("<p>Old.</p>")
    journal = make.make_journal(disclaimers=[disclaimer])
    programme, image = make.make_programme("Bittern"), make.make_image()
    article = make.make_article(
        journal, "A bridge", authors=[author], programmes=[programme], lead_image=image, lead_alt="Seen"
    )
    make.publish_draft(make.edit(article, standfirst="Second"), change_class="update")
    before = [main_of(client.get(path)) for path in (ADDRESS, f"{ADDRESS}versions/1/")]

    Author.objects.filter(pk=author.pk).update(bio="<p>New.</p>", name="Someone", retired=True)
    disclaimer.text = "<p>New.</p>"
    disclaimer.save()
    programme.name = "Heron"
    programme.save()
    image.file = make.make_image(colour=(0, 0, 0)).file
    image.save()
    journal = JournalPage.objects.get(pk=journal.pk)
    journal.slug = "tide"
    journal.save_revision().publish()
    call_command("purge_revisions", "--days", "0", verbosity=0)
    page = ArticlePage.objects.get(pk=article.pk)
    page.copy(update_attrs={"slug": "copied", "title": "Copied"})
    page.move(make.make_journal("Other"), pos="last-child")

    after = [main_of(client.get(path)) for path in (ADDRESS, f"{ADDRESS}versions/1/")]
    assert after == before
    client.force_login(make.make_user("boss", "", is_superuser=True))
    for name in ("edit", "history", "usage", "revisions_compare"):
        arguments = [article.pk, "live", "latest"] if name == "revisions_compare" else [article.pk]
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments)).status_code == 200, name
    for name in ("edit", "inspect"):
        for model, pk in (("author", author.pk), ("disclaimer", disclaimer.pk)):
            answer = client.get(f"/admin/snippets/articles/{model}/{name}/{pk}/")
            assert answer.status_code in (200, 404), (model, name)
