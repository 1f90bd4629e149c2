from wagtail import hooks
from wagtail.permissions import register_permission_policy

from articles.models import Author, Disclaimer
from entities.admin.permissions import NoDeletePolicy

register_permission_policy(Author, NoDeletePolicy(Author))
register_permission_policy(Disclaimer, NoDeletePolicy(Disclaimer))

from wagtail.snippets.models import register_snippet  # noqa: E402  # policies come first

from articles.admin.profile import PublicNamePanel  # noqa: E402  # as above
from articles.admin.viewsets import AuthorsAndDisclaimers  # noqa: E402  # as above

register_snippet(AuthorsAndDisclaimers)
hooks.register("register_account_settings_panel", PublicNamePanel)
