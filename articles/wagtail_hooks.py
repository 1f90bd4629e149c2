from wagtail import hooks
from wagtail.permissions import register_permission_policy

from articles.models import Author, Disclaimer
from entities.admin.permissions import NoDeletePolicy

register_permission_policy(Author, NoDeletePolicy(Author))
register_permission_policy(Disclaimer, NoDeletePolicy(Disclaimer))

from wagtail.snippets.models import register_snippet  # noqa: E402  policies come first

from articles.desk.profile import PublicNamePanel  # noqa: E402
from articles.desk.snippets import PeopleAndStatements  # noqa: E402

register_snippet(PeopleAndStatements)
hooks.register("register_account_settings_panel", PublicNamePanel)
