"""Authors and disclaimers in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.models import Author, Disclaimer


class ChooseActiveView(ChooseView):
    """A chooser that leaves out retired rows."""

    def get_object_list(self) -> Any:
        return super().get_object_list().active()


class ChooseActiveResultsView(ChooseResultsView):
    """The results of a chooser that leaves out retired rows."""

    def get_object_list(self) -> Any:
        return super().get_object_list().active()


class ActiveChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseActiveView
    choose_results_view_class = ChooseActiveResultsView


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    list_display = ["name", "affiliation", "retired"]
    list_filter = ["retired"]
    chooser_viewset_class = ActiveChooserViewSet


class DisclaimerViewSet(SnippetViewSet):
    model = Disclaimer
    icon = "warning"
    list_display = ["title", "kind", "retired"]
    list_filter = ["kind", "retired"]
    chooser_viewset_class = ActiveChooserViewSet


class AuthorsAndDisclaimers(SnippetViewSetGroup):
    """The menu item for authors and disclaimers."""

    menu_label = _("Authors & disclaimers")
    menu_icon = "group"
    menu_order = 210
    items = (AuthorViewSet, DisclaimerViewSet)
