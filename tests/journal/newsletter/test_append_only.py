import pytest

from articles.models.append_only import AppendOnlyError
from journal.newsletter.models import Consent, Subscriber, Wording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Consent, Wording])
def test_evidence_is_neither_changed_nor_deleted(sign_up, model):
    sign_up()
    row = model.objects.get()
    for attempt in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(id=7)):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert model.objects.get() == row


def test_events_go_with_their_subscriber_and_wordings_stay(sign_up):
    sign_up()
    Subscriber.objects.all().delete()
    assert not Consent.objects.exists()
    assert Wording.objects.count() == 1


def test_the_same_words_are_kept_once(sign_up):
    sign_up("one@example.org")
    sign_up("two@example.org")
    assert Wording.objects.count() == 1
    assert Consent.objects.count() == 2
