"""How the record says no."""


class Refused(Exception):
    """Something that may not happen to the record, with words for the editor.

    `str(refusal)` is one or several translated sentences; the admin's middleware shows them and keeps the draft.
    """
