"""The mark of a database that may be emptied."""

from django.db import models


class DemoMark(models.Model):
    """One row in a database that was filled with demo content; it lets `flush` empty it."""

    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"demo of {self.made_at:%Y-%m-%d}"
