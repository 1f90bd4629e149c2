"""Links to pages in Wagtail's rich text, wherever it becomes HTML.

`rich_text.without_hidden` also removes typed links and words. This is what remains where a template does not use it.
Imported by `wagtail_hooks.py` only: Wagtail's handler can be imported once the models are loaded.
"""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from articles.models import ArticlePage
from articles.record.models import Publication


class PublicPageLinks(PageLinkHandler):
    """Wagtail's links to pages; one to a hidden article has no URL. One more query for all links to articles."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        """Return the linked pages in order, None for a hidden article as for a page that does not exist."""
        pages: list[Page | None] = super().get_many(attrs_list)
        articles = [page.pk for page in pages if isinstance(page, ArticlePage)]
        hidden = Publication.objects.hidden().filter(article__in=articles).values_list("article_id", flat=True)
        left_out = set(hidden) if articles else set()
        return [None if page and page.pk in left_out else page for page in pages]
