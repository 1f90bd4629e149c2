"""Why readers cannot see an article: the chain and the page tree together.

An article is hidden where one of them hides it. A restriction without a recorded cause counts as one that
protects privacy: it was set by code or found, and the reason is unknown.
"""

from dataclasses import dataclass

from .formats.notes import read_note
from .models import Entry, EntryType, WithdrawalCause
from .models.change_classes import PROTECTED_CAUSES

# The entries that hide an article or end that.
HIDING_TYPES = (EntryType.WITHDRAWAL, EntryType.RETURN, EntryType.RESTRICTION, EntryType.OPENING)
UNKNOWN_CAUSE = WithdrawalCause.PRIVACY.value


@dataclass
class Hiding:
    """Whether an article is withdrawn or private after the entries that were added, and why.

    restriction_cause: of the restrictions since the article was last open to everybody. One that protects a person
    stays until then, whatever a later restriction gives as its cause.
    """

    withdrawn: bool = False
    withdrawal_cause: str = ""
    private: bool = False
    restriction_cause: str = ""

    def add(self, type: str, cause: str) -> None:
        """Apply the next entry of HIDING_TYPES."""
        if type == EntryType.WITHDRAWAL:
            self.withdrawn, self.withdrawal_cause = True, cause
        elif type == EntryType.RETURN:
            self.withdrawn, self.withdrawal_cause = False, ""
        elif type == EntryType.RESTRICTION:
            if self.restriction_cause not in PROTECTED_CAUSES:
                self.restriction_cause = cause
            self.private = True
        else:
            self.private, self.restriction_cause = False, ""

    def cause(self, *, restricted: bool) -> str:
        """Return the cause that applies now, empty when readers can see the article.

        restricted: by the page tree. Of two causes the one that protects a person applies.
        """
        causes = []
        if self.withdrawn:
            causes.append(self.withdrawal_cause)
        if self.private:
            causes.append(self.restriction_cause or UNKNOWN_CAUSE)
        elif restricted and not self.withdrawn:
            causes.append(UNKNOWN_CAUSE)
        protected = [cause for cause in causes if cause in PROTECTED_CAUSES]
        return next(iter([*protected, *causes]), "")


def hiding_of(article_id: int) -> Hiding:
    """Read the chain of an article."""
    hiding = Hiding()
    entries = Entry.objects.filter(article_id=article_id, type__in=HIDING_TYPES).order_by("position")
    for type, text in entries.values_list("type", "note_row__text"):
        hiding.add(type, read_note(text)["cause"])
    return hiding
