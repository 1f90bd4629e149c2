"""WSGI application, with production settings unless DJANGO_SETTINGS_MODULE is set."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application


def check_redactions() -> None:
    """Raise ImproperlyConfigured when a backup was restored whose redactions have not been applied again."""
    from articles.record.redaction.instructions import pending_mark

    if pending_mark().exists():
        raise ImproperlyConfigured("A backup was restored. Run manage.py redact --reapply before the site serves.")


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings.production")
application = get_wsgi_application()
check_redactions()
