"""Rich text outside the record without its links to hidden articles.

The texts of standing pages, authors, entities, disclaimers and the footer. The admin's editor reads the stored text and
shows all links.
"""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from wagtail.rich_text.rewriters import extract_attrs

from .presenters.concealed import no_longer_public
from .presenters.hidden_articles import HiddenArticle, References, find_hidden
from .presenters.own_urls import article_keys

LINK = re.compile(r"<a(?P<attributes>\b[^>]*)>(?P<words>(?:(?!<a\b).)*?)</a>", re.DOTALL | re.IGNORECASE)


def without_hidden(html: str) -> str:
    """Return rich text as it is stored without its links to hidden articles, whether chosen or typed.

    The words of such a link are kept, unless they contain a title or path of the article. At most two queries, none for
    a text without links to pages of this site.
    """
    found_in_text = References()
    for match in LINK.finditer(html or ""):
        references = link_references(match)
        found_in_text.keys |= references.keys
        found_in_text.pages |= references.pages
    hidden = find_hidden(found_in_text)
    by_page = {article.page: article for article in hidden.values()}

    def replace(match: re.Match[str]) -> str:
        references = link_references(match)
        found = [hidden[key] for key in references.keys if key in hidden]
        found += [by_page[page] for page in references.pages if page in by_page]
        return words_of_link(match, found) if found else match[0]

    return LINK.sub(replace, html) if hidden else html


def link_references(match: re.Match[str]) -> References:
    attributes = extract_attrs(match["attributes"])
    page = attributes.get("id", "") if attributes.get("linktype") == "page" else ""
    return References(set(article_keys(attributes.get("href"))), {int(page)} if page.isdecimal() else set())


def words_of_link(match: re.Match[str], articles: list[HiddenArticle]) -> str:
    """Return the words that replace a link to these hidden articles, as HTML."""
    text = unescape(strip_tags(match["words"]))
    named = any(article.is_named_in(text) for article in articles)
    return str(escape(no_longer_public())) if named else match["words"]
