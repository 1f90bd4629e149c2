"""Changes of all objects around a published article do not change its public pages."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import ArticlePage, Author, JournalPage
from tests import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/tideline/a-bridge/"


def main_of(answer) -> str:
    """Return the HTML of a page's main element."""
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main>")]


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
