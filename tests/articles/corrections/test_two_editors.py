"""Two editors publish the same article at the same moment, each over a connection of their own."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.record.models import Note, Version
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NAMES = ("first", "second")


@pytest.fixture
def article():
    """With a draft over its first version, and two people who may publish it."""
    for name in NAMES:
        make.make_user(name)
    return make.edit(make.make_article(make.make_journal(), "A bridge"), title="A longer bridge")


class Editor(threading.Thread):
    """Opens the review, waits until everybody has it open, and publishes with a note of their own."""

    def __init__(self, name: str, address: str, together: threading.Barrier):
        super().__init__(name=name)
        self.address, self.together, self.page = address, together, ""

    def run(self) -> None:
        try:
            client = Client()
            client.login(username=self.name, password=self.name)
            context = client.get(self.address).context
            comparison = context["comparison"]
            decision = {
                "revision": comparison.revision.pk,
                "supersedes": comparison.current_number,
                "seal": comparison.seal,
                "compared": "",
                "change_class": "note",
                "note_kind": "update",
                "note_text": f"Written by the {self.name}.",
            }
            self.together.wait(timeout=60)
            self.page = client.post(self.address, decision, follow=True).content.decode()
        finally:
            connection.close()


def test_one_wins_and_the_other_is_told_and_loses_nothing(article):
    together = threading.Barrier(len(NAMES))
    editors = [Editor(name, reverse("corrections:review", args=[article.pk]), together) for name in NAMES]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(timeout=120)
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]
    assert Note.objects.count() == 1
    won = [editor for editor in editors if "is published as version 2" in editor.page]
    told = [editor for editor in editors if "Version 2 was published meanwhile" in editor.page]
    assert len(won) == len(told) == 1
    assert f"Written by the {told[0].name}." in told[0].page
    assert f"Written by the {won[0].name}." in Note.objects.get().text
