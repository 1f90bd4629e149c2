"""Making a page private, opening it and moving it across a restriction in the admin."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from articles.models import JournalPage
from articles.record.models import Act, ActKind, ActState, Entry, Publication
from articles.record.privacy.decisions import Readers, restrict
from articles.record.verify import verify
from tests import factories as make
from tests.articles.responses import error_codes, links, message_levels

pytestmark = pytest.mark.django_db

WORDS = {"cause": "members", "text": "It is read by the members from now on.", "access": "login"}


@pytest.fixture
def private():
    """A journal that people who have logged in can read, without articles."""
    journal = make.make_journal("Private")
    PageViewRestriction.objects.create(page=journal, restriction_type="login")
    return journal


@pytest.fixture
def articles(journal):
    return [make.make_article(journal, title) for title in ("One", "Two")]


def url(name: str, *pages) -> str:
    return reverse(f"corrections:{name}", args=[page.pk for page in pages])


def send(client, address: str, **values):
    """Open a form and send it as the browser does, with other values."""
    form = client.get(address).context["form"]
    return client.post(address, {"token": form["token"].value(), "shown": form["shown"].value(), **values})


def types(article) -> list[str]:
    return list(Entry.objects.filter(article_id=article.pk).order_by("position").values_list("type", flat=True))


def public() -> list[int]:
    return list(Publication.objects.public().order_by("article_id").values_list("article_id", flat=True))


def schedule(article) -> Act:
    return make.schedule(make.edit(article, title="New"), change_class="update")


def test_a_journal_is_made_private_with_cause_and_words(client, editor, journal, articles):
    page = client.get(url("private", journal))
    assert [row.article for row in page.context["listed"]] == [article.pk for article in articles]
    response = send(client, url("private", journal), **WORDS)
    assert message_levels(response) == ["success"]
    assert [types(article) for article in articles] == [["version", "restriction"]] * 2
    assert Entry.objects.filter(type="restriction").first().people["published"] == ["Standards desk"]
    assert public() == []
    assert list(verify()) == []


def test_it_is_opened_again(client, editor, journal, article):
    send(client, url("private", journal), **WORDS)
    page = client.get(url("open", journal))
    assert [row.article for row in page.context["listed"]] == [article.pk]
    assert message_levels(send(client, url("open", journal), text="Open again.")) == ["success"]
    assert types(article) == ["version", "restriction", "opening"]
    assert public() == [article.pk]
    assert client.get("/tideline/a-bridge/").status_code == 200


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"cause": ""}, {"cause": ["required"]}),
        ({"cause": "error"}, {"cause": ["invalid_choice"]}),
        ({"text": " "}, {"text": ["no_text"]}),
        ({"text": "x" * 2001}, {"text": ["max_length"]}),
        ({"access": ""}, {"access": ["required"]}),
        ({"access": "groups"}, {"groups": ["no_groups"]}),
        ({"access": "password"}, {"password": ["no_password"]}),
    ],
)
def test_nothing_changes_with_an_incomplete_form(client, editor, journal, article, values, codes):
    assert error_codes(send(client, url("private", journal), **{**WORDS, **values})) == codes
    assert public() == [article.pk]


@pytest.mark.parametrize("cause", ["privacy", "safety", "legal"])
def test_words_may_be_empty_for_a_cause_that_protects_a_person(client, editor, journal, article, cause):
    assert message_levels(send(client, url("private", journal), **WORDS | {"cause": cause, "text": ""})) == ["success"]


def test_the_form_is_shown_again_when_the_articles_have_changed(client, editor, journal, article):
    address = url("private", journal)
    form = client.get(address).context["form"]
    added = make.make_article(journal, "New")
    stale = {"token": form["token"].value(), "shown": form["shown"].value(), **WORDS}
    response = client.post(address, stale)
    assert error_codes(response) == {"__all__": ["articles_changed"]}
    assert public() == [article.pk, added.pk]
    again = response.context["form"]
    assert again["shown"].value().split() == [str(article.pk), str(added.pk)]
    assert again["text"].value() == WORDS["text"]
    assert message_levels(client.post(address, {**stale, "shown": again["shown"].value()})) == ["success"]
    assert public() == []


def test_a_form_sent_twice_decides_once(client, editor, journal, article):
    address = url("private", journal)
    form = client.get(address).context["form"]
    values = {"token": form["token"].value(), "shown": form["shown"].value(), **WORDS}
    for _time in range(2):
        assert message_levels(client.post(address, values))[-1] == "success"
    assert types(article) == ["version", "restriction"]


def test_each_scheduled_publication_is_cancelled_or_kept(client, editor, journal, articles):
    acts = [schedule(article) for article in articles]
    address = url("private", journal)
    names = [f"act_{act.pk}" for act in acts]
    assert error_codes(send(client, address, **WORDS)) == {name: ["required"] for name in names}
    send(client, address, **WORDS, **{names[0]: "cancel", names[1]: "renew"})
    assert [Act.objects.get(pk=act.pk).state for act in acts] == [ActState.CANCELLED, ActState.ATTENTION]


def test_groups_are_stored(client, editor, journal, article):
    group = Group.objects.create(name="Harbour Network")
    send(client, url("private", journal), **WORDS | {"access": "groups", "groups": [group.pk]})
    assert list(PageViewRestriction.objects.get().groups.all()) == [group]
    assert client.get(url("private", journal)).context["form"]["groups"].value() == [group.pk]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["private", "open", "move"])
def test_without_permission_nothing_is_shown_or_changed(client, journal, article, private, name, method):
    client.force_login(make.make_user("author", "Authors"))
    pages = [article, private] if name == "move" else [article]
    assert getattr(client, method)(url(name, *pages), WORDS).status_code in (302, 403)
    assert public() == [article.pk]
    assert types(article) == ["version"]
    client.logout()
    assert client.get(url(name, *pages)).status_code == 302


def dialog(client, page, data=None) -> dict:
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return json.loads((client.post(address, data) if data else client.get(address)).content)


def test_wagtails_dialog_leads_to_the_forms_where_readers_have_seen_articles(client, editor, journal, article):
    assert url("private", journal) in dialog(client, journal)["html"]
    answer = dialog(client, journal, {"restriction_type": "login", "password": "", "groups": []})
    assert "step" not in answer
    assert not PageViewRestriction.objects.exists()
    send(client, url("private", journal), **WORDS)
    assert url("open", journal) in dialog(client, journal)["html"]
    assert url("open", journal) in dialog(client, article)["html"]


def test_wagtails_dialog_leads_to_the_forms_where_only_a_draft_is_scheduled(client, editor, private):
    act = make.schedule(make.make_draft(private))
    assert url("open", private) in dialog(client, private)["html"]
    assert "step" not in dialog(client, private, {"restriction_type": "none"})
    response = send(client, url("open", private))
    assert error_codes(response) == {f"act_{act.pk}": ["required"]}
    send(client, url("open", private), **{f"act_{act.pk}": "renew"})
    assert Act.objects.get(pk=act.pk).state == ActState.ATTENTION
    assert not PageViewRestriction.objects.exists()


def test_wagtails_dialog_works_for_other_pages(client, editor, journal):
    assert dialog(client, journal)["step"] == "set_privacy"
    assert dialog(client, journal, {"restriction_type": "login"})["step"] == "set_privacy_done"
    assert PageViewRestriction.objects.get().page_id == journal.pk


def test_the_dialog_requires_permission(client, journal, article):
    address = reverse("wagtailadmin_pages:set_privacy", args=[journal.pk])
    assert client.get(address).status_code == 302
    client.force_login(make.make_user("author", "Authors"))
    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("place", ["journal", "article"])
def test_the_dialog_names_a_private_page_above_only_to_those_who_may_explore_it(client, journal, article, place):
    group = Group.objects.create(name="Limited")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="publish_page", content_type__app_label="wagtailcore")
    page = {"journal": journal, "article": article}[place]
    GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = make.make_user("limited", "")
    user.groups.add(group)
    client.force_login(user)
    restrict(journal, Readers("login"), cause="privacy")
    html = dialog(client, article)["html"]
    assert (journal.title in html) == (url("open", journal) in html) == (place == "journal")
    assert "a page above it is" in html or place == "journal"
    assert url("open", article) not in html


def confirm(client, page, target):
    return client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))


def test_a_move_that_makes_articles_private_asks_for_cause_and_words(client, editor, journal, article, private):
    assert confirm(client, article, private).url == url("move", article, private)
    assert Page.objects.get(pk=article.pk).get_parent().pk == journal.pk
    address = url("move", article, private)
    assert error_codes(send(client, address, text="x")) == {"cause": ["required"]}
    assert message_levels(send(client, address, cause="members", text="For members.")) == ["success"]
    assert Page.objects.get(pk=article.pk).get_parent().pk == private.pk
    assert types(article) == ["version", "restriction"]


def test_a_move_that_opens_articles_asks_for_words_only(client, editor, journal, article, private):
    send(client, url("move", article, private), cause="members", text="For members.")
    assert confirm(client, article, journal).url == url("move", article, journal)
    page = client.get(url("move", article, journal))
    assert "cause" not in page.context["form"].fields
    send(client, url("move", article, journal))
    assert types(article) == ["version", "restriction", "opening"]
    assert public() == [article.pk]


def test_other_moves_are_made_as_before(client, editor, article):
    other = make.make_journal("Other")
    assert message_levels(confirm(client, article, other)) == ["success"]
    assert Page.objects.get(pk=article.pk).get_parent().pk == other.pk
    assert client.get(url("move", article, JournalPage.objects.get(title="Tideline"))).status_code == 302


def test_a_bulk_move_that_makes_articles_private_is_refused(client, editor, journal, article, private):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    response = client.post(f"{address}?id={article.pk}", {"chooser": private.pk})
    assert message_levels(response) == ["error"]
    assert Page.objects.get(pk=article.pk).get_parent().pk == journal.pk


def test_an_article_whose_restriction_code_removed_is_shown_as_needing_attention(client, editor, journal, article):
    PageViewRestriction.objects.create(page=journal, restriction_type="login").delete()
    act = Act.objects.get(kind=ActKind.OPENING)
    listed = client.get(reverse("corrections:acts"))
    assert act in listed.context["acts"].object_list
    assert url("open", article) in links(client.get(reverse("corrections:act", args=[act.pk])))
    assert client.post(reverse("corrections:act", args=[act.pk]), {"action": "now"}).status_code == 400
    send(client, url("open", article))
    assert public() == [article.pk]


def test_an_impossible_group_is_a_form_error(client, editor, journal, article):
    response = send(client, url("private", journal), **WORDS | {"access": "groups", "groups": ["9" * 30]})
    assert error_codes(response) == {"groups": ["invalid_choice", "no_groups"]}
