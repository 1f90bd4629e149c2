"""Requests of the review page, and the parts of it that tests read."""

from django.urls import reverse

from articles.corrections.draft_comparison import ReviewAction
from articles.record.models import Version
from tests.articles.responses import parse_html


def review_url(article) -> str:
    return reverse("corrections:review", args=[article.pk])


def review_data(client, article, query="") -> dict[str, str]:
    """Open the review and return its hidden fields."""
    page = parse_html(client.get(review_url(article) + query))
    names = ("revision", "basis", "position", "scheduled", "expiry", "seal", "compared", "token")
    return {name: page.select_one(f".review-form input[type=hidden][name={name}]")["value"] for name in names}


def post_review(client, article, *, opened=None, **fields):
    """Post a decision on the review as it was `opened` before, or as it is now."""
    return client.post(review_url(article), (opened or review_data(client, article)) | fields)


def changed_places(response) -> list[str]:
    """Return the keys of the changes that the review shows; each has a section of the page."""
    comparison = response.context["comparison"]
    keys = [stretch.key for stretch in comparison.stretches if hasattr(stretch, "key")]
    assert len(parse_html(response).select("section.hunk")) == comparison.change_count == len(keys)
    return keys


def action(response) -> ReviewAction:
    """Return what the review's button does; without an action the page has no button."""
    button = parse_html(response).select_one(".review-actions button[type=submit]")
    found = response.context["comparison"].action
    assert (button is None) == (found in (ReviewAction.NOTHING, ReviewAction.REFUSED))
    return found


def version_numbers(article) -> list[int]:
    return list(Version.objects.filter(article_id=article.pk).values_list("number", flat=True))
