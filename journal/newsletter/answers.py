"""An answer that leaves before the work behind it begins."""

from collections.abc import Callable

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: the form was taken, read on with a GET (RFC 9110, 15.4.4).

    `afterwards` runs when the server has sent the answer and closes it. So how long a mail takes, and whether
    one was sent at all, cannot be told from the time of the answer.
    """

    status_code = 303

    def __init__(self, to: str, afterwards: Callable[[], object] | None = None) -> None:
        super().__init__(to)
        self._afterwards = afterwards

    def close(self) -> None:
        afterwards, self._afterwards = self._afterwards, None
        try:
            if afterwards is not None:
                afterwards()
        finally:
            super().close()
