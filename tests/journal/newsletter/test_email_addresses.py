import pytest
from django.core.exceptions import ValidationError

from journal.newsletter.email_addresses import parse_email_address
from journal.newsletter.models import Subscriber


def test_an_address_is_stored_as_typed_and_compared_in_case_folded_ascii():
    address = parse_email_address(" Ana.Ionescu+Letters@MÜLLER.example ")
    assert address.typed == "Ana.Ionescu+Letters@MÜLLER.example"
    assert address.normalised == "Ana.Ionescu+Letters@müller.example"
    assert address.key == "ana.ionescu+letters@xn--mller-kva.example"


def test_two_spellings_of_one_address_have_one_key():
    spellings = ("reader@müller.example", "Reader@MÜLLER.example", "reader@xn--mller-kva.example")
    assert len({parse_email_address(spelling).key for spelling in spellings}) == 1


def test_an_address_with_a_plus_tag_is_a_different_address():
    assert parse_email_address("reader+news@example.org").key != parse_email_address("reader@example.org").key


def test_the_recipient_has_the_domain_in_punycode():
    address = parse_email_address("Reader@straße.example")
    subscriber = Subscriber(address=address.typed, normalised=address.normalised, key=address.key)
    assert subscriber.mail_address == "Reader@xn--strae-oqa.example"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("reader", "no_at_sign"),
        ("reader@", "invalid"),
        ("@example.org", "invalid"),
        ("reader@localhost", "invalid"),
        ("reader@127.0.0.1", "invalid"),
        ("reader@[127.0.0.1]", "invalid"),
        ("a b@example.org", "invalid"),
        ('"a b"@example.org', "invalid"),
        ("Reader <reader@example.org>", "invalid"),
        ("reader@example.org, other@example.org", "invalid"),
        ("reader@example.org\r\nBcc: other@example.org", "invalid"),
        ("reader\x00@example.org", "invalid"),
        ("читатель@example.org", "not_ascii"),
        ("a" * 65 + "@example.org", "invalid"),
        ("reader@" + "a" * 64 + ".org", "invalid"),
        ("a" * 400 + "@example.org", "max_length"),
    ],
)
def test_an_address_that_cannot_receive_mail_is_rejected(text, code):
    with pytest.raises(ValidationError) as rejection:
        parse_email_address(text)
    assert rejection.value.code == code
