"""The exception that the record raises when it rejects a change."""


class Refused(Exception):
    """A change that the record rejects, with a message for the editor.

    code: a short identifier of the reason, such as "superseded", for callers and tests. `str(refusal)` is one or
    several translated sentences; the admin's middleware shows them and keeps the draft.
    """

    def __init__(self, message: object, code: str) -> None:
        super().__init__(str(message))
        self.code = code
