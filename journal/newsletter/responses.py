"""A redirect that runs a function after the response was sent."""

from collections.abc import Callable

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """A redirect with status 303 (RFC 9110, 15.4.4), for the response to a POST.

    run_after_response: called when the server closes the response, after its last byte. The time until the response
    arrives therefore does not depend on what the function does.
    """

    status_code = 303

    def __init__(self, redirect_to: str, run_after_response: Callable[[], object] | None = None) -> None:
        super().__init__(redirect_to)
        self.run_after_response = run_after_response

    def close(self) -> None:
        callback, self.run_after_response = self.run_after_response, None
        try:
            if callback is not None:
                callback()
        finally:
            super().close()
