"""The article that editors work on. Readers see what was published from it, never this table."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, Revision
from wagtail.search import index

from articles.blocks import BodyBlock
from entities.tagging import EntityTagManager

from .addresses import validate_address
from .author import Author
from .disclaimer import Disclaimer
from .forms import AddressedPageForm
from .images import EditorialImage
from .languages import ARTICLE_LANGUAGES
from .people import Actor
from .ports import PublishedAddress, ports
from .tags import CountryTag, FirmTag, ProgrammeTag


class ArticlePage(Page):
    """An article under a journal.

    Publishing calls `ports.publish`, which freezes a reader's copy. Serving calls `ports.serve_article`, which renders
    that copy.
    """

    standfirst = models.CharField(_("standfirst"), max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=12, choices=ARTICLE_LANGUAGES, default="en")
    published_on = models.DateField(
        _("first published"),
        null=True,
        blank=True,
        help_text=_("Leave empty to use the day of the first publication here. Cannot be changed afterwards."),
    )
    canonical_url = models.URLField(
        _("canonical URL"),
        blank=True,
        max_length=500,
        help_text=_("The URL of the original, if the article was first published on another site."),
    )

    lead_image = models.ForeignKey(
        EditorialImage, verbose_name=_("lead image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for readers who cannot see it."),
    )
    lead_caption = models.CharField(_("caption"), max_length=400, blank=True)
    lead_credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Leave empty to use the image's own credit.")
    )

    body = StreamField(BodyBlock(), blank=True)

    countries = EntityTagManager(
        through=CountryTag, blank=True, verbose_name=_("countries"), help_text="", related_name="articles"
    )
    programmes = EntityTagManager(
        through=ProgrammeTag, blank=True, verbose_name=_("programmes"), help_text="", related_name="articles"
    )
    firms = EntityTagManager(
        through=FirmTag, blank=True, verbose_name=_("firms"), help_text="", related_name="articles"
    )

    standing_replaced = models.BooleanField(
        _("replace the journal's disclaimers"),
        default=False,
        help_text=_("Only the disclaimers above are then shown below this article."),
    )
    standing_reason = models.CharField(
        _("reason"), max_length=255, blank=True, help_text=_("Readers see why the usual disclaimers are missing.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
        InlinePanel("article_authors", heading=_("Authors"), label=_("Author")),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_alt"), FieldPanel("lead_caption"), FieldPanel("lead_credit")],
            heading=_("Lead image"),
        ),
        FieldPanel("body"),
        InlinePanel("footnotes", heading=_("Footnotes"), label=_("Footnote")),
        MultiFieldPanel(
            [FieldPanel("countries"), FieldPanel("programmes"), FieldPanel("firms")],
            heading=_("Countries, programmes and firms"),
        ),
        MultiFieldPanel(
            [
                InlinePanel("article_disclaimers", label=_("Disclaimer")),
                FieldPanel("standing_replaced"),
                FieldPanel("standing_reason"),
            ],
            heading=_("Disclaimers"),
        ),
        InlinePanel("article_disclosures", heading=_("Disclosures"), label=_("Disclosure")),
    ]
    promote_panels = [
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("language")]),
        FieldPanel("canonical_url"),
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("For search engines")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]

    base_form_class = AddressedPageForm
    page_description = _("An article with authors, tags and disclaimers.")
    parent_page_types = ["articles.JournalPage"]
    subpage_types: list[str] = []
    preview_modes = [("", _("As readers will see it"))]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        self.standfirst = " ".join(self.standfirst.splitlines()).strip()
        validate_address(self)
        if self.standing_replaced and not self.standing_reason.strip():
            message = _("Give the reason why the journal's disclaimers are not shown.")
            raise ValidationError({"standing_reason": ValidationError(message, code="no_reason")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the draft. A new article is never live: only publishing makes it so."""
        if self.alias_of_id:
            raise ValidationError(_("An article cannot be an alias, because each has its own record."), code="alias")
        if self._state.adding:
            self.live = False
            self.has_unpublished_changes = True
            self.first_published_at = self.last_published_at = self.live_revision = None
        super().save(*args, **kwargs)

    def publish(
        self,
        revision: Revision,
        user: Actor = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> object | None:
        """Publish a revision through the record. Wagtail calls this wherever it publishes."""
        return ports.publish(
            self,
            revision,
            {"user": user, "changed": changed, "log_action": log_action, "previous_revision": previous_revision},
            skip_permission_checks=skip_permission_checks,
        )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return ports.serve_article(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return ports.preview_article(self, request)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return (site id, root URL, path) of the published address, or of the place in the page tree without one."""
        parts = super().get_url_parts(request)
        address = self.published_address()
        if address is None:
            return parts
        site = address.site
        return site.pk, site.root_url, address.path

    def published_address(self) -> PublishedAddress | None:
        """Return the current address of this article in the record, or None before the first publication."""
        publication = getattr(self, "publication", None)
        return publication and publication.current_address


class ArticleAuthor(Orderable):
    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        INTERVIEWER = "interviewer", _("Interviewer")
        PHOTOGRAPHER = "photographer", _("Photographer")
        TRANSLATOR = "translator", _("Translator")
        EDITOR = "editor", _("Editor")

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_authors")
    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.AUTHOR)

    panels = [FieldPanel("author"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "author"], name="article_author_once")]

    def __str__(self) -> str:
        return str(self.author)


class ArticleDisclaimer(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_disclaimers")
    disclaimer = models.ForeignKey(Disclaimer, verbose_name=_("disclaimer"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("disclaimer")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "disclaimer"], name="article_disclaimer_once")]

    def __str__(self) -> str:
        return str(self.disclaimer)


class ArticleDisclosure(Orderable):
    """What an author declares for this article. “Nothing to declare” is a declaration as well."""

    class Kind(models.TextChoices):
        NONE = "none", _("Nothing to declare")
        FUNDING = "funding", _("Funding")
        EMPLOYMENT = "employment", _("Employment")
        BOARD = "board", _("Board or advisory seat")
        CLIENT = "client", _("Client")
        OTHER = "other", _("Other")

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_disclosures")
    author = models.ForeignKey(
        Author,
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Leave empty if it applies to all authors."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=400, blank=True)

    panels = [FieldPanel("author"), FieldPanel("kind"), FieldPanel("text")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        super().clean()
        if self.kind and self.kind != self.Kind.NONE and not self.text.strip():
            message = _("Describe in a sentence what is declared.")
            raise ValidationError({"text": ValidationError(message, code="no_text")})
