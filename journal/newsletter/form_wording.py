"""The wording of the sign-up form that a reader used, looked up on the server.

A form sends the path of its page and the id of its block. The wording is then read from that page: what a browser
sends would be no evidence of what the reader saw.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language, gettext_lazy
from wagtail.models import Site

from articles.record.models import Address, Publication
from articles.record.reader_copy import ReaderCopy

from .models import Wording

# The form at /newsletter/, which is also shown after an error.
PAGE_SOURCE = "/newsletter/"
PAGE_BLOCK = "page"
# The short form in the footer of every page, which has its own label and neither heading nor text.
FOOTER_BLOCK = "footer"

# The fixed wording of sign-up forms. The templates `components/sign_up*.html` repeat it, and a test compares the two.
DEFAULT_HEADING = gettext_lazy("The newsletter")
LABEL = gettext_lazy("E-mail address")
FOOTER_LABEL = gettext_lazy("Newsletter: your e-mail address")
BUTTON = gettext_lazy("Sign up")
CONSENT = gettext_lazy("We ask you to confirm by e-mail.")
POLICY_LINK = gettext_lazy("What we keep, and for how long")

SOURCE_LENGTH = 500
BLOCK_LENGTH = 64


class FormText(NamedTuple):
    """The editable part of a form's wording; both empty for the footer's form."""

    heading: str
    text: str


@dataclass(frozen=True)
class SubmittedForm:
    """The form that a reader used. source: path of its page. block: id of its block, or "footer", "home", "page"."""

    source: str
    block: str
    wording: Wording


def identify_form(source: str, block: str, site: Site | None, *, has_policy: bool) -> SubmittedForm:
    """Return the form at this place with its current wording, stored as a row of `Wording`."""
    source, block = clean_source(source), clean_block(block)
    heading, text = find_form_text(source, block, site)
    wording = Wording.get_or_add(
        heading=heading,
        text=text,
        label=str(FOOTER_LABEL if block == FOOTER_BLOCK else LABEL),
        button=str(BUTTON),
        consent=f"{CONSENT} {POLICY_LINK}" if has_policy else str(CONSENT),
        language=get_language() or "",
    )
    return SubmittedForm(source, block, wording)


def find_form_text(source: str, block_id: str, site: Site | None = None) -> FormText:
    """Return the heading and text of the form `block_id` on the page at the path `source`.

    The text of a block is that of the article's current version. Forms that are no block have the site's text.
    """
    if block_id == FOOTER_BLOCK:
        return FormText("", "")
    heading, text = article_form_text(source, block_id, site) or site_form_text(site)
    return FormText(heading or str(DEFAULT_HEADING), text)


def site_form_text(site: Site | None = None) -> FormText:
    """Return the sign-up heading and text of the site's home page, or the default heading."""
    home = site.root_page.specific if site else None
    return FormText(
        getattr(home, "sign_up_heading", "") or str(DEFAULT_HEADING),
        getattr(home, "sign_up_text", ""),
    )


def article_form_text(path: str, block_id: str, site: Site | None) -> FormText | None:
    """Return the heading and text of a sign-up block in the public article at this path, or None."""
    addresses = Address.objects.filter(path=path, publication__in=Publication.objects.public().values("pk"))
    if site is not None:
        addresses = addresses.filter(site=site)
    version_text = addresses.values_list("publication__version__text", flat=True).first()
    if version_text is None:
        return None
    for block in ReaderCopy.from_text(version_text).data["body"]:
        if block["type"] == "sign_up" and block["id"] == block_id:
            return FormText(block["heading"], block["text"])
    return None


def clean_source(source: str) -> str:
    """Return the path, or /newsletter/ for a value that is no path of this site or must not be stored.

    Paths below /newsletter/ contain signed tokens and must not be stored.
    """
    is_path = re.fullmatch(r"/(?!/)[^\x00-\x20\x7f\\?#]*", source) and len(source) <= SOURCE_LENGTH
    if not is_path or source.startswith(PAGE_SOURCE):
        return PAGE_SOURCE
    return source


def clean_block(block: str) -> str:
    """Return the block's id or name, or "page" for a value that is neither."""
    return block if re.fullmatch(rf"[A-Za-z0-9_-]{{1,{BLOCK_LENGTH}}}", block) else PAGE_BLOCK
