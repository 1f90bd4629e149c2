"""Which articles a restriction, an opening or a move affects. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wagtail.models import Page, PageViewRestriction

from ..acts import open_publications_under
from ..basis import is_access_changed
from ..models import Act, Publication, Status
from ..restrictions import key_of


@dataclass(frozen=True)
class Access:
    """Who can read a page and the pages under it, as in `restrictions.tree_access`.

    inner: for the restrictions of the page itself and under it, by tree path. outer: for the restriction that applies
    to the page from above, or empty.
    """

    inner: Mapping[str, str]
    outer: str

    def root_of(self, path: str) -> str:
        """Return the tree path of the nearest inner restriction, or an empty text."""
        return max((root for root in self.inner if path.startswith(root)), key=len, default="")

    def of(self, path: str) -> str:
        root = self.root_of(path)
        return self.inner[root] if root else self.outer


@dataclass(frozen=True)
class Plan:
    """What changes for readers. closing, opening: ids of the articles that become private, or are opened.

    A closing article may be private already, and then has other readers or another cause. access: afterwards. voided:
    open publications that lose their basis.
    """

    page: Page
    access: Access
    closing: list[int] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)
    voided: list[Act] = field(default_factory=list)

    @property
    def articles(self) -> list[int]:
        return sorted([*self.closing, *self.opening])


def access_by_path() -> dict[str, str]:
    """Return tree path → who can read, for every view restriction; of two on one page the older one."""
    rows = PageViewRestriction.objects.order_by("-pk").select_related("page").prefetch_related("groups")
    return {row.page.path: key_of(row) for row in rows}


def nearest(types: Mapping[str, str], path: str) -> str:
    """Return who can read at a tree path, or an empty text for everybody."""
    return Access(types, "").of(path)


def access_now(page: Page) -> Access:
    types = access_by_path()
    inner = {path: type for path, type in types.items() if path.startswith(page.path)}
    above = {path: type for path, type in types.items() if path not in inner}
    return Access(inner, nearest(above, page.path))


def plan_restriction(page: Page, access: str) -> Plan:
    """Plan the restriction of a page. Articles under it with a restriction that is nearer to them stay as they are.

    access: as in `restrictions.access_key`.
    """
    before = access_now(page)
    after = replace(before, inner={**before.inner, page.path: access})

    def is_closing(row: "Row") -> bool:
        return row.public and (not row.private or after.root_of(row.path) == page.path)

    rows = rows_under(page)
    return make_plan(page, after, closing=[row for row in rows if is_closing(row)])


def plan_opening(page: Page) -> Plan:
    """Plan the removal of a page's restriction. Articles with another one stay private."""
    before = access_now(page)
    after = replace(before, inner={path: type for path, type in before.inner.items() if path != page.path})
    rows = rows_under(page)
    return make_plan(page, after, opening=[row for row in rows if row.private and not after.of(row.path)])


def plan_move(page: Page, target: Page) -> Plan:
    """Plan a move. Articles that are private by their chain alone stay private."""
    before = access_now(page)
    after = replace(before, outer=nearest(access_by_path(), target.path))

    def is_closing(row: "Row") -> bool:
        is_changed = not row.private or before.of(row.path) != after.of(row.path)
        return row.public and bool(after.of(row.path)) and is_changed

    def is_opening(row: "Row") -> bool:
        return row.private and bool(before.of(row.path)) and not after.of(row.path)

    rows = rows_under(page)
    return make_plan(page, after, [row for row in rows if is_closing(row)], [row for row in rows if is_opening(row)])


@dataclass(frozen=True)
class Row:
    """What a plan reads of a publication. public: not withdrawn. private: by its chain."""

    article: int
    path: str
    public: bool
    private: bool


def rows_under(page: Page) -> list[Row]:
    publications = Publication.objects.filter(article__path__startswith=page.path).order_by("article__path")
    values = publications.values_list("article_id", "article__path", "status", "private")
    return [Row(article, path, status == Status.PUBLIC, private) for article, path, status, private in values]


def make_plan(page: Page, access: Access, closing: list[Row] | None = None, opening: list[Row] | None = None) -> Plan:
    closing_ids = [row.article for row in closing or []]
    opening_ids = [row.article for row in opening or []]
    return Plan(page, access, closing_ids, opening_ids, voided_publications(page, access, opening_ids))


def voided_publications(page: Page, access: Access, opening: list[int]) -> list[Act]:
    """Return the open publications under a page that lose their basis with this access."""
    private = set(
        Publication.objects.filter(article__path__startswith=page.path, private=True)
        .exclude(article__in=opening)
        .values_list("article_id", flat=True)
    )
    return [
        act
        for act in open_publications_under(page)
        if is_access_changed(act.basis, access.of(act.article.path) or ("login" if act.article_id in private else ""))
    ]
