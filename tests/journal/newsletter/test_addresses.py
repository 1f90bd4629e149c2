import pytest
from django.core.exceptions import ValidationError

from journal.newsletter.addresses import check_address
from journal.newsletter.models import Subscriber


def test_an_address_is_kept_as_typed_and_compared_in_folded_ascii():
    checked = check_address(" Ana.Ionescu+Letters@MÜLLER.example ")
    assert checked.typed == "Ana.Ionescu+Letters@MÜLLER.example"
    assert checked.normalised == "Ana.Ionescu+Letters@müller.example"
    assert checked.key == "ana.ionescu+letters@xn--mller-kva.example"


def test_two_spellings_of_one_address_have_one_key():
    spellings = ("reader@müller.example", "Reader@MÜLLER.example", "reader@xn--mller-kva.example")
    assert len({check_address(spelling).key for spelling in spellings}) == 1


def test_a_plus_address_is_an_address_of_its_own():
    assert check_address("reader+news@example.org").key != check_address("reader@example.org").key


def test_mail_goes_to_the_domain_as_registered_and_not_to_a_look_alike():
    checked = check_address("Reader@straße.example")
    subscriber = Subscriber(address=checked.typed, normalised=checked.normalised, key=checked.key)
    assert subscriber.mail_address == "Reader@xn--strae-oqa.example"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter your e-mail address"),
        ("   ", "Enter your e-mail address"),
        ("reader", "with an @"),
        ("reader@", "cannot write"),
        ("@example.org", "cannot write"),
        ("reader@localhost", "cannot write"),
        ("reader@127.0.0.1", "cannot write"),
        ("reader@[127.0.0.1]", "cannot write"),
        ("a b@example.org", "cannot write"),
        ('"a b"@example.org', "cannot write"),
        ("Reader <reader@example.org>", "cannot write"),
        ("reader@example.org, other@example.org", "cannot write"),
        ("reader@example.org\r\nBcc: other@example.org", "cannot write"),
        ("reader\x00@example.org", "cannot write"),
        ("читатель@example.org", "plain letters"),
        ("a" * 65 + "@example.org", "cannot write"),
        ("reader@" + "a" * 64 + ".org", "cannot write"),
        ("a" * 400 + "@example.org", "too long"),
    ],
)
def test_what_cannot_be_written_to_is_refused_in_words(typed, words):
    with pytest.raises(ValidationError) as refusal:
        check_address(typed)
    assert words in refusal.value.messages[0]
