from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from journal.newsletter.models import RateCount, Subscriber

pytestmark = pytest.mark.django_db


def purge(days: float) -> str:
    """Run the command so many days from now."""
    output = StringIO()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("purge_unconfirmed", stdout=output)
    return output.getvalue().strip()


def test_unconfirmed_addresses_go_when_their_link_is_too_old(sign_up):
    sign_up()
    assert purge(13.9) == "0 unconfirmed addresses deleted."
    assert purge(14.1) == "1 unconfirmed address deleted."
    assert not Subscriber.objects.exists()


def test_who_confirmed_once_stays_and_who_left_without_confirming_goes(sign_up, last_link, client):
    sign_up("stays@example.org")
    client.post(last_link("confirm"))
    sign_up("left@example.org")
    client.post(last_link("confirm"))
    client.post(last_link("leave"))
    sign_up("never@example.org")
    client.post(last_link("leave"))
    purge(15)
    assert set(Subscriber.objects.values_list("address", flat=True)) == {"stays@example.org", "left@example.org"}


def test_asking_again_gives_the_whole_time_again(sign_up):
    sign_up()
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        sign_up()
    purge(15)
    assert Subscriber.objects.exists()


def test_old_counts_of_the_limits_go_as_well(sign_up):
    sign_up()
    assert RateCount.objects.exists()
    purge(4)
    assert not RateCount.objects.exists()
