"""What an import tells, line by line: what it recognised, what it left out, what a person should look at."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import ArticlePage

from .imported import ImportedArticle, Recognised
from .tagging import Findings
from .writer import Plan


def lines(planned: Plan) -> Iterator[str]:
    """The whole report."""
    yield from head(planned)
    yield ""
    yield from (row_line(row) for row in planned.article.log)
    yield ""
    yield from entity_lines(planned.findings)
    yield from doubt_lines(planned.article)


def head(planned: Plan) -> Iterator[str]:
    article = planned.article
    yield _("Title: %(title)s") % {"title": article.title}
    yield _("Journal: %(journal)s, address: %(slug)s") % {"journal": planned.journal.title, "slug": planned.slug}
    for signatory in planned.signatories:
        if signatory.author is None:
            yield _("Author: %(name)s (new)") % {"name": signatory.name}
        else:
            yield _("Author: %(name)s (known: %(slug)s)") % {
                "name": signatory.author.name,
                "slug": signatory.author.slug,
            }
    yield _("First published: %(date)s") % {"date": article.date.isoformat() if article.date else _("not given")}


def row_line(row: Recognised) -> str:
    remark = f"  ({row.remark})" if row.remark else ""
    return f"{row.line_number:>5}  {row.what.label!s:<17}  {row.excerpt}{remark}"


def entity_lines(findings: Findings) -> Iterator[str]:
    for named in findings.named:
        values = {"name": named.entity, "kind": kind_of(named.entity), "text": named.text, "line": named.line_number}
        if named.line_number:
            yield _("Tagged: %(name)s (%(kind)s), “%(text)s” on line %(line)d") % values
        else:
            yield _("Tagged: %(name)s (%(kind)s), “%(text)s” in the title or standfirst") % values
    for unclear in findings.unclear:
        meant = ", ".join(f"{entity} ({kind_of(entity)})" for entity in unclear.entities)
        values = {"text": unclear.text, "line": unclear.line_number, "meant": meant}
        if unclear.tagged:
            yield _("Ambiguous: “%(text)s” on line %(line)d; tagged for another name: %(meant)s") % values
        else:
            yield _("Ambiguous, not tagged: “%(text)s” on line %(line)d may mean %(meant)s") % values


def kind_of(entity) -> str:
    return entity.get_kind_display()


def outcome(page: ArticlePage, planned: Plan) -> str:
    """What became of it, in one line."""
    count = len(planned.article.notes)
    address = page.published_address()
    if address is not None:
        words = ngettext(
            "Published at %(path)s, with %(count)d note.", "Published at %(path)s, with %(count)d notes.", count
        )
        return words % {"path": address.path, "count": count}
    words = ngettext(
        "Saved “%(title)s” as a draft (page %(number)d); %(count)d note waits beside it.",
        "Saved “%(title)s” as a draft (page %(number)d); %(count)d notes wait beside it.",
        count,
    )
    return words % {"title": page.title, "number": page.pk, "count": count}


def doubt_lines(article: ImportedArticle) -> Iterator[str]:
    for doubt in sorted(article.doubts, key=lambda doubt: doubt.line_number):
        if doubt.line_number:
            yield _("Look at line %(line)d: %(text)s") % {"line": doubt.line_number, "text": doubt.text}
        else:
            yield _("Look at: %(text)s") % {"text": doubt.text}
