"""Remove words or a picture from every copy, because the law requires it."""

import sys
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from articles.models import ArticlePage
from articles.record.models import WithdrawalCause
from articles.record.redaction import pictures, run
from articles.record.redaction.acts import COURT, Plan, Reason, finish_interrupted, plan_redaction, redact_article
from articles.record.redaction.free_space import erase_free_space
from articles.record.redaction.instructions import pending_mark
from articles.record.redaction.reapply import reapply
from articles.record.redaction.rows import RowChange, may_change
from articles.record.redaction.targets import WordsRemoval
from articles.record.redaction.words import Words
from articles.record.refusals import Refused

from .verify_record import article_id

SECONDS_BETWEEN_LINES = 3.0


class Command(BaseCommand):
    help = (
        "Remove words or a picture from every copy of an article: versions, notes, drafts, revisions, comments, logs, "
        "search and addresses. Lists every place and asks before it changes anything. Readers see that, when and why "
        "something was redacted. Can be repeated after it was interrupted."
    )

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="*", help="each is looked for separately, in any formatting and spacing")
        parser.add_argument("--words-from", metavar="FILE", help="read words from a file, one a line; - is the input")
        parser.add_argument("--picture", metavar="SHA256", help="redact the picture with this original file")
        parser.add_argument("--article", metavar="ID", help="page id or permanent id of the only article")
        parser.add_argument("--everywhere", action="store_true", help="all articles, and texts that belong to none")
        parser.add_argument("--ignore-case", action="store_true")
        parser.add_argument("--library", action="store_true", help="delete the picture from the library as well")
        parser.add_argument("--cause", choices=[COURT, *WithdrawalCause.values])
        parser.add_argument("--order", default="", help="of a court or an authority; public")
        parser.add_argument("--text", default="", help="one line for readers")
        parser.add_argument("--user", metavar="LOGIN", help="who decided it; the public name is in the record")
        parser.add_argument("--dry-run", action="store_true", help="only list the places")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--keep-free-space", action="store_true", help="do not compact the database afterwards")
        parser.add_argument(
            "--reapply", nargs="?", const="", metavar="FILE", help="apply the redactions of a file to a restored backup"
        )

    def handle(self, **options: Any) -> None:
        try:
            if options["reapply"] is not None:
                self.reapply(options)
            else:
                self.redact(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def reapply(self, options: dict[str, Any]) -> None:
        source = options["reapply"]
        result = reapply(Path(source) if source else None)
        self.erase_free_space(options)
        self.stdout.write(f"{result.articles} articles redacted again.")
        for problem in result.problems:
            self.stderr.write(problem)
        if result.problems:
            raise CommandError("The site must not serve before these are redacted by hand.", returncode=1)

    def redact(self, options: dict[str, Any]) -> None:
        if pending_mark().exists():
            raise CommandError("A backup was restored. Run first: manage.py redact --reapply")
        finish_interrupted()
        if not (options["dry_run"] or options["cause"]):
            raise CommandError("State why with --cause.")
        if options["picture"]:
            self.redact_picture(options)
        else:
            self.redact_words(options)

    def redact_words(self, options: dict[str, Any]) -> None:
        words = Words((*options["words"], *words_of_file(options["words_from"])), options["ignore_case"])
        article = article_or_draft(options["article"])
        if (article is None) == (not options["everywhere"]):
            raise CommandError("Choose one article with --article, or --everywhere.")
        chosen = [article] if article is not None else list(ArticlePage.objects.values_list("pk", flat=True))
        plans = list(run.find_words(words, self.with_progress(chosen)))
        others = run.rows_elsewhere(words, chosen)
        self.list_plans(plans)
        self.list_rows(others, options["everywhere"])
        redactable = [plan for plan in plans if plan]
        if not (plans or others):
            self.erase_free_space(options | {"keep_free_space": options["keep_free_space"] or options["dry_run"]})
            return
        if not self.confirmed(options):
            return
        reason = self.reason(options)
        run.check_reason(words, reason)
        for number, plan in enumerate(redactable, start=1):
            redact_article(plan.article_id, WordsRemoval.of(words), reason)
            self.stderr.write(f"{number} of {len(redactable)} articles redacted")
        left = run.redact_elsewhere(words) if options["everywhere"] else run.rows_elsewhere(words, chosen)
        self.report(plans, left, options)

    def redact_picture(self, options: dict[str, Any]) -> None:
        removal = pictures.removal_of(options["picture"], library=options["library"])
        plans = [plan_redaction(pk, removal) for pk in pictures.articles_with(removal)]
        self.list_plans(plans)
        if removal.images:
            self.stdout.write(f"images of the library: {', '.join(map(str, sorted(removal.images)))}")
        if not (plans or removal.images) or not self.confirmed(options):
            return
        reason = self.reason(options)
        done = run.redact_picture(
            options["picture"],
            cause=reason.cause,
            order=reason.order,
            text=reason.text,
            user=reason.user,
            library=options["library"],
            progress=lambda plan: self.stderr.write(f"article {plan.article_id} redacted"),
        )
        self.report(done, [], options)

    def reason(self, options: dict[str, Any]) -> Reason:
        user = None
        if options["user"]:
            user = get_user_model().objects.filter(username=options["user"]).first()
            if user is None:
                raise CommandError(f"There is no account “{options['user']}”.")
        return Reason(options["cause"], options["order"], options["text"], user)

    def list_plans(self, plans: Iterable[Plan]) -> None:
        found = False
        for plan in plans:
            found = True
            for change in plan.rewritten:
                self.stdout.write(
                    f"article {plan.article_id}, entry {change.entry.position}: {', '.join(change.parts)}"
                )
            for act in plan.acts:
                self.stdout.write(f"article {plan.article_id}: the scheduled {act.kind} {act.pk} is cancelled")
            for row in plan.rows:
                self.stdout.write(f"article {plan.article_id}: {row.where}")
            for kept in plan.kept:
                self.stdout.write(self.style.WARNING(f"article {plan.article_id}: {kept} cannot be changed"))
        if not found:
            self.stdout.write("No article contains it.")

    def list_rows(self, rows: Iterable[RowChange], everywhere: bool) -> None:
        for row in rows:
            will_change = everywhere and may_change(row)
            self.stdout.write(f"elsewhere: {row.where}{'' if will_change else ' (not changed)'}")

    def confirmed(self, options: dict[str, Any]) -> bool:
        if options["dry_run"]:
            return False
        if options["yes"]:
            return True
        return input("This cannot be undone. Redact all of it? Type yes: ").strip() == "yes"

    def with_progress(self, article_ids: list[int]) -> Iterator[int]:
        """Yield the articles, and print a line every few seconds."""
        last_line_at = monotonic()
        for number, article in enumerate(article_ids):
            yield article
            if monotonic() - last_line_at >= SECONDS_BETWEEN_LINES:
                last_line_at = monotonic()
                self.stderr.write(f"{number + 1} of {len(article_ids)} articles searched")

    def erase_free_space(self, options: dict[str, Any]) -> None:
        if options["keep_free_space"]:
            return
        try:
            erase_free_space()
        except OperationalError as error:
            self.stderr.write(f"The database could not be compacted ({error}). Run the same command again later.")

    def report(self, plans: list[Plan], left: list[RowChange], options: dict[str, Any]) -> None:
        """Print what was done. The exit status is 1 when something is left that a person must change."""
        self.erase_free_space(options)
        self.stdout.write(self.style.SUCCESS(f"{sum(map(bool, plans))} articles redacted."))
        kept = [f"article {plan.article_id}: {kept}" for plan in plans for kept in plan.kept]
        for line in [*kept, *(row.where for row in left)]:
            self.stdout.write(f"left: {line}")
        if kept or left:
            raise CommandError("Something is left that this command does not change.", returncode=1)


def words_of_file(name: str | None) -> list[str]:
    """Return the lines of a file that are not empty."""
    if name is None:
        return []
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def article_or_draft(named: str | None) -> int | None:
    """Return the page id of an article in the record, or of a draft."""
    if named and named.isdecimal() and ArticlePage.objects.filter(pk=int(named)).exists():
        return int(named)
    return article_id(named)
