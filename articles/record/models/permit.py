"""How the database knows the publishing service."""

from django.db import models


class Permit(models.Model):
    """A row that lives only inside a transaction of the service. While it is there, the triggers let it write.

    No other transaction ever sees it: it is gone before the commit.
    """

    def __str__(self) -> str:
        return str(self.pk)
