"""What a decision rests on: the version that readers have, who can read it, and the notes that it amends.

An act stores its basis when it is decided. When the act is carried out and the basis has changed, nothing is written.
A colleague's note changes no basis: it neither makes a version nor changes who can read the article.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .formats.notes import read_note
from .models import ChangeClass, Note, Publication, Status
from .models.acts import ActKind, Basis
from .refusals import Refused
from .restrictions import access_of, access_type, tree_access

NOTICES = (ChangeClass.CONCERN, ChangeClass.RETRACTION)


def publication_of(article_id: int) -> Publication | None:
    """Return the publication of an article, with its version loaded; None before the first one."""
    return Publication.objects.select_related("version").filter(article_id=article_id).first()


def basis_of(publication: Publication | None, article_id: int, *, amends: Iterable[int] = ()) -> Basis:
    """Return the present basis of a decision about an article. amends: numbers of the notes that it amends.

    publication: with its version loaded, or None before the first publication.
    """
    if publication is None:
        access = tree_access(article_id)
        return {"version": 0, "standing": "draft", "access": access, "notices": [], "amends": []}
    withdrawn = publication.status == Status.WITHDRAWN
    return {
        "version": publication.version.number,
        "standing": "withdrawn" if withdrawn else "public",
        "access": access_of(publication),
        "notices": notices_of(publication.article_id),
        "amends": unamended(publication.article_id, amends),
    }


def notices_of(article_id: int) -> list[str]:
    """Return the kinds of the notices that apply: expressions of concern and retractions that no note has lifted."""
    if not Note.objects.filter(article_id=article_id, kind__in=NOTICES).exists():
        return []
    standing: dict[int, str] = {}
    for number, kind, text in notes_of(article_id):
        if kind in NOTICES:
            standing[number] = kind
        for amendment in read_note(text)["amends"]:
            if amendment["how"] == "lifts":
                standing.pop(amendment["note"], None)
    return sorted(set(standing.values()))


def stopping_kinds(basis: Basis) -> list[str]:
    """Return the kinds of notes that change this basis: notices of a kind that does not apply yet."""
    return [kind for kind in NOTICES if kind not in basis["notices"]]


def unamended(article_id: int, numbers: Iterable[int]) -> list[int]:
    """Return which of these notes exist and have not been replaced or lifted."""
    wanted = set(numbers)
    if not wanted:
        return []
    found: set[int] = set()
    for number, _kind, text in notes_of(article_id):
        found.add(number)
        found -= {item["note"] for item in read_note(text)["amends"] if item["how"] in ("replaces", "lifts")}
    return sorted(wanted & found)


def notes_of(article_id: int) -> list[tuple[int, str, str]]:
    """Return (number, kind, text) of every note of an article, oldest first."""
    return list(Note.objects.filter(article_id=article_id).order_by("number").values_list("number", "kind", "text"))


def check_basis(kind: str, decided: Basis, now: Basis) -> None:
    """Raise Refused, with what has changed, when an act of this kind no longer has the basis it was decided on.

    A withdrawal rests on the article's standing alone, everything else on the whole basis.
    """
    if decided["standing"] != now["standing"]:
        raise Refused(standing_message(now["standing"]), "standing_changed")
    if kind == ActKind.WITHDRAWAL:
        return
    if decided["version"] != now["version"]:
        raise Refused(superseded_message(now["version"]), "superseded")
    if is_access_changed(decided, now["access"]):
        raise Refused(access_message(now["access"]), "access_changed")
    if decided["notices"] != now["notices"]:
        raise Refused(notices_message(), "notices_changed")
    if decided["amends"] != now["amends"]:
        raise Refused(_("A note that this one amends was amended in the meantime."), "amended_meanwhile")


def is_access_changed(decided: Basis, access: str) -> bool:
    """Whether an act loses its basis when the article can be read by `access`. A draft that everybody was to read may
    be published for fewer readers, never the reverse."""
    before = decided["access"]
    if decided["standing"] == "draft" and not before:
        return False
    if before == access_type(before) != "":
        # An act from before groups and passwords were part of its basis.
        return before != access_type(access)
    return before != access


def superseded_message(version: int) -> str:
    message = _("Version %(number)d was published in the meantime. Review the changes again; your draft is kept.")
    return message % {"number": version}


def notices_message() -> str:
    return _("A retraction or an expression of concern was added or lifted in the meantime.")


def standing_message(standing: str) -> str:
    if standing == "withdrawn":
        return _("This article was withdrawn in the meantime.")
    return _("This article was published or reinstated in the meantime.")


def access_message(access: str) -> str:
    if access:
        return _("This article was made private in the meantime.")
    return _("This article was opened to everybody in the meantime.")
