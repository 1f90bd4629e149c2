"""The page in place of a private article or page, and passwords."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from articles.reading.models import PasswordCount
from articles.reading.views import passwords
from articles.record import clock, withheld
from articles.record.acts import Decider, context_of, finish_act, new_act
from articles.record.basis import basis_of
from articles.record.models import ActKind, ChangeClass, EntryType, Publication, RecordImage
from articles.record.notes import write_note
from articles.record.transactions import lock_article
from articles.record.withdraw import withdraw
from journal.models import StandardPage
from tests import factories as make

pytestmark = pytest.mark.django_db

PATH = "/tideline/a-bridge/"


@pytest.fixture
def article(journal):
    return make.make_article(journal, "A bridge", lead_image=make.make_image())


@pytest.fixture
def journal(db):
    return make.make_journal()


def restrict(page, kind="password", password="tide") -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)


def enter(client, restriction, page, password, **extra):
    path = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    return client.post(path, {"password": password, "return_url": PATH}, **extra)


def make_private(article, cause: str, *, text: str = "", since: str = "") -> None:
    """Make an article private in the record, as the act will."""
    with lock_article(article.pk) as current:
        publication = make.publication_of(article)
        at = clock.now()
        act = new_act(
            current,
            ActKind.RESTRICTION,
            Decider(),
            basis_of(publication, publication.article_id),
            uid=publication.uid,
            at=at,
        )
        write_note(
            context_of(act, publication.uid, at),
            type=EntryType.RESTRICTION,
            kind=ChangeClass.RESTRICTION,
            text=text,
            cause=cause,
            since=since,
            version=1,
        )
        finish_act(act, at)
        Publication.objects.filter(article=article).update(private=True, hidden_cause=cause)
        withheld.follow_visibility([publication.pk])


# --- the page


def test_a_private_article_states_since_when_and_why_where_it_may(client, get_page, article):
    make_private(article, "members", text="It is for members from now on.", since="2023-06-14T10:00:00.000000Z")
    page = get_page(PATH, status=403)
    words = page.select_one("main").get_text(" ")
    assert "14 June 2023" in words
    assert "It is for members from now on." in words
    assert page.select_one(".hidden-title").get_text() == "A bridge"
    assert page.select('a[href^="/_util/login/?next="]')
    assert page.select_one("main .label a")["href"] == "/tideline/"


@pytest.mark.parametrize("cause", ["privacy", "safety", "legal"])
def test_a_protected_article_states_since_when_and_no_more(get_page, article, cause):
    make_private(article, cause, text="A witness was named.")
    words = get_page(PATH, status=403).get_text(" ")
    assert "private since" in words
    assert "witness" not in words
    assert "A bridge" not in words


def test_a_restriction_without_a_recorded_cause_protects_the_title_and_claims_no_reason(get_page, journal, article):
    restrict(journal, "login")
    words = get_page(PATH, status=403).select_one("main").get_text(" ")
    assert "No reason is recorded" in words
    assert "protect" not in words
    assert "A bridge" not in words


def test_a_private_journal_is_not_named_and_answers_in_the_frame_of_the_site(get_page, journal, article):
    restrict(journal, "login")
    assert "Tideline" not in get_page(PATH, status=403).get_text()
    page = get_page("/tideline/", status=403)
    assert "Tideline" not in page.get_text()
    assert page.select_one("header.masthead")


def test_a_private_standing_page_answers_in_the_frame_of_the_site(client, get_page):
    page = make.make_site().root_page.add_child(instance=StandardPage(title="Minutes", slug="minutes"))
    restrict(page)
    shown = get_page("/minutes/", status=403)
    assert shown.select('main input[type="password"]')
    assert "Minutes" not in shown.get_text()


def test_members_of_the_group_read_a_page_for_groups_and_others_learn_that_it_is_for_groups(client, get_page, article):
    restriction = restrict(article, "groups")
    restriction.groups.add(Group.objects.get(name="Editors"))
    assert get_page(PATH, status=403).select('main a[href^="/_util/login/"]')
    client.force_login(make.make_user("reader", group=""))
    assert not get_page(PATH, status=403).select('main a[href^="/_util/login/"]')
    client.force_login(make.make_user("editor"))
    response = client.get(PATH)
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_the_log_in_is_a_page_of_the_site_and_leads_back(client, article):
    restrict(article, "login")
    make.make_user("reader", group="")
    assert 'class="masthead' in client.get("/_util/login/").content.decode()
    response = client.post(f"/_util/login/?next={PATH}", {"username": "reader", "password": "reader", "next": PATH})
    assert (response.status_code, response["Location"]) == (302, PATH)
    assert client.get(PATH).status_code == 200


def test_pictures_of_a_private_article_are_served_to_those_who_may_read_it_and_to_no_cache(
    client, get_page, article, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        restrict(article, "login")
    name = RecordImage.objects.first().file
    uid = make.publication_of(article).uid
    assert client.get(f"/record-files/{uid}/{name}").status_code == 404
    client.force_login(make.make_user("reader", group=""))
    for address in (PATH, f"{PATH}versions/1/"):
        sources = [image["src"] for image in get_page(address).select("article img")]
        assert sources
        for source in sources:
            response = client.get(source)
            assert response.status_code == 200
            assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
            assert response.getvalue()
    assert client.get(f"/record-files/{uid}/{'0' * 64}.webp").status_code == 404


def test_the_address_by_permanent_id_leads_to_the_current_address(client, article):
    uid = make.publication_of(article).uid
    make.publish_draft(make.edit(article, slug="the-bridge"))
    response = client.get(f"/record/{uid}/")
    assert (response.status_code, response["Location"]) == (302, "/tideline/the-bridge/")
    assert client.get("/record/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_a_former_address_of_a_protected_article_does_not_lead_to_the_current_one(client, article):
    make.publish_draft(make.edit(article, slug="the-secret"))
    withdraw(article, cause="safety")
    response = client.get(PATH)
    assert response.status_code == 410
    assert "the-secret" not in response.content.decode()


def test_the_page_of_a_withdrawn_article_names_the_withdrawal_after_a_later_note(get_page, article):
    withdraw(article, cause="error", reason="The figures were wrong.")
    with lock_article(article.pk) as current:
        publication = make.publication_of(article)
        act = new_act(
            current,
            ActKind.NOTE,
            Decider(),
            basis_of(publication, publication.article_id),
            uid=publication.uid,
            at=clock.now(),
        )
        context = context_of(act, publication.uid, clock.now())
        write_note(context, kind=ChangeClass.EDITORS_NOTE, text="More.", version=1)
        finish_act(act, clock.now())
    assert "It cannot be relied on" in get_page(PATH, status=410).select_one("main").get_text()


# --- passwords


def test_a_password_is_stored_as_a_hash_once(article):
    restriction = restrict(article)
    stored = restriction.password
    assert "tide" not in stored
    restriction.save()
    assert PageViewRestriction.objects.get().password == stored


def test_a_password_in_plain_text_opens_nothing(client, article):
    restriction = restrict(article)
    PageViewRestriction.objects.update(password="tide")
    assert enter(client, restriction, article, "tide").status_code == 403


def test_the_right_password_opens_every_page_under_the_restriction(client, journal, article):
    restriction = restrict(journal)
    assert client.get(PATH).status_code == 403
    response = enter(client, restriction, article, "tide")
    assert (response.status_code, response["Location"]) == (303, PATH)
    assert client.get(PATH).status_code == 200
    assert client.get("/tideline/").status_code == 200


def test_a_changed_password_ends_access(client, article):
    restriction = restrict(article)
    enter(client, restriction, article, "tide")
    restriction.save()
    assert client.get(PATH).status_code == 200
    restriction.password = "ebb"
    restriction.save()
    assert client.get(PATH).status_code == 403


def test_a_wrong_password_shows_the_form_again_without_the_path_of_the_article(client, article):
    restriction = restrict(article)
    path = f"/_util/authenticate_with_password/{restriction.pk}/{article.pk}/"
    response = client.post(path, {"password": "wrong", "return_url": "https://evil.example/"})
    words = response.content.decode()
    assert response.status_code == 403
    assert 'class="wrong"' in words
    assert "a-bridge" not in words
    assert "A bridge" not in words
    assert "evil.example" not in words.replace('value="https://evil.example/"', "")
    response = client.post(path, {"password": "tide", "return_url": "https://evil.example/"})
    assert response["Location"] == f"/record/{make.publication_of(article).uid}/"


def test_five_wrong_passwords_are_checked_from_one_network_and_no_sixth(client, article):
    restriction = restrict(article)
    statuses = [enter(client, restriction, article, "wrong", REMOTE_ADDR="203.0.113.9").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    assert enter(client, restriction, article, "tide", REMOTE_ADDR="203.0.113.77").status_code == 429
    assert enter(client, restriction, article, "tide", REMOTE_ADDR="203.0.114.1").status_code == 303


def test_the_limit_counts_an_ipv6_network_of_48_bits_and_ends_with_its_window(client, article, monkeypatch):
    restriction = restrict(article)
    for number in range(5):
        enter(client, restriction, article, "wrong", REMOTE_ADDR=f"2001:db8:1:{number}::1")
    assert enter(client, restriction, article, "tide", REMOTE_ADDR="2001:db8:1:ffff::1").status_code == 429
    assert enter(client, restriction, article, "tide", REMOTE_ADDR="2001:db8:2::1").status_code == 303
    later = passwords.time.time() + passwords.WINDOW_SECONDS
    monkeypatch.setattr(passwords.time, "time", lambda: later)
    assert enter(client, restriction, article, "tide", REMOTE_ADDR="2001:db8:1::1").status_code == 303


def test_right_passwords_are_not_limited(article):
    restriction = restrict(article)
    assert {enter(Client(), restriction, article, "tide").status_code for _ in range(8)} == {303}


def test_the_limit_is_that_of_the_page_with_the_password_whatever_page_is_asked_for(client, journal, article):
    restriction = restrict(journal)
    other = make.make_article(journal, "A tunnel")
    statuses = [enter(client, restriction, page, "wrong").status_code for page in (article, other) * 3]
    assert statuses[-1] == 429


def test_counts_hold_no_network_and_old_ones_are_deleted(client, article):
    restriction = restrict(article)
    PasswordCount.objects.create(bucket="page:old", window_start=900, hits=5)
    enter(client, restriction, article, "wrong", REMOTE_ADDR="203.0.113.9")
    (bucket,) = PasswordCount.objects.values_list("bucket", flat=True)
    assert "203" not in bucket


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_form_of_another_site_is_refused(client, article, headers):
    restriction = restrict(article)
    assert enter(client, restriction, article, "tide", headers=headers).status_code == 403
    assert not client.session.get("passed_page_passwords")


def test_a_password_of_another_page_and_a_restriction_without_one_are_not_found(client, journal, article):
    other = make.make_journal("Other")
    assert enter(client, restrict(other), article, "tide").status_code == 404
    assert enter(client, restrict(journal, "login"), article, "tide").status_code == 404


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_wrong_passwords_at_once_do_not_exceed_the_limit():
    article = make.make_article(make.make_journal(), "A bridge")
    restriction = restrict(article)

    def try_one(number: int) -> int:
        try:
            return enter(Client(), restriction, article, f"wrong {number}").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(try_one, range(18)))
    assert sorted(statuses) == [403] * 5 + [429] * 13
