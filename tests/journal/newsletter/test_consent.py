import pytest

from articles.models.append_only import AppendOnlyError
from journal.newsletter.models import Consent, Subscriber, Wording

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Consent, Wording])
def test_consents_and_wordings_cannot_be_changed_or_deleted(sign_up, model):
    sign_up()
    row = model.objects.get()
    for attempt in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(id=7)):
        with pytest.raises(AppendOnlyError):
            attempt()
    assert model.objects.get() == row


def test_consents_are_deleted_with_their_subscriber_and_wordings_are_kept(sign_up):
    sign_up()
    Subscriber.objects.all().delete()
    assert not Consent.objects.exists()
    assert Wording.objects.count() == 1


def test_the_same_wording_is_stored_once(sign_up):
    sign_up("one@example.org")
    sign_up("two@example.org")
    assert Wording.objects.count() == 1
    assert Consent.objects.count() == 2
