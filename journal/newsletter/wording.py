"""Which words stood on the form that somebody used.

The form sends the page and the block that it stood in; the words themselves are looked up here, where they were
shown from. Words sent by a browser would prove nothing.
"""

import json
import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from wagtail.models import Site

from articles.record.models import Address, Status

from .models import Wording

# The form of /newsletter/ itself, and of the pages that ask again after an error.
PAGE_SOURCE = "/newsletter/"
PAGE_BLOCK = "page"
# The short form in the foot of every page: it has a label of its own and no words above it.
FOOTER_BLOCK = "footer"

# What sign-up forms say besides heading and text. The templates `components/sign_up*.html` show these very words,
# and a test holds the two together.
HEADING_WHERE_NONE = gettext_lazy("The newsletter")
LABEL = gettext_lazy("E-mail address")
LABEL_FOOTER = gettext_lazy("Newsletter: your e-mail address")
BUTTON = gettext_lazy("Sign up")
CONSENT = gettext_lazy("We ask you to confirm by e-mail.")
POLICY_LINK = gettext_lazy("What we keep, and for how long")

SOURCE_LENGTH = 500
BLOCK_LENGTH = 64


@dataclass(frozen=True)
class Seen:
    """The form that somebody used: its place, and the words on it."""

    source: str
    block: str
    wording: Wording


def seen(source: str, block: str, site: Site | None, *, has_policy: bool) -> Seen:
    """What the form at this place says now, kept for ever as a row of `Wording`."""
    source, block = clean_source(source), clean_block(block)
    heading, text = resolve(source, block, site)
    wording = Wording.objects.keep(
        heading=heading,
        text=text,
        label=str(LABEL_FOOTER if block == FOOTER_BLOCK else LABEL),
        button=str(BUTTON),
        consent=f"{CONSENT} {POLICY_LINK}" if has_policy else str(CONSENT),
        language=get_language() or "",
    )
    return Seen(source, block, wording)


def resolve(source_path: str, block_id: str, site: Site | None = None) -> tuple[str, str]:
    """Heading and text of the sign-up form `block_id` on the page at `source_path`.

    A block of an article is found in the version that readers get now. The footer has neither. Every other form
    has the site's own words.
    """
    if block_id == FOOTER_BLOCK:
        return "", ""
    heading, text = _words_of_article(source_path, block_id, site) or standard(site)
    return heading or str(HEADING_WHERE_NONE), text


def standard(site: Site | None = None) -> tuple[str, str]:
    """The site's own words: those of its home page, or ours where that has none."""
    home = site.root_page.specific if site else None
    return getattr(home, "sign_up_heading", "") or str(HEADING_WHERE_NONE), getattr(home, "sign_up_text", "")


def _words_of_article(path: str, block_id: str, site: Site | None) -> tuple[str, str] | None:
    addresses = Address.objects.filter(path=path, publication__status=Status.PUBLIC)
    if site is not None:
        addresses = addresses.filter(site=site)
    text = addresses.values_list("publication__version__text", flat=True).first()
    if text is None:
        return None
    for block in json.loads(text)["copy"]["body"]:
        if block["type"] == "sign_up" and block["id"] == block_id:
            return block["heading"], block["text"]
    return None


def clean_source(source: str) -> str:
    """A path of this site that can be kept; the page of the form itself for anything else.

    Pages below /newsletter/ carry a signed link in their address, which must not be kept.
    """
    is_path = re.fullmatch(r"/(?!/)[^\x00-\x20\x7f\\?#]*", source) and len(source) <= SOURCE_LENGTH
    if not is_path or source.startswith(PAGE_SOURCE):
        return PAGE_SOURCE
    return source


def clean_block(block: str) -> str:
    """The id of a block, or the name of a place such as `footer`; `page` for anything else."""
    return block if re.fullmatch(rf"[A-Za-z0-9_-]{{1,{BLOCK_LENGTH}}}", block) else PAGE_BLOCK
