"""What a response of the admin contains, as codes and structure rather than English text."""

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages


def error_codes(response, form: str = "form") -> dict[str, list[str]]:
    """Return the codes of the errors of a form in the context, by field; `__all__` for errors of no field."""
    assert response.status_code == 200
    errors = response.context[form].errors.as_data()
    return {field: [error.code for error in found] for field, found in errors.items()}


def message_levels(response) -> list[str]:
    """Return the levels of the messages that the response shows, or that the next page will show."""
    return [message.level_tag for message in get_messages(response.wsgi_request)]


def parse_html(response) -> BeautifulSoup:
    """Return the page of a successful response as a tree of elements."""
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def links(response) -> set[str]:
    """Return the addresses of all links on a page."""
    return {link["href"] for link in parse_html(response).select("a[href]")}
