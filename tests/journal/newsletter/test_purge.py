from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from journal.newsletter.models import RateCount, Subscriber

pytestmark = pytest.mark.django_db


def purge(days: float) -> str:
    """Run the command at a time so many days from now and return its output."""
    output = StringIO()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("purge_unconfirmed", stdout=output)
    return output.getvalue().strip()


def test_unconfirmed_subscribers_are_deleted_when_their_link_expires(sign_up):
    sign_up()
    assert purge(13.9).startswith("0 ")
    assert Subscriber.objects.exists()
    assert purge(14.1).startswith("1 ")
    assert not Subscriber.objects.exists()


def test_subscribers_who_confirmed_once_are_kept(sign_up, last_link, client):
    sign_up("confirmed@example.org")
    client.post(last_link("confirm"))
    sign_up("unsubscribed@example.org")
    client.post(last_link("confirm"))
    client.post(last_link("leave"))
    sign_up("unconfirmed@example.org")
    client.post(last_link("leave"))
    purge(15)
    kept = set(Subscriber.objects.values_list("address", flat=True))
    assert kept == {"confirmed@example.org", "unsubscribed@example.org"}


def test_signing_up_again_restarts_the_period(sign_up):
    sign_up()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        sign_up()
    purge(15)
    assert Subscriber.objects.exists()


def test_old_counts_of_the_rate_limits_are_deleted(sign_up):
    sign_up()
    assert RateCount.objects.exists()
    purge(4)
    assert not RateCount.objects.exists()
