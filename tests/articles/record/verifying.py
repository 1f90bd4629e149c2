"""What `verify_record` finds."""

from io import StringIO

from django.core.management import CommandError, call_command

from articles.record.verify import Finding, verify


def found(position: int | None, words: str) -> list[Finding]:
    """Return the findings about an entry, or about an article or the record (None), whose message has these words."""
    return [finding for finding in verify() if finding.position == position and words in finding.message]


def run_command(**options) -> tuple[list[str], int]:
    """Run verify_record; return its lines and its exit status."""
    out = StringIO()
    try:
        call_command("verify_record", stdout=out, **options)
    except CommandError as error:
        return out.getvalue().splitlines(), error.returncode
    return out.getvalue().splitlines(), 0
