"""The printed report of an import: how each line was read, what was tagged, and what a person should check."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import ArticlePage
from entities.models import Entity

from .imported import LogRow
from .planning import Plan
from .problems import ImportWarning
from .tagging import FoundEntities


def report_lines(plan: Plan) -> Iterator[str]:
    """Yield the lines of the whole report."""
    yield from summary_lines(plan)
    yield ""
    yield from (log_line(row) for row in plan.article.log)
    yield ""
    yield from entity_lines(plan.entities)
    yield from warning_lines(plan.warnings)


def summary_lines(plan: Plan) -> Iterator[str]:
    """Yield title, journal, slug, authors and date."""
    article = plan.article
    yield _("Title: %(title)s") % {"title": article.title}
    yield _("Journal: %(journal)s, slug: %(slug)s") % {"journal": plan.journal.title, "slug": plan.slug}
    for planned in plan.authors:
        if planned.author is None:
            yield _("Author: %(name)s (new)") % {"name": planned.name}
        else:
            values = {"name": planned.author.name, "slug": planned.author.slug}
            yield _("Author: %(name)s (existing: %(slug)s)") % values
    yield _("First published: %(date)s") % {"date": article.date.isoformat() if article.date else _("not given")}


def log_line(row: LogRow) -> str:
    """Return one row of the log in columns."""
    remark = f"  ({row.remark})" if row.remark else ""
    return f"{row.line_number:>5}  {row.role.label!s:<17}  {row.excerpt}{remark}"


def entity_lines(found: FoundEntities) -> Iterator[str]:
    """Yield a line for each tagged entity and each ambiguous name."""
    for tagged in found.tagged:
        values = {
            "name": tagged.entity,
            "kind": kind_label(tagged.entity),
            "text": tagged.text,
            "line": tagged.line_number,
        }
        if tagged.line_number:
            yield _("Tagged: %(name)s (%(kind)s), “%(text)s” on line %(line)d") % values
        else:
            yield _("Tagged: %(name)s (%(kind)s), “%(text)s” in the title or standfirst") % values
    for name in found.ambiguous:
        meanings = ", ".join(f"{entity} ({kind_label(entity)})" for entity in name.entities)
        values = {"text": name.text, "line": name.line_number, "meanings": meanings}
        if name.tagged:
            yield _("Ambiguous: “%(text)s” on line %(line)d; tagged because of another name: %(meanings)s") % values
        else:
            yield _("Ambiguous, not tagged: “%(text)s” on line %(line)d may mean %(meanings)s") % values


def kind_label(entity: Entity) -> str:
    """Return the public word for an entity's kind."""
    return entity.get_kind_display()


def warning_lines(warnings: Iterable[ImportWarning]) -> Iterator[str]:
    """Yield the warnings in the order of the lines; those about the whole file come first."""
    for warning in sorted(warnings, key=lambda warning: warning.line_number):
        if warning.line_number:
            values = {"line": warning.line_number, "message": warning.message}
            yield _("Check line %(line)d: %(message)s") % values
        else:
            yield _("Check: %(message)s") % {"message": warning.message}


def outcome_line(page: ArticlePage, plan: Plan) -> str:
    """Return one line about what was written: a publication with its path, or a draft."""
    count = len(plan.article.notes)
    address = page.published_address()
    if address is not None:
        message = ngettext(
            "Published at %(path)s with %(count)d note.", "Published at %(path)s with %(count)d notes.", count
        )
        return message % {"path": address.path, "count": count}
    message = ngettext(
        "Saved “%(title)s” as a draft (page %(page)d) with %(count)d pending note.",
        "Saved “%(title)s” as a draft (page %(page)d) with %(count)d pending notes.",
        count,
    )
    return message % {"title": page.title, "page": page.pk, "count": count}
