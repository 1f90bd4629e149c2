"""Two editors publish the same article at the same moment, each over a separate connection."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.record.canonical import parse
from articles.record.models import Note, Version
from tests import factories as make
from tests.articles.responses import error_codes, message_levels, parse_html

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NAMES = ("first", "second")


@pytest.fixture
def article(article):
    """A public article with a draft, and two people who may publish it."""
    for name in NAMES:
        make.make_user(name)
    return make.edit(article, title="A longer bridge")


class EditorThread(threading.Thread):
    """Opens the review, waits until both have it open, and publishes with a note."""

    def __init__(self, name: str, url: str, barrier: threading.Barrier):
        super().__init__(name=name)
        self.url, self.barrier = url, barrier
        self.note = f"Written by the {name}."
        self.levels, self.errors, self.page = [], {}, ""

    def run(self) -> None:
        try:
            client = Client()
            client.login(username=self.name, password=self.name)
            form = parse_html(client.get(self.url)).select(".review-form input[type=hidden]")
            decision = {
                **{field["name"]: field["value"] for field in form},
                "change_class": "note",
                "note_kind": "update",
                "note_text": self.note,
            }
            self.barrier.wait(timeout=60)
            response = client.post(self.url, decision)
            self.levels, self.page = message_levels(response), response.content.decode()
            if response.status_code == 200:
                self.errors = error_codes(response)
        finally:
            connection.close()


def test_one_publishes_and_the_other_gets_a_form_error_and_keeps_the_text(article):
    barrier = threading.Barrier(len(NAMES))
    editors = [EditorThread(name, reverse("corrections:review", args=[article.pk]), barrier) for name in NAMES]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(timeout=120)
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]
    published = [editor for editor in editors if editor.levels == ["success"]]
    refused = [editor for editor in editors if editor.errors]
    assert len(published) == len(refused) == 1
    assert refused[0].errors == {"__all__": ["superseded"]}
    assert refused[0].note in refused[0].page
    assert parse(Note.objects.get().text)["text"] == published[0].note
