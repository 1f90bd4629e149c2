"""What the record writes into Wagtail's log."""

from django.utils.translation import gettext_lazy as _


def register_log_actions(actions) -> None:
    actions.register_action("articles.note", _("Add note"), _("Note added for readers"))
    actions.register_action("articles.withdraw", _("Withdraw"), _("Withdrawn from the public"))
    actions.register_action("articles.schedule_refused", _("Schedule refused"), _("Scheduled publication refused"))
